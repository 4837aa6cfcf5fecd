from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from pactgraph.facts.consolidate import _not_in_force_before, consolidate
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Key, Node, Place, Records, Value
from pactgraph.facts.registers import Registers, bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Source, find_sources, read_sources


def test_the_order_of_sources_and_rows_does_not_matter_and_sources_stand_once():
    folders = find_sources()
    records = read_sources(folders, bundled_schema(), bundled_registers())
    shuffled = Records(list(records.nodes), list(records.claims))
    random.Random(7).shuffle(shuffled.nodes)
    random.Random(8).shuffle(shuffled.claims)
    sources = {folder.source.id: folder.source for folder in folders}
    one = consolidate(records, sources, bundled_schema(), bundled_registers(), "run")
    other = consolidate(shuffled, dict(reversed(sources.items())), bundled_schema(), bundled_registers(), "run")
    assert one == other
    assert one.counts()["Source"] == len(folders)


def source(id_: str, authority: str, as_of: str, **whole: str) -> Source:
    """A synthetic source; `whole` names its whole lists, each with its day."""
    compared = [{"against": "made for tests", "day": as_of[:4] + "-01-01"}]
    return Source.model_validate(
        {
            "checks": {id_: {"day": day, "compared": compared} for id_, day in whole.items()},
            "id": id_,
            "title": id_,
            "publisher": "synthetic",
            "url": "https://example.org",
            "licence": "none",
            "citation": "none",
            "authority": authority,
            "as_of": as_of,
            "covers": "made for tests",
            "rows": {},
        }
    )


SOURCES = {
    "depositary": source("depositary", "depositary", "2014-07-10", T="2014-07-10"),
    "register": source("register", "register", "2022-12-31"),
    "report": source("report", "report", "2014-06-27"),
    "page": source("page", "page", "2025"),
}
AAA, BBB, TREATY = Key("State", "AAA"), Key("State", "BBB"), Key("Treaty", "T")


def claim(speaker: str, type_: str, start: Key, end: Key, row: int = 2, **dates: str) -> Claim:
    properties: dict[str, Value] = {name: PartialDate.parse(day) for name, day in dates.items()}
    return Claim(type_, start, end, properties, speaker, f"row {row}", Place(Path("s/facts/T.csv"), row))


def party(speaker: str, since: str = "", state: Key = AAA, **dates: str) -> Claim:
    return claim(speaker, "PARTY_TO", state, TREATY, **({"since": since} if since else {}), **dates)


# The depositary has a whole list of the treaty's parties as at 2014-07-10.
COVERED = [claim("depositary", "COVERS", Key("Source", "depositary"), TREATY, until="2014-07-11")]
KNOWS_BBB = [party("depositary", "2003-01-01", BBB)]


@pytest.mark.parametrize(
    ("claims", "since", "holds", "answers"),
    [
        # What is stated stays as it is stated, and holds from the last day it can mean.
        ([party("depositary", "2004-05-06")], "2004-05-06 day", "2004-05-06", "unknown, party"),
        ([party("page", "2016-02")], "2016-02-01 month", "2016-02-29", "unknown, unknown, party"),
        # The report states it undated and the depositary has it earlier: they agree.
        ([party("depositary", "2004-05-06"), party("report")], "2004-05-06 day", "2004-05-06", "unknown, party"),
        # Without any date it is known from the source's own day.
        ([party("report")], None, "2014-06-27", "unknown, party"),
        # The report states it as of 2014, a register dates it later: what Pakistan's accession looks like.
        (
            [party("report"), party("register", "2022-11-04"), *COVERED],
            "2022-11-04 day",
            "2022-11-04",
            "not party, disputed, party",
        ),
        # The report alone against the depositary's silence on that very day.
        ([party("report"), *COVERED], None, "2014-06-27", "not party, disputed"),
        # A page of 2025 says nothing about 2014: no contradiction.
        ([party("page"), *COVERED], None, "2025-12-31", "not party, party"),
        # A dated claim up to the list's day is contradicted, one after it is not.
        ([party("page", "2010"), *COVERED], "2010-01-01 year", "2010-12-31", "not party, unknown, disputed"),
        ([party("page", "2016-02"), *COVERED], "2016-02-01 month", "2016-02-29", "not party, unknown, party"),
        # A year that reaches past the list may mean what is left of it.
        ([party("page", "2014"), *COVERED], "2014-01-01 year", "2014-12-31", "not party, unknown, party"),
        # An ended participation.
        (
            [party("depositary", "2001-01-01", until="2013-01-01"), *COVERED],
            "2001-01-01 day",
            "2001-01-01",
            "not party, party, withdrawn",
        ),
        # Two days for one act: precedence decides.
        (
            [party("depositary", "2004-05-06"), party("register", "2004-05-07"), *COVERED],
            "2004-05-06 day",
            "2004-05-06",
            "not party, party",
        ),
    ],
)
def test_what_sources_say_and_what_follows(claims, since, holds, answers):
    nodes = [
        Node(AAA, {"name": "Aaa"}, "depositary", "", Place(Path("s/facts/State.csv"), 2)),
        Node(TREATY, {"adopted": PartialDate.parse("2000-11-15")}, "depositary", "", Place(Path("s/facts/T.csv"), 2)),
    ]
    graph = consolidate(Records(nodes, list(claims)), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r for r in graph.relationships if (r.type, r.start, r.end) == ("PARTY_TO", AAA, TREATY)]
    stated = (
        f"{found.properties['since']} {found.properties['since_precision']}" if "since" in found.properties else None
    )
    assert (stated, str(found.properties["holds_from"])) == (since, holds)
    standing = [r.properties for r in graph.relationships if (r.type, r.start) == ("STANDING", AAA)]
    assert ", ".join(str(spell["answer"]) for spell in standing) == answers
    assert found.properties["disputed"] is (
        "disputed" in answers or "differ on since" in str(found.properties.get("dispute"))
    )
    sources, locators = found.properties["sources"], found.properties["locators"]
    assert isinstance(sources, list)
    assert isinstance(locators, list)
    assert len(sources) == len(locators) == len([c for c in claims if (c.start, c.end) == (AAA, TREATY)])


