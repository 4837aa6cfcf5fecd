from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.analysis.projection import Fact, Recorded, project, reported_pairs
from pactgraph.analysis.ties import all_layers, combined, layer_ties, pair_ties, partners, strongest, ties
from pactgraph.facts.records import Key

DAY = dt.date(2014, 1, 1)
STATES = ["AAA", "BBB", "CCC", "DDD"]


def drawn(agreements: dict[str, tuple[str, str, str]], memberships: dict[str, tuple[str, ...]]) -> Recorded:
    """Four synthetic States; agreements are id: (one, other, topic); memberships are institution: members."""
    nodes: dict[Key, dict[str, object]] = {Key("State", s): {"id": s, "name": s, "un_member": True} for s in STATES}
    facts: dict[str, list[Fact]] = {"CONCLUDED": [], "MEMBER_OF": [], "PARTY_TO": [], "COOPERATES_WITH": []}

    def add(type_: str, start: Key, end: Key, **properties: object) -> None:
        nodes.setdefault(end, {"id": end.id, "name": end.id})
        facts[type_].append(Fact(type_, start, end, dt.date(2010, 1, 1), None, properties))

    for id_, (one, other, topic) in agreements.items():
        key = Key("BilateralAgreement", id_)
        nodes[key] = {"id": id_, "topic": topic}
        add("CONCLUDED", Key("State", one), key)
        add("CONCLUDED", Key("State", other), key)
    for id_, members in memberships.items():
        label = {"T": "Treaty", "M": "Mechanism"}.get(id_[0], "RegionalBody")
        for state in members:
            if label == "Treaty":
                add("PARTY_TO", Key("State", state), Key(label, id_))
            else:
                add("MEMBER_OF", Key("State", state), Key(label, id_), status="member")
    return Recorded(nodes, facts)


def test_a_pair_is_tied_once_for_each_topic_however_many_texts():
    """
    AAA = BBB: two agreements on labour, one on extradition; AAA = CCC: one on labour.

        weights   AAA-BBB 2, AAA-CCC 1         strengths AAA 3, BBB 2, CCC 1, of 6 in all
        expected  AAA-BBB 3*2/6 = 1, AAA-CCC 3*1/6 = 0.5, BBB-CCC 2*1/6 = 1/3
    """
    graph = drawn(
        {
            "1": ("AAA", "BBB", "labour"),
            "2": ("BBB", "AAA", "labour"),
            "3": ("AAA", "BBB", "extradition"),
            "4": ("AAA", "CCC", "labour"),
        },
        {},
    )
    found = layer_ties(graph, DAY, "agreement")
    tie = found.between("BBB", "AAA")
    assert (tie.weight, tie.expected, tie.shared) == (2.0, 1.0, 3)
    assert tie.z == pytest.approx(math.sqrt(2 * (2 * math.log(2) - 1)))
    assert found.between("AAA", "CCC").expected == pytest.approx(0.5)
    assert found.between("BBB", "CCC").z == pytest.approx(-math.sqrt(2 / 3))
    assert [state for state, _ in partners(found, "AAA")] == ["BBB", "CCC"]


def test_layers_are_told_apart_and_empty_ones_left_out():
    graph = drawn(
        {"1": ("AAA", "BBB", "labour")},
        {"T1": ("AAA", "BBB", "CCC"), "B1": ("BBB", "CCC"), "M1": ("CCC", "DDD")},
    )
    found = all_layers(graph, DAY)
    assert list(found) == ["treaty", "body", "mechanism", "agreement"]
    assert found["treaty"].between("AAA", "BBB").weight == pytest.approx(1 / 2)
    assert found["body"].between("BBB", "CCC").weight == 1.0
    assert found["mechanism"].between("CCC", "DDD").weight == 1.0
    assert found["body"].between("CCC", "DDD").weight == 0.0
    assert list(all_layers(graph, dt.date(2009, 1, 1))) == []


def test_cooperation_is_reported_between_named_states_only():
    graph = drawn({}, {})
    named = Fact("COOPERATES_WITH", Key("State", "DDD"), Key("State", "AAA"), None, None, {"form": "joint team"})
    unnamed = Fact("COOPERATES_WITH", Key("State", "DDD"), Key("Group", "G"), None, None, {"form": "agreements"})
    graph = Recorded(graph.nodes, {**graph.facts, "COOPERATES_WITH": [named, unnamed]})
    assert reported_pairs(graph, DAY) == {("AAA", "DDD"): [named]}
    found = layer_ties(graph, DAY, "reported")
    assert (found.between("AAA", "DDD").weight, found.weight.sum()) == (1.0, 2.0)


def test_layers_have_the_same_say_however_many_links_they_have():
    """z is summed and divided by the root of the number of layers; weights are divided by the layer's mean."""
    one = layer_ties(drawn({}, {"B1": ("AAA", "BBB"), "B2": ("BBB", "CCC", "DDD")}), DAY, "body")
    texts = {str(n): ("CCC", "DDD", f"topic {n % 9}") for n in range(900)}
    many = layer_ties(drawn(texts, {}), DAY, "agreement")
    both = combined([one, many])
    assert both.z == pytest.approx((one.z + many.z) / math.sqrt(2))
    # Of six pairs the only one with agreements has all the weight of that layer: half of six.
    assert both.between("CCC", "DDD").weight == pytest.approx(3.0 + one.between("CCC", "DDD").weight * 6 / 2.5 / 2)
    assert both.weight.sum() == pytest.approx(12.0)
    with pytest.raises(ValueError, match="same States"):
        combined([])


TOPICS = st.sampled_from(["labour", "extradition", "police"])
LINKS = st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES), TOPICS), max_size=20)


@settings(max_examples=60, deadline=None)
@given(LINKS, st.permutations(STATES), st.randoms())
def test_renaming_states_permutes_pair_ties_and_order_does_not_matter(links, names, order):
    other = dict(zip(STATES, names, strict=True))
    one = pair_ties(STATES, links)
    renamed = [(other[a], other[b], topic) for a, b, topic in links]
    order.shuffle(renamed)
    two = pair_ties(STATES, renamed)
    place = [STATES.index(other[state]) for state in STATES]
    for name in ("weight", "expected", "z", "shared"):
        mine, theirs = getattr(one, name), getattr(two, name)
        assert mine == pytest.approx(theirs[np.ix_(place, place)])
        assert (mine == mine.T).all()
        assert not np.diagonal(mine).any()


MEMBERS = st.lists(st.sets(st.sampled_from(STATES), min_size=2).map(sorted).map(tuple), max_size=6)


@settings(max_examples=40, deadline=None)
@given(MEMBERS, st.permutations(STATES))
def test_renaming_states_permutes_ties(memberships, names):
    other = dict(zip(STATES, names, strict=True))
    one = ties(project(drawn({}, {f"B{n}": m for n, m in enumerate(memberships)}), DAY))
    renamed = {f"B{n}": tuple(other[s] for s in m) for n, m in enumerate(memberships)}
    two = ties(project(drawn({}, renamed), DAY))
    place = [STATES.index(other[state]) for state in STATES]
    assert one.weight == pytest.approx(two.weight[np.ix_(place, place)])
    assert one.z == pytest.approx(two.z[np.ix_(place, place)], abs=1e-6)
    assert all(tie.one < tie.other and tie.shared for tie in strongest(one, least_z=-9))
