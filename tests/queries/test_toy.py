"""Every query on the toy graph, on every store: the rows anybody can find by eye in the drawing of `toy.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from neo4j_server import EMBEDDED, SERVERS
from toy import DAY, toy

from pactgraph.build import store
from pactgraph.catalogue import Query, ask, catalogue
from pactgraph.stores.base import Store

KNOWN = yaml.safe_load((Path(__file__).parent / "known_rows.yml").read_text(encoding="utf-8"))
IDS = {"State": "ARD", "Treaty": "PROT", "RegionalBody": "LEAGUE", "UNEntity": "ORGAN"}


@pytest.fixture(scope="module", params=[EMBEDDED, *SERVERS])
def target(request: pytest.FixtureRequest, empty_store: Callable[[str], Store]) -> Store:
    found = empty_store(request.param)
    store(toy(), found)
    return found


def given_to(query: Query) -> dict[str, str]:
    """Parameters for a query without known rows: ids of the toy graph in place of real ones."""
    return {name: IDS[p.label] for name, p in query.front.parameters.items() if p.label is not None and p.default}


def test_the_rows_are_those_of_the_drawing(target: Store):
    wrong = {}
    with target.open() as reader:
        for query in catalogue().values():
            known = KNOWN.get(query.name)
            given = given_to(query) if known is None else known["given"]
            found = ask(reader, query, given, dt.date.fromisoformat(DAY))
            assert found.answer.columns == list(query.front.columns), query.name
            if known is not None:
                of = found.denominator[0] if found.denominator else None
                if (found.answer.rows, of) != (known["rows"], known["of"]):
                    wrong[query.name] = (found.answer.rows, of)
    assert wrong == {}


def test_known_rows_are_of_queries_there_are():
    assert KNOWN.keys() <= catalogue().keys()


def test_every_other_query_is_asked_by_name_in_a_test_of_its_own():
    tests = [path for path in Path(__file__).parents[1].rglob("test_*.py") if path != Path(__file__)]
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    assert [name for name in sorted(catalogue().keys() - KNOWN.keys()) if f'"{name}"' not in text] == []