@pytest.mark.parametrize(
    ("claims", "since", "holds", "known"),
    [
        # A page of 2016 among pages of 2025: what it states without a day holds from its own day, known up to then.
        ([("page", "2016-05-04", "")], "", "2016-05-04", "2016-05-04"),
        ([("page", "2016-05", "")], "", "2016-05-31", "2016-05-31"),
        ([("page", "2016-05-04", "2004-05-06")], "2004-05-06", "2004-05-06", "2016-05-04"),
        # Without one the day is the source's.
        ([("page", "", "")], "", "2025-12-31", "2025-12-31"),
        # Of two pages the earlier tells from when, the later up to when.
        ([("page", "2016-05-04", ""), ("page", "2018", "")], "", "2016-05-04", "2018-12-31"),
    ],
)
def test_a_claim_speaks_on_the_day_of_its_page(claims, since, holds, known):
    stated = [replace(party(who, day), as_of=PartialDate.parse(page) if page else None) for who, page, day in claims]
    graph = consolidate(Records([], stated), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if r.type == "PARTY_TO"]
    assert [str(found.get(name, "")) for name in ("since", "holds_from", "known_until")] == [since, holds, known]
    assert found["as_of"] == (stated[0].as_of.last_day if stated[0].as_of else dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("asked_of", "listed", "asked"),
    [
        # Every State, a treaty of no region.
        ((), [], {"AAA", "BBB", "CCC"}),
        # Members of the body, and who has an act of its own.
        (("X",), [], {"AAA", "BBB"}),
        (("X", "Y"), [], {"AAA", "BBB", "CCC"}),
        # A whole list answers for everybody.
        (("X",), COVERED, {"AAA", "BBB", "CCC"}),
        # Nobody is recorded as its member: that leaves nobody out.
        (("Z",), [], {"AAA", "BBB", "CCC"}),
    ],
)
def test_a_treaty_of_a_region_is_asked_of_its_bodies_members(asked_of, listed, asked):
    place = Place(Path("s/facts/State.csv"), 2)
    nodes = [Node(Key("State", id_), {"name": id_}, "depositary", "", place) for id_ in ("AAA", "BBB", "CCC")]
    nodes += [Node(Key("RegionalBody", id_), {"name": id_}, "depositary", "", place) for id_ in "XYZ"]
    nodes.append(Node(TREATY, {"asked_of": asked_of} if asked_of else {}, "depositary", "", place))
    member = [
        replace(claim("register", "MEMBER_OF", Key("State", state), Key("RegionalBody", body)), properties=known)
        for state, body, known in (
            # A former member is asked, an observer is not.
            ("AAA", "X", {"status": "member", "until": PartialDate.parse("2001-01-01")}),
            ("CCC", "X", {"status": "observer"}),
            ("CCC", "Y", {"status": "member"}),
        )
    ]
    records = Records(nodes, [party("page", "2004-05-06", BBB), *member, *listed])
    graph = consolidate(records, SOURCES, bundled_schema(), Registers([], []), "run")
    assert {r.start.id for r in graph.relationships if r.type == "STANDING"} == asked


