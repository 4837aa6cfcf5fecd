"""Instruments, processes and agreements against trafficking read from pages: what follows from partial lists."""

from __future__ import annotations

import csv
import re

import pytest

from pactgraph.content import content_folder
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.standing import ABSENT
from pactgraph.stores.embedded import EmbeddedStore

SOURCES = ("instruments_from_pages", "bilateral_trafficking")
ACTIP, SAARC, CETS197, MLAT = "ASEAN_ACTIP_2015", "SAARC_TRAFFICKING_2002", "COE_CETS197", "ASEAN_MLAT_2004"
IN_ASEAN = (
    "https://asean.org/a-step-closer-for-entry-into-force-of-the-asean-convention-against-trafficking-in-persons/"
)
ON_MLAT = (
    "https://asean.org/our-communities/asean-political-security-community/rules-based-people-oriented-people-centred/"
    "criminal-matters"
)
IN_2008 = "http://stopvaw.org/the_council_of_europe_convention_on_action_against_trafficking_in_human_beings"
ON_B57 = "http://www.oas.org/dil/treaties_B-57_Inter-American_Convention_on_International_Traffic_in_Minors_sign.htm"
UNODC_ON_KGZ = "exchange-visits-as-learning-and-networking-tool"


@pytest.fixture(scope="module")
def ask(bundled: EmbeddedStore):
    """Return the rows of a Cypher statement as lists."""

    def rows(statement: str, **parameters: object) -> list[list[object]]:
        with bundled.open() as reader:
            return [list(row) for row in reader.run(statement, parameters).rows]

    return rows


def facts(source: str, kind: str) -> list[dict[str, str]]:
    path = content_folder("loaders") / source / "facts" / f"{kind}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("type_", "state", "treaty", "act", "since", "as_of", "page"),
    [
        ("SIGNED", "IDN", ACTIP, "", "2015-11-21", "2015-11-21", "https://1343actionline.ph/1067"),
        ("PARTY_TO", "VNM", ACTIP, "ratification", "2017-01-05", "2017-01-20", IN_ASEAN),
        ("PARTY_TO", "LAO", ACTIP, "ratification", "2017", "2017-10", "https://www.ucanews.com/news/"),
        ("PARTY_TO", "IND", SAARC, "ratification", "", "2006", "http://sitreport.unescapsdd.org/"),
        ("SIGNED", "AFG", SAARC, "", "2007", "2007", "http://sitreport.unescapsdd.org/"),
        ("PARTY_TO", "IDN", MLAT, "ratification", "", "2013", ON_MLAT),
        ("SIGNED", "GRC", CETS197, "", "", "2008-01-23", IN_2008),
        ("SIGNED", "CZE", CETS197, "", "2016-05", "2017-03-31", "https://praguemonitor.com/"),
        ("PARTY_TO", "ARG", "OAS_TRAFFIC_MINORS_1994", "accession", "2000-02-28", "2011-11-14", ON_B57),
        # The instrument's day is none of deposit.
        ("PARTY_TO", "ECU", "OAS_TRAFFIC_MINORS_1994", "ratification", "", "2011-11-14", ON_B57),
        # A law's day is none of deposit either.
        ("PARTY_TO", "KAZ", "CIS_CHISINAU_2002", "ratification", "", "", "https://adilet.zan.kz/"),
        ("PARTY_TO", "KGZ", "CIS_TRAFFICKING_2005", "party", "", "2019-05-15", UNODC_ON_KGZ),
        ("PARTY_TO", "RWA", "ILO_C190", "ratification", "2023-11-01", "2023-11-01", "http://rnanews.com/"),
        ("PARTY_TO", "BRB", "ILO_C097", "succession", "1967-05-08", "2023-10-26", "https://verdragenbank.overheid.nl/"),
        ("PARTY_TO", "NZL", "ILO_C097", "unspecified", "[1949-07-01..1952-01-22]", "2020-06-14", "https://inview.nl/"),
        # Entry into force for a State that may have succeeded goes back to its independence: no day of consent.
        ("PARTY_TO", "NGA", "ILO_C097", "unspecified", "", "", "https://inview.nl/"),
        ("PARTY_TO", "COG", "ILO_C097", "ratification", "2023-10-26", "2023-10-26", "http://ilo.org/dyn/normlex/"),
    ],
)
def test_each_act_has_the_word_the_day_and_the_page_it_was_read_on(type_, state, treaty, act, since, as_of, page):
    rows = [r for r in facts(SOURCES[0], type_) if (r["from"], r["to"]) == (state, treaty) and page in r["locator"]]
    found = [(r.get("action", ""), r["since"], r["as_of"]) for r in rows]
    assert found == [(act, since, as_of)]


@pytest.mark.parametrize("source", SOURCES)
def test_every_row_names_its_page_and_nothing_is_covered(source):
    folder = content_folder("loaders") / source
    assert not (folder / "facts" / "COVERS.csv").exists()
    assert "checks" not in (folder / "source.yml").read_text(encoding="utf-8")
    for path in sorted((folder / "facts").glob("*.csv")):
        for row in facts(source, path.stem):
            assert re.match(r"https?://\S+$|https?://\S+; (in force|year): https?://\S+$", row["locator"]), row


