"""A sample of the hostile inputs of `hostile.py`; all 20,000 are tried by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hostile import LONGEST, NUMBERS, Bench, bench, try_all

from pactgraph.errors import FactsError, QueryError, UsageError

SHARE = 0.02


@pytest.fixture(scope="module")
def given() -> Iterator[Bench]:
    with bench() as opened:
        yield opened


@pytest.mark.parametrize("kind", NUMBERS)
def test_it_is_taken_or_refused_in_one_line(given: Bench, kind: str):
    counted = try_all(given, kind, range(int(NUMBERS[kind] * SHARE)))
    assert counted.failures == []
    assert counted.slowest < LONGEST
    assert counted.ended.total() >= 50
    assert counted.ended["refused"] > counted.ended["taken"] > 0 or kind == "Cypher"


def test_half_a_character_is_no_text(given: Bench):
    for statement, values in (("RETURN $x AS x", {"x": "\ud800"}), ("RETURN '\ud800' AS x", {})):
        with pytest.raises(QueryError, match="half a character"):
            given.reader.ask_own(statement, values)


def test_a_message_is_one_line_whatever_it_tells_of():
    assert str(UsageError("-p a\nb\x1b[31m: no such parameter")) == "-p a\\x0ab\\x1b[31m: no such parameter"
    assert FactsError(["row 2: 'a\u2028b'", "row 3"]).faults == ["row 2: 'a\\u2028b'", "row 3"]
    endless = str(UsageError("a" * 100_000 + "; expected a day"))
    assert len(endless) < 4_000
    assert endless.endswith("; expected a day")


@pytest.mark.parametrize("number", ["²2", "1²", "9²9"])
def test_a_number_in_digits_that_are_none_is_refused(given: Bench, number: str):
    with pytest.raises(QueryError, match=r"not valid Cypher.*other digits than 0 to 9"):
        given.reader.ask_own(f"MATCH (s:State) RETURN s.id AS id LIMIT {number}")