def test_a_list_that_is_whole_until_an_earlier_day_says_so_where_it_denies():
    """Otherwise a reader sees a list of 2014 beside an answer that is known until 2013."""
    told = SOURCES["depositary"].model_dump(by_alias=True)
    told["checks"]["T"]["whole_until"] = "2013-05-04"
    sources = {**SOURCES, "depositary": Source.model_validate(told)}
    nodes = [
        Node(AAA, {"name": "Aaa"}, "depositary", "", Place(Path("s/facts/State.csv"), 2)),
        Node(TREATY, {"adopted": PartialDate.parse("2000-11-15")}, "depositary", "", Place(Path("s/facts/T.csv"), 2)),
    ]
    graph = consolidate(Records(nodes, [*COVERED]), sources, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if (r.type, r.start) == ("STANDING", AAA)]
    assert (found["answer"], str(found["known_until"])) == ("not party", "2013-05-04")
    assert found["locators"] == ["row 2 (whole until 2013-05-04)"]


@pytest.mark.parametrize(
    ("checked", "earlier", "whole_until"),
    [
        ({"T": "2014-07-10"}, None, "2014-07-10"),
        ({"T": "2014-07-10"}, "2013-05-04", "2013-05-04"),
        ({"T": "2013-01-01"}, None, "None"),  # a check of another list than this
        ({}, None, "None"),
    ],
)
def test_a_list_says_up_to_when_its_silence_means_no(checked, earlier, whole_until):
    told = source("depositary", "depositary", "2014-07-10", **checked).model_dump(by_alias=True)
    if earlier:
        told["checks"]["T"]["whole_until"] = earlier
    sources = {**SOURCES, "depositary": Source.model_validate(told)}
    nodes = [Node(TREATY, {"name": "T"}, "depositary", "", Place(Path("s/facts/T.csv"), 2))]
    graph = consolidate(Records(nodes, [*COVERED]), sources, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if r.type == "COVERS"]
    assert str(found.get("whole_until")) == whole_until


def test_a_list_without_a_written_check_denies_nothing():
    unchecked = {**SOURCES, "depositary": source("depositary", "depositary", "2014-07-10")}
    nodes = [Node(AAA, {"name": "Aaa"}, "depositary", "", Place(Path("s/facts/State.csv"), 2))]
    graph = consolidate(Records(nodes, [*COVERED, *KNOWS_BBB]), unchecked, bundled_schema(), Registers([], []), "run")
    assert {r.properties["answer"] for r in graph.relationships if (r.type, r.start) == ("STANDING", AAA)} == {
        "unknown"
    }


def test_a_newer_list_denies_nothing_until_it_has_been_compared_anew():
    """The check is of the list of 2014-07-10; after a refresh the list is of 2020-01-01."""
    newer = [claim("depositary", "COVERS", Key("Source", "depositary"), TREATY, until="2020-01-02")]
    nodes = [Node(AAA, {"name": "Aaa"}, "depositary", "", Place(Path("s/facts/State.csv"), 2))]
    for listed, answer in ((COVERED, "not party"), (newer, "unknown")):
        graph = consolidate(Records(nodes, [*listed, *KNOWS_BBB]), SOURCES, bundled_schema(), Registers([], []), "run")
        said = {r.properties["answer"] for r in graph.relationships if (r.type, r.start) == ("STANDING", AAA)}
        assert said == {answer}


def test_what_a_source_says_is_known_up_to_the_day_of_its_list_of_that_treaty():
    """The register speaks of days up to 2022; its list of this treaty, which has no check, is of 2019."""
    listed = claim("register", "COVERS", Key("Source", "register"), TREATY, until="2019-05-02")
    for claims, known in (([], "2022-12-31"), ([listed], "2019-05-01")):
        graph = consolidate(
            Records([], [party("register", "2003-01-01"), *claims]), SOURCES, bundled_schema(), Registers([], []), "run"
        )
        (found,) = [r.properties for r in graph.relationships if r.type == "PARTY_TO"]
        assert str(found["known_until"]) == known


def held_of(claims: list[Claim], type_: str) -> tuple[str, str, str]:
    graph = consolidate(Records([], claims), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if r.type == type_]
    return str(found["holds_from"]), str(found["holds_until"]), str(found.get("known_until"))


BODY_T, MECHANISM, UNIT = Key("RegionalBody", "B"), Key("Mechanism", "M"), Key("UNEntity", "U")
REPORT = Key("Document", "R")


