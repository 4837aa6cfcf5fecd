"""What is read ahead in a thread of its own is what is asked for, gives the same answers, and ends with the graph."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable

import pytest

from pactgraph.analysis.asked import Asked
from pactgraph.analysis.tables import Table, Tables
from pactgraph.graph import Graph
from pactgraph.stores.bolt import Answer, Reader
from pactgraph.stores.embedded import EmbeddedStore

DAY = "2026-09-24"
ASKED: dict[str, Callable[[Tables], Table]] = {
    "gaps": lambda tables: tables.gaps(),
    "gaps instrument": lambda tables: tables.gaps("instrument"),
    "gaps report": lambda tables: tables.gaps("report"),
    "plan": lambda tables: tables.plan(top=2),
    "ask": lambda tables: tables.ask("NPL"),
    "clusters": lambda tables: tables.clusters(),
    "unlinked": lambda tables: tables.unlinked(5),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """Statements that went to the store, with their values."""
    found: Counter[tuple[str, str]] = Counter()
    run = Reader.run

    def counted(self: Reader, cypher: str, parameters: dict[str, object] | None = None) -> Answer:
        found[cypher, str(sorted((parameters or {}).items()))] += 1
        return run(self, cypher, parameters)

    monkeypatch.setattr(Reader, "run", counted)
    return found


def types_read(statements: Counter[tuple[str, str]]) -> Counter[str]:
    named = [re.search(r"\[r:([A-Z_|]+)\]", statement) for statement, _ in statements]
    return Counter(type_ for found in named if found for type_ in found[1].split("|"))


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_read_that_is_not_asked_for_and_nothing_twice(
    bundled: EmbeddedStore, asked: Counter[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with Graph(bundled) as graph:
        ahead = ASKED[name](graph.at(DAY).tables)
    statements = Counter(asked)
    asked.clear()
    monkeypatch.setattr(Asked, "ahead", lambda *_: None)
    with Graph(bundled) as graph:
        alone = ASKED[name](graph.at(DAY).tables)
    assert ahead == alone
    assert set(statements.values()) == {1}
    # Ahead, types of which there are few facts are asked for together.
    assert types_read(statements) == types_read(asked)
    assert len(statements) <= len(asked)


def test_closing_a_graph_ends_what_it_reads(bundled: EmbeddedStore) -> None:
    with Graph(bundled) as graph:
        graph.at(DAY).ahead(("STANDING", "MEMBER_OF", "CONCLUDED", "BORDERS"))
        assert [thread.name for thread in threading.enumerate()].count("reading ahead") == 1
    assert "reading ahead" not in [thread.name for thread in threading.enumerate()]
    with graph:
        assert len(graph.at(DAY).members) == 193, "what is asked afterwards opens it again"


def test_a_query_waits_for_what_is_read_ahead(bundled: EmbeddedStore) -> None:
    with Graph(bundled) as graph:
        graph.at(DAY).ahead(("STANDING", "MEMBER_OF", "CONCLUDED", "BORDERS"))
        assert graph.cypher("MATCH (s:State) RETURN count(s) AS n").n[0] == 206
        assert graph.at(DAY).tables.unlinked(1).rows
