"""Other people's data on the same server: never read, never changed, whatever its labels and types."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from neo4j_server import GIVEN, VERSIONS, Server
from synthetic import source, synthetic
from typer.testing import CliRunner

from pactgraph.analysis.recorded import read
from pactgraph.building import Build, prepare, store
from pactgraph.catalogue import ask, catalogue, day
from pactgraph.cli.app import command_line
from pactgraph.errors import StoreError
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.graph import Graph
from pactgraph.stores.base import Store
from pactgraph.stores.embedded import EmbeddedStore
from pactgraph.stores.neo4j import Neo4jStore

APP = command_line()

pytestmark = pytest.mark.skipif(GIVEN in os.environ, reason=f"{GIVEN} is set: these need servers of their own")

SOURCES = ("world_countries", "un_system", "cow_contiguity", "cow_igo", "fedlex", "un_sg_report_2014", "glotip")
"""Enough for every door to say something."""
LIVES = "since: date('1950-01-01'), holds_from: date('1950-01-01'), holds_until: date('9999-12-31')"
BESIDE = {
    "a person": "CREATE (:MyPerson {id: 'p', email: 'someone@example.org'})",
    "a node without id": "CREATE (:MyThing {name: 'nameless'})",
    "a node without labels": "CREATE ({name: 'nobody'})",
    "a State": "CREATE (:State {id: 'QQQ', name: 'Someone', region: 'Europe', subregion: 'Western Europe', "
    "un_member: true, un_member_from: date('1945-10-24'), un_member_until: date('9999-12-31')})",
    "a State without id": "CREATE (:State {name: 'Someone', un_member: true})",
    "a State of another's run": "CREATE (:State {id: 'QQR', name: 'Other', un_member: true, run: 'theirs'})",
    "a Source": "CREATE (:Source {id: 'mine', title: 'Mine'})",
    "a type between theirs": "MATCH (p:MyPerson) CREATE (p)-[:MEMBER_OF {status: 'member'}]->(:MyClub {id: 'c'})",
    "a type between ours and theirs": f"MATCH (s:State {{id: 'CHE'}}), (q:State {{id: 'QQQ'}}) "
    f"CREATE (s)-[:PARTY_TO {{{LIVES}}}]->(:Treaty {{id: 'MINE', name: 'Mine'}}), (s)-[:BORDERS {{kind: 'land'}}]->(q)",
    "a type between ours": "MATCH (a:State {id: 'CHE'}), (b:State {id: 'THA'}), (t:Treaty {id: 'TIP_PROTOCOL'}) "
    f"CREATE (a)-[:BORDERS {{kind: 'land', {LIVES}}}]->(b), "
    f"(a)-[:STANDING {{answer: 'not party', {LIVES}}}]->(t), (a)-[:PARTY_TO {{{LIVES}}}]->(t)",
    "a hop between ours": "MATCH (a:UNEntity {id: 'UNODC'}), (b:UNEntity {id: 'UNICEF'}) CREATE (a)-[:PART_OF]->(b)",
    "a type of their own": "MATCH (s:State {id: 'CHE'}), (p:MyPerson) "
    "CREATE (s)-[:KNOWS {sources: ['x', 'y'], disputed: true, notes: ['n']}]->(p), (p)-[:LIVES_IN]->(s)",
    "a label and properties on ours": "MATCH (s:State {id: 'CHE'}) SET s:MyFavourite, s.email = 'secret@example.org' "
    "WITH s MATCH (s)-[r:PARTY_TO]->() SET r.email = 'secret@example.org'",
    "look-alikes of the ledger": "CREATE (:PactgraphLedger {id: 'mine', run: 'x', runs: ['x']}), (:PactgraphLedger)",
}
COPIES = (
    "MATCH (:State {id: 'CHE'})-[r:PARTY_TO]->(:Treaty) WITH r LIMIT 1 "
    "MATCH (p:MyPerson) CREATE (p)-[c:PARTY_TO]->(:Treaty {id: 'COPY'}) SET c = properties(r)",
    "MATCH (s:State {id: 'CHE'})-[r:STANDING|BORDERS]->(t) WITH s, r, t LIMIT 50 "
    "CREATE (a:MyCopy)-[c:STANDING]->(b:MyCopy) SET a = properties(s), b = properties(t), c = properties(r)",
)
"""What carries a run of ours, but not a label: only questions that ask for any relationship at all take it for ours."""
UNDER_OUR_NAMES = {"BORDERS": 2, "MEMBER_OF": 1, "PARTY_TO": 3, "PART_OF": 1, "STANDING": 51, "Source": 1}
UNDER_OUR_NAMES |= {"State": 3, "Treaty": 2}

DOORS = {
    "gaps": ["gaps", "instrument", "--format", "csv"],
    "gaps of a State": ["gaps", "border", "--state", "CHE", "--format", "json"],
    "ties": ["ties", "CHE", "--format", "csv"],
    "clusters": ["clusters", "--format", "csv"],
    "unlinked": ["unlinked", "--format", "csv"],
    "timeline": ["timeline", "parties", "--years", "1990,2010", "--format", "csv"],
    "plan": ["plan", "--top", "3", "--format", "csv"],
    "analyse": ["analyse", "--format", "csv"],
    "brief": ["brief", "CHE"],
    "brief as a page": ["brief", "CHE", "-o", "out.html"],
    "atlas": ["atlas", "-o", "out.html"],
    "atlas of a region": ["atlas", "--region", "Europe", "-o", "out.html"],
}


@pytest.fixture(scope="module")
def build() -> Build:
    return prepare(SOURCES)


@pytest.fixture(scope="module")
def alone(build: Build, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The graph where nothing else is."""
    target = EmbeddedStore(tmp_path_factory.mktemp("alone"))
    store(build, target)
    return target