@pytest.mark.parametrize(
    ("claims", "days"),
    [
        # An open end is 9999-12-31; its word is as old as its latest source.
        ([claim("report", "SIGNED", AAA, TREATY, since="2001-02-03")], ("2001-02-03", "9999-12-31", "2014-06-27")),
        # Month and year: certain from the last day they can mean to the first.
        (
            [claim("page", "CONCLUDED", AAA, Key("BilateralAgreement", "a"), since="1999-02", until="2003")],
            ("1999-02-28", "2003-01-01", "2002-12-31"),
        ),
        # An end before the start is certain: on no day.
        (
            [claim("page", "CONCLUDED", AAA, Key("BilateralAgreement", "a"), since="1999", until="1999")],
            ("1999-12-31", "1999-12-31", "1999-12-31"),
        ),
        # A present-tense role without dates is known on its source's day only, unless another confirms it.
        ([claim("report", "CHAIRS", UNIT, MECHANISM)], ("2014-06-27", "2014-06-28", "2014-06-27")),
        (
            [claim("report", "CHAIRS", UNIT, MECHANISM), claim("register", "CHAIRS", UNIT, MECHANISM)],
            ("2014-06-27", "2023-01-01", "2022-12-31"),
        ),
        ([claim("report", "CHAIRS", UNIT, MECHANISM, since="2012")], ("2012-12-31", "9999-12-31", "2014-06-27")),
        # What its ends are, whoever says it when.
        ([claim("page", "SUPPLEMENTS", TREATY, Key("Treaty", "C"))], ("0001-01-01", "9999-12-31", "2025-12-31")),
    ],
)
def test_the_days_on_which_a_fact_holds(claims, days):
    assert held_of(claims, claims[0].type) == days


def test_an_agreement_binds_its_sides_together():
    agreement = Key("BilateralAgreement", "a")
    claims = [
        claim("page", "CONCLUDED", AAA, agreement, since="1999-02-03"),
        claim("page", "CONCLUDED", BBB, agreement, since="1999-02-05", until="2003-01-01"),
    ]
    node = Node(agreement, {"title": "Agreement"}, "page", "p. 1", Place(Path("s/facts/B.csv"), 2))
    graph = consolidate(Records([node], claims), SOURCES, bundled_schema(), Registers([], []), "run")
    found = [r.properties for r in graph.relationships] + [n.properties for n in graph.nodes if n.key == agreement]
    assert [(str(p["holds_from"]), str(p["holds_until"])) for p in found] == [("1999-02-05", "2003-01-01")] * 3


def test_detections_count_from_the_end_of_their_first_year():
    detected = claim("page", "DETECTED_VICTIMS", AAA, BBB)
    detected.properties.update({"first_year": 2015, "last_year": 2017})
    assert held_of([detected], "DETECTED_VICTIMS") == ("2015-12-31", "9999-12-31", "2017-12-31")


def test_nothing_holds_before_its_ends_exist():
    nodes = [
        Node(TREATY, {"adopted": PartialDate.parse("2000-11-15")}, "depositary", "", Place(Path("s/facts/T.csv"), 2)),
        Node(BODY_T, {"founded": PartialDate.parse("1967-08")}, "depositary", "", Place(Path("s/facts/R.csv"), 2)),
        Node(REPORT, {"issued": PartialDate.parse("2014")}, "depositary", "", Place(Path("s/facts/D.csv"), 2)),
    ]
    claims = [
        claim("page", "SIGNED", AAA, TREATY, since="1999-01-01"),
        claim("page", "CITES", REPORT, TREATY),
        claim("page", "SUPPLEMENTS", TREATY, Key("Treaty", "C")),
        claim("page", "PART_OF", UNIT, BODY_T, since="1950"),
    ]
    graph = consolidate(Records(nodes, claims), SOURCES, bundled_schema(), Registers([], []), "run")
    days = {r.type: str(r.properties["holds_from"]) for r in graph.relationships if r.type != "STANDING"}
    assert days == {
        "SIGNED": "2000-11-15", "CITES": "2014-01-01", "SUPPLEMENTS": "2000-11-15", "PART_OF": "1967-08-01",
    }  # fmt: skip


def test_a_reply_was_sent_by_its_sources_day_and_nobody_knows_how_long_before():
    assert held_of([claim("report", "REPLIED_TO", AAA, REPORT)], "REPLIED_TO")[0] == "2014-06-27"


