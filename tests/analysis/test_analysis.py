from __future__ import annotations

import datetime as dt
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pactgraph.analysis.clusters import partition
from pactgraph.analysis.gaps import LEAST_PEERS, border_gaps, instrument_gaps, regions
from pactgraph.analysis.projection import Fact, Recorded, project, read
from pactgraph.analysis.ties import configuration_model, strongest, ties
from pactgraph.analysis.unlinked import unlinked
from pactgraph.records import Key
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 1, 1)
COVERED_UNTIL = dt.date(2015, 1, 1)


def state(id_: str) -> Key:
    return Key("State", id_)


def toy(covered: bool = True) -> Recorded:
    """
    Six synthetic States; `=` is a border, T and U are treaties, B is a body.

        AAA = BBB = CCC      DDD = EEE      FFF

        T: AAA, BBB, CCC, DDD party; EEE has signed; FFF nothing      covered to 2015
        U: AAA, BBB party (BBB only until 2013)                       not covered
        B: EEE, DDD full members; FFF observer
        AAA, BBB, CCC, DDD are of the subregion West; EEE, FFF of the East
    """
    west = {"AAA", "BBB", "CCC", "DDD"}
    nodes: dict[Key, dict[str, object]] = {
        state(s): {"id": s, "name": s, "un_member": True, "subregion": "West" if s in west else "East"}
        for s in ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
    }
    nodes |= {Key("Treaty", t): {"id": t, "name": t} for t in ("T", "U")}
    nodes |= {Key("RegionalBody", "B"): {"id": "B", "name": "B"}, Key("Source", "s"): {"id": "s", "title": "s"}}
    since = dt.date(2010, 1, 1)

    def fact(type_: str, start: Key, end: Key, until: dt.date | None = None, **properties: object) -> Fact:
        return Fact(type_, start, end, since, until, {"sources": ["s"], "locators": ["row"], **properties})

    treaty = {t: Key("Treaty", t) for t in ("T", "U")}
    body = Key("RegionalBody", "B")
    return Recorded(
        nodes,
        {
            "PARTY_TO": [fact("PARTY_TO", state(s), treaty["T"]) for s in sorted(west)]
            + [fact("PARTY_TO", state("AAA"), treaty["U"])]
            + [fact("PARTY_TO", state("BBB"), treaty["U"], until=dt.date(2013, 1, 1))],
            "SIGNED": [fact("SIGNED", state("EEE"), treaty["T"])],
            "MEMBER_OF": [fact("MEMBER_OF", state(s), body, status="member") for s in ("DDD", "EEE")]
            + [fact("MEMBER_OF", state("FFF"), body, status="observer")],
            "BORDERS": [
                fact("BORDERS", state(a), state(b), kind="land")
                for a, b in (("AAA", "BBB"), ("BBB", "CCC"), ("DDD", "EEE"))
            ],
            "COVERS": [fact("COVERS", Key("Source", "s"), treaty["T"], until=COVERED_UNTIL)] if covered else [],
        },
    )


@pytest.mark.parametrize(
    ("layers", "day", "institutions", "links"),
    [
        (("treaty",), dt.date(2012, 1, 1), ["T", "U"], 6),
        (("treaty",), DAY, ["T"], 4),  # U has one party left: it links nobody
        (("treaty", "body"), DAY, ["T", "B"], 6),  # an observer does not take part
        (("treaty", "body"), dt.date(2009, 1, 1), [], 0),
    ],
)
def test_projection_holds_what_holds_on_the_day(layers, day, institutions, links):
    found = project(toy(), day, layers)
    assert [key.id for key in found.institutions] == institutions
    assert found.biadjacency.shape == (6, len(institutions))
    assert found.biadjacency.sum() == links


def test_weights_are_those_of_a_hand_calculation():
    found = ties(project(toy(), DAY))
    place = {s: i for i, s in enumerate(found.states)}
    assert found.weight[place["AAA"], place["BBB"]] == pytest.approx(1 / 3)  # T has four parties
    assert found.weight[place["DDD"], place["EEE"]] == pytest.approx(1.0)  # B has two members
    assert found.weight[place["AAA"], place["FFF"]] == 0
    assert (found.weight == found.weight.T).all()


