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
    (ohchr,) = [row for row in rows if row["id"] == "OHCHR"]
    assert (ohchr["lists"], ohchr["in_place"]) == (6, 5)
    assert ohchr["otherwise"] == ["P28_ALLIANCE_TEAM_EVENTS: referred_to"]


@pytest.mark.parametrize(
    ("measure", "answers"),
    [
        ("P26_COORDINATION_MECHANISMS", {"in place": 16, "not listed": 11}),
        ("P19_SPECIFIC_LEGISLATION", {"in place": 7, "under consideration": 2, "not listed": 18}),
        ("P23_SECOND_OR_LATER_PLANS", {"in place or being developed": 6, "not listed": 21}),
        ("P16_TIP_AND_UNTOC", {"in place": 14, "not listed but party": 11, "not listed": 2}),
        ("P16_OTHER_INSTRUMENTS", {"in place": 8, "not listed": 19}),  # no limb is the answer
        ("P32_CAMPAIGN_TOURISM", {"in place": 2, "unknown": 25}),
        ("P33_WORKPLACE_RIGHTS", {"in place": 3, "unknown": 24}),
        ("P41_STAY_CONTINGENT", {"exception": 3, "unknown": 24}),
    ],
)
def test_silence_is_unknown_unless_the_list_is_closed(answer: Ask, measure, answers):
    rows = answer("repliers-in-list", measure=measure)
    assert {said: sum(row["answer"] == said for row in rows) for said in ids(rows, "answer")} == answers


def test_how_a_replier_stands_to_the_treaties_of_a_list_is_shown(answer: Ask):
    def standing(measure: str, state: str) -> object:
        return {row["id"]: row["standing"] for row in answer("repliers-in-list", measure=measure)}[state]

    assert standing("P16_TIP_AND_UNTOC", "DEU") == ["TIP_PROTOCOL: party", "UNTOC: party"]
    assert standing("P16_OTHER_INSTRUMENTS", "DEU") == ["CEDAW (limb): party", "CRC (limb): party"]
    assert standing("P16_OTHER_RELATED_PROTOCOLS", "GEO") == ["SMUGGLING_PROTOCOL (example): party"]
    assert standing("P26_COORDINATION_MECHANISMS", "GEO") == []


def test_an_answer_of_a_later_day_shows_the_day_it_is_known_of(answer: Ask):
    rows = answer("repliers-in-list", measure="P28_COE_CONVENTION_AND_DIRECTIVES", as_of="2030-01-01")
    assert {row["id"]: row["standing"] for row in rows}["FIN"] == ["COE_CETS197: party (known on 2024-07-16)"]


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("plan", "CUB DEU DNK ESP KWT LUX MDG PAK RUS UKR"),
        ("coordination", "CUB ITA KWT LTU LVA MEX PAK POL PRY RUS"),
        (
            "private_sector",
            "CAN CUB CYP DEU DNK ESP FIN GEO ITA JPN KWT LTU LUX LVA MDG MEX PAK PHL POL PRY ROU RUS SGP SVN UKR",
        ),
        (
            "capacity_building",
            "AUS CAN CHE CUB CYP DNK ESP FIN GEO ITA JPN KWT LTU LVA MDG MEX PAK POL PRY ROU RUS SGP SVN UKR",
        ),
    ],
)
def test_repliers_with_nothing_of_a_kind_in_place(answer: Ask, kind, states):
    assert ids(answer("repliers-in-no-list", kind=kind)) == set(codes(states))


def test_a_plan_not_finalized_is_none_in_place_and_no_closed_list_leaves_it_unknown(answer: Ask):
    plans = {row["id"]: row for row in answer("repliers-in-no-list", kind="plan")}
    assert (plans["MDG"]["answer"], plans["MDG"]["otherwise"]) == (
        "not listed in place",
        ["P23_PLANS_NOT_FINALIZED: not_finalized"],
    )
    assert (plans["CUB"]["answer"], plans["CUB"]["otherwise"]) == ("not listed", [])
    assert {row["answer"] for row in answer("repliers-in-no-list", kind="capacity_building")} == {"unknown"}


