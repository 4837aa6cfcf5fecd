"""The catalogue is one Cypher for all: linted by Neo4j's front end, planned by its servers, same rows everywhere."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from needs import missing
from neo4j_server import SERVERS

from pactgraph.building import prepare, store
from pactgraph.catalogue import Result, ask, catalogue, parameters_of
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.base import Store
from pactgraph.stores.embedded import EmbeddedStore
from pactgraph.stores.neo4j import Neo4jStore
from pactgraph.stores.scope import scoped

DAY = dt.date(2014, 6, 9)
FEW_ROWS = 1_000
LINTER = Path(__file__).parents[1] / "neo4j"


@dataclass(frozen=True)
class Statement:
    """A statement of the catalogue: a query's own, its denominator's, or that of a parameter's choices."""

    name: str
    cypher: str
    parameters: dict[str, object]


def statements() -> Iterator[Statement]:
    for query in catalogue().values():
        values = parameters_of(query, {}, DAY)
        yield Statement(query.name, query.cypher, values)
        if query.front.denominator is not None:
            yield Statement(f"{query.name}, denominator", query.front.denominator.cypher, values)
        for name, parameter in query.front.parameters.items():
            if parameter.choices is not None:
                yield Statement(f"{query.name}, choices of {name}", parameter.choices, {})


def lint(found: list[Statement]) -> list[dict[str, str]]:
    """What the linter says; a missing linter is a failure in CI and skips elsewhere."""
    if shutil.which("node") is None or not (LINTER / "node_modules").is_dir():
        missing("no linter: run `npm ci` in tests/neo4j")
    asked = {
        "statements": [vars(statement) for statement in found],
        "labels": list(bundled_schema().nodes),
        "relationshipTypes": list(bundled_schema().relationships),
    }
    ended = subprocess.run(
        ["node", LINTER / "lint.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=900,
    )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_neo4js_own_front_end_finds_nothing_under_cypher_5_and_25():
    assert lint(list(statements())) == []


def test_the_linter_sees_what_it_should():
    bad = [
        "MATCH (s:State RETURN s",
        "MATCH (s:State) RETURN x",
        "MATCH (s:Stat) RETURN s",
        "MATCH (s:State) WHERE s.id != 'X' RETURN s",
        "MATCH (s:State) RETURN nonsense(s.id)",
        "MATCH (s:State {id: $state}) RETURN s",
    ]
    found = lint([Statement(cypher, cypher, {}) for cypher in bad])
    assert {fault["name"] for fault in found} == set(bad)


@pytest.fixture(scope="module", params=SERVERS)
def on_neo4j(request: pytest.FixtureRequest, empty_store: Callable[[str], Store]) -> Neo4jStore:
    """The bundled graph on a server."""
    target = empty_store(request.param)
    store(prepare(), target)
    assert isinstance(target, Neo4jStore)
    return target


@pytest.fixture(scope="module")
def answers(bundled: EmbeddedStore) -> dict[str, Result]:
    """Every query's answer on the embedded store."""
    with bundled.open() as reader:
        return {q.name: ask(reader, q, {}, DAY, bundled_registers()) for q in catalogue().values()}


def typed(value: object) -> object:
    """A value with its type, so that 1, 1.0 and True differ."""
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value).__name__, value


@pytest.mark.parametrize("name", list(catalogue()))
def test_each_query_gives_the_same_rows_values_and_types(on_neo4j: Neo4jStore, answers: dict[str, Result], name: str):
    with on_neo4j.open() as reader:
        found = ask(reader, catalogue()[name], {}, DAY, bundled_registers())
    expected = answers[name]
    assert found.answer.columns == expected.answer.columns == list(found.query.front.columns)
    assert typed(found.answer.rows) == typed(expected.answer.rows)
    assert found.denominator == expected.denominator


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan, without products of few rows: Member States by treaties of a topic, which all stand."""
    name = str(plan["operatorType"]).split("@")[0]
    if name != "CartesianProduct" or plan["args"]["EstimatedRows"] > FEW_ROWS:
        yield name
    for child in plan.get("children") or []:
        yield from operators(child)


@pytest.mark.parametrize("statement", list(statements()), ids=lambda s: s.name)
def test_no_plan_reads_all_nodes_or_multiplies(on_neo4j: Neo4jStore, statement: Statement):
    cypher, runs = scoped(statement.cypher, [on_neo4j.ledger().run])  # as a server is asked
    with on_neo4j._connected() as (driver, _):
        summary = driver.execute_query(
            "EXPLAIN " + cypher, {**statement.parameters, **runs}, database_=on_neo4j.database, routing_="r"
        ).summary
    found = set(operators(summary.plan or {}))
    assert found
    assert found.isdisjoint({"AllNodesScan", "CartesianProduct"}), sorted(found)
