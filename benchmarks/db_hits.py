"""
Prints what the catalogue's queries cost a Neo4j server with ten times the bundled graph: db hits, milliseconds, rows.

`python benchmarks/db_hits.py [QUERY]...`: the graph of `benchmarks/growth.py` at 10×, the costliest queries first. What
is asked is what pactgraph asks: the statement kept to this graph where other data may stand beside it. Fails on no
figure.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from growth import synthetic
from neo4j import Driver
from neo4j_server import LONG_TERM, running

from pactgraph.building import prepare, store
from pactgraph.catalogue import catalogue, parameters_of
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.neo4j import Neo4jStore
from pactgraph.stores.scope import scoped

RUNS = 5


def hits(plan: dict[str, Any]) -> int:
    """Return the db hits of a profile's operator and of all below it."""
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", ()))


def cost(driver: Driver, cypher: str, values: dict[str, object]) -> tuple[int, float, int]:
    """Return db hits, the fastest of the runs in milliseconds, and how many rows."""
    profiled = driver.execute_query("PROFILE " + cypher, values, database_="neo4j", routing_="r")
    assert profiled.summary.profile is not None
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        driver.execute_query(cypher, values, database_="neo4j", routing_="r")
        taken.append(time.perf_counter() - began)
    return hits(profiled.summary.profile), min(taken) * 1000, len(profiled.records)


def main() -> None:
    """Print a row for each query."""
    with tempfile.TemporaryDirectory() as temporary, running(LONG_TERM, brief=False) as server:
        synthetic(Path(temporary) / "growth", 9)
        server.stop()
        server.heap = "3g"
        server.start()
        target = Neo4jStore(server.address, "neo4j", server.password, "neo4j")
        store(prepare(extra=Path(temporary) / "growth"), target)
        ledger = target.ledger()
        day, found = dt.date.fromisoformat(ledger.as_of), {}
        with server.driver() as driver:
            for name in sys.argv[1:] or catalogue():
                query = catalogue()[name]
                cypher, runs = scoped(query.cypher, [ledger.run])
                found[name] = cost(driver, cypher, {**parameters_of(query, {}, day, bundled_registers()), **runs})
    print("| query | db hits | ms | rows |\n| --- | --- | --- | --- |")
    for name, (number, milliseconds, rows) in sorted(found.items(), key=lambda item: -item[1][0]):
        print(f"| {name} | {number:,} | {milliseconds:.0f} | {rows} |")


if __name__ == "__main__":
    main()
