"""
What the atlas holds: every node and fact with provenance; clusters, ties and places computed for its day.

The page works out for any day what holds (who is party, who is member, which gaps follow); so facts go in with their
intervals. Dates are whole numbers, 20060914; with a month or year only, 20060900 or 20060000, which compare with days
as the first day they can mean does.
"""

from __future__ import annotations

import datetime as dt
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
    return {
        "version": page.version,
        "run": page.run,
        "region": page.region,
        "asOf": number(page.day),
        "rule": {"most": MOST, "leastPeers": LEAST_PEERS, "strongest": STRONGEST, "leastZ": LEAST_Z},
        "nodes": [_node(key, recorded.nodes[key], page.aliases.get(key, ())) for key in place],
        "facts": {
            type_: [_fact(fact, place) for fact in found if fact.start in place and fact.end in place]
            for type_, found in recorded.facts.items()
        },
        "pairs": _pairs(recorded, place) if _collapsed(recorded) else None,
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


def _node(key: Key, known: Mapping[str, object], aliases: Sequence[str]) -> dict[str, Json]:
    """Return a node: label, id, what is known of it, who states it where, and the further names search knows it by."""
    skipped = _PROVENANCE - {"as_of"} if key.label == "Source" else _PROVENANCE
    row: dict[str, Json] = {
        "label": key.label,
        "id": key.id,
        "known": {
            name: _json(_precise(known, name))
            for name in sorted(known)
            if name not in skipped and not name.endswith("_precision") and known[name] not in (None, "")
        },
        "sources": _texts(known.get("sources")),
        "locators": _texts(known.get("locators")),
    }
    if aliases:
        row["aliases"] = sorted(set(aliases))
    return row


def _fact(fact: Fact, place: Mapping[Key, int]) -> dict[str, Json]:
    """Return a fact: both ends as numbers of nodes, dates as precisely as stated, who states it where, and the rest."""
    known = fact.properties
    row: dict[str, Json] = {
        "start": place[fact.start],
        "end": place[fact.end],
        "since": number(fact.since, known.get("since_precision")),
        "until": number(fact.until, known.get("until_precision")),
        "extra": _extra(fact),
        "sources": fact.sources,
        "locators": fact.locators,
    }
    if known.get("disputed"):
        row["dispute"] = str(known.get("dispute") or "disputed")
        # When each statement begins matters to a reader only where they do not agree.
        row["stated_since"] = [_date_number(text) for text in _texts(known.get("stated_since"))]
    if notes := [note for note in _texts(known.get("notes")) if note]:
        row["notes"] = notes
    return row


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
    Return, for each pair that concluded agreements: both ends (-1: only one is recorded), and of each agreement its
    first day and the first day after it.
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
    return [{"start": one, "end": other, "dates": sorted(found)} for (one, other), found in sorted(dates.items())]


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


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