@dataclass(frozen=True)
class Shared:
    """A database with the graph and, beside it, other people's data."""

    server: Server
    store: Neo4jStore
    others: list[str]


@pytest.fixture(scope="module", params=VERSIONS)
def shared(
    request: pytest.FixtureRequest,
    server_of: Callable[[str], Server],
    empty_store: Callable[[str], Store],
    build: Build,
) -> Shared:
    target = empty_store(request.param)
    assert isinstance(target, Neo4jStore)
    server = server_of(request.param)
    store(build, target)
    with server.driver() as driver:
        for what, statement in BESIDE.items():
            changed = driver.execute_query(statement, database_="neo4j").summary.counters
            assert changed.contains_updates, what
    return Shared(server, target, others(server))


def others(server: Server) -> list[str]:
    """Everything that is not ours, and what others added to ours."""
    with server.driver() as driver:
        nodes = driver.execute_query(
            "MATCH (n) WHERE n.run IS NULL OR n.run = 'theirs' OR n:MyFavourite OR n:MyCopy OR n.email IS NOT NULL "
            "RETURN labels(n) AS labels, properties(n) AS n",
            database_="neo4j",
        ).records
        links = driver.execute_query(
            "MATCH (a)-[r]->(b) WHERE r.run IS NULL OR a.run IS NULL OR r.email IS NOT NULL "
            "OR a:MyCopy RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS r",
            database_="neo4j",
        ).records
    return sorted(json.dumps(record.data(), sort_keys=True, default=str) for record in [*nodes, *links])


def said(target: Store, password: str, arguments: list[str], folder: Path) -> tuple[int, str, bytes]:
    """Exit code, standard output and the file written, of a command asked of `target`."""
    os.chdir(folder)
    for stale in folder.glob("out.*"):
        stale.unlink()
    environment = {"NEO4J_PASSWORD": password, "NEO4J_USERNAME": "neo4j", "NEO4J_DATABASE": "neo4j"}
    ended = CliRunner().invoke(APP, [*arguments, "--store", str(target)], env=environment)
    written = b"".join(path.read_bytes() for path in sorted(folder.glob("out.*")))
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout, written


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = Path.cwd()
    yield tmp_path
    os.chdir(before)


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_question_of_the_catalogue_gives_the_rows_it_gives_without_them(
    shared: Shared, alone: EmbeddedStore, name: str
):
    moment = day(alone.ledger().as_of, "")
    found = []
    for target in (shared.store, alone):
        with target.open() as reader:
            result = ask(reader, catalogue()[name], {}, moment, bundled_registers())
        found.append(result)
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def copied(shared: Shared) -> Shared:
    """With copies of ours as well; after the questions of the catalogue, which come first."""
    with shared.server.driver() as driver:
        for statement in COPIES:
            assert driver.execute_query(statement, database_="neo4j").summary.counters.contains_updates
    return replace(shared, others=others(shared.server))


@pytest.mark.parametrize("door", DOORS)
def test_every_command_says_what_it_says_without_them(copied: Shared, alone: EmbeddedStore, folder: Path, door: str):
    found = said(copied.store, copied.server.password, DOORS[door], folder)
    assert found == said(alone, "", DOORS[door], folder)
    assert found[0] == 0
    assert found[1] or found[2]
    for foreign in ("someone@", "secret@", "PactgraphLedger", "MyPerson"):
        assert foreign not in found[1] + found[2].decode()


