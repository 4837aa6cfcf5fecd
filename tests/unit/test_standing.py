"""Where a State stands towards a treaty, day by day: what sources say and whole lists leave out. Nothing is real."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.facts.spells import NEVER, Held
from pactgraph.facts.standing import Act, Standing, WholeList, Word, standings

DEPOSITARY, REGISTER, DATASET, REPORT = range(4)
NAMES = ("depositary", "register", "dataset", "report")
BORN = dt.date(2000, 11, 15)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def last_of(text: str) -> dt.date:
    return day(text) if len(text) == 10 else day(f"{text}-12-31")


def first_of(text: str) -> dt.date:
    return day(text) if len(text) == 10 else day(f"{text}-01-01")


def word(rank: int, speaks: str, since: str = "", until: str = "") -> Word:
    return Word(NAMES[rank], f"row of {NAMES[rank]}", rank, day(speaks), last_of(since) if since else None, bool(until))


def act(*words: Word, since: str = "", until: str = "") -> Act:
    """An act whose dates are `since` and `until`, a year or a day; without a start it is known from its first word."""
    first = last_of(since) if since else min(w.day for w in words)
    end = first_of(until) if until else NEVER
    known = max(w.day for w in words)
    return Act(
        words,
        Held(first, max(first, end), known),
        first_of(since) if since else first,
        last_of(until) if until else end,
        {"since": first},
    )


def consent(rank: int, speaks: str, since: str = "", until: str = "") -> Act:
    return act(word(rank, speaks, since, until), since=since, until=until)


def whole(rank: int, speaks: str) -> WholeList:
    return WholeList(NAMES[rank], f"list of {NAMES[rank]}", rank, day(speaks))


OF_2014, OF_2025 = whole(DEPOSITARY, "2014-07-10"), whole(REGISTER, "2025-04-10")
BOTH = [OF_2014, OF_2025]


def on(spells: list[Standing], text: str) -> Standing | None:
    return next((spell for spell in spells if spell.held.holds(day(text))), None)


@pytest.mark.parametrize(
    ("consents", "signatures", "lists", "asked", "answer", "known"),
    [
        # No list has ever covered it: unknown, whatever the day.
        ([], [], [], "2014-06-09", "unknown", None),
        ([], [consent(DEPOSITARY, "2014-07-10", "2000-12-12")], [], "2014-06-09", "unknown", None),
        # A whole list speaks of its day and of the days before; after the last its word stands, with its day.
        ([], [], [OF_2014], "2001-01-01", "not party", "2014-07-10"),
        ([], [], [OF_2014], "2014-07-10", "not party", "2014-07-10"),
        ([], [], [OF_2014], "2026-01-01", "not party", "2014-07-10"),
        ([], [], BOTH, "2020-01-01", "not party", "2025-04-10"),
        # Nobody is asked before the treaty is adopted.
        ([], [], BOTH, "2000-11-14", None, None),
        # Consent, from its day on; before it the list knows that there was none.
        ([consent(DEPOSITARY, "2014-07-10", "2004-05-06")], [], BOTH[:1], "2004-05-05", "not party", "2004-05-05"),
        ([consent(DEPOSITARY, "2014-07-10", "2004-05-06")], [], BOTH[:1], "2004-05-06", "party", "2014-07-10"),
        ([consent(DEPOSITARY, "2014-07-10", "2004-05-06")], [], BOTH[:1], "2026-01-01", "party", "2014-07-10"),
        # A recorded consent needs no list.
        ([consent(DATASET, "2012-12-31", "2004-05-06")], [], [], "2026-01-01", "party", "2012-12-31"),
        ([consent(DATASET, "2012-12-31", "2004-05-06")], [], [], "2004-05-05", "unknown", None),
        # Known by its year: certain from the year's last day on, unknown within it.
        ([consent(DEPOSITARY, "2014-07-10", "2004")], [], [OF_2014], "2003-12-31", "not party", "2003-12-31"),
        ([consent(DEPOSITARY, "2014-07-10", "2004")], [], [OF_2014], "2004-01-01", "unknown", None),
        ([consent(DEPOSITARY, "2014-07-10", "2004")], [], [OF_2014], "2004-12-30", "unknown", None),
        ([consent(DEPOSITARY, "2014-07-10", "2004")], [], [OF_2014], "2004-12-31", "party", "2014-07-10"),
        # Signed; consent never given, and a list covers it.
        ([], [consent(DEPOSITARY, "2014-07-10", "2000-12-12")], [OF_2014], "2000-12-11", "not party", "2000-12-11"),
        ([], [consent(DEPOSITARY, "2014-07-10", "2000-12-12")], BOTH, "2026-01-01", "signatory", "2025-04-10"),
        # Withdrawn: never again a signatory.
        (
            [consent(DEPOSITARY, "2014-07-10", "2004-05-06", "2010-01-01")],
            [consent(DEPOSITARY, "2014-07-10", "2000-12-12")],
            [OF_2014],
            "2010-01-01",
            "withdrawn",
            "2014-07-10",
        ),
        (
            [consent(DEPOSITARY, "2014-07-10", "2004-05-06", "2010")],
            [],
            [OF_2014],
            "2010-06-01",
            "unknown",
            None,
        ),
        # ... and joined anew.
        (
            [
                consent(DEPOSITARY, "2014-07-10", "2004-05-06", "2010-01-01"),
                consent(DEPOSITARY, "2014-07-10", "2012-02-03"),
            ],
            [],
            [OF_2014],
            "2012-02-03",
            "party",
            "2014-07-10",
        ),
        # A consent that never held (it ended before it was certain) does not erase a signature.
        (
            [consent(DATASET, "2012-12-31", "2005-01-01", "2005-01-01")],
            [consent(DEPOSITARY, "2014-07-10", "2000-12-12")],
            [OF_2014],
            "2014-06-09",
            "signatory",
            "2014-07-10",
        ),
        # A claim of existence against a whole list's silence: disputed, never "not party" and never "party".
        ([consent(DATASET, "2012-12-31", "2004-05-06")], [], [OF_2014], "2004-05-05", "not party", "2004-05-05"),
        ([consent(DATASET, "2012-12-31", "2004-05-06")], [], [OF_2014], "2004-05-06", "disputed", "2014-07-10"),
        ([consent(DATASET, "2012-12-31", "2004-05-06")], [], [OF_2014], "2026-01-01", "disputed", "2014-07-10"),
        # Without a date it speaks of its source's own day only.
        ([consent(REPORT, "2014-06-27")], [], [OF_2014], "2014-06-26", "not party", "2014-06-26"),
        ([consent(REPORT, "2014-06-27")], [], [OF_2014], "2014-06-27", "disputed", "2014-07-10"),
        # A report of 2014 has it, a register dates it in 2022: disputed up to that day.
        (
            [act(word(REGISTER, "2025-04-10", "2022-11-04"), word(REPORT, "2014-06-27"), since="2022-11-04")],
            [],
            BOTH,
            "2014-06-09",
            "not party",
            "2014-06-26",
        ),
        (
            [act(word(REGISTER, "2025-04-10", "2022-11-04"), word(REPORT, "2014-06-27"), since="2022-11-04")],
            [],
            BOTH,
            "2022-11-03",
            "disputed",
            "2014-07-10",
        ),
        (
            [act(word(REGISTER, "2025-04-10", "2022-11-04"), word(REPORT, "2014-06-27"), since="2022-11-04")],
            [],
            BOTH,
            "2022-11-04",
            "party",
            "2025-04-10",
        ),
        # A consent after the list's day contradicts nothing.
        ([consent(DATASET, "2020-12-31", "2016-05-06")], [], [OF_2014], "2016-05-06", "party", "2020-12-31"),
        # A later whole list that has it outweighs the silence of an earlier one, from the day after that on.
        ([consent(REGISTER, "2025-04-10", "2010-05-06")], [], BOTH, "2014-07-10", "disputed", "2014-07-10"),
        ([consent(REGISTER, "2025-04-10", "2010-05-06")], [], BOTH, "2014-07-11", "party", "2025-04-10"),
        # A later list that lacks it may mean that it left: disputed from that list's day on, party before.
        ([consent(DEPOSITARY, "2014-07-10", "2004-05-06")], [], BOTH, "2025-04-09", "party", "2014-07-10"),
        ([consent(DEPOSITARY, "2014-07-10", "2004-05-06")], [], BOTH, "2025-04-10", "disputed", "2025-04-10"),
        # A name without a date on a list of 2025 does not say who had joined before.
        ([consent(REGISTER, "2025-04-10")], [], [OF_2025], "2020-01-01", "unknown", None),
        ([consent(REGISTER, "2025-04-10")], [], [OF_2025], "2025-04-10", "party", "2025-04-10"),
        # Two days for one act: precedence decides, nothing is silent.
        (
            [
                act(
                    word(DEPOSITARY, "2014-07-10", "2004-05-06"),
                    word(DATASET, "2012-12-31", "2003-01-01"),
                    since="2004-05-06",
                )
            ],
            [],
            [OF_2014],
            "2003-06-01",
            "not party",
            "2004-05-05",
        ),
    ],
)
def test_answers_by_day(consents, signatures, lists, asked, answer, known):
    spell = on(standings(consents, signatures, lists, BORN, NEVER), asked)
    assert (spell and spell.answer) == answer
    assert (spell and spell.held.known) == (day(known) if known else None)


def test_a_dispute_names_both_sides():
    spell = on(standings([consent(DATASET, "2012-12-31", "2004-05-06")], [], [OF_2014], BORN, NEVER), "2014-06-09")
    assert spell is not None
    assert [source for source, _ in spell.said] == ["dataset", "depositary"]
    assert spell.dispute == "dataset: party; not in the whole list of depositary of 2014-07-10."


def test_a_dispute_before_the_accession_names_only_who_had_it_by_then():
    accession = act(word(REGISTER, "2025-04-10", "2022-11-04"), word(REPORT, "2014-06-27"), since="2022-11-04")
    spell = on(standings([accession], [], BOTH, BORN, NEVER), "2015-01-01")
    assert spell is not None
    assert [source for source, _ in spell.said] == ["report", "depositary"]
    assert spell.shown == {}
    assert spell.dispute == "report: party; not in the whole list of depositary of 2014-07-10."


def test_nothing_is_asked_of_a_state_that_had_ended():
    assert standings([], [], BOTH, BORN, BORN) == []


DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2030, 1, 1))


@st.composite
def acts(draw: st.DrawFn) -> Act:
    rank = draw(st.sampled_from([DEPOSITARY, REGISTER, DATASET, REPORT]))
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return consent(rank, str(draw(DAYS)), str(since or ""), str(until or ""))


LISTS = st.lists(
    st.builds(lambda rank, speaks: whole(rank, str(speaks)), st.sampled_from([DEPOSITARY, REGISTER]), DAYS),
    max_size=3,
    unique_by=lambda one: one.source,
)


@given(st.lists(acts(), max_size=2), st.lists(acts(), max_size=1), LISTS, DAYS)
def test_every_day_has_one_answer_and_absence_needs_a_list(consents, signatures, lists, asked):
    spells = standings(consents, signatures, lists, BORN, NEVER)
    assert spells[0].held.first == BORN
    assert spells[-1].held.end == NEVER
    assert all(one.held.end == other.held.first for one, other in itertools.pairwise(spells))
    spell = on(spells, str(max(asked, BORN)))
    assert spell is not None
    if spell.answer in ("not party", "signatory"):
        assert lists
        assert not any(act.held.holds(max(asked, BORN)) for act in consents)
    if spell.answer == "party":
        assert any(act.held.holds(max(asked, BORN)) for act in consents)
    assert (spell.held.known is None) == (spell.answer == "unknown")
    assert bool(spell.dispute) == (spell.answer == "disputed")


@pytest.mark.parametrize(
    ("signed_by", "said"),
    [
        # Whose list has the signature vouches for its own silence; the other's is named.
        (DEPOSITARY, ("row of depositary", "list of register")),
        (REGISTER, ("row of register", "list of depositary")),
        (DATASET, ("row of dataset", "list of depositary", "list of register")),
    ],
)
def test_a_signatory_is_told_by_who_has_the_signature_and_by_lists_without_a_consent(
    signed_by: int, said: tuple[str, ...]
) -> None:
    spells = standings([], [consent(signed_by, "2014-07-10", "2001-05-05")], BOTH, BORN, NEVER)
    found = on(spells, "2014-06-09")
    assert found is not None
    assert (found.answer, found.held.known) == ("signatory", day("2025-04-10"))
    assert sorted(locator for _, locator in found.said) == sorted(said)
