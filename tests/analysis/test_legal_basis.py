"""What two States can base an act of cooperation on, against an independent count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

import pytest
from drawings import DAY, act, at, day, fact, graph, provides, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.legal_basis import whom_to_ask
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

STATES = ("AAA", "BBB", "CCC")
TREATIES = ("T", "U")
ANSWERS = ("party", "signatory", "withdrawn", "not party", "unknown", "disputed", "not asked")
ACT = "EXTRADITION"
SOURCE = Key("Source", "s")


def drawn(
    standings: dict[tuple[str, str], str],
    provided: dict[str, str],
    read: set[str],
    agreed: set[tuple[str, str, str]],
    covered: set[tuple[str, str]],
) -> AsAt:
    """Three States, two treaties, one act: `provided` has the offences of each treaty's articles on it."""
    facts = []
    for (one, treaty), answer in standings.items():
        if answer == "unknown":
            facts += stands(treaty, rest=one)
        elif answer != "not asked":
            facts += stands(treaty, **{answer.replace(" ", "_"): one})
    facts += [provides(treaty, ACT, offences=offences) for treaty, offences in provided.items()]
    facts += [fact("READ", SOURCE, Key("Treaty", treaty), None, extent="whole") for treaty in read]
    nodes: dict[Key, dict[str, object]] = {Key("Treaty", t): {"topic": "trafficking"} for t in TREATIES}
    for one, other, topic in agreed:
        key = Key("BilateralAgreement", f"{one}-{other}-{topic}")
        nodes[key] = {"topic": topic}
        facts += [fact("CONCLUDED", state(s), key) for s in (one, other)]
    facts += [fact("COVERS", SOURCE, state(one), **({"topic": topic} if topic else {})) for one, topic in covered]
    known = act(ACT, treaties="trafficking", agreements="extradition", to_read="trafficking")
    return at(graph(STATES, facts, {**nodes, **known}))


def by_hand(
    one: str,
    other: str,
    standings: dict[tuple[str, str], str],
    provided: dict[str, str],
    read: set[str],
    agreed: set[tuple[str, str, str]],
    covered: set[tuple[str, str]],
) -> str:
    """The rule told once more, a pair at a time."""
    on = {topic for a, b, topic in agreed if {a, b} == {one, other}}
    doubt = False
    for treaty in TREATIES:
        two = {standings[one, treaty], standings[other, treaty]}
        serves = provided.get(treaty, "other") != "other"
        if serves and two == {"party"}:
            return "provided"
        if serves and "not asked" not in two and not two & {"signatory", "withdrawn", "not party"}:
            doubt = True
        if not serves and treaty not in read and two == {"party"}:
            doubt = True
    if "extradition" in on:
        return "provided"
    registered = {topic for s, topic in covered if s in (one, other)}
    silent = "" in registered or {"extradition", "trafficking"} <= registered
    return "unknown" if doubt or "trafficking" in on or not silent else "none recorded"


STANDINGS = st.fixed_dictionaries({(one, treaty): st.sampled_from(ANSWERS) for one in STATES for treaty in TREATIES})
PROVIDED = st.dictionaries(st.sampled_from(TREATIES), st.sampled_from(["trafficking", "organized", "related", "other"]))
AGREED = st.sets(
    st.tuples(
        st.sampled_from(STATES[:1]), st.sampled_from(STATES[1:]), st.sampled_from(["extradition", "trafficking", "x"])
    ),
    max_size=3,
)
COVERED = st.sets(st.tuples(st.sampled_from(STATES), st.sampled_from(["", "extradition", "trafficking"])), max_size=4)


@settings(max_examples=300, deadline=None)
@given(STANDINGS, PROVIDED, st.sets(st.sampled_from(TREATIES)), AGREED, COVERED)
def test_the_answer_is_that_of_an_independent_count(standings, provided, read, agreed, covered):
    then = drawn(standings, provided, read, agreed, covered)
    for one, other in combinations(STATES, 2):
        found = then.legal_basis.between(one, other, ACT)
        assert found.answer == by_hand(one, other, standings, provided, read, agreed, covered)
        assert then.legal_basis.provided(one, other, ACT) == (found.answer == "provided")
        assert then.legal_basis.between(other, one, ACT).answer == found.answer
        assert bool(found.open_in_words) == (found.answer == "unknown") or found.answer == "provided"
        assert bool(whom_to_ask(found, one, other)) == (found.answer == "unknown")
        # Who is absent is named where that is why.
        for absent, treaty in found.lacking:
            assert standings[absent, treaty] in ("signatory", "withdrawn", "not party")


