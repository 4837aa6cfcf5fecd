"""A graph as at a day: who is asked about, what is answered, and that a store is asked the same as memory is."""

from __future__ import annotations

import datetime as dt

import pytest
from drawings import at, borders, day, extended, fact, graph, stands, state

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.recorded import NO_END, Recorded
from pactgraph.facts.records import Key
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

DAYS = [dt.date(1950, 6, 1), dt.date(1999, 12, 31), dt.date(2014, 6, 9), dt.date(2026, 9, 24), dt.date(2040, 1, 1)]


def small() -> Recorded:
    """AAA and BBB; CCC is a Member State from 2012 to 2013 only. Treaty T: AAA party, BBB not party, CCC signatory."""
    recorded = graph(
        {"AAA": "West", "BBB": "West", "CCC": "East"},
        [*stands("T", party="AAA", not_party="BBB", signatory="CCC"), *borders("AAA BBB", "BBB CCC")],
    )
    brief = {"un_member_from": day("2012-01-01"), "un_member_until": day("2013-01-01")}
    return Recorded({**recorded.nodes, state("CCC"): {**recorded.nodes[state("CCC")], **brief}}, recorded.facts)


@pytest.mark.parametrize(
    ("on", "members", "neighbours", "treaties"),
    [
        ("2009-12-31", ["AAA", "BBB"], {"AAA": ["BBB"], "BBB": ["AAA"]}, []),
        ("2011-12-31", ["AAA", "BBB"], {"AAA": ["BBB"], "BBB": ["AAA"]}, ["T"]),
        ("2012-01-01", ["AAA", "BBB", "CCC"], {"AAA": ["BBB"], "BBB": ["AAA", "CCC"], "CCC": ["BBB"]}, ["T"]),
        ("2013-01-01", ["AAA", "BBB"], {"AAA": ["BBB"], "BBB": ["AAA"]}, ["T"]),
    ],
)
def test_the_subjects_are_those_of_the_day(on, members, neighbours, treaties):
    then = at(small(), day(on))
    assert (then.members, then.neighbours, then.treaties) == (members, neighbours, treaties)
    assert sorted(s for states in then.subregions.values() for s in states) == members
    assert len(then.tables.standing("T").rows) == len(members) if treaties else True


@pytest.mark.parametrize(
    ("on", "strict", "answers"),
    [
        ("2015-01-01", False, ["party", "not party"]),
        ("2015-01-01", True, ["party", "not party"]),  # a source vouches for that very day
        ("2015-01-02", False, ["party", "not party"]),
        ("2015-01-02", True, ["unknown", "unknown"]),
    ],
)
def test_strictly_answers_end_with_their_sources(on, strict, answers):
    then = at(small(), day(on), strict=strict)
    assert [row[4] for row in then.tables.standing("T").rows] == answers
    assert then.answered("border").counts["gap"] == answers.count("not party")
    assert then.projection.biadjacency.tolist() == at(small(), day(on)).projection.biadjacency.tolist()


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2014-06-01", "1 party, 1 not party; 2 UN Member States; as at 2014-06-01"),
        ("2016-06-01", "1 party, 1 not party; 2 UN Member States; as at 2016-06-01, known until 2015-01-01"),
        ("2012-06-01", "1 party, 1 signatory, 1 not party; 3 UN Member States; as at 2012-06-01"),
    ],
)
def test_the_last_line_says_answers_denominator_day_and_until_when(on, line):
    assert at(small(), day(on)).tables.standing("T").counted == line


def test_a_register_speaks_until_and_after_its_last_day_but_strictly_no_longer():
    register = fact("COVERS", Key("Source", "s"), state("AAA"), "2012-01-01", "2013-01-01", known="2012-12-31")
    recorded = extended(small(), register)
    for on, strict, number in (("2011-06-01", False, 0), ("2012-06-01", True, 1), ("2014-06-01", False, 1)):
        assert len(at(recorded, day(on), strict=strict).registers) == number
    assert at(recorded, day("2014-06-01"), strict=True).registers == []


def test_a_supposed_accession_changes_that_standing_only():
    then = at(small())
    supposed = then.supposing([("BBB", "T")])
    assert {pair: s.answer for pair, s in supposed.standings.items()} == {
        **{pair: s.answer for pair, s in then.standings.items()}, ("BBB", "T"): "party",
    }  # fmt: skip
    assert then.standing_of("BBB", "T").answer == "not party"


@pytest.fixture(scope="module")
def opened(bundled: EmbeddedStore) -> Graph:
    return open_graph(str(bundled))


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_a_store_is_asked_the_same_as_memory_is(opened: Graph, on):
    """What is read column by column for one day is what the whole graph says of that day."""
    asked, whole = opened.at(on), AsAt(opened.recorded, on)
    assert asked.members == whole.members
    assert dict(asked.stated) == whole.stated
    assert asked.borders.keys() == whole.borders.keys()
    assert asked.signed == whole.signed
    for type_ in ("MEMBER_OF", "CONCLUDED", "REPORTED", "ABOUT"):
        one, other = asked.facts.links(type_, on), whole.facts.links(type_, on)
        assert sorted(map(repr, one)) == sorted(map(repr, other)), type_
    assert [f.properties.get("victims_min") for f in asked.detections] == [
        f.properties.get("victims_min") for f in whole.detections
    ]
    assert dict(asked.facts.told(on)) == whole.facts.told(on)
    about = {state("THA"), Key("Treaty", "UNTOC")}
    assert dict(asked.facts.told(on, about=about)) == whole.facts.told(on, about=about)
    assert dict(asked.facts.told(on, ("signatory",))) == whole.facts.told(on, ("signatory",))
    near = asked.facts.holding("MEMBER_OF", on, {state("THA")})
    assert [(f.end, f.locators, f.started) for f in near] == [
        (f.end, f.locators, f.started) for f in whole.facts.holding("MEMBER_OF", on, {state("THA")})
    ]


def test_a_series_is_read_at_once_and_says_the_same(bundled: EmbeddedStore, opened: Graph):
    with open_graph(str(bundled)) as fresh:
        for then in fresh.at().series(DAYS):
            single = opened.at(then.day)
            assert dict(then.stated) == dict(single.stated)
            for type_ in ("MEMBER_OF", "CONCLUDED"):
                one, other = (a.facts.links(type_, then.day) for a in (then, single))
                assert sorted(map(repr, one)) == sorted(map(repr, other))


@pytest.mark.parametrize(
    ("treaty", "on", "party"),
    [("TIP_PROTOCOL", "2014-06-09", 158), ("UNTOC", "2014-06-09", 175)],
)
def test_known_counts_of_member_states(opened: Graph, treaty, on, party):
    frame = opened.at(on).standing(treaty)
    assert (frame["answer"] == "party").sum() == party
    assert (frame.attrs["denominator"], str(frame.attrs["day"])) == (193, on)
    assert frame.attrs["day"] < NO_END


def test_everything_a_page_shows_is_read_column_by_column_too(opened: Graph):
    """Who states a node and a fact, and where; runs and names of facts are shown nowhere."""
    columns, whole = opened._facts.everything()(), opened.recorded
    assert columns.nodes.keys() == whole.nodes.keys()
    for key, known in whole.nodes.items():
        told = columns.nodes[key]
        assert {"sources", "locators"} & known.keys() <= told.keys(), key
        assert all(known[name] == value for name, value in told.items()), key
    for type_, facts in whole.facts.items():
        one, other = columns.facts[type_], facts
        assert [(f.start, f.end, f.locators) for f in one] == [(f.start, f.end, f.locators) for f in other], type_
