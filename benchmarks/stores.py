"""
Prints times of writing and asking a graph, Neo4j and the embedded store side by side in one run; fails on no figure.

The large graph is synthetic: 200 States, 75,000 agreements between two of them, and memberships up to 243,000
relationships. Servers are fetched and started as the tests do it; `python benchmarks/stores.py [VERSION]...`.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from neo4j_server import VERSIONS, running

from pactgraph import __version__
from pactgraph.building import Build, prepare, store
from pactgraph.catalogue import ask, catalogue
from pactgraph.export.neo4j_admin import write_bulk
from pactgraph.facts.records import Graph, GraphNode, GraphRelationship, Key
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.base import Ledger, Store
from pactgraph.stores.embedded import EmbeddedStore
from pactgraph.stores.neo4j import Neo4jStore

STATES, AGREEMENTS, RELATIONSHIPS = 200, 75_000, 243_000
RUNS = 5


def large() -> Build:
    """Return the synthetic graph; the same in every run."""
    chance, run = random.Random(1), "large0synthetic"
    day = dt.date(1990, 1, 1)
    nodes, relationships = [], []

    def node(label: str, id_: str, **properties: object) -> Key:
        common = {"id": id_, "sources": ["synthetic"], "locators": [f"row {id_}"], "run": run}
        nodes.append(GraphNode(Key(label, id_), {**common, **properties}))
        return Key(label, id_)

    def link(type_: str, start: Key, end: Key, **properties: object) -> None:
        common = {
            "fact": f"{start.id} {type_} {end.id}",
            "since": day + dt.timedelta(days=chance.randrange(9000)),
            "since_precision": "day",
            "source": "synthetic",
            "sources": ["synthetic"],
            "locators": [f"{start.id}, {end.id}"],
            "stated_since": ["1990"],
            "as_of": dt.date(2014, 6, 30),
            "disputed": False,
            "dispute": "",
            "run": run,
        }
        relationships.append(GraphRelationship(type_, start, end, {**common, **properties}))

    letters = "ABCDEFGHIJ"
    ids = [a + b + c for a in letters for b in letters for c in letters][:STATES]
    states = [node("State", id_, name=f"State {id_}", un_member=True, region=f"Region {id_[0]}") for id_ in ids]
    for number in range(AGREEMENTS):
        title = f"Synthetic agreement {number}"
        agreement = node("BilateralAgreement", f"a{number}", title=title, topic="labour_migration")
        for state in chance.sample(states, 2):
            link("CONCLUDED", state, agreement)
    bodies = [node("RegionalBody", f"BODY_{n}", name=f"Body {n}") for n in range(2_000)]
    pairs = ((state, body) for body in bodies for state in states)
    for state, body in pairs:
        if len(relationships) == RELATIONSHIPS:
            break
        link("MEMBER_OF", state, body, status="member")
    graph = Graph(
        sorted(nodes, key=lambda n: (n.key.label, n.key.id)),
        sorted(relationships, key=lambda r: (r.type, r.start.id, r.end.id)),
    )
    return Build(graph, Ledger(run, __version__, graph.counts(), {"synthetic": "2014-06-30"}, "2014-06-09"), [])


def timed(what: str, work: Callable[[], object]) -> None:
    """Run `work` and print how long it took."""
    began = time.perf_counter()
    work()
    print(f"  {what:52} {time.perf_counter() - began:7.1f} s", flush=True)


def medians(target: Store) -> None:
    """Print the median over the catalogue of each query's median time, denominators not counted."""
    day, times = dt.date(2014, 6, 9), {}
    with target.open() as reader:
        for query in catalogue().values():
            values = ask(reader, query, {}, day, bundled_registers()).parameters  # The first run plans.
            taken = []
            for _ in range(RUNS):
                began = time.perf_counter()
                reader.ask(query.cypher, values)
                taken.append(time.perf_counter() - began)
            times[query.name] = statistics.median(taken) * 1000
    slowest = max(times, key=lambda name: times[name])
    print(f"  {'catalogue, median of medians':52} {statistics.median(times.values()):7.1f} ms")
    print(f"  {'catalogue, slowest: ' + slowest:52} {times[slowest]:7.1f} ms", flush=True)


def main() -> None:
    """Measure the embedded store, then each version of Neo4j."""
    bundled, big = prepare(), large()
    print(f"bundled: {len(bundled.graph.relationships):,} relationships; large: {len(big.graph.relationships):,}")
    with tempfile.TemporaryDirectory() as folder:
        print("embedded")
        target = EmbeddedStore(Path(folder) / "bundled")
        timed("bundled graph into an empty store", lambda: store(bundled, target))
        timed("again", lambda: store(bundled, target))
        medians(target)
        timed("large graph", lambda: store(big, EmbeddedStore(Path(folder) / "large")))
        timed(
            "large graph, export neo4j-admin",
            lambda: write_bulk(Path(folder) / "bulk", big.graph, big.ledger, bundled_schema()),
        )
        for version in sys.argv[1:] or VERSIONS:
            with running(version, brief=False) as server:
                print(f"Neo4j {version}")
                server_store = Neo4jStore(server.address, "neo4j", server.password, "neo4j")
                timed("bundled graph into an empty database", lambda: store(bundled, server_store))
                timed("again", lambda: store(bundled, server_store))
                medians(server_store)
                server.empty()
                timed("large graph over Bolt", lambda: store(big, server_store))
                server.stop()
                admin = Path(folder) / "neo4j-admin"
                call = " ".join(f"'{part}'" for part in server.admin_command())
                admin.write_text(f'#!/bin/sh\nexec {call} "$@"\n', encoding="utf-8")
                admin.chmod(0o755)
                environment = {**os.environ, **server.environment(), "NEO4J_ADMIN": str(admin)}
                command = [Path(folder) / "bulk" / "import.sh"]
                timed(
                    "large graph by neo4j-admin",
                    lambda: subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL),
                )


if __name__ == "__main__":
    main()
