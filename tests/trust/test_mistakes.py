"""A mistake in a statement is reported as what it is, with its place; what is harmless is no mistake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pactgraph.errors import QueryError
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def graph(bundled: EmbeddedStore) -> Iterator[Graph]:
    with Graph(bundled) as found:
        yield found


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (s:State RETURN s", "line 1, column 16"),
        ("MATCH (s:State) RETRUN s", "unexpected input 'RETRUN' at line 1, column 17"),
        ("MATCH (s:State)\nWHERE s.id =\nRETURN s", "at line 3, column 8"),
        ("MATCH (s:State)\nRETURN x", "variable 'x' not defined, line 2, column 8"),
        ("MATCH (s:State) RETURN s ORDER BY q", "variable 'q' not defined, line 1, column 35"),
        ("RETURN foo(1)", "unknown function 'foo', line 1, column 8"),
        ("RETURN date('x')", "date() cannot parse 'x'"),
        ("CREATE (n:State) RETURN n", "opened read-only (CREATE writes, line 1, column 1)"),
        ("MATCH (s:State)\nSET s.name = 'x'", "opened read-only (SET writes, line 2, column 1)"),
        ("CALL foo.bar()", "opened read-only (CALL"),
        # The same word as a text, a property or a label is not the place.
        ("MATCH (s:State) WHERE s.name = 'set' CALL foo.bar() RETURN 1", "opened read-only (CALL"),
        ("MATCH (s:State) WHERE s.name = 'name' RETURN name", "variable 'name' not defined, line 1, column 46"),
        ("MATCH (s:State) WHERE s.name = 'x' RETURN name(1)", "unknown function 'name', line 1, column 43"),
        ("MATCH (s:State {name: 'SET'}) // SET\nDELETE s", "DELETE writes, line 2, column 1"),
        ("RETURN 1 AS a; RETURN 2 AS b", "more than one statement"),
        ("EXPLAIN MATCH (s:State) RETURN s", "EXPLAIN: rows are shown here, not plans"),
        ("  profile MATCH (s:State) RETURN s", "PROFILE: rows are shown here, not plans"),
    ],
)
def test_a_mistake_is_reported_as_what_it_is(graph: Graph, statement: str, said: str):
    with pytest.raises(QueryError) as found:
        graph.cypher(statement)
    assert said in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN ';' AS a;",
        "RETURN ';' AS a ;\r\n",
        "RETURN ';' AS a; // done; really\n",
        "RETURN ';' AS a;; /* ; */\n",
        "RETURN ';' AS a // no end; here",
    ],
)
def test_what_stands_after_the_end_is_no_mistake(graph: Graph, statement: str):
    assert graph.cypher(statement).to_dict("list") == {"a": [";"]}


@pytest.mark.parametrize(
    ("items", "columns"),
    [
        ("s.id AS id, s.name, count(*)", ["id", "s.name", "count(*)"]),
        ("DISTINCT s.id", ["s.id"]),
        ("s", ["s"]),
        ("s.id AS `with blank` ORDER BY s.id LIMIT 3", ["with blank"]),
    ],
)
def test_an_empty_answer_keeps_its_columns(graph: Graph, items: str, columns: list[str]):
    found = graph.cypher(f"MATCH (s:State) WHERE s.id = 'XXX' RETURN {items}")
    assert (list(found.columns), len(found)) == (columns, 0)