def test_every_property_keeps_the_source_that_states_it_and_unspecified_beats_nothing():
    vague, exact = party("depositary", "2004-05-06"), party("register")
    vague.properties["action"], exact.properties["action"] = "unspecified", "accession"
    exact.properties["in_force"] = PartialDate.parse("2004-06-05")
    graph = consolidate(Records([], [vague, exact]), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if r.type == "PARTY_TO"]
    assert (found["source"], found["action"], str(found["in_force"])) == ("depositary", "accession", "2004-06-05")
    assert found["stated_by"] == ["action: register", "in_force: register"]


def test_a_date_never_stands_under_the_name_of_a_source_that_does_not_give_it():
    claims = [
        claim("report", "COORDINATES", UNIT, MECHANISM),
        claim("page", "COORDINATES", UNIT, MECHANISM, since="2007-03"),
    ]
    graph = consolidate(Records([], claims), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships]
    assert (found["source"], found["sources"], str(found["since"])) == ("page", ["report", "page"], "2007-03-01")


@pytest.mark.parametrize(
    ("properties", "memberships", "days"),
    [
        ({"un_member": True, "un_member_since": PartialDate.parse("1955-12-14")}, [], ("1955-12-14", "9999-12-31")),
        # Without a stated admission, by its membership of the United Nations: from the last day the year can mean.
        ({"un_member": True}, [{"since": "1955"}], ("1955-12-31", "9999-12-31")),
        ({"un_member": True, "un_member_since": PartialDate.parse("1955")}, [], ("1955-12-31", "9999-12-31")),
        # An observer is none, whatever a dataset says of its seat.
        ({"status": "observer"}, [{"since": "1945", "until": "1971"}], (None, None)),
        # Of the past: a source says when it ceased.
        ({}, [{"since": "1945", "until": "1993"}], ("1945-12-31", "1993-01-01")),
        ({}, [{"since": "1945"}], (None, None)),
        ({"un_member": True}, [], (None, None)),
    ],
)
def test_member_states_of_a_day(properties, memberships, days):
    node = Node(AAA, properties, "depositary", "", Place(Path("s/facts/State.csv"), 2))
    claims = [claim("page", "MEMBER_OF", AAA, Key("RegionalBody", "UN"), **dates) for dates in memberships]
    for one in claims:
        one.properties["status"] = "member"
    graph = consolidate(Records([node], claims), SOURCES, bundled_schema(), Registers([], []), "run")
    (state,) = [n.properties for n in graph.nodes if n.key == AAA]
    found = (state.get("un_member_from"), state.get("un_member_until"))
    assert tuple(None if day is None else str(day) for day in found) == days


# A dataset that speaks of 2014, and a roster that covers the body in 2025 only.
MEMBERSHIP_SOURCES = {
    "spells": source("spells", "dataset", "2014"),
    "snapshot": source("snapshot", "dataset", "2025-12"),
    "roster": source("roster", "dataset", "2025", B="2025-12-31"),
}
BODY = Key("RegionalBody", "B")
ROSTER_2025 = [
    claim("roster", "COVERS", Key("Source", "roster"), BODY, since="2025", until="2026"),
    claim("roster", "MEMBER_OF", AAA, Key("RegionalBody", "OTHER"), since="2001"),
]
for known in ROSTER_2025[1:]:
    known.properties["status"] = "member"


def member(speaker: str, status: str = "member", **dates: str) -> Claim:
    found = claim(speaker, "MEMBER_OF", AAA, BODY, **dates)
    found.properties["status"] = status
    return found


@pytest.mark.parametrize(
    ("claims", "dates", "dispute"),
    [
        pytest.param(
            [member("spells", since="1996"), *ROSTER_2025],
            ("1996-01-01", "year", "2025-01-01", "not_after"),
            "spells states it as of 2014-12-31; roster covers the question from 2025-01-01 and does not have it",
            id="a later roster that does not have a member ends what an older source left open",
        ),
        pytest.param(
            [member("spells", since="1996"), member("snapshot"), *ROSTER_2025],
            ("1996-01-01", "year", None, None),
            "snapshot, spells states it; roster covers the question from 2025-01-01 and does not have it.",
            id="two rosters of one year that differ are a dispute and end nothing",
        ),
        pytest.param(
            [member("spells", "observer", since="1996"), *ROSTER_2025],
            ("1996-01-01", "year", None, None),
            "",
            id="a roster of members says nothing of observers",
        ),
        pytest.param(
            [member("snapshot", since="1945"), member("spells", since="1945", until="1949")],
            ("1945-01-01", "year", None, None),
            "snapshot has it without an end as of 2025-12; spells has it ended by 1949.",
            id="a later source without an end outweighs an earlier one's end",
        ),
        pytest.param(
            [member("snapshot", since="1945", until="1949"), member("spells", since="1945")],
            ("1945-01-01", "year", "1949-01-01", "year"),
            "spells has it without an end as of 2014; snapshot has it ended by 1949.",
            id="an end of the later source stands",
        ),
        pytest.param(
            [member("spells", since="1996", until="2003"), *ROSTER_2025],
            ("1996-01-01", "year", "2003-01-01", "year"),
            "",
            id="a membership that ended before the roster is no dispute",
        ),
    ],
)
def test_spells_and_rosters(claims, dates, dispute):
    graph = consolidate(Records([], list(claims)), MEMBERSHIP_SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r for r in graph.relationships if (r.type, r.start, r.end) == ("MEMBER_OF", AAA, BODY)]
    names = ("since", "since_precision", "until", "until_precision")
    stated = [found.properties.get(name) for name in names]
    assert tuple(None if value is None else str(value) for value in stated) == dates
    assert (dispute in str(found.properties["dispute"])) if dispute else "dispute" not in found.properties


