"""Where States stand towards treaties on a day: silence means no only where a source covers the question."""

from __future__ import annotations

import datetime as dt

from pactgraph.analysis.coverage import Standing, standing
from pactgraph.analysis.projection import Fact, Recorded


class Participation:
    """Every State's standing towards every treaty on a day; computed once, asked often."""

    def __init__(self, recorded: Recorded, day: dt.date) -> None:
        self.treaties = list(recorded.of("Treaty"))
        self.covered = {f.end.id: f for f in recorded.holding("COVERS", day) if f.end.label == "Treaty"}
        # Bodies (the European Union) take part in treaties too; they have no standing that is asked about here.
        self.parties = _of_states(recorded, "PARTY_TO", day)
        # Consent takes the place of a signature, for good: who has withdrawn is no signatory any more.
        consented = {
            (fact.start.id, fact.end.id)
            for fact in recorded.facts.get("PARTY_TO", ())
            if fact.start.label == "State" and (fact.since is None or fact.since <= day)
        }
        self.signatures = {k: f for k, f in _of_states(recorded, "SIGNED", day).items() if k not in consented}

    def standing(self, state: str, treaty: str) -> Standing:
        """Return where `state` stands towards `treaty`: recorded facts first, then what coverage lets silence mean."""
        return standing(
            party=(state, treaty) in self.parties,
            signed=(state, treaty) in self.signatures,
            covered=treaty in self.covered,
        )

    def facts(self, state: str, treaty: str) -> tuple[Fact, ...]:
        """Return the facts the standing rests on: consent, or signature and coverage."""
        if (state, treaty) in self.parties:
            return (self.parties[state, treaty],)
        found = (self.signatures.get((state, treaty)), self.covered.get(treaty))
        return tuple(fact for fact in found if fact is not None)


def _of_states(recorded: Recorded, type_: str, day: dt.date) -> dict[tuple[str, str], Fact]:
    return {(f.start.id, f.end.id): f for f in recorded.holding(type_, day) if f.start.label == "State"}
