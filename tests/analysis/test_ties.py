from __future__ import annotations

import datetime as dt
import math
from itertools import product

import networkx as nx
import numpy as np
import pytest
from drawings import at, between, extended, fact, graph, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import gammainc

from pactgraph import open_graph
from pactgraph.analysis.chance import STEP, at_least, chances_of_as_much, poisson_chances
from pactgraph.analysis.projection import Projection, project, reported_pairs
from pactgraph.analysis.recorded import Fact, Recorded
from pactgraph.analysis.ties import (
    all_layers,
    combined,
    configuration_model,
    layer_ties,
    pair_ties,
    partners,
    say,
    sources_of,
    strongest,
    ties,
    ties_of,
)
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.pages.contents import contents, data
from pactgraph.stores.embedded import EmbeddedStore

STATES = ["AAA", "BBB", "CCC", "DDD"]


def drawn(agreements: dict[str, tuple[str, str, str]], memberships: dict[str, tuple[str, ...]]) -> Recorded:
    """Four synthetic States; agreements are id: (one, other, topic); memberships are institution: members."""
    facts: list[Fact] = []
    nodes: dict[Key, dict[str, object]] = {}
    for id_, (one, other, topic) in agreements.items():
        nodes[Key("BilateralAgreement", id_)] = {"topic": topic}
        facts += [fact("CONCLUDED", state(s), Key("BilateralAgreement", id_)) for s in (one, other)]
    for id_, members in memberships.items():
        if id_.startswith("T"):
            facts += stands(id_, party=" ".join(members))
        else:
            body = Key("Mechanism" if id_.startswith("M") else "RegionalBody", id_)
            facts += [fact("MEMBER_OF", state(s), body, status="member") for s in members]
    return graph(STATES, facts, nodes)


BLOCS = drawn(
    {"1": ("AAA", "BBB", "labour")},
    {"T1": ("AAA", "BBB", "CCC"), "B1": ("BBB", "CCC"), "M1": ("CCC", "DDD")},
)


@pytest.mark.parametrize(
    ("layers", "on", "institutions", "links"),
    [
        (("treaty",), "2014-01-01", ["T1"], 3),
        (("treaty", "body", "mechanism"), "2014-01-01", ["T1", "B1", "M1"], 7),
        (("agreement",), "2014-01-01", ["1"], 2),
        (("treaty", "body"), "2009-12-31", [], 0),
    ],
)
def test_projection_holds_what_holds_on_the_day(layers, on, institutions, links):
    observer = fact("MEMBER_OF", state("DDD"), Key("RegionalBody", "B1"), status="observer")
    found = project(at(extended(BLOCS, observer), dt.date.fromisoformat(on)), layers)
    assert [key.id for key in found.institutions] == institutions
    assert found.biadjacency.shape == (4, len(institutions))
    assert found.biadjacency.sum() == links


