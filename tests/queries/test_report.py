"""The questions of theme report/ with answers known from the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pactgraph.catalogue import ask, catalogue, find_query
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

Rows = list[dict[str, object]]
Ask = Callable[..., Rows]

DAY = dt.date(2014, 6, 27)


@pytest.fixture(scope="module")
def answer(bundled: EmbeddedStore) -> Ask:
    """Ask a catalogue query; its rows by column."""

    def run(name: str, **given: str) -> Rows:
        with bundled.open() as reader:
            return list(ask(reader, find_query(name), given, DAY, bundled_registers()).answer.records())

    return run


def ids(rows: Rows, column: str = "id") -> set[object]:
    return {row[column] for row in rows}


def codes(text: str) -> list[str]:
    return text.split()


def test_the_theme_answers_at_least_the_twelve_questions():
    theme = {
        *("repliers", "repliers-in-list", "repliers-in-no-list", "in-two-paragraphs", "states-in-most-lists"),
        *("without-plan-and-mechanism", "mechanisms-and-funds", "entities-active-not-repliers", "entities-at-work"),
        *("reporting-not-party", "report-lists", "report-against-depositary", "state-in-report", "paragraph"),
        *("figures", "stated-gaps", "documents", "cooperation", "treaties-reported", "bodies-named"),
    }
    assert theme <= set(catalogue())


def test_27_states_and_nine_entities_replied(answer: Ask):
    rows = answer("repliers")
    assert sum(row["kind"] == "State" for row in rows) == 27
    assert ids([row for row in rows if row["kind"] != "State"]) == set(
        codes("ESCAP ESCWA IOM OHCHR UNDP UNESCO UNICEF UNODC UN_WOMEN")
    )
    assert ids([row for row in rows if row["reply"] == "both"]) == {"CYP"}
    assert ids([row for row in rows if row["reply"] == "late_for_previous_report"]) == set(codes("GEO KWT MDG PAK UKR"))
    # of OHCHR's six measures one is both reported by it and shows it active: counted once
    assert {row["id"]: row["lists"] for row in rows}["OHCHR"] == 6


@pytest.mark.parametrize(
    ("measure", "answers"),
    [
        ("P26_COORDINATION_MECHANISMS", {"listed": 16, "not listed": 11}),
        ("P16_TIP_AND_UNTOC", {"listed": 14, "not listed": 13}),
        ("P32_CAMPAIGN_TOURISM", {"listed": 2, "unknown": 25}),
        ("P33_WORKPLACE_RIGHTS", {"listed": 3, "unknown": 24}),
        ("P41_STAY_CONTINGENT", {"excepted": 3, "unknown": 24}),
    ],
)
def test_silence_is_unknown_unless_the_list_is_closed(answer: Ask, measure, answers):
    rows = answer("repliers-in-list", measure=measure)
    assert {said: sum(row["answer"] == said for row in rows) for said in ids(rows, "answer")} == answers


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("plan", "CUB DEU KWT LUX PAK RUS UKR"),
        ("coordination", "CUB ITA KWT LTU LVA MEX PAK POL PRY RUS"),
        (
            "private_sector",
            "CAN CUB CYP DEU DNK ESP FIN GEO ITA JPN KWT LTU LUX LVA MDG MEX PAK PHL POL PRY ROU RUS SVN UKR",
        ),
        (
            "capacity_building",
            "AUS CAN CHE CUB CYP DNK ESP FIN GEO ITA JPN KWT LTU LVA MDG MEX PAK POL PRY ROU RUS SGP SVN UKR",
        ),
    ],
)
def test_repliers_in_no_list_of_a_kind(answer: Ask, kind, states):
    assert ids(answer("repliers-in-no-list", kind=kind)) == set(codes(states))


@pytest.mark.parametrize(
    ("one", "other", "states"),
    [
        ("para. 23", "para. 26", "AUS CAN CHE CYP DNK ESP FIN GEO MDG PHL ROU SGP SVN"),
        ("para. 35", "para. 41", "GEO"),
        ("para. 16", "para. 28", "CHE ESP GEO ITA LTU LUX PRY SVN"),
    ],
)
def test_states_listed_in_two_paragraphs(answer: Ask, one, other, states):
    assert ids(answer("in-two-paragraphs", one=one, other=other)) == set(codes(states))


def test_georgia_stands_in_most_lists_and_russia_in_fewest(answer: Ask):
    rows = answer("states-in-most-lists")
    assert [(row["id"], row["lists"]) for row in rows[:3]] == [("GEO", 25), ("AUS", 22), ("PHL", 19)]
    assert (rows[-1]["id"], rows[-1]["lists"]) == ("RUS", 2)
    assert len(rows) == 27


def test_states_without_both_a_plan_and_a_mechanism(answer: Ask):
    rows = answer("without-plan-and-mechanism")
    assert ids(rows) == set(codes("CUB DEU FIN ITA JPN KWT LTU LUX LVA MDG MEX PAK POL PRY RUS UKR"))
    assert ids([row for row in rows if not row["plans"] and not row["mechanism"]]) == set(codes("CUB KWT PAK RUS"))
    # a plan committed to but not finalized is no plan in place
    assert ids([row for row in rows if row["mechanism"]]) == set(codes("DEU JPN LUX MDG UKR"))


def test_mechanisms_and_funds_with_their_roles(answer: Ask):
    roles = {(row["id"], row["role"], row["actor"]) for row in answer("mechanisms-and-funds")}
    assert roles == {
        ("ICAT", "coordinates", "UNODC"),
        ("ICAT", "chair", "IOM"),
        ("ICAT", "chair", "ILO"),
        ("ICAT", "member", "P53_ICAT_MEMBERS"),
        ("ICAT", "member", "P53_WORKING_GROUP_MEMBERS"),
        ("ICAT", "part", "ICAT_WORKING_GROUP"),
        ("ICAT_WORKING_GROUP", "whole", "ICAT"),
        ("ICAT_WORKING_GROUP", "member", "P53_WORKING_GROUP_MEMBERS"),
        ("RTWG_ASIA_PACIFIC", "co_chair", "ESCAP"),
        ("RTWG_ASIA_PACIFIC", "co_chair", "IOM"),
        ("GLOBAL_INITIATIVE", "facilitates", "UNODC"),
        ("TRUST_FUND_SLAVERY", "administers", "OHCHR"),
        ("TRUST_FUND_SLAVERY", "manages", "UN"),
        ("TRUST_FUND_SLAVERY", "coordinates", "UN"),
        ("TRUST_FUND_TRAFFICKING", "administers", "UNODC"),
        ("TRUST_FUND_TRAFFICKING", "manages", "UN"),
        ("TRUST_FUND_TRAFFICKING", "coordinates", "UN"),
        ("GEO_STATE_FUND", "established", "GEO"),
        ("PRY_GOVERNMENT_STRUCTURE", "established", "PRY"),
        ("PRY_GOVERNMENT_STRUCTURE", "whole", "PRY"),
        ("ROU_NATIONAL_COORDINATION_MECHANISM", "whole", "ROU"),
        ("SVN_INTERDEPARTMENTAL_WORKING_GROUP", "whole", "SVN"),
        ("OSCE_ALLIANCE_TEAM", "whole", "OSCE"),
    }
    (ilo,) = [row for row in answer("mechanisms-and-funds") if row["actor"] == "ILO"]
    assert (ilo["since"], ilo["until"], ilo["locators"]) == ("2013", "2014", ["footnote 9"])


def test_entities_active_but_not_among_the_repliers(answer: Ask):
    assert ids(answer("entities-active-not-repliers")) == set(
        codes(
            "CAT_COMMITTEE CCPR_COMMITTEE CEDAW_COMMITTEE CERD_COMMITTEE CESCR CMW_COMMITTEE CRC_COMMITTEE DESA ILO "
            "GENERAL_ASSEMBLY HRC CSW UPR_WORKING_GROUP SECRETARY_GENERAL IOM_MIGRANT_ASSISTANCE_DIVISION "
            "SR_SALE_OF_CHILDREN SR_SLAVERY SR_TRAFFICKING SR_TRAFFICKING_HUMAN_RIGHTS_ASPECTS"
        )
    )


def test_entities_at_work_in_a_state(answer: Ask):
    rows = [row for row in answer("entities-at-work") if row["where"] in {"IND", "IRQ", "NPL"}]
    assert {(row["id"], row["where"]) for row in rows} == {("UN_WOMEN", "IND"), ("UNDP", "IRQ"), ("UNDP", "NPL")}


def test_reporting_states_not_party_at_the_report_day(answer: Ask):
    said = {(row["treaty"], row["id"]): row for row in answer("reporting-not-party")}
    assert said["UNTOC", "JPN"]["answer"] == said["TIP_PROTOCOL", "JPN"]["answer"] == "signatory only"
    assert said["TIP_PROTOCOL", "SGP"]["answer"] == "not party"
    assert said["TIP_PROTOCOL", "PAK"]["answer"] == "not party"
    assert said["TIP_PROTOCOL", "PAK"]["reported"]
    assert {key for key in said if key[0] != "COE_CETS197"} == {
        *(("UNTOC", "JPN"), ("TIP_PROTOCOL", "JPN"), ("TIP_PROTOCOL", "SGP"), ("TIP_PROTOCOL", "PAK")),
    }


def test_closed_lists_have_a_complement_and_others_none(answer: Ask):
    rows = {row["measure"]: row for row in answer("report-lists")}
    assert len(rows) == 83
    assert {row["list"] for row in rows.values() if row["not_listed"] is not None} == {"closed"}
    assert rows["P26_NATIONAL_RAPPORTEUR"]["listed"] == ["FIN", "LUX", "SVN"]
    assert len(rows["P26_NATIONAL_RAPPORTEUR"]["not_listed"]) == 24
    assert rows["P41_STAY_CONTINGENT"]["list"] == "exceptions"
    assert rows["P46_CONFERENCES_AND_BUSINESS_AWARENESS"]["list"] == "open"
    assert rows["P21_JOINT_INVESTIGATION_TEAMS"]["list"] == "not a list"
    assert rows["P39_REFERRAL_OR_HOTLINES"]["alternatives"] == ["national referral mechanisms", "hotlines"]


def test_the_report_against_the_depositary(answer: Ask):
    rows = answer("report-against-depositary")
    assert len(rows) == 39
    contradicted = [row for row in rows if row["answer"] == "contradicted" and row["treaty"] != "COE_CETS197"]
    assert [(row["id"], row["treaty"], row["counted"]) for row in contradicted] == [("PAK", "TIP_PROTOCOL", False)]
    assert contradicted[0]["dispute"]


def test_pakistan_is_disputed_and_not_counted_on_the_day_of_the_report(answer: Ask):
    rows = answer("report-against-depositary", as_of="2014-08-01")
    (pakistan,) = [row for row in rows if row["id"] == "PAK" and row["treaty"] == "TIP_PROTOCOL"]
    assert (pakistan["answer"], pakistan["counted"], pakistan["report"]) == ("contradicted", False, ["para. 16"])


def test_what_the_report_says_of_russia(answer: Ask):
    rows = answer("state-in-report", state="RUS")
    assert [(row["paragraph"], row["relationship"], row["id"], row["status"]) for row in rows] == [
        ("footnote 7", "REPLIED_TO", "REQUEST_FOR_INFORMATION", "for_this_report"),
        ("para. 18", "REPORTED", "P18_PENAL_CODES", "in_place"),
        ("para. 28", "REPORTED", "P28_CIS_PLAN", "referred_to"),
    ]


def test_everything_in_footnote_9(answer: Ask):
    rows = answer("paragraph", paragraph="footnote 9")
    assert {(row["from"], row["relationship"], row["to"]) for row in rows} == {
        ("UN_SG_REPORT_2014", "CITES", "ICAT"),
        ("UNODC", "COORDINATES", "ICAT"),
        ("IOM", "CHAIRS", "ICAT"),
        ("ILO", "CHAIRS", "ICAT"),
    }


@pytest.mark.parametrize(
    ("figure", "value", "unit", "period", "stated_by"),
    [
        ("P04_2012_ASSISTED", 6499, "persons", ("2012", "2012"), "IOM IOM_ANNUAL_REVIEW_2012 UN_SG_REPORT_2014"),
        ("P09_RECOMMENDATIONS", 536, "recommendations", (None, None), "UN_SG_REPORT_2014"),
        ("P21_CONVICTIONS_2010_2014", 89, "convictions", ("2010-07", "2014-01"), "PHL UN_SG_REPORT_2014"),
        ("P36_SEMINARS", 13463, "seminars", ("2011", "2013"), "UN_SG_REPORT_2014"),
        ("P16_CONVENTION_PARTIES", 179, "States", (None, None), "UN_SG_REPORT_2014"),
    ],
)
def test_figures(answer: Ask, figure, value, unit, period, stated_by):
    (row,) = [row for row in answer("figures") if row["id"] == figure]
    assert (row["value"], row["unit"], (row["period_from"], row["period_to"])) == (value, unit, period)
    assert row["stated_by"] == codes(stated_by)


def test_figures_of_one_paragraph(answer: Ask):
    assert len(answer("figures", paragraph="para. 4")) == 14
    assert len(answer("figures")) == 48


def test_stated_gaps_with_their_exceptions(answer: Ask):
    gaps = {row["id"]: row for row in answer("stated-gaps")}
    assert gaps["P35_HUMANITARIAN_VULNERABILITY_ONLY_TWO"]["exceptions"] == ["GEO", "PAK"]
    assert gaps["P24_HUMAN_RIGHTS_BASIS_FEW"]["exceptions"] == ["AUS", "JPN", "MEX", "PHL"]
    assert gaps["P54_NO_WORK_ON_WOMEN_AND_GIRLS"]["lacking"] == ["ICAT", "RTWG_ASIA_PACIFIC"]
    assert gaps["P33_VULNERABILITY_FACTORS"]["exceptions"] == []
    assert not [id_ for id_ in gaps if int(str(gaps[id_]["paragraph"]).split()[1]) > 64]


def test_documents_with_their_makers(answer: Ask):
    documents = {row["id"]: row for row in answer("documents")}
    assert documents["E_CN_15_2014_10"]["by"] == ["SECRETARY_GENERAL"]
    assert documents["E_CN_15_2014_10"]["presented_to"] == ["CCPCJ"]
    assert documents["A_HRC_26_37"]["presented_to"] == ["HRC", "HRC_SESSION_26"]
    assert documents["GLOBAL_REPORT_TIP_2012"]["issued"] == "2012-12"
    assert documents["A_67_209"]["by"] == documents["A_67_170"]["by"] == []


def test_cooperation_has_no_named_state_at_the_other_end(answer: Ask):
    rows = answer("cooperation")
    assert not any(row["named"] for row in rows)
    assert ids([row for row in rows if row["with"] == "P29_BILATERAL_COUNTERPARTS"], "from") == set(
        codes("CHE CUB DNK GEO JPN LTU PHL ROU")
    )
    assert ids([row for row in rows if row["size"] is not None], "with") == {"P27_STATES_PARTIES"}


def test_treaties_named_and_who_reported_being_party(answer: Ask):
    treaties = {row["id"]: row for row in answer("treaties-reported")}
    assert {id_: len(row["parties"]) for id_, row in treaties.items()} == {
        "UNTOC": 14,
        "TIP_PROTOCOL": 14,
        "COE_CETS197": 11,
        "SMUGGLING_PROTOCOL": 0,
        "CRC": 0,
        "CEDAW": 0,
        "BELEM_DO_PARA": 0,
        "ILO_C029": 0,
        "ILO_P029": 0,
    }
    assert treaties["CRC"]["lists"] == treaties["CEDAW"]["lists"] == treaties["SMUGGLING_PROTOCOL"]["lists"] == []


def test_bodies_named(answer: Ask):
    rows = answer("bodies-named")
    assert {(row["label"], row["id"]) for row in rows} == {
        *(("RegionalBody", body) for body in codes("CIS OAS OSCE UN")),
        *(("Organization", body) for body in codes("HOME PAK_NDMA STATE_UNIVERSITY_TBILISI")),
        *(("Mechanism", body) for body in codes("GLOBAL_INITIATIVE ICAT ICAT_WORKING_GROUP OSCE_ALLIANCE_TEAM")),
        *(("Mechanism", body) for body in codes("PRY_GOVERNMENT_STRUCTURE ROU_NATIONAL_COORDINATION_MECHANISM")),
        *(("Mechanism", body) for body in codes("RTWG_ASIA_PACIFIC SVN_INTERDEPARTMENTAL_WORKING_GROUP")),
    }