def test_an_exception_to_a_condition_is_no_measure_in_place(answer: Ask):
    rows = {row["id"]: row for row in answer("states-in-most-lists")}
    assert "P41_STAY_CONTINGENT: exception" in rows["CAN"]["otherwise"]
    assert (rows["CAN"]["lists"], rows["CAN"]["in_place"]) == (11, 10)
    assert rows["CHE"]["otherwise"] == ["P20_REMEDIES: referred_to", "P48_CRIMINAL_JUSTICE_DATA: limit"]


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


def test_both_paragraphs_give_the_status_of_what_they_list(answer: Ask):
    (georgia,) = answer("in-two-paragraphs", one="35", other="41")
    assert [str(name).rpartition(" (")[2] for name in georgia["measures_one"]] == ["noted)", "in_place)"]
    assert [str(name).rpartition(" (")[2] for name in georgia["measures_other"]] == ["exception)"]


@pytest.mark.parametrize("given", ["59", "para. 59", "para 59", "Paragraph 59", " 59 "])
def test_a_paragraph_may_be_given_by_its_number(answer: Ask, given: str):
    assert ids(answer("paragraph", paragraph=given), "to") == {"P59_PREVENTION_AND_SUPPORT", "P59_PROSECUTION_FOCUS"}


@pytest.mark.parametrize("given", ["footnote 7", "Footnote 7", "fn 7"])
def test_so_may_a_footnote(answer: Ask, given: str):
    assert ids(answer("figures", paragraph=given)) == {"FN7_LATE_CONTRIBUTIONS", "FN7_REPLIES"}


def test_georgia_stands_in_most_lists_and_russia_in_fewest(answer: Ask):
    rows = answer("states-in-most-lists")
    assert [(row["id"], row["lists"]) for row in rows[:3]] == [("GEO", 25), ("AUS", 22), ("PHL", 19)]
    assert (rows[-1]["id"], rows[-1]["lists"]) == ("RUS", 2)
    assert len(rows) == 27


def test_states_without_both_a_plan_and_a_mechanism_in_place(answer: Ask):
    said = {row["id"]: (row["plan"], row["mechanism"]) for row in answer("without-plan-and-mechanism")}
    missing = "CUB DEU DNK ESP FIN ITA JPN KWT LTU LUX LVA MDG MEX PAK POL PRY RUS UKR"
    assert said.keys() == set(codes(missing))
    assert {id_ for id_, answers in said.items() if answers == ("not listed", "not listed")} == {
        *codes("CUB KWT PAK RUS"),
    }
    # a plan committed to but not finalized is no plan in place, and neither is one that may still be developed
    assert said["ITA"] == ("not finalized", "not listed")
    assert said["DNK"] == said["ESP"] == ("in place or being developed", "in place")
    assert {id_ for id_, (_, mechanism) in said.items() if mechanism == "in place"} == {
        *codes("DEU DNK ESP JPN LUX MDG UKR"),
    }


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


def test_what_another_source_dates_does_not_stand_under_the_reports_name(answer: Ask):
    (unodc,) = [row for row in answer("mechanisms-and-funds") if row["role"] == "coordinates" and row["id"] == "ICAT"]
    assert (unodc["since"], unodc["locators"]) == (None, ["footnote 9"])
    documents = {row["id"]: row for row in answer("documents")}
    assert (documents["A_HRC_4_23"]["issued"], documents["A_HRC_4_23"]["issued_by_source"]) == (
        "2007",
        "un_special_rapporteur",
    )
    assert documents["A_HRC_4_23"]["locators"] == ["para. 14"]


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2013-12-31", {("chair", "ILO", "ICAT"), ("coordinates", "UNODC", "ICAT")}),
        (
            "2014-06-27",
            {
                ("chair", "IOM", "ICAT"),
                ("coordinates", "UNODC", "ICAT"),
                ("facilitates", "UNODC", "GLOBAL_INITIATIVE"),
                ("co_chair", "IOM", "RTWG_ASIA_PACIFIC"),
                ("co_chair", "ESCAP", "RTWG_ASIA_PACIFIC"),
            },
        ),
        ("2026-09-24", {("coordinates", "UNODC", "ICAT")}),  # dated by another source; the rest changes hands
    ],
)
def test_a_role_without_dates_holds_on_its_sources_day_only(answer: Ask, day, holders):
    roles = ("chair", "co_chair", "coordinates", "facilitates")
    rows = [row for row in answer("mechanisms-and-funds", as_of=day) if row["kind"] in ("global", "regional")]
    assert {(r["role"], r["actor"], r["id"]) for r in rows if r["holds"] and r["role"] in roles} == holders


