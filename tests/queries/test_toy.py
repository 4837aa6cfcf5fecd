"""Every query on the toy graph, on every store: the rows anybody can find by eye in the drawing of `toy.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j_server import EMBEDDED, SERVERS
from toy import DAY, toy

from pactgraph.building import store
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


def cases() -> Iterator[tuple[Query, dict[str, Any] | None]]:
    """Every query with each of its known cases; None for one that has none."""
    for query in catalogue().values():
        known = KNOWN.get(query.name)
        for case in known if isinstance(known, list) else [known]:
            yield query, case


def test_the_rows_are_those_of_the_drawing(target: Store):
    wrong = {}
    with target.open() as reader:
        for query, known in cases():
            given = given_to(query) if known is None else known["given"]
            found = ask(reader, query, given, dt.date.fromisoformat(DAY))
            assert found.answer.columns == list(query.front.columns), query.name
            if known is not None:
                of = found.denominator[0] if found.denominator else None
                if (found.answer.rows, of, found.last_line) != (known["rows"], known["of"], known["says"]):
                    wrong[query.name, str(given)] = (found.answer.rows, of, found.last_line)
    assert wrong == {}


@pytest.mark.parametrize(
    ("state", "treaty", "spells"),
    [
        ("ARD", "CONV", "2000-11-15 not party, 2000-12-12 signatory, 2001-02-03 party"),
        # Known by its year: unknown until the year is over.
        ("BRE", "CONV", "2000-11-15 not party, 2003-01-01 unknown, 2003-12-31 party"),
        ("COR", "CONV", "2000-11-15 not party, 2000-12-13 signatory, 2005-06-07 party, 2012-01-01 withdrawn"),
        ("DOR", "CONV", "2000-11-15 not party, 2000-12-14 signatory"),
        ("ELM", "CONV", "2000-11-15 not party, 2008-09-10 disputed"),
        ("FEN", "CONV", "2000-11-15 not party, 2010-05-01 unknown, 2010-05-31 party"),
        ("ARD", "PROT", "2000-11-15 not party, 2004-02-29 party"),
        ("COR", "PROT", "2000-11-15 unknown"),
        ("ELM", "PROT", "2000-11-15 not party"),
        ("ELM", "OLD", "1949-03-21 unknown, 1950-12-31 party"),
    ],
)
def test_the_answer_turns_on_the_day_and_not_before(target: Store, state: str, treaty: str, spells: str):
    turns = [tuple(text.split(" ", 1)) for text in spells.split(", ")]
    with target.open() as reader:

        def answer(day: dt.date) -> str | None:
            given = {"state": state, "as_of": day.isoformat()}
            rows = ask(reader, catalogue()["state-treaties"], given, day).answer.records()
            return next((str(row["answer"]) for row in rows if row["treaty"] == treaty), None)

        before = None
        for text, after in turns:
            day = dt.date.fromisoformat(text)
            assert (answer(day - dt.timedelta(days=1)), answer(day)) == (before, after), day
            before = after
        assert answer(dt.date(2030, 1, 1)) == before


@pytest.mark.parametrize(
    ("day", "strict", "answer"),
    [
        ("2019-12-31", "true", "party"),
        ("2020-01-01", "true", "unknown"),
        ("2020-01-01", "false", "party"),
    ],
)
def test_strict_answers_end_with_the_list(target: Store, day: str, strict: str, answer: str):
    given = {"state": "ARD", "as_of": day, "strict": strict}
    with target.open() as reader:
        rows = ask(reader, catalogue()["state-treaties"], given, dt.date.fromisoformat(DAY)).answer.records()
        assert {row["treaty"]: row["answer"] for row in rows}["CONV"] == answer


@pytest.mark.parametrize(
    ("day", "members"), [("1945-10-23", 0), ("1945-10-24", 1), ("1992-03-01", 4), ("1992-03-02", 5), ("2014-06-09", 5)]
)
def test_the_denominator_is_the_member_states_of_the_day(target: Store, day: str, members: int):
    with target.open() as reader:
        found = ask(reader, catalogue()["least-linked"], {"as_of": day}, dt.date.fromisoformat(DAY))
    assert (found.denominator, len(found.answer.rows)) == ((members, "UN Member States"), members)


def test_known_rows_are_of_queries_there_are():
    assert KNOWN.keys() <= catalogue().keys()


def test_every_other_query_is_asked_by_name_in_a_test_of_its_own():
    tests = [path for path in Path(__file__).parents[1].rglob("test_*.py") if path != Path(__file__)]
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    assert [name for name in sorted(catalogue().keys() - KNOWN.keys()) if f'"{name}"' not in text] == []
