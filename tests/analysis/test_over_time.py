from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.analysis.clusters import Cluster, Partition, adjusted_rand, cluster_name, clusters_at, over_time
from pactgraph.analysis.projection import Fact, Recorded, project
from pactgraph.analysis.timeline import groupings, network_over_time, parties_over_time
from pactgraph.facts.records import Key

DAYS = [dt.date(year, 12, 31) for year in (2000, 2005, 2010)]


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


def drawn() -> Recorded:
    """
    Two blocs of synthetic States, ABC and DEF, members of two bodies each; all six are in WORLD.

        SMALL_1, SMALL_2: A B C     NORTH, SOUTH: D E F (since 2004)     T: A B C (C until 2003), D since 2006, EU body
    """
    states = [Key("State", 3 * letter) for letter in "ABCDEF"]
    nodes: dict[Key, dict[str, object]] = {key: {"id": key.id, "name": key.id, "un_member": True} for key in states}
    facts: dict[str, list[Fact]] = {"MEMBER_OF": [], "PARTY_TO": [], "COVERS": []}

    def add(type_: str, start: Key, end: Key, since: int, until: int | None = None) -> None:
        nodes.setdefault(start, {"id": start.id})
        nodes.setdefault(end, {"id": end.id, "name": end.id, "acronym": end.id.title()})
        end_day = None if until is None else dt.date(until, 1, 1)
        facts[type_].append(Fact(type_, start, end, dt.date(since, 1, 1), end_day, {"status": "member"}))

    for body, members, since in (
        ("SMALL_1", states[:3], 1990),
        ("SMALL_2", states[:3], 1990),
        ("NORTH", states[3:], 2004),
        ("SOUTH", states[3:], 2004),
        ("WORLD", states, 1990),
    ):
        for key in members:
            add("MEMBER_OF", key, Key("RegionalBody", body), since)
    treaty = Key("Treaty", "T")
    for key, since, until in ((states[0], 1995, None), (states[1], 1995, None), (states[2], 1995, 2003)):
        add("PARTY_TO", key, treaty, since, until)
    add("PARTY_TO", states[3], treaty, 2006)
    add("PARTY_TO", Key("RegionalBody", "EU"), treaty, 2006)
    add("COVERS", Key("Source", "s"), treaty, 1995, 2009)
    return Recorded(nodes, facts)


def test_parties_over_time():
    found = parties_over_time(drawn(), DAYS)
    assert [(p.day.year, p.parties, p.members, p.gained, p.lost, p.covered) for p in found] == [
        (2000, 3, 3, 0, 0, True),
        (2005, 2, 2, 0, 1, True),
        (2010, 4, 3, 1, 0, False),  # the body is a party, but no Member State; no source covers 2010
    ]


def test_ties_over_time():
    found = network_over_time(drawn(), DAYS)
    assert [(n.day.year, n.linked, n.treaties, n.bodies, n.links, n.covered) for n in found] == [
        (2000, 6, 1, 3, 15, 1),
        (2005, 6, 1, 5, 20, 1),
        (2010, 6, 1, 5, 21, 0),
    ]
    assert found[0].density == pytest.approx(15 / (6 * 4))
    assert (found[0].paired, network_over_time(drawn(), [dt.date(1980, 1, 1)])[0].paired) == (1.0, 0.0)


def test_clusters_are_named_by_what_fits_them_best():
    """WORLD has everybody and marks nobody; each bloc is marked by its own bodies alone."""
    graph = drawn()
    parted = clusters_at(graph, DAYS[-1], ("body",))
    assert [cluster.states for cluster in parted.clusters] == [("AAA", "BBB", "CCC"), ("DDD", "EEE", "FFF")]
    marks = [[(m.institution.id, m.inside, m.outside, m.score) for m in c.marks] for c in parted.clusters]
    assert marks[0][:2] == [("SMALL_1", 1.0, 0.0, 1.0), ("SMALL_2", 1.0, 0.0, 1.0)]
    assert marks[1] == [("NORTH", 1.0, 0.0, 1.0), ("SOUTH", 1.0, 0.0, 1.0)]
    assert cluster_name(graph, parted.clusters[1]) == "cluster 2 (North, South)"
    assert len(project(graph, DAYS[-1], ("body",)).institutions) == 5


def test_a_membership_without_a_date_is_no_part_of_a_series():
    graph = drawn()
    undated = Fact("MEMBER_OF", Key("State", "AAA"), Key("RegionalBody", "NORTH"), None, None, {"status": "member"})
    graph = Recorded(graph.nodes, {**graph.facts, "MEMBER_OF": [*graph.facts["MEMBER_OF"], undated]})
    assert network_over_time(graph, DAYS) == network_over_time(drawn(), DAYS)
    assert project(graph, DAYS[2]).biadjacency.nnz == project(drawn(), DAYS[2]).biadjacency.nnz + 1