def test_weights_equal_those_of_networkx_on_the_real_graph(bundled: EmbeddedStore):
    with bundled.open() as reader:
        projected = project(read(reader), dt.date(2014, 7, 10))
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(projected.states)
    rows, columns = projected.biadjacency.nonzero()
    graph.add_edges_from((projected.states[r], ("institution", int(c))) for r, c in zip(rows, columns, strict=True))
    theirs = nx.bipartite.collaboration_weighted_projected_graph(graph, projected.states)
    ours = ties(projected)
    assert ours.weight == pytest.approx(nx.to_numpy_array(theirs, nodelist=projected.states), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(arrays(np.float64, (7, 5), elements=st.sampled_from([0.0, 1.0])))
def test_the_configuration_model_keeps_degrees(biadjacency):
    chances = configuration_model(biadjacency)
    assert chances.min() >= 0
    assert chances.max() <= 1
    assert chances.sum(axis=0) == pytest.approx(biadjacency.sum(axis=0), abs=1e-3)
    assert chances.sum(axis=1) == pytest.approx(biadjacency.sum(axis=1), abs=1e-3)


@pytest.mark.parametrize(
    ("covered", "answers"),
    [
        (True, {("EEE", "T", "DDD"): ("gap", "signatory only"), ("BBB", "U", "AAA"): ("unknown", "unknown")}),
        (False, {("EEE", "T", "DDD"): ("unknown", "unknown"), ("BBB", "U", "AAA"): ("unknown", "unknown")}),
    ],
)
def test_border_gaps(covered, answers):
    found = {
        (g.subject.id, g.about.id, g.other.id): (g.answer, g.standing)
        for g in border_gaps(toy(covered), DAY)
        if g.about and g.other
    }
    assert found == answers


def test_a_border_gap_names_the_facts_it_rests_on():
    (gap,) = border_gaps(toy(), DAY, ["T"])
    assert [(f.type, f.start.id) for f in gap.facts] == [
        ("SIGNED", "EEE"),
        ("COVERS", "s"),
        ("PARTY_TO", "DDD"),
        ("BORDERS", "DDD"),
    ]


@pytest.mark.parametrize(
    ("covered", "group", "answers"),
    [
        (True, ["AAA", "BBB", "CCC", "EEE"], {("EEE", "gap", 3, 3)}),
        (False, ["AAA", "BBB", "CCC", "EEE"], {("EEE", "unknown", 3, 3)}),
        (True, ["AAA", "BBB", "EEE", "FFF"], {("EEE", "not applicable", 2, 3), ("FFF", "not applicable", 2, 3)}),
        (True, ["AAA", "BBB", "EEE"], {("EEE", "not applicable", 2, 2)}),  # fewer than three peers
        (True, ["AAA", "BBB", "CCC", "DDD"], set()),
    ],
)
def test_instrument_gaps(covered, group, answers):
    assert LEAST_PEERS == 3
    found = instrument_gaps(toy(covered), DAY, {"the group": group}, ["T"])
    assert {(g.subject.id, g.answer, g.met, g.peers) for g in found} == answers


def test_unknown_never_turns_into_a_gap_when_coverage_shrinks():
    groups = {"all": ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]}
    for find in (border_gaps, lambda recorded, day: instrument_gaps(recorded, day, groups, most=0.5)):
        with_coverage = {(g.subject, g.about, g.other) for g in find(toy(True), DAY) if g.answer == "gap"}
        without = {(g.subject, g.about, g.other) for g in find(toy(False), DAY) if g.answer == "gap"}
        assert without < with_coverage


def test_unlinked_counts_recorded_links_only():
    found = {links.state: links for links in unlinked(toy(), DAY)}
    assert (found["FFF"].recorded, found["FFF"].unknown_treaties) == (0, 1)  # an observer, U is not covered
    assert (found["DDD"].treaties, found["DDD"].bodies, found["DDD"].agreements) == (1, 1, 0)
    assert next(iter(found)) == "FFF"


def test_regions_hold_every_member_state_once():
    assert regions(toy()) == {"East": ["EEE", "FFF"], "West": ["AAA", "BBB", "CCC", "DDD"]}


def test_clusters_are_the_two_groups_that_share_something():
    projected = project(toy(), DAY)
    found = partition(projected, strongest(ties(projected), least_z=-9))
    assert found.of["AAA"] == found.of["BBB"] == found.of["CCC"]
    assert found.of["DDD"] == found.of["EEE"] != found.of["AAA"]
    assert found.unassigned == ("FFF",)
    assert [mark.institution.id for mark in found.clusters[1].marks] == ["B"]


CLUSTERS = """
import datetime as dt, random, sys
from pathlib import Path
from pactgraph.analysis.clusters import partition
from pactgraph.analysis.projection import Recorded, project, read
from pactgraph.analysis.ties import strongest, ties
from pactgraph.stores.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1])).open() as reader:
    recorded = read(reader)
order = random.Random(int(sys.argv[2]))
facts = {name: order.sample(list(found), len(found)) for name, found in recorded.facts.items()}
projected = project(Recorded(recorded.nodes, facts), dt.date(2014, 7, 10))
kept = strongest(ties(projected))
random.Random(int(sys.argv[2])).shuffle(kept)
found = partition(projected, kept)
print(found.digest, f"{found.modularity:.6f}", len(kept))
"""


def test_clusters_are_the_same_under_any_hash_seed_and_order(bundled: EmbeddedStore):
    answers = {
        subprocess.run(
            [sys.executable, "-c", CLUSTERS, str(bundled), seed],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1


def test_gaps_on_the_real_graph_are_claimed_only_where_covered(bundled: EmbeddedStore):
    with bundled.open() as reader:
        recorded = read(reader)
    groups = regions(recorded)
    assert sum(map(len, groups.values())) == 193
    known, later = dt.date(2014, 7, 10), dt.date(2030, 1, 1)
    for find in (lambda day: border_gaps(recorded, day), lambda day: instrument_gaps(recorded, day, groups)):
        assert {g.answer for g in find(known)} <= {"gap", "not applicable", "unknown"}
        assert any(g.answer == "gap" for g in find(known))
        assert not any(g.answer == "gap" for g in find(later))
