from __future__ import annotations

import pytest
from drawings import act, at, borders, extended, fact, graph, provides, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.plans import BETWEEN_TWO, COUNTED, Plan, Question, Step, plan, question, reasons, what_if
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
    topics = {Key("Treaty", t): {"topic": "trafficking", "core": True} for t in ("T", "U")}
    return at(graph(dict.fromkeys(STATES, place), facts, topics))


def in_short(found: Plan) -> list[tuple[str, str, str, int, int, int]]:
    return [(s.what, "-".join(s.states), s.about, len(s.closes), len(s.opens), s.net_by_then) for s in found.steps]


WEST = {("AAA", "BBB"), ("BBB", "CCC"), ("BBB", "DDD"), ("DDD", "EEE")}


def test_the_first_step_closes_most():
    """
    BBB borders AAA, CCC and DDD, all party to T; EEE borders DDD.

        AAA(T) = BBB = CCC(T)       BBB closes three border gaps and, with three neighbours, an instrument gap
                  |
                DDD(T) = EEE        EEE one of each: three of all four others are party
    """
    then = drawn({("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, WEST)
    found = plan(then, steps=5)
    assert in_short(found) == [("accession", "BBB", "T", 4, 0, 4), ("accession", "EEE", "T", 2, 0, 6)]
    assert found.gaps == 6
    assert reasons(then, found.steps[0]) == [
        "most of its peers are party",
        "closes the gaps at the border with AAA, CCC, DDD",
    ]


def test_what_a_step_opens_is_taken_off_and_two_neighbours_may_go_together():
    """
    Only AAA is party to T, in a row of four: AAA(T) = BBB = CCC = DDD, and EEE far away.

    BBB by itself closes one border gap and opens the next: nothing is won. So for CCC, which only opens two.
    """
    then = drawn({("AAA", "T")}, {("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "DDD")})
    assert in_short(plan(then, steps=5)) == []
    row = drawn({("AAA", "T"), ("DDD", "T")}, {("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "DDD")})
    # Together they close two border gaps and open an instrument gap of EEE: four of four others are party.
    found = plan(row, steps=1, treaties=["T"])
    assert in_short(found) == [("joint accession", "BBB-CCC", "T", 2, 1, 1)]
    assert reasons(row, found.steps[0]) == [
        "closes the gaps at the border with AAA, DDD",
        "then most of the peers of EEE are party",
    ]


def test_each_step_is_counted_on_the_state_after_the_last():
    """AAA(T) = BBB = DDD(T), BBB = CCC, EEE(T) far away: once BBB has acceded, CCC borders a party."""
    then = drawn({("AAA", "T"), ("DDD", "T"), ("EEE", "T")}, {("AAA", "BBB"), ("BBB", "DDD"), ("BBB", "CCC")})
    found = plan(then, steps=9, treaties=["T"])
    assert in_short(found) == [("accession", "BBB", "T", 3, 1, 2), ("accession", "CCC", "T", 2, 0, 4)]
    assert recount(then, found)


def test_what_one_accession_would_change():
    graph = drawn({("AAA", "T")}, {("AAA", "BBB"), ("BBB", "CCC")})
    change = what_if(graph, ["BBB"], "T")
    assert [(g.subject.id, g.other and g.other.id) for g in change.closed] == [("BBB", "AAA")]
    assert [(g.subject.id, g.other and g.other.id) for g in change.opened] == [("CCC", "BBB")]


def gaps_of(then: AsAt) -> set[Question]:
    """Return the gaps there are, asked one by one: what a plan's steps are counted against."""
    return {question(gap) for kind in COUNTED for gap in then.answered(kind).gaps if gap.answer == "gap"}


def recount(then: AsAt, found: Plan) -> bool:
    """Whether each step closes and opens just what a new count of all gaps says, after the steps before it."""
    acceded: list[tuple[str, str]] = []
    for step in found.steps:
        before = gaps_of(then.supposing(acceded))
        acceded += [(state, step.about) for state in step.states]
        after = gaps_of(then.supposing(acceded))
        assert (set(step.closes), set(step.opens)) == (before - after, after - before), step
    return True


def best_by_hand(then: AsAt, provided: set[str]) -> float:
    """
    Return the largest net gain for each State acting.

    Of all accessions: by one State, by two neighbours, and by two that lack an act which the treaty provides.
    """
    before = gaps_of(then)
    lacking = {tuple(sorted((gap.state, gap.other))) for gap in before if gap.kind in BETWEEN_TWO}
    gains = []
    for treaty in ("T", "U"):
        acting = [(one,) for one in STATES] + sorted({*then.borders, *(lacking if treaty in provided else ())})
        for states in acting:
            if all(then.standing_of(one, treaty).answer != "party" for one in states):
                after = gaps_of(then.supposing([(one, treaty) for one in states]))
                gains.append((len(before) - len(after)) / len(states))
    return max(gains, default=0)


PAIRS_ONE = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda p: p[0] < p[1])
PAIRS = st.sets(PAIRS_ONE)
PARTIES = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["T", "U"])))
PROVIDED = st.sets(st.sampled_from(["T", "U"]))


def acting(then: AsAt, provided: set[str], covered: set[str], victims: set[tuple[str, str]]) -> AsAt:
    """The same States with an act that some treaties provide, registers of some, and corridors."""
    facts = [provides(treaty, "EXTRADITION") for treaty in sorted(provided)]
    facts += [fact("READ", Key("Source", "s"), Key("Treaty", t), None, extent="whole") for t in ("T", "U")]
    facts += [fact("COVERS", Key("Source", "s"), state(one), topic="extradition") for one in sorted(covered)]
    facts += [
        fact("DETECTED_VICTIMS", state(one), state(other), victims_min=7, last_year=2012)
        for one, other in sorted(victims)
    ]
    assert isinstance(then.facts, Recorded)
    return at(extended(then.facts, *facts, nodes=act("EXTRADITION", treaties="trafficking", agreements="extradition")))


@settings(max_examples=80, deadline=None)
@given(PARTIES, PAIRS, PROVIDED, st.sets(st.sampled_from(STATES)), st.sets(PAIRS_ONE, max_size=3))
def test_steps_are_exact_and_the_first_is_the_best_there_is(parties, pairs, provided, covered, victims):
    """An independent count: all gaps anew after each step, and every possible first step."""
    then = acting(drawn(parties, pairs, "All"), provided, covered, victims)
    found = plan(then, steps=4, agreements=False)
    assert recount(then, found)
    best = best_by_hand(then, provided)
    if found.steps:
        assert found.steps[0].net / len(found.steps[0].states) == best
    else:
        assert best <= 0


@settings(max_examples=40, deadline=None)
@given(PARTIES, PAIRS, st.permutations(STATES))
def test_renaming_states_permutes_the_gains(parties, pairs, names):
    other = dict(zip(STATES, names, strict=True))
    renamed = {tuple(sorted((other[a], other[b]))) for a, b in pairs}
    one = plan(drawn(parties, pairs, "All"), steps=1)
    two = plan(drawn({(other[s], t) for s, t in parties}, renamed, "All"), steps=1)
    assert [s.net / len(s.states) for s in one.steps] == [s.net / len(s.states) for s in two.steps]


@pytest.mark.parametrize(
    ("asked", "gaps", "first", "line"),
    [
        ({}, 6, ("BBB", "T"), "5 UN Member States"),
        ({"states": ["EEE"]}, 2, ("EEE", "T"), "1 of 5 UN Member States"),
        ({"treaties": ["U"]}, 0, None, ""),
    ],
)
def test_the_ground_set_follows_what_is_asked(asked, gaps, first, line):
    then = drawn({("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, WEST)
    found = plan(then, steps=9, **asked)
    assert found.gaps == gaps
    assert [(*s.states, s.about) for s in found.steps[:1]] == ([first] if first else [])
    table = then.tables.plan(state=(asked.get("states") or [None])[0])
    assert line in table.counted


def test_only_treaties_against_trafficking_are_considered_unless_named():
    then = drawn({("AAA", "T"), ("CCC", "T"), ("DDD", "T")}, WEST)
    assert isinstance(then.facts, Recorded)
    topics = {Key("Treaty", "T"): {"topic": "refugees"}, Key("Treaty", "U"): {"topic": "refugees"}}
    other = at(extended(then.facts, nodes=topics))
    assert plan(other, steps=5).steps == ()
    assert [step.states for step in plan(other, steps=1, treaties=["T"]).steps] == [("BBB",)]
    organized = {key: {"topic": "organized_crime"} for key in topics}
    crime = extended(then.facts, provides("T", "EXTRADITION"), nodes={**organized, **act("EXTRADITION")})
    assert [step.about for step in plan(at(crime), steps=1).steps] == ["T"]


@pytest.mark.parametrize("treaty", ["TIP_PROTOCOL", "ICRMW"])
def test_on_the_real_graph_steps_are_what_a_new_count_says(bundled: EmbeddedStore, treaty):
    with open_graph(str(bundled)) as opened:
        then = opened.at("2014-07-10")
        found = plan(then, steps=2, treaties=[treaty], agreements=False)
        assert len(found.steps) == 2
        assert recount(then, found)


def test_agreements_stand_in_the_same_list():
    """
    AAA = BBB, corridors AAA -> BBB and AAA -> CCC; nobody is party to anything, AAA has a register of extraditions.

    Between AAA and BBB an agreement closes three gaps (basis, corridor, bilateral), between AAA and CCC two.
    """
    then = acting(drawn(set(), {("AAA", "BBB")}), set(), {"AAA"}, {("AAA", "BBB"), ("AAA", "CCC")})
    found = plan(then, steps=9)
    assert in_short(found) == [
        ("agreement", "AAA-BBB", "EXTRADITION", 3, 0, 3),
        ("agreement", "AAA-CCC", "EXTRADITION", 2, 0, 5),
    ]
    assert found.gaps == 5
    assert reasons(then, found.steps[0])[1] == "1 corridor with at least 7 detected victims between them"
    assert [step.states for step in plan(then, steps=9, states={"CCC"}).steps] == [("AAA", "CCC")]
    assert plan(then, steps=9, agreements=False).steps == ()


def test_an_accession_closes_what_it_provides_between_two():
    """BBB is party to T, which provides the act; AAA is not, and borders nobody."""
    then = acting(drawn({("BBB", "T")}, set()), {"T"}, {"AAA"}, {("AAA", "BBB")})
    (step,) = plan(then, steps=1, agreements=False).steps
    assert isinstance(step, Step)
    assert (step.states, step.about, {one.kind for one in step.closes}) == (("AAA",), "T", {"corridor", "bilateral"})
    both = acting(drawn(set(), set()), {"T"}, {"AAA"}, {("AAA", "BBB")})
    (joint,) = plan(both, steps=1, agreements=False).steps
    assert (joint.what, joint.states) == ("joint accession", ("AAA", "BBB"))
