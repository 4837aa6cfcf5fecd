from __future__ import annotations

import datetime as dt
import subprocess
import sys
from itertools import pairwise

import networkx as nx
import pytest
from drawings import at, extended, fact, graph, state
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph import open_graph
from pactgraph.analysis.clusters import (
    NEAR,
    Cluster,
    Partition,
    adjusted_rand,
    clusters_at,
    clusters_of_days,
    inside,
    over_time,
    partition,
)
from pactgraph.analysis.louvain import louvain, modularity, weighted
from pactgraph.analysis.projection import project
from pactgraph.analysis.recorded import Recorded
from pactgraph.analysis.ties import Tie, strongest, ties
from pactgraph.analysis.timeline import groupings
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.stores.embedded import EmbeddedStore

DAYS = [dt.date(year, 12, 31) for year in (2000, 2005, 2010)]


def blocs(regions: dict[str, str] | None = None, **acronyms: str) -> Recorded:
    """Two blocs of synthetic States, ABC and DEF, members of two bodies each; all six are in WORLD."""
    states = [3 * letter for letter in "ABCDEF"]
    members = {"SMALL_1": states[:3], "SMALL_2": states[:3], "NORTH": states[3:], "SOUTH": states[3:], "WORLD": states}
    facts = [
        fact("MEMBER_OF", state(s), Key("RegionalBody", body), "1990-01-01", status="member")
        for body, inside in members.items()
        for s in inside
    ]
    nodes = {Key("RegionalBody", body): {"acronym": acronyms.get(body, body.title())} for body in members}
    return graph(regions or dict.fromkeys(states, ""), facts, nodes)


def test_clusters_are_marked_by_what_fits_them_best():
    """WORLD has everybody and marks nobody; each bloc is marked by its own bodies alone."""
    parted = clusters_at(at(blocs()), ("body",))
    assert [cluster.states for cluster in parted.clusters] == [("AAA", "BBB", "CCC"), ("DDD", "EEE", "FFF")]
    marks = [[(m.institution.id, m.inside, m.outside, m.score) for m in c.marks] for c in parted.clusters]
    assert marks[0][:2] == [("SMALL_1", 1.0, 0.0, 1.0), ("SMALL_2", 1.0, 0.0, 1.0)]
    assert marks[1] == [("NORTH", 1.0, 0.0, 1.0), ("SOUTH", 1.0, 0.0, 1.0)]


@pytest.mark.parametrize(
    ("regions", "names"),
    [
        ("......", ["Small_1, Small_2", "North, South"]),
        ("WWWEEE", ["W (Small_1, Small_2)", "E (North, South)"]),
        ("WWEEEE", ["W (Small_1, Small_2)", "E (North, South)"]),  # two of three are of it
        ("WVUEED", ["Small_1, Small_2", "E (North, South)"]),  # one of three is not most
    ],
)
def test_a_cluster_has_one_name(regions, names):
    places = {3 * letter: place.strip(".") for letter, place in zip("ABCDEF", regions, strict=True)}
    then = at(blocs(places))
    assert [cluster.name for cluster in then.partition.clusters] == names
    assert [row[1] for row in then.tables.clusters().rows] == names
    named = {group.name for groups in then.peers.values() for group in groups if group.kind == "cluster"}
    assert named == {f"cluster {name}" for name in names}


@pytest.mark.parametrize(
    ("acronyms", "name"),
    [
        ({"NORTH": 40 * "n"}, f"{40 * 'n'}, South"),
        ({"NORTH": 41 * "n"}, "South"),
        ({"NORTH": 41 * "n", "SOUTH": 41 * "s"}, 41 * "n"),  # better long than none
    ],
)
def test_a_cluster_is_named_by_what_has_a_short_name(acronyms, name):
    assert [cluster.name for cluster in at(blocs(**acronyms)).partition.clusters] == ["Small_1, Small_2", name]


def test_clusters_without_anything_of_their_own_are_numbered_and_none_has_the_name_of_another(bundled: EmbeddedStore):
    lone = graph(("AAA", "BBB"), [])
    assert partition(project(at(lone)), []).clusters == ()
    with open_graph(str(bundled)) as opened:
        for day in ("1950-12-31", "1990-12-31", "2014-06-09", "2026-09-24"):
            names = [cluster.name for cluster in opened.at(day).partition.clusters]
            assert len(set(names)) == len(names) > 1


CLUSTERS = """
import random, sys
from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.clusters import partition
from pactgraph.analysis.recorded import Recorded
with open_graph(sys.argv[1]) as graph:
    recorded = graph.recorded
order = random.Random(int(sys.argv[2]))
facts = {name: order.sample(list(found), len(found)) for name, found in recorded.facts.items()}
then = AsAt(Recorded(recorded.nodes, facts), graph.day("2014-07-10"))
kept = list(then.strongest)
random.Random(int(sys.argv[2])).shuffle(kept)
found = partition(then.projection, kept)
print(found.digest, f"{found.modularity:.6f}", len(kept), [c.name for c in then.partition.clusters])
print(then.confidence)
"""


