"""
What the atlas holds: every node and fact, compactly, with provenance; clusters, ties and places computed for its day.

The page works out for any day what holds (who is party, who is member, which gaps follow); so facts go in with their
intervals. Dates are whole numbers, 20060914; with a month or year only, 20060900 or 20060000, which compare with days
as the first day they can mean does.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pactgraph.analysis.clusters import Partition, partition
from pactgraph.analysis.gaps import LEAST_PEERS, MOST
from pactgraph.analysis.projection import Fact, Recorded, in_region, project
from pactgraph.analysis.ties import LEAST_Z, STRONGEST, Tie, strongest, ties
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import DATED, PROVENANCE

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

MOST_AGREEMENTS = 6_000
"""Above this many agreements the page keeps, for each pair of States, only their dates."""
_NAME, _ID, _OTHER = "\x01", "\x02", "\x03"
_PROVENANCE = frozenset({"id", *PROVENANCE, *DATED})


@dataclass(frozen=True)
class Contents:
    """All a page shows: `recorded` (narrowed to what was asked for) and what was computed as at `day`."""

    recorded: Recorded
    day: dt.date
    partition: Partition
    ties: list[Tie]
    run: str
    version: str
    region: str | None = None
    aliases: Mapping[Key, Sequence[str]] = field(default_factory=dict)

    @property
    def sources(self) -> list[Mapping[str, object]]:
        """The sources of the graph, sorted by id, each with `id`."""
        return [{"id": id_, **properties} for id_, properties in self.recorded.of("Source").items()]


def contents(
    recorded: Recorded,
    day: dt.date,
    *,
    region: str | None = None,
    treaties: Sequence[str] | None = None,
    run: str = "",
    version: str = "",
    aliases: Mapping[Key, Sequence[str]] | None = None,
) -> Contents:
    """
    Return what an atlas of `recorded` holds, computed as at `day`.

    `region` keeps only the UN Member States of a region or subregion, `treaties` only these treaties (by id).
    Raises UsageError for a region or treaty there is none of.
    """
    kept = recorded
    if treaties is not None:
        known = recorded.of("Treaty")
        for treaty in treaties:
            if treaty not in known:
                raise UsageError(f"--treaties {treaty}: no such treaty; there are {', '.join(known)}")
        kept = _without(kept, {Key("Treaty", id_) for id_ in known if id_ not in treaties})
    if region is not None:
        inside = set(in_region(recorded, region, "--region"))
        kept = _without(kept, {Key("State", id_) for id_ in recorded.of("State") if id_ not in inside})
    kept = _without(kept, _bare_agreements(kept) if region is not None else set())
    projection = project(kept, day)
    found = strongest(ties(projection)) if projection.institutions else []
    return Contents(kept, day, partition(projection, found), found, run, version, region, aliases or {})


def data(page: Contents) -> dict[str, Json]:
    """Return what the page's scripts read, ready for JSON; the same contents give the same text."""
    recorded = page.recorded
    place = places(page)
    collapsed = _collapsed(recorded)
    labels: dict[str, list[Key]] = defaultdict(list)
    for key in place:
        labels[key.label].append(key)
    by_type = {
        type_: [fact for fact in found if fact.start in place and fact.end in place]
        for type_, found in recorded.facts.items()
    }
    tables = _Tables(place, _statements(by_type, place, recorded))
    facts: dict[str, Json] = {type_: _columns(rows, tables) for type_, rows in by_type.items() if rows}
    nodes: dict[str, Json] = {label: _table(keys, recorded, tables) for label, keys in labels.items()}
    return {
        "version": page.version,
        "run": page.run,
        "region": page.region,
        "asOf": number(page.day),
        "rule": {"most": MOST, "leastPeers": LEAST_PEERS, "strongest": STRONGEST, "leastZ": LEAST_Z},
        "nodes": nodes,
        "facts": facts,
        "pairs": _pairs(recorded, place) if collapsed else None,
        "agreements": len(recorded.of("BilateralAgreement")),
        "claims": _front_coded(tables.claims),
        "extras": tables.extras.values,
        "shapes": tables.shapes.values,
        "notes": tables.notes.values,
        "aliases": [
            [place[key], *sorted(set(names))] for key, names in sorted(page.aliases.items(), key=str) if key in place
        ],
        "clusters": [
            {
                "number": cluster.number,
                "states": [place[Key("State", id_)] for id_ in cluster.states],
                "marks": [[place[m.institution], round(m.inside, 3), round(m.outside, 3)] for m in cluster.marks],
            }
            for cluster in page.partition.clusters
        ],
        "modularity": round(page.partition.modularity, 3),
        "partition": page.partition.digest,
        "ties": [
            [place[Key("State", t.one)], place[Key("State", t.other)], round(t.z, 2), t.shared] for t in page.ties
        ],
    }


