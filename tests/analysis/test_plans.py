from __future__ import annotations

import pytest
from drawings import at, borders, extended, fact, graph, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.plans import plan, plan_agreements, what_if
from pactgraph.analysis.recorded import Recorded
from pactgraph.facts.records import Key
from pactgraph.stores.embedded import EmbeddedStore

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def drawn(parties: set[tuple[str, str]], pairs: set[tuple[str, str]], place: str = "") -> AsAt:
    """Five synthetic States, two treaties T and U that whole lists cover, the parties and borders given."""
    facts = borders(*(f"{one} {other}" for one, other in sorted(pairs)))
    for treaty in ("T", "U"):
        party = [s for s in STATES if (s, treaty) in parties]
        facts += stands(treaty, party=" ".join(party), not_party=" ".join(s for s in STATES if s not in party))
    topics = {Key("Treaty", t): {"topic": "trafficking"} for t in ("T", "U")}
    return at(graph(dict.fromkeys(STATES, place), facts, topics))


def test_the_first_step_closes_most():
    """
    BBB borders AAA, CCC and DDD, all party to T; EEE borders DDD.

        AAA(T) = BBB = CCC(T)
                  |
                DDD(T) = EEE        BBB closes three border gaps and, with three neighbours, an instrument gap;
                                    EEE a border gap, and an instrument gap as three of four others are party
    """
    borders = {("AAA", "BBB"), ("BBB", "CCC"), ("BBB", "DDD"), ("DDD", "EEE")}
    graph = drawn({("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, borders)
    found = plan(graph, steps=5)
    assert [(s.state, s.treaty, len(s.closes), s.closed_by_then, s.opens) for s in found.steps] == [
        ("BBB", "T", 4, 4, 0),
        ("EEE", "T", 2, 6, 0),
    ]
    assert found.gaps == 6


def test_what_one_accession_would_change():
    graph = drawn({("AAA", "T")}, {("AAA", "BBB"), ("BBB", "CCC")})
    change = what_if(graph, "BBB", "T")
    assert [(g.subject.id, g.other and g.other.id) for g in change.closed] == [("BBB", "AAA")]
    assert [(g.subject.id, g.other and g.other.id) for g in change.opened] == [("CCC", "BBB")]


PAIRS_ONE = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda p: p[0] < p[1])
PAIRS = st.sets(PAIRS_ONE)
PARTIES = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["T", "U"])))


@settings(max_examples=60, deadline=None)
@given(PARTIES, PAIRS)
def test_gains_never_grow_and_each_step_closes_what_it_says(parties, pairs):
    graph = drawn(parties, pairs, "All")
    found = plan(graph, steps=20)
    gains = [len(step.closes) for step in found.steps]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == found.steps[-1].closed_by_then == found.gaps if gains else found.gaps == 0
    for step in found.steps[:1]:
        changed = what_if(graph, step.state, step.treaty)
        same = {(g.kind, g.subject, g.about, g.other) for g in changed.closed}
        assert {(g.kind, g.subject, g.about, g.other) for g in step.closes} <= same


@settings(max_examples=40, deadline=None)
@given(PARTIES, PAIRS, st.permutations(STATES))
def test_renaming_states_permutes_the_gains(parties, pairs, names):
    other = dict(zip(STATES, names, strict=True))
    renamed = {tuple(sorted((other[a], other[b]))) for a, b in pairs}
    one = plan(drawn(parties, pairs, "All"), steps=20)
    two = plan(drawn({(other[s], t) for s, t in parties}, renamed, "All"), steps=20)
    assert [len(s.closes) for s in one.steps] == [len(s.closes) for s in two.steps]


