"""
Whether lists are as whole as they claim: the written checks (`checks` in `source.yml`) and the published numbers.

A list is what one source states: the parties to a treaty, the members of a body, or those with whom a State has
agreements on the topics that the source covers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.published import COUNTED, PublishedCount
from pactgraph.facts.records import Claim, Graph, GraphRelationship, Key, Records
from pactgraph.facts.sources import Check, Comparison, Source
from pactgraph.facts.spells import Held, possible, spoken, stated_on, window
from pactgraph.facts.standing import UNSETTLED

_ONE_DAY = dt.timedelta(days=1)
THE_GRAPH = "(graph)"
"""Stands for a source where what all sources together come to is compared."""
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
    broken: list[str]
    """Faults of lists whose silence means no: what they say must not be built upon."""
    stale: list[str]
    """Checks of another list than that in the facts, which denies nothing until it is compared anew."""
    unchecked: Mapping[str, tuple[str, ...]]
    """By source: what it covers without a check, so that its silence proves nothing."""

    @property
    def faults(self) -> list[str]:
        """Everything that has to be mended."""
        return [*self.stale, *self.broken]


def verify(
    records: Records,
    sources: Mapping[str, Source],
    published: Sequence[PublishedCount] = (),
    graph: Graph | None = None,
) -> Coverage:
    """
    Return how the written checks of `sources` and the numbers of `published` stand up to the facts.

    A number is compared with each checked list of its treaty or body that speaks of its day, and, where there is one,
    with what all sources together come to in `graph`. A comparison with a source that is not among `sources` cannot be
    repeated and is left as it is written.
    """
    lists = Lists(records, sources)
    counts: dict[str, list[PublishedCount]] = defaultdict(list)
    for count in published:
        counts[count.of].append(count)
    compared: list[Compared] = []
    faults: list[str] = []
    stale: list[str] = []
    listed: dict[str, set[str]] = defaultdict(set)
    for id_, source in sorted(sources.items()):
        for covered, check in source.checks.items():
            place = f"{id_}/source.yml: checks.{covered}"
            last = lists.last_day(id_, covered)
            if last is None:
                stale.append(f"{place}: the source does not claim to cover it; state that in facts/COVERS.csv")
                continue
            if last != check.day:
                stale.append(f"{place}.day: {check.day}, but the list is of {last}; compare that one")
                continue
            for number, comparison in enumerate(check.compared):
                second = comparison.source if comparison.source in sources else None
                repeat = _compare_agreements if lists.label(id_, covered) == "State" else _compare_lists
                row, found = repeat(lists, _Pair(id_, covered, second, check, comparison))
                compared.append(row)
                faults += [f"{place}.compared.{number}: {fault}" for fault in found]
                if comparison.day > check.day:
                    faults.append(f"{place}.compared.{number}.day: {comparison.day} is later than the list's own day")
            own = [
                count
                for count in counts[covered]
                if count.day <= (check.whole_until or check.day) and lists.speaks(id_, count)
            ]
            for count in own:
                listed[count.place] |= check.excepted.keys()
            for count in own:
                found_there = lists.listed(id_, TYPES[count.counted], covered, count.day)
                compared.append(_counted(id_, found_there, count, check.excepted))
                if fault := _miscounted(found_there, count, {*check.excepted, *check.explained}):
                    faults.append(f"{place}: {fault}")
            if not check.compared and not own:
                faults.append(f"{place}: compared with nothing; name a second list, or a published number of its time")
    if graph is not None:
        for count, decided in _decided(graph, published):
            compared.append(_counted(THE_GRAPH, decided, count, ()))
            # What nobody lists up to that day may be counted otherwise.
            if count.place in listed and (fault := _miscounted(decided, count, listed[count.place])):
                faults.append(f"{count.place}: {fault}")
    unchecked = {
        id_: tuple(covered for covered in lists.covered(id_) if covered not in source.checks)
        for id_, source in sorted(sources.items())
    }
    return Coverage(compared, faults, stale, {id_: ids for id_, ids in unchecked.items() if ids})


@dataclass(frozen=True, slots=True)
class LastList:
    """What is known of who is in a treaty or body: its last list, and the last number published of it."""

    of: Key
    source: str
    """Whose list it is; of a list that was not shown to be whole as well; empty: nobody lists it."""
    day: dt.date | None
    """The last day the list speaks of."""
    listed: int | None
    whole_until: dt.date | None
    """The last day for which its silence means no; None: it never does."""
    excepted: tuple[str, ...]
    """For whom it does not, all the same."""
    published: PublishedCount | None


def last_lists(
    records: Records, sources: Mapping[str, Source], published: Sequence[PublishedCount], ids: Iterable[Key]
) -> list[LastList]:
    """Return for each treaty and body of `ids` the list by which its silence is judged, else the last one there is."""
    lists = Lists(records, sources)
    latest: dict[str, PublishedCount] = {}
    for count in sorted(published, key=lambda count: count.day):
        if count.counted != "signatories":
            latest[count.of] = count
    found = []
    for key in ids:
        type_ = "PARTY_TO" if key.label == "Treaty" else "MEMBER_OF"
        best = max(
            (
                (source.whole_until(key.id, day) is not None, day, id_)
                for id_, source in sources.items()
                if (day := lists.last_day(id_, key.id)) is not None
            ),
            default=None,
        )
        if best is None:
            found.append(LastList(key, "", None, None, None, (), latest.get(key.id)))
            continue
        whole, day, id_ = best
        listed = len(lists.listed(id_, type_, key.id, day).sure)
        excepted = tuple(sorted(sources[id_].checks[key.id].excepted)) if whole else ()
        until = sources[id_].whole_until(key.id, day)
        found.append(LastList(key, id_, day, listed, until, excepted, latest.get(key.id)))
    return found


TYPES: Mapping[str, str] = {"parties": "PARTY_TO", "signatories": "SIGNED", "members": "MEMBER_OF"}
"""The relationship type that is counted."""


def _counted(source: str, listed: Listed, count: PublishedCount, excepted: Iterable[str]) -> Compared:
    against = f"{count.published_by}: {count.locator}"
    return Compared(source, count.of, count.day, len(listed.sure), against, count.number, tuple(sorted(excepted)))


def _miscounted(listed: Listed, count: PublishedCount, settled: Iterable[str]) -> str:
    """
    Return the fault when a published number is not that of the list, else nothing.

    Those it includes or leaves out for a stated reason make the difference. Those `settled` for the list may make one.
    """
    sure = (listed.sure - count.without.keys()) | count.including.keys()
    possible = (listed.possible - count.without.keys()) | count.including.keys()
    may = set(settled) - count.without.keys() - count.including.keys()
    least, most = len(sure - may), len(possible | may)
    if least <= count.number <= most:
        return ""
    return (
        f"{count.number} {count.counted} of {count.of} are published as at {count.day} ({count.published_by}), "
        f"{len(listed.sure)} are in the facts; find who is missing or too many, and explain them in {count.place}"
    )


_COUNTS = {"STANDING": "party", "SIGNED": "", "MEMBER_OF": "member"}
"""The answer or status of what is counted."""


def _decided(graph: Graph, published: Sequence[PublishedCount]) -> Iterator[tuple[PublishedCount, Listed]]:
    """Yield each number of what is in the graph with whom the graph certainly and possibly counts on its day."""
    wanted = {count.of for count in published}
    there = {node.key.id for node in graph.nodes if node.key.label in COUNTED and node.key.id in wanted}
    facts: dict[tuple[str, str], list[GraphRelationship]] = defaultdict(list)
    for one in graph.relationships:
        if one.end.id in there and one.type in _COUNTS:
            answer = one.properties.get("answer") or one.properties.get("status") or ""
            if answer == _COUNTS[one.type] or answer in UNSETTLED:
                facts[one.type, one.end.id].append(one)
    for count in published:
        if count.of not in there:
            continue
        type_ = "STANDING" if count.counted == "parties" else TYPES[count.counted]
        sure: set[str] = set()
        possible: set[str] = set()
        for one in facts[type_, count.of]:
            certainly, perhaps = _holds_decided(one, count.day)
            if certainly:
                sure.add(one.start.id)
            if perhaps:
                possible.add(one.start.id)
        yield count, Listed(frozenset(sure), frozenset(possible))


def _holds_decided(one: GraphRelationship, day: dt.date) -> tuple[bool, bool]:
    """Return whether a relationship of the graph certainly holds on `day`, and whether it possibly does."""
    first, end = (one.properties.get(name) for name in ("holds_from", "holds_until"))
    if not isinstance(first, dt.date) or not isinstance(end, dt.date):
        return False, False
    # Of a standing the days in between are spells of their own, answered unknown.
    begun, over = (first, end) if one.type == "STANDING" else possible(one.properties, Held(first, end, None))
    settled = one.properties.get("answer") not in UNSETTLED and not one.properties.get("disputed")
    return settled and first <= day < end, begun <= day < over


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
            certainly, perhaps = stated_on(claim, day, spoken(claim, self._sources))
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

    def speaks(self, source: str, count: PublishedCount) -> bool:
        """Return whether a source has the kind of list that a number counts (signatures are in few) for its day."""
        windows = (window(claim) for claim in self._covers.get((source, count.of), ()))
        listing = bool(self._claims.get((source, TYPES[count.counted], count.of)))
        return listing and any(start <= count.day < end for start, end in windows)

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
    if pair.second is None:
        return pair.row(len(one.sure), None), []
    other = lists.listed(pair.second, type_, covered, comparison.day)
    lacking, alone = differences(one, other, lists.names(pair.second, type_))
    faults = []
    for participant in sorted((lacking | alone) - pair.settled):
        has, lacks = (pair.second, pair.source) if participant in lacking else (pair.source, pair.second)
        faults.append(
            f"{has} has {participant} as {word} to {covered} on {comparison.day}, {lacks} has not; explain or except it"
        )
    for participant in sorted(comparison.explained.keys() - lacking - alone):
        faults.append(f"explained.{participant}: {pair.source} and {pair.second} do not differ on it; take it out")
    return pair.row(len(one.sure), len(other.sure)), faults


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