@pytest.mark.slow
def test_clusters_are_the_same_under_any_hash_seed_and_order(bundled: EmbeddedStore):
    answers = {
        subprocess.run(
            [sys.executable, "-c", CLUSTERS, str(bundled), seed],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1


def test_communities_are_those_of_networkx_on_the_real_graph(bundled: EmbeddedStore):
    with open_graph(str(bundled)) as opened:
        for day in ("1970-12-31", "2014-07-10"):
            then = opened.at(day)
            place = {s: n for n, s in enumerate(sorted({s for tie in then.strongest for s in (tie.one, tie.other)}))}
            links = sorted((place[tie.one], place[tie.other], round(tie.weight, 9)) for tie in then.strongest)
            theirs: nx.Graph = nx.Graph()
            theirs.add_nodes_from(range(len(place)))
            theirs.add_weighted_edges_from(links)
            ours = weighted(len(place), links)
            for seed in range(2014, 2017):
                expected = nx.community.louvain_communities(theirs, seed=seed)
                found = louvain(ours, 1.0, seed)
                assert sorted(found) == sorted(sorted(community) for community in expected)
                assert modularity(ours, found, 1.0) == pytest.approx(nx.community.modularity(theirs, expected))


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.1, 3.0)), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.sampled_from([0.5, 1.0, 2.0]))
def test_communities_hold_every_node_once_and_are_no_worse_than_single_nodes(edges, resolution):
    links = [(a, b, w) for a, b, w in edges if a != b] or [(0, 1, 1.0)]
    drawn = weighted(8, links)
    found = louvain(drawn, resolution, 1)
    assert sorted(node for community in found for node in community) == list(range(8))
    alone = modularity(drawn, [[node] for node in range(8)], resolution)
    assert modularity(drawn, found, resolution) >= alone - 1e-9


def made(*groups: str) -> Partition:
    """Clusters of one-letter States, such as `abc`."""
    return Partition(tuple(Cluster(n, tuple(group), ()) for n, group in enumerate(groups, start=1)), (), 0.5)


def test_clusters_are_followed_by_the_states_they_share():
    """
    2000: abcd, efg     2005: abce, hij (new), fg     2010: abcefg, hij

    fg shares two of efg's three (index 2/3); abce shares three of five with abcd (3/5). In 2010 fg is gone: both its
    States are with abce.
    """
    partitions = list(zip(DAYS, (made("abcd", "efg"), made("abce", "hij", "fg"), made("abcefg", "hij")), strict=True))
    found = over_time(partitions)
    assert [(c.day.year, c.cluster.number, c.line, c.overlap and round(c.overlap, 2)) for c in found] == [
        (2000, 1, 1, None),
        (2000, 2, 2, None),
        (2005, 1, 1, 0.6),
        (2005, 2, 3, None),
        (2005, 3, 2, 0.67),
        (2010, 1, 1, 0.67),
        (2010, 2, 3, 1.0),
    ]
    assert (found[2].joined, found[2].left) == (("e",), ("d",))
    assert [(g.day.year, g.clusters, g.began, g.merged) for g in groupings(partitions, found)] == [
        (2000, 2, (), {}),
        (2005, 3, (3,), {}),
        (2010, 2, (), {2: 1}),
    ]