@pytest.mark.parametrize(
    ("asked", "gaps", "first", "line"),
    [
        ({}, 6, ("BBB", "T"), "5 UN Member States"),
        ({"states": ["EEE"]}, 2, ("EEE", "T"), "1 of 5 UN Member States"),
        ({"treaties": ["U"]}, 0, None, ""),
    ],
)
def test_the_ground_set_follows_what_is_asked(asked, gaps, first, line):
    then = drawn(
        {("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, {("AAA", "BBB"), ("BBB", "CCC"), ("BBB", "DDD"), ("DDD", "EEE")}
    )
    found = plan(then, steps=9, **asked)
    assert found.gaps == gaps
    assert [(s.state, s.treaty) for s in found.steps[:1]] == ([first] if first else [])
    table = then.tables.plan(state=(asked.get("states") or [None])[0])
    assert line in table.counted


@pytest.mark.parametrize("treaty", ["TIP_PROTOCOL", "ICRMW"])
def test_on_the_real_graph_a_planned_step_closes_gaps_of_its_state_only(bundled: EmbeddedStore, treaty):
    with open_graph(str(bundled)) as opened:
        then = opened.at("2014-07-10")
        found = plan(then, steps=5, treaties=[treaty])
        assert len(found.steps) == 5
        for step in found.steps:
            assert {(g.subject.id, g.about and g.about.id) for g in step.closes if g.about} <= {(step.state, treaty)}
            change = what_if(then, step.state, treaty)
            assert {g.subject.id for g in change.closed if g.about} == {step.state}
            assert all(gap in change.closed for gap in step.closes)


TOPICS = ("extradition", "readmission")


def based(
    pairs: set[tuple[str, str]],
    victims: dict[tuple[str, str], int],
    registers: set[tuple[str, str]],
    agreements: set[tuple[str, str, str]],
) -> AsAt:
    """The five States, nobody party to anything; `registers` are of a State and a topic, or of every topic (`""`)."""
    facts, nodes = [], {}
    for (origin, destination), number in sorted(victims.items()):
        facts.append(fact("DETECTED_VICTIMS", state(origin), state(destination), victims_min=number, last_year=2012))
    for id_, topic in sorted(registers):
        facts.append(fact("COVERS", Key("Source", "s"), state(id_), **({"topic": topic} if topic else {})))
    for one, other, topic in sorted(agreements):
        key = Key("BilateralAgreement", f"{one}-{other}-{topic}")
        nodes[key] = {"topic": topic}
        facts += [fact("CONCLUDED", state(s), key) for s in (one, other)]
    recorded = drawn(set(), pairs).facts
    assert isinstance(recorded, Recorded)
    return at(extended(recorded, *facts, nodes=nodes))


def test_agreements_that_close_most():
    """
    AAA = BBB, corridor AAA -> BBB (9 victims) and AAA -> CCC (20); AAA has registers of every topic and of extradition.

        AAA-BBB  no basis (1), corridor (1), bilateral on any topic and on extradition (2)
        AAA-CCC  corridor (1), bilateral (2)
    """
    registers = {("AAA", ""), ("AAA", "extradition")}
    graph = based({("AAA", "BBB")}, {("AAA", "BBB"): 9, ("AAA", "CCC"): 20}, registers, set())
    found = plan_agreements(graph, steps=9)
    assert [(s.one, s.other, s.topic, len(s.closes), s.closed_by_then, s.victims) for s in found.steps] == [
        ("AAA", "BBB", "any topic", 3, 3, 9),
        ("AAA", "CCC", "any topic", 2, 5, 20),
        ("AAA", "CCC", "extradition", 1, 6, 20),
        ("AAA", "BBB", "extradition", 1, 7, 9),
    ]
    assert found.gaps == 7
    assert [s.other for s in plan_agreements(graph, steps=9, states={"CCC"}).steps] == ["CCC", "CCC"]


REGISTERS = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["", *TOPICS])), max_size=4)
AGREED = st.sets(st.tuples(st.sampled_from(STATES[:2]), st.sampled_from(STATES[2:]), st.sampled_from(TOPICS)))


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.dictionaries(PAIRS_ONE, st.integers(0, 99), max_size=3), REGISTERS, AGREED, st.integers(1, 4))
def test_no_choice_of_as_many_agreements_closes_more(borders, victims, registers, agreements, steps):
    graph = based(borders, victims, registers, agreements)
    every = plan_agreements(graph, steps=99)
    gains = [len(step.closes) for step in every.steps]
    assert gains == sorted(gains, reverse=True)
    assert sum(gains) == every.gaps
    pairs: dict[tuple[str, str], list[int]] = {}
    for step in every.steps:
        pairs.setdefault((step.one, step.other), []).append(len(step.closes))
    best = {0: 0}
    for offered in pairs.values():  # the best that any choice of n agreements closes, pair by pair
        totals = [sum(sorted(offered, reverse=True)[:n]) for n in range(len(offered) + 1)]
        best = {
            n: max(best[m] + totals[n - m] for m in best if 0 <= n - m < len(totals))
            for n in range(max(best) + len(totals))
        }
    chosen = plan_agreements(graph, steps=steps)
    assert sum(len(step.closes) for step in chosen.steps) == best[min(steps, max(best))]
