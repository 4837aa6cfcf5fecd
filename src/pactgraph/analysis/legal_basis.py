"""
What two States can base cooperation on, act by act: which treaty between them provides it, or which agreement.

A treaty counts for an act where a source has read it in its text (PROVIDES) for offences that trafficking is among or
near to. It lies between two States that are party, save where it is known not to be in force for one of them yet. An
agreement counts where its subject is the act; where only its text could tell, it leaves the answer unknown.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pactgraph.analysis.recorded import NO_END, Fact, date_or_none
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ABSENT, UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt

Answer = Literal["provided", "none recorded", "unknown"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
UNPROVIDED: tuple[Answer, ...] = ANSWERS[1:]
"""Answers where nothing recorded provides the act."""


@dataclass(frozen=True, slots=True)
class Provision:
    """That the text of `treaty` has `articles` on an act; `fact` says who read it, and where."""

    treaty: str
    fact: Fact

    def __str__(self) -> str:
        return self.fact.text("told")


@dataclass(frozen=True, slots=True)
class Between:
    """A provision between two States; `in_force` where a source says that the treaty is in force for both."""

    provision: Provision
    in_force: bool


@dataclass(frozen=True, slots=True)
class ActBasis:
    """
    On what two States can base one act of cooperation.

    `by` and `agreements` provide it. What follows leaves it open where nothing does: `waiting` are agreements on it
    that awaited ratification or were suspended when a source last told; `to_read` are agreements of the two, and
    `texts` treaties of both, whose text may provide it and was not read (whole); of `open_treaties`, which provide it,
    it is not known whether both are party; `topics` are those on which no register of either covers agreements.
    `lacking` are the standings (State, treaty) by which the other treaties that provide it do not lie between the two.
    """

    act: str
    answer: Answer
    by: tuple[Between, ...] = ()
    agreements: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    to_read: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    open_treaties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    known_until: dt.date | None = None

    @property
    def treaties(self) -> list[str]:
        """The treaties that provide it, each once."""
        return list(dict.fromkeys(one.provision.treaty for one in self.by))

    @property
    def open_in_words(self) -> str:
        """What leaves it open; empty where it is known."""
        parts = (
            (self.open_treaties, "not known whether both are party to"),
            (self.texts, "text not read whole of"),
            (self.waiting, "awaiting ratification or suspended, by what a source last told:"),
            (self.to_read, "text not read of agreement"),
            (tuple(topic.replace("_", " ") for topic in self.topics), "no register of either covers agreements on"),
        )
        return "; ".join(f"{what} {', '.join(ids)}" for ids, what in parts if ids)


class Asked(NamedTuple):
    """Who or what could tell: `id` is that of the State, treaty, body or agreement it is of."""

    who: Literal["depositary", "text", "agreement", "register", "State", "secretariat"]
    id: str

    def named(self, then: AsAt) -> str:
        """Return it in words."""
        labels = {
            "register": "State",
            "State": "State",
            "secretariat": "RegionalBody",
            "agreement": "BilateralAgreement",
        }
        if self.who == "secretariat" and self.id not in then.facts.of("RegionalBody"):
            labels["secretariat"] = "Mechanism"
        name = then.name(Key(labels.get(self.who, "Treaty"), self.id))
        depositary = then.facts.of("Treaty").get(self.id, {}).get("depositary")
        said = {
            "depositary": f"{depositary}, as depositary of the {name}"
            if depositary
            else f"the depositary of the {name}",
            "text": f"the text of the {name}",
            "agreement": f"the text of the agreement {self.id}: {name}",
            "register": f"the register of agreements of {name}",
            "State": name,
            "secretariat": f"the secretariat of the {name}",
        }
        return said[self.who]


class LegalBasis:
    """What is recorded between any two States on a day, and whether its absence is known."""

    def __init__(self, then: AsAt) -> None:
        """Read what `then` has."""
        self._then = then
        self._acts = then.facts.of("Act")

    @property
    def acts(self) -> list[str]:
        """Ids of the acts of cooperation, sorted."""
        return list(self._acts)

    def among(self, acts: Sequence[str]) -> list[str]:
        """Return those of some acts that the graph has."""
        return [act for act in acts if act in self._acts]

    def provided(self, one: str, other: str, act: str) -> bool:
        """Whether a treaty or an agreement between the two provides the act."""
        return any(one in bound and other in bound for bound in self._bound_by[act]) or any(
            agreement not in self._not_in_force for agreement in self._about(one, other, act)
        )

    def what_provides(self, one: str, other: str, act: str) -> tuple[list[Provision], tuple[str, ...]]:
        """Return the provisions of treaties, and the agreements, that provide an act between the two."""
        provisions = [
            provision
            for provision in self._provisions[act]
            if one in self._bound[provision.treaty] and other in self._bound[provision.treaty]
        ]
        return provisions, tuple(a for a in self._about(one, other, act) if a not in self._not_in_force)

    def between(self, one: str, other: str, act: str) -> ActBasis:
        """Return on what the two can base an act."""
        provisions, agreements = self.what_provides(one, other, act)
        by = tuple(Between(provision, self._in_force(provision.treaty, one, other)) for provision in provisions)
        waiting = tuple(a for a in self._about(one, other, act) if self._not_in_force.get(a) == NO_END)
        to_read = self._on(one, other, self._listed(act, "topics_to_read"))
        if by or agreements:
            return ActBasis(
                act, "provided", by, agreements, waiting, to_read, known_until=self._vouched(by, one, other)
            )
        open_treaties, lacking = [], []
        for treaty in sorted({provision.treaty for provision in self._provisions[act]}):
            if not (self._then.asks(one, treaty) and self._then.asks(other, treaty)):
                continue
            absent = [state for state in (one, other) if self._answer(state, treaty) in ABSENT]
            lacking += [(state, treaty) for state in absent]
            if not absent and not {self._answer(state, treaty) for state in (one, other)}.isdisjoint(UNSETTLED):
                open_treaties.append(treaty)
        read = {provision.treaty for provision in self._provisions[act]} | self._read_whole
        texts = [
            treaty
            for treaty in self._looked_at[act]
            if treaty not in read and one in self._bound[treaty] and other in self._bound[treaty]
        ]
        topics = self._uncovered(one, other, act)
        known = not (open_treaties or texts or waiting or to_read or topics)
        return ActBasis(
            act,
            "none recorded" if known else "unknown",
            waiting=waiting,
            to_read=to_read,
            texts=tuple(texts),
            open_treaties=tuple(open_treaties),
            topics=topics,
            lacking=tuple(lacking),
            known_until=self._denied(one, other, lacking) if known else None,
        )

    def provides(self, act: str) -> frozenset[str]:
        """Return the treaties that provide an act."""
        return frozenset(provision.treaty for provision in self._provisions[act])

    def by_agreement(self, act: str) -> bool:
        """Whether agreements of two States may have the act as their subject."""
        return bool(self._listed(act, "agreement_topics"))

    def agreements(self, one: str, other: str) -> list[str]:
        """Return the bilateral agreements recorded between the two, of any topic."""
        return self._agreements.get((min(one, other), max(one, other)), [])

    def topic_of(self, agreement: str) -> str:
        """Return the topic of an agreement that holds on the day."""
        return self._topics[agreement]

    def registers(self, one: str, other: str) -> list[Fact]:
        """Return the registers of one of the two that cover its agreements (of all topics or of some)."""
        return [*self._registers.get(one, ()), *self._registers.get(other, ())]

    def can_be_known(self, acts: Sequence[str]) -> bool:
        """Whether of any pair it can be known that no agreement provides one of `acts`: registers cover its topics."""
        return any(not self._uncovered(state, state, act) for state in self._registers for act in acts)

    def _answer(self, state: str, treaty: str) -> str:
        return self._then.standing_of(state, treaty).answer

    def _in_force(self, treaty: str, one: str, other: str) -> bool:
        return all(self._then.standing_of(state, treaty).in_force is True for state in (one, other))

    def _about(self, one: str, other: str, act: str) -> tuple[str, ...]:
        """Return the agreements of the two whose subject is the act."""
        return self._on(one, other, self._listed(act, "agreement_topics"))

    def _on(self, one: str, other: str, topics: Sequence[str]) -> tuple[str, ...]:
        """Return the agreements of the two on one of `topics`."""
        return tuple(a for a in self.agreements(one, other) if self._topics[a] in topics)

    def _listed(self, act: str, name: str) -> Sequence[str]:
        value = self._acts[act].get(name)
        return value if isinstance(value, list) else ()

    def _uncovered(self, one: str, other: str, act: str) -> tuple[str, ...]:
        """Return the topics of agreements that provide the act or may, and that no register of either covers."""
        covered = {fact.text("topic") for fact in self.registers(one, other)}
        if "" in covered:
            return ()
        asked = (*self._listed(act, "agreement_topics"), *self._listed(act, "topics_to_read"))
        return tuple(topic for topic in asked if topic not in covered)

    def _vouched(self, by: Sequence[Between], one: str, other: str) -> dt.date | None:
        """Return the last day for which sources vouch for a treaty between the two."""
        days = [
            min(known)
            for one_of in by
            for known in [self._known_until(one_of.provision.treaty, (one, other))]
            if len(known) == len((one, other))
        ]
        return max(days, default=None)

    def _denied(self, one: str, other: str, lacking: Sequence[tuple[str, str]]) -> dt.date | None:
        """Return the last day for which sources vouch that nothing provides an act."""
        days = [fact.known_until for fact in self.registers(one, other) if fact.known_until is not None]
        by_treaty: dict[str, list[dt.date]] = defaultdict(list)
        for state, treaty in lacking:
            by_treaty[treaty] += self._known_until(treaty, (state,))
        return min([*days, *(max(known) for known in by_treaty.values() if known)], default=None)

    def _known_until(self, treaty: str, states: Sequence[str]) -> list[dt.date]:
        days = [self._then.standing_of(state, treaty).known_until for state in states]
        return [day for day in days if day is not None]

    @cached_property
    def _provisions(self) -> dict[str, list[Provision]]:
        """What treaties provide, by act, without those known not to be in force yet."""
        found: dict[str, list[Provision]] = {act: [] for act in self._acts}
        nodes = self._then.facts.of("Treaty")
        open_on_the_day = set(self._then.treaties)
        for fact in self._then.facts.holding("PROVIDES", self._then.day):
            treaty = fact.start.id
            entered = date_or_none(nodes[treaty].get("entered_into_force"))
            if (
                treaty in open_on_the_day
                and (entered is None or entered <= self._then.day)
                and isinstance(fact.properties.get("nearness"), int)
            ):
                found[fact.end.id].append(Provision(treaty, fact))
        for provisions in found.values():
            provisions.sort(key=lambda one: int(one.fact.text("nearness")))
        return found

    @cached_property
    def _looked_at(self) -> dict[str, list[str]]:
        """Treaties that by their topic or title may provide an act, by act."""
        nodes = self._then.facts.of("Treaty")
        return {
            act: [
                treaty
                for treaty in self._then.treaties
                if nodes[treaty].get("topic") in self._listed(act, "treaty_topics")
                or treaty in self._listed(act, "treaties_to_read")
            ]
            for act in self._acts
        }

    @cached_property
    def _read_whole(self) -> frozenset[str]:
        """Treaties whose text somebody read whole."""
        read = self._then.facts.holding("READ", self._then.day)
        return frozenset(fact.end.id for fact in read if fact.text("extent") == "whole")

    @cached_property
    def _bound(self) -> dict[str, frozenset[str]]:
        """The States that are party to a treaty, without those for which it is known not to be in force yet."""
        parties = self._then.parties
        return {
            treaty: frozenset(s for s in parties[treaty] if self._then.standing_of(s, treaty).in_force is not False)
            for treaty in self._then.treaties
        }

    @cached_property
    def _bound_by(self) -> dict[str, list[frozenset[str]]]:
        """Who is bound by each treaty that provides an act, by act, those of most States first."""
        return {
            act: sorted((self._bound[t] for t in {p.treaty for p in provisions}), key=lambda bound: -len(bound))
            for act, provisions in self._provisions.items()
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
    def _not_in_force(self) -> Mapping[str, dt.date]:
        """Agreements known not to be in force on the day, and before which day."""
        return self._then.facts.not_in_force(self._then.day)

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


def whom_to_ask(basis: ActBasis, one: str, other: str) -> list[Asked]:
    """Return who could tell what leaves an act between two States open; nobody where it is provided."""
    if basis.answer != "unknown":
        return []
    asked = [Asked("depositary", treaty) for treaty in basis.open_treaties]
    asked += [Asked("text", treaty) for treaty in basis.texts]
    asked += [Asked("agreement", agreement) for agreement in (*basis.waiting, *basis.to_read)]
    if basis.topics:
        asked += [Asked("register", state) for state in (one, other)]
    return asked
