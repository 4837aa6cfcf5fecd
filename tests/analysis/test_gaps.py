"""Gaps on a small graph, kind by kind: which question has which answer."""

from __future__ import annotations

import datetime as dt

import pytest
from drawings import DAY, LISTED, act, at, borders, day, extended, fact, graph, provides, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gaps import ANSWERS, NOTHING_ASKED, working_bodies
from pactgraph.analysis.recorded import Fact, Recorded
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key

WEST, EAST = "AAA BBB CCC DDD", "EEE FFF"
THE_REST = f"DDD {EAST}"
STATES = (*WEST.split(), *EAST.split())
REGIONS = dict.fromkeys(WEST.split(), "West") | dict.fromkeys(EAST.split(), "East")
REGISTER = Key("Source", "s")
TREATY_T, BODY = Key("Treaty", "T"), Key("RegionalBody", "B")


def toy(topic: str = "", **towards_t: str) -> Recorded:
    """
    Six synthetic States; `=` is a border, T and U are treaties, B is a body.

        AAA = BBB = CCC      DDD = EEE      FFF

        T: AAA, BBB, CCC, DDD party; EEE signatory; FFF not party     U: AAA party; nothing is known of the others
        B: EEE, DDD full members; FFF observer
    """
    known = towards_t or {"party": WEST, "signatory": "EEE", "not_party": "FFF"}
    facts = [
        *stands("T", **known),
        *stands("U", party="AAA", rest="BBB CCC DDD EEE FFF"),
        *borders("AAA BBB", "BBB CCC", "DDD EEE"),
        *(fact("MEMBER_OF", state(s), BODY, status="member") for s in ("DDD", "EEE")),
        fact("MEMBER_OF", state("FFF"), BODY, status="observer"),
    ]
    return graph(REGIONS, facts, {Key("Treaty", t): {"topic": topic} for t in ("T", "U")})


def answers(then: AsAt, kind: str, treaty: str | None = None) -> dict[str, str]:
    """Answers of a kind by `State[-other][: treaty or list]`."""
    found = {}
    for gap in then.answered(kind).of(None, treaty).gaps:
        about = f": {gap.about.id}" if gap.about and treaty is None else ""
        found["-".join(gap.states) + about] = gap.answer
    return found


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"party": WEST, "not_party": EAST}, {"EEE-DDD": "gap"}),
        ({"party": WEST, "signatory": EAST}, {"EEE-DDD": "gap"}),
        ({"party": WEST, "withdrawn": EAST}, {"EEE-DDD": "gap"}),
        ({"party": WEST, "disputed": EAST}, {"EEE-DDD": "unknown"}),
        ({"party": WEST, "rest": EAST}, {"EEE-DDD": "unknown"}),
        ({"party": "BBB", "not_party": "AAA CCC DDD EEE FFF"}, {"AAA-BBB": "gap", "CCC-BBB": "gap"}),
        ({"party": f"{WEST} EEE", "not_party": "FFF"}, {}),
        ({"rest": f"{WEST} {EAST}"}, {}),
        # T is a treaty of another region: EEE is not asked.
        ({"party": WEST, "rest": "FFF"}, {}),
    ],
)
def test_border_gaps(known, expected):
    then = at(toy(**known))
    assert answers(then, "border", "T") == expected
    assert sum(then.answered("border").of(None, "T").counts.values()) == 6, "each side of each border is asked once"


def test_a_gap_names_what_it_rests_on():
    then = at(toy())
    (gap,) = then.answered("border").of(None, "T").gaps
    assert (gap.standing, gap.known_until) == ("signatory", day(LISTED))
    assert [getattr(one, "answer", "") or one.type for one in gap.rests_on(then)] == ["signatory", "party", "BORDERS"]