def places(page: Contents) -> dict[Key, int]:
    """Return the number the page gives each node it holds, in order."""
    collapsed = _collapsed(page.recorded)
    kept = (key for key in page.recorded.nodes if not (collapsed and key.label == "BilateralAgreement"))
    return {key: index for index, key in enumerate(kept)}


def _collapsed(recorded: Recorded) -> bool:
    return len(recorded.of("BilateralAgreement")) > MOST_AGREEMENTS


def number(day: dt.date | None, precision: object = "day") -> int:
    """Return a day as a whole number, without what is not known: 20060914, 20060900, 20060000; 0 for None."""
    if day is None:
        return 0
    month = 0 if precision == "year" else day.month
    return day.year * 10_000 + month * 100 + (0 if precision in ("year", "month") else day.day)


class _Interned:
    """Values by order of first use: each is written once."""

    def __init__(self) -> None:
        self.values: list[Json] = []
        self._places: dict[str, int] = {}

    def place(self, value: Json) -> int:
        text = json.dumps(value, sort_keys=True, ensure_ascii=False)
        if text not in self._places:
            self._places[text] = len(self.values)
            self.values.append(value)
        return self._places[text]


def _statements(
    facts: Mapping[str, Sequence[Fact]], place: Mapping[Key, int], recorded: Recorded
) -> tuple[dict[int, list[tuple[int, str]]], dict[Key, list[tuple[int, str]]]]:
    """Return who states what where: by fact (its identity) and by node, sources as numbers, names left out."""

    def pattern(source: object, locator: object, names: Sequence[tuple[str, str]]) -> tuple[int, str]:
        text = str(locator)
        for name, mark in names:
            if name and name in text:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", mark, text)
        return place.get(Key("Source", str(source)), -1), text

    of_facts = {}
    for found in facts.values():
        for fact in found:
            names = [(recorded.name(fact.start), _NAME), (fact.start.id, _ID), (fact.end.id, _OTHER)]
            of_facts[id(fact)] = [
                pattern(source, locator, names) for source, locator in zip(fact.sources, fact.locators, strict=False)
            ]
    of_nodes = {}
    for key in place:
        known, names = recorded.nodes[key], [(recorded.name(key), _NAME), (key.id, _ID)]
        of_nodes[key] = [
            pattern(source, locator, names)
            for source, locator in zip(_list(known.get("sources")), _list(known.get("locators")), strict=False)
        ]
    return of_facts, of_nodes


class _Tables:
    """What is written once and named by number: statements (sorted), further properties, their names, notes."""

    def __init__(
        self,
        place: Mapping[Key, int],
        stated: tuple[dict[int, list[tuple[int, str]]], dict[Key, list[tuple[int, str]]]],
    ) -> None:
        self.place = place
        self.extras, self.shapes, self.notes = _Interned(), _Interned(), _Interned()
        self._of_facts, self._of_nodes = stated
        self.claims = sorted({one for found in (*self._of_facts.values(), *self._of_nodes.values()) for one in found})
        self._numbers = {claim: index for index, claim in enumerate(self.claims)}

    def stated(self, what: Fact | Key) -> list[int]:
        """Return the numbers of the statements of a fact or node."""
        found = self._of_nodes[what] if isinstance(what, Key) else self._of_facts[id(what)]
        return [self._numbers[claim] for claim in found]

    def shaped(self, known: Mapping[str, Json]) -> list[Json]:
        """Return properties as the number of their names, then their values."""
        return [self.shapes.place(list(known)), *known.values()]


def _columns(facts: Sequence[Fact], tables: _Tables) -> dict[str, Json]:
    """Return the facts of one type, column by column; rare things (several claims, disputes, notes) by row number."""
    several: dict[str, Json] = {}
    disputes: dict[str, Json] = {}
    notes: dict[str, Json] = {}
    first: list[int] = []
    for row, fact in enumerate(facts):
        known = fact.properties
        stated = tables.stated(fact)
        first.append(stated[0] if stated else -1)
        since = [str(text) for text in _list(known.get("stated_since"))] or [""] * len(stated)
        if len(stated) > 1:
            # When each began matters to a reader only where they do not agree.
            dates = [_date_number(text) for text in since] if known.get("disputed") else []
            several[str(row)] = [stated, dates] if any(dates) else stated
        if known.get("disputed"):
            disputes[str(row)] = str(known.get("dispute") or "disputed")
        if written := [str(note) for note in _list(known.get("notes")) if note]:
            notes[str(row)] = [tables.notes.place(note) for note in written]
    columns: dict[str, Json] = {
        "start": _steps([tables.place[fact.start] for fact in facts]),
        "end": [tables.place[fact.end] for fact in facts],
        "since": [number(fact.since, fact.properties.get("since_precision")) for fact in facts],
        "until": [number(fact.until, fact.properties.get("until_precision")) for fact in facts],
        "claim": first,
        "extra": [tables.extras.place(tables.shaped(_extra(fact))) for fact in facts],
    }
    for name in ("until", "extra", "since"):
        values = columns[name]
        if isinstance(values, list) and len(set(values)) == 1:
            columns[name] = values[0]
    return columns | {
        name: rows for name, rows in (("several", several), ("disputes", disputes), ("notes", notes)) if rows
    }