def test_weights_equal_those_of_networkx_on_the_real_graph(bundled: EmbeddedStore):
    with open_graph(str(bundled)) as opened:
        then = opened.at("2014-07-10")
        projected, ours = then.projection, then.tied
    theirs: nx.Graph = nx.Graph()
    theirs.add_nodes_from(projected.states)
    rows, columns = projected.biadjacency.nonzero()
    theirs.add_edges_from((projected.states[r], ("institution", int(c))) for r, c in zip(rows, columns, strict=True))
    weights = nx.bipartite.collaboration_weighted_projected_graph(theirs, projected.states)
    assert ours.weight == pytest.approx(nx.to_numpy_array(weights, nodelist=projected.states), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(arrays(np.float64, (7, 5), elements=st.sampled_from([0.0, 1.0])))
def test_the_configuration_model_keeps_degrees(biadjacency):
    chances = configuration_model(biadjacency)
    assert chances.min() >= 0
    assert chances.max() <= 1
    assert chances.sum(axis=0) == pytest.approx(biadjacency.sum(axis=0), abs=1e-6)
    assert chances.sum(axis=1) == pytest.approx(biadjacency.sum(axis=1), abs=1e-6)


def test_a_pair_is_tied_once_for_each_topic_however_many_texts():
    """
    AAA = BBB: two agreements on labour, one on extradition; AAA = CCC: one on labour.

        weights   AAA-BBB 2, AAA-CCC 1         strengths AAA 3, BBB 2, CCC 1, of 6 in all
        expected  AAA-BBB 3*2/6 = 1, AAA-CCC 3*1/6 = 0.5, BBB-CCC 2*1/6 = 1/3
    """
    texts = {
        "1": ("AAA", "BBB", "labour"),
        "2": ("BBB", "AAA", "labour"),
        "3": ("AAA", "BBB", "extradition"),
        "4": ("AAA", "CCC", "labour"),
    }
    found = layer_ties(at(drawn(texts, {})), "agreement")
    tie = found.between("BBB", "AAA")
    assert (tie.weight, tie.expected, tie.shared) == (2.0, 1.0, 3)
    assert tie.z == pytest.approx(math.sqrt(2 * (2 * math.log(2) - 1)))
    assert found.between("AAA", "CCC").expected == pytest.approx(0.5)
    assert found.between("BBB", "CCC").z == pytest.approx(-math.sqrt(2 / 3))
    assert [partner for partner, _ in partners(found, "AAA")] == ["BBB", "CCC"]


def test_layers_are_told_apart_and_empty_ones_left_out():
    found = all_layers(at(BLOCS))
    assert list(found) == ["treaty", "body", "mechanism", "agreement"]
    assert found["treaty"].between("AAA", "BBB").weight == pytest.approx(1 / 2)
    assert found["body"].between("BBB", "CCC").weight == 1.0
    assert found["mechanism"].between("CCC", "DDD").weight == 1.0
    assert found["body"].between("CCC", "DDD").weight == 0.0
    assert list(all_layers(at(BLOCS, dt.date(2009, 1, 1)))) == []


def test_cooperation_is_reported_between_named_states_only():
    named = fact("COOPERATES_WITH", state("DDD"), state("AAA"), form="joint team")
    unnamed = fact("COOPERATES_WITH", state("DDD"), Key("Group", "G"), form="agreements")
    then = at(extended(drawn({}, {}), named, unnamed))
    assert {pair: [link.kind for link in links] for pair, links in reported_pairs(then).items()} == {
        ("AAA", "DDD"): ["joint team"]
    }
    found = layer_ties(then, "reported")
    assert (found.between("AAA", "DDD").weight, found.weight.sum()) == (1.0, 2.0)


def test_layers_are_added_up():
    """z is summed and divided by the root of the number of layers; weights are divided by the layer's mean."""
    one = layer_ties(at(drawn({}, {"B1": ("AAA", "BBB"), "B2": ("BBB", "CCC", "DDD")})), "body")
    texts = {str(n): ("CCC", "DDD", f"topic {n % 9}") for n in range(900)}
    many = layer_ties(at(drawn(texts, {})), "agreement")
    both = combined([one, many])
    assert both.z == pytest.approx((one.z + many.z) / math.sqrt(2))
    # Of six pairs the only one with agreements has all the weight of that layer: half of six.
    assert both.between("CCC", "DDD").weight == pytest.approx(3.0 + one.between("CCC", "DDD").weight * 6 / 2.5 / 2)
    assert both.weight.sum() == pytest.approx(12.0)
    with pytest.raises(ValueError, match="same States"):
        combined([])


def test_what_is_shown_everywhere_is_what_is_shared():
    """Treaties, bodies and mechanisms are one projection; agreements count beside it only where they are asked for."""
    then = at(BLOCS)
    assert ties_of(then).z == pytest.approx(then.tied.z)
    both = ties_of(then, ("treaty", "body", "mechanism", "agreement"))
    assert both.z == pytest.approx((then.tied.z + layer_ties(then, "agreement").z) / math.sqrt(2))
    table = then.tables.ties("BBB")
    assert [row[0] for row in table.rows] == [partner for partner, _ in partners(then.tied, "BBB")]
    assert [tie for _, tie in then.brief("BBB").strongest] == [tie for _, tie in partners(then.tied, "BBB")]
    assert "3 other UN Member States; as at 2014-01-01" in table.counted
    assert {row[0]: row[-1] for row in table.rows} == {
        "CCC": ["B1", "T1"],
        "AAA": ["T1", "agreements on labour: 1"],
    }


def test_the_ties_shown_the_same_on_every_door_of_the_real_graph(bundled: EmbeddedStore):
    with open_graph(str(bundled)) as opened:
        then = opened.at()
        for id_ in ("THA", "CHE", "FJI"):
            shown = [partner for partner, _ in then.brief(id_).strongest]
            assert list(then.ties(id_, limit=6)["partner"]) == shown
            near = {tie.other if tie.one == id_ else tie.one for tie in then.strongest if id_ in (tie.one, tie.other)}
            assert {p for p in shown if then.tied.between(id_, p).z > 1} <= near


def test_partners_stand_in_one_order_everywhere():
    """Table, brief and page: by z, then weight, then id. The page rounds z, and must not sort by what it shows."""
    recorded = between()
    then = at(recorded)
    page = data(contents(recorded, then.day))
    id_of = [node["id"] for node in page["nodes"]]
    for id_ in ("AAA", "CCC", "LLL", "ZZZ"):
        ends = [(id_of[tie["one"]], id_of[tie["other"]]) for tie in page["ties"]]
        on_page = [other if one == id_ else one for one, other in ends if id_ in (one, other)]
        listed = list(then.ties(id_)["partner"])
        assert on_page
        assert on_page == [partner for partner in listed if partner in on_page]
        assert listed == [partner for partner, _ in partners(then.tied, id_)]
        assert [partner for partner, _ in then.brief(id_).strongest] == listed[:6]
    listed = [then.tied.between(id_of[tie["one"]], id_of[tie["other"]]) for tie in page["ties"]]
    keys = [(-round(tie.z, 6), -round(tie.weight, 9), tie.one, tie.other) for tie in listed]
    assert keys == sorted(keys)
    assert len({key[0] for key in keys}) < len(keys), "some z are equal"


def test_what_ranks_pairs_is_said_of_each_layer():
    """Shares of the variance of z over all pairs, worked out again from the parts; layers without ties have none."""
    then = at(BLOCS)
    assert say(then, ["agreement"]) == {"agreement": pytest.approx(1.0)}
    assert say(at(BLOCS, dt.date(2009, 1, 1))) == {}
    layers = ["treaty", "body", "mechanism", "agreement", "reported"]
    found = say(then, layers)
    assert list(found) == ["treaty", "body", "mechanism", "agreement"]
    assert sum(found.values()) == pytest.approx(1.0)
    places = [(row, column) for row in range(4) for column in range(row)]
    total = np.array([ties_of(then, layers).z[place] for place in places])
    agreement = np.array([layer_ties(then, "agreement").z[place] for place in places]) / math.sqrt(2)
    assert found["agreement"] == pytest.approx(np.cov(agreement, total)[0, 1] / np.var(total, ddof=1))
    line = then.tables.ties("BBB", layers=layers).counted
    said = ", ".join(f"{layer} {share:.0%}" for layer, share in found.items())
    assert f"ranked by treaty, body, mechanism, agreement (of what ranks pairs, the variance of z: {said})" in line


def test_a_layer_without_ties_is_not_counted():
    then = at(BLOCS)
    layers = ("treaty", "body", "mechanism", "agreement")
    assert ties_of(then, (*layers, "reported")).z == pytest.approx(ties_of(then, layers).z)
    assert ties_of(then, ("treaty", "reported")).z == pytest.approx(ties_of(then, ("treaty",)).z)


@settings(max_examples=40, deadline=None)
@given(arrays(np.float64, (5, 6), elements=st.sampled_from([0.0, 1.0])))
def test_chance_is_that_of_every_way_to_take_part(drawing):
    """All 64 ways in which two may take part in six institutions, each with its chance."""
    drawing = drawing[:, drawing.sum(axis=0) > 1]
    institutions = [Key("RegionalBody", str(column)) for column in range(drawing.shape[1])]
    projection = Projection(dt.date(2014, 1, 1), list("abcde"), institutions, ["body"] * len(institutions), drawing)
    chances = configuration_model(drawing)
    steps = [round(1 / (n - 1) / STEP) for n in drawing.sum(axis=0)]
    for row, one in enumerate(projection.states):
        found = chances_of_as_much(projection, one)
        for column in range(5):
            if column == row:
                continue
            observed = sum(step for step, a, b in zip(steps, drawing[row], drawing[column], strict=True) if a and b)
            expected = 0.0
            for way in product((0, 1), repeat=len(steps)):
                both = chances[row] * chances[column]
                if sum(step for step, yes in zip(steps, way, strict=True) if yes) >= observed:
                    expected += math.prod(p if yes else 1 - p for p, yes in zip(both, way, strict=True))
            assert found[column] == pytest.approx(expected)


def test_chance_of_agreements_is_that_of_a_poisson_count():
    texts = {"1": ("AAA", "BBB", "labour"), "2": ("AAA", "BBB", "police"), "3": ("AAA", "CCC", "labour")}
    tied = layer_ties(at(drawn(texts, {})), "agreement")
    found = poisson_chances(tied, "AAA")
    below = sum(math.exp(-1) / math.factorial(k) for k in range(2))  # AAA-BBB: 2 where 3 * 2 / 6 = 1 is expected
    assert found[1] == pytest.approx(1 - below)
    assert found[2] == pytest.approx(1 - math.exp(-0.5))
    assert list(found[[0, 3]]) == [1.0, 1.0]


def test_a_count_is_as_likely_as_scipy_says():
    for mean in (0.0, 1e-9, 0.3, 1.0, 7.5, 40.0, 900.0):
        for count in (0, 1, 2, 5, 12, 39, 40, 41, 90, 890, 1_000):
            theirs = 1.0 if count == 0 else float(gammainc(count, mean))
            assert at_least(count, mean) == pytest.approx(theirs, rel=1e-9, abs=1e-300), (count, mean)


def test_exact_ranks_stand_beside_those_by_z(bundled: EmbeddedStore):
    """A few large parts make z mislead: on the real graph some partners of the same State change places."""
    with open_graph(str(bundled)) as opened:
        then = opened.at("2014-07-10")
        found = dict(zip(then.members, chances_of_as_much(then.projection, "USA"), strict=True))
        by_z = [partner for partner, _ in partners(then.tied, "USA")]
        exact = sorted(by_z, key=found.__getitem__)
        other = next(one for one, two in zip(by_z, exact, strict=True) if one != two)
        row = then.ties("USA", other).set_index("layer").loc["together"]
    assert row["rank"] == f"{by_z.index(other) + 1} of {len(by_z)}"
    assert row["rank_exact"] == f"{exact.index(other) + 1} of {len(by_z)}"
    assert row["chance"] == float(f"{found[other]:.1e}")


def test_what_is_added_up_of_both_kinds_of_layers_has_no_chance():
    then = at(BLOCS)
    mixed = then.tables.ties("BBB", "AAA", layers=["treaty", "agreement"]).frame().set_index("layer")
    assert mixed.loc["together", "rank_exact"] == ""
    assert mixed["chance"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("layer", "one", "other", "sources"),
    [
        ("treaty", "AAA", "BBB", ["s"]),
        ("treaty", "AAA", "DDD", []),
        ("body", "CCC", "BBB", ["roll", "s"]),  # each side's membership may be stated by another source
        ("body", "CCC", None, ["s"]),
        ("body", "CCC", "DDD", []),  # of the mechanism, not of the body
        ("mechanism", "CCC", "DDD", ["s"]),
        ("agreement", "AAA", "BBB", ["s"]),
        ("agreement", "CCC", None, []),
        ("reported", "DDD", "AAA", ["reply"]),
        ("reported", "AAA", "BBB", []),
    ],
)
def test_who_states_what_a_tie_rests_on(layer, one, other, sources):
    named = fact("COOPERATES_WITH", state("DDD"), state("AAA"), form="joint team", sources=["reply"])
    seen = fact("MEMBER_OF", state("BBB"), Key("RegionalBody", "B1"), status="member", sources=["roll"])
    watching = fact("MEMBER_OF", state("DDD"), Key("RegionalBody", "B1"), status="observer", sources=["gate"])
    then = at(extended(BLOCS, named, seen, watching))
    assert sources_of(then, layer, one, other) == sources


def test_who_recorded_the_links_and_whose_registers_are_loaded_is_said():
    then = at(BLOCS)
    assert "recorded by s (treaty), s (body), s (agreement);" in then.tables.ties("BBB").counted
    assert "the register of agreements of BBB is not loaded" in then.tables.ties("BBB").counted
    assert "registers of agreements loaded: nobody" in then.tables.ties("BBB", "CCC").counted
    frame = then.ties("BBB", "CCC").set_index("layer")
    assert frame["sources"].to_dict() == {
        "treaty": ["s"],
        "body": ["s"],
        "mechanism": [],
        "agreement": [],
        "together": [],
    }


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"state": "VAT"}, "STATE VAT: no UN Member State as at 2014-01-01"),
        ({"state": "AAA", "other": "AAA"}, "OTHER AAA: expected another State than AAA"),
        ({"state": "AAA", "layers": ["kinship"]}, "layer kinship: expected one of treaty, body"),
    ],
)
def test_a_mistake_names_the_option(asked, message):
    with pytest.raises(UsageError, match=message):
        at(BLOCS).tables.ties(**asked)


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
    place = [STATES.index(other[s]) for s in STATES]
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
    one = ties(project(at(drawn({}, {f"B{n}": m for n, m in enumerate(memberships)}))))
    renamed = {f"B{n}": tuple(other[s] for s in m) for n, m in enumerate(memberships)}
    two = ties(project(at(drawn({}, renamed))))
    place = [STATES.index(other[s]) for s in STATES]
    assert one.weight == pytest.approx(two.weight[np.ix_(place, place)])
    assert one.z == pytest.approx(two.z[np.ix_(place, place)], abs=1e-6)
    assert all(tie.one < tie.other and tie.shared for tie in strongest(one, least_z=-9))
