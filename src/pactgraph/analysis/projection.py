"""
Reads what a graph records, and projects it as at a day: who takes part in what.

The biadjacency matrix is the usual two-mode form (Borgatti & Everett 1997): one row a State, one column an instrument,
body or mechanism it takes part in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from pactgraph.errors import StoreError, UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import Schema, bundled_schema
from pactgraph.stores.bolt import Reader

Layer = Literal["treaty", "body", "mechanism", "agreement", "reported"]
LAYERS: tuple[Layer, ...] = ("treaty", "body", "mechanism", "agreement", "reported")
SHARED: tuple[Layer, ...] = ("treaty", "body", "mechanism")
"""Layers in which States take part in the same institution; in the others two States are linked directly."""

# Labels and types come from the schema alone. A database may be shared: what is ours carries a run of ours, and a
# relationship is ours where both its ends are too.
_NODES = """MATCH (n:{label}) WHERE n.run IN $runs
RETURN labels(n) AS labels, properties(n) AS properties"""
_FACTS = """MATCH (a)-[r:{type}]->(b) WHERE r.run IN $runs AND a.run IN $runs AND b.run IN $runs
RETURN labels(a) AS start_labels, a.id AS start, labels(b) AS end_labels, b.id AS end, properties(r) AS properties"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One relationship of the graph, with the properties of the schema and its provenance."""

    type: str
    start: Key
    end: Key
    since: dt.date | None
    until: dt.date | None
    properties: Mapping[str, object]

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on `day` (architecture, section 4, Time): an open end is no bound."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)

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


@dataclass(frozen=True)
class Recorded:
    """
    Everything a graph records.

    `nodes` by key, sorted; `facts` by relationship type, sorted by both ends and start.
    """

    nodes: Mapping[Key, Mapping[str, object]]
    facts: Mapping[str, Sequence[Fact]]

    def of(self, label: str) -> dict[str, Mapping[str, object]]:
        """Return the nodes of a label by id, sorted."""
        return {key.id: properties for key, properties in self.nodes.items() if key.label == label}

    def name(self, key: Key) -> str:
        """Return the name or title of a node, or its id."""
        properties = self.nodes[key]
        return str(properties.get("name") or properties.get("title") or key.id)

    def holding(self, type_: str, day: dt.date) -> Iterator[Fact]:
        """Yield the facts of a type that hold on `day`."""
        return (fact for fact in self.facts.get(type_, ()) if fact.holds(day))

    @cached_property
    def members(self) -> list[str]:
        """Ids of the UN Member States of today, sorted."""
        return [id_ for id_, properties in self.of("State").items() if properties.get("un_member") is True]


@dataclass(frozen=True)
class Projection:
    """
    Who takes part in what on a day.

    `biadjacency` is len(states) x len(institutions), 1.0 where the State takes part, else 0.0; `layers` has the layer
    of each institution. Institutions with fewer than two participants among `states` link nobody and are left out.
    """

    day: dt.date
    states: list[str]
    institutions: list[Key]
    layers: list[Layer]
    biadjacency: csr_array


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
            nodes[_key(labels, known["id"], schema)] = known
    facts: dict[str, list[Fact]] = {}
    for type_, linking in schema.relationships.items():
        if linking.derived == "analysis":
            continue
        stored = frozenset(linking.stored())
        found = []
        for start_labels, start, end_labels, end, properties in reader.run(_FACTS.format(type=type_), runs).rows:
            known = _stored(properties, stored)
            since, until = _day(known.get("since")), _day(known.get("until"))
            ends = _key(start_labels, start, schema), _key(end_labels, end, schema)
            found.append(Fact(type_, *ends, since, until, known))
        if found:
            facts[type_] = sorted(found, key=_order)
    return Recorded(dict(sorted(nodes.items(), key=lambda item: (item[0].label, item[0].id))), facts)


