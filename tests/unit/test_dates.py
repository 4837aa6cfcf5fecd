import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.facts.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2006", dt.date(2006, 1, 1), dt.date(2006, 12, 31), "year"),
        ("2006-02", dt.date(2006, 2, 1), dt.date(2006, 2, 28), "month"),
        ("2008-02", dt.date(2008, 2, 1), dt.date(2008, 2, 29), "month"),
        ("2006-12", dt.date(2006, 12, 1), dt.date(2006, 12, 31), "month"),
        ("2006-09-14", dt.date(2006, 9, 14), dt.date(2006, 9, 14), "day"),
        ("[2006-09-14..2008-01-02]", dt.date(2006, 9, 14), dt.date(2008, 1, 2), "not_after"),
    ],
)
def test_keeps_what_is_known(text: str, first: dt.date, last: dt.date, precision: str) -> None:
    date = PartialDate.parse(text)
    assert (date.first_day, date.last_day, date.precision, str(date)) == (first, last, precision, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06",
        "2006-9",
        "2006-13",
        "2006-02-30",
        "14.9.2006",
        "2006-09-14T00:00",
        "NA",
        "[2006..2008]",
        "[2008-01-02..2006-09-14]",
        "٢٠٠٦",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2006", "2006-09-14", True),
        ("2006-09", "2006-09-14", True),
        ("2006-08", "2006-09-14", False),
        ("2005", "2006", False),
        ("2006-09-14", "2006-09-15", False),
        ("[2006-09-14..2008-01-02]", "2007-05", True),
        ("[2006-09-14..2008-01-02]", "2008-01-03", False),
    ],
)
def test_agreement_respects_precision(one: str, other: str, agree: bool) -> None:
    assert PartialDate.parse(one).agrees_with(PartialDate.parse(other)) is agree
    assert PartialDate.parse(other).agrees_with(PartialDate.parse(one)) is agree


@given(st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_part_of_a_day_contains_it(day: dt.date) -> None:
    for length in (4, 7, 10):
        partial = PartialDate.parse(day.isoformat()[:length])
        assert partial.first_day <= day <= partial.last_day


@pytest.mark.parametrize(
    ("text", "stored"), [("2006", dt.date(2006, 1, 1)), ("[2006-09-14..2008-01-02]", dt.date(2008, 1, 2))]
)
def test_what_lies_between_two_days_is_stored_by_the_later(text: str, stored: dt.date) -> None:
    assert PartialDate.parse(text).stored == stored
