"""
Several claims about one fact become one relationship that keeps every claim's place.

Precedence is explicit: authority (depositary, register, dataset, report, page), then the later as-at day, then the
source's id. What contradicts is kept and said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pactgraph.dates import PartialDate
from pactgraph.records import Claim, Key, Node, Records, Value
from pactgraph.registers import Registers, register_properties
from pactgraph.schema import DATED, Schema
from pactgraph.sources import AUTHORITIES, Source


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node as the store holds it: values are text, numbers, booleans, `datetime.date` or lists of text."""

    key: Key
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class GraphRelationship:
    """A relationship as the store holds it."""

    type: str
    start: Key
    end: Key
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes sorted by label and id, relationships by type and ends."""

    nodes: list[GraphNode]
    relationships: list[GraphRelationship]

    def counts(self) -> dict[str, int]:
        """Return the number of nodes per label and relationships per type, by name, sorted."""
        total: dict[str, int] = defaultdict(int)
        for node in self.nodes:
            total[node.key.label] += 1
        for relationship in self.relationships:
            total[relationship.type] += 1
        return dict(sorted(total.items()))


def consolidate(
    records: Records, sources: Mapping[str, Source], schema: Schema, registers: Registers, run: str
) -> Graph:
    """Return the graph that the records state; the order of the records does not matter."""
    rank = {id_: _precedence(source) for id_, source in sources.items()}
    silence = _Silence(records.claims, sources)
    groups: dict[tuple[str, Key, Key, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in records.claims:
        key = tuple(str(claim.properties.get(name, "")) for name in schema.relationships[claim.type].key)
        groups[claim.type, claim.start, claim.end, key].append(claim)
    relationships = []
    for _, claims in sorted(groups.items(), key=lambda item: _sortable(item[0])):
        claims.sort(key=lambda c: (rank[c.source], c.locator, str(c.properties.get("since", "")), c.place.row))
        spells = _spells(claims) if schema.relationships[claims[0].type].spells else [claims]
        relationships += [_merge(spell, sources, schema, silence, run) for spell in spells]
    return Graph(_nodes(records, sources, rank, schema, registers), relationships)


def _precedence(source: Source) -> tuple[int, int, str]:
    return AUTHORITIES.index(source.authority), -source.as_of_date.last_day.toordinal(), source.id


def _sortable(group: tuple[str, Key, Key, tuple[str, ...]]) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    type_, start, end, key = group
    return type_, start.label, start.id, end.label, end.id, key


def _spells(claims: list[Claim]) -> list[list[Claim]]:
    """
    Group claims whose times overlap; claims that follow one another are separate spells, earliest first.

    A claim without dates belongs to the last spell.
    """
    spells: list[tuple[dt.date, dt.date, list[Claim]]] = []
    undated = []
    for claim in sorted(claims, key=_window):
        start, end = _window(claim)
        if "since" not in claim.properties and "until" not in claim.properties:
            undated.append(claim)
        elif spells and start < spells[-1][1]:
            first, last, members = spells[-1]
            spells[-1] = (first, max(last, end), [*members, claim])
        else:
            spells.append((start, end, [claim]))
    if not spells:
        return [claims]
    spells[-1][2].extend(undated)
    order = {id(claim): position for position, claim in enumerate(claims)}
    return [sorted(members, key=lambda c: order[id(c)]) for _, _, members in spells]


def _window(claim: Claim) -> tuple[dt.date, dt.date]:
    since, until = claim.properties.get("since"), claim.properties.get("until")
    return (
        since.first_day if isinstance(since, PartialDate) else dt.date.min,
        until.first_day if isinstance(until, PartialDate) else dt.date.max,
    )


class _Silence:
    """
    What covering sources do not say.

    A source that covers a treaty or body, and knows the State at all, denies a participation it does not have for as
    long as its window lasts. It is heard against claims of sources that do not outrank it.
    """

    TYPES = ("PARTY_TO", "MEMBER_OF")

    def __init__(self, claims: Iterable[Claim], sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._windows: dict[Key, list[Claim]] = defaultdict(list)
        self._known: set[tuple[str, str, Key]] = set()
        for claim in claims:
            if claim.type == "COVERS" and "topic" not in claim.properties:
                self._windows[claim.end].append(claim)
            elif claim.type in self.TYPES:
                self._known.add((claim.source, claim.type, claim.start))
        for windows in self._windows.values():
            windows.sort(key=lambda w: (_precedence(sources[w.source]), _window(w)))

    def against(self, claims: Sequence[Claim], since: PartialDate | None) -> tuple[dt.date | None, list[str]]:
        """
        Return the first day the fact can hold where that is later than its claims say, and what contradicts them.

        A claim with a start asserts every day from it to its source's as-at day; one without, that last day only.
        """
        winner = claims[0]
        if winner.type not in self.TYPES:
            return None, []
        speakers = {claim.source for claim in claims}
        authority = AUTHORITIES.index(self._sources[winner.source].authority)
        last = max(self._sources[claim.source].as_of_date.last_day for claim in claims)
        first = since.last_day if since is not None else last
        earliest: dt.date | None = None
        sentences = []
        for window in self._windows.get(winner.end, ()):
            covering = self._sources[window.source]
            start, end = _window(window)
            if (
                window.source in speakers
                or AUTHORITIES.index(covering.authority) > authority
                or (window.source, winner.type, winner.start) not in self._known
            ):
                continue
            if start <= last and first < end:
                sentences.append(
                    f"{', '.join(sorted(speakers))} states it; {window.source} covers the question to "
                    f"{end - dt.timedelta(days=1)} and does not have it: not counted before {end}."
                )
            # A partial date that reaches past the window is no contradiction: it can only mean what is left of it.
            elif since is not None and not (since.first_day < end <= first):
                continue
            earliest = end if earliest is None else max(earliest, end)
        return earliest, sentences


def _merge(
    claims: list[Claim], sources: Mapping[str, Source], schema: Schema, silence: _Silence, run: str
) -> GraphRelationship:
    """Merge claims sorted by precedence: each property from the first claim that states it."""
    winner = claims[0]
    type_ = schema.relationships[winner.type]
    merged = _first_stated((c.properties for c in claims), (*type_.properties, *DATED))
    since, until = merged.get("since"), merged.get("until")
    earliest, denied = silence.against(claims, since if isinstance(since, PartialDate) else None)
    dispute = " ".join(
        part for part in (_dispute(claims, type_.dispute_on), *_outside(claims, since, until, sources), *denied) if part
    )
    properties: dict[str, object] = {}
    for name, value in merged.items():
        properties[name] = _stored(value)
        if name in DATED and isinstance(value, PartialDate):
            properties[f"{name}_precision"] = value.precision
    if earliest is not None:
        properties["since"] = earliest
        if not (isinstance(since, PartialDate) and since.first_day <= earliest <= since.last_day):
            properties["since_precision"] = "not_before"
    properties |= {
        "source": winner.source,
        "sources": [c.source for c in claims],
        "locators": [c.locator for c in claims],
        "stated_since": [str(c.properties.get("since", "")) for c in claims],
        "as_of": sources[winner.source].as_of_date.last_day,
        "disputed": bool(dispute),
        "dispute": dispute,
        "run": run,
    }
    if any(c.note for c in claims):
        properties["notes"] = [c.note for c in claims]
    return GraphRelationship(winner.type, winner.start, winner.end, properties)


def _outside(
    claims: Sequence[Claim], since: Value | None, until: Value | None, sources: Mapping[str, Source]
) -> Iterator[str]:
    """Yield a sentence for each undated claim whose source speaks of a day on which the dated fact does not hold."""
    for claim in claims:
        if "since" in claim.properties or "until" in claim.properties:
            continue
        as_of = sources[claim.source].as_of_date
        if isinstance(since, PartialDate) and as_of.last_day < since.first_day:
            yield f"{claim.source} states it as of {as_of}, before it began on {since}."
        elif isinstance(until, PartialDate) and until.last_day <= as_of.first_day:
            yield f"{claim.source} states it as of {as_of}, after it ended on {until}."


def _dispute(claims: list[Claim], names: Iterable[str]) -> str:
    """Return one sentence for each property in which sources contradict each other, or nothing."""
    sentences = []
    for name in names:
        stated: dict[str, list[str]] = {}
        values: list[Value] = []
        for claim in claims:
            value = claim.properties.get(name)
            if value is None:
                continue
            if not any(_agree(value, other) for other in values):
                values.append(value)
            speakers = stated.setdefault(str(value), [])
            if claim.source not in speakers:
                speakers.append(claim.source)
        if len(values) > 1:
            said = "; ".join(f"{', '.join(speakers)}: {text}" for text, speakers in stated.items())
            sentences.append(f"Sources differ on {name}: {said}.")
    return " ".join(sentences)


def _agree(one: Value, other: Value) -> bool:
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.agrees_with(other)
    return one == other


def _first_stated(dicts: Iterable[Mapping[str, Value]], order: Iterable[str]) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for properties in dicts:
        for name, value in properties.items():
            merged.setdefault(name, value)
    return {name: merged[name] for name in order if name in merged}


def _stored(value: Value) -> object:
    if isinstance(value, PartialDate):
        return value.first_day
    if isinstance(value, tuple):
        return list(value)
    return value


def _nodes(
    records: Records,
    sources: Mapping[str, Source],
    rank: Mapping[str, tuple[int, int, str]],
    schema: Schema,
    registers: Registers,
) -> list[GraphNode]:
    """Return every stated node and every registered node that a claim names, and the sources themselves."""
    stated: dict[Key, list[Node]] = defaultdict(list)
    for node in records.nodes:
        stated[node.key].append(node)
    mentioned = {key for c in records.claims for key in (c.start, c.end) if key.label != "Source"}
    nodes = []
    for key in sorted({*stated, *mentioned}, key=lambda k: (k.label, k.id)):
        node_type = schema.nodes[key.label]
        statements = sorted(stated.get(key, []), key=lambda n: (rank[n.source], n.place.row))
        entry = registers.entries.get(key)
        own: dict[str, Value] = {}
        if entry is not None:
            for name, text in register_properties(entry, frozenset(node_type.properties)).items():
                own[name] = node_type.properties[name].parse(str(text))
        merged = _first_stated([own, *(n.properties for n in statements)], node_type.properties)
        properties: dict[str, object] = {"id": key.id}
        for name, value in merged.items():
            properties[name] = _stored(value)
            if isinstance(value, PartialDate) and value.precision != "day":
                properties[f"{name}_precision"] = value.precision
        properties["sources"] = [n.source for n in statements]
        properties["locators"] = [n.locator for n in statements]
        nodes.append(GraphNode(key, properties))
    for id_, source in sorted(sources.items()):
        nodes.append(
            GraphNode(
                Key("Source", id_),
                {
                    "id": id_,
                    "title": source.title,
                    "publisher": source.publisher,
                    "licence": source.licence,
                    "citation": source.citation,
                    "url": source.url,
                    "authority": source.authority,
                    "as_of": source.as_of_date.last_day,
                },
            )
        )
    return sorted(nodes, key=lambda n: (n.key.label, n.key.id))
