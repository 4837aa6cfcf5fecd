from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from drawings import MEMBERS, ONE, REST, TWO, at, between
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.analysis.clusters import Cluster, Partition
from pactgraph.analysis.confidence import DROPPED, confidence, placed, thinned
from pactgraph.analysis.projection import Projection
from pactgraph.analysis.recorded import Recorded
from pactgraph.analysis.ties import configuration_model
from pactgraph.pages.contents import _down


def made(*groups: str) -> Partition:
    """Clusters of one-letter States, such as `abc`."""
    return Partition(tuple(Cluster(n, tuple(group), ()) for n, group in enumerate(groups, start=1)), (), 0.5)


def drawn(states: str, *draws: str) -> list[np.ndarray]:
    """Draws such as `ab cde`; a State that is not named is in no community."""
    return [
        np.array([next((n for n, group in enumerate(draw.split()) if s in group), -1) for s in states])
        for draw in draws
    ]


@pytest.mark.parametrize(
    ("of", "sure", "nearest", "share"),
    [
        # abc, de, f     over the draws   abc de f | ab cde f | ab cd e (f in none) | abcf de
        ("a", (2 + 1 + 1 + 2) / 8, 3, 1 / 4),
        ("c", (2 + 0 + 0 + 2) / 8, 2, (2 + 1) / 8),
        ("d", 3 / 4, 1, (1 + 1) / 12),
        ("e", 3 / 4, 1, 1 / 12),
        ("f", None, 1, 3 / 12),  # alone in its cluster: nobody to stay with
    ],
)
def test_confidence_is_the_share_of_its_cluster_a_state_stays_with(of, sure, nearest, share):
    draws = drawn("abcdef", "abc de f", "ab cde f", "ab cd e", "abcf de")
    found = placed(list("abcdef"), made("abc", "de", "f"), draws)[of]
    assert (found.confidence, found.nearest) == (pytest.approx(sure), nearest)
    assert found.nearest_share == pytest.approx(share)
    assert found.boundary is (sure is not None and sure < 0.8)


