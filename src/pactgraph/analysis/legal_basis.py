"""What two States can base cooperation on: treaties against trafficking and organized crime, agreements, mechanisms."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import Fact, date_or_none
from pactgraph.facts.standing import ABSENT, UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt

ANY = "any topic"
"""Stands for all topics of agreements, where a register covers them all."""


@dataclass(frozen=True, slots=True)
class SharedTreaty:
    """A treaty to which two States are party; `in_force` where a source says that it is in force for both."""

    treaty: str
    in_force: bool


class LegalBasis:
    """What is recorded between any two States on a day, and whether its absence is known."""

    def __init__(self, then: AsAt, topics: Collection[str] | None = None) -> None:
        """Read what `then` has; treaties are those on `topics`, by default the topics of gaps of kind basis."""
        self._then = then
        wanted = gap_kinds()["basis"].topics if topics is None else topics
        nodes = then.facts.of("Treaty")
        self.treaties = [
            id_
            for id_ in then.treaties
            if nodes[id_].get("topic") in wanted
            and (date_or_none(nodes[id_].get("entered_into_force")) or then.day) <= then.day
        ]
        """Treaties on the topics that are in force, or of which no source says when they entered into force."""

    def shared_treaties(self, one: str, other: str) -> list[SharedTreaty]:
        """Return the treaties to which both are party, without those known not to be in force for one of them yet."""
        return [
            SharedTreaty(treaty, all(self._then.standing_of(state, treaty).in_force is True for state in (one, other)))
            for treaty, bound in self._bound.items()
            if one in bound and other in bound
        ]

    def agreements(self, one: str, other: str) -> list[str]:
        """Return the bilateral agreements recorded between the two, of any topic."""
        return self._agreements.get((min(one, other), max(one, other)), [])

    def topics(self, one: str, other: str) -> set[str]:
        """Return the topics of the bilateral agreements recorded between the two."""
        return {self._topics[agreement] for agreement in self.agreements(one, other)}

    def topic_of(self, agreement: str) -> str:
        """Return the topic of an agreement that holds on the day."""
        return self._topics[agreement]

    def mechanisms(self, one: str, other: str) -> set[str]:
        """Return the mechanisms both are in."""
        return self._mechanisms.get(one, set()) & self._mechanisms.get(other, set())

    def exists(self, one: str, other: str) -> bool:
        """Whether a treaty, an agreement or a mechanism in common is recorded."""
        return (
            any(one in bound and other in bound for bound in self._bound.values())
            or bool(self.agreements(one, other))
            or bool(self.mechanisms(one, other))
        )

    def treaties_unknown(self, one: str, other: str) -> bool:
        """Whether a treaty could link the two without our knowing: one's standing is unknown, no other rules it out."""
        for treaty in self.treaties:
            if not (self._then.asks(one, treaty) and self._then.asks(other, treaty)):
                continue
            answers = {self._then.standing_of(state, treaty).answer for state in (one, other)}
            if answers & set(UNSETTLED) and not answers & set(ABSENT):
                return True
        return False

    def registers(self, one: str, other: str) -> list[Fact]:
        """Return the registers of one of the two that cover its agreements (of all topics or of some)."""
        return [*self._registers.get(one, ()), *self._registers.get(other, ())]

    def missing_topics(self, one: str, other: str) -> list[str]:
        """
        Return the topics on which no agreement of the two is recorded though a register of one of them covers it.

        ANY stands for a register that covers every topic, where no agreement at all is recorded.
        """
        covered = {fact.text("topic") or ANY for fact in self.registers(one, other)}
        if ANY in covered and self.agreements(one, other):
            covered.remove(ANY)
        return sorted(covered - self.topics(one, other))

    def unknown(self, one: str, other: str) -> bool:
        """Whether a legal basis could exist between the two without our knowing."""
        return not self.agreements_covered(one, other) or self.treaties_unknown(one, other)

    def known_until(self, one: str, other: str) -> dt.date | None:
        """Return the last day for which sources vouch that there is no basis; None where that is not known."""
        if self.unknown(one, other):
            return None
        whole = [f.known_until for f in self.registers(one, other) if not f.text("topic") and f.known_until is not None]
        days = [max(whole)] if whole else []
        for treaty in self.treaties:
            against = [
                standing.known_until
                for state in (one, other)
                if (standing := self._then.standing_of(state, treaty)).answer in ABSENT
                and standing.known_until is not None
            ]
            days += [max(against)] if against else []
        return min(days, default=None)

    def absence(self, one: str, other: str) -> str:
        """Return in words what is missing between two States without a basis, and what of it is known."""
        treaties = "not known of all" if self.treaties_unknown(one, other) else "known"
        agreements = "covered" if self.agreements_covered(one, other) else "no register covers every topic"
        return f"no treaty in common ({treaties}); no agreement or mechanism in common recorded ({agreements})"

    def agreements_covered(self, one: str, other: str) -> bool:
        """Whether a register of one of the two covers every topic, so that no agreement recorded means none."""
        return any(not fact.text("topic") for fact in self.registers(one, other))

    def any_whole_register(self) -> bool:
        """Whether any State has a register that covers every topic."""
        return any(not fact.text("topic") for facts in self._registers.values() for fact in facts)

    @cached_property
    def _bound(self) -> dict[str, frozenset[str]]:
        """The States that are party to a treaty, without those for which it is known not to be in force yet."""
        parties = self._then.parties
        return {
            treaty: frozenset(s for s in parties[treaty] if self._then.standing_of(s, treaty).in_force is not False)
            for treaty in self.treaties
        }

    @cached_property
    def _agreements(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for agreement, states in self._concluded():
            for pair in combinations(sorted(states), 2):
                found[pair].append(agreement)
        return found

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {link.end.id: link.kind for link in self._then.facts.links("CONCLUDED", self._then.day)}

    @cached_property
    def _mechanisms(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for link in self._then.facts.links("MEMBER_OF", self._then.day):
            if link.end.label == "Mechanism":
                found[link.start.id].add(link.end.id)
        return found

    @cached_property
    def _registers(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._then.registers:
            found[fact.end.id].append(fact)
        return found

    def _concluded(self) -> Iterator[tuple[str, set[str]]]:
        sides: dict[str, set[str]] = defaultdict(set)
        for link in self._then.facts.links("CONCLUDED", self._then.day):
            if link.start.label == "State":
                sides[link.end.id].add(link.start.id)
        yield from sorted(sides.items())
