"""Synthetic graphs for tests, made from rows through the same consolidation as the bundled one. No fact is real."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pactgraph.analysis.recorded import Fact, Recorded, holding_days, order
from pactgraph.building import Build
from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.records import Claim, Graph, Key, Node, Place, Records, Value
from pactgraph.facts.registers import Registers
from pactgraph.facts.schema import DATED, bundled_schema
from pactgraph.facts.sources import AUTHORITIES, Source
from pactgraph.stores.base import Ledger, Store


def source(
    id_: str,
    as_of: str = "2014-06-30",
    authority: str = "dataset",
    whole: Mapping[str, tuple[str, Collection[str]]] | None = None,
) -> Source:
    """
    Return a synthetic source.

    `whole`: the lists that a written check shows to be whole, by what they are of: their day, and whom it excepts.
    """
    assert authority in AUTHORITIES
    return Source.model_validate(
        {
            "id": id_,
            "title": f"Synthetic source {id_}",
            "publisher": "Nobody",
            "url": "https://example.org",
            "licence": "none",
            "citation": "none",
            "authority": authority,
            "as_of": as_of,
            "covers": "nothing; made for tests",
            "rows": {},
            "checks": {
                id_: {
                    "day": day,
                    "compared": [{"against": "made for tests", "day": day}],
                    "except": dict.fromkeys(excepted, "made for tests"),
                }
                for id_, (day, excepted) in (whole or {}).items()
            },
        }
    )


def synthetic(
    nodes: Sequence[tuple[str, str, Mapping[str, str]]],
    claims: Sequence[tuple[str, str, str, str, str, Mapping[str, str]]],
    sources: Sequence[Source],
    run: str = "synthetic0run0",
    as_of: str = "2014-06-09",
) -> Build:
    """
    Return the graph of `nodes` (label, id, properties) and `claims` (source, start, type, end, locator, properties).

    Values are text as in facts files; a claim's ends are `Label:id`. Nodes are stated by the first source.
    """
    schema = bundled_schema()
    records = Records()
    place = Place(Path("synthetic/facts/none.csv"), 0)
    for label, id_, texts in nodes:
        declared = schema.nodes[label].properties
        node = Node(
            Key(label, id_), {k: declared[k].parse(v) for k, v in texts.items()}, sources[0].id, f"node {id_}", place
        )
        records.nodes.append(node)
    for said_by, start, type_, end, locator, texts in claims:
        columns = {**schema.relationships[type_].properties, **DATED}
        values: dict[str, Value] = {k: columns[k].parse(v) for k, v in texts.items() if k != "note"}
        records.claims.append(
            Claim(type_, _key(start), _key(end), values, said_by, locator, place, texts.get("note", ""))
        )
    by_id = {s.id: s for s in sources}
    graph = consolidate(records, by_id, schema, Registers([], []), run)
    ledger = Ledger(run, "0.0.0", graph.counts(), {s.id: s.as_of for s in sources}, as_of)
    return Build(graph, ledger, [])


def as_recorded(build: Build) -> Recorded:
    """Return a graph as analysis has it in memory, without a store between."""
    facts: dict[str, list[Fact]] = {}
    for r in build.graph.relationships:
        facts.setdefault(r.type, []).append(Fact(r.type, r.start, r.end, *holding_days(r.properties), r.properties))
    nodes = {node.key: node.properties for node in build.graph.nodes}
    return Recorded(nodes, {type_: sorted(known, key=order) for type_, known in sorted(facts.items())})


def _key(text: str) -> Key:
    label, _, id_ = text.partition(":")
    return Key(label, id_)


AWKWARD_SOURCES = [
    source("register", "2014-06-30", "register"),
    source("dataset", "2010-12-31"),
    source("page", "2013-05-05", "page"),
]
AWKWARD_NODES = [
    ("State", "AAA", {"name": "Ærø « de l'Est »", "un_member": "true", "lat": "-12.5", "population": "1200000000000"}),
    ("State", "BBB", {"name": 'Côte "B"; \\ DROP', "un_member": "false", "un_member_since": "1960-09-20"}),
    ("State", "NAX", {"name": "लंका 北 𝄞", "un_member": "true", "un_member_since": "1971"}),
    ("Treaty", "PACT", {"name": "Pact", "kind": "protocol", "adopted": "2000-11"}),
    ("RegionalBody", "UNION", {"name": "Union"}),
    ("BilateralAgreement", "x:1.2-3_a", {"title": "Agreement\nof two lines", "topic": "extradition"}),
]
AWKWARD_CLAIMS = [
    ("register", "State:AAA", "PARTY_TO", "Treaty:PACT", "row 1", {"action": "accession", "since": "2004-02-29"}),
    ("dataset", "State:AAA", "PARTY_TO", "Treaty:PACT", "cell 7", {"action": "accession", "since": "2004-03"}),
    (
        "page",
        "State:AAA",
        "PARTY_TO",
        "Treaty:PACT",
        "§ 1",
        {"action": "ratification", "since": "2004", "note": "n — 1"},
    ),
    ("register", "State:BBB", "SIGNED", "Treaty:PACT", "row 2", {"since": "1600-12-31"}),
    (
        "register",
        "State:BBB",
        "MEMBER_OF",
        "RegionalBody:UNION",
        "r1",
        {"status": "member", "since": "1960", "until": "1970"},
    ),
    ("register", "State:BBB", "MEMBER_OF", "RegionalBody:UNION", "r2", {"status": "member", "since": "1981-07"}),
    ("dataset", "State:AAA", "MEMBER_OF", "RegionalBody:UNION", "c", {"status": "observer"}),
    ("dataset", "State:AAA", "BORDERS", "State:BBB", "b", {"kind": "land"}),
    ("page", "State:AAA", "BORDERS", "State:BBB", "said twice, without a date", {"kind": "land"}),
    ("dataset", "State:AAA", "BORDERS", "State:BBB", "b", {"kind": "sea"}),
    ("register", "State:AAA", "CONCLUDED", "BilateralAgreement:x:1.2-3_a", "a", {"since": "1999-01-01"}),
    ("register", "State:NAX", "CONCLUDED", "BilateralAgreement:x:1.2-3_a", "a", {"since": "1999-01-01"}),
]
_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties "
    "ORDER BY start, type, end, r.fact"
)
_NODE_ROWS = "MATCH (n:{label}) RETURN n.id AS id, properties(n) AS properties ORDER BY id"


def awkward() -> Build:
    """Return values that stores get wrong: early dates, lists, unicode, quotes, line breaks, big numbers, spells."""
    return synthetic(AWKWARD_NODES, AWKWARD_CLAIMS, AWKWARD_SOURCES)


def content(target: Store) -> tuple[object, object]:
    """All nodes and relationships, with their properties, as the store returns them."""
    with target.open() as reader:
        labels = ("State", "Treaty", "RegionalBody", "UNEntity", "BilateralAgreement", "Source")
        nodes = {label: reader.run(_NODE_ROWS.format(label=label)).rows for label in labels}
        return nodes, reader.run(_RELATIONSHIPS).rows


def said(graph: Graph) -> tuple[object, object]:
    """The same of a graph that is not stored."""
    labels = ("State", "Treaty", "RegionalBody", "UNEntity", "BilateralAgreement", "Source")
    nodes = {la: [[n.key.id, n.properties] for n in graph.nodes if n.key.label == la] for la in labels}
    rows = [[r.start.id, r.type, r.end.id, r.properties] for r in graph.relationships]
    return nodes, sorted(rows, key=lambda r: (r[0], r[1], r[2], r[3]["fact"]))
