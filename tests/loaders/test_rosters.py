"""The sources that read the gathered table of memberships: one publisher each, one way of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

HEADER = "body,state_iso3,since,until,source,body_name,status,as_of,note\n"
NAMES = {
    "internacia": "internacia-db (2025-12)",
    "country_converter": "country_converter 1.3.2",
    "informal_memberships": "manyios MIGO (Roger & Rowan 2022)",
    "osce": "https://www.osce.org/node/474210",
    "colombo_process": "https://www.tribuneindia.com/news/india/india-moots-more-member-states-for-colombo-process-635271",
    "abu_dhabi_dialogue": "http://www.colomboprocess.org/rcp-meetings/detail/abu-dhabi-dialogue",
    "commit": (
        "http://workersconnection.org/articles/ministers-from-six-mekong-countries-sign-historic-agreement-on-human-trafficking"
    ),
    "rcm": "https://portal.crmsv.org/en/about-us",
    "un_commissions": "Wikipedia (synthetic copy)",
}


@pytest.fixture
def read(tmp_path: Path, load):
    """Return what a source's loader makes of rows (body, State, since, until, status, note) and of another source's."""

    def make(source: str, *rows: tuple[str, str, str, str, str, str]) -> dict[str, list[dict[str, str]]]:
        lines = [
            f"{b},{s},{f},{u},{NAMES[source]},Synthetic name,{status},2025,{n}\n" for b, s, f, u, status, n in rows
        ]
        lines.append("EU,FRA,,,somebody else,European Union,member,2025,\n")
        (tmp_path / "memberships.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
        found: dict[str, list[dict[str, str]]] = load(source, tmp_path)
        return found

    return make


@pytest.mark.parametrize(
    ("source", "row", "expected"),
    [
        pytest.param("internacia", ("UMA", "DZA", "", "", "member", ""), ("DZA", "AMU", "member"), id="another code"),
        pytest.param("internacia", ("OIF", "VNM", "", "", "member", ""), ("VNM", "ACCT", "member"), id="renamed body"),
        pytest.param("internacia", ("IOMig", "NAM", "", "", "member", ""), ("NAM", "IOM", "member"), id="a UN entity"),
        pytest.param("internacia", ("BSEC", "USA", "", "", "observer", ""), ("USA", "BSEC", "observer"), id="observer"),
        pytest.param("internacia", ("CARICOM", "BMU", "", "", "member", ""), None, id="a territory in CARICOM"),
        pytest.param("internacia", ("UNODC", "FRA", "", "", "member", ""), None, id="an office has no member States"),
        pytest.param("country_converter", ("Schengen", "GRL", "", "", "member", ""), None, id="Greenland"),
        pytest.param("country_converter", ("EU28(2013-2020)", "GBR", "", "", "member", ""), None, id="a past grouping"),
        pytest.param(
            "un_commissions", ("ESCAP", "COK", "", "", "associate", ""), ("COK", "ESCAP", "associate"), id="commission"
        ),
        pytest.param("informal_memberships", ("GFMD_MIGO", "ALG", "2008", "2008", "member", ""), None, id="attendance"),
        pytest.param("osce", ("OSCE", "VAT", "", "", "member", ""), ("VAT", "OSCE", "member"), id="an observer State"),
    ],
)
def test_who_belongs_to_what(read, source, row, expected):
    found = [(r["from"], r["to"], r["status"]) for r in read(source, row).get("MEMBER_OF", [])]
    assert found == ([] if expected is None else [expected])


def test_the_bali_process_is_told_from_its_abbreviation(read):
    (found,) = read("informal_memberships", ("BP_MIGO", "AUS", "2002", "", "member", ""))["MEMBER_OF"]
    assert (found["to"], found["since"]) == ("BALI_PROCESS", "2002")
    assert "BP" in found["note"]


def test_a_participant_is_a_member_in_that_role(read):
    (found,) = read("abu_dhabi_dialogue", ("AbuDhabiDialogue", "YEM", "2008-01-21", "", "participant", "x"))[
        "MEMBER_OF"
    ]
    assert (found["status"], found["role"], found["since"]) == ("member", "participant", "2008-01-21")


def test_the_notes_of_the_table_are_not_taken_over(read):
    (found,) = read("commit", ("COMMIT", "THA", "2004-10-29", "", "member", "somebody's words"))["MEMBER_OF"]
    assert "note" not in found


def test_a_conference_has_the_year_it_was_established_in(read):
    rows = read("rcm", ("RCM", "BLZ", "", "", "member", "process established 1996; no dates"))
    assert [(row["id"], row["founded"]) for row in rows["RegionalBody"]] == [("RCM", "1996")]


def test_a_table_of_all_states_by_body_covers_its_year(read):
    rows = read("country_converter", ("COE", "FRA", "", "", "member", ""))
    assert {(row["to"], row["since"], row["until"]) for row in rows["COVERS"]} >= {("COE", "2025", "2026")}
    assert len(rows["COVERS"]) == 9


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("OSCE2", "FRA", "", "", "member", ""), "memberships.csv row 2: the body 'OSCE2' is not known"),
        (("OSCE", "ATL", "", "", "member", ""), "memberships.csv row 2: 'ATL' is in no register"),
    ],
)
def test_faults_name_their_place(read, row, message):
    with pytest.raises(FactsError, match=message):
        read("osce", row)


def test_a_table_without_the_source_is_an_error(tmp_path: Path, load):
    (tmp_path / "memberships.csv").write_text(HEADER + "EU,FRA,,,somebody,EU,member,2025,\n", encoding="utf-8")
    with pytest.raises(FactsError, match="no row has the source"):
        load("osce", tmp_path)


@pytest.mark.parametrize("source", sorted(NAMES))
def test_the_whole_file_gives_the_committed_facts(unchanged, source):
    assert unchanged(source, "facts") == []
