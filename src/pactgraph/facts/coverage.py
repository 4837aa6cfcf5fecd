"""
Whether the written checks of whole lists hold (`checks` in `source.yml`): counts and second lists against the facts.

A list is what one source states: the parties to a treaty, the members of a body, or those with whom a State has
agreements on the topics that the source covers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Key, Records
from pactgraph.facts.sources import Check, Comparison, Source
from pactgraph.facts.spells import stated_on

_ONE_DAY = dt.timedelta(days=1)
_NOT_IN_FORCE = frozenset({"terminated", "superseded", "in_ratification", "suspended"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is on a list on a day: who certainly is, and who certainly or possibly is (dates known by their year)."""

    sure: frozenset[str]
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison as it came out: how many are on the list on its day, and what it was compared with."""

    source: str
    list: str
    day: dt.date
    counted: int
    against: str
    number: int | None
    """The published number, or how many the second source has; None where neither is at hand."""
    excepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What `verify` found: each comparison, each fault in a line of its own, and the lists that were never checked."""

    compared: list[Compared]
    faults: list[str]
    unchecked: Mapping[str, tuple[str, ...]]
    """By source: what it covers without a check, so that its silence proves nothing."""


def verify(records: Records, sources: Mapping[str, Source]) -> Coverage:
    """
    Return how the written checks of `sources` stand up to the facts.

    A comparison with a source that is not among `sources` cannot be repeated and is left as it is written.
    """
    lists = Lists(records, sources)
    compared: list[Compared] = []
    faults: list[str] = []
    for id_, source in sorted(sources.items()):
        for covered, check in source.checks.items():
            place = f"{id_}/source.yml: checks.{covered}"
            last = lists.last_day(id_, covered)
            if last is None:
                faults.append(f"{place}: the source does not claim to cover it; state that in facts/COVERS.csv")
                continue
            if last != check.day:
                faults.append(f"{place}.day: {check.day}, but the list is of {last}; compare that one")
            for number, comparison in enumerate(check.compared):
                second = comparison.source if comparison.source in sources else None
                repeat = _compare_agreements if lists.label(id_, covered) == "State" else _compare_lists
                row, found = repeat(lists, _Pair(id_, covered, second, check, comparison))
                compared.append(row)
                faults += [f"{place}.compared.{number}: {fault}" for fault in found]
                if comparison.day > check.day:
                    faults.append(f"{place}.compared.{number}.day: {comparison.day} is later than the list's own day")
    unchecked = {
        id_: tuple(covered for covered in lists.covered(id_) if covered not in source.checks)
        for id_, source in sorted(sources.items())
    }
    return Coverage(compared, faults, {id_: ids for id_, ids in unchecked.items() if ids})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A list and what it is compared with; `second` is the other list's source where it is at hand."""

    source: str
    covered: str
    second: str | None
    check: Check
    comparison: Comparison

    @property
    def settled(self) -> set[str]:
        """Participants on whom the two may differ."""
        return {*self.comparison.explained, *self.check.excepted}

    def row(self, counted: int, number: int | None) -> Compared:
        """Return the outcome."""
        excepted = tuple(sorted(self.check.excepted))
        return Compared(
            self.source, self.covered, self.comparison.day, counted, self.comparison.against, number, excepted
        )


