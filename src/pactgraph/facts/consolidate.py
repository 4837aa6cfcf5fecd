"""
Several claims about one fact become one relationship that keeps every claim's place.

Precedence is explicit: authority (depositary, register, dataset, report, page), then the later as-at day, then the
source's id. What contradicts is kept and said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Graph, GraphNode, GraphRelationship, Key, Node, Records, Value
from pactgraph.facts.registers import Registers, register_properties
from pactgraph.facts.schema import DATED, Schema
from pactgraph.facts.sources import AUTHORITIES, Source


def consolidate(
    records: Records, sources: Mapping[str, Source], schema: Schema, registers: Registers, run: str
) -> Graph:
    """Return the graph that the records state; the order of the records does not matter."""
    records = _identified(records, registers)
    rank = {id_: precedence(source) for id_, source in sources.items()}
    silence = _Silence(records.claims, sources)
    founded = _founded(records.nodes, rank)
    groups: dict[tuple[str, Key, Key, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in records.claims:
        key = tuple(str(claim.properties.get(name, "")) for name in schema.relationships[claim.type].key)
        groups[claim.type, claim.start, claim.end, key].append(claim)
    relationships: list[GraphRelationship] = []
    for group, claims in sorted(groups.items(), key=lambda item: _sortable(item[0])):
        claims.sort(key=lambda c: (rank[c.source], c.locator, str(c.properties.get("since", "")), c.place.row))
        spells = _spells(claims, sources) if schema.relationships[claims[0].type].spells else [claims]
        begun = founded.get(claims[0].end) if claims[0].type == "MEMBER_OF" else None
        for number, spell in enumerate(spells):
            merged = _merge(spell, _fact(group, number), sources, schema, silence, begun, run)
            if number and all(_undated(claim) for claim in spell):
                _resume(merged, relationships[-1])
            elif number and "until" not in relationships[-1].properties and "since" in merged.properties:
                # An observer that became a member is no longer an observer.
                relationships[-1].properties["until"] = merged.properties["since"]
                relationships[-1].properties["until_precision"] = "not_after"
            relationships.append(merged)
    return Graph(_nodes(records, sources, rank, schema, registers, run), relationships)


def _fact(group: tuple[str, Key, Key, tuple[str, ...]], number: int) -> str:
    """Return the own name of spell `number` (from 0): a store that merges tells by it which relationship is which."""
    type_, start, end, key = group
    return " ".join([start.id, type_, end.id, *filter(None, key), *([str(number + 1)] if number else [])])


def _identified(records: Records, registers: Registers) -> Records:
    """Return the records with every agreement that two sources list under one key."""
    claims = []
    for claim in records.claims:
        start, end = registers.canonical(claim.start), registers.canonical(claim.end)
        same = (start, end) == (claim.start, claim.end)
        claims.append(claim if same else replace(claim, start=start, end=end))
    nodes = []
    for node in records.nodes:
        key = registers.canonical(node.key)
        nodes.append(node if key == node.key else replace(node, key=key, other_id=node.key.id))
    return Records(nodes, claims)


def _founded(nodes: Iterable[Node], rank: Mapping[str, tuple[int, int, str]]) -> dict[Key, dt.date]:
    """Return the day before which nobody can have belonged to a body, for each body with a stated foundation."""
    stated: dict[Key, dt.date] = {}
    for node in sorted(nodes, key=lambda n: (rank[n.source], n.place.row)):
        founded = node.properties.get("founded")
        if isinstance(founded, PartialDate):
            stated.setdefault(node.key, founded.first_day)
    return stated


def precedence(source: Source) -> tuple[int, int, str]:
    """Return a key that sorts sources by authority, then the later as-at day, then id."""
    return AUTHORITIES.index(source.authority), -source.as_of_date.last_day.toordinal(), source.id


def _sortable(group: tuple[str, Key, Key, tuple[str, ...]]) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    type_, start, end, key = group
    return type_, start.label, start.id, end.label, end.id, key


def _spells(claims: list[Claim], sources: Mapping[str, Source]) -> list[list[Claim]]:
    """
    Group claims whose times overlap; claims that follow one another are separate spells, earliest first.

    A claim without dates belongs to the last spell, or is a spell of its own when its source, of no lesser authority,
    speaks of a day after the last spell's end.
    """
    spells: list[tuple[dt.date, dt.date, list[Claim]]] = []
    undated = []
    for claim in sorted(claims, key=_window):
        start, end = _window(claim)
        if _undated(claim):
            undated.append(claim)
        elif spells and start < spells[-1][1] and not _advances(claim, spells[-1][2], sources):
            first, last, members = spells[-1]
            spells[-1] = (first, max(last, end), [*members, claim])
        else:
            spells.append((start, end, [claim]))
    if not spells:
        return [claims]
    ended = max(_last_day(claim) for claim in spells[-1][2])
    strongest = min(AUTHORITIES.index(sources[claim.source].authority) for claim in spells[-1][2])
    after = [
        claim
        for claim in undated
        if ended <= sources[claim.source].as_of_date.first_day
        and AUTHORITIES.index(sources[claim.source].authority) <= strongest
    ]
    spells[-1][2].extend(claim for claim in undated if claim not in after)
    groups = [members for _, _, members in spells] + ([after] if after else [])
    order = {id(claim): position for position, claim in enumerate(claims)}
    return [sorted(members, key=lambda c: order[id(c)]) for members in groups]


def _advances(claim: Claim, members: Iterable[Claim], sources: Mapping[str, Source]) -> bool:
    """Whether the claim gives another status from a day on of which no source of the open spell speaks."""
    since = claim.properties.get("since")
    return isinstance(since, PartialDate) and all(
        claim.properties.get("status") != other.properties.get("status")
        and "until" not in other.properties
        and sources[other.source].as_of_date.last_day < since.first_day
        for other in members
    )


def _undated(claim: Claim) -> bool:
    return "since" not in claim.properties and "until" not in claim.properties


def _last_day(claim: Claim) -> dt.date:
    until = claim.properties.get("until")
    return until.last_day if isinstance(until, PartialDate) else dt.date.max


def _resume(later: GraphRelationship, earlier: GraphRelationship) -> None:
    """Say of a spell without dates that it follows one that ended: it resumed in between, or one source is wrong."""
    ended, properties = earlier.properties["until"], later.properties
    sentence = f"{_speakers(later)} states it without a start; {_speakers(earlier)} has it ended by {ended}."
    if "since" not in properties:
        properties["since"], properties["since_precision"] = ended, "not_before"
    properties["disputed"] = True
    properties["dispute"] = f"{properties['dispute']} {sentence}".lstrip()


def _speakers(relationship: GraphRelationship) -> str:
    found = relationship.properties["sources"]
    return ", ".join(sorted({str(source) for source in found})) if isinstance(found, list) else ""


def _window(claim: Claim) -> tuple[dt.date, dt.date]:
    since, until = claim.properties.get("since"), claim.properties.get("until")
    return (
        since.first_day if isinstance(since, PartialDate) else dt.date.min,
        until.first_day if isinstance(until, PartialDate) else dt.date.max,
    )


@dataclass(slots=True)
class _Denial:
    """
    What silence makes of a fact: no earlier than `earliest`, not from `latest` on, and why.

    Refuted: nothing of what was claimed is left; the fact is kept, and holds on no day.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    refuted: bool = False
    sentences: list[str] = field(default_factory=list)