def test_python_reads_the_same(copied: Shared, alone: EmbeddedStore):
    found, expected = Graph(copied.store), Graph(alone)
    assert found.recorded == expected.recorded
    one, other = found.to_networkx(), expected.to_networkx()
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    assert sorted(map(str, one.edges(data=True))) == sorted(map(str, other.edges(data=True)))


def test_own_cypher_sees_all_that_is_there(copied: Shared):
    with copied.store.open() as reader:
        assert reader.run("MATCH (p:MyPerson) RETURN p.email AS email").rows == [["someone@example.org"]]
        assert reader.run("MATCH (s:State {name: 'Someone'}) RETURN count(s) AS n").rows == [[2]]


def test_a_build_tells_what_stands_under_its_names(copied: Shared, alone: EmbeddedStore, folder: Path):
    assert alone.strangers(bundled_schema()) == {}
    assert copied.store.strangers(bundled_schema()) == UNDER_OUR_NAMES
    environment = {"NEO4J_PASSWORD": copied.server.password, "NEO4J_DATABASE": "neo4j"}
    ended = CliRunner().invoke(APP, ["build", *SOURCES, "--store", str(copied.store)], env=environment)
    assert ended.exit_code == 0, ended.stderr
    told = ended.stderr.splitlines()[-1]
    assert "others' data under the graph's labels and types (BORDERS 2, MEMBER_OF 1, PARTY_TO 3, PART_OF 1, " in told
    assert "add `run IS NOT NULL` there, or build into a database of its own (NEO4J_DATABASE)" in told
    assert others(copied.server) == copied.others


def counts(target: Store, names: list[str]) -> dict[str, int]:
    """Number of nodes and relationships of ours, derived ones too."""
    run = target.ledger().run
    with target.open() as reader:
        return {
            name: reader.run(
                f"MATCH {'()-[x:' + name + ']->()' if name.isupper() else '(x:' + name + ')'} "
                "WHERE x.run = $run RETURN count(x) AS n",
                {"run": run},
            ).rows[0][0]
            for name in names
        }


def test_what_analysis_writes_comes_and_goes(copied: Shared, alone: EmbeddedStore, build: Build, folder: Path):
    schema = bundled_schema()
    derived = [n for n, d in {**schema.nodes, **schema.relationships}.items() if d.derived == "analysis"]
    with copied.store.open() as reader:
        before = read(reader)
    expected = said(alone, "", ["analyse", "--format", "csv"], folder)[1]
    written: list[dict[str, int]] = []
    for _ in range(2):
        code, table, _ = said(copied.store, copied.server.password, ["analyse", "--write", "--format", "csv"], folder)
        assert (code, table) == (0, expected)
        written.append(counts(copied.store, derived))
        with copied.store.open() as reader:
            assert read(reader) == before
    assert written[0] == written[1]
    assert "".join(f"{name},{n}\n" for name, n in sorted(written[0].items()) if n) == expected.split("\n", 1)[1]
    store(build, copied.store)
    assert counts(copied.store, derived) == dict.fromkeys(derived, 0)
    assert copied.store.ledger() == build.ledger
    assert others(copied.server) == copied.others


# What a build must not do, on small graphs.


@pytest.fixture(params=VERSIONS)
def server(request: pytest.FixtureRequest, server_of: Callable[[str], Server]) -> Server:
    return server_of(request.param)


@pytest.fixture
def target(server: Server, empty_store: Callable[[str], Store]) -> Neo4jStore:
    found = empty_store(server.version)
    assert isinstance(found, Neo4jStore)
    return found


def small(*states: str, run: str = "synthetic0run0") -> Build:
    """A synthetic graph: each State is party to one treaty."""
    nodes = [("Treaty", "PACT", {"name": "Pact"}), *(("State", s, {"name": s.title()}) for s in states)]
    claims = [("one", f"State:{s}", "PARTY_TO", "Treaty:PACT", "x", {"action": "accession"}) for s in states]
    return synthetic(nodes, claims, [source("one")], run)


def execute(server: Server, statement: str) -> list[list[object]]:
    with server.driver() as driver:
        return [list(record.values()) for record in driver.execute_query(statement, database_="neo4j").records]


PARTIES = "MATCH (s:State)-[:PARTY_TO]->(:Treaty) RETURN count(s) AS n"


def without_constraints(server: Server) -> None:
    for (name,) in execute(server, "SHOW CONSTRAINTS YIELD name RETURN name"):
        execute(server, f"DROP CONSTRAINT {name}")


