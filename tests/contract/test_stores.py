"""What every store promises, on each store there is."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from neo4j_server import EMBEDDED, SERVERS
from synthetic import AWKWARD_CLAIMS, AWKWARD_NODES, AWKWARD_SOURCES, awkward, content, said, synthetic

from pactgraph.building import store
from pactgraph.errors import QueryError, StoreError
from pactgraph.graph import Graph
from pactgraph.stores.base import Store
from pactgraph.stores.choose import open_store


@pytest.fixture(params=[EMBEDDED, *SERVERS])
def target(request: pytest.FixtureRequest, empty_store: Callable[[str], Store]) -> Store:
    return empty_store(request.param)


def test_the_store_says_exactly_what_the_graph_says(target: Store):
    """Values and types: early dates, lists, unicode, quotes, line breaks, numbers beyond 32 bits, spells, keys."""
    build = awkward()
    store(build, target)
    assert content(target) == said(build.graph)
    assert target.ledger() == build.ledger


def test_twice_changes_nothing(target: Store):
    store(awkward(), target)
    before = content(target)
    store(awkward(), target)
    assert content(target) == before


def test_the_order_of_rows_does_not_matter(target: Store):
    nodes, claims = list(AWKWARD_NODES), list(AWKWARD_CLAIMS)
    random.Random(3).shuffle(nodes)
    random.Random(4).shuffle(claims)
    store(synthetic(nodes, claims, [AWKWARD_SOURCES[0], AWKWARD_SOURCES[2], AWKWARD_SOURCES[1]]), target)
    assert content(target) == said(awkward().graph)


@pytest.mark.parametrize(
    ("nodes", "claims"),
    [
        (AWKWARD_NODES[:4], AWKWARD_CLAIMS[:4]),
        (AWKWARD_NODES, AWKWARD_CLAIMS[1:5] + AWKWARD_CLAIMS[6:8]),
        (AWKWARD_NODES[1:4], AWKWARD_CLAIMS[3:4]),
        (AWKWARD_NODES, [(s, a, t, b, place, {**p, "since": "2005"}) if t == "PARTY_TO" else (s, a, t, b, place, p)
                 for s, a, t, b, place, p in AWKWARD_CLAIMS]),
    ],
    ids=["bodies gone", "claims and a key gone", "a State gone", "dates changed"],
)  # fmt: skip
@pytest.mark.parametrize("run", ["synthetic0run0", "another0run000"])
def test_what_is_not_said_any_more_goes(target: Store, nodes, claims, run):
    store(awkward(), target)
    after = synthetic(nodes, claims, AWKWARD_SOURCES, run)
    store(after, target)
    assert content(target) == said(after.graph)
    assert target.ledger() == after.ledger
    store(awkward(), target)
    assert content(target) == said(awkward().graph)


def test_parallel_claims_are_one_relationship_that_keeps_their_places_and_their_dispute(target: Store):
    store(awkward(), target)
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
    build = awkward()
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
    store(awkward(), target)
    with target.open() as reader, pytest.raises(QueryError, match="read-only"):
        reader.run(statement)
    assert content(target) == said(awkward().graph)


@pytest.mark.parametrize("statement", ["MATCH (s:State RETURN s", "RETURN nonsense(1)", "MATCH (s) RETURN x"])
def test_a_wrong_statement_is_told_in_one_line(target: Store, statement):
    store(awkward(), target)
    with target.open() as reader:
        with pytest.raises(QueryError) as told:
            reader.run(statement)
        assert "\n" not in str(told.value)
        assert reader.run("RETURN 1 AS one").rows == [[1]]


def test_a_statement_is_given_up_in_time_and_the_next_is_answered(target: Store):
    store(awkward(), target)
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a * b = -1 RETURN count(*)"
    with target.open(timeout=1) as reader:
        began = time.monotonic()
        with pytest.raises(QueryError, match="no answer within 1 seconds; narrow the question or raise --timeout"):
            reader.run(endless)
        assert time.monotonic() - began < 20
        assert reader.run("RETURN 1 AS one").rows == [[1]]


def test_an_address_opens_the_store_again(target: Store, monkeypatch: pytest.MonkeyPatch):
    store(awkward(), target)
    monkeypatch.setenv("NEO4J_PASSWORD", getattr(target, "password", ""))
    monkeypatch.setenv("NEO4J_DATABASE", "")
    assert open_store(str(target)).ledger() == awkward().ledger
    assert str(target) in target.describe()
    assert "password" not in repr(target)


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH path = (:State)-[:PARTY_TO]->(:Treaty) RETURN path",
        "MATCH (:State)-[r:PARTY_TO]->(:Treaty) RETURN r",
        "MATCH (s:State)-[r:PARTY_TO]->(t:Treaty) RETURN collect({state: s, links: [r], treaty: t}) AS found",
    ],
)
def test_what_an_answer_holds_is_drawn_alike(target: Store, statement: str):
    """Paths, relationships alone, and both within maps and lists."""
    store(awkward(), target)
    with Graph(target) as graph:
        rows = graph.cypher(statement)
        ids = graph.cypher("MATCH (s:State)-[r:PARTY_TO]->(t:Treaty) RETURN s.id AS s, t.id AS t").to_numpy()
        edges = rows.to_pyvis().edges
    assert sorted((edge["from"], edge["to"]) for edge in edges) == [
        (f"State {s}", f"Treaty {t}") for s, t in sorted(map(tuple, ids))
    ]
    assert {edge["label"] for edge in edges} == {"PARTY_TO"}


def test_a_path_keeps_its_relationships(target: Store):
    store(awkward(), target)
    with target.open() as reader:
        rows = reader.ask_own("MATCH path = (:State)-[:PARTY_TO]->(:Treaty) RETURN path").rows
        alone = reader.ask_own("MATCH (:State)-[r:PARTY_TO]->(:Treaty) RETURN r").rows
    assert rows
    for (one, link, other), *_ in rows:
        assert (link["type"], link["start"], link["end"]) == ("PARTY_TO", one["id"], other["id"])
    assert all("start" not in link for link, *_ in alone)
