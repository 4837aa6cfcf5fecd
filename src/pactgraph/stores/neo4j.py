"""
The Neo4j store: a server, Aura or a cluster, written by merging and read by the driver's managed transactions.

Only what pactgraph wrote is touched. What that is, the ledger node tells: it names the runs whose nodes and
relationships are in the database, and everything pactgraph writes carries its run. The ledger node is no part of the
graph and of no label of the schema.

A build merges first and takes away afterwards, so readers never see a hole. Killed at any moment, the next build
completes it: merging finds what is there already.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neo4j import Driver, GraphDatabase, Session, SummaryCounters
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from pactgraph.errors import StoreError, UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import constraints
from pactgraph.stores.base import LEDGER_LABEL, TIMEOUT, Ledger, Progress
from pactgraph.stores.bolt import Reader, first_line

if TYPE_CHECKING:
    from pactgraph.facts.records import Graph
    from pactgraph.facts.schema import Schema

FORMER_LABEL = "PactgraphFormer"
"""Label of a node the graph no longer holds, kept because relationships of others hang on it."""
SERVED = "served"
"""Stands for a version where `pactgraph serve` answers."""
_ENGINE = "(ArcadeDB "
OLDEST = (5, 26)
"""Oldest Neo4j version that is tested."""

UNFINISHED = (
    "%s: a build is under way or was broken off, so what is answered may be of two builds; when none is running, run "
    "`pactgraph build` again"
)
_LOG = logging.getLogger("pactgraph")

_BATCH = 5_000
_SWEEP_BATCH = 10_000
_NAME = re.compile(r"[A-Z][A-Za-z_]*")


@dataclass(frozen=True, slots=True)
class Neo4jStore:
    """One database of a Neo4j server."""

    address: str
    user: str
    password: str
    database: str | None = None
    """None: the user's home database."""
    patience: float = 30.0
    """Seconds for which the driver repeats a transaction when a server goes away."""

    @classmethod
    def from_environment(cls, address: str) -> Neo4jStore:
        """
        Return the store at `address` with NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

        Raises UsageError without a password, or when the address holds one.
        """
        if "@" in address:
            raise UsageError(
                "--store: user and password do not belong in the address; set NEO4J_USERNAME, NEO4J_PASSWORD"
            )
        password = os.environ.get("NEO4J_PASSWORD")
        if not password:
            raise UsageError(f"--store {address}: set the environment variable NEO4J_PASSWORD (and NEO4J_USERNAME)")
        user, database = os.environ.get("NEO4J_USERNAME") or "neo4j", os.environ.get("NEO4J_DATABASE") or None
        if (database or "").casefold() == "system":
            raise UsageError(
                "NEO4J_DATABASE=system: is the server's own, and holds no graph; name another (as a rule neo4j)"
            )
        return cls(address, user, password, database)

    def __str__(self) -> str:
        return self.address

    def __repr__(self) -> str:
        return f"Neo4jStore({self.address!r})"  # Never the password.

    def describe(self) -> str:
        """Return in words what keeps the graph and where. Raises StoreError when the server does not answer."""
        with self._connected() as (_, version):
            kept = "a graph that is served (embedded engine)" if version == SERVED else f"Neo4j {version}"
            return f"{kept} at {self.address}" + (f", database {self.database}" if self.database else "")

    def ledger(self) -> Ledger:
        """
        Return the current graph's ledger.

        Raises StoreError when nothing was built here yet, or the server does not answer.
        """
        with self._connected() as (driver, _), self._session(driver, "READ") as session:
            found = _read_ledger(session)
        if found.get("run") is None:
            unfinished = "an unfinished graph" if found else "no graph yet"
            raise StoreError(f"{self.address}: holds {unfinished}; run `pactgraph build` first")
        return Ledger(
            found["run"],
            found["version"],
            json.loads(found["counts"]),
            json.loads(found["sources"]),
            found["as_of"],
        )

    @contextmanager
    def open(self, timeout: float = TIMEOUT) -> Iterator[Reader]:
        """
        Yield a Reader: read access mode, so that a cluster answers from its readers and no statement can write.

        The server ends a transaction after `timeout` seconds.

        Where a build is under way, or one was broken off, a warning is logged (`UNFINISHED`): there are facts of two.

        Raises StoreError when there is no graph or the server does not answer.
        """
        with self._connected() as (driver, version), self._session(driver, "READ") as session:
            found = _read_ledger(session)
            if found.get("run") is None:
                raise StoreError(f"{self.address}: holds no graph yet; run `pactgraph build` first")
            if version == SERVED:
                run = str(found["run"])  # It holds this graph and nothing else, in the embedded engine.
                yield Reader(session, lambda: [run], timeout=timeout)
                return
            if found["runs"] != [found["run"]]:
                # On standard error unless a program has set up logging of its own; nothing is missing, so no fault.
                _LOG.warning(UNFINISHED, self.address)
            yield Reader(session, lambda: _read_ledger(session).get("runs", ()), managed=True, timeout=timeout)

    def strangers(self, schema: Schema) -> dict[str, int]:
        """Return how many nodes and relationships of others have a label or a type of the schema, by its name."""
        with self._connected() as (driver, _), self._session(driver, "READ") as session:
            former = _read_ledger(session)
            ours = {"runs": former.get("runs", []), "labels": list(schema.nodes)}
            counts = _counts(session, _present(session, schema, {}), ours, "")
        return {name: count.there - count.ours for name, count in sorted(counts.items()) if count.there > count.ours}

    def replace(self, graph: Graph, ledger: Ledger, schema: Schema, progress: Progress = lambda *_: None) -> None:
        """
        Merge `graph`, verify its counts, then take away what an earlier build wrote and this graph does not say.

        Raises StoreError when others' nodes would be overwritten, the account may not write, the connection breaks
        or the counts are not as expected; building again then completes it.
        """
        batches = _batches(graph, schema)
        with self._connected() as (driver, version), self._session(driver, "WRITE") as session:
            if version == SERVED:
                raise StoreError(
                    f"{self.address}: is served for reading only; build into its folder, then serve it again"
                )
            former = _read_ledger(session)
            runs = sorted({*former.get("runs", []), ledger.run})
            _refuse_foreign(session, graph, runs)
            _prepare(session, schema, runs)
            elements: dict[Key, str] = {}
            total, done = sum(len(batch.rows) for batch in batches), 0
            progress("write", 0, total)
            for batch in batches:
                _merge(session, batch, elements)
                done += len(batch.rows)
                progress("write", done, total)
            kinds = _present(session, schema, former)
            labels = {*schema.nodes, *(kind.name for kind in kinds if not kind.relationship)}
            ours = {"runs": runs, "labels": sorted(labels)}
            surplus = _verify(session, kinds, ours, ledger)
            _sweep(session, graph, surplus, ours, progress)
            _close_ledger(session, ledger, schema)

    @contextmanager
    def _connected(self) -> Iterator[tuple[Driver, str]]:
        """Yield the driver and the server's version; every fault of either ends in one plain line."""
        try:
            driver = GraphDatabase.driver(
                self.address,
                auth=(self.user, self.password),
                user_agent="pactgraph",
                max_transaction_retry_time=self.patience,
                # Notices about names the database does not hold yet are no news to anybody.
                notifications_min_severity="OFF",
            )
        except (DriverError, ValueError) as error:
            raise UsageError(f"--store {self.address}: {first_line(str(error))}") from error
        try:
            with driver:
                agent = driver.get_server_info().agent
                yield driver, _supported(agent, self.address)
        except (Neo4jError, DriverError, ValueError) as error:
            raise StoreError(_explained(error, self)) from error

    def _session(self, driver: Driver, mode: str) -> Session:
        return driver.session(database=self.database, default_access_mode=mode)


