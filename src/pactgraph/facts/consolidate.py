"""
Several claims about one fact become one relationship that keeps every claim's place.

Precedence is explicit: authority (depositary, register, dataset, report, page), then the later as-at day, then the
source's id. What contradicts is kept and said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pactgraph.facts import provisions
from pactgraph.facts.aims import aims_of, bundled_aims
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.participations import Participations
from pactgraph.facts.records import Claim, Graph, GraphNode, GraphRelationship, Key, Node, Records, Value
from pactgraph.facts.registers import Registers, register_properties
from pactgraph.facts.rosters import Settled, Silence, lesser, missed, seen_days
from pactgraph.facts.schema import DATED, Schema
from pactgraph.facts.sources import Source, precedence
from pactgraph.facts.spells import (
    ALWAYS,
    NEVER,
    Lifetimes,
    Speaking,
    bounded,
    existence,
    held,
    last_day,
    spells,
    spoken,
    undated,
    window,
)


def consolidate(
    records: Records, sources: Mapping[str, Source], schema: Schema, registers: Registers, run: str
) -> Graph:
    """
    Return the graph that the records state, with what a build decides from them; their order does not matter.

    Decided are the days on which every fact holds (`schema.HOLDS`), when States are UN Member States, what agreements
    are for, and STANDING; the registers' aliases are told.
    """
    records = _identified(records, registers)
    rank = {id_: precedence(source) for id_, source in sources.items()}
    nodes = _nodes(records, sources, rank, schema, registers, run)
    lifetimes = _lifetimes(nodes, registers)
    speaking = Speaking(records.claims, sources)
    settled = Settled(sources)
    silence = Silence(records.claims, sources, speaking, settled)
    context = _Context(sources, schema, silence, speaking, lifetimes, run)
    groups: dict[tuple[str, Key, Key, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in records.claims:
        key = tuple(str(claim.properties.get(name, "")) for name in schema.relationships[claim.type].key)
        groups[claim.type, claim.start, claim.end, key].append(claim)
    relationships: list[GraphRelationship] = []
    participations = Participations(sources, speaking)
    for group, claims in sorted(groups.items(), key=lambda item: _sortable(item[0])):
        claims.sort(key=lambda c: (_rank(c, rank), c.locator, str(c.properties.get("since", "")), c.place.row))
        claims, overruled = settled.sort_out(claims)
        found = [claims] if claims else []
        if claims and schema.relationships[group[0]].spells:
            found = spells(claims, sources, speaking)
        for number, spell in enumerate(found):
            merged = _merge(spell, _fact(group, number), context)
            if number and all(undated(claim) for claim in spell):
                _resume(merged, relationships[-1])
            elif number and "since" in merged.properties and _unended(relationships[-1]):
                _supersede(relationships[-1], merged)
            relationships.append(merged)
            participations.add(merged, spell)
        if overruled:
            relationships.append(_overruled(overruled, settled, _fact(group, len(found)), context))
    relationships += participations.standings(nodes, _members(relationships), lifetimes, run)
    _decide_membership(nodes, relationships)
    _decide_silences(relationships, sources)
    _decide_agreements(nodes, relationships, sources)
    _decide_aims(nodes)
    _decide_provisions(relationships)
    return Graph(nodes, sorted(relationships, key=_order))


UNITED_NATIONS = Key("RegionalBody", "UN")
"""Membership of it makes a Member State, where no source states the day of admission."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What merging the claims about one fact needs to know of all others."""

    sources: Mapping[str, Source]
    schema: Schema
    silence: Silence
    speaking: Speaking
    lifetimes: Lifetimes
    run: str


def _order(relationship: GraphRelationship) -> tuple[str, str, str, str, str]:
    start, end = relationship.start, relationship.end
    return relationship.type, start.label, start.id, end.label, end.id


