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
from pactgraph.analysis.gaps import (
    KINDS,
    LEAST_PEERS,
    basis_gaps,
    bilateral_gaps,
    border_gaps,
    corridor_gaps,
    find_gaps,
    instrument_gaps,
    mechanism_gaps,
    neighbours,
    ratification_gaps,
    regions,
    report_gaps,
    un_gaps,
    working_bodies,
)
from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Fact, Recorded, project, read
from pactgraph.analysis.ties import configuration_model, strongest, ties
from pactgraph.analysis.unlinked import unlinked
from pactgraph.facts.records import Key
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


@pytest.mark.parametrize(
    ("as_of", "since", "links"),
    [
        (dt.date(2025, 1, 1), None, 0),  # a roster of a later day, without dates: not said for this day
        (dt.date(2013, 1, 1), None, 2),
        (dt.date(2025, 1, 1), dt.date(2001, 1, 1), 2),
    ],
)
def test_an_undated_roster_speaks_of_its_own_day(as_of, since, links):
    pact = Key("RegionalBody", "PACT")
    facts = [
        Fact("MEMBER_OF", state(s), pact, since, None, {"status": "member", "as_of": as_of}) for s in ("AAA", "FFF")
    ]
    found = project(extended(*facts), DAY, ("body",), admits=lambda key: key == pact)
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


STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["T", "U"]))),
    st.sampled_from(STATES),
    st.sampled_from(["T", "U"]),
    st.booleans(),
)
def test_a_state_that_becomes_party_loses_that_gap_and_no_other_claims_change(parties, acceding, treaty, covered):
    """Whatever else is recorded: no gap of its own on that treaty is left; other States stand where they stood."""
    groups = {"all": STATES}
    nodes = toy(covered).nodes
    facts = {t: f for t, f in toy(covered).facts.items() if t != "PARTY_TO"}

    def graph(pairs: set[tuple[str, str]]) -> Recorded:
        made = [link("PARTY_TO", state(s), Key("Treaty", t)) for s, t in sorted(pairs)]
        return Recorded(nodes, {**facts, "PARTY_TO": made})

    before, after = graph(parties), graph({*parties, (acceding, treaty)})
    for find in (
        lambda g: instrument_gaps(g, DAY, groups, around=neighbours(g, DAY), most=0.5),
        lambda g: border_gaps(g, DAY),
        lambda g: ratification_gaps(g, DAY),
    ):
        then, now = find(before), find(after)
        assert not [g for g in now if g.subject.id == acceding and g.about and g.about.id == treaty]
        assert [g for g in now if g.about and g.about.id != treaty] == [
            g for g in then if g.about and g.about.id != treaty
        ]
    stood, stands = Participation(before, DAY), Participation(after, DAY)
    for other in STATES:
        for about in ("T", "U"):
            if (other, about) != (acceding, treaty):
                assert stands.standing(other, about) == stood.standing(other, about)


def test_unlinked_counts_recorded_links_only():
    found = {links.state: links for links in unlinked(toy(), DAY)}
    assert (found["FFF"].recorded, found["FFF"].unknown_treaties) == (0, 1)  # an observer, U is not covered
    assert (found["DDD"].treaties, found["DDD"].bodies, found["DDD"].agreements) == (1, 1, 0)
    assert next(iter(found)) == "FFF"


def test_neighbours_are_peers_too():
    around = {"EEE": ["AAA", "BBB", "CCC"], "FFF": ["AAA", "BBB", "EEE"]}
    found = instrument_gaps(toy(), DAY, {}, ["T"], around=around)
    assert {(g.subject.id, g.answer, g.expectation) for g in found} == {
        ("EEE", "gap", "3 of 3 neighbours are party"),
        ("FFF", "not applicable", "2 of 3 neighbours are party"),
    }
    assert neighbours(toy(), DAY)["BBB"] == ["AAA", "CCC"]