def test_the_global_initiative_has_ended(answer: Ask):
    ended = {row["id"]: row["ended"] for row in answer("mechanisms-and-funds")}
    assert {id_: day for id_, day in ended.items() if day is not None} == {
        "GLOBAL_INITIATIVE": dt.date(2015, 1, 1),
    }


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
    assert said["UNTOC", "JPN"]["answer"] == said["TIP_PROTOCOL", "JPN"]["answer"] == "signatory"
    assert said["TIP_PROTOCOL", "SGP"]["answer"] == "not party"
    assert said["TIP_PROTOCOL", "PAK"]["answer"] == "disputed"
    assert [key for key, row in said.items() if row["reported"]] == [("TIP_PROTOCOL", "PAK")]
    assert {key for key in said if key[0] != "COE_CETS197"} == {
        *(("UNTOC", "JPN"), ("TIP_PROTOCOL", "JPN"), ("TIP_PROTOCOL", "SGP"), ("TIP_PROTOCOL", "PAK")),
    }


def test_closed_lists_have_a_complement_and_others_none(answer: Ask):
    rows = {row["measure"]: row for row in answer("report-lists")}
    assert len(rows) == 83
    assert {row["list"] for row in rows.values() if row["not_listed"] is not None} == {"closed"}
    assert rows["P26_NATIONAL_RAPPORTEUR"]["in_place"] == ["FIN", "LUX", "SVN"]
    assert len(rows["P26_NATIONAL_RAPPORTEUR"]["not_listed"]) == 24
    assert rows["P41_STAY_CONTINGENT"]["list"] == "exceptions"
    assert rows["P46_CONFERENCES_AND_BUSINESS_AWARENESS"]["list"] == "open"
    assert rows["P21_JOINT_INVESTIGATION_TEAMS"]["list"] == "not a list"
    assert rows["P39_REFERRAL_OR_HOTLINES"]["alternatives"] == ["national referral mechanisms", "hotlines"]


def test_a_law_under_consideration_is_not_among_the_laws_in_place(answer: Ask):
    rows = {row["measure"]: row for row in answer("report-lists")}
    laws = rows["P19_SPECIFIC_LEGISLATION"]
    assert laws["in_place"] == codes("AUS CYP ITA MEX PHL PRY UKR")
    assert laws["otherwise"] == ["KWT: under_consideration", "SGP: under_consideration"]
    assert len(laws["not_listed"]) == 27 - 9
    assert rows["P23_PLANS_NOT_FINALIZED"]["in_place"] == rows["P41_STAY_CONTINGENT"]["in_place"] == []
    assert {measure: row["nature"] for measure, row in rows.items() if row["nature"] != "measure"} == {
        "P33_MIGRANT_WORKERS_VULNERABLE": "limit",
        "P41_STAY_CONTINGENT": "condition",
        "P48_CRIMINAL_JUSTICE_DATA": "limit",
        "P49_DATA_INTEGRATION_CHALLENGE": "limit",
    }