def test_a_newer_roster_ends_nothing_until_it_has_been_compared_anew():
    newer = claim("roster", "COVERS", Key("Source", "roster"), BODY, since="2025", until="2027")
    graph = consolidate(
        Records([], [member("spells", since="1996"), newer, *ROSTER_2025[1:]]),
        MEMBERSHIP_SOURCES,
        bundled_schema(),
        Registers([], []),
        "run",
    )
    (found,) = [r.properties for r in graph.relationships if (r.type, r.end) == ("MEMBER_OF", BODY)]
    assert "until" not in found
    assert found["dispute"] == "spells states it; roster covers the question from 2025-01-01 and does not have it."


@pytest.mark.parametrize(
    ("claims", "since"),
    [
        pytest.param([member("snapshot")], ("2002-01-01", "not_before"), id="nobody belongs to a body before it is"),
        pytest.param([member("snapshot", since="2004")], ("2004-01-01", "year"), id="a stated start stays"),
    ],
)
def test_the_foundation_of_a_body_bounds_undated_memberships(claims, since):
    founded = Node(BODY, {"founded": PartialDate.parse("2002")}, "snapshot", "p. 1", Place(Path("s/facts/R.csv"), 2))
    graph = consolidate(
        Records([founded], list(claims)), MEMBERSHIP_SOURCES, bundled_schema(), Registers([], []), "run"
    )
    (found,) = [r for r in graph.relationships if r.type == "MEMBER_OF"]
    assert (str(found.properties["since"]), found.properties["since_precision"]) == since


@pytest.mark.parametrize(
    ("roster", "dispute"),
    [
        # Nobody has shown it to be whole: the two differ, and neither wins.
        (source("roster", "dataset", "2025"), "roster covers the question from 2025-01-01 and does not have it."),
        (source("roster", "dataset", "2025", B="2025-12-31"), "not counted from 2025-01-01."),
    ],
)
def test_a_roster_ends_a_membership_only_when_it_is_shown_to_be_whole(roster, dispute):
    claims = [member("spells", since="1996"), *ROSTER_2025]
    sources = {**MEMBERSHIP_SOURCES, "roster": roster}
    graph = consolidate(Records([], claims), sources, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if (r.type, r.end) == ("MEMBER_OF", BODY)]
    assert str(found["dispute"]).endswith(dispute)
    assert str(found["holds_until"]) == ("2025-01-01" if roster.checks else "9999-12-31")


def test_an_ended_spell_and_a_snapshot_that_still_has_it_are_two_spells_and_a_dispute():
    claims = [member("spells", since="1996", until="2003"), member("snapshot")]
    graph = consolidate(Records([], claims), MEMBERSHIP_SOURCES, bundled_schema(), Registers([], []), "run")
    ended, resumed = [r.properties for r in graph.relationships if r.type == "MEMBER_OF"]
    assert (str(ended["until"]), ended["disputed"]) == ("2003-01-01", False)
    assert (str(resumed["since"]), resumed["since_precision"], "until" in resumed) == (
        "2003-01-01",
        "not_before",
        False,
    )
    assert resumed["dispute"] == "Stated without a start by snapshot; ended by 2003-01-01 according to spells."
    assert resumed["disputed"] is True


def test_a_snapshot_of_a_day_within_the_spell_belongs_to_it():
    claims = [member("spells", since="1996", until="2026"), member("snapshot")]
    graph = consolidate(Records([], claims), MEMBERSHIP_SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r.properties for r in graph.relationships if r.type == "MEMBER_OF"]
    assert (found["sources"], found["disputed"]) == (["snapshot", "spells"], False)