@pytest.mark.parametrize(
    ("foreign", "message"),
    [
        ("(:State {id: 'AAA', name: 'Not yours'})", r"would overwrite \(State AAA\); name another database"),
        ("(:State {id: 'AAA', run: 'theirs'})", r"would overwrite \(State AAA\)"),
        ("(:PactgraphLedger {id: 'pactgraph', mine: true})", r"would overwrite \(PactgraphLedger pactgraph\)"),
        ("(:State {id: 'XXX'}), (:State {id: 'XXX'})", "stands against a constraint of pactgraph's"),
        ("(:UNEntity {id: 'XXX'}), (:UNEntity {id: 'XXX'})", "stands against a constraint of pactgraph's"),
    ],
)
def test_a_build_that_is_refused_leaves_nothing_behind(server: Server, target: Neo4jStore, foreign: str, message: str):
    without_constraints(server)
    execute(server, "CREATE CONSTRAINT mine FOR (n:MyPerson) REQUIRE n.id IS UNIQUE")
    execute(server, "CREATE " + foreign)
    whole = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS n"
    before = execute(server, whole)
    with pytest.raises(StoreError, match=message) as told:
        store(small("AAA", "BBB"), target)
    assert "\n" not in str(told.value)
    assert execute(server, whole) == before
    assert execute(server, "SHOW CONSTRAINTS YIELD name RETURN name") == [["mine"]]
    with pytest.raises(StoreError, match="holds no graph yet"):
        target.ledger()
    environment = {"NEO4J_PASSWORD": server.password, "NEO4J_DATABASE": "neo4j"}
    ended = CliRunner().invoke(APP, ["gaps", "--store", str(target)], env=environment)
    assert ended.exit_code == 1
    execute(server, "DROP CONSTRAINT mine")


def test_a_constraint_that_was_there_stays_when_a_build_is_refused(server: Server, target: Neo4jStore):
    without_constraints(server)
    store(small("AAA"), target)
    execute(server, "DROP CONSTRAINT unentity_id")
    execute(server, "CREATE (:UNEntity {id: 'XXX'}), (:UNEntity {id: 'XXX'})")
    before = execute(server, "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")
    with pytest.raises(StoreError, match="stands against a constraint"):
        store(small("AAA", "BBB"), target)
    assert execute(server, "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name") == before


def test_a_second_label_of_the_schema_on_ours_is_told_and_mended_by_a_build(server: Server, target: Neo4jStore):
    store(small("AAA", "BBB"), target)
    execute(server, "MATCH (s:State {id: 'AAA'}) SET s:Treaty:MyFavourite")
    with target.open() as reader, pytest.raises(StoreError, match=r"the node AAA has the labels .*; build again"):
        read(reader)
    store(small("AAA", "BBB"), target)
    assert execute(server, "MATCH (s {id: 'AAA'}) RETURN labels(s) AS l, s.run AS run") == [
        [["State", "MyFavourite"], "synthetic0run0"]
    ]
    with target.open() as reader:
        assert [key.id for key in read(reader).nodes] == ["one", "AAA", "BBB", "PACT"]


def test_a_copy_of_a_relationship_of_ours_is_never_swept(server: Server, target: Neo4jStore):
    execute(server, "CREATE (:MyPerson {id: 'p'})-[:PARTY_TO]->(:MyThing {id: 'x'})")
    store(small("AAA", "BBB"), target)
    execute(server, "MATCH (:State)-[r:PARTY_TO]->(), (:MyPerson)-[c:PARTY_TO]->() SET c = properties(r)")
    store(small("AAA", run="another0run000"), target)
    (row,) = execute(server, "MATCH (:MyPerson)-[c:PARTY_TO]->(:MyThing) RETURN c.run AS run")
    assert row == ["synthetic0run0"]


def test_readers_see_both_runs_while_a_build_is_under_way(server: Server, target: Neo4jStore):
    execute(server, "CREATE (:State {id: 'QQQ', un_member: true})")
    store(small("AAA", "BBB"), target)
    build = small("AAA", "BBB", run="another0run000")
    seen: list[tuple[object, ...]] = []
    with target.open() as reader:

        def look(step: str, done: int, total: int) -> None:
            if step == "write" and done < total:
                facts = sum(map(len, read(reader).facts.values()))
                seen.append((reader.runs, facts, reader.ask(PARTIES).rows))

        store(build, target, look)
        assert len(seen) > 2
        assert set(map(str, seen)) == {
            str((("another0run000", "synthetic0run0"), len(build.graph.relationships), [[2]]))
        }
        # The same reader, after the build.
        assert reader.runs == ("another0run000",)
        assert [key.id for key in read(reader).nodes] == ["one", "AAA", "BBB", "PACT"]
        assert reader.ask(PARTIES).rows == [[2]]
