"""
Gaps: an expectation that is not met, claimed only where the sources cover the question.

Each answer is one of four: gap; no gap; unknown (no source covers the question on that day); not applicable (the
expectation does not arise). It carries the facts it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Fact, Recorded
from pactgraph.records import Key

Answer = Literal["gap", "no gap", "unknown", "not applicable"]
Kind = Literal["instrument", "border", "corridor", "bilateral", "ratification", "report", "mechanism", "un"]

MOST = 0.75
"""Share of its peers that must be party before a State's absence is called a gap."""
LEAST_PEERS = 3
"""With fewer peers nothing is expected of a State."""


@dataclass(frozen=True, slots=True)
class Gap:
    """
    One question about `subject` and its answer.

    `about` is the treaty or list in question, `other` the neighbour or other State where the question is about a pair.
    `met` of `peers` meet the expectation, which `expectation` says in words; `standing` is what is recorded of the
    subject itself.
    """

    kind: Kind
    subject: Key
    about: Key | None
    other: Key | None
    answer: Answer
    standing: str
    expectation: str
    met: int
    peers: int
    facts: tuple[Fact, ...]


def border_gaps(recorded: Recorded, day: dt.date, treaties: Sequence[str] | None = None) -> list[Gap]:
    """
    Return, for each treaty and each land border between UN Member States with a party on one side, the other side.

    The answer is gap where a source covers the treaty on that day, else unknown. Sorted by treaty, State, neighbour.
    """
    participation = Participation(recorded, day)
    members = set(recorded.members)
    borders = [f for f in recorded.holding("BORDERS", day) if f.start.id in members and f.end.id in members]
    gaps = []
    for treaty in treaties if treaties is not None else participation.treaties:
        for border in borders:
            for state, neighbour in ((border.start.id, border.end.id), (border.end.id, border.start.id)):
                standing = participation.standing(state, treaty)
                if standing == "party" or participation.standing(neighbour, treaty) != "party":
                    continue
                facts = (*participation.facts(state, treaty), *participation.facts(neighbour, treaty), border)
                gaps.append(
                    Gap(
                        "border",
                        Key("State", state),
                        Key("Treaty", treaty),
                        Key("State", neighbour),
                        "unknown" if standing == "unknown" else "gap",
                        standing,
                        "its neighbour is party",
                        1,
                        1,
                        facts,
                    )
                )
    return _sorted(gaps)


def instrument_gaps(
    recorded: Recorded,
    day: dt.date,
    groups: Mapping[str, Iterable[str]],
    treaties: Sequence[str] | None = None,
    *,
    most: float = MOST,
) -> list[Gap]:
    """
    Return, for each treaty and State of a group that is not recorded as party, whether its absence stands out.

    `groups` names sets of States (regions, clusters). The peers of a State are the others of its group. Where at least
    `most` of at least LEAST_PEERS peers are recorded as party: gap if a source covers the treaty on that day, else
    unknown; where fewer are: not applicable. Parties have no gap and are left out. Sorted by treaty, State.
    """
    participation = Participation(recorded, day)
    gaps = []
    for treaty in treaties if treaties is not None else participation.treaties:
        for group, states in groups.items():
            members = sorted(states)
            parties = [state for state in members if participation.standing(state, treaty) == "party"]
            for state in members:
                standing = participation.standing(state, treaty)
                if standing == "party":
                    continue
                peers = len(members) - 1
                expected = peers >= LEAST_PEERS and len(parties) >= most * peers
                answer: Answer = "not applicable" if not expected else "unknown" if standing == "unknown" else "gap"
                gaps.append(
                    Gap(
                        "instrument",
                        Key("State", state),
                        Key("Treaty", treaty),
                        None,
                        answer,
                        standing,
                        f"{len(parties)} of {peers} others of {group} are party",
                        len(parties),
                        peers,
                        participation.facts(state, treaty),
                    )
                )
    return _sorted(gaps)


def regions(recorded: Recorded) -> dict[str, list[str]]:
    """Return UN Member States by subregion (as the register of States has it), sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    states = recorded.of("State")
    for id_ in recorded.members:
        place = states[id_].get("subregion") or states[id_].get("region")
        if place:
            found[str(place)].append(id_)
    return dict(sorted(found.items()))


def _sorted(gaps: list[Gap]) -> list[Gap]:
    def order(gap: Gap) -> tuple[str, str, str, str]:
        about, other = gap.about.id if gap.about else "", gap.other.id if gap.other else ""
        return about, gap.subject.id, other, gap.expectation

    return sorted(gaps, key=order)