def test_not_listed_among_the_parties_and_party_all_the_same(answer: Ask):
    rows = {row["measure"]: row for row in answer("report-lists")}
    parties = rows["P16_TIP_AND_UNTOC"]
    assert set(parties["not_listed"]) - set(parties["party_all_the_same"]) == {"JPN", "SGP"}
    assert {measure for measure, row in rows.items() if row["party_all_the_same"] is not None} == {
        *("P16_TIP_AND_UNTOC", "P28_COE_CONVENTION_AND_DIRECTIVES"),
    }


def test_the_report_against_the_depositary(answer: Ask):
    rows = answer("report-against-depositary")
    assert len(rows) == 39
    otherwise = [row for row in rows if row["answer"] != "agrees"]
    assert [(row["id"], row["treaty"], row["standing"]) for row in otherwise] == [("PAK", "TIP_PROTOCOL", "disputed")]
    assert otherwise[0]["answer"] == "contradicted"
    assert otherwise[0]["report"] == ["para. 16"]
    assert otherwise[0]["dispute"]


def test_strictly_asked_an_answer_nobody_vouches_for_on_the_day_is_unknown(answer: Ask):
    def said(**given: str) -> object:
        rows = answer("report-against-depositary", as_of="2030-01-01", **given)
        return {(row["id"], row["treaty"]): row["answer"] for row in rows}["FIN", "COE_CETS197"]

    assert (said(), said(strict="true")) == ("agrees", "unknown")


def test_what_the_report_says_of_russia(answer: Ask):
    rows = answer("state-in-report", state="RUS")
    assert [(row["paragraph"], row["relationship"], row["id"], row["status"]) for row in rows] == [
        ("footnote 7", "REPLIED_TO", "REQUEST_FOR_INFORMATION", "for_this_report"),
        ("para. 18", "REPORTED", "P18_PENAL_CODES", "in_place"),
        ("para. 28", "REPORTED", "P28_CIS_PLAN", "referred_to"),
    ]


def test_the_standing_is_shown_beside_what_the_report_says_of_a_treaty(answer: Ask):
    rows = {(row["relationship"], row["id"]): row for row in answer("state-in-report", state="CHE")}
    party = rows["PARTY_TO", "UNTOC"]
    # not the depositary's act under the report's name
    assert (party["status"], party["standing"], party["note"]) == (
        "party, as it reported",
        ["UNTOC: party"],
        "as the State reported",
    )
    assert rows["REPORTED", "P28_COE_CONVENTION_AND_DIRECTIVES"]["standing"] == ["COE_CETS197: party"]
    assert rows["REPORTED", "P48_CRIMINAL_JUSTICE_DATA"]["nature"] == "limit"


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
    assert documents["IOM_CASE_DATA_2013"]["stage"] == "awaited"
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
    assert treaties["CRC"]["limbs"] == treaties["CEDAW"]["limbs"] == ["P16_OTHER_INSTRUMENTS (limb)"]
    assert treaties["SMUGGLING_PROTOCOL"]["limbs"] == ["P16_OTHER_RELATED_PROTOCOLS (example)"]
    assert {id_: row["stands_otherwise"] for id_, row in treaties.items() if row["stands_otherwise"]} == {
        "TIP_PROTOCOL": ["PAK: disputed"],
    }


def test_bodies_named(answer: Ask):
    rows = answer("bodies-named")
    assert {(row["label"], row["id"]) for row in rows} == {
        *(("RegionalBody", body) for body in codes("CIS OAS OSCE UN")),
        *(("Organization", body) for body in codes("HOME PAK_NDMA STATE_UNIVERSITY_TBILISI")),
        *(("Mechanism", body) for body in codes("GLOBAL_INITIATIVE ICAT ICAT_WORKING_GROUP OSCE_ALLIANCE_TEAM")),
        *(("Mechanism", body) for body in codes("PRY_GOVERNMENT_STRUCTURE ROU_NATIONAL_COORDINATION_MECHANISM")),
        *(("Mechanism", body) for body in codes("RTWG_ASIA_PACIFIC SVN_INTERDEPARTMENTAL_WORKING_GROUP")),
    }