@pytest.mark.parametrize(("covered", "answer"), [(True, "gap"), (False, "unknown")])
def test_ratification_gaps(covered, answer):
    (gap,) = ratification_gaps(toy(covered), dt.date(2013, 12, 31))
    assert (gap.subject.id, gap.about and gap.about.id, gap.answer) == ("EEE", "T", answer)
    assert gap.expectation == "signed 2010-01-01, 3 full years before"


def test_who_has_withdrawn_is_no_signatory():
    consent = Fact("PARTY_TO", state("EEE"), Key("Treaty", "T"), dt.date(2011, 1, 1), dt.date(2012, 1, 1), {})
    graph = toy()
    graph = Recorded(graph.nodes, {**graph.facts, "PARTY_TO": [*graph.facts["PARTY_TO"], consent]})
    assert ratification_gaps(graph, dt.date(2010, 6, 1))
    assert ratification_gaps(graph, DAY) == []
    assert [g.standing for g in border_gaps(graph, DAY, ["T"])] == ["not party"]


def extended(*facts: Fact, **topics: str) -> Recorded:
    """The toy graph and more facts; `topics` gives synthetic treaties and agreements their topic."""
    graph = toy()
    nodes = dict(graph.nodes)
    for id_, topic in topics.items():
        key = Key("Treaty", id_) if id_ in ("T", "U") else Key("BilateralAgreement", id_)
        nodes[key] = {"id": id_, "name": id_, "topic": topic}
    for fact in facts:
        for key in (fact.start, fact.end):
            nodes.setdefault(key, {"id": key.id, "name": key.id})
    more = {type_: [*graph.facts.get(type_, ()), *(f for f in facts if f.type == type_)] for type_ in FACT_TYPES}
    return Recorded(nodes, {**graph.facts, **more})


FACT_TYPES = (
    "DETECTED_VICTIMS", "CONCLUDED", "COVERS", "MEMBER_OF", "REPLIED_TO", "REPORTED", "HOSTED", "ADOPTED", "PARTY_TO",
)  # fmt: skip


def link(type_: str, start: Key, end: Key, **properties: object) -> Fact:
    return Fact(type_, start, end, None, None, {"sources": ["s"], "locators": ["row"], **properties})


def victims(origin: str, destination: str, least: int, last: int = 2012) -> Fact:
    numbers = {"victims_min": least, "victims_max": least, "first_year": 2010, "last_year": last}
    return link("DETECTED_VICTIMS", state(origin), state(destination), **numbers)


REGISTER = Key("Source", "s")


@pytest.mark.parametrize(
    ("facts", "topics", "answers"),
    [
        # A trafficking treaty in common: no gap, whatever else is unknown.
        ([victims("AAA", "CCC", 5)], {"T": "trafficking"}, []),
        # T is about something else, and no register covers agreements: unknown.
        ([victims("AAA", "CCC", 5)], {"T": "refugees"}, [("CCC", "AAA", "unknown")]),
        # An agreement in common.
        (
            [victims("AAA", "FFF", 5), link("CONCLUDED", state("AAA"), Key("BilateralAgreement", "X")),
             link("CONCLUDED", state("FFF"), Key("BilateralAgreement", "X"))],
            {"X": "extradition"},
            [],
        ),
        # A mechanism in common.
        (
            [victims("AAA", "FFF", 5)] + [link("MEMBER_OF", state(s), Key("Mechanism", "M")) for s in ("AAA", "FFF")],
            {},
            [],
        ),
        # A register of one of the two covers every topic, and the only trafficking treaty is covered: a gap.
        (
            [victims("AAA", "FFF", 5), victims("FFF", "BBB", 9), link("COVERS", REGISTER, state("AAA"))],
            {"T": "trafficking"},
            [("BBB", "FFF", "unknown"), ("FFF", "AAA", "gap")],
        ),
        # A register that covers one topic only does not make the rest known.
        (
            [victims("AAA", "FFF", 5), link("COVERS", REGISTER, state("AAA"), topic="extradition")],
            {"T": "trafficking"},
            [("FFF", "AAA", "unknown")],
        ),
        # Victims at home are no corridor.
        ([victims("FFF", "FFF", 5)], {}, []),
    ],
)  # fmt: skip
def test_corridor_gaps(facts, topics, answers):
    found = corridor_gaps(extended(*facts, **topics), DAY)
    assert [(g.subject.id, g.other and g.other.id, g.answer) for g in found] == answers


