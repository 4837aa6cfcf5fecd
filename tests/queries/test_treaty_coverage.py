from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.stores.embedded import EmbeddedStore


@pytest.mark.parametrize(
    ("day", "treaty", "covered_by"),
    [
        ("2014-06-09", "TIP_PROTOCOL", ["untc"]),
        ("2020-01-01", "TIP_PROTOCOL", []),
        ("2025-04-10", "TIP_PROTOCOL", ["fedlex"]),
        ("2025-04-11", "TIP_PROTOCOL", []),
        ("2023-09-07", "ILO_C105", []),
    ],
)
def test_a_treaty_is_covered_only_inside_a_window(bundled: EmbeddedStore, day, treaty, covered_by):
    with bundled.open() as reader:
        result = ask(reader, find_query("treaty-coverage"), {"as_of": day}, dt.date(2014, 6, 9))
    (row,) = (row for row in result.answer.records() if row["treaty"] == treaty)
    assert row["covered_by"] == covered_by
    assert (row["unknown"] == 0) is bool(covered_by)


def test_the_default_day_is_the_last_on_which_most_is_covered(bundled: EmbeddedStore):
    """One list that covers a day of 2026 moves it neither forward nor back."""
    assert bundled.ledger().as_of == "2014-07-10"