@pytest.mark.parametrize(
    ("known", "expected", "columns"),
    [
        # EEE is alone with FFF in the East, and has one neighbour: too few peers. But most of all others are party.
        ({"party": WEST, "not_party": EAST}, {"EEE": "gap", "FFF": "gap"}, ("0/1", "1/1", "1/1", "4/5", "world")),
        # Three of three others of the West are party, and of all others not most.
        ({"party": "AAA BBB CCC", "not_party": THE_REST}, {"DDD": "gap"}, ("3/3", "0/1", "0/1", "3/5", "subregion")),
        ({"party": "AAA BBB CCC", "rest": THE_REST}, {"DDD": "unknown"}, ("3/3", "0/1", "0/1", "3/5", "subregion")),
        ({"party": "AAA BBB CCC", "disputed": THE_REST}, {"DDD": "unknown"}, ("3/3", "0/1", "0/1", "3/5", "subregion")),
        # Two of three are not enough.
        ({"party": "AAA BBB", "not_party": "CCC DDD EEE FFF"}, {}, ()),
        # T is a treaty of one region: of the three others that are asked, three are party.
        ({"party": "AAA BBB CCC", "not_party": "EEE"}, {"EEE": "gap"}, ("", "0/1", "0/1", "3/3", "world")),
        # Of two others asked nothing follows.
        ({"party": "AAA BBB", "not_party": "EEE"}, {}, ()),
    ],
)
def test_instrument_gaps_have_one_row_a_question_whatever_the_groups(known, expected, columns):
    # Two clusters: AAA, BBB and CCC are in a body of their own, DDD and EEE are in B.
    pact = [fact("MEMBER_OF", state(s), Key("RegionalBody", "P"), status="member") for s in ("AAA", "BBB", "CCC")]
    then = at(extended(toy(**known), *pact))
    assert answers(then, "instrument", "T") == expected
    rows = then.tables.gaps("instrument", treaty="T")
    shown = {row[rows.columns.index("id")]: dict(zip(rows.columns, row, strict=True)) for row in rows.rows}
    assert list(shown) == list(expected)
    for named in list(shown.values())[:1]:
        groups = ("subregion", "cluster", "neighbours", "world")
        decided = named["strongest"]
        assert (*(named[group] for group in groups[1:]), decided) == columns[1:]
        assert named["subregion"] == columns[0] or not columns[0]
        whose = {"subregion": "others of West", "world": "other Member States"}[decided]
        if columns[0]:
            assert named["expectation"] == f"{named['met']} of {named['peers']} {whose} are party"
        else:
            assert named["expectation"] == "3 of 3 others asked are party"


def test_neighbours_are_peers_too():
    then = at(extended(toy(), *borders("EEE AAA", "EEE BBB", "EEE CCC")))
    expectations = {gap.subject.id: gap.expectation for gap in then.answered("instrument").of(None, "T").gaps}
    assert expectations["EEE"] == "4 of 4 neighbours are party"


@pytest.mark.parametrize(
    ("towards", "expected"),
    [
        ("signatory", {"EEE": "gap"}),
        ("withdrawn", {}),  # consent had followed: no signatory any more
        ("not_party", {}),
        ("party", {}),
    ],
)
def test_ratification_gaps(towards, expected):
    then = at(toy(**{towards: "EEE"}), dt.date(2013, 12, 31))
    assert answers(then, "ratification", "T") == expected
    for gap in then.answered("ratification").gaps:
        assert gap.expectation == "signed 2010-01-01, 3 full years before"


@pytest.mark.parametrize("answer", ["unknown", "disputed"])
def test_what_followed_a_signature_that_nobody_covers_is_unknown(answer):
    signed = fact("SIGNED", state("EEE"), TREATY_T, "2011-03-01", since_precision="month")
    towards = {"rest": "EEE"} if answer == "unknown" else {"disputed": "EEE"}
    (gap,) = at(extended(toy(party=WEST, **towards), signed)).answered("ratification").gaps
    assert (gap.answer, gap.standing, gap.expectation[:14]) == ("unknown", answer, "signed 2011-03")


def victims(origin: str, destination: str, least: int, first: int = 2010, last: int = 2012) -> Fact:
    known = {"victims_min": least, "victims_max": least, "first_year": first, "last_year": last}
    return fact("DETECTED_VICTIMS", state(origin), state(destination), f"{first}-12-31", **known)


def agreement(id_: str, *states: str) -> list[Fact]:
    return [fact("CONCLUDED", state(s), Key("BilateralAgreement", id_)) for s in states]


def register(of: str, topic: str = "", until: str = "") -> Fact:
    return fact("COVERS", REGISTER, state(of), until=until, **({"topic": topic} if topic else {}))


EXTRADITION = act("EXTRADITION", treaties="trafficking", agreements="extradition")
RETURN = act("RETURN_OF_VICTIMS", treaties="trafficking", to_read="trafficking")