def ledger_constraint() -> str:
    """Return the statement that keeps the ledger node single."""
    return f"CREATE CONSTRAINT {LEDGER_LABEL.lower()}_id IF NOT EXISTS FOR (n:{LEDGER_LABEL}) REQUIRE n.id IS UNIQUE"


def names_index(schema: Schema) -> str:
    """Return the statement that makes the full-text index of names, titles, acronyms and aliases: `pactgraph_names`."""
    return (
        f"CREATE FULLTEXT INDEX {_NAMES_INDEX} IF NOT EXISTS FOR (n:{'|'.join(_named(schema))}) "
        f"ON EACH [{', '.join(f'n.{name}' for name in _NAMES)}]"
    )


_NAMES_INDEX = "pactgraph_names"
_NAMES = ("acronym", "also_known_as", "name", "official_name", "title")


def _named(schema: Schema) -> list[str]:
    """Return the labels that have any of the names."""
    return sorted(label for label, node in schema.nodes.items() if not node.properties.keys().isdisjoint(_NAMES))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows that one statement merges. Labels and types in the statement come from the schema alone."""

    what: str
    statement: str
    rows: list[dict[str, Any]]


def _batches(graph: Graph, schema: Schema) -> list[_Batch]:
    """
    Return nodes by label, then relationships by type, each sorted, in bounded batches.

    Ends of relationships are keys: the server's own ids are known once the nodes are written. By those one statement
    serves a type, whatever the labels of its ends; planning is most of what the first build costs a server.
    """
    nodes: dict[str, list[dict[str, object]]] = defaultdict(list)
    for node in graph.nodes:
        # A property that is not stated any more is set to null, which removes it; properties of others stay.
        empty = dict.fromkeys(schema.nodes[node.key.label].stored())
        nodes[node.key.label].append({"id": node.key.id, "properties": empty | node.properties})
    links: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for relationship in graph.relationships:
        empty = dict.fromkeys(schema.relationships[relationship.type].stored())
        links[relationship.type].append(
            {
                "start": relationship.start,
                "end": relationship.end,
                "fact": relationship.properties["fact"],
                "properties": empty | relationship.properties,
            }
        )
    batches = []
    for label, rows in sorted(nodes.items()):
        rows.sort(key=lambda row: str(row["id"]))
        statement = (
            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties "
            "RETURN n.id AS id, elementId(n) AS element"
        )
        batches += [_Batch(label, statement, chunk) for chunk in _chunks(rows, _BATCH)]
    for type_, rows in sorted(links.items()):
        # The same order in every build: two builds at once lock nodes in the same order and cannot block each other.
        rows.sort(key=lambda row: (str(row["start"]), str(row["end"]), str(row["fact"])))
        statement = (
            # A server may give the id of a node that was taken away to one of others: so the run is asked for, too.
            "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.start AND a.run = row.properties.run "
            "MATCH (b) WHERE elementId(b) = row.end AND b.run = row.properties.run "
            f"MERGE (a)-[r:{type_} {{fact: row.fact}}]->(b) SET r += row.properties RETURN count(r) AS n"
        )
        batches += [_Batch(type_, statement, chunk) for chunk in _chunks(rows, _BATCH)]
    return batches


def _chunks(rows: list[Any], size: int) -> Iterator[list[Any]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _write(session: Session, statement: str, parameters: Mapping[str, object]) -> int:
    """Run a statement in a transaction that the driver repeats when it may; return its count, 0 when it has none."""
    found = session.execute_write(lambda transaction: transaction.run(statement, dict(parameters)).single())
    return int(found[0]) if found is not None else 0


def _declare(session: Session, statement: str) -> SummaryCounters:
    """Make or drop a constraint; return what changed."""
    return session.execute_write(lambda transaction: transaction.run(statement).consume().counters)


def _read(session: Session, statement: str, parameters: Mapping[str, object]) -> list[list[Any]]:
    return session.execute_read(lambda transaction: transaction.run(statement, dict(parameters)).values())


def _names(session: Session, statement: str) -> set[str]:
    return {row[0] for row in _read(session, statement, {})}


def _read_ledger(session: Session) -> dict[str, Any]:
    """Return the properties of the ledger node, or nothing where there is none."""
    # What is written there for people is long, and no command needs it.
    asked = "l {.run, .runs, .version, .counts, .sources, .as_of}"
    rows = _read(session, f"MATCH (l:{LEDGER_LABEL} {{id: 'pactgraph'}}) RETURN {asked} AS ledger", {})
    # A node of others may be called so too, by chance; ours has the runs.
    return next(
        (
            {name: value for name, value in found.items() if value is not None}
            for (found,) in rows
            if isinstance(found.get("runs"), list)
        ),
        {},
    )


def _refuse_foreign(session: Session, graph: Graph, runs: Sequence[str]) -> None:
    """Raise StoreError when a node of others has a label and id that this graph would take."""
    by_label: dict[str, list[str]] = defaultdict(list)
    there = _names(session, "CALL db.labels() YIELD label AS name")
    for node in graph.nodes:
        if node.key.label in there:
            by_label[node.key.label].append(node.key.id)
    found = []
    for label, ids in sorted(by_label.items()):
        statement = (
            f"MATCH (n:{label}) WHERE n.id IN $ids AND (n.run IS NULL OR NOT n.run IN $runs) RETURN n.id AS id LIMIT 3"
        )
        for chunk in _chunks(ids, _SWEEP_BATCH):
            found += [f"{label} {row[0]}" for row in _read(session, statement, {"ids": chunk, "runs": runs})]
    ledger = f"MATCH (l:{LEDGER_LABEL} {{id: 'pactgraph'}}) WHERE l.runs IS NULL RETURN l.id AS id"  # a look-alike
    found += [f"{LEDGER_LABEL} {row[0]}" for row in _read(session, ledger, {})]
    if found:
        raise StoreError(
            f"the database holds nodes that pactgraph did not write and would overwrite ({', '.join(found[:5])}); "
            "name another database with NEO4J_DATABASE"
        )


def _prepare(session: Session, schema: Schema, runs: Sequence[str]) -> None:
    """
    Make the constraints and enter this run in the ledger before anything of it is written.

    Where others' data stand against one, those made so far are taken away again, and the server's fault is raised.
    """
    made: list[str] = []
    try:
        for statement in (ledger_constraint(), *constraints(schema)):
            if _declare(session, statement).constraints_added:
                made.append(statement.split()[2])
    except Neo4jError:
        for name in made:
            _declare(session, f"DROP CONSTRAINT {name} IF EXISTS")
        raise
    _index_names(session, schema)
    _write(session, f"MERGE (l:{LEDGER_LABEL} {{id: 'pactgraph'}}) SET l.runs = $runs RETURN 1", {"runs": runs})


def _index_names(session: Session, schema: Schema) -> None:
    """Make the index of names; one that another version made of other labels or properties is made anew."""
    found = _read(
        session,
        "SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes AS labels, properties WHERE name = $name "
        "RETURN labels, properties",
        {"name": _NAMES_INDEX},
    )
    if any((sorted(labels), sorted(names)) != (_named(schema), sorted(_NAMES)) for labels, names in found):
        _declare(session, f"DROP INDEX {_NAMES_INDEX} IF EXISTS")
    _declare(session, names_index(schema))


def _merge(session: Session, batch: _Batch, elements: dict[Key, str]) -> None:
    """Write a batch; nodes are entered in `elements`, the server's own ids, by which relationships find their ends."""
    rows = batch.rows
    if "start" in rows[0]:
        rows = [{**row, "start": elements[row["start"]], "end": elements[row["end"]]} for row in rows]
        written = _write(session, batch.statement, {"rows": rows})
    else:
        found = session.execute_write(lambda transaction: transaction.run(batch.statement, {"rows": rows}).values())
        elements.update({Key(batch.what, id_): element for id_, element in found})
        written = len(found)
    if written != len(rows):
        raise StoreError(
            f"{batch.what}: {written} of {len(rows)} rows were written; an end was taken away meanwhile; build again"
        )


