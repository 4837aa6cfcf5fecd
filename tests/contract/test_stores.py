"""What every store promises, on each store there is."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import EMBEDDED, SERVERS
from synthetic import source, synthetic

from pactgraph.build import Build, store
from pactgraph.consolidate import Graph
from pactgraph.errors import QueryError, StoreError
from pactgraph.stores.base import Store, open_store

SOURCES = [
    source("register", "2014-06-30", "register"),
    source("dataset", "2010-12-31"),
    source("page", "2013-05-05", "page"),
]
NODES = [
    ("State", "AAA", {"name": "Ærø « de l'Est »", "un_member": "true", "lat": "-12.5", "population": "1200000000000"}),
    ("State", "BBB", {"name": 'Côte "B"; \\ DROP', "un_member": "false", "un_member_since": "1960-09-20"}),
    ("State", "NAX", {"name": "लंका 北 𝄞", "un_member": "true", "un_member_since": "1971"}),
    ("Treaty", "PACT", {"name": "Pact", "kind": "protocol", "adopted": "2000-11"}),
    ("RegionalBody", "UNION", {"name": "Union"}),
    ("BilateralAgreement", "x:1.2-3_a", {"title": "Agreement\nof two lines", "topic": "extradition"}),
]
CLAIMS = [
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
    ("register", "State:BBB", "SIGNED", "Treaty:PACT", "row 2", {"since": "0999-12-31"}),
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
    ("dataset", "State:AAA", "BORDERS", "State:BBB", "b", {"kind": "sea"}),
    ("register", "State:AAA", "CONCLUDED", "BilateralAgreement:x:1.2-3_a", "a", {"since": "1999-01-01"}),
    ("register", "State:NAX", "CONCLUDED", "BilateralAgreement:x:1.2-3_a", "a", {"since": "1999-01-01"}),
]
RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties "
    "ORDER BY start, type, end, r.fact"
)
NODE_ROWS = "MATCH (n:{label}) RETURN n.id AS id, properties(n) AS properties ORDER BY id"


def whole() -> Build:
    return synthetic(NODES, CLAIMS, SOURCES)


def content(target: Store) -> tuple[object, object]:
    """All nodes and relationships, with their properties, as the store returns them."""
    with target.open() as reader:
        labels = ("State", "Treaty", "RegionalBody", "BilateralAgreement", "Source")
        nodes = {label: reader.run(NODE_ROWS.format(label=label)).rows for label in labels}
        return nodes, reader.run(RELATIONSHIPS).rows


def said(graph: Graph) -> tuple[object, object]:
    """The same of a graph that is not stored."""
    labels = ("State", "Treaty", "RegionalBody", "BilateralAgreement", "Source")
    nodes = {la: [[n.key.id, n.properties] for n in graph.nodes if n.key.label == la] for la in labels}
    rows = [[r.start.id, r.type, r.end.id, r.properties] for r in graph.relationships]
    return nodes, sorted(rows, key=lambda r: (r[0], r[1], r[2], r[3]["fact"]))


@pytest.fixture(params=[EMBEDDED, *SERVERS])
def target(request: pytest.FixtureRequest, empty_store: Callable[[str], Store]) -> Store:
    return empty_store(request.param)


def test_the_store_says_exactly_what_the_graph_says(target: Store):
    """Values and types: early dates, lists, unicode, quotes, line breaks, numbers beyond 32 bits, spells, keys."""
    build = whole()
    store(build, target)
    assert content(target) == said(build.graph)
    assert target.ledger() == build.ledger


def test_twice_changes_nothing(target: Store):
    store(whole(), target)
    before = content(target)
    store(whole(), target)
    assert content(target) == before


def test_the_order_of_rows_does_not_matter(target: Store):
    nodes, claims = list(NODES), list(CLAIMS)
    random.Random(3).shuffle(nodes)
    random.Random(4).shuffle(claims)
    store(synthetic(nodes, claims, [SOURCES[0], SOURCES[2], SOURCES[1]]), target)
    assert content(target) == said(whole().graph)


@pytest.mark.parametrize(
    ("nodes", "claims"),
    [
        (NODES[:4], CLAIMS[:4]),
        (NODES, CLAIMS[1:5] + CLAIMS[6:8]),
        (NODES[1:4], CLAIMS[3:4]),
        (NODES, [(s, a, t, b, place, {**p, "since": "2005"}) if t == "PARTY_TO" else (s, a, t, b, place, p)
                 for s, a, t, b, place, p in CLAIMS]),
    ],
    ids=["bodies gone", "claims and a key gone", "a State gone", "dates changed"],
)  # fmt: skip
@pytest.mark.parametrize("run", ["synthetic0run0", "another0run000"])
def test_what_is_not_said_any_more_goes(target: Store, nodes, claims, run):
    store(whole(), target)
    after = synthetic(nodes, claims, SOURCES, run)
    store(after, target)
    assert content(target) == said(after.graph)
    assert target.ledger() == after.ledger
    store(whole(), target)
    assert content(target) == said(whole().graph)


def test_parallel_claims_are_one_relationship_that_keeps_their_places_and_their_dispute(target: Store):
    store(whole(), target)
    with target.open() as reader:
        (row,) = reader.run(
            "MATCH (:State {id: 'AAA'})-[r:PARTY_TO]->(:Treaty {id: 'PACT'}) RETURN r.sources AS sources, "
            "r.locators AS locators, r.stated_since AS stated, r.since AS since, r.disputed AS disputed, "
            "r.dispute AS dispute, r.notes AS notes, r.as_of AS as_of"
        ).rows
    assert row == [
        ["register", "dataset", "page"],
        ["row 1", "cell 7", "§ 1"],
        ["2004-02-29", "2004-03", "2004"],
        dt.date(2004, 2, 29),
        True,
        "Sources differ on since: register: 2004-02-29; dataset: 2004-03; page: 2004.",
        ["", "", "n — 1"],
        dt.date(2014, 6, 30),
    ]


def test_counts_that_are_not_as_expected_are_no_graph(target: Store):
    build = whole()
    wrong = replace(build, ledger=replace(build.ledger, counts={**build.ledger.counts, "State": 4}))
    with pytest.raises(StoreError, match="State: 3 instead of 4"):
        store(wrong, target)
    with pytest.raises(StoreError, match="pactgraph build"):
        target.ledger()
    store(build, target)
    assert content(target) == said(build.graph)


def test_a_store_without_a_graph_says_what_to_do(target: Store):
    with pytest.raises(StoreError, match="run `pactgraph build` first"):
        target.ledger()
    with pytest.raises(StoreError, match="run `pactgraph build` first"), target.open():
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:State {id: 'ZZZ'})",
        "MATCH (s:State) SET s.name = 'X'",
        "MATCH (s:State) DETACH DELETE s",
        "CREATE CONSTRAINT other IF NOT EXISTS FOR (n:State) REQUIRE n.name IS UNIQUE",
    ],
)
def test_a_reader_cannot_write(target: Store, statement):
    store(whole(), target)
    with target.open() as reader, pytest.raises(QueryError, match="read-only"):
        reader.run(statement)
    assert content(target) == said(whole().graph)


@pytest.mark.parametrize("statement", ["MATCH (s:State RETURN s", "RETURN nonsense(1)", "MATCH (s) RETURN x"])
def test_a_wrong_statement_is_told_in_one_line(target: Store, statement):
    store(whole(), target)
    with target.open() as reader:
        with pytest.raises(QueryError) as told:
            reader.run(statement)
        assert "\n" not in str(told.value)
        assert reader.run("RETURN 1 AS one").rows == [[1]]


def test_an_address_opens_the_store_again(target: Store, monkeypatch: pytest.MonkeyPatch):
    store(whole(), target)
    monkeypatch.setenv("NEO4J_PASSWORD", getattr(target, "password", ""))
    monkeypatch.setenv("NEO4J_DATABASE", "")
    assert open_store(str(target)).ledger() == whole().ledger
    assert str(target) in target.describe()
    assert "password" not in repr(target)
