"""What is selected from a graph in memory, and how it shows itself."""

from __future__ import annotations

import datetime as dt

import pytest
from synthetic import as_recorded
from toy import toy

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.recorded import Fact, Recorded, around, days_of, holding_on
from pactgraph.facts.records import Key

DAY = dt.date(2014, 6, 9)
TOY = as_recorded(toy())
SELECTED = [holding_on(TOY, DAY), around(TOY, Key("State", "ARD")), around(holding_on(TOY, DAY), Key("State", "FEN"))]


def pairs(recorded: Recorded, type_: str) -> list[str]:
    return [f"{fact.start.id} {fact.end.id}" for fact in recorded.facts.get(type_, ())]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1959-06-01", []),
        ("1965-06-01", ["ARD LEAGUE", "BRE LEAGUE"]),
        ("1975-06-01", ["ARD LEAGUE"]),
        ("2000-06-01", ["ARD LEAGUE", "BRE LEAGUE", "DOR LEAGUE", "ELM CLUB"]),
        ("2014-06-09", ["ARD LEAGUE", "BRE LEAGUE", "COR LEAGUE", "ELM CLUB"]),
    ],
)
def test_what_holds_on_a_day(day: str, members: list[str]):
    assert sorted(pairs(holding_on(TOY, dt.date.fromisoformat(day)), "MEMBER_OF")) == members


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("1999-01-01", {"OLD", "a1"}),
        ("2000-11-15", {"OLD", "CONV", "PROT", "a1"}),
        ("2007-01-01", {"OLD", "CONV", "PROT", "a1", "a2"}),
        ("2014-06-09", {"OLD", "CONV", "PROT", "a1"}),
    ],
)
def test_a_node_is_there_from_its_first_day_to_its_last(day: str, there: set[str]):
    found = holding_on(TOY, dt.date.fromisoformat(day))
    assert {key.id for key in found.nodes if key.label in ("Treaty", "BilateralAgreement")} == there
    assert {key.id for key in found.nodes if key.label == "State"} == {"ARD", "BRE", "COR", "DOR", "ELM", "FEN"}


@pytest.mark.parametrize("selected", SELECTED, ids=repr)
def test_nothing_has_an_end_that_is_not_there(selected: Recorded):
    for facts in selected.facts.values():
        assert {key for fact in facts for key in (fact.start, fact.end)} <= selected.nodes.keys()
        assert facts


@pytest.mark.parametrize("selected", SELECTED, ids=repr)
def test_a_selection_keeps_the_order(selected: Recorded):
    assert list(selected.nodes) == [key for key in TOY.nodes if key in selected.nodes]
    for type_, facts in selected.facts.items():
        assert list(facts) == [fact for fact in TOY.facts[type_] if fact in facts]


def test_around_a_state_is_what_is_one_fact_away_and_what_is_between_all_of_it():
    found = around(holding_on(TOY, DAY), Key("State", "DOR"))
    assert {key.id for key in found.nodes} == {"DOR", "COR", "ELM", "CONV", "PROT", "OLD"}
    assert pairs(found, "BORDERS") == ["COR DOR", "DOR ELM"]
    assert pairs(found, "SUPPLEMENTS") == ["PROT CONV"]
    assert pairs(found, "PARTY_TO") == ["DOR PROT", "ELM CONV", "ELM OLD"]
    # ELM is a member of CLUB, which is two facts away from DOR.
    assert "MEMBER_OF" not in found.facts


@pytest.mark.parametrize(
    ("label", "properties", "days"),
    [
        ("State", {"name": "Arda"}, ("0001-01-01", "9999-12-31")),
        ("Treaty", {"adopted": dt.date(2000, 11, 15)}, ("2000-11-15", "9999-12-31")),
        ("Mechanism", {"founded": dt.date(2001, 1, 1), "ended": dt.date(2005, 1, 1)}, ("2001-01-01", "2005-01-01")),
        (
            "BilateralAgreement",
            {
                "holds_from": dt.date(1999, 1, 1),
                "holds_until": dt.date(9999, 12, 31),
                "terminated": dt.date(2010, 1, 1),
            },
            ("1999-01-01", "9999-12-31"),
        ),
    ],
)
def test_the_days_of_a_node(label: str, properties: dict[str, object], days: tuple[str, str]):
    assert days_of(Key(label, "x"), properties) == tuple(map(dt.date.fromisoformat, days))