@pytest.mark.parametrize(
    ("facts", "topics", "answer"),
    [
        ([], {}, "unknown"),
        ([link("COVERS", REGISTER, state("DDD"), topic="extradition")], {}, "gap"),
        (
            [link("COVERS", REGISTER, state("DDD"), topic="extradition"),
             *(link("CONCLUDED", state(s), Key("BilateralAgreement", "X")) for s in ("DDD", "EEE"))],
            {"X": "extradition"},
            None,
        ),
        (
            [link("COVERS", REGISTER, state("DDD"), topic="extradition"),
             *(link("CONCLUDED", state(s), Key("BilateralAgreement", "X")) for s in ("DDD", "EEE"))],
            {"X": "readmission"},
            "gap",
        ),
    ],
)  # fmt: skip
def test_bilateral_gaps_are_claimed_for_the_topics_a_register_covers(facts, topics, answer):
    found = {(g.subject.id, g.other and g.other.id): g.answer for g in bilateral_gaps(extended(*facts, **topics), DAY)}
    assert found.get(("DDD", "EEE")) == answer
    assert found[("AAA", "BBB")] == "unknown"


@pytest.mark.parametrize(("concluded", "answer"), [((), "gap"), (("AAA", "BBB"), None)])
def test_a_register_of_every_topic_makes_no_agreement_at_all_a_gap(concluded, answer):
    facts = [link("COVERS", REGISTER, state("AAA"))]
    facts += [link("CONCLUDED", state(s), Key("BilateralAgreement", "X")) for s in concluded]
    found = {(g.subject.id, g.other and g.other.id): g for g in bilateral_gaps(extended(*facts, X="readmission"), DAY)}
    gap = found.get(("AAA", "BBB"))
    assert (gap and gap.answer) == answer
    assert gap is None or gap.standing == "none recorded on any topic"


@pytest.mark.parametrize(
    ("topic", "registers", "answers"),
    [
        # AAA, BBB and CCC share T; EEE has only signed it, so DDD and EEE share nothing.
        ("trafficking", [], {("DDD", "EEE"): "unknown"}),
        ("trafficking", ["EEE"], {("DDD", "EEE"): "gap"}),
        # T is about something else: nobody shares a basis.
        (
            "refugees",
            ["AAA"],
            {("AAA", "BBB"): "gap", ("BBB", "CCC"): "unknown", ("DDD", "EEE"): "unknown"},
        ),
    ],
)
def test_neighbours_without_a_legal_basis(topic, registers, answers):
    graph = extended(*(link("COVERS", REGISTER, state(s)) for s in registers), T=topic, U="refugees")
    found = basis_gaps(graph, DAY)
    assert {(g.subject.id, g.other and g.other.id): g.answer for g in found} == answers
    for gap in found:
        known = "recorded (covered)" if gap.answer == "gap" else "recorded (no register covers every topic)"
        assert gap.standing.endswith(known)