def test_an_observer_that_became_a_member_after_the_older_source_are_two_spells_and_no_dispute():
    claims = [member("spells", "observer", since="2002"), member("snapshot", since="2025-10-26")]
    graph = consolidate(Records([], claims), MEMBERSHIP_SOURCES, bundled_schema(), Registers([], []), "run")
    observer, full = [r.properties for r in graph.relationships if r.type == "MEMBER_OF"]
    assert (observer["status"], str(observer["until"]), observer["until_precision"]) == (
        "observer",
        "2025-10-26",
        "not_after",
    )
    assert (full["status"], str(full["since"]), "until" in full) == ("member", "2025-10-26", False)
    assert not observer["disputed"]
    assert not full["disputed"]


# A dataset of spells to 2014, snapshots of 2014 to 2020, and undated rosters of 2019 and 2025; all of the body B.
SNAPSHOTS = {
    "spells": source("spells", "dataset", "2014"),
    "snapshots": source("snapshots", "dataset", "2020-06-01"),
    "other": source("other", "dataset", "2019-06-01"),
    "latest": source("latest", "dataset", "2025-12"),
}
WATCHED = [
    claim("snapshots", "COVERS", Key("Source", "snapshots"), BODY, since="2014-07-01", until="2020-06-02"),
    claim("snapshots", "MEMBER_OF", AAA, Key("RegionalBody", "OTHER"), seen_from="2014-07-01", seen_until="2020-06-01"),
]
WATCHED[1].properties["status"] = "member"


def seen(first: str, last: str, absent: str = "", status: str = "member") -> Claim:
    days = {"seen_from": first, "seen_until": last} | ({"absent_from": absent} if absent else {})
    return member("snapshots", status, **days)


@pytest.mark.parametrize(
    ("claims", "spells"),
    [
        pytest.param(
            [seen("2014-07-01", "2020-06-01")],
            ["member 2014-07-01 9999-12-31 2020-06-01"],
            id="seen: from the first snapshot, known to the last",
        ),
        pytest.param(
            [seen("2014-07-01", "2016-06-01", "2018-06-01")],
            ["member 2014-07-01 2018-06-01 2016-06-01"],
            id="gone by the first snapshot that lacks it, known to the last that has it",
        ),
        pytest.param(
            [member("spells", since="1996"), seen("2016-06-01", "2020-06-01")],
            ["member 1996-12-31 9999-12-31 2020-06-01"],
            id="a snapshot that comes round late disputes no stated start",
        ),
        pytest.param(
            [member("spells", since="2014"), seen("2014-07-01", "2020-06-01")],
            ["member 2014-07-01 9999-12-31 2020-06-01"],
            id="a start known by its year is certain from a snapshot of that year",
        ),
        pytest.param(
            [seen("2014-07-01", "2016-06-01", "2018-06-01", "observer"), member("latest", since="2017-05-01")],
            ["observer 2014-07-01 2017-05-01 2016-06-01", "member 2017-05-01 9999-12-31 2025-12-31"],
            id="an observer until the day that a better source gives",
        ),
        pytest.param(
            [member("spells", since="1996"), seen("2014-07-01", "2016-06-01", "2018-06-01")],
            ["member 1996-12-31 2018-06-01 2016-06-01"],
            id="snapshots end what a source of before left open",
        ),
        pytest.param(
            [seen("2014-07-01", "2016-06-01", "2018-06-01"), member("latest")],
            ["member 2014-07-01 9999-12-31 2025-12-31 disputed"],
            id="who is missed by snapshots and stated later is disputed",
        ),
        pytest.param(
            [member("spells", since="1996"), *WATCHED],
            ["member 1996-12-31 9999-12-31 2014-12-31 disputed"],
            id="two rosters that speak for one body and differ: neither wins",
        ),
        pytest.param(
            [member("other"), *WATCHED],
            ["member 2019-06-01 9999-12-31 2019-06-01 disputed"],
            id="only one roster has it, another of the time never did",
        ),
        pytest.param(
            [member("latest", since="2017"), *WATCHED],
            ["member 2017-12-31 9999-12-31 2025-12-31"],
            id="snapshots lag: a start within their window wins",
        ),
        pytest.param(
            [member("spells", since="1996", until="2010"), *WATCHED],
            ["member 1996-12-31 2010-01-01 2009-12-31"],
            id="an end before the snapshots is none of theirs",
        ),
        pytest.param(
            [member("spells", "observer", since="1996"), *WATCHED],
            ["observer 1996-12-31 9999-12-31 2014-12-31"],
            id="their silence is of members only",
        ),
        pytest.param(
            [seen("2014-07-01", "2020-06-01", status="observer"), member("latest")],
            ["observer 2014-07-01 9999-12-31 2025-12-31 disputed"],
            id="observer or member: the lesser counts, and it is disputed",
        ),
        pytest.param(
            [seen("2014-07-01", "2014-07-01", "2016-06-01", "observer"), seen("2016-06-01", "2020-06-01")],
            ["observer 2014-07-01 2016-06-01 2014-07-01", "member 2016-06-01 9999-12-31 2020-06-01"],
            id="an observer that became a member",
        ),
        pytest.param(
            [
                member("spells", since="1996"),
                seen("2014-07-01", "2014-07-01", "2016-06-01", "observer"),
                seen("2016-06-01", "2020-06-01"),
            ],
            ["member 1996-12-31 9999-12-31 2020-06-01"],
            id="an earlier snapshot that a later one corrects disputes nothing",
        ),
    ],
)
def test_snapshots_of_a_roster(claims, spells):
    graph = consolidate(Records([], list(claims)), SNAPSHOTS, bundled_schema(), Registers([], []), "run")
    found = [r.properties for r in graph.relationships if (r.type, r.end) == ("MEMBER_OF", BODY)]
    assert [
        f"{p['status']} {p['holds_from']} {p['holds_until']} {p['known_until']}" + " disputed" * bool(p["disputed"])
        for p in found
    ] == spells


