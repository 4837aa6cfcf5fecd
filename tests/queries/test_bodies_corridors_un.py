"""Known rows of the questions about borders, bodies, corridors and the United Nations."""

from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

REPORT_DAY = dt.date(2014, 6, 9)


@pytest.fixture
def answer(bundled: EmbeddedStore):
    """Return the rows that a query of the catalogue gives."""

    def rows(name: str, **given: str) -> list[dict[str, object]]:
        with bundled.open() as reader:
            return list(ask(reader, find_query(name), given, REPORT_DAY, bundled_registers()).answer.records())

    return rows


def test_borders_the_sources_disagree_on_are_kept_with_their_one_source(answer):
    found = {(row["one"], row["other"]): (row["source"], row["other_kind"]) for row in answer("borders-of-one-source")}
    assert found["MMR", "PAK"] == ("cow_contiguity", None)
    assert found["MAR", "MRT"] == ("cow_contiguity", None)
    assert found["IND", "LKA"] == ("world_countries", "sea")
    assert ("AFG", "PAK") not in found


def test_neighbours_outside_a_treaty_are_land_neighbours(answer):
    # Japan, not yet party in 2014, has neighbours by sea only.
    assert "JPN" not in {row["outside"] for row in answer("neighbours-outside-treaty", treaty="TIP_PROTOCOL")}


@pytest.mark.parametrize(
    ("state", "body", "sentence"),
    [
        ("RUS", "COE", "country_converter covers the question from 2025-01-01 and does not have it"),
        ("GBR", "EU", "not counted from 2025-01-01"),
        ("GMB", "COMSEC", "ended by 2013-10-01 according to cow_igo, dates_from_pages"),
        ("SAU", "IOM", "Sources differ on status"),
        ("COK", "INTERPOL", "factbook covers the question from 2014-07-13 and does not have it"),
        ("BFA", "ECOWAS", "factbook does not have it on 2024-12-26"),
        ("GEO", "CIS", "internacia states it; factbook does not, by its check of 2025-12-31"),
    ],
)
def test_memberships_the_sources_disagree_on_say_so(answer, state, body, sentence):
    found = [row["dispute"] for row in answer("disputed-facts") if (row["from"], row["to"]) == (state, body)]
    assert any(sentence in str(dispute) for dispute in found)


@pytest.mark.parametrize(
    ("body", "day", "members"),
    [
        ("COE", "2014-06-09", 47),
        # That two sources still have Russia is settled: the Council itself counts 46.
        ("COE", "2025-06-30", 46),
        ("EU", "2014-06-09", 28),
        ("EU", "2025-06-30", 27),
        ("COMMIT", "2014-06-09", 6),
        ("COMMIT", "2004-01-01", 0),
        ("CARICOM", "2025-12-31", 14),
        # Before the conference was founded nobody belonged to it.
        ("RCM", "1995-01-01", 0),
        # A roster without dates does not say who belonged before its day.
        ("RCM", "2014-06-09", 0),
        ("RCM", "2016-12-31", 11),
    ],
)
def test_members_of_a_body_on_a_day(answer, body, day, members):
    rows = answer("body-members", body=body, as_of=day)
    assert sum(row["status"] == "member" for row in rows) == members


def test_a_states_corridors_say_who_found_whom(answer):
    found = {(row["part"], row["id"]): row for row in answer("corridors-of-state", state="Thailand")}
    burmese = found["detected here", "MMR"]
    assert (burmese["first_year"], burmese["last_year"]) == (2008, 2021)
    assert (burmese["victims_min"], burmese["victims_max"]) == (2580, 2589)
    assert "TIP_PROTOCOL" in burmese["treaties"]
    assert burmese["agreements"] >= 1
    assert found["own citizens", "THA"]["treaties"] == []
    assert found["detected abroad", "USA"]["victims_min"] == 742


def test_corridors_without_cooperation_share_nothing_and_are_not_of_one_state(answer):
    rows = answer("corridors-without-cooperation")
    pairs = {(row["citizenship"], row["detecting"]) for row in rows}
    # Sudan came to the protocol after the report; Myanmar and Thailand are parties, and members of ASEAN.
    assert ("SDN", "GBR") in pairs
    assert ("MMR", "THA") not in pairs
    assert all(one != other for one, other in pairs)
    assert {row["answer"] for row in rows} <= {"none recorded", "unknown"}
    assert [row["victims_min"] for row in rows] == sorted((row["victims_min"] for row in rows), reverse=True)


