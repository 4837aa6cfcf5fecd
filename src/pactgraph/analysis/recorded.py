"""
What a graph records, as analysis reads it: nodes, and facts with the days on which they hold.

`Facts` is all that analysis asks for. `Recorded` holds a whole graph in memory; `asked.Asked` asks a store for what is
needed, day by day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from pactgraph.errors import StoreError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import Schema, bundled_schema
from pactgraph.facts.spells import ALWAYS, existence

if TYPE_CHECKING:
    from pactgraph.facts.standing import Answer
    from pactgraph.stores.bolt import Reader

KINDS_OF_LINK = {"MEMBER_OF": "status", "COOPERATES_WITH": "form", "REPORTED": "status", "ABOUT": "role"}
"""Property by which the links of a type are told apart."""
SAID_BY_STANDING = frozenset({"PARTY_TO", "SIGNED"})
"""What sources say of consent and signature: the standing that follows has the day, act, sources and their places."""
NO_END = dt.date(9999, 12, 31)

# Labels and types come from the schema alone. A database may be shared: what is ours carries a run of ours, and a
# relationship is ours where both its ends are too.
_NODES = """MATCH (n:{label}) WHERE n.run IN $runs
RETURN labels(n) AS labels, properties(n) AS properties"""
_FACTS = """MATCH (a)-[r:{type}]->(b) WHERE r.run IN $runs AND a.run IN $runs AND b.run IN $runs
RETURN labels(a) AS start_labels, a.id AS start, labels(b) AS end_labels, b.id AS end, properties(r) AS properties"""


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """
    One relationship of the graph. It holds from `holds_from` up to but without `holds_until`.

    `properties` are those of the schema, with what sources say of its dates and where they say it.
    """

    type: str
    start: Key
    end: Key
    holds_from: dt.date
    holds_until: dt.date
    properties: Mapping[str, object]

    def __repr__(self) -> str:
        until = "open" if self.holds_until == NO_END else self.holds_until
        since = "ever" if self.holds_from == ALWAYS else self.holds_from
        return f"<Fact {self.start.id} {self.type} {self.end.id}, {since} to {until}>"

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on `day`."""
        return self.holds_from <= day < self.holds_until

    @property
    def denied(self) -> bool:
        """Whether it holds on no day: another source denies it outright."""
        return self.holds_from >= self.holds_until

    @property
    def known_until(self) -> dt.date | None:
        """Last day for which a source vouches for it."""
        return date_or_none(self.properties.get("known_until"))

    @property
    def since(self) -> dt.date | None:
        """Its start as a source states it, for display."""
        return date_or_none(self.properties.get("since"))

    @property
    def until(self) -> dt.date | None:
        """Its end as a source states it, for display."""
        return date_or_none(self.properties.get("until"))

    @property
    def started(self) -> str:
        """The first day as precisely as the source gives it: `2006`, `2006-09`, `2006-09-14` or nothing."""
        return shown(self.since, self.properties.get("since_precision"))

    @property
    def sources(self) -> list[str]:
        """Source of every claim, parallel to `locators`."""
        return _texts(self.properties.get("sources"))

    @property
    def locators(self) -> list[str]:
        """Place of every claim in its source."""
        return _texts(self.properties.get("locators"))

    def text(self, name: str) -> str:
        """Return a property as text, empty where the source does not say."""
        value = self.properties.get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Link:
    """
    That a fact holds between two nodes, without its provenance.

    `kind` tells links of a type apart: the status of a membership, the topic of the agreement concluded.
    """

    start: Key
    end: Key
    kind: str


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where a State stands towards a treaty on a day: `known_until` is the last day a source vouches for the answer.

    `in_force` says of a party whether the treaty is in force for it by then; None where no source says.
    """

    answer: Answer
    known_until: dt.date | None
    in_force: bool | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """
    What a standing rests on.

    `since` is the day of consent, or of the signature where there is none; `sources` say it at the places `locators`,
    of a State that is not party the lists in which it is not.
    """

    answer: Answer
    since: dt.date | None = None
    since_precision: str = ""
    action: str = ""
    dispute: str = ""
    sources: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()

    @property
    def started(self) -> str:
        """The day as precisely as the source gives it, or nothing."""
        return shown(self.since, self.since_precision)


class Facts(Protocol):
    """What analysis asks of a graph. Everything is sorted; nodes are by id."""

    def of(self, label: str) -> Mapping[str, Mapping[str, object]]:
        """Return the nodes of a label by id."""
        ...

    def nodes_of(self, label: str, ids: Collection[str]) -> Mapping[str, Mapping[str, object]]:
        """Return those of `ids` that are nodes of a label, by id."""
        ...

    def holding(self, type_: str, day: dt.date, about: Collection[Key] = ()) -> Sequence[Fact]:
        """Return the facts of a type that hold on `day`; only those with one of `about` at an end, if given."""
        ...

    def stated(self, type_: str, names: Collection[str]) -> Sequence[Fact]:
        """Return those facts of a type whose property `fact` is one of `names`, whenever they hold."""
        ...

    def begun(self, type_: str, day: dt.date) -> Sequence[Fact]:
        """Return the facts of a type that hold on `day` or did before."""
        ...

    def links(self, type_: str, day: dt.date, beside: Collection[str] = ()) -> Sequence[Link]:
        """Return the links of a type that hold on `day`; only those that a source other than `beside` states, too."""
        ...

    def not_in_force(self, day: dt.date) -> Mapping[str, dt.date]:
        """Return the bilateral agreements known not to be in force on `day`, and before which day; NO_END: unknown."""
        ...

    def standings(self, day: dt.date) -> Mapping[tuple[str, str], Standing]:
        """Return where every State stands towards every treaty on `day`, by State and treaty, in no order."""
        ...

    def told(
        self, day: dt.date, answers: Collection[Answer] = (), about: Collection[Key] = ()
    ) -> Mapping[tuple[str, str], Told]:
        """Return what standings rest on: those with one of `answers`, and with one of `about` at an end, if given."""
        ...

    def prepare(self, days: Sequence[dt.date]) -> None:
        """Make ready what a series of days asks for."""
        ...

    def ahead(self, day: dt.date, types: Sequence[str]) -> None:
        """Begin to read what analysis of all States on `day` asks of relationships of these types, in this order."""
        ...


@dataclass(frozen=True, repr=False)
class Recorded:
    """
    Everything a graph records, in memory.

    `nodes` by key, sorted; `facts` by relationship type, sorted by both ends and start.
    """

    nodes: Mapping[Key, Mapping[str, object]]
    facts: Mapping[str, Sequence[Fact]]

    def __repr__(self) -> str:
        labels = Counter(key.label for key in self.nodes)
        types = {type_: len(known) for type_, known in self.facts.items()}
        return f"<Recorded {_counted(labels, 'node')}, {_counted(types, 'fact')}>"

    def of(self, label: str) -> dict[str, Mapping[str, object]]:
        """Return the nodes of a label by id."""
        return self._labelled.get(label, {})

    def nodes_of(self, label: str, ids: Collection[str]) -> dict[str, Mapping[str, object]]:
        """Return those of `ids` that are nodes of a label, by id."""
        return {id_: properties for id_, properties in self.of(label).items() if id_ in ids}

    def name(self, key: Key) -> str:
        """Return the name or title of a node, or its id."""
        return named(key, self.nodes[key])

    def may_hold(self, fact: Fact) -> tuple[dt.date, dt.date]:
        """
        Return the first day on which a fact may hold, and the first on which it no longer may, as far as sources tell.

        Between these and the days on which it certainly holds nobody knows: a fact without a start may have begun with
        both its ends, unless it is lasting or counted in years; one stated by its latest day, before it; and a role
        that changes hands, told without dates, may still be held.
        """
        declared = bundled_schema().relationships[fact.type]
        first, end = held = fact.holds_from, fact.holds_until
        if declared.derived or fact.denied:
            return held
        undated = fact.since is None
        if fact.properties.get("since_precision") == "not_after" or (
            undated and not declared.lasting and not declared.counted_to
        ):
            first = ALWAYS
        elif fact.since is not None:
            first = min(first, fact.since)
        if declared.changes_hands and undated and fact.until is None:
            end = NO_END
        if (first, end) == held:
            return held
        days = [days_of(key, self.nodes[key]) for key in (fact.start, fact.end)]
        return max(first, *(born for born, _ in days)), min(end, *(gone for _, gone in days))

    def holding(self, type_: str, day: dt.date, about: Collection[Key] = ()) -> list[Fact]:
        """Return the facts of a type that hold on `day`; only those with one of `about` at an end, if given."""
        return [
            fact
            for fact in self.facts.get(type_, ())
            if fact.holds(day) and (not about or fact.start in about or fact.end in about)
        ]

    def stated(self, type_: str, names: Collection[str]) -> list[Fact]:
        """Return those facts of a type whose property `fact` is one of `names`, whenever they hold."""
        return [fact for fact in self.facts.get(type_, ()) if fact.properties.get("fact") in names]

    def begun(self, type_: str, day: dt.date) -> list[Fact]:
        """Return the facts of a type that hold on `day` or did before."""
        return [fact for fact in self.facts.get(type_, ()) if fact.holds_from <= day and not fact.denied]

    def links(self, type_: str, day: dt.date, beside: Collection[str] = ()) -> list[Link]:
        """Return the links of a type that hold on `day`; only those that a source other than `beside` states, too."""
        held = [fact for fact in self.holding(type_, day) if not beside or not set(fact.sources) <= set(beside)]
        if type_ == "CONCLUDED":
            topics = self.of("BilateralAgreement")
            return [Link(fact.start, fact.end, str(topics[fact.end.id].get("topic") or "")) for fact in held]
        told_apart = KINDS_OF_LINK.get(type_, "")
        return [Link(fact.start, fact.end, fact.text(told_apart)) for fact in held]

    def not_in_force(self, day: dt.date) -> dict[str, dt.date]:
        """Return the bilateral agreements known not to be in force on `day`, and before which day; NO_END: unknown."""
        awaited = {id_: known.get("not_in_force_before") for id_, known in self.of("BilateralAgreement").items()}
        return {id_: first for id_, first in awaited.items() if isinstance(first, dt.date) and first > day}

    def standings(self, day: dt.date) -> dict[tuple[str, str], Standing]:
        """Return where every State stands towards every treaty on `day`, by State and treaty."""
        found = {}
        for fact in self.holding("STANDING", day):
            if fact.start.label == "State":
                in_force = date_or_none(fact.properties.get("in_force"))
                found[fact.start.id, fact.end.id] = Standing(
                    cast("Answer", fact.properties["answer"]),
                    fact.known_until,
                    None if in_force is None else in_force <= day,
                )
        return found

    def told(
        self, day: dt.date, answers: Collection[Answer] = (), about: Collection[Key] = ()
    ) -> dict[tuple[str, str], Told]:
        """Return what standings rest on: those with one of `answers`, and with one of `about` at an end, if given."""
        asked = day, frozenset(answers), frozenset(about)
        if asked not in self._told:
            self._told[asked] = {
                (fact.start.id, fact.end.id): Told(
                    cast("Answer", fact.properties["answer"]),
                    fact.since,
                    fact.text("since_precision"),
                    fact.text("action"),
                    fact.text("dispute"),
                    tuple(fact.sources),
                    tuple(fact.locators),
                )
                for fact in self.holding("STANDING", day, about)
                if fact.start.label == "State" and (not answers or fact.properties["answer"] in answers)
            }
        return self._told[asked]

    def prepare(self, days: Sequence[dt.date]) -> None:
        """Do nothing: all is there."""

    def ahead(self, day: dt.date, types: Sequence[str]) -> None:
        """Do nothing: all is there."""

    @cached_property
    def _told(self) -> dict[tuple[object, ...], dict[tuple[str, str], Told]]:
        return {}

    @cached_property
    def _labelled(self) -> dict[str, dict[str, Mapping[str, object]]]:
        found: dict[str, dict[str, Mapping[str, object]]] = defaultdict(dict)
        for key, properties in sorted(self.nodes.items(), key=lambda item: (item[0].label, item[0].id)):
            found[key.label][key.id] = properties
        return found


def holding_on(recorded: Recorded, day: dt.date) -> Recorded:
    """
    Return what holds on `day`: its facts, their ends, and every other node that is there on that day.

    A node of which nobody states a first or a last day is there on any.
    """
    facts = {type_: held for type_ in recorded.facts if (held := recorded.holding(type_, day))}
    ends = {key for held in facts.values() for fact in held for key in (fact.start, fact.end)}
    there = {key for key, known in recorded.nodes.items() if key in ends or _is_there(key, known, day)}
    return _of(recorded, there, facts)


def around(recorded: Recorded, key: Key) -> Recorded:
    """Return the surroundings of a node: itself, every node one fact away, and the facts among all these."""
    beside = {
        other
        for facts in recorded.facts.values()
        for fact in facts
        if key in (fact.start, fact.end)
        for other in (fact.start, fact.end)
    } | {key}
    among = {
        type_: kept
        for type_, facts in recorded.facts.items()
        if (kept := [fact for fact in facts if fact.start in beside and fact.end in beside])
    }
    return _of(recorded, beside, among)


def days_of(key: Key, properties: Mapping[str, object]) -> tuple[dt.date, dt.date]:
    """Return the first day on which a node is there and the first on which it is no more; ALWAYS, NO_END: not said."""
    return holding_days(properties) if "holds_from" in properties else existence(key.label, properties)


def _is_there(key: Key, properties: Mapping[str, object], day: dt.date) -> bool:
    first, end = days_of(key, properties)
    return first <= day < end


def _of(recorded: Recorded, keys: Collection[Key], facts: Mapping[str, Sequence[Fact]]) -> Recorded:
    return Recorded({key: known for key, known in recorded.nodes.items() if key in keys}, facts)


def _counted(counts: Mapping[str, int], what: str) -> str:
    each = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    total = sum(counts.values())
    return f"{total:,} {what}{'' if total == 1 else 's'}" + (f" ({each})" if each else "")


def read(reader: Reader) -> Recorded:
    """
    Return every recorded fact in the graph that `reader` has open; what analysis wrote there is left out.

    Beside other people's data only what a build wrote is read, and of it only the schema's labels, types and
    properties. Raises StoreError where others gave a node a second label of the schema.
    """
    schema = bundled_schema()
    runs = {"runs": list(reader.runs)}
    nodes: dict[Key, Mapping[str, object]] = {}
    for label, declared in schema.nodes.items():
        if declared.derived == "analysis":
            continue
        stored = frozenset(declared.stored())
        for labels, properties in reader.run(_NODES.format(label=label), runs).rows:
            known = _stored(properties, stored)
            if (key := key_of(labels, known["id"], schema)) is not None:
                nodes[key] = known
    facts: dict[str, list[Fact]] = {}
    for type_, linking in schema.relationships.items():
        if linking.derived == "analysis":
            continue
        stored = frozenset(linking.stored())
        found = []
        for start_labels, start, end_labels, end, properties in reader.run(_FACTS.format(type=type_), runs).rows:
            known = _stored(properties, stored)
            one, other = key_of(start_labels, start, schema), key_of(end_labels, end, schema)
            if one is not None and other is not None:
                found.append(Fact(type_, one, other, *holding_days(known), known))
        if found:
            facts[type_] = sorted(found, key=order)
    return Recorded(dict(sorted(nodes.items(), key=lambda item: (item[0].label, item[0].id))), facts)


def vouched(known_until: dt.date | None, day: dt.date, *, strict: bool) -> bool:
    """Whether an answer known until then counts on the day: always, save strictly."""
    return not strict or (known_until is not None and known_until >= day)


def named(key: Key, properties: Mapping[str, object] | None) -> str:
    """Return the name or title of a node, or its id."""
    known = properties or {}
    return str(known.get("name") or known.get("title") or key.id)


def shown(day: dt.date | None, precision: object) -> str:
    """Return a day as precisely as it is known, empty when it is not (`not_before`, `not_after` are bounds)."""
    lengths = {"year": 4, "month": 7, "not_before": 0, "not_after": 0}
    return "" if day is None else day.isoformat()[: lengths.get(str(precision), 10)]


def holding_days(properties: Mapping[str, object]) -> tuple[dt.date, dt.date]:
    """Return the first day on which a fact holds and the first on which it no longer does; StoreError for none."""
    first, end = properties.get("holds_from"), properties.get("holds_until")
    if not isinstance(first, dt.date) or not isinstance(end, dt.date):
        raise StoreError("the graph was built by an older version of pactgraph; run `pactgraph build` again")
    return first, end


def order(fact: Fact) -> tuple[str, str, str, str, dt.date, str, str]:
    """Return by ends, day and kind; the name at last, so that the order is the same whatever the store gives."""
    known = fact.properties
    kind = next((str(known[k]) for k in ("kind", "status", "form", "topic") if k in known), "")
    ends = fact.start.label, fact.start.id, fact.end.label, fact.end.id
    return *ends, fact.holds_from, kind, str(known.get("fact"))


def key_of(labels: object, id_: object, schema: Schema) -> Key | None:
    """
    Return the key of a node of ours, None for one of others, which may be a copy of ours under a label of theirs.

    Labels that others gave a node of ours do not count; raises StoreError where one of them is of the schema.
    """
    ours = [str(label) for label in labels if label in schema.nodes] if isinstance(labels, list) else []
    if len(ours) > 1:
        named = f"the node {id_} has" if id_ else "a node has"
        raise StoreError(f"{named} the labels {' and '.join(ours)}, where one is expected; build again")
    return Key(ours[0], str(id_)) if ours else None


def date_or_none(value: object) -> dt.date | None:
    """Return `value` where it is a day."""
    return value if isinstance(value, dt.date) else None


def _stored(value: object, names: frozenset[str]) -> Mapping[str, object]:
    """Return the properties that the schema names, sorted; others may have added some of their own."""
    if not isinstance(value, dict):
        raise TypeError(f"expected properties, found {value!r}")
    return {name: value[name] for name in sorted(names & value.keys())}


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
