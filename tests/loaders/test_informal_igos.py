from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

BODIES = "igoID,Title,Begin,End,End_reason,Regional,Nbr.,Domain\n"
MEMBERS = "stateID,StateName,igoID,Title,Begin,End,Year\n"


@pytest.fixture
def rows(tmp_path: Path, load):
    """Return the members (State, body, locator) of rosters in the publisher's shape."""

    def make(*members: str) -> dict[str, list[dict[str, str]]]:
        (tmp_path / "organizations_IIGO.csv").write_text(
            BODIES + "BP,Bali Process,2002,,0,0,19,Security\nBP,Budapest Process,1991,,0,1,29,Security\n",
            encoding="utf-8",
        )
        (tmp_path / "memberships_IIGO.csv").write_text(MEMBERS + "".join(f"{m}\n" for m in members), encoding="utf-8")
        found: dict[str, list[dict[str, str]]] = load("informal_igos", tmp_path)
        return found

    return make


@pytest.mark.parametrize(
    ("row", "member"),
    [
        pytest.param("AUS,Australia,BP,Bali Process,,,2017", ("AUS", "BALI_PROCESS"), id="matched by title, not BP"),
        pytest.param("FRA,France,BP,Budapest Process,1991,,2017", ("FRA", "BUDAPEST_PROCESS"), id="the other BP"),
        pytest.param("ALG,Algeria,BP,Bali Process,,,2017", ("DZA", "BALI_PROCESS"), id="wrong code"),
        pytest.param("KOS,Kosovo,BP,Bali Process,,,2017", ("XKX", "BALI_PROCESS"), id="Kosovo"),
        pytest.param("GIN - GNQ,Equatorial Guinea,BP,Bali Process,,,2017", ("GNQ", "BALI_PROCESS"), id="two codes"),
        pytest.param(",Democratic Republic of the Congo,BP,Bali Process,,,2017", ("COD", "BALI_PROCESS"), id="no code"),
        pytest.param("KOR,Korea,BP,Bali Process,,,2017", ("KOR", "BALI_PROCESS"), id="a name no register decides"),
        pytest.param("CIV,Ivory Coast,BP,Bali Process,,,2017", ("CIV", "BALI_PROCESS"), id="alias"),
    ],
)
def test_members_are_matched(rows, row, member):
    (found,) = rows(row)["MEMBER_OF"]
    assert (found["from"], found["to"]) == member


def test_the_years_of_a_body_are_not_those_of_a_membership(rows):
    found = rows("FRA,France,BP,Budapest Process,1991,,2017")
    assert "since" not in found["MEMBER_OF"][0]
    assert {row["id"]: row["founded"] for row in found["RegionalBody"]} == {
        "BALI_PROCESS": "2002",
        "BUDAPEST_PROCESS": "1991",
    }


def test_bodies_left_out_are_not_read(rows):
    assert "MEMBER_OF" not in rows("DDR,German Democratic Republic,FSB,Financial Stability Board,1999,,2017")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("AUS,Australia,X,Synthetic Process,,,2017", "row 2: 'Synthetic Process' is not in bodies.csv"),
        ("XXX,Atlantis,BP,Bali Process,,,2017", "row 2: 'Atlantis' is in no register"),
        ("AUS,Austria,BP,Bali Process,,,2017", "row 2: code AUS and name 'Austria' are two States"),
        ("AUS,Australia,BP,Bali Process,,,2021", "row 2 column Year: '2021'"),
    ],
)
def test_faults_name_their_place(rows, row, message):
    with pytest.raises(FactsError, match=message):
        rows(row)


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("informal_igos", "upstream/informal_igos") == []