def test_a_corridor_counts_from_its_first_year_on(answer):
    """A year is certain from its last day on."""
    for day, year in (("2009-12-30", 2008), ("2009-12-31", 2009)):
        assert max(row["first_year"] for row in answer("corridors-without-cooperation", as_of=day)) == year


def test_no_agreement_is_none_only_where_a_register_covers_one_of_the_two(answer):
    rows = answer("victims-abroad-without-agreement")
    assert ("MMR", "THA") not in {(row["citizenship"], row["detecting"]) for row in rows}
    assert all((row["answer"] == "none recorded") == bool(row["registers"]) for row in rows)
    assert "unknown" in {row["answer"] for row in rows}


def test_bodies_that_two_states_share_smallest_first(answer):
    rows = answer("shared-bodies", state="THA", other="MMR", as_of="2017-12-31")
    found = {row["id"]: row for row in rows}
    assert (found["COMMIT"]["members"], found["COMMIT"]["since"]) == (6, "2004-10-29")
    # A roster of 2017 without dates bounds the membership and dates nothing.
    assert found["MEKONG_GANGA"]["since"] == ""
    assert "EU" not in found
    assert [row["members"] for row in rows] == sorted(row["members"] for row in rows)


def test_membership_disputes_of_a_body(answer):
    rows = answer("membership-disputes", body="Council of Europe")
    assert [(row["state"], row["since"], row["until"]) for row in rows] == [("RUS", "1996", ""), ("RUS", "", "")]
    ended, overruled = [row for row in answer("membership-disputes", body="EU") if row["state"] == "GBR"]
    assert (ended["since"], ended["until"], overruled["sources"]) == ("1993", "", ["factbook"])


def test_who_monitors_what(answer):
    found = {(row["treaty"], row["body"]) for row in answer("treaty-monitors")}
    assert {("CAT", "CAT_COMMITTEE"), ("OPCAT", "SPT"), ("CRC_OPSC", "CRC_COMMITTEE")} <= found
    assert ("TIP_PROTOCOL", None) in found


def test_coordination_mechanisms_with_their_parts(answer):
    found = {(row["mechanism"], row["part"], row["id"]): row for row in answer("coordination-mechanisms")}
    assert found["ICAT", "coordinates", "UNODC"]["since"] == "2007-03"
    assert found["ICAT", "member of", "ILO"]["role"] == "founding participant"
    assert ("ICAT", "member of", "ICMPD") not in found
    assert found["GLOBAL_INITIATIVE", "member of", "OSCE"]["until"] == "2015-01-01"
    later = {(row["mechanism"], row["id"]) for row in answer("coordination-mechanisms", as_of="2017-01-01")}
    assert ("ICAT", "ICMPD") in later
    assert ("GLOBAL_INITIATIVE", "OSCE") not in later


def test_reports_of_the_special_rapporteur(answer):
    found = {row["symbol"]: row["issued"] for row in answer("rapporteur-reports")}
    assert len(found) >= 37
    assert found["A/HRC/26/37"] == "2014"
    assert "A/68/256" in {row["symbol"] for row in answer("rapporteur-reports", word="organs")}


@pytest.mark.parametrize(
    ("day", "there", "not_yet"),
    [
        ("2014-06-09", {"COE", "OSCE", "CIS", "SAARC", "OAS", "UNODC", "BALI_PROCESS"}, {"KHARTOUM_PROCESS"}),
        ("2026-09-24", {"COE", "KHARTOUM_PROCESS"}, {"GLOBAL_INITIATIVE"}),
    ],
)
def test_bodies_that_work_on_trafficking_on_a_day(answer, day, there, not_yet):
    found = {row["id"]: row for row in answer("bodies-working", as_of=day)}
    assert there <= found.keys()
    assert not_yet.isdisjoint(found)
    members = [row for row in answer("body-members", body="COE", as_of=day) if row["status"] == "member"]
    assert found["COE"]["members"] == len(members)
    assert (found["OAS"]["since"], found["COE"]["label"], found["UNODC"]["label"]) == ("", "RegionalBody", "UNEntity")
    assert found["SR_TRAFFICKING"]["members"] is None  # nothing is recorded, which is no number
    assert all(row["sources"] and row["basis"] for row in found.values())