@pytest.mark.parametrize(
    ("treaty", "day", "party", "unknown"),
    [
        # On 1 March 2017 six had deposited; Laos and Malaysia are known by the year.
        (ACTIP, "2017-03-01", {"KHM", "MMR", "PHL", "SGP", "THA", "VNM"}, {"BRN", "IDN", "LAO", "MYS", "TLS"}),
        (ACTIP, "2018-01-01", {"KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM"}, {"BRN", "IDN", "TLS"}),
        # Entry into force by 2006 at the latest tells who was party then, not before.
        (SAARC, "2006-01-01", set(), {"AFG", "BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK"}),
        (SAARC, "2007-06-01", {"BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK"}, {"AFG"}),
    ],
)
def test_a_partial_list_makes_parties_and_unknowns_of_the_region_and_no_absence(ask, treaty, day, party, unknown):
    rows = ask(
        "MATCH (s:State)-[st:STANDING]->(:Treaty {id: $treaty}) "
        "WHERE st.holds_from <= date($day) AND st.holds_until > date($day) RETURN s.id, st.answer",
        treaty=treaty,
        day=day,
    )
    assert {state for state, answer in rows if answer == "party"} == party
    assert {state for state, answer in rows if answer == "unknown"} == unknown
    assert {answer for _, answer in rows} <= {"party", "unknown"}


def test_no_standing_on_an_instrument_that_only_pages_tell_of_is_a_no(ask):
    pages_only = {row["id"] for row in facts(SOURCES[0], "Treaty")} - {CETS197}
    assert len(pages_only) == 18
    answers = ask(
        "MATCH (:State)-[st:STANDING]->(t:Treaty) WHERE t.id IN $ids RETURN DISTINCT st.answer", ids=sorted(pages_only)
    )
    assert {answer for (answer,) in answers}.isdisjoint(ABSENT)


def test_the_whole_list_of_the_council_of_europe_answers_for_everybody_still(ask):
    (row,) = ask(
        "MATCH (s:State)-[st:STANDING {answer: 'not party'}]->(:Treaty {id: $treaty}) "
        "WHERE st.holds_until = date('9999-12-31') RETURN count(DISTINCT s)",
        treaty=CETS197,
    )
    assert row == [152]


def test_a_party_without_a_day_is_one_from_the_day_of_its_page(ask):
    rows = ask(
        "MATCH (:State {id: 'KGZ'})-[st:STANDING]->(:Treaty {id: 'CIS_TRAFFICKING_2005'}) "
        "RETURN st.answer, toString(st.holds_from), st.action, toString(st.since), toString(st.known_until) "
        "ORDER BY st.holds_from"
    )
    assert rows == [
        ["unknown", "2005-11-25", None, None, None],
        ["party", "2019-05-15", "party", None, "2019-05-15"],
    ]


def test_who_is_only_named_in_a_text_has_neither_concluded_nor_consented(ask):
    named = ask("MATCH (s:State)-[:NAMED_IN]->(n) RETURN s.id, n.id ORDER BY n.id, s.id")
    assert [[state, id_] for state, id_ in named if id_ == "MERCOSUR_TIP_AGREEMENT"] == [
        [state, "MERCOSUR_TIP_AGREEMENT"] for state in ("ARG", "BOL", "BRA", "PRY", "URY")
    ]
    assert len(named) == 14
    assert ask("MATCH (s)-[:NAMED_IN]->(n), (s)-[r:PARTY_TO|SIGNED|CONCLUDED|STANDING]->(n) RETURN s.id, n.id") == []


@pytest.mark.parametrize(
    ("agreement", "parties", "signed", "status"),
    [
        ("BT-BEN-NGA-2005", ["BEN", "NGA"], "2005-06-09", "signed"),
        ("BT-NGA-CIV-2021", ["CIV", "NGA"], "2021-11", "signed"),
        ("BT-GBR-VNM-2018", ["GBR", "VNM"], "2018-11-21", "signed"),
        ("BT-GBR-VNM-2025", ["GBR", "VNM"], "2025-03-31", "signed"),
        ("BT-ECU-PER", ["ECU", "PER"], "", "unknown"),
        ("BT-IND-BHR", [], "", "approved"),
        ("BT-TUR-BLR", [], "", "unknown"),
        ("BT-TUR-UKR", [], "", "unknown"),
        # Signed by the first ladies.
        ("BT-CIV-GHA-2016", [], "", "unknown"),
    ],
)
def test_what_is_only_prepared_is_concluded_by_nobody(agreement, parties, signed, status):
    (node,) = [row for row in facts(SOURCES[1], "BilateralAgreement") if row["id"] == agreement]
    assert (node["signed"], node["status"]) == (signed, status)
    assert sorted(row["from"] for row in facts(SOURCES[1], "CONCLUDED") if row["to"] == agreement) == parties


def test_members_of_processes_are_members_not_parties(ask):
    rows = ask(
        "MATCH (s:State)-[m:MEMBER_OF]->(b:RegionalBody) WHERE b.id IN $bodies "
        "RETURN b.id, m.status, count(DISTINCT s) ORDER BY b.id, m.status",
        bodies=["ALMATY_PROCESS", "KHARTOUM_PROCESS", "RABAT_PROCESS", "RMFM_EAST_HORN_AFRICA"],
    )
    assert rows == [
        # Turkmenistan, of which two pages differ, counts once, as disputed.
        ["ALMATY_PROCESS", "member", 6],
        ["ALMATY_PROCESS", "observer", 4],
        ["KHARTOUM_PROCESS", "member", 41],
        ["RABAT_PROCESS", "member", 55],
        ["RABAT_PROCESS", "observer", 2],
        ["RMFM_EAST_HORN_AFRICA", "member", 11],
    ]


def test_a_treaty_is_asked_of_the_bodies_within_which_it_was_made_save_with_a_whole_list():
    registers = bundled_registers()
    asked = {
        entry.key.id: entry.row["asked_of"].split("|")
        for entry in registers.entries.values()
        if entry.row.get("asked_of")
    }
    assert asked["ECOWAS_ECCAS_TIP_2006"] == ["ECOWAS", "ECCAS"]
    assert asked[ACTIP] == ["ASEAN"]
    assert CETS197 not in asked
