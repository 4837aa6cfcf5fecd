"""Who has few recorded links: States ranked by how little is recorded, and what is unknown rather than absent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt

FEW = 0.5
"""A State has few recorded links when it has fewer than this share of the median."""


@dataclass(frozen=True, slots=True)
class Links:
    """
    How much is recorded of a State, layer by layer.

    `unknown_treaties` counts treaties of which nobody knows whether the State is party (disputed ones too);
    `agreements_covered` says whether a register of the State's own covers any topic, `gathered` whether one is loaded
    at all. Half of all agreements touch one of the few States whose registers are: a State is as well known only as
    those `alike`, and `place_alike` is its place among these, the one with the fewest links first.
    `agreements_elsewhere` are those that a source which is no State's register has: of them every State could be as
    well known as any other. `victims_abroad` and `victims_here` are the least that other States detected of its
    citizens, and it of theirs, over all years recorded by the day; 0 where none is recorded.
    """

    state: str
    treaties: int
    bodies: int
    agreements: int
    unknown_treaties: int
    agreements_covered: bool
    gathered: bool
    agreements_elsewhere: int = 0
    victims_abroad: int = 0
    victims_here: int = 0
    place: int = 0
    place_alike: int = 0
    alike: int = 0

    @property
    def recorded(self) -> int:
        """Number of recorded links of all layers."""
        return self.treaties + self.bodies + self.agreements

    @property
    def recorded_elsewhere(self) -> int:
        """What it would be if no State's own register of agreements were loaded: equally gathered of all."""
        return self.treaties + self.bodies + self.agreements_elsewhere


def unlinked(then: AsAt) -> list[Links]:
    """Return every UN Member State of the day, the one with the fewest recorded links first, then by id."""
    answers = {state: Counter[str]() for state in then.members}
    for (state, _), standing in then.standings.items():
        if state in answers:
            answers[state][standing.answer] += 1
    bodies = Counter(
        link.start.id
        for link in then.facts.links("MEMBER_OF", then.day)
        if link.start.label == "State" and link.kind == "member"
    )
    concluded = Counter(
        link.start.id for link in then.facts.links("CONCLUDED", then.day) if link.start.label == "State"
    )
    elsewhere = Counter(
        link.start.id
        for link in then.facts.links("CONCLUDED", then.day, then.state_registers)
        if link.start.label == "State"
    )
    abroad, here = Counter[str](), Counter[str]()
    for fact in then.detections:
        least = fact.properties.get("victims_min")
        if fact.start.id != fact.end.id and isinstance(least, int):
            abroad[fact.start.id] += least
            here[fact.end.id] += least
    registered = {fact.end.id for fact in then.registers}
    gathered = then.gathered
    found = [
        Links(
            state,
            counted["party"],
            bodies[state],
            concluded[state],
            counted["unknown"] + counted["disputed"],
            state in registered,
            state in gathered,
            elsewhere[state],
            abroad[state],
            here[state],
        )
        for state, counted in answers.items()
    ]
    found.sort(key=lambda links: (links.recorded, links.state))
    alike = Counter(links.gathered for links in found)
    before: Counter[bool] = Counter()
    placed = []
    for place, links in enumerate(found, start=1):
        before[links.gathered] += 1
        placed.append(replace(links, place=place, place_alike=before[links.gathered], alike=alike[links.gathered]))
    return placed


def known_from(links: Links) -> str:
    """Return in words from where a State's agreements are known, and so whom to ask for the others."""
    if links.agreements_covered:
        return "covered by a register of its own"
    if links.gathered:
        return "a register of its own is loaded, not known to be whole"
    return "unknown: no register of its own is loaded; ask for it"


def few_links(then: AsAt) -> tuple[list[Links], float]:
    """Return the Member States with few recorded links, fewest first, and the median of all."""
    ranked = unlinked(then)
    middle = float(median([links.recorded for links in ranked])) if ranked else 0.0
    return [links for links in ranked if links.recorded < FEW * middle], middle