def test_each_shows_itself_on_a_line():
    (one,) = TOY.facts["SUPPLEMENTS"]
    assert repr(one) == "<Fact PROT SUPPLEMENTS CONV, 2000-11-15 to open>"
    left = next(fact for fact in TOY.facts["PARTY_TO"] if fact.start.id == "COR")
    assert repr(left) == "<Fact COR PARTY_TO CONV, 2005-06-07 to 2012-01-01>"
    bodies = {key: known for key, known in TOY.nodes.items() if key.label == "RegionalBody"}
    assert repr(Recorded(bodies, {"SUPPLEMENTS": [one]})) == (
        "<Recorded 2 nodes (RegionalBody 2), 1 fact (SUPPLEMENTS 1)>"
    )
    assert repr(Recorded({}, {})) == "<Recorded 0 nodes, 0 facts>"
    assert repr(AsAt(TOY, DAY)) == "<AsAt 2014-06-09>"
    assert repr(AsAt(TOY, DAY, strict=True)) == "<AsAt 2014-06-09, strict>"


OPEN = "9999-12-31"


@pytest.mark.parametrize(
    ("fact", "held", "stated", "may"),
    [
        # A roster of 2025 has it without a date: it may have begun with the body.
        ("State MEMBER_OF RegionalBody", f"2025-11-14 {OPEN}", "", f"2006-07-01 {OPEN}"),
        ("State MEMBER_OF RegionalBody", f"2009-12-31 {OPEN}", "since=2009-01-01", f"2009-01-01 {OPEN}"),
        ("State MEMBER_OF RegionalBody", f"2009-05-01 {OPEN}", "since=2009-05-01", f"2009-05-01 {OPEN}"),
        # No later than that day.
        (
            "RegionalBody WORKS_ON Topic",
            f"2015-01-01 {OPEN}",
            "since=2015-01-01 since_precision=not_after",
            f"2006-07-01 {OPEN}",
        ),
        # Who chairs may still do so; when somebody stated an end, not.
        ("UNEntity CHAIRS RegionalBody", "2014-06-27 2014-06-28", "", f"2006-07-01 {OPEN}"),
        (
            "UNEntity CHAIRS RegionalBody",
            "2013-12-31 2014-01-01",
            "since=2013-01-01 until=2014-01-01",
            "2013-01-01 2014-01-01",
        ),
        # A document states nothing before its issue, and what it says lasts.
        ("Document STATED Measure", f"2014-08-01 {OPEN}", "", f"2014-08-01 {OPEN}"),
        # Detections are those of their years; a standing has spells; what is denied holds on no day.
        ("State DETECTED_VICTIMS Group", f"2015-01-01 {OPEN}", "", f"2015-01-01 {OPEN}"),
        ("State STANDING Treaty", f"2015-01-01 {OPEN}", "", f"2015-01-01 {OPEN}"),
        ("State MEMBER_OF RegionalBody", "2015-01-01 2015-01-01", "", "2015-01-01 2015-01-01"),
    ],
)
def test_when_a_fact_may_hold(fact: str, held: str, stated: str, may: str):
    start, type_, end = fact.split()
    nodes = {
        Key(label, label): {"founded": dt.date(2006, 7, 1)} if label == "RegionalBody" else {} for label in (start, end)
    }
    texts = dict(one.split("=") for one in stated.split())
    known = {name: dt.date.fromisoformat(text) if text[0] == "2" else text for name, text in texts.items()}
    first, until = map(dt.date.fromisoformat, held.split())
    found = Recorded(nodes, {}).may_hold(Fact(type_, *nodes, first, until, known))
    assert " ".join(map(str, found)) == may