@dataclass(frozen=True, slots=True)
class _Kind:
    """A label or relationship type that the database holds."""

    name: str
    relationship: bool

    @property
    def pattern(self) -> str:
        """What there is of it, as `x`."""
        return f"(a)-[x:{self.name}]->(b)" if self.relationship else f"(x:{self.name})"

    @property
    def ours(self) -> str:
        """The condition that `x` is of pactgraph. Others may have copied it, and its ends, with all properties."""
        ends = " AND {0}.run IN $runs AND any(label IN labels({0}) WHERE label IN $labels)"
        return "x.run IN $runs" + (ends.format("a") + ends.format("b") if self.relationship else "")

    @property
    def identity(self) -> str:
        return "fact" if self.relationship else "id"


def _present(session: Session, schema: Schema, former: Mapping[str, Any]) -> list[_Kind]:
    """Return the labels and types that are there and may be pactgraph's, relationships first."""
    # A former build may have known labels and types that the schema has no more.
    names = {*schema.nodes, *schema.relationships, *filter(_NAME.fullmatch, json.loads(former.get("counts", "{}")))}
    types = _names(session, "CALL db.relationshipTypes() YIELD relationshipType AS name")
    labels = _names(session, "CALL db.labels() YIELD label AS name")
    return [
        *(_Kind(name, True) for name in sorted(names & types)),
        *(_Kind(name, False) for name in sorted(names & labels)),
    ]