class _Silence:
    """
    What covering sources do not say.

    A source that covers a treaty or body, and knows the State at all, denies a participation it does not have for as
    long as its window lasts. It is heard against claims of sources that do not outrank it, and of a status it uses: a
    roster of members says nothing of observers.
    """

    TYPES = ("PARTY_TO", "MEMBER_OF")

    def __init__(self, claims: Iterable[Claim], sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._windows: dict[Key, list[Claim]] = defaultdict(list)
        self._known: set[tuple[str, str, Key]] = set()
        self._statuses: set[tuple[str, Value | None]] = set()
        for claim in claims:
            if claim.type == "COVERS" and "topic" not in claim.properties:
                self._windows[claim.end].append(claim)
            elif claim.type in self.TYPES:
                self._known.add((claim.source, claim.type, claim.start))
                self._statuses.add((claim.source, claim.properties.get("status")))
        for windows in self._windows.values():
            windows.sort(key=lambda w: (precedence(sources[w.source]), _window(w)))

    def against(self, claims: Sequence[Claim], since: PartialDate | None, until: PartialDate | None) -> _Denial:
        """
        Return the days between which covering sources leave the fact, and what contradicts its claims.

        A claim with a start asserts every day from it to its source's as-at day; one without, that last day only.
        """
        denial = _Denial()
        winner = claims[0]
        if winner.type not in self.TYPES:
            return denial
        speakers = {claim.source for claim in claims}
        said = f"{', '.join(sorted(speakers))} states it"
        # Memberships lapse, so a roster of a later day ends them; consent to a treaty is not taken back by silence.
        lapses = winner.type == "MEMBER_OF"
        authority = AUTHORITIES.index(self._sources[winner.source].authority)
        last = max(self._sources[claim.source].as_of_date.last_day for claim in claims)
        first = since.last_day if since is not None else last
        for window in self._windows.get(winner.end, ()):
            covering = self._sources[window.source]
            start, end = _window(window)
            if (
                window.source in speakers
                or AUTHORITIES.index(covering.authority) > authority
                or (window.source, winner.type, winner.start) not in self._known
                or (window.source, winner.properties.get("status")) not in self._statuses
                or (until is not None and until.first_day <= start)
            ):
                continue
            covers = f"{window.source} covers the question"
            if lapses and start > last:
                denial.sentences.append(
                    f"{said} as of {last}; {covers} from {start} and does not have it: not counted from {start}."
                )
                denial.latest = min(denial.latest or start, start)
                continue
            if lapses and since is not None and start > first:
                denial.sentences.append(f"{said}; {covers} from {start} and does not have it.")
                continue
            if start <= last and first < end:
                # Denied on the last day it is claimed for, or in the act itself: a treaty is not joined twice.
                refuted = last < end or (not lapses and since is not None)
                denial.refuted |= refuted
                denial.sentences.append(
                    f"{said}; {covers} to {end - dt.timedelta(days=1)} and does not have it: "
                    + ("not counted." if refuted else f"not counted before {end}.")
                )
            # A partial date that reaches past the window is no contradiction: it can only mean what is left of it.
            elif since is not None and not (since.first_day < end <= first):
                continue
            denial.earliest = max(denial.earliest or end, end)
        return denial


def _merge(
    claims: list[Claim],
    fact: str,
    sources: Mapping[str, Source],
    schema: Schema,
    silence: _Silence,
    founded: dt.date | None,
    run: str,
) -> GraphRelationship:
    """
    Merge claims sorted by precedence: each property from the first claim that states it.

    Where no claim says since when, `founded`, the foundation of the body, bounds the fact.
    """
    winner = claims[0]
    type_ = schema.relationships[winner.type]
    merged = _first_stated((c.properties for c in claims), (*type_.properties, *DATED))
    open_ended = list(_open_ended(claims, sources))
    ends = [c.properties["until"] for c in claims if "until" in c.properties]
    if ends and any(ended is ends[0] and first for ended, first, _ in open_ended):
        del merged["until"]
    since, until = merged.get("since"), merged.get("until")
    denial = silence.against(
        claims,
        since if isinstance(since, PartialDate) else None,
        until if isinstance(until, PartialDate) else None,
    )
    sentences = (
        _dispute(claims, type_.dispute_on),
        *_outside(claims, since, until, sources),
        *dict.fromkeys(sentence for _, _, sentence in open_ended),
        *denial.sentences,
    )
    dispute = " ".join(sentence for sentence in sentences if sentence)
    properties: dict[str, object] = {}
    for name, value in merged.items():
        properties[name] = _stored(value)
        if name in DATED and isinstance(value, PartialDate):
            properties[f"{name}_precision"] = value.precision
    earliest = denial.earliest
    if founded is not None and since is None:
        earliest = max(earliest or founded, founded)
    if earliest is not None:
        properties["since"] = earliest
        if not (isinstance(since, PartialDate) and since.first_day <= earliest <= since.last_day):
            properties["since_precision"] = "not_before"
    elif since is None and isinstance(latest := merged.get(type_.counted_from), PartialDate):
        properties |= {"since": latest.last_day, "since_precision": "not_after"}
    if denial.refuted:
        properties |= {"until": earliest, "until_precision": "not_after"}
    elif denial.latest is not None:
        properties |= {"until": denial.latest, "until_precision": "not_after"}
    properties |= {
        "fact": fact,
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


def _open_ended(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[tuple[PartialDate, bool, str]]:
    """
    Yield each end that another source contradicts: it has a start, no end, and speaks of a later day.

    With it whether that source takes precedence, so that the fact goes on, and the contradiction.
    """
    for position, claim in enumerate(claims):
        until = claim.properties.get("until")
        # Lists of parties leave withdrawals out, so that an open end is a statement of rosters of members only.
        if claim.type != "MEMBER_OF" or not isinstance(until, PartialDate):
            continue
        for other, rival in enumerate(claims):
            as_of = sources[rival.source].as_of_date
            if (
                rival.source != claim.source
                and "since" in rival.properties
                and "until" not in rival.properties
                and until.last_day <= as_of.first_day
            ):
                sentence = (
                    f"{rival.source} has it without an end as of {as_of}; {claim.source} has it ended by {until}."
                )
                yield until, other < position, sentence


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
    """Return each property as the first states it; a date as precisely as another that agrees with it gives it."""
    merged: dict[str, Value] = {}
    for properties in dicts:
        for name, value in properties.items():
            first = merged.setdefault(name, value)
            if isinstance(first, PartialDate) and isinstance(value, PartialDate) and value.refines(first):
                merged[name] = value
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
    run: str,
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
        if others := sorted(n.other_id for n in statements if n.other_id):
            properties["other_ids"] = others
        properties["sources"] = [n.source for n in statements]
        properties["locators"] = [n.locator for n in statements]
        properties["run"] = run
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
                    "run": run,
                },
            )
        )
    return sorted(nodes, key=lambda n: (n.key.label, n.key.id))