def _steps(numbers: Sequence[int]) -> list[Json]:
    """Return the first number, then the difference of each to the one before: facts are sorted by start."""
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _extra(fact: Fact) -> dict[str, Json]:
    known: dict[str, Json] = {
        name: _json(value) for name, value in sorted(fact.properties.items()) if name not in _PROVENANCE and value != ""
    }
    for name in ("since_precision", "until_precision"):
        if (precision := fact.properties.get(name)) in ("not_before", "not_after"):
            known[name] = str(precision)
    if (as_of := fact.properties.get("as_of")) is not None:
        known["as_of"] = _json(as_of)
    return known


def _table(keys: Sequence[Key], recorded: Recorded, tables: _Tables) -> list[Json]:
    """Return the nodes of one label: id, statements, then what is known of each."""
    skipped = _PROVENANCE - {"as_of"} if keys[0].label == "Source" else _PROVENANCE
    rows: list[Json] = []
    for key in keys:
        known = recorded.nodes[key]
        told = {
            name: _json(_precise(known, name))
            for name in sorted(known)
            if name not in skipped and not name.endswith("_precision") and known[name] not in (None, "")
        }
        rows.append([key.id, tables.stated(key), *tables.shaped(told)])
    return rows


def _front_coded(claims: Sequence[tuple[int, str]]) -> list[Json]:
    """Return statements with the beginning they share with the one before as a length: [source, length, rest]."""
    found: list[Json] = []
    before = ""
    for source, text in claims:
        shared = next(
            (i for i, (one, other) in enumerate(zip(before, text, strict=False)) if one != other),
            min(len(before), len(text)),
        )
        found.append([source, shared, text[shared:]])
        before = text
    return found


def _date_number(text: str) -> int:
    """Return a partial ISO date as a whole number, 0 for none."""
    year, month, day = (*text.split("-"), "0", "0")[:3] if text else ("0", "0", "0")
    return int(year) * 10_000 + int(month) * 100 + int(day)


def _precise(known: Mapping[str, object], name: str) -> object:
    value = known.get(name)
    precision = known.get(f"{name}_precision")
    if isinstance(value, dt.date) and precision in ("year", "month"):
        return value.isoformat()[: {"year": 4, "month": 7}[str(precision)]]
    return value


def _pairs(recorded: Recorded, place: Mapping[Key, int]) -> list[Json]:
    """
    Return, for each pair that concluded agreements: both ends (-1: only one is recorded), when each began (the first,
    then the differences), and when each ended if any did.
    """
    sides: dict[Key, list[Fact]] = defaultdict(list)
    for fact in recorded.facts.get("CONCLUDED", ()):
        sides[fact.end].append(fact)
    dates: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for facts in sides.values():
        ends = sorted(place[fact.start] for fact in facts)[:2]
        one, other = (ends[0], ends[1]) if len(ends) == 2 else (ends[0], -1)
        since = max(number(fact.since, fact.properties.get("since_precision")) for fact in facts)
        until = min((number(f.until, f.properties.get("until_precision")) for f in facts if f.until), default=0)
        dates[one, other].append((since, until))
    rows: list[Json] = []
    for pair, found in sorted(dates.items()):
        begun, ended = zip(*sorted(found), strict=True)
        rows.append([*pair, _steps(begun), list(ended)] if any(ended) else [*pair, _steps(begun)])
    return rows


def _bare_agreements(recorded: Recorded) -> set[Key]:
    """Return the agreements that, after narrowing, nobody shown concluded."""
    linked = {fact.end for fact in recorded.facts.get("CONCLUDED", ())}
    return {Key("BilateralAgreement", id_) for id_ in recorded.of("BilateralAgreement")} - linked


def _without(recorded: Recorded, left_out: Iterable[Key]) -> Recorded:
    """Return `recorded` without some nodes and every fact about them."""
    gone = frozenset(left_out)
    if not gone:
        return recorded
    facts = {
        type_: [fact for fact in found if fact.start not in gone and fact.end not in gone]
        for type_, found in recorded.facts.items()
    }
    return replace(
        recorded, nodes={key: known for key, known in recorded.nodes.items() if key not in gone}, facts=facts
    )


def _json(value: object) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return [_json(item) for item in value]
    return str(value)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