def acting(*facts: Fact, nodes: dict[Key, dict[str, object]] | None = None) -> AsAt:
    """The six States with two acts: T provides extradition, for trafficking; nobody has read U."""
    topics = {Key("Treaty", t): {"topic": "trafficking"} for t in ("T", "U")}
    known = {**topics, **EXTRADITION, **RETURN, **(nodes or {})}
    return at(extended(toy(), provides("T", "EXTRADITION"), *facts, nodes=known))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Both are party to T.
        ([victims("AAA", "CCC", 5)], {}),
        # EEE has only signed T; that no agreement is recorded proves nothing.
        ([victims("AAA", "EEE", 5)], {"EEE-AAA: EXTRADITION": "unknown"}),
        # A register of one of the two covers agreements on extradition, and nobody else may provide it: a gap.
        ([victims("AAA", "EEE", 5), register("AAA", "extradition")], {"EEE-AAA: EXTRADITION": "gap"}),
        # After its last day a register's word stands.
        ([victims("AAA", "EEE", 5), register("AAA", "extradition", "2012-01-01")], {"EEE-AAA: EXTRADITION": "gap"}),
        ([victims("AAA", "EEE", 5), register("AAA")], {"EEE-AAA: EXTRADITION": "gap"}),
        # A register of another topic proves nothing.
        ([victims("AAA", "EEE", 5), register("AAA", "readmission")], {"EEE-AAA: EXTRADITION": "unknown"}),
        # Victims at home are no corridor, and a detection does not count before its first year has ended.
        ([victims("FFF", "FFF", 5), victims("AAA", "FFF", 5, first=2014)], {}),
    ],
)
def test_corridors_without_a_basis_for_an_act(facts, expected):
    found = answers(acting(*facts), "corridor")
    assert {question: answer for question, answer in found.items() if question.endswith("EXTRADITION")} == expected
    # Nothing provides the return of victims, and whether an agreement does nobody has read.
    assert {answer for question, answer in found.items() if question.endswith("RETURN_OF_VICTIMS")} <= {
        "unknown",
        "gap",
    }


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        ("extradition", {}),
        ("readmission", {"DDD-EEE: EXTRADITION": "unknown"}),
    ],
)
def test_an_agreement_on_the_act_is_a_basis_and_others_are_none(agreed, expected):
    nodes = {Key("BilateralAgreement", "X"): {"topic": agreed}}
    then = acting(*agreement("X", "DDD", "EEE"), nodes=nodes)
    for kind in ("basis", "bilateral"):
        found = answers(then, kind)
        assert {one: answer for one, answer in found.items() if one.endswith("EXTRADITION")} == expected


def test_a_gap_of_an_act_says_what_is_missing_and_until_when_that_is_known():
    open_, closed = (
        next(gap for gap in acting(*facts).answered("basis").gaps if gap.about == Key("Act", "EXTRADITION"))
        for facts in ([], [register("EEE", "extradition")])
    )
    assert open_.standing == "none recorded; no register of either covers agreements on extradition"
    assert (open_.known_until, closed.known_until) == (None, day(LISTED))
    assert closed.standing == "none recorded"
    assert closed.towards == (("EEE", "T"),)
    assert closed.expectation == "with 0 of its 1 neighbours DDD has a basis for it"


def test_whether_a_gap_can_be_said_at_all_depends_on_what_registers_cover():
    assert acting().answered("basis").cannot_say_gap
    assert not acting(register("FFF", "extradition")).answered("basis").cannot_say_gap


def works(body: Key, topic: str = "trafficking") -> Fact:
    return fact("WORKS_ON", body, Key("Topic", topic))


def test_states_outside_every_process_that_works_on_trafficking():
    """B works on trafficking. DDD and EEE are members, FFF observes: the others are outside."""
    world, other = Key("RegionalBody", "WORLD"), Key("RegionalBody", "C")
    assert {gap.standing for gap in at(toy()).answered("mechanism").gaps} == {
        "no source says which bodies work on trafficking"
    }
    over = fact("WORKS_ON", Key("RegionalBody", "D"), Key("Topic", "trafficking"), until="2013-12-31")
    work = [works(BODY), works(world), works(other, "migration"), over]
    nodes = {world: {"kind": "intergovernmental"}}
    then = at(extended(toy(), *work, nodes=nodes))
    assert list(working_bodies(then)) == [BODY]
    assert answers(then, "mechanism") == dict.fromkeys(("AAA", "BBB", "CCC"), "unknown")
    assert then.answered("mechanism").cannot_say_gap, "its roster is not known to be whole"
    whole = at(extended(toy(), *work, fact("COVERS", REGISTER, BODY), nodes=nodes))
    assert answers(whole, "mechanism") == dict.fromkeys(("AAA", "BBB", "CCC"), "gap")
    assert not whole.answered("mechanism").cannot_say_gap
    # A name decides nothing.
    named = at(extended(toy(), nodes={BODY: {"name": "Initiative against Trafficking"}}))
    assert not working_bodies(named)