SQUARE = [("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "DDD"), ("AAA", "DDD")]
ONE_WAY, OTHER_WAY = [("AAA", "BBB"), ("CCC", "DDD")], [("AAA", "DDD"), ("BBB", "CCC")]


def groups(parted: Partition) -> list[tuple[str, ...]]:
    return sorted(cluster.states for cluster in parted.clusters)


@pytest.mark.parametrize("wanted", [ONE_WAY, OTHER_WAY])
def test_of_equally_good_clusters_those_like_the_next_day_are_taken(wanted):
    """A square of equal ties has two best partitions: which is taken is the other day's to say."""
    projection = project(at(graph(("AAA", "BBB", "CCC", "DDD"), [])))
    kept = [Tie(*pair, 1.0, 0.0, 2.0, 1) for pair in SQUARE]
    like = Partition(tuple(Cluster(n, states, ()) for n, states in enumerate(wanted, start=1)), (), 0.5)
    alone, found = partition(projection, kept), partition(projection, kept, like=like)
    assert groups(found) == sorted(wanted)
    assert found.modularity == alone.modularity
    assert found.as_alone == adjusted_rand(alone.of, found.of)


def test_much_better_clusters_are_taken_whatever_the_next_day_has():
    projection = project(at(graph(("AAA", "BBB", "CCC", "DDD"), [])))
    kept = [Tie(*pair, 1.0 if pair in ONE_WAY else 0.1, 0.0, 2.0, 1) for pair in SQUARE]
    like = Partition(tuple(Cluster(n, states, ()) for n, states in enumerate(OTHER_WAY, start=1)), (), 0.5)
    assert groups(partition(projection, kept, like=like)) == ONE_WAY


def test_clusters_of_successive_years_agree_more_than_each_alone(bundled: EmbeddedStore):
    with open_graph(str(bundled)) as opened:
        then = opened.at("2014-12-31")
        series = then.series([dt.date(year, 12, 31) for year in range(2005, 2015)])
        found = clusters_of_days(series)
        assert clusters_of_days(series[::-1]) == found, "the order they are given in does not matter"
        alone = [day.partition for day in series]
    assert [day for day, _ in found] == [day.day for day in series]
    assert found[-1][1] == alone[-1], "the last day has its own clusters"
    for (_, parted), own in zip(found, alone, strict=True):
        assert parted.modularity >= own.modularity - NEAR
        assert parted.as_alone == pytest.approx(adjusted_rand(parted.of, own.of))
    coupled = [adjusted_rand(one.of, other.of) for (_, one), (_, other) in pairwise(found)]
    apart = [adjusted_rand(one.of, other.of) for one, other in pairwise(alone)]
    assert sum(coupled) / len(coupled) > sum(apart) / len(apart) + 0.02
    assert min(coupled) > 0.7


@pytest.mark.parametrize(
    ("corridors", "detected", "between", "words"),
    [
        ([], (0, 0), (0, 0), ""),
        (
            ["AAA BBB 10 10", "AAA DDD 30 30"],
            (40, 40),
            (10, 10),
            "within clusters are 40% of pairs of States, and 25% of",
        ),
        (["AAA BBB 1 50", "DDD AAA 9 50"], (10, 100), (1, 50), "and 10% to 50% of victims"),
        (["AAA AAA 90 90", "EEE FFF 5 5"], (5, 5), (5, 5), "and 100% of victims"),  # at home: between no two
    ],
)
def test_how_many_detected_victims_are_within_clusters(corridors, detected, between, words):
    facts = []
    for text in corridors:
        one, other, least, most = text.split()
        known = {"victims_min": int(least), "victims_max": int(most)}
        facts.append(fact("DETECTED_VICTIMS", state(one), state(other), "2001-01-01", **known))
    then = at(extended(blocs(), *facts))
    found = inside(then, then.partition)
    assert (found.detected, found.between, found.pairs) == (detected, between, pytest.approx(6 / 15))
    assert words in found.in_words
    assert (found.in_words in then.tables.clusters().counted) or not words


@pytest.mark.parametrize(
    ("layers", "title"),
    [
        (None, "Clusters of States"),
        (["body"], "Clusters of regional bodies (States by memberships alone)"),
        (["treaty"], "Clusters of commitments (States by treaties alone)"),
        (["treaty", "body"], "Clusters of States"),
    ],
)
def test_clusters_of_one_layer_are_named_for_it_and_compared_with_all(layers, title):
    then = at(blocs())
    table = then.tables.clusters(layers)
    assert table.title == title
    assert ("agreement with the clusters by all layers" in table.counted) is (layers is not None)
    if layers == ["body"]:
        assert "by all layers 1.00 (adjusted Rand index)" in table.counted
    assert then.tables.clusters(layers, DAYS).title == f"{title} over time"


def test_states_and_years_are_not_asked_for_together():
    with pytest.raises(UsageError, match="states: goes without years"):
        at(blocs()).tables.clusters(None, DAYS, states=True)


def test_adjusted_rand_is_that_of_the_literature():
    """Hubert & Arabie's index on two partitions of six: pairs together in both 2, in one 4 and 3, of 15."""
    one, other = made("abc", "def").of, made("ab", "cd", "ef").of
    assert adjusted_rand(one, other) == pytest.approx((2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))
    assert adjusted_rand(one, {s: 3 - n for s, n in one.items()}) == 1.0


LABELS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=2)


@given(LABELS, LABELS)
def test_adjusted_rand_is_symmetric_and_at_most_one(one, other):
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, one))
    assert adjusted_rand(one, other) <= 1.0 + 1e-12
    assert adjusted_rand(one, one) == 1.0


def test_a_state_tied_to_nobody_is_in_no_cluster():
    then = at(extended(blocs(), nodes=graph(("GGG",), []).nodes))
    found = partition(then.projection, strongest(ties(then.projection), least_z=-9))
    assert "GGG" in then.members
    assert found.unassigned == ("GGG",)
