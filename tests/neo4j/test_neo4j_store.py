"""What only a server can do wrong: foreign data, faults, a server that dies in mid-build."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from neo4j_server import GIVEN, VERSIONS, Server
from synthetic import source, synthetic

from pactgraph.building import Build, prepare, store
from pactgraph.errors import StoreError, UsageError
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.base import Store
from pactgraph.stores.choose import open_store
from pactgraph.stores.neo4j import FORMER_LABEL, Neo4jStore

pytestmark = pytest.mark.skipif(GIVEN in os.environ, reason=f"{GIVEN} is set: these need servers of their own")
WHOLE = "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, properties(r) AS p ORDER BY r.fact"


@pytest.fixture(params=VERSIONS)
def server(request: pytest.FixtureRequest, server_of: Callable[[str], Server]) -> Server:
    return server_of(request.param)


@pytest.fixture
def target(server: Server, empty_store: Callable[[str], Store]) -> Neo4jStore:
    found = empty_store(server.version)
    assert isinstance(found, Neo4jStore)
    return replace(found, patience=2.0)


def small(*states: str, run: str = "synthetic0run0") -> Build:
    """A synthetic graph: each State is party to one treaty."""
    nodes = [("Treaty", "PACT", {"name": "Pact"}), *(("State", s, {"name": s.title()}) for s in states)]
    claims = [("one", f"State:{s}", "PARTY_TO", "Treaty:PACT", "x", {"action": "accession"}) for s in states]
    return synthetic(nodes, claims, [source("one")], run)


def everything(server: Server) -> list[list[object]]:
    """Every node and relationship in the database but pactgraph's own."""
    with server.driver() as driver:
        found = driver.execute_query(
            "MATCH (n) WHERE n.run IS NULL AND NOT n:PactgraphLedger OPTIONAL MATCH (n)-[r]-(m) WHERE r.run IS NULL "
            "RETURN labels(n) AS labels, properties(n) AS n, type(r) AS type, properties(r) AS r, m.id AS m "
            "ORDER BY n.id, n.name, type, m",
            database_="neo4j",
        )
        return [list(record.values()) for record in found.records]


FOREIGN = [
    "CREATE (:Person {name: 'A'})-[:KNOWS {since: 1999}]->(:Person {name: 'B'})",
    # Same labels and types as pactgraph's, not written by it.
    "CREATE (:State {id: 'OWN', name: 'Own'})-[:PARTY_TO {mine: true}]->(:Treaty {id: 'MINE'})",
]


def test_data_of_others_stays_through_builds_and_sweeps(server: Server, target: Neo4jStore):
    with server.driver() as driver:
        for statement in FOREIGN:
            driver.execute_query(statement, database_="neo4j")
    before = everything(server)
    store(small("AAA", "BBB"), target)
    assert everything(server) == before
    with server.driver() as driver:
        # Others add to what pactgraph wrote: a property, relationships, one of them of a type of pactgraph's.
        driver.execute_query(
            "MATCH (a:State {id: 'AAA'}), (b:State {id: 'BBB'}), (t:Treaty {id: 'PACT'}) "
            "SET a.remark = 'kept', b.remark = 'kept' "
            "CREATE (a)-[:PARTY_TO {mine: 1}]->(t), (:Note {id: 'note'})-[:REMARKS]->(b)",
            database_="neo4j",
        )
    store(small("AAA", run="another0run000"), target)
    with server.driver() as driver:
        found = driver.execute_query(
            "MATCH (a:State {id: 'AAA'})-[r:PARTY_TO]->(:Treaty {id: 'PACT'}) "
            "RETURN a.remark AS remark, count(r) AS n, collect(r.mine) AS mine",
            database_="neo4j",
        )
        assert found.records[0].data() == {"remark": "kept", "n": 2, "mine": [1]}
        # BBB is said no more; the note hangs on it, so it stays, out of the graph's way.
        found = driver.execute_query(
            "MATCH (:Note {id: 'note'})-[:REMARKS]->(b) RETURN labels(b) AS labels, b.id AS id", database_="neo4j"
        )
        assert found.records[0].data() == {"labels": [FORMER_LABEL], "id": "BBB"}
    assert [row for row in everything(server) if row[0] in (["Person"], ["State"])] == [
        row for row in before if row[0] in (["Person"], ["State"])
    ]
    store(small("AAA", "BBB", run="another0run000"), target)
    with target.open() as reader:
        assert reader.run("MATCH (b:State {id: 'BBB'})-[r:PARTY_TO]->() RETURN count(r) AS n").rows == [[1]]


