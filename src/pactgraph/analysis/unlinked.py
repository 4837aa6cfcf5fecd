"""Who has few recorded links: States ranked by how little is recorded, and what is unknown rather than absent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Recorded


@dataclass(frozen=True, slots=True)
class Links:
    """
    How much is recorded of a State, layer by layer.

    `unknown_treaties` counts treaties on which no source speaks for that day and nothing is recorded;
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


def unlinked(recorded: Recorded, day: dt.date) -> list[Links]:
    """Return every UN Member State, the one with the fewest recorded links first, then by id."""
    participation = Participation(recorded, day)
    counts: dict[str, dict[str, int]] = {id_: defaultdict(int) for id_ in recorded.members}
    for type_ in ("PARTY_TO", "MEMBER_OF", "CONCLUDED"):
        for fact in recorded.holding(type_, day):
            if fact.start.id in counts and (type_ != "MEMBER_OF" or fact.properties.get("status") == "member"):
                counts[fact.start.id][type_] += 1
    registered = {f.end.id for f in recorded.holding("COVERS", day) if f.end.label == "State"}
    found = [
        Links(
            state,
            number["PARTY_TO"],
            number["MEMBER_OF"],
            number["CONCLUDED"],
            sum(participation.standing(state, treaty) == "unknown" for treaty in participation.treaties),
            state in registered,
        )
        for state, number in counts.items()
    ]
    return sorted(found, key=lambda links: (links.recorded, links.state))
