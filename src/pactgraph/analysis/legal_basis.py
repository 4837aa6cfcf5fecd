"""What two States can base cooperation on: treaties against trafficking and organized crime, agreements, mechanisms."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Fact, Recorded

TOPICS = ("trafficking", "organized_crime")
"""Topics of treaties that are a legal basis for cooperation against trafficking between their parties."""
ANY = "any topic"
"""Stands for all topics of agreements, where a register covers them all."""


class LegalBasis:
    """What is recorded between any two States on a day, and whether its absence is known."""

    def __init__(self, recorded: Recorded, day: dt.date) -> None:
        self.participation = Participation(recorded, day)
        topics = {id_: properties.get("topic") for id_, properties in recorded.of("Treaty").items()}
        self.treaties = [id_ for id_ in self.participation.treaties if topics[id_] in TOPICS]
        self._agreements: dict[tuple[str, str], list[str]] = defaultdict(list)
        for agreement, states in _concluded(recorded, day):
            for pair in combinations(sorted(states), 2):
                self._agreements[pair].append(agreement)
        self._topics = {id_: str(node.get("topic", "")) for id_, node in recorded.of("BilateralAgreement").items()}
        self._mechanisms: dict[str, set[str]] = defaultdict(set)
        for fact in recorded.holding("MEMBER_OF", day):
            if fact.end.label == "Mechanism":
                self._mechanisms[fact.start.id].add(fact.end.id)
        self._registers: dict[str, list[Fact]] = defaultdict(list)
        for fact in recorded.holding("COVERS", day):
            if fact.end.label == "State":
                self._registers[fact.end.id].append(fact)

    def shared_treaties(self, one: str, other: str) -> list[str]:
        """Return the treaties of TOPICS both are party to."""
        parties = self.participation.parties
        return [treaty for treaty in self.treaties if (one, treaty) in parties and (other, treaty) in parties]

    def agreements(self, one: str, other: str) -> list[str]:
        """Return the bilateral agreements recorded between the two, of any topic."""
        return self._agreements.get((min(one, other), max(one, other)), [])

    def topics(self, one: str, other: str) -> set[str]:
        """Return the topics of the bilateral agreements recorded between the two."""
        return {self._topics[agreement] for agreement in self.agreements(one, other)}

    def mechanisms(self, one: str, other: str) -> set[str]:
        """Return the mechanisms both are members of."""
        return self._mechanisms.get(one, set()) & self._mechanisms.get(other, set())

    def exists(self, one: str, other: str) -> bool:
        """Whether a treaty, an agreement or a mechanism in common is recorded."""
        return bool(self.shared_treaties(one, other) or self.agreements(one, other) or self.mechanisms(one, other))

    def treaties_unknown(self, one: str, other: str) -> bool:
        """Whether a treaty could link the two without our knowing: no source covers it on that day."""
        return any(
            "unknown" in (standings := {self.participation.standing(state, treaty) for state in (one, other)})
            and not standings & {"not party", "signatory only"}
            for treaty in self.treaties
        )

    def registers(self, one: str, other: str) -> list[Fact]:
        """Return the registers of one of the two that cover its agreements on that day (of all topics or of some)."""
        return [*self._registers.get(one, ()), *self._registers.get(other, ())]

    def missing_topics(self, one: str, other: str) -> list[str]:
        """
        Return the topics on which no agreement of the two is recorded though a register of one of them covers it.

        ANY stands for a register that covers every topic, where no agreement at all is recorded.
        """
        covered = {str(fact.properties.get("topic") or ANY) for fact in self.registers(one, other)}
        if ANY in covered and self.agreements(one, other):
            covered.remove(ANY)
        return sorted(covered - self.topics(one, other))

    def unknown(self, one: str, other: str) -> bool:
        """Whether a legal basis could exist between the two without our knowing."""
        return not self.agreements_covered(one, other) or self.treaties_unknown(one, other)

    def absence(self, one: str, other: str) -> str:
        """Return in words what is missing between two States without a basis, and what of it is known."""
        treaties = "not covered for all" if self.treaties_unknown(one, other) else "covered"
        agreements = "covered" if self.agreements_covered(one, other) else "no register covers every topic"
        return f"no treaty in common ({treaties}); no agreement or mechanism in common recorded ({agreements})"

    def agreements_covered(self, one: str, other: str) -> bool:
        """Whether a register of one of the two covers every topic, so that no agreement recorded means none."""
        return any(not fact.properties.get("topic") for fact in self.registers(one, other))


def _concluded(recorded: Recorded, day: dt.date) -> Iterator[tuple[str, set[str]]]:
    sides: dict[str, set[str]] = defaultdict(set)
    for fact in recorded.holding("CONCLUDED", day):
        if fact.start.label == "State":
            sides[fact.end.id].add(fact.start.id)
    yield from sides.items()
