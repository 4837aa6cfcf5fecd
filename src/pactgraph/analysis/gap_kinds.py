"""Kinds of gap, as `graph/gaps.yml` declares them: the one list that every door shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

import yaml

from pactgraph.content import content_folder, yaml_of
from pactgraph.errors import PactgraphError, UsageError
from pactgraph.facts.declared import STRICT, Reading, checked, trusted
from pactgraph.facts.schema import bundled_schema

Peers = Literal["subregion", "cluster", "neighbours", "world"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """When an expectation arises from what peers do."""

    __pydantic_config__: ClassVar = STRICT

    most: float
    """Share of its peers that must meet the expectation before it is one of a State."""
    least_peers: int
    """With fewer peers nothing is expected of a State."""

    def __post_init__(self) -> None:
        """Raise ValueError for a share that is none, and for fewer peers than one."""
        if not 0 < self.most <= 1 or self.least_peers < 1:
            raise ValueError("expected most above 0, at most 1, and least_peers of at least 1")


@dataclass(frozen=True, kw_only=True, slots=True)
class GapKind:
    """One kind of gap: an expectation, and when the answer is unknown."""

    __pydantic_config__: ClassVar = STRICT

    title: str
    question: str
    expectation: str
    subject: Literal["State", "UNEntity"] = "State"
    about: Literal["Treaty", "Measure", "Act"] | None = None
    """What a question is about, beside its subject."""
    other: Literal["State"] | None = None
    """The other one, where a question is about two."""
    thresholds: Thresholds | None = None
    peers: tuple[Peers, ...] = ()
    """Groups of peers it is measured in, the first deciding between equals."""
    topics: tuple[str, ...] = ()
    """Topics of the treaties it is about; empty: all."""
    acts: tuple[str, ...] = ()
    """Acts of cooperation it is about."""
    rests_on: tuple[str, ...]
    """Relationship types it reads."""
    unknown: str
    """When the answer is unknown."""
    cannot_say_gap: str = ""
    """In one sentence why no gap can be said where the sources do not allow it; empty: they always do."""

    @property
    def of_treaties(self) -> bool:
        """Whether each question is about one treaty, or a measure that may be."""
        return self.about in ("Treaty", "Measure")

    def __post_init__(self) -> None:
        """Raise ValueError where nothing is read."""
        if not self.rests_on:
            raise ValueError("rests_on: expected the relationship types it reads")

    def in_words(self) -> str:
        """Return the expectation with its thresholds."""
        return self.expectation.format(**(asdict(self.thresholds) if self.thresholds else {}))


def load_gap_kinds(path: Path, reading: Reading = checked) -> dict[str, GapKind]:
    """
    Return the kinds that a file declares, in its order.

    Raises PactgraphError naming the file and the fault: unknown keys, types and topics are faults.
    """
    try:
        kinds = reading(dict[str, GapKind], yaml_of(path.read_text(encoding="utf-8")))
    except (ValueError, yaml.YAMLError) as error:
        raise PactgraphError(f"graph/{path.name}: {error}") from error
    schema = bundled_schema()
    topics = schema.nodes["Treaty"].properties["topic"].values
    for name, kind in kinds.items():
        for what, known, given in (
            ("relationship type", schema.relationships, kind.rests_on),
            ("topic", topics, kind.topics),
        ):
            for one in given:
                if one not in known:
                    raise PactgraphError(f"graph/{path.name}: {name} names the unknown {what} {one}")
        if bool(kind.acts) != (kind.about == "Act"):
            raise PactgraphError(f"graph/{path.name}: {name}: acts go with what is about an Act")
        if bool(kind.thresholds) != bool(kind.peers):
            raise PactgraphError(f"graph/{path.name}: {name}: thresholds and peers go together")
    return kinds


@cache
def gap_kinds() -> dict[str, GapKind]:
    """Return the kinds of gap, in the order in which they are shown."""
    return load_gap_kinds(content_folder("graph") / "gaps.yml", trusted)


def rests_on(kinds: Iterable[str]) -> list[str]:
    """Return the relationship types that the answers of some kinds rest on, each once, in the order of the kinds."""
    return list(dict.fromkeys(type_ for kind in kinds for type_ in gap_kinds()[kind].rests_on))


def chosen_kinds(kind: str | None) -> list[str]:
    """Return the kind asked for, all without one. Raises UsageError naming those there are."""
    kinds = list(gap_kinds())
    if kind is not None and kind not in kinds:
        raise UsageError(f"gaps {kind}: expected one of {', '.join(kinds)}")
    return kinds if kind is None else [kind]
