"""Who has few recorded links: States ranked by how little is recorded, and what is unknown rather than absent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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
    `agreements_covered` says whether a register of the State's own covers any topic: without one, few agreements may
    mean little was gathered.
    """

    state: str
    treaties: int
    bodies: int
    agreements: int
    unknown_treaties: int
    agreements_covered: bool

    @property
    def recorded(self) -> int:
        """Number of recorded links of all layers."""
        return self.treaties + self.bodies + self.agreements


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
    registered = {fact.end.id for fact in then.registers}
    found = [
        Links(
            state,
            counted["party"],
            bodies[state],
            concluded[state],
            counted["unknown"] + counted["disputed"],
            state in registered,
        )
        for state, counted in answers.items()
    ]
    return sorted(found, key=lambda links: (links.recorded, links.state))


def few_links(then: AsAt) -> tuple[list[Links], float]:
    """Return the Member States with few recorded links, fewest first, and the median of all."""
    ranked = unlinked(then)
    middle = float(median([links.recorded for links in ranked])) if ranked else 0.0
    return [links for links in ranked if links.recorded < FEW * middle], middle
