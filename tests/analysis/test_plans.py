from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.analysis.gaps import regions
from pactgraph.analysis.plans import plan, what_if
from pactgraph.analysis.projection import Fact, Recorded, read
from pactgraph.records import Key
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 1, 1)
STATES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def drawn(parties: set[tuple[str, str]], borders: set[tuple[str, str]]) -> Recorded:
    """Five synthetic States, two covered treaties T and U, the parties and borders given."""
    nodes: dict[Key, dict[str, object]] = {Key("State", s): {"id": s, "name": s, "un_member": True} for s in STATES}
    nodes |= {Key("Treaty", t): {"id": t, "name": t, "topic": "trafficking"} for t in ("T", "U")}
    nodes |= {Key("Source", "s"): {"id": "s", "title": "s"}}

    def fact(type_: str, start: Key, end: Key, **properties: object) -> Fact:
        return Fact(type_, start, end, None, None, {"sources": ["s"], "locators": ["row"], **properties})

    return Recorded(
        nodes,
        {
            "PARTY_TO": [fact("PARTY_TO", Key("State", s), Key("Treaty", t)) for s, t in sorted(parties)],
            "BORDERS": [fact("BORDERS", Key("State", a), Key("State", b), kind="land") for a, b in sorted(borders)],
            "COVERS": [fact("COVERS", Key("Source", "s"), Key("Treaty", t)) for t in ("T", "U")],
        },
    )


def test_the_first_step_closes_most():
    """
    BBB borders AAA, CCC and DDD, all party to T; EEE borders DDD.

        AAA(T) = BBB = CCC(T)
                  |
                DDD(T) = EEE        BBB closes three border gaps and, with three neighbours, an instrument gap
    """
    borders = {("AAA", "BBB"), ("BBB", "CCC"), ("BBB", "DDD"), ("DDD", "EEE")}
    graph = drawn({("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, borders)
    found = plan(graph, DAY, {}, steps=5)
    assert [(s.state, s.treaty, len(s.closes), s.closed_by_then, s.opens) for s in found.steps] == [
        ("BBB", "T", 4, 4, 0),
        ("EEE", "T", 1, 5, 0),
    ]
    assert found.gaps == 5


def test_what_one_accession_would_change():
    graph = drawn({("AAA", "T")}, {("AAA", "BBB"), ("BBB", "CCC")})
    change = what_if(graph, DAY, {}, "BBB", "T")
    assert [(g.subject.id, g.other and g.other.id) for g in change.closed] == [("BBB", "AAA")]
    assert [(g.subject.id, g.other and g.other.id) for g in change.opened] == [("CCC", "BBB")]


PAIRS = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda p: p[0] < p[1]))
PARTIES = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["T", "U"])))


@settings(max_examples=60, deadline=None)
@given(PARTIES, PAIRS)
def test_gains_never_grow_and_each_step_closes_what_it_says(parties, borders):
    graph = drawn(parties, borders)
    groups = {"all": STATES}
    found = plan(graph, DAY, groups, steps=20)
    gains = [len(step.closes) for step in found.steps]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == found.steps[-1].closed_by_then == found.gaps if gains else found.gaps == 0
    for step in found.steps[:1]:
        changed = what_if(graph, DAY, groups, step.state, step.treaty)
        same = {(g.kind, g.subject, g.about, g.other) for g in changed.closed}
        assert {(g.kind, g.subject, g.about, g.other) for g in step.closes} <= same


@settings(max_examples=40, deadline=None)
@given(PARTIES, PAIRS, st.permutations(STATES))
def test_renaming_states_permutes_the_gains(parties, borders, names):
    other = dict(zip(STATES, names, strict=True))
    renamed_borders = {tuple(sorted((other[a], other[b]))) for a, b in borders}
    one = plan(drawn(parties, borders), DAY, {}, steps=20)
    two = plan(drawn({(other[s], t) for s, t in parties}, renamed_borders), DAY, {}, steps=20)
    assert [len(s.closes) for s in one.steps] == [len(s.closes) for s in two.steps]


@pytest.mark.parametrize("treaty", ["TIP_PROTOCOL", "ICRMW"])
def test_on_the_real_graph_a_planned_step_closes_gaps_of_its_state_only(bundled: EmbeddedStore, treaty):
    day = dt.date(2014, 7, 10)
    with bundled.open() as reader:
        graph = read(reader)
    found = plan(graph, day, regions(graph), steps=5, treaties=[treaty])
    assert len(found.steps) == 5
    for step in found.steps:
        assert {(g.subject.id, g.about and g.about.id) for g in step.closes if g.about} <= {(step.state, treaty)}
        change = what_if(graph, day, regions(graph), step.state, treaty)
        assert {g.subject.id for g in change.closed if g.about} == {step.state}