class Lists:
    """The lists that are in the facts, by source and by what they are lists of."""

    def __init__(self, records: Records, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._covers: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._sides: dict[tuple[str, Key], list[Claim]] = defaultdict(list)
        for claim in records.claims:
            if claim.type == "COVERS":
                self._covers[claim.source, claim.end.id].append(claim)
            elif claim.type == "CONCLUDED":
                self._sides[claim.source, claim.end].append(claim)
            elif claim.type in ("PARTY_TO", "SIGNED") or claim.properties.get("status") == "member":
                self._claims[claim.source, claim.type, claim.end.id].append(claim)
                self._named[claim.source, claim.type].add(claim.start.id)
        self._agreements = {
            (n.source, n.key): n.properties for n in records.nodes if n.key.label == "BilateralAgreement"
        }

    def covered(self, source: str) -> list[str]:
        """Return what a source claims to cover, sorted."""
        return sorted(covered for id_, covered in self._covers if id_ == source)

    def last_day(self, source: str, covered: str) -> dt.date | None:
        """Return the last day a list speaks of: the day before its coverage ends; None where none is claimed."""
        ends = [c.properties.get("until") for c in self._covers.get((source, covered), ())]
        days = [end.first_day - _ONE_DAY for end in ends if isinstance(end, PartialDate)]
        return max(days, default=None)

    def label(self, source: str, covered: str) -> str:
        """Return the label of what a source covers."""
        return self._covers[source, covered][0].end.label

    def listed(self, source: str, type_: str, id_: str, day: dt.date) -> Listed:
        """Return who is party to, signatory of (SIGNED) or full member of `id_` on `day` by what `source` states."""
        sure, possible = set(), set()
        for claim in self._claims.get((source, type_, id_), ()):
            certainly, perhaps = stated_on(claim, day, self._sources[source].as_of_date)
            if certainly:
                sure.add(claim.start.id)
            if perhaps:
                possible.add(claim.start.id)
        return Listed(frozenset(sure), frozenset(possible))

    def partners(self, source: str, state: str, topics: frozenset[str], day: dt.date) -> frozenset[tuple[str, str]]:
        """Return with whom, on which topic, `state` has agreements that `source` has as concluded and not ended."""
        found: set[tuple[str, str]] = set()
        for (id_, agreement), claims in self._sides.items():
            sides = {claim.start.id for claim in claims}
            properties = self._agreements.get((id_, agreement), {})
            topic, ended = properties.get("topic"), properties.get("terminated")
            over = isinstance(ended, PartialDate) and ended.first_day <= day
            if id_ != source or state not in sides or over or properties.get("status") in _NOT_IN_FORCE:
                continue
            if isinstance(topic, str) and topic in topics:
                found |= {(side, topic) for side in sides - {state}}
        return frozenset(found)

    def topics(self, source: str, state: str) -> frozenset[str]:
        """Return the topics on which a source covers a State's agreements."""
        stated = (claim.properties.get("topic") for claim in self._covers.get((source, state), ()))
        return frozenset(topic for topic in stated if isinstance(topic, str))

    def names(self, source: str, type_: str) -> set[str]:
        """Return every participant that a source names at all in relationships of a type."""
        return self._named.get((source, type_), set())


def differences(one: Listed, other: Listed, known: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """
    Return whom `one` lacks although `other` certainly has them, and whom it alone has.

    Alone counts only for the participants in `known`, which the other's source names somewhere: of the rest it does not
    speak.
    """
    return other.sure - one.possible, (one.sure - other.possible) & frozenset(known)


def _compare_lists(lists: Lists, pair: _Pair) -> tuple[Compared, list[str]]:
    """Return the outcome for a list of parties or members, and its faults."""
    comparison, covered = pair.comparison, pair.covered
    type_, word = ("PARTY_TO", "party") if lists.label(pair.source, covered) == "Treaty" else ("MEMBER_OF", "member")
    one = lists.listed(pair.source, type_, covered, comparison.day)
    published = comparison.parties or comparison.members
    faults = [] if published is None else list(_miscounted(one, published, pair))
    if comparison.signatories is not None:
        signed = lists.listed(pair.source, "SIGNED", covered, comparison.day)
        faults += _miscounted(signed, comparison.signatories, pair)
    if pair.second is None:
        return pair.row(len(one.sure), published), faults
    other = lists.listed(pair.second, type_, covered, comparison.day)
    lacking, alone = differences(one, other, lists.names(pair.second, type_))
    for participant in sorted((lacking | alone) - pair.settled):
        has, lacks = (pair.second, pair.source) if participant in lacking else (pair.source, pair.second)
        faults.append(
            f"{has} has {participant} as {word} to {covered} on {comparison.day}, {lacks} has not; explain or except it"
        )
    for participant in sorted(comparison.explained.keys() - lacking - alone):
        faults.append(f"explained.{participant}: {pair.source} and {pair.second} do not differ on it; take it out")
    return pair.row(len(one.sure), len(other.sure) if published is None else published), faults


def _miscounted(found: Listed, published: int, pair: _Pair) -> Iterator[str]:
    """
    Yield a fault when a published number is not that of the list.

    Those explained make the difference: on the list but not counted, or counted but not on it.
    """
    explained = set() if pair.comparison.source else set(pair.comparison.explained)
    least = len(found.sure - explained) + len(explained - found.possible)
    most = least + len(found.possible - found.sure - explained)
    if not least <= published <= most:
        yield (
            f"{published} are published as at {pair.comparison.day}, the list has {len(found.sure)}; "
            "find who is missing or too many, and explain them"
        )


def _compare_agreements(lists: Lists, pair: _Pair) -> tuple[Compared, list[str]]:
    """Return the outcome for a register of a State's agreements, and its faults: what the second register has more."""
    topics = lists.topics(pair.source, pair.covered)
    one = lists.partners(pair.source, pair.covered, topics, pair.comparison.day)
    if pair.second is None:
        return pair.row(len(one), None), []
    other = lists.partners(pair.second, pair.covered, topics, pair.comparison.day)
    missing = {partner for partner, _ in other - one}
    faults = [
        f"{pair.second} has an agreement of {pair.covered} with {partner} on {topic}, {pair.source} has none; "
        "explain or except it"
        for partner, topic in sorted(other - one)
        if partner not in pair.settled
    ]
    faults += [
        f"explained.{partner}: {pair.source} lacks nothing that {pair.second} has with it; take it out"
        for partner in sorted(pair.comparison.explained.keys() - missing)
    ]
    return pair.row(len(one), len(other)), faults
