"""
What the atlas holds: nodes, facts with the days they hold, and tables as at the page's day.

The page compares days and draws; whatever follows from facts was decided in the graph (when a fact holds, where a State
stands) or is computed here, once (gaps, ties, clusters, what stands out). Days are whole numbers, 20060914; what is
stated by month or year only is 20060900 or 20060000.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.clusters import Cluster, Partition, clusters_of_days, inside, over_time
from pactgraph.analysis.confidence import BOUNDARY, Placed
from pactgraph.analysis.legal_basis import UNPROVIDED
from pactgraph.analysis.partners import pairs
from pactgraph.analysis.recorded import SAID_BY_STANDING, Fact, Recorded
from pactgraph.analysis.ties import LEAST_Z, STRONGEST, Tie, by_strength
from pactgraph.analysis.unlinked import Links, few_links
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ABSENT, UNSETTLED
from pactgraph.pages.carried import Json, fact_row, names_in_words, node_row, number
from pactgraph.pages.overview import LEAD, YEARS_OF_CHANGE, Line, stands_out
from pactgraph.pages.tables import Table, gap_tables, links_table
from pactgraph.pages.words import counted

MOST_AGREEMENTS = 6_000
"""Above this many agreements the page keeps, for each pair of States, only their days."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A cluster, the name `before` of what it continues (empty: nothing), and by name who joined and left since."""

    cluster: Cluster
    before: str
    joined: list[str]
    left: list[str]


@dataclass(frozen=True)
class Contents:
    """All a page shows: what `then` records (narrowed to what was asked for) and answers as at its day."""

    recorded: Recorded
    then: AsAt
    run: str
    version: str
    region: str | None = None

    @property
    def day(self) -> dt.date:
        """The day of clusters, ties, gaps and of all else that is computed."""
        return self.then.day

    @property
    def partition(self) -> Partition:
        """The clusters of States."""
        return self.then.partition

    @cached_property
    def earlier(self) -> dt.date:
        """The day whose clusters today's are compared with."""
        return dt.date(self.day.year - YEARS_OF_CHANGE, 12, 31)

    @cached_property
    def changed(self) -> list[Changed]:
        """The clusters of the page's day against those of `earlier`."""
        found = over_time(clusters_of_days(self.then.series([self.earlier, self.day])))
        before = {one.line: one.cluster.name for one in found if one.day == self.earlier}
        return [
            Changed(one.cluster, before.get(one.line, ""), self._named(one.joined), self._named(one.left))
            for one in found
            if one.day == self.day
        ]

    def _named(self, states: Iterable[str]) -> list[str]:
        return sorted(self.recorded.name(Key("State", state)) for state in states)

    @property
    def confidence(self) -> Mapping[str, Placed]:
        """How surely each State is in its cluster."""
        return self.then.confidence

    @property
    def inside(self) -> str:
        """How much lies within clusters, in words; nothing where no victims are recorded."""
        return inside(self.then, self.partition).in_words

    @property
    def boundary(self) -> list[str]:
        """The names of the States at the boundary of their clusters, the least sure first."""
        found = [(one.confidence, state) for state, one in self.confidence.items() if one.boundary]
        return [self.recorded.name(Key("State", state)) for _, state in sorted(found)]

    @property
    def ties(self) -> list[Tie]:
        """The strongest ties of each State."""
        return self.then.strongest

    @property
    def sources(self) -> list[Mapping[str, object]]:
        """The sources of the graph, sorted by id, each with `id`."""
        return [{"id": id_, **properties} for id_, properties in self.recorded.of("Source").items()]

    @cached_property
    def few(self) -> tuple[list[Links], float]:
        """The Member States with few recorded links, fewest first, and the median of all."""
        return few_links(self.then)

    @cached_property
    def tables(self) -> list[Table]:
        """A table for each kind of gap, in the order in which they are declared, and one of recorded links."""
        return [*gap_tables(self.then), links_table(self.then, *self.few)]

    @cached_property
    def places(self) -> dict[Key, int]:
        """The number the page gives each node it holds, in order."""
        kept = (key for key in self.recorded.nodes if not (self.collapsed and key.label == "BilateralAgreement"))
        return {key: index for index, key in enumerate(kept)}

    @cached_property
    def collapsed(self) -> bool:
        """Whether agreements are too many to be shown one by one."""
        return len(self.recorded.of("BilateralAgreement")) > MOST_AGREEMENTS