@dataclass(frozen=True, slots=True)
class _Count:
    """How much of a kind the database holds, how much of that is pactgraph's, and how much of this run."""

    there: int = 0
    ours: int = 0
    now: int = 0


def _counts(session: Session, kinds: Sequence[_Kind], ours: Mapping[str, list[str]], run: str) -> dict[str, _Count]:
    """Return the count of each of `kinds` by its name; one statement for nodes, one for relationships."""
    found: dict[str, _Count] = {}
    for relationship in (True, False):
        chosen = [kind for kind in kinds if kind.relationship == relationship]
        if not chosen:
            continue
        every = _Kind("|".join(kind.name for kind in chosen), relationship)
        names = "[type(x)]" if relationship else "[label IN labels(x) WHERE label IN $names]"
        statement = (
            f"MATCH {every.pattern} WITH {names} AS names, coalesce({every.ours}, false) AS ours, x.run AS run "
            "UNWIND names AS name RETURN name, count(*) AS there, sum(CASE WHEN ours THEN 1 ELSE 0 END) AS ours, "
            "sum(CASE WHEN ours AND run = $run THEN 1 ELSE 0 END) AS now"
        )
        values = {**ours, "run": run, "names": [kind.name for kind in chosen]}
        found |= {name: _Count(*counts) for name, *counts in _read(session, statement, values)}
    return found