def test_a_node_of_others_is_never_overwritten(server: Server, target: Neo4jStore):
    with server.driver() as driver:
        driver.execute_query("CREATE (:State {id: 'AAA', name: 'Not yours'})", database_="neo4j")
    before = everything(server)
    with pytest.raises(StoreError, match=r"did not write and would overwrite \(State AAA\); name another database"):
        store(small("AAA", "BBB"), target)
    assert everything(server) == before
    with target._connected() as (driver, _):
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n", database_="neo4j").records[0]["n"] == 1


def test_others_data_against_a_constraint_is_told(server: Server, target: Neo4jStore):
    with server.driver() as driver:
        driver.execute_query("DROP CONSTRAINT group_id IF EXISTS", database_="neo4j")
        driver.execute_query("CREATE (:Group {id: 'x'}), (:Group {id: 'x'})", database_="neo4j")
    with pytest.raises(StoreError, match="stands against a constraint"):
        store(small("AAA"), target)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"password": "wrong"}, "user neo4j is refused; set NEO4J_USERNAME and NEO4J_PASSWORD"),
        ({"user": "nobody"}, "user nobody is refused"),
        ({"database": "atlantis"}, "no database atlantis; set NEO4J_DATABASE"),
    ],
)
def test_faults_of_the_account_are_one_line(target: Neo4jStore, change, message):
    wrong = replace(target, **change)
    for attempt in (wrong.ledger, lambda: store(small("AAA"), wrong)):
        with pytest.raises(StoreError, match=message) as told:
            attempt()
        assert "\n" not in str(told.value)
        assert target.password not in str(told.value)


def test_two_builds_at_once_write_each_relationship_once(target: Neo4jStore):
    build = prepare(["world_countries", "un_system"])
    faults: list[BaseException] = []

    def write() -> None:
        try:
            store(build, replace(target, patience=30.0))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    with target.open() as reader:
        assert reader.run("MATCH ()-[r]->() RETURN count(r) AS n").rows == [[len(build.graph.relationships)]]


def test_a_routing_address_reads_and_writes(target: Neo4jStore):
    routed = replace(target, address=target.address.replace("bolt://", "neo4j://"))
    store(small("AAA", "BBB"), routed)
    with routed.open() as reader:
        assert reader.run("MATCH (s:State) RETURN count(s) AS n").rows == [[2]]


def test_the_command_line_builds_and_asks(server: Server, target: Neo4jStore):
    environment = {**os.environ, "NEO4J_PASSWORD": server.password, "PACTGRAPH_STORE": server.address}
    environment |= {"NEO4J_USERNAME": "neo4j", "NEO4J_DATABASE": "neo4j"}

    def run(*arguments: str, **other: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pactgraph", *arguments]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=120, env=environment | other
        )

    assert f"graph in Neo4j {server.version} at bolt://" in run("build", "un_system").stderr
    assert run("query", "-c", "MATCH (e:UNEntity) RETURN count(e) AS n", "--format", "csv").stdout == "n\n173\n"
    for arguments, other, code, message in [
        (["query", "-c", "CREATE (n)"], {}, 1, "refused: the graph is opened read-only"),
        (["build"], {"NEO4J_PASSWORD": "wrong"}, 1, "is refused; set NEO4J_USERNAME and NEO4J_PASSWORD"),
        (["query", "sources"], {"NEO4J_PASSWORD": ""}, 2, "set the environment variable NEO4J_PASSWORD"),
        (["query", "sources"], {"PACTGRAPH_STORE": "http://127.0.0.1"}, 2, "expected a folder, or an address"),
    ]:
        ended = run(*arguments, **other)
        assert (ended.returncode, message in ended.stderr, ended.stdout) == (code, True, ""), ended.stderr
        assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(("server", "moment"), list(zip(VERSIONS, (0.4, 1.0), strict=True)), indirect=["server"])
def test_a_server_killed_in_mid_build_loses_and_doubles_nothing(server: Server, target: Neo4jStore, moment: float):
    former = prepare(["un_system"])
    build = prepare(["world_countries", "un_system"])
    store(former, target)

    def kill(step: str, done: int, total: int) -> None:
        if step == "write" and done >= moment * total:
            server.stop(kill=True)

    with pytest.raises(StoreError, match="no Neo4j server answers, or the connection was lost"):
        store(build, target, kill)
    server.start()
    with target.open() as reader:  # The former graph is all there.
        assert reader.run("MATCH (e:UNEntity) RETURN count(e) AS n").rows == [[former.ledger.counts["UNEntity"]]]
    store(build, target)
    with target.open() as reader:
        found = reader.run("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS n, count(DISTINCT r.fact) AS facts")
    relationships = {r.type for r in build.graph.relationships}
    expected = {name: n for name, n in build.ledger.counts.items() if name in relationships}
    assert {row[0]: row[1] for row in found.rows} == {row[0]: row[2] for row in found.rows} == expected
    assert target.ledger() == build.ledger