def contents(
    recorded: Recorded,
    day: dt.date,
    *,
    region: str | None = None,
    treaties: Sequence[str] | None = None,
    run: str = "",
    version: str = "",
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
        inside = set(AsAt(recorded, day).region(region, "--region"))
        kept = _without(kept, {Key("State", id_) for id_ in recorded.of("State") if id_ not in inside})
        kept = _without(kept, _bare_agreements(kept))
    return Contents(kept, AsAt(kept, day), run, version, region)


def data(page: Contents) -> dict[str, Json]:
    """Return what the page's scripts read, ready for JSON; the same contents give the same text."""
    recorded, place = page.recorded, page.places
    lead, lines = stands_out(page.then, *page.few)
    return {
        "version": page.version,
        "run": page.run,
        "region": page.region,
        "day": number(page.day),
        "rule": {
            "strongest": STRONGEST,
            "leastZ": LEAST_Z,
            "boundary": BOUNDARY,
            "lead": LEAD,
            "absent": sorted(ABSENT),
            "unsettled": sorted(UNSETTLED),
        },
        "words": names_in_words(),
        "nodes": [node_row(key, recorded.nodes[key]) for key in place],
        "facts": {
            type_: _columns(
                [
                    fact_row(fact, recorded.nodes[fact.end], place, recorded.may_hold(fact))
                    for fact in sorted(found, key=_near)
                    if fact.start in place and fact.end in place
                ]
            )
            for type_, found in recorded.facts.items()
            if type_ not in SAID_BY_STANDING
        },
        "pairs": _pairs(recorded, place) if page.collapsed else None,
        "clusters": [
            {
                "number": cluster.number,
                "name": cluster.name,
                "states": [place[Key("State", id_)] for id_ in cluster.states],
                # In the order of the States; null where there is no other State to stay with.
                "confidence": [
                    None if (sure := page.confidence[id_].confidence) is None else _down(sure) for id_ in cluster.states
                ],
            }
            for cluster in page.partition.clusters
        ],
        "ties": [
            {
                "one": place[Key("State", tie.one)],
                "other": place[Key("State", tie.other)],
                "z": round(tie.z, 2),
                "shared": tie.shared,
            }
            for tie in sorted(page.ties, key=by_strength)
        ],
        "bases": _bases(page.then, place),
        "tables": [_table(table, place) for table in page.tables],
        "few": [place[Key("State", links.state)] for links in page.few[0]],
        "lead": lead,
        "out": [_line(line, place) for line in lines],
    }


def _down(share: float) -> float:
    """Return a share to two digits, never more than it is: who is below a bound stays so."""
    return math.floor(round(share * 100, 6)) / 100


def _bases(then: AsAt, place: Mapping[Key, int]) -> dict[str, Json]:
    """
    Return what provides each act of cooperation between neighbours and corridor partners.

    `pairs` are rows of two places and, for each of `acts`, the place in `texts` of what provides it. The first of
    `texts` are the answers where nothing recorded does.
    """
    basis = then.legal_basis
    texts: dict[str, int] = {answer: number_ for number_, answer in enumerate(UNPROVIDED)}
    rows: list[list[Json]] = []
    for one, other in pairs(then):
        row: list[Json] = [place[Key("State", one)], place[Key("State", other)]]
        for act in basis.acts:
            provisions, agreements = basis.what_provides(one, other, act)
            told = [str(provision) for provision in provisions]
            told += [counted(len(agreements), "agreement")] if agreements else []
            text = "; ".join(told) or basis.between(one, other, act).answer
            row.append(texts.setdefault(text, len(texts)))
        rows.append(row)
    return {
        "acts": [place[Key("Act", act)] for act in basis.acts],
        "open": len(UNPROVIDED),
        "texts": list(texts),
        "pairs": rows,
    }


def _columns(rows: Sequence[Mapping[str, Json]]) -> dict[str, list[Json]]:
    """Return rows as columns, null where a row says nothing: like stands by like, and gzip makes a third less of it."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _near(fact: Fact) -> tuple[object, ...]:
    """Return what facts are sorted by: what is told in the same words stands near, where gzip still sees it (32 KB)."""
    ends = (fact.start, fact.end) if fact.type == "STANDING" else (fact.end, fact.start)
    return (*((end.label, end.id) for end in ends), fact.holds_from)


def _table(table: Table, place: Mapping[Key, int]) -> dict[str, Json]:
    def numbered(key: Key | None) -> int:
        return -1 if key is None else place.get(key, -1)

    return {
        "name": table.name,
        "title": table.title,
        "about": table.about,
        "note": table.note,
        "pairs": table.pairs,
        "answers": any(column.kind == "answer" for column in table.columns),
        "treaties": any(row.about is not None and row.about.label == "Treaty" for row in table.rows),
        "columns": [{"title": column.title, "kind": column.kind, "node": column.node} for column in table.columns],
        "rows": [
            {
                "cells": list(row.cells),
                "subject": numbered(row.subject),
                "about": numbered(row.about),
                "other": numbered(row.other),
                "answer": row.answer,
            }
            for row in table.rows
        ],
    }


def _line(line: Line, place: Mapping[Key, int]) -> dict[str, Json]:
    return {
        "figure": line.figure,
        "kind": line.kind,
        "words": [
            {"text": words.text}
            | ({"node": place[words.node]} if words.node else {})
            | ({"view": dict(words.view)} if words.view else {})
            | ({"at": words.at} if words.at else {})
            for words in line.words
        ],
        "names": [{"node": place[key], "figure": figure} for key, figure in line.names],
    }


def _pairs(recorded: Recorded, place: Mapping[Key, int]) -> list[Json]:
    """
    Return, for each pair that concluded agreements: both ends (-1: only one is recorded), and of each agreement the
    first day on which it holds and the first on which it no longer does.
    """
    sides: dict[Key, list[Fact]] = defaultdict(list)
    for fact in recorded.facts.get("CONCLUDED", ()):
        sides[fact.end].append(fact)
    days: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for facts in sides.values():
        ends = sorted(place[fact.start] for fact in facts)[:2]
        one, other = (ends[0], ends[1]) if len(ends) == 2 else (ends[0], -1)
        first, until = max(fact.holds_from for fact in facts), min(fact.holds_until for fact in facts)
        days[one, other].append((number(first), number(until)))
    return [{"start": one, "end": other, "days": sorted(found)} for (one, other), found in sorted(days.items())]


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