def _lifetimes(nodes: Iterable[GraphNode], registers: Registers) -> Lifetimes:
    """Return from when to when nodes exist: States by the register, the others by what their sources state."""
    days: dict[Key, tuple[dt.date, dt.date]] = {}
    for node in nodes:
        first, last = existence(node.key.label, node.properties)
        entry = registers.entries.get(node.key) if node.key.label == "State" else None
        if entry is not None:
            valid = [entry.row.get(name) or "" for name in ("valid_from", "valid_to")]
            first = PartialDate.parse(valid[0]).first_day if valid[0] else first
            last = PartialDate.parse(valid[1]).first_day if valid[1] else last
        if (first, last) != (ALWAYS, NEVER):
            days[node.key] = first, last
    return Lifetimes(days)


def _members(relationships: Iterable[GraphRelationship]) -> dict[str, set[Key]]:
    """Return by body the States recorded as its members on any day."""
    members: dict[str, set[Key]] = defaultdict(set)
    for r in relationships:
        if r.type == "MEMBER_OF" and r.end.label == "RegionalBody" and r.properties.get("status") == "member":
            members[r.end.id].add(r.start)
    return members


def _decide_membership(nodes: Sequence[GraphNode], relationships: Iterable[GraphRelationship]) -> None:
    """Say of every State from when to when it is a UN Member State: as stated, else by its membership of the UN."""
    spells_: dict[Key, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for r in relationships:
        if r.type == "MEMBER_OF" and r.end == UNITED_NATIONS and r.properties.get("status") == "member":
            first, end = r.properties["holds_from"], r.properties["holds_until"]
            if isinstance(first, dt.date) and isinstance(end, dt.date) and first < end:
                spells_[r.start].append((first, end))
    for node in nodes:
        # China's seat is one, whoever took it: a dataset that has the Republic of China as member makes no second one.
        if node.key.label != "State" or node.properties.get("status") in ("observer", "non_member"):
            continue
        stated, found = node.properties.get("un_member_since"), spells_.get(node.key, [])
        today = node.properties.get("un_member") is True
        precision = node.properties.get("un_member_since_precision")
        first = (
            last_day(stated, precision)
            if isinstance(stated, dt.date)
            else min((first for first, _ in found), default=None)
        )
        ended = node.properties.get("un_member_until")
        end = NEVER if today else ended if isinstance(ended, dt.date) else max((end for _, end in found), default=NEVER)
        # Only a Member State of today has no end; for one of the past a source has to say when it ceased to be.
        if first is not None and (today or end < NEVER):
            node.properties.update({"un_member_from": first, "un_member_until": end})


def _decide_silences(relationships: Iterable[GraphRelationship], sources: Mapping[str, Source]) -> None:
    """Say of every list up to when its silence means no, where a written check shows it to be whole."""
    for r in relationships:
        end = r.properties.get("holds_until")
        if r.type != "COVERS" or not isinstance(end, dt.date):
            continue
        if (whole := sources[r.start.id].whole_until(r.end.id, end - dt.timedelta(days=1))) is not None:
            r.properties["whole_until"] = whole


def _decide_agreements(
    nodes: Sequence[GraphNode], relationships: Iterable[GraphRelationship], sources: Mapping[str, Source]
) -> None:
    """Say of every agreement on which days it holds: between all that concluded it, as far as recorded."""
    sides: dict[Key, list[dict[str, object]]] = defaultdict(list)
    for r in relationships:
        if r.type == "CONCLUDED":
            sides[r.end].append(r.properties)
    for node in nodes:
        if node.key.label != "BilateralAgreement":
            continue
        concluded = sides.get(node.key, [])
        speak = [sources[str(id_)].as_of_date.last_day for id_ in _texts(node.properties.get("sources"))]
        firsts = [day for side in concluded if isinstance(day := side["holds_from"], dt.date)]
        ends = [day for side in concluded if isinstance(day := side["holds_until"], dt.date)]
        known = [day for side in concluded if isinstance(day := side.get("known_until"), dt.date)]
        first = max(firsts, default=max(speak, default=ALWAYS))
        until = min(ends, default=NEVER)
        days = bounded(first, until, max(known, default=None), ALWAYS, NEVER)
        node.properties.update(days.properties())
        if (awaited := _not_in_force_before(node.properties)) is not None:
            node.properties["not_in_force_before"] = awaited
        for side in concluded:
            # An agreement binds nobody alone: where one side is no more, the other is not bound any longer.
            own = side.get("known_until")
            side.update(
                bounded(days.first, days.end, own if isinstance(own, dt.date) else None, ALWAYS, NEVER).properties()
            )


_AWAITING = frozenset({"in_ratification", "suspended"})
"""What a source says of agreements that are not in force on its day."""


def _not_in_force_before(agreement: Mapping[str, object]) -> dt.date | None:
    """Return the day until which an agreement is known not to be in force; None where no source says so."""
    entered = agreement.get("in_force")
    if agreement.get("status") in _AWAITING:
        return NEVER
    if not isinstance(entered, dt.date):
        return None
    return last_day(entered, agreement.get("in_force_precision"))


def _decide_provisions(relationships: Iterable[GraphRelationship]) -> None:
    """Say of the articles of treaties how they are cited, and how near to trafficking they are."""
    for relationship in relationships:
        if relationship.type == "PROVIDES":
            relationship.properties.update(provisions.decided(relationship.start.id, relationship.properties))


def _decide_aims(nodes: Iterable[GraphNode]) -> None:
    """Say of every agreement what it is for, as far as its topic, title or coded text says so, and which of them."""
    for node in nodes:
        if node.key.label == "BilateralAgreement" and (found := aims_of(node.properties, bundled_aims())):
            node.properties["aims"] = list(dict.fromkeys(aim for aim, _ in found))
            node.properties["aims_basis"] = [f"{aim}: {basis}" for aim, basis in found]


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


def _rank(claim: Claim, rank: Mapping[str, tuple[int, int, str]]) -> tuple[int, bool, int, str]:
    """Return what sorts claims by precedence: of equal authority, snapshots, which lag, speak last."""
    authority, as_of, id_ = rank[claim.source]
    return authority, "seen_from" in claim.properties, as_of, id_


def _sortable(group: tuple[str, Key, Key, tuple[str, ...]]) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    type_, start, end, key = group
    return type_, start.label, start.id, end.label, end.id, key


def _resume(later: GraphRelationship, earlier: GraphRelationship) -> None:
    """Say of a spell without dates that it follows one that ended: it resumed in between, or one source is wrong."""
    ended, properties = earlier.properties["until"], later.properties
    sentence = f"Stated without a start by {_speakers(later)}; ended by {ended} according to {_speakers(earlier)}."
    if "since" not in properties:
        properties["since"], properties["since_precision"] = ended, "not_before"
    properties["disputed"] = True
    properties["dispute"] = f"{properties.get('dispute', '')} {sentence}".lstrip()


def _speakers(relationship: GraphRelationship) -> str:
    return ", ".join(sorted(set(_texts(relationship.properties["sources"]))))


def _merge(claims: list[Claim], fact: str, context: _Context) -> GraphRelationship:
    """
    Merge claims sorted by precedence: each property from the first claim that states it.

    Where no claim says since when a membership lasts, the foundation of the body bounds it.
    """
    winner, sources = claims[0], context.sources
    type_ = context.schema.relationships[winner.type]
    merged = _first_stated([c.properties for c in claims], (*type_.properties, *DATED))
    rosters = "seen_from" in type_.properties
    if rosters:
        merged.update(seen_days(claims))
        merged.update(lesser(claims, sources, type_.properties["status"].values))
    open_ended = list(_open_ended(claims, sources))
    ends = [c.properties["until"] for c in claims if "until" in c.properties]
    if ends and any(ended is ends[0] and first for ended, first, _ in open_ended):
        del merged["until"]
    since, until = merged.get("since"), merged.get("until")
    denial = context.silence.against(
        claims,
        since if isinstance(since, PartialDate) else None,
        until if isinstance(until, PartialDate) else None,
    )
    sentences = (
        _dispute(claims, type_.dispute_on, merged),
        *_outside(claims, since, until, context.speaking, sources),
        *dict.fromkeys(sentence for _, _, sentence in open_ended),
        *denial.sentences,
        *(missed(claims, context.speaking, denial) if rosters else ()),
    )
    dispute = " ".join(sentence for sentence in sentences if sentence)
    properties: dict[str, object] = {}
    for name, value in merged.items():
        properties[name] = _stored(value)
        if isinstance(value, PartialDate) and (name in DATED or value.precision != "day"):
            properties[f"{name}_precision"] = value.precision
    # A date never stands under the name of a source that does not give it.
    lead = next((c for c in claims if since is not None and c.properties.get("since") == since), winner)
    days = held(claims, since, until, type_, context.speaking, context.lifetimes)
    earliest = denial.earliest
    born, _ = context.lifetimes.of(winner.end)
    if winner.type == "MEMBER_OF" and since is None and born > ALWAYS:
        earliest = max(earliest or born, born)
    if earliest is not None:
        properties["since"] = earliest
        if not (isinstance(since, PartialDate) and since.first_day <= earliest <= since.last_day):
            properties["since_precision"] = "not_before"
    elif since is None and isinstance(latest := merged.get(type_.counted_from), PartialDate):
        properties |= {"since": latest.last_day, "since_precision": "not_after"}
    if denial.refuted:
        properties |= {"until": earliest, "until_precision": "not_after"}
    elif denial.latest is not None and not (isinstance(until, PartialDate) and until.last_day <= denial.latest):
        properties |= {"until": denial.latest, "until_precision": "not_after"}
    days = bounded(
        days.first,
        days.first if denial.refuted else days.end,
        days.known,
        denial.earliest or ALWAYS,
        denial.latest or NEVER,
    )
    properties |= days.properties()
    properties |= {
        "fact": fact,
        "source": lead.source,
        "sources": [c.source for c in claims],
        "locators": [c.locator for c in claims],
        "stated_since": [str(c.properties.get("since", "")) for c in claims],
        "as_of": spoken(lead, sources).last_day,
        "disputed": bool(dispute),
        "run": context.run,
    }
    if dispute:
        properties["dispute"] = dispute
    if others := _of_others(merged, [(c.source, c.properties) for c in (lead, *claims)]):
        properties["stated_by"] = others
    if any(c.note for c in claims):
        properties["notes"] = [c.note for c in claims]
    return GraphRelationship(winner.type, winner.start, winner.end, properties)


def _overruled(claims: list[Claim], settled: Settled, fact: str, context: _Context) -> GraphRelationship:
    """Return the fact that overruled claims make: it is kept, says by whom it is contradicted, and holds on no day."""
    merged = _merge(claims, fact, context)
    day = min(max(window(claim)[0], ALWAYS) for claim in claims)
    day = min(context.speaking.first(claim) for claim in claims) if day == ALWAYS else day
    reasons = dict.fromkeys(reason for claim in claims for reason in settled.reasons(claim))
    properties: dict[str, object] = {
        "since": day,
        "since_precision": "not_before",
        "until": day,
        "until_precision": "not_after",
        "holds_from": day,
        "holds_until": day,
        "known_until": day,
        "disputed": True,
        "dispute": " ".join([*reasons, "Not counted."]),
    }
    merged.properties.update(properties)
    return merged


def _unended(relationship: GraphRelationship) -> bool:
    """Whether no source says when a spell ended: at most by when."""
    return "until" not in relationship.properties or relationship.properties.get("until_precision") == "not_after"


def _supersede(earlier: GraphRelationship, later: GraphRelationship) -> None:
    """End a spell where the next begins: an observer that became a member is no longer an observer."""
    since = later.properties["since"]
    first, end = earlier.properties["holds_from"], earlier.properties["holds_until"]
    if isinstance(since, dt.date) and isinstance(end, dt.date) and end <= since:
        return
    earlier.properties.update({"until": since, "until_precision": "not_after"})
    known = earlier.properties.get("known_until")
    if isinstance(since, dt.date) and isinstance(first, dt.date) and isinstance(end, dt.date):
        days = bounded(first, min(since, end), known if isinstance(known, dt.date) else None, ALWAYS, NEVER)
        earlier.properties.update(days.properties())


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
            as_of = spoken(rival, sources)
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
    claims: Sequence[Claim],
    since: Value | None,
    until: Value | None,
    speaking: Speaking,
    sources: Mapping[str, Source],
) -> Iterator[str]:
    """Yield a sentence for each undated claim whose source speaks of a day on which the dated fact does not hold."""
    for claim in claims:
        if "since" in claim.properties or "until" in claim.properties:
            continue
        as_of = spoken(claim, sources)
        if "seen_from" in claim.properties:
            first, last = speaking.first(claim), speaking.day(claim)
            if isinstance(since, PartialDate) and first < since.first_day:
                yield f"{claim.source} states it as of {first}, before it began on {since}."
            elif isinstance(until, PartialDate) and until.last_day <= last:
                yield f"{claim.source} states it as of {last}, after it ended on {until}."
        elif isinstance(since, PartialDate) and as_of.last_day < since.first_day:
            yield f"{claim.source} states it as of {as_of}, before it began on {since}."
        elif isinstance(until, PartialDate) and until.last_day <= as_of.first_day:
            yield f"{claim.source} states it as of {as_of}, after it ended on {until}."


