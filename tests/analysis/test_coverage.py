from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.analysis.coverage import Interval, OnTopic, agreement_between, treaty_standing
from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import read
from pactgraph.catalogue import ask, find_query
from pactgraph.stores.embedded import EmbeddedStore


def during(since: str = "", until: str = "") -> Interval:
    return Interval(*(dt.date.fromisoformat(day) if day else None for day in (since, until)))


DEPOSITARY = during("", "2014-07-11")
"""What the depositary's tables cover: from the beginning to the day before."""
LIST = during("2025-04-10", "2025-04-11")
"""What a list of parties covers: its own day."""
BOTH = [DEPOSITARY, LIST]


@pytest.mark.parametrize(
    ("day", "consents", "signatures", "windows", "answer"),
    [
        # Party from the day of consent to the day before it ends.
        ("2014-06-09", [during("2004-01-01")], [], BOTH, "party"),
        ("2004-01-01", [during("2004-01-01")], [], BOTH, "party"),
        ("2003-12-31", [during("2004-01-01")], [], BOTH, "not party"),
        ("2018-01-01", [during("2004-01-01", "2019-01-01")], [], BOTH, "party"),
        ("2019-01-01", [during("2004-01-01", "2019-01-01")], [], BOTH, "unknown"),
        ("2025-04-10", [during("2004-01-01", "2019-01-01")], [], BOTH, "not party"),
        # A recorded consent needs no coverage, and a consent without a start holds.
        ("2030-01-01", [during("2004-01-01")], [], [], "party"),
        ("2014-06-09", [during()], [], [], "party"),
        # Joined anew after leaving.
        ("2021-06-01", [during("2004-01-01", "2019-01-01"), during("2021-01-01")], [], BOTH, "party"),
        # Signed, and a source would know of consent.
        ("2014-06-09", [], [during("2000-12-12")], BOTH, "signatory only"),
        ("2000-12-11", [], [during("2000-12-12")], BOTH, "not party"),
        ("2014-06-09", [during("2016-01-01")], [during("2000-12-12")], BOTH, "signatory only"),
        # Signed, party, withdrawn: no signatory any more.
        ("2014-06-09", [during("2004-01-01", "2010-01-01")], [during("2000-12-12")], BOTH, "not party"),
        # Signed, and no source would know.
        ("2018-01-01", [], [during("2000-12-12")], BOTH, "unknown"),
        # Silence inside a window, at its edges, outside.
        ("2014-07-10", [], [], BOTH, "not party"),
        ("2014-07-11", [], [], BOTH, "unknown"),
        ("2025-04-09", [], [], BOTH, "unknown"),
        ("2025-04-10", [], [], BOTH, "not party"),
        ("2025-04-11", [], [], BOTH, "unknown"),
        ("2014-06-09", [], [], [], "unknown"),
        # One source's window is not another's: without the depositary the list says nothing of 2014.
        ("2014-06-09", [], [], [LIST], "unknown"),
        ("2025-04-10", [], [], [DEPOSITARY], "unknown"),
    ],
)
def test_where_a_state_stands(day, consents, signatures, windows, answer):
    assert treaty_standing(dt.date.fromisoformat(day), consents, signatures, windows) == answer


AGREEMENT = OnTopic("extradition", during("1990-01-01"))
REGISTER = OnTopic("extradition", during("2026-03-05", "2026-04-01"))


@pytest.mark.parametrize(
    ("day", "topic", "agreements", "registers", "answer"),
    [
        ("2014-06-09", "extradition", [AGREEMENT], [], "recorded"),
        ("1989-12-31", "extradition", [AGREEMENT], [], "unknown"),
        ("2026-03-10", "extradition", [], [REGISTER], "none recorded"),
        # The register covers one topic and a month: nothing else, and no other time.
        ("2026-03-10", "readmission", [], [REGISTER], "unknown"),
        ("2014-06-09", "extradition", [], [REGISTER], "unknown"),
        ("2026-04-01", "extradition", [], [REGISTER], "unknown"),
        # A register of all topics.
        ("2014-06-09", "readmission", [AGREEMENT], [OnTopic(None, during("2000-01-01"))], "none recorded"),
        # An agreement whose topic nobody states does not answer for a certain one.
        ("2014-06-09", "readmission", [OnTopic(None, during("1990-01-01"))], [], "unknown"),
        ("2014-06-09", "extradition", [], [], "unknown"),
    ],
)
def test_whether_two_states_have_an_agreement(day, topic, agreements, registers, answer):
    assert agreement_between(dt.date.fromisoformat(day), topic, agreements, registers) == answer


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))
INTERVALS = st.lists(st.builds(Interval, st.none() | DAYS, st.none() | DAYS), max_size=3)


@given(DAYS, INTERVALS, INTERVALS, INTERVALS, INTERVALS)
def test_more_coverage_never_turns_yes_into_no_nor_no_into_unknown(day, consents, signatures, windows, more):
    before, after = (treaty_standing(day, consents, signatures, known) for known in (windows, [*windows, *more]))
    assert before in ("unknown", after)
    assert (before == "party") is (after == "party")


@pytest.mark.parametrize("day", ["2014-06-09", "2018-01-01", "2025-04-10"])
@pytest.mark.parametrize("treaty", ["TIP_PROTOCOL", "COE_CETS197", "CRC", "ILO_C105"])
def test_the_query_and_the_code_answer_alike(bundled: EmbeddedStore, treaty, day):
    when = dt.date.fromisoformat(day)
    with bundled.open() as reader:
        recorded = read(reader)
        rows = ask(reader, find_query("not-party"), {"treaty": treaty}, when).answer.records()
        asked = {str(row["id"]): row["answer"] for row in rows}
    participation = Participation(recorded, when)
    for state in recorded.members:
        assert asked.get(state, "party") == participation.standing(state, treaty), state