def test_states_outside_every_process_that_works_on_trafficking():
    """B hosts an event: it works on trafficking. DDD and EEE are members, FFF observes: the others are outside."""
    event, body, world = Key("Event", "E"), Key("RegionalBody", "B"), Key("RegionalBody", "WORLD")
    convention, other = Key("Treaty", "T"), Key("Treaty", "U")
    assert {g.answer for g in mechanism_gaps(toy(), DAY)} == {"unknown"}
    assert {g.standing for g in mechanism_gaps(toy(), DAY)} == {"no source says which bodies work on trafficking"}
    work = [link("HOSTED", body, event), link("HOSTED", world, event), link("ADOPTED", Key("RegionalBody", "C"), other)]
    graph = extended(*work, U="refugees", T="trafficking")
    graph.nodes[world]["kind"] = "intergovernmental"  # type: ignore[index]
    assert list(working_bodies(graph, DAY)) == [body]
    found = mechanism_gaps(graph, DAY)
    assert [(g.subject.id, g.answer) for g in found] == [(s, "unknown") for s in ("AAA", "BBB", "CCC")]
    covered = extended(*work, link("COVERS", REGISTER, body), U="refugees")
    assert {g.answer for g in mechanism_gaps(covered, DAY)} == {"unknown"}, "others may work on it, too"
    adopted = extended(link("ADOPTED", Key("RegionalBody", "C"), convention), T="trafficking")
    assert list(working_bodies(adopted, DAY)) == [Key("RegionalBody", "C")]
    named = toy()
    named.nodes[body]["name"] = "Initiative against Trafficking"  # type: ignore[index]
    assert list(working_bodies(named, DAY)) == [body]


def test_report_gaps_are_claimed_for_closed_lists_only():
    call = Key("Document", "CALL")
    facts = [link("REPLIED_TO", state(s), call) for s in ("AAA", "BBB")]
    facts += [
        link("REPORTED", state("AAA"), Key("Measure", m), status="in_place") for m in ("CLOSED", "OPEN", "SILENT")
    ]
    facts.append(link("REPORTED", state("AAA"), Key("Measure", "EXCEPTED"), status="exception"))
    facts.append(link("REPORTED", state("AAA"), Key("Measure", "DRAFTED"), status="draft"))
    graph = extended(*facts)
    nodes = {**graph.nodes}
    nodes[Key("Measure", "EXCEPTED")] = {"id": "EXCEPTED", "list_is_open": False}
    nodes[Key("Measure", "DRAFTED")] = {"id": "DRAFTED", "list_is_open": False}
    nodes[Key("Measure", "CLOSED")] = {"id": "CLOSED", "list_is_open": False}
    nodes[Key("Measure", "OPEN")] = {"id": "OPEN", "list_is_open": True}
    found = {(g.subject.id, g.about and g.about.id): g.answer for g in report_gaps(Recorded(nodes, graph.facts))}
    assert found == {("BBB", "CLOSED"): "gap", ("BBB", "OPEN"): "unknown", ("BBB", "SILENT"): "unknown"}


@pytest.mark.parametrize(("covered", "answer"), [(True, "gap"), (False, "unknown")])
def test_un_entities_outside_mechanisms(covered, answer):
    entities = {name: Key("UNEntity", name) for name in ("IN", "OUT")}
    mechanism, call = Key("Mechanism", "M"), Key("Document", "CALL")
    facts = [link("REPLIED_TO", entity, call) for entity in entities.values()]
    facts.append(link("MEMBER_OF", entities["IN"], mechanism))
    if covered:
        facts.append(link("COVERS", REGISTER, mechanism))
    assert [(g.subject.id, g.answer) for g in un_gaps(extended(*facts), DAY)] == [("OUT", answer)]


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
    for day in (known, dt.date(2014, 8, 1), dt.date(2020, 1, 1), later):
        covered = Participation(recorded, day).covered
        for kind in KINDS:
            for gap in find_gaps(recorded, day, kind):
                if gap.about is not None and gap.about.label == "Treaty" and gap.answer == "gap":
                    assert gap.about.id in covered, (kind, day)
    for find in (lambda day: border_gaps(recorded, day), lambda day: instrument_gaps(recorded, day, groups)):
        assert {g.answer for g in find(known)} <= {"gap", "not applicable", "unknown"}
        assert any(g.answer == "gap" for g in find(known))
        assert not any(g.answer == "gap" for g in find(later))
