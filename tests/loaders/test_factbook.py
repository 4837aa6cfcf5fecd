from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

DAYS = ("2014-07-13", "2015-11-29", "2016-11-26")
OTHERS = 'be,belgium,"AU, CE, CEMAC, ICCt, IOM, Mercosur, OIF, UN"\n'


@pytest.fixture
def rows(tmp_path: Path, load):
    """Return the rows of snapshots in the publisher's shape, one text of rows for each of the first `DAYS`."""

    def make(*snapshots: str) -> dict[str, list[dict[str, str]]]:
        for day, text in zip(DAYS, snapshots, strict=False):
            (tmp_path / f"{day}.csv").write_text(f"code,name,participation\n{OTHERS}{text}", encoding="utf-8")
        found: dict[str, list[dict[str, str]]] = load("factbook", tmp_path)
        return found

    return make


def of(found: dict[str, list[dict[str, str]]], state: str) -> list[tuple[str, ...]]:
    names = ("to", "status", "seen_from", "seen_until", "absent_from")
    return [tuple(row.get(name, "") for name in names) for row in found["MEMBER_OF"] if row["from"] == state]


A, B, C = DAYS
CHILE = "ci,Chile,"


@pytest.mark.parametrize(
    ("snapshots", "state", "expected"),
    [
        pytest.param([f"{CHILE}UN"] * 3, "CHL", [("UN", "member", A, C, "")], id="seen in all"),
        pytest.param([f"{CHILE}UN", f"{CHILE}IOM", f"{CHILE}IOM"], "CHL",
            [("IOM", "member", B, C, ""), ("UN", "member", A, A, B)], id="a change lies between two snapshots"),
        pytest.param([f"{CHILE}IOM", f"{CHILE}CE", f"{CHILE}IOM"], "CHL", [("COE", "member", B, B, C),
            ("IOM", "member", A, A, B), ("IOM", "member", C, C, "")], id="away, then back"),
        pytest.param([f"{CHILE}IOM (observer)", f"{CHILE}IOM"], "CHL",
            [("IOM", "observer", A, A, B), ("IOM", "member", B, B, "")], id="each status is a run"),
        pytest.param([f"{CHILE}UN", "", f"{CHILE}UN"], "CHL", [("UN", "member", A, C, "")],
            id="who is not in a snapshot at all has not left"),
        pytest.param([f'{CHILE}"UN, ICCt"', f'{CHILE}"UN, ICCt"'], "CHL", [("ICC", "member", B, B, ""),
            ("UN", "member", A, B, "")], id="the court's list begins with the second snapshot"),
        pytest.param(["ao,Angola,CEMAC", "ao,Angola,CEMAC"], "AGO", [("CEMAC", "member", A, A, B)], id="a slip"),
        pytest.param([f"{CHILE}AU (suspended)"], "CHL", [("AU", "member", A, A, "")], id="a suspended member is one"),
        pytest.param([f"{CHILE}Mercosur (associate)"], "CHL", [("MERCOSUR", "associate", A, A, "")], id="associate"),
        pytest.param([f"{CHILE}ASEAN (dialogue partner)"], "CHL", [], id="a partner is no member"),
        pytest.param([f"{CHILE}Interpol (subbureau)"], "CHL", [], id="nor is a bureau"),
        pytest.param(["ac,Chile,FAO"], "CHL", [], id="a body without a second roster is left out"),
        pytest.param(['tx,Turkmenistan,"CIS (associate member, has not ratified the 1993 CIS charter although it '
            'participates in meetings and held the chairmanship of the CIS in 2012), UN"'], "TKM",
            [("CIS", "associate", A, A, ""), ("UN", "member", A, A, "")], id="a comma in a bracket"),
        pytest.param(['af,Afghanistan,"Afghanistan is a member of the following organizations but Taliban '
            'representatives do not participate: ECO, UN"'], "AFG",
            [("ECO", "member", A, A, ""), ("UN", "member", A, A, "")], id="a sentence before the list"),
        pytest.param(['mz,Mozambique,"<p>AU,&nbsp; UN</p>"'], "MOZ",
            [("AU", "member", A, A, ""), ("UN", "member", A, A, "")], id="marks of HTML"),
        pytest.param(["ct,none,AU"], "CAF", [("AU", "member", A, A, "")], id="a row without a name"),
        pytest.param(["au,austria,UN", "au,Austria,UN"], "AUT", [("UN", "member", A, B, "")],
            id="a code that means others in other snapshots"),
        pytest.param(["aa,Aruba,IOM", "eu,european union,CE"], "ABW", [], id="no States"),
    ],
)  # fmt: skip
def test_what_is_seen_when(rows, snapshots, state, expected):
    found = rows(*(f"{text}\n" if text else "" for text in snapshots))
    assert sorted(of(found, state)) == sorted(expected)


def test_a_suspension_is_noted_with_its_snapshots(rows):
    found = rows(f"{CHILE}AU (suspended)\n", f"{CHILE}AU\n")
    assert [row.get("note") for row in found["MEMBER_OF"] if row["from"] == "CHL"] == [
        f"suspended in the snapshots of {A}"
    ]


def test_the_source_speaks_from_the_first_snapshot_of_a_body_to_its_last(rows):
    windows = {row["to"]: (row["since"], row["until"]) for row in rows("", "")["COVERS"]}
    assert windows["UN"] == ("2014-07-13", "2015-11-30")
    assert windows["ICC"] == ("2015-11-29", "2015-11-30")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("xx,Atlantis,UN", "2014-07-13.csv row 3: 'Atlantis' .code xx. is in no register; add it to countries.csv"),
        ("ci,Chile,UNX", "2014-07-13.csv row 3: 'UNX' is not in organizations.csv; add it there"),
        ("ci,Chile,UN (guest)", r"2014-07-13.csv row 3: UN \(guest\); what is in brackets is not known"),
    ],
)
def test_faults_name_their_place(rows, row, message):
    with pytest.raises(FactsError, match=message):
        rows(f"{row}\n")


def test_a_folder_without_snapshots_is_an_error(tmp_path: Path, load):
    with pytest.raises(FactsError, match="no file is named by a day"):
        load("factbook", tmp_path)


def test_the_whole_files_give_the_committed_facts(unchanged):
    assert unchanged("factbook", "upstream/factbook") == []