def _dispute(claims: list[Claim], names: Iterable[str], merged: Mapping[str, Value]) -> str:
    """
    Return one sentence for each property in which sources contradict each other, or nothing.

    A source whose later snapshots come round to what counts does not contradict it by its earlier ones.
    """
    sentences = []
    seen = [claim for claim in claims if "seen_from" in claim.properties]
    for name in names:
        stated: dict[str, list[str]] = {}
        values: list[Value] = []
        counts = merged.get(name)
        agreeing = {claim.source for claim in seen if claim.properties.get(name) == counts}
        for claim in claims:
            value = claim.properties.get(name)
            if value is None or (value != counts and claim.source in agreeing):
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


LUMPED = "unspecified"
"""What a source says that does not tell apart what others do: it never beats a stated value."""


def _first_stated(dicts: Sequence[Mapping[str, Value]], order: Iterable[str]) -> dict[str, Value]:
    """
    Return each property as the first states it; a date as precisely as another that agrees with it gives it.

    `unspecified` gives way to whatever another states.
    """
    merged: dict[str, Value] = {}
    for properties in dicts:
        for name, value in properties.items():
            first = merged.setdefault(name, value)
            if first == LUMPED or (
                isinstance(first, PartialDate) and isinstance(value, PartialDate) and value.refines(first)
            ):
                merged[name] = value
    return {name: merged[name] for name in order if name in merged}