def judged(id_: str, second: str, day: str) -> Source:
    """The source `id_` of `SNAPSHOTS` with a check of its list of B, by which `second` is wrong about AAA."""
    compared = [{"against": second, "source": second, "day": day, "explained": {"AAA": "a third roster agrees"}}]
    data = SNAPSHOTS[id_].model_dump() | {"checks": {"B": {"day": "2020-06-01", "compared": compared}}}
    return Source.model_validate(data)


@pytest.mark.parametrize(
    ("judge", "second", "claims", "spells"),
    [
        pytest.param(
            "snapshots",
            "spells",
            [member("spells", since="1996"), *WATCHED],
            ["member 1996-01-01 1996-01-01 True"],
            id="what a check settles against counts on no day",
        ),
        pytest.param(
            "snapshots",
            "spells",
            [member("spells", since="1996"), seen("2014-07-01", "2020-06-01", status="associate")],
            ["associate 2014-07-01 9999-12-31 False", "member 1996-01-01 1996-01-01 True"],
            id="and what it settles for is no longer disputed",
        ),
        pytest.param(
            "spells",
            "snapshots",
            [member("spells", since="1996"), *WATCHED],
            ["member 1996-12-31 9999-12-31 False"],
            id="nor is what a wrong roster lacks",
        ),
        pytest.param(
            "snapshots",
            "spells",
            [member("spells", since="1996", until="2001"), *WATCHED],
            ["member 1996-12-31 2001-01-01 False"],
            id="what is not claimed for the day of the comparison is not settled by it",
        ),
    ],
)
def test_a_written_check_settles_on_whom_two_rosters_differ(judge, second, claims, spells):
    sources = {**SNAPSHOTS, judge: judged(judge, second, "2014-07-01")}
    graph = consolidate(Records([], list(claims)), sources, bundled_schema(), Registers([], []), "run")
    found = [r.properties for r in graph.relationships if (r.type, r.end) == ("MEMBER_OF", BODY)]
    assert [f"{p['status']} {p['holds_from']} {p['holds_until']} {p['disputed']}" for p in found] == spells
    said = "states it; snapshots does not, by its check of 2014-07-01: a third roster agrees. Not counted."
    assert all(str(p["dispute"]).endswith(said) for p in found if p["disputed"])


@pytest.mark.parametrize(
    ("known", "before"),
    [
        ({}, None),
        ({"status": "ratified"}, None),
        ({"in_force": dt.date(2001, 2, 3)}, dt.date(2001, 2, 3)),
        # Known by its month or year: certain on the last day it can mean.
        ({"in_force": dt.date(2001, 2, 1), "in_force_precision": "month"}, dt.date(2001, 2, 28)),
        ({"in_force": dt.date(2001, 1, 1), "in_force_precision": "year"}, dt.date(2001, 12, 31)),
        ({"status": "in_ratification"}, dt.date(9999, 12, 31)),
        # It was in force, and is suspended.
        ({"status": "suspended", "in_force": dt.date(2001, 2, 3)}, dt.date(9999, 12, 31)),
    ],
)
def test_until_when_an_agreement_is_known_not_to_be_in_force(known, before):
    assert _not_in_force_before(known) == before