def reported(measure: str, **statuses: str) -> list[Fact]:
    return [
        fact("REPORTED", state(s), Key("Measure", measure), status=status)
        for status, listed in statuses.items()
        for s in listed.split()
    ]


REPLIED = [fact("REPLIED_TO", state(s), Key("Document", "CALL")) for s in ("AAA", "EEE", "FFF")]


@pytest.mark.parametrize(
    ("facts", "node", "expected"),
    [
        # A list never denies: of a closed one who is missing is not listed, of any other it is unknown.
        (reported("M", in_place="AAA"), {"list_is_open": False}, {"EEE: M": "not listed", "FFF: M": "not listed"}),
        (reported("M", in_place="AAA"), {"list_is_open": True}, {"EEE: M": "unknown", "FFF: M": "unknown"}),
        (reported("M", in_place="AAA"), {}, {"EEE: M": "unknown", "FFF: M": "unknown"}),
        # A draft is not in place.
        (reported("M", in_place="AAA EEE", draft="FFF"), {}, {"FFF: M": "not listed"}),
        # In no list in which nobody has it in place, and in none of limits or conditions, is anybody expected.
        (reported("M", draft="AAA"), {}, {}),
        (reported("M", exception="AAA"), {}, {}),
        (reported("M", in_place="AAA"), {"nature": "limit"}, {}),
        (reported("M", in_place="AAA"), {"nature": "condition"}, {}),
    ],
)
def test_who_replied_and_is_not_listed_is_not_listed(facts, node, expected):
    then = at(extended(toy(), *REPLIED, *facts, nodes={Key("Measure", "M"): node}))
    assert answers(then, "report") == expected
    assert then.answered("report").cannot_say_gap


def test_where_a_measure_is_about_a_treaty_the_standing_decides():
    """EEE is a signatory, FFF listed though not party, AAA party though not listed; of U nothing is known of two."""
    about = [
        fact("ABOUT", Key("Measure", "M"), TREATY_T, role="subject"),
        fact("ABOUT", Key("Measure", "N"), Key("Treaty", "U"), role="subject"),
        fact("ABOUT", Key("Measure", "O"), TREATY_T, role="limb"),
    ]
    lists = [one for measure in "MNO" for one in reported(measure, in_place="FFF")]
    then = at(extended(toy(), *REPLIED, *lists, *about))
    assert answers(then, "report") == {
        "EEE: M": "gap", "FFF: M": "gap", "EEE: N": "unknown", "FFF: N": "unknown",
        "AAA: O": "unknown", "EEE: O": "unknown",
    }  # fmt: skip
    told = {(gap.subject.id, gap.about and gap.about.id): gap.standing for gap in then.answered("report").gaps}
    assert told["FFF", "M"] == "not party (T); reported as in place"
    assert told["EEE", "M"] == "signatory (T); replied, not listed"
    assert not then.answered("report").cannot_say_gap


@pytest.mark.parametrize(("covered", "expected"), [(True, "gap"), (False, "unknown")])
def test_un_entities_outside_mechanisms(covered, expected):
    inside, outside, mechanism = Key("UNEntity", "IN"), Key("UNEntity", "OUT"), Key("Mechanism", "M")
    facts = [fact("REPLIED_TO", entity, Key("Document", "CALL")) for entity in (inside, outside)]
    facts.append(fact("MEMBER_OF", inside, mechanism))
    facts += [fact("COVERS", REGISTER, mechanism)] if covered else []
    then = at(extended(toy(), *facts))
    assert answers(then, "un") == {"OUT": expected}
    assert bool(then.answered("un").cannot_say_gap) != covered