def _of_others(merged: Mapping[str, Value], stated: Sequence[tuple[str, Mapping[str, Value]]]) -> list[str]:
    """Return `property: source` for each property whose value the first of `stated` does not give."""
    if len(stated) < 2:
        return []
    found = []
    for name, value in merged.items():
        if stated[0][1].get(name) != value:
            found += [f"{name}: {source}" for source, known in stated if known.get(name) == value][:1]
    return found


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _stored(value: Value) -> object:
    if isinstance(value, PartialDate):
        return value.stored
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
        named = [(n.source, n.properties) for n in statements]
        properties: dict[str, object] = {"id": key.id}
        for name, value in merged.items():
            properties[name] = _stored(value)
            if isinstance(value, PartialDate) and value.precision != "day":
                properties[f"{name}_precision"] = value.precision
        if aliases := registers.also_known_as(key):
            properties["also_known_as"] = aliases
        if others := sorted(n.other_id for n in statements if n.other_id):
            properties["other_ids"] = others
        properties["sources"] = [n.source for n in statements]
        properties["locators"] = [n.locator for n in statements]
        if others_say := _of_others({k: v for k, v in merged.items() if k not in own}, named):
            properties["stated_by"] = others_say
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
                    **({"url": source.url} if source.url else {}),
                    "authority": source.authority,
                    "as_of": source.as_of_date.last_day,
                    "run": run,
                }
                | ({"register_of": source.register_of} if source.register_of else {}),
            )
        )
    return sorted(nodes, key=lambda n: (n.key.label, n.key.id))
