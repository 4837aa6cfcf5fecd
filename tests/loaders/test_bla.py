"""The bla loader, on hand-written rows in the publisher's shape: each quirk of its README by name."""

from __future__ import annotations

import pandas as pd
import pytest

from pactgraph.errors import FactsError

CODED = ("recruit_cost_mig", "recruit_auth", "contract_req", "work_monitor", "passport", "disputes_emp_mig")


def write(folder, *rows, coded=()):
    """Write the two Stata files; a row is (number, country, country, year, day of signature, of ratification)."""
    formation = pd.DataFrame(rows, columns=["treatyID", "countryA", "countryB", "year", "datesigned", "ratified"])
    formation.to_stata(folder / "BLAs_Formation_Data.dta", write_index=False)
    coding = pd.DataFrame(
        list(coded) or [(99_999, "Synthetic", 0, 0.0, 0, 0, 0, 0)], columns=["treatyID", "agreement_title", *CODED]
    )
    coding.to_stata(folder / "BLAs_Coding_Data.dta", write_index=False, version=118)
    return folder


@pytest.mark.parametrize(
    ("day", "ratified", "expected"),
    [
        ("5/19/1947", "5/19/1947", ("1947-05-19", "1947-05-19", "ratified", "")),
        ("12/6/1947", "", ("1947-12-06", "", "", "")),
        ("", "", ("1947", "", "", "")),
        ("1/26/1947, 4/24/1947", "", ("1947-04-24", "", "", "the later of the two days in the source")),
        ("5/2/2997", "", ("1947", "", "", "2997-05-02, is impossible")),
        ("5/2/1949", "", ("1949-05-02", "", "", "the year column of the source says 1947")),
        ("5/2/1947", "4/1/1947", ("1947-05-02", "1947-04-01", "ratified", "1947-04-01, before it was signed")),
        ("5/2/1947", "5/29/1947 or sooner", ("1947-05-02", "", "ratified", "5/29/1947 or sooner")),
    ],
)
def test_days_are_read_and_what_is_odd_about_them_is_said(tmp_path, loaded, day, ratified, expected):
    rows = loaded("bla", write(tmp_path, (7, "Canada", "Mexico", 1947, day, ratified)))
    (node,) = rows["BilateralAgreement"]
    signed, ratified_iso, status, note = expected
    assert (node.cells["signed"], node.cells["ratified"], node.cells["status"]) == (signed, ratified_iso, status)
    for row in rows["CONCLUDED"]:
        assert row.cells["since"] == signed
        assert note in row.cells["note"]
        assert bool(row.cells["note"]) == bool(note)


def test_the_code_for_an_unknown_year_is_no_date(tmp_path, loaded):
    rows = loaded("bla", write(tmp_path, (7, "Ireland", "New Zealand", 9999, "", "")))
    assert [row.cells["since"] for row in rows["CONCLUDED"]] == ["", ""]
    assert [(node.cells["signed"], node.cells["title"]) for node in rows["BilateralAgreement"]] == [
        ("", "Labour agreement, Ireland and New Zealand")
    ]


def test_both_states_conclude_and_the_order_of_the_countries_means_nothing(tmp_path, loaded):
    write(tmp_path, (1, "Canada", "Mexico", 1947, "", ""), (2, "Mexico", "Canada", 1948, "", ""))
    rows = loaded("bla", tmp_path)
    assert [(r.cells["from"], r.cells["to"]) for r in rows["CONCLUDED"]] == [
        ("CAN", "BLA-1"),
        ("MEX", "BLA-1"),
        ("CAN", "BLA-2"),
        ("MEX", "BLA-2"),
    ]
    assert [r.cells["title"] for r in rows["BilateralAgreement"]] == [
        "Labour agreement, Canada and Mexico, 1947",
        "Labour agreement, Canada and Mexico, 1948",
    ]


@pytest.mark.parametrize("territory", ["Hong Kong", "Macau", "Northern Mariana Islands"])
def test_territories_are_left_out_not_ascribed_to_another(tmp_path, loaded, territory):
    assert loaded("bla", write(tmp_path, (1, "Canada", territory, 2013, "", ""))) == {}


@pytest.mark.parametrize(
    ("name", "state"), [("East Germany", "DDR"), ("West Germany", "DEU"), ("Czechoslovakia", "CSK"), ("Congo", "COG")]
)
def test_states_of_the_past_are_their_own_nodes(tmp_path, loaded, name, state):
    rows = loaded("bla", write(tmp_path, (1, name, "Vietnam", 1980, "", "")))
    assert sorted(row.cells["from"] for row in rows["CONCLUDED"]) == sorted([state, "VNM"])


def test_a_country_no_register_knows_is_an_error_that_names_the_row(tmp_path, loaded):
    with pytest.raises(FactsError, match="treatyID=5: 'Atlantis' is in no register"):
        loaded("bla", write(tmp_path, (5, "Atlantis", "Canada", 1980, "", "")))


def test_titles_are_mended_and_provisions_are_true_false_or_not_coded(tmp_path, loaded):
    broken = '"Acuerdo de migraci\u00c3\u00b3n\n entre Argentina y Bolivia"'
    write(
        tmp_path,
        (1, "Argentina", "Bolivia", 1998, "", ""),
        (2, "Argentina", "Peru", 1998, "", ""),
        coded=[(1, broken, 0, 1.0, 1, 0, 1, 0)],
    )
    one, two = loaded("bla", tmp_path)["BilateralAgreement"]
    assert one.cells["title"] == "Acuerdo de migración entre Argentina y Bolivia"
    assert {k: v for k, v in one.cells.items() if v in ("true", "false")} == {
        "no_recruitment_fees": "false",
        "authorised_recruiters": "true",
        "contract_required": "true",
        "work_monitored": "false",
        "passport_protection": "true",
        "complaint_mechanism": "false",
    }
    assert "passport_protection" not in two.cells


def test_a_code_that_is_neither_0_nor_1_is_an_error(tmp_path, loaded):
    write(tmp_path, (1, "Argentina", "Bolivia", 1998, "", ""), coded=[(1, "x", 2, 1.0, 1, 0, 1, 0)])
    with pytest.raises(
        FactsError, match=r"BLAs_Coding_Data\.dta observation 1 column recruit_cost_mig: '2'; expected one of 0, 1"
    ):
        loaded("bla", tmp_path)


def test_the_committed_facts_are_what_the_publishers_files_give(unchanged):
    assert unchanged("bla", "upstream/bla") == []