LABELS = st.lists(st.integers(0, 2), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(LABELS, st.lists(st.lists(st.integers(-1, 2), min_size=6, max_size=6), min_size=1, max_size=5))
def test_confidence_counted_again_one_pair_and_draw_at_a_time(labels, draws):
    groups = [[s for s, label in zip("abcdef", labels, strict=True) if label == n] for n in range(3)]
    parted = made(*("".join(group) for group in groups if group))
    found = placed(list("abcdef"), parted, [np.array(draw) for draw in draws])
    for s, one in found.items():
        met = {}
        for cluster in parted.clusters:
            others = [other for other in cluster.states if other != s]
            times = [draw["abcdef".index(s)] == draw["abcdef".index(other)] != -1 for draw in draws for other in others]
            met[cluster.number] = sum(times) / len(times) if times else None
        own = met.pop(one.cluster)
        assert one.confidence == (None if own is None else pytest.approx(own))
        largest = max(met.values(), default=0)
        assert (one.nearest_share or 0) == pytest.approx(largest)
        assert one.nearest is None if not largest else met[one.nearest] == pytest.approx(largest)


def again(projection: Projection, parted: Partition, seed: int, draws: int) -> dict[str, float]:
    """Return confidence worked out in plain loops, with the communities of networkx."""
    linked = projection.biadjacency
    size, columns = linked.shape
    chances = configuration_model(linked) * (1 - DROPPED)
    met = dict.fromkeys(projection.states, 0.0)
    for draw in range(draws):
        stays = np.random.default_rng((seed, draw)).random(linked.shape) >= DROPPED
        left = [c for c in range(columns) if sum(linked[r, c] and stays[r, c] for r in range(size)) > 1]
        worth = {c: 1 / (sum(linked[r, c] * stays[r, c] for r in range(size)) - 1) for c in left}
        weight, z = {}, {}
        for one in range(size):
            for other in range(size):
                both = [c for c in left if linked[one, c] * stays[one, c] * linked[other, c] * stays[other, c]]
                if one != other and both:
                    p = {c: chances[one, c] * chances[other, c] for c in left}
                    weight[one, other] = sum(worth[c] for c in both)
                    spread = sum(worth[c] ** 2 * p[c] * (1 - p[c]) for c in left) ** 0.5
                    z[one, other] = (weight[one, other] - sum(worth[c] * p[c] for c in left)) / spread
        kept = {
            (min(one, other), max(one, other))
            for one in range(size)
            for other in sorted(
                (o for o in range(size) if (one, o) in z),
                key=lambda o: (-round(z[one, o], 6), -round(weight[one, o], 9), o),
            )[:8]
            if z[one, other] > 1
        }
        names = sorted({node for pair in kept for node in pair})
        drawing: nx.Graph = nx.Graph()
        drawing.add_nodes_from(range(len(names)))
        drawing.add_weighted_edges_from(
            (names.index(one), names.index(other), round(weight[one, other], 9)) for one, other in sorted(kept)
        )
        groups = nx.community.louvain_communities(drawing, seed=seed + draw) if kept else []
        of = {projection.states[names[node]]: number for number, group in enumerate(groups) for node in group}
        for cluster in parted.clusters:
            for s in cluster.states:
                mates = [m for m in cluster.states if m != s]
                met[s] += sum(s in of and of[s] == of.get(m) for m in mates) / len(mates) / draws
    return {s: met[s] for s in parted.of}


@pytest.mark.parametrize("seed", [2014, 7])
def test_confidence_is_that_of_plain_loops_and_networkx(seed):
    then = at(between())
    found = confidence(then.projection, then.partition, seed=seed, draws=20)
    expected = again(then.projection, then.partition, seed, 20)
    assert {s: one.confidence for s, one in found.items()} == pytest.approx(expected)


def test_who_is_between_two_blocs_is_at_the_boundary_and_who_is_in_none_has_no_confidence():
    then = at(between())
    sure = then.confidence
    assert [cluster.states for cluster in then.partition.clusters] == [(*ONE, "ZZZ"), tuple(TWO)]
    assert min(sure, key=lambda s: sure[s].confidence) == "ZZZ"
    assert [s for s, one in sure.items() if one.boundary] == ["ZZZ"]
    assert (sure["ZZZ"].cluster, sure["ZZZ"].nearest) == (1, 2)
    assert sure.keys() == {*ONE, *TWO, "ZZZ"}
    assert then.partition.unassigned == tuple(REST)


def test_the_same_graph_gives_the_same_confidence_in_any_order():
    one = at(between()).confidence
    recorded = between(dict(reversed(MEMBERS.items())))
    assert at(Recorded(recorded.nodes, {t: list(f)[::-1] for t, f in recorded.facts.items()})).confidence == one
    then = at(between())
    assert confidence(then.projection, then.partition, seed=1) != one


def test_links_are_left_out_with_what_was_expected_of_them():
    """An institution that no two States are left in goes; what is expected of the others shrinks as their links do."""
    then = at(between())
    chances = configuration_model(then.projection.biadjacency)
    dropped = []
    for seed in range(200):
        thin, expected = thinned(then.projection, chances, (seed,))
        assert (thin.biadjacency.sum(axis=0) > 1).all()
        kept = [then.projection.institutions.index(key) for key in thin.institutions]
        assert (thin.biadjacency <= then.projection.biadjacency[:, kept]).all()
        assert expected == pytest.approx(chances[:, kept] * 0.95)
        dropped.append(1 - thin.biadjacency.sum() / then.projection.biadjacency[:, kept].sum())
    assert np.mean(dropped) == pytest.approx(0.05, abs=0.01)


def test_how_sure_is_shown_where_clusters_are():
    then = at(between())
    table = then.tables.clusters()
    first, second = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    assert first["boundary_states"] == [f"ZZZ {then.confidence['ZZZ'].confidence:.2f}"]
    assert second["boundary_states"] == []
    assert first["confidence"] == round(np.mean([then.confidence[s].confidence for s in first["states"]]), 2)
    assert "1 at the boundary: without 5% of links" in table.counted
    listed = then.clusters(states=True)
    assert list(listed["confidence"]) == sorted(listed["confidence"])
    assert list(listed.iloc[0][["state", "cluster", "boundary", "nearest"]]) == ["ZZZ", 1, True, 2]
    assert set(listed["state"]) == set(then.partition.of)


@pytest.mark.parametrize(("share", "shown"), [(0.7999, 0.79), (0.8, 0.8), (0.57, 0.57), (1.0, 1.0), (0.0, 0.0)])
def test_a_page_never_shows_a_state_surer_than_it_is(share, shown):
    assert _down(share) == shown
