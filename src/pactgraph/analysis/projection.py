"""
Projects what a graph records as at a day: who takes part in what.

The biadjacency matrix is the usual two-mode form (Borgatti & Everett 1997): one row a State, one column an instrument,
body or mechanism it takes part in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from pactgraph.facts.records import Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.recorded import Link

Layer = Literal["treaty", "body", "mechanism", "agreement", "reported"]
LAYERS: tuple[Layer, ...] = ("treaty", "body", "mechanism", "agreement", "reported")
SHARED: tuple[Layer, ...] = ("treaty", "body", "mechanism")
"""Layers in which States take part in the same institution; in the others two States are linked directly."""
Matrix: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    """
    Who takes part in what on a day.

    `biadjacency` is len(states) x len(institutions), 1.0 where the State takes part, else 0.0; `layers` has the layer
    of each institution. Institutions with fewer than two participants among `states` link nobody and are left out.
    """

    day: dt.date
    states: list[str]
    institutions: list[Key]
    layers: list[Layer]
    biadjacency: Matrix


def project(
    then: AsAt,
    layers: Sequence[Layer] = SHARED,
    states: Sequence[str] | None = None,
    admits: Callable[[Key], bool] = lambda _: True,
) -> Projection:
    """
    Return who of `states` (the UN Member States of the day by default) takes part in the institutions of `layers`.

    Taking part is: party to a treaty, full member of a body or mechanism, one of those that concluded an agreement.
    `admits` can narrow the institutions. The layer `reported` links States directly and has no institutions.
    """
    rows = {id_: row for row, id_ in enumerate(sorted(states) if states is not None else then.members)}
    participants: dict[tuple[Layer, Key], set[int]] = defaultdict(set)
    for layer in layers:
        for state, institution in _participation(then, layer):
            if state in rows and admits(institution):
                participants[layer, institution].add(rows[state])
    kept = sorted(
        ((layer, key) for (layer, key), found in participants.items() if len(found) > 1),
        key=lambda item: (LAYERS.index(item[0]), item[1].label, item[1].id),
    )
    matrix = np.zeros((len(rows), len(kept)))
    for column, place in enumerate(kept):
        matrix[sorted(participants[place]), column] = 1.0
    return Projection(then.day, list(rows), [key for _, key in kept], [layer for layer, _ in kept], matrix)


def reported_pairs(then: AsAt) -> dict[tuple[str, str], list[Link]]:
    """Return the links of cooperation that one State reports with another it names, by both ids, the smaller first."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in then.facts.links("COOPERATES_WITH", then.day):
        if link.start.label == link.end.label == "State" and link.start != link.end:
            found[min(link.start.id, link.end.id), max(link.start.id, link.end.id)].append(link)
    return dict(sorted(found.items()))


def _participation(then: AsAt, layer: Layer) -> Iterator[tuple[str, Key]]:
    match layer:
        case "treaty":
            keys = {treaty: Key("Treaty", treaty) for treaty in then.treaties}
            for (state, treaty), standing in then.stated.items():
                if standing.answer == "party":
                    yield state, keys[treaty]
        case "body" | "mechanism":
            for link in then.facts.links("MEMBER_OF", then.day):
                in_mechanism = link.end.label == "Mechanism"
                if link.start.label == "State" and link.kind == "member" and in_mechanism == (layer == "mechanism"):
                    yield link.start.id, link.end
        case "agreement":
            for link in then.facts.links("CONCLUDED", then.day):
                if link.start.label == "State":
                    yield link.start.id, link.end
        case "reported":
            return