def _verify(session: Session, kinds: Sequence[_Kind], ours: Mapping[str, list[str]], ledger: Ledger) -> list[_Kind]:
    """
    Return the kinds of which more is there than this graph says.

    Raises StoreError when less is there.
    """
    counts = defaultdict(_Count, _counts(session, kinds, ours, ledger.run))
    missing = [
        f"{name}: {counts[name].now} instead of {count}"
        for name, count in ledger.counts.items()
        if counts[name].now < count
    ]
    if missing:
        raise StoreError(f"the written graph is not whole ({'; '.join(missing)}); build again")
    return [kind for kind in kinds if counts[kind.name].ours > ledger.counts.get(kind.name, 0)]


def _sweep(
    session: Session, graph: Graph, surplus: Sequence[_Kind], ours: Mapping[str, list[str]], progress: Progress
) -> None:
    """Take away what pactgraph wrote and `graph` does not say, relationships first, in bounded batches."""
    said: dict[str, set[object]] = defaultdict(set)
    for relationship in graph.relationships:
        said[relationship.type].add(relationship.properties["fact"])
    for node in graph.nodes:
        said[node.key.label].add(node.key.id)
    progress("sweep", 0, len(surplus))
    for done, kind in enumerate(surplus, 1):
        labels = "[]" if kind.relationship else "labels(x)"
        statement = (
            f"MATCH {kind.pattern} WHERE {kind.ours} "
            f"RETURN x.{kind.identity}, elementId(x) AS element, {labels} AS labels ORDER BY element"
        )
        seen: set[object] = set()
        doomed, mislabelled = [], []
        for name, element, others in _read(session, statement, ours):
            if name in said[kind.name] and name not in seen:
                seen.add(name)
            elif any(name in said[label] for label in others if label != kind.name):
                mislabelled.append(element)
            else:
                doomed.append(element)
        chosen = f"MATCH {kind.pattern} WHERE elementId(x) IN $elements"
        for chunk in _chunks(mislabelled, _SWEEP_BATCH):
            # Others gave a node of ours a second label of the schema.
            _write(session, f"{chosen} REMOVE x:{kind.name}", {"elements": chunk})
        for chunk in _chunks(doomed, _SWEEP_BATCH):
            if kind.relationship:
                _write(session, f"{chosen} DELETE x", {"elements": chunk})
            else:
                _write(session, f"{chosen} AND NOT EXISTS {{ (x)--() }} DELETE x", {"elements": chunk})
                # Relationships of others hang on the rest.
                _write(session, f"{chosen} REMOVE x:{kind.name}, x.run SET x:{FORMER_LABEL}", {"elements": chunk})
        progress("sweep", done, len(surplus))


