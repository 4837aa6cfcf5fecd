from __future__ import annotations

import random
from pathlib import Path

import pytest

from pactgraph.facts.consolidate import consolidate
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


def source(id_: str, authority: str, as_of: str) -> Source:
    return Source.model_validate(
        {
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
    "depositary": source("depositary", "depositary", "2014-07-10"),
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


# The depositary covers the treaty from its adoption to the day before 2014-07-11, and knows both States.
COVERED = [claim("depositary", "COVERS", Key("Source", "depositary"), TREATY, until="2014-07-11")]
KNOWS_BBB = [party("depositary", "2003-01-01", BBB)]
KNOWS_AAA = [claim("depositary", "PARTY_TO", AAA, Key("Treaty", "OTHER"), since="2001-01-01")]


@pytest.mark.parametrize(
    ("claims", "since", "precision", "dispute"),
    [
        # A dated claim alone is what it says.
        ([party("depositary", "2004-05-06")], "2004-05-06", "day", ""),
        # The report states it undated and the depositary has it earlier: they agree.
        ([party("depositary", "2004-05-06"), party("report")], "2004-05-06", "day", ""),
        # The report states it as of 2014, a register dates it later: what Pakistan's accession looks like.
        (
            [party("report"), party("register", "2022-11-04"), *COVERED, *KNOWS_AAA],
            "2022-11-04",
            "day",
            "report states it as of 2014-06-27, before it began on 2022-11-04.",
        ),
        # The report alone against the depositary's silence on that very day: nothing of the claim is left.
        ([party("report"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "does not have it: not counted."),
        # A page of 2025 says nothing about 2014: no contradiction, yet not before the window's end.
        ([party("page"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", ""),
        # A dated claim inside the window is contradicted, one after it is not.
        ([party("page", "2010"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "does not have it: not counted."),
        ([party("page", "2016-02"), *COVERED, *KNOWS_AAA], "2016-02-01", "month", ""),
        # A year that reaches past the window means what is left of it, and stays a year.
        ([party("page", "2014"), *COVERED, *KNOWS_AAA], "2014-07-11", "year", ""),
        ([party("page", "2013"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "does not have it: not counted."),
        # Silence on a State the covering source does not know at all proves nothing.
        ([party("report"), *COVERED, *KNOWS_BBB], None, None, ""),
        # An ended participation against a later statement without dates.
        (
            [party("depositary", "2001-01-01", until="2013-01-01"), party("report")],
            "2001-01-01",
            "day",
            "report states it as of 2014-06-27, after it ended on 2013-01-01.",
        ),
        # Two days for one act.
        ([party("depositary", "2004-05-06"), party("register", "2004-05-07")], "2004-05-06", "day", "differ on since"),
    ],
)
def test_what_sources_say_and_do_not_say(claims, since, precision, dispute):
    graph = consolidate(Records([], list(claims)), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r for r in graph.relationships if (r.type, r.start, r.end) == ("PARTY_TO", AAA, TREATY)]
    stated = found.properties.get("since")
    assert (str(stated) if stated else None, found.properties.get("since_precision")) == (since, precision)
    assert dispute in str(found.properties["dispute"])
    assert found.properties["disputed"] is bool(dispute)
    refuted = "does not have it: not counted." in dispute
    holds_on_no_day = stated is not None and found.properties.get("until") == stated
    assert holds_on_no_day is refuted
    sources, locators = found.properties["sources"], found.properties["locators"]
    assert isinstance(sources, list)
    assert isinstance(locators, list)
    assert len(sources) == len(locators) == len([c for c in claims if (c.start, c.end) == (AAA, TREATY)])


# A dataset that speaks of 2014, and a roster that covers the body in 2025 only.
MEMBERSHIP_SOURCES = {
    "spells": source("spells", "dataset", "2014"),
    "snapshot": source("snapshot", "dataset", "2025-12"),
    "roster": source("roster", "dataset", "2025"),
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
    assert (dispute in str(found.properties["dispute"])) if dispute else found.properties["dispute"] == ""


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
    assert resumed["dispute"] == "snapshot states it without a start; spells has it ended by 2003-01-01."
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