def test_a_database_that_may_not_be_written_is_told(server: Server, target: Neo4jStore):
    store(small("AAA"), target)
    server.start("server.databases.read_only=neo4j")
    with pytest.raises(StoreError, match="read-only here; build into a database that may be written") as told:
        store(small("AAA", "BBB"), target)
    assert "\n" not in str(told.value)
    with target.open() as reader:
        assert reader.run("MATCH (s:State) RETURN s.id AS id").rows == [["AAA"]]


def test_nothing_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="no Neo4j server answers") as told:
        Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x").ledger()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("answer", [b"\x00\x00\x00\x00", b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
def test_a_server_that_speaks_no_bolt(answer: bytes):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def reply() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(64)
                    connection.sendall(answer)

        threading.Thread(target=reply, daemon=True).start()
        port = listener.getsockname()[1]
        with pytest.raises(StoreError) as told:
            Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x", patience=1.0).ledger()
        listener.shutdown(socket.SHUT_RDWR)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("agent", "version"),
    [
        ("Neo4j/5.26.30", "5.26.30"),
        ("Neo4j/5.27-aura", "5.27-aura"),
        ("Neo4j/2026.08.1", "2026.08.1"),
        ("Neo4j/4.4.40", None),
        ("Neo4j/5.25.1", None),
        ("Neo4j/v5.11.0 compatible graph database server - Memgraph", None),
        ("Other/9.9", None),
    ],
)
def test_versions(agent: str, version: str | None):
    from pactgraph.stores.neo4j import _supported

    if version is not None:
        assert _supported(agent, "bolt://x") == version
    else:
        with pytest.raises(StoreError, match=r"needs Neo4j 5\.26 or newer"):
            _supported(agent, "bolt://x")


@pytest.mark.parametrize(
    ("address", "password", "message"),
    [
        ("bolt://localhost", "", "set the environment variable NEO4J_PASSWORD"),
        ("bolt://neo4j:secret@localhost", "x", "do not belong in the address"),
        ("http://localhost", "x", "expected a folder, or an address"),
    ],
)
def test_addresses_that_cannot_be(monkeypatch: pytest.MonkeyPatch, address, password, message):
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    with pytest.raises(UsageError, match=message) as told:
        open_store(address)
    assert "secret" not in str(told.value)


def test_the_database_explains_itself(server: Server, target: Neo4jStore):
    """Day, idiom and meanings stand on the ledger node; names are found by one index."""
    store(small("MLI", "NPL"), target)
    with server.driver() as driver:
        (told,) = driver.execute_query("MATCH (l:PactgraphLedger) RETURN l {.*} AS l").records
        found = driver.execute_query(
            "CALL db.index.fulltext.queryNodes('pactgraph_names', $words) YIELD node RETURN node.id AS id", words="mli"
        ).records
    ledger = told["l"]
    assert str(ledger["day"]) == target.ledger().as_of
    assert "holds_from <= day" in ledger["how_a_day_is_asked"]
    schema = bundled_schema()
    assert [line.split(":")[0] for line in ledger["labels"]] == list(schema.nodes)
    assert [line.split(":")[0] for line in ledger["types"]] == list(schema.relationships)
    assert any(line.startswith("State.region: ") for line in ledger["properties"])
    assert [record["id"] for record in found] == ["MLI"]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Palermo Protocol", "TIP_PROTOCOL"),
        ('"ivory coast"', "CIV"),
        ("Burma", "MMR"),
        ("Zembla", None),
    ],
)
def test_a_name_in_use_is_found_also_where_an_older_index_had_fewer(
    server: Server, target: Neo4jStore, words: str, id_: str | None
):
    """What an earlier version indexed is indexed anew; aliases are found by the words people know."""
    with server.driver() as driver:
        driver.execute_query("DROP INDEX pactgraph_names IF EXISTS", database_="neo4j")
        driver.execute_query("CREATE FULLTEXT INDEX pactgraph_names FOR (n:State) ON EACH [n.name]", database_="neo4j")
    store(prepare(["untc"]), target)
    with server.driver() as driver:
        driver.execute_query("CALL db.awaitIndexes(60)", database_="neo4j")
        found = driver.execute_query(
            "CALL db.index.fulltext.queryNodes('pactgraph_names', $words) YIELD node RETURN node.id AS id LIMIT 1",
            words=words,
            database_="neo4j",
        ).records
    assert [record["id"] for record in found] == ([id_] if id_ else [])