def project(
    recorded: Recorded,
    day: dt.date,
    layers: Sequence[Layer] = SHARED,
    states: Sequence[str] | None = None,
    admits: Callable[[Key], bool] = lambda _: True,
    *,
    dated: bool = False,
) -> Projection:
    """
    Return who of `states` (UN Member States by default) takes part on `day` in the institutions of `layers`.

    Taking part is: party to a treaty, full member of a body or mechanism, one of those that concluded an agreement.
    What has no start date is left out where its source speaks of a later day only: a roster of 2025 does not say who
    belonged in 2014. `dated` leaves it out always, as a series of years needs it. `admits` can narrow the institutions.
    The layer `reported` links States directly and has no institutions: see `reported_pairs`.
    """
    rows = {id_: row for row, id_ in enumerate(sorted(states) if states is not None else recorded.members)}
    participants: dict[tuple[Layer, Key], set[int]] = defaultdict(set)
    for layer in layers:
        for fact in _participation(recorded, layer, day):
            if fact.since is None and (dated or _speaks_later(fact, day)):
                continue
            if fact.start.label == "State" and fact.start.id in rows and admits(fact.end):
                participants[layer, fact.end].add(rows[fact.start.id])
    kept = sorted(
        ((layer, key) for (layer, key), found in participants.items() if len(found) > 1),
        key=lambda item: (LAYERS.index(item[0]), item[1].label, item[1].id),
    )
    indices: list[int] = []
    columns: list[int] = []
    for column, place in enumerate(kept):
        members = sorted(participants[place])
        indices += members
        columns += [column] * len(members)
    matrix = csr_array((np.ones(len(indices)), (indices, columns)), shape=(len(rows), len(kept)))
    return Projection(day, list(rows), [key for _, key in kept], [layer for layer, _ in kept], matrix)


def _speaks_later(fact: Fact, day: dt.date) -> bool:
    as_of = fact.properties.get("as_of")
    return isinstance(as_of, dt.date) and as_of > day


def reported_pairs(recorded: Recorded, day: dt.date) -> dict[tuple[str, str], list[Fact]]:
    """Return the facts of cooperation that one State reports with another it names, by both ids, the smaller first."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in recorded.holding("COOPERATES_WITH", day):
        if fact.start.label == fact.end.label == "State" and fact.start != fact.end:
            found[min(fact.start.id, fact.end.id), max(fact.start.id, fact.end.id)].append(fact)
    return dict(sorted(found.items()))


def in_region(recorded: Recorded, name: str, option: str) -> list[str]:
    """
    Return the UN Member States of a region or subregion, sorted.

    Raises UsageError naming the option and the regions there are.
    """
    states = recorded.of("State")
    places = {id_: [states[id_].get("region"), states[id_].get("subregion")] for id_ in recorded.members}
    found = [id_ for id_, known in places.items() if name.casefold() in [str(p).casefold() for p in known]]
    if not found:
        there = sorted({str(p) for known in places.values() for p in known if p})
        raise UsageError(f"{option} {name}: no such region; there are {', '.join(there)}")
    return found


def shown(day: dt.date | None, precision: object) -> str:
    """Return a day as precisely as it is known, empty when it is not (`not_before`, `not_after` are bounds)."""
    lengths = {"year": 4, "month": 7, "not_before": 0, "not_after": 0}
    return "" if day is None else day.isoformat()[: lengths.get(str(precision), 10)]


def _participation(recorded: Recorded, layer: Layer, day: dt.date) -> Iterator[Fact]:
    match layer:
        case "treaty":
            return recorded.holding("PARTY_TO", day)
        case "body" | "mechanism":
            return (
                fact
                for fact in recorded.holding("MEMBER_OF", day)
                if fact.properties.get("status") == "member"
                and (fact.end.label == "Mechanism") == (layer == "mechanism")
            )
        case "agreement":
            return recorded.holding("CONCLUDED", day)
        case "reported":
            return iter(())


def _order(fact: Fact) -> tuple[str, str, str, str, dt.date, str]:
    kind = next((str(fact.properties[k]) for k in ("kind", "status", "form", "topic") if k in fact.properties), "")
    return fact.start.label, fact.start.id, fact.end.label, fact.end.id, fact.since or dt.date.min, kind


def _key(labels: object, id_: object, schema: Schema) -> Key:
    """Return the key of a node of ours; labels that others gave it are none of the schema's."""
    ours = [str(label) for label in labels if label in schema.nodes] if isinstance(labels, list) else []
    if len(ours) != 1:
        raise StoreError(f"the node {id_} has the labels {' and '.join(ours)}, where one is expected; build again")
    return Key(ours[0], str(id_))


def _stored(value: object, names: frozenset[str]) -> Mapping[str, object]:
    """Return the properties that the schema names; others may have added some of their own."""
    if not isinstance(value, dict):
        raise TypeError(f"expected properties, found {value!r}")
    return value if value.keys() <= names else {name: item for name, item in value.items() if name in names}


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