@pytest.mark.parametrize(
    ("asked", "counts", "line"),
    [
        ({}, (1, 5, 1, 11), "6 UN Member States"),
        ({"state": "EEE"}, (1, 1, 0, 2), "1 of 6 UN Member States"),
        ({"region": "east"}, (1, 1, 0, 2), "2 of 6 UN Member States"),
        ({"region": "West"}, (1, 5, 1, 11), "4 of 6 UN Member States"),
        ({"treaty": "T"}, (1, 0, 4, 1), "6 UN Member States"),
    ],
)
def test_counts_and_denominators_follow_what_is_asked(asked, counts, line):
    """Border questions: three borders, two sides, two treaties. T: one gap; U: only BBB is next to its party AAA."""
    then = at(toy())
    found = then.tables.gaps("border", **asked)
    overview = {row[0]: row[2:7] for row in then.tables.gaps(**asked).rows}
    gap, unknown, not_listed, no_gap, not_applicable = overview["border"]
    assert (gap, unknown) == (
        len([r for r in found.rows if r[5] == "gap"]),
        len([r for r in found.rows if r[5] != "gap"]),
    )
    assert f"{gap} gap" in found.counted
    assert line in found.counted
    assert found.counted.endswith("as at 2014-01-01")
    assert not_listed == 0
    if asked == {"treaty": "T"}:
        assert (gap, unknown, no_gap, not_applicable) == (1, 0, 4, 1)
    if not asked:
        assert (gap, unknown, no_gap, not_applicable) == (1, 1, 4, 6)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "sideways"}, "gaps sideways: expected one of instrument, border"),
        ({"state": "Atlantis"}, "state Atlantis: no State of this id or name"),
        ({"region": "Atlantis"}, "region Atlantis: no such region; there are East, West"),
        ({"kind": "basis", "treaty": "T"}, "treaty T: gaps of kind basis are not about one treaty"),
    ],
)
def test_a_mistake_names_the_option(asked, message):
    with pytest.raises(UsageError, match=message):
        at(toy()).gaps(**asked)


PAIRS = st.tuples(st.sampled_from(STATES), st.sampled_from(["T", "U"]))


@settings(max_examples=60, deadline=None)
@given(st.sets(PAIRS), st.sets(PAIRS), st.sampled_from(STATES), st.sampled_from(["T", "U"]))
def test_a_state_that_becomes_party_loses_that_gap_and_no_other_claims_change(parties, unknown, acceding, treaty):
    """Whatever else is recorded: no gap of its own on that treaty is left; nothing about other treaties changes."""

    def drawn(pairs: set[tuple[str, str]]) -> AsAt:
        facts = borders("AAA BBB", "BBB CCC", "DDD EEE")
        for t in ("T", "U"):
            party = [s for s in STATES if (s, t) in pairs]
            rest = [s for s in STATES if (s, t) in unknown - pairs]
            known = {"party": " ".join(party), "rest": " ".join(rest)}
            facts += stands(t, **known, not_party=" ".join(s for s in STATES if s not in party and s not in rest))
        return at(graph(REGIONS, facts))

    before, after = drawn(parties), drawn({*parties, (acceding, treaty)})
    for kind in ("instrument", "border", "ratification"):
        then, now = before.answered(kind), after.answered(kind)
        assert not [g for g in now.gaps if g.subject.id == acceding and (acceding, treaty) in g.towards[:1]]
        other = "U" if treaty == "T" else "T"
        if kind != "instrument":  # an accession may move the States to other clusters
            assert answers(after, kind, other) == answers(before, kind, other)
        assert sum(then.counts.values()) == sum(now.counts.values())
    supposed = before.supposing([(acceding, treaty)])
    for kind in ("border", "ratification"):
        assert supposed.answered(kind).counts == after.answered(kind).counts


@settings(max_examples=60, deadline=None)
@given(st.sets(PAIRS), st.sets(PAIRS))
def test_unknown_never_turns_into_a_gap_when_lists_are_taken_away(parties, unknown):
    def gaps(without: set[tuple[str, str]]) -> set[tuple[str, str, str]]:
        facts = borders("AAA BBB", "BBB CCC", "DDD EEE")
        for t in ("T", "U"):
            rest = " ".join(s for s in STATES if (s, t) in without - parties)
            no = " ".join(s for s in STATES if (s, t) not in parties | without)
            facts += stands(t, party=" ".join(s for s in STATES if (s, t) in parties), rest=rest, not_party=no)
        then = at(graph(REGIONS, facts))
        found = [g for kind in ("border", "ratification") for g in then.answered(kind).gaps if g.answer == "gap"]
        return {(g.kind, "-".join(g.states), str(g.about)) for g in found}

    assert gaps(unknown) <= gaps(set())


def test_nothing_else_is_asked_on_a_day_before_it_was_there():
    recorded = toy()
    assert at(recorded, dt.date(2009, 12, 31)).treaties == []
    for kind in ("instrument", "border", "ratification", "report"):
        assert sum(at(recorded, dt.date(2009, 12, 31)).answered(kind).counts.values()) == 0
    assert dt.date(2010, 1, 1) < DAY


def test_where_nothing_is_asked_it_says_so():
    """Before a report nobody has replied: that there is no gap would be said of a question nobody asked."""
    then = at(toy())
    for kind in ("report", "un"):
        assert (list(then.answered(kind).counts.values()), then.answered(kind).cannot_say_gap) == (
            [0] * len(ANSWERS),
            NOTHING_ASKED,
        )