@pytest.mark.parametrize(
    ("in_force", "entered", "expected"),
    [
        ({}, {}, ("provided", False)),  # party, without a stated day: a basis, yet not said to be in force
        ({"in_force": day("2011-01-01")}, {}, ("provided", True)),
        ({"in_force": day("2014-06-01")}, {}, ("unknown", None)),  # not in force for them by then
        ({}, {"entered_into_force": day("2014-06-01")}, ("unknown", None)),  # nor for anybody
    ],
)
def test_a_treaty_is_a_basis_when_it_is_in_force_as_far_as_known(in_force, entered, expected):
    both = [fact("STANDING", state(s), Key("Treaty", "T"), answer="party", **in_force) for s in ("AAA", "BBB")]
    nodes = {Key("Treaty", "T"): {"topic": "trafficking", **entered}, **act(ACT, agreements="extradition")}
    found = at(graph(STATES, [*both, provides("T", ACT)], nodes)).legal_basis.between("AAA", "BBB", ACT)
    assert (found.answer, found.by[0].in_force if found.by else None) == expected


@pytest.mark.parametrize(
    ("before", "answer", "waiting"),
    [
        (None, "provided", ()),  # no source says that it is not in force
        ("2014-01-01", "provided", ()),  # the very day
        ("2014-01-02", "none recorded", ()),  # known not to be in force yet
        ("9999-12-31", "unknown", ("X",)),  # awaiting ratification when its source last told
    ],
)
def test_an_agreement_is_a_basis_unless_it_is_known_not_to_be_in_force(before, answer, waiting):
    key = Key("BilateralAgreement", "X")
    known = {"topic": "extradition", **({"not_in_force_before": day(before)} if before else {})}
    facts = [fact("CONCLUDED", state(s), key) for s in ("AAA", "BBB")]
    facts.append(fact("COVERS", SOURCE, state("AAA"), topic="extradition"))
    then = at(graph(STATES, facts, {key: known, **act(ACT, agreements="extradition")}))
    found = then.legal_basis.between("AAA", "BBB", ACT)
    assert (found.answer, found.waiting) == (answer, waiting)
    assert then.legal_basis.provided("AAA", "BBB", ACT) == (answer == "provided")
    assert [asked.who for asked in whom_to_ask(found, "AAA", "BBB")] == ["agreement"] * len(waiting)


def test_what_serves_trafficking_itself_is_told_first_and_related_offences_are_called_so():
    facts = [*stands("T", party="AAA BBB"), *stands("U", party="AAA BBB")]
    facts += [provides("T", ACT, "5", "related"), provides("U", ACT, "16", "organized")]
    then = at(graph(STATES, facts, act(ACT)))
    told = [str(one.provision) for one in then.legal_basis.between("AAA", "BBB", ACT).by]
    assert told == ["U art. 16", "T art. 5 (related offences)"]


@pytest.fixture(scope="module")
def opened(bundled: EmbeddedStore) -> Iterator[Graph]:
    with open_graph(str(bundled)) as graph:
        yield graph


def test_two_states_act_by_act(opened: Graph):
    frame = opened.at("2026-09-24").basis("KHM", "THA").set_index("act")
    assert "UNTOC art. 16" in frame.treaties["EXTRADITION"]
    assert "TIP_PROTOCOL art. 8" in frame.treaties["RETURN_OF_VICTIMS"]
    assert set(frame.answer) == {"provided"}
    assert frame.agreements["LABOUR_MIGRATION_PROTECTION"]


def test_a_pair_outside_the_conventions_is_told_what_is_open_and_whom_to_ask(opened: Graph):
    # Papua New Guinea was party neither to the Convention nor to its Protocol.
    frame = opened.at("2026-09-24").basis("IDN", "PNG").set_index("act")
    assert frame.answer["JOINT_INVESTIGATION"] == "unknown"
    assert "no register of either covers agreements on" in frame.open["JOINT_INVESTIGATION"]
    assert "the register of agreements of Papua New Guinea" in frame.ask["JOINT_INVESTIGATION"]


def test_a_state_with_its_neighbours_and_corridor_partners(opened: Graph):
    frame = opened.at(dt.date(2014, 6, 9)).basis("Nepal").set_index("partner")
    assert frame.relation["CHN"] == "neighbour"
    assert frame.extradition["IND"].startswith("provided (")
    assert frame.labour_migration_protection["CHN"] == "unknown"
    assert frame.attrs["denominator"] == len(frame)


@pytest.mark.parametrize(
    ("pair", "message"),
    [(("KHM", "KHM"), "expected another State"), (("Atlantis",), "no State"), (("KHM", "Atlantis"), "OTHER Atlantis")],
)
def test_a_mistake_names_what_is_wrong(opened: Graph, pair, message):
    with pytest.raises(UsageError, match=message):
        opened.at(DAY).basis(*pair)