def _close_ledger(session: Session, ledger: Ledger, schema: Schema) -> None:
    """Say that this run, and it alone, is now in the database."""
    _write(
        session,
        f"MATCH (l:{LEDGER_LABEL} {{id: 'pactgraph'}}) SET l += $properties RETURN 1",
        {"properties": ledger.as_node(schema)},
    )


def _supported(agent: str, address: str) -> str:
    """
    Return the version in a server's agent text, SERVED where it is the embedded engine, as `pactgraph serve` runs it.

    Raises StoreError when it is older than OLDEST, or neither.
    """
    if _ENGINE in agent:
        return SERVED
    found = re.match(r"Neo4j/((\d+)\.(\d+)\S*)", agent)
    if found is None or "compatible" in agent or (int(found[2]), int(found[3])) < OLDEST:
        raise StoreError(f"{address}: the server is {agent}; pactgraph needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer")
    return found[1]


def _explained(error: Exception, store: Neo4jStore) -> str:  # noqa: PLR0911 - one line a fault
    """Return one line for a fault of the server or the driver: what is wrong and what to do."""
    where, code = store.address, error.code or "" if isinstance(error, Neo4jError) else ""
    text = first_line((error.message or "") if isinstance(error, Neo4jError) else str(error))
    if code.endswith("CredentialsExpired"):
        return f"{where}: the password of user {store.user} must be changed first (cypher-shell asks for a new one)"
    if code.endswith("AuthenticationRateLimit"):
        return f"{where}: too many wrong passwords; wait some seconds, then set NEO4J_PASSWORD"
    if isinstance(error, AuthError):
        return f"{where}: user {store.user} is refused; set NEO4J_USERNAME and NEO4J_PASSWORD"
    if code.endswith("DatabaseNotFound"):
        return f"{where}: there is no database {store.database}; set NEO4J_DATABASE"
    if "ReadOnly" in code or "AccessDb" in code:
        return f"{where}: the database is read-only here; build into a database that may be written"
    if code.endswith("Forbidden"):
        return (
            f"{where}: user {store.user} may not do this ({text}); use an account that may write and make constraints"
        )
    if "Schema" in code:
        return f"{where}: other data stands against a constraint of pactgraph's ({text}); use another database"
    if isinstance(error, UnsupportedServerProduct):
        return f"{where}: the server is too old or no Neo4j; pactgraph needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer"
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return f"{where}: no Neo4j server answers, or the connection was lost ({text}); start it, then try again"
    if isinstance(error, ClientError | Neo4jError):
        return f"{where}: the server refuses: {text}"
    return f"{where}: the driver reports: {text}"
