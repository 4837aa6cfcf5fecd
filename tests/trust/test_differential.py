"""The same statements on the embedded engine and on real Neo4j servers: what differs is known, or a fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from differential import DIFFERENCES, PAGE, Statement, outcome, page, statements
from neo4j_server import SERVERS
from toy import toy

from pactgraph.building import store
from pactgraph.stores.base import Store
from pactgraph.stores.embedded import EmbeddedStore

ALL = list(statements())


def said_by(target: Store) -> dict[Statement, object]:
    store(toy(), target)
    with target.open() as reader:
        return {statement: outcome(reader, statement) for statement in ALL}


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> dict[Statement, object]:
    return said_by(EmbeddedStore(tmp_path_factory.mktemp("embedded")))


@pytest.mark.parametrize("version", SERVERS)
def test_every_statement_is_answered_alike_or_its_difference_is_known(
    embedded: dict[Statement, object], empty_store: Callable[[str], Store], version: str
):
    there = said_by(empty_store(version))
    differ = {s.cypher: (embedded[s], there[s]) for s in ALL if embedded[s] != there[s]}
    assert {cypher: both for cypher, both in differ.items() if cypher not in DIFFERENCES} == {}
    assert [cypher for cypher in DIFFERENCES if cypher not in differ] == []


def test_there_are_enough_and_each_stands_once():
    assert len({statement.cypher for statement in ALL}) == len(ALL) >= 300


def test_most_have_an_answer(embedded: dict[Statement, object]):
    """A suite of statements that all are refused would prove nothing."""
    assert sum(found != "refused" for found in embedded.values()) >= 300


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page()
