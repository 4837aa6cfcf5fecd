from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

HEADER = "body,entity,role,since,until,source,quote\n"


@pytest.fixture
def read(tmp_path: Path, load):
    def make(*rows: str) -> dict[str, list[dict[str, str]]]:
        (tmp_path / "body_entities.csv").write_text(HEADER + "".join(f"{r}\n" for r in rows), encoding="utf-8")
        found: dict[str, list[dict[str, str]]] = load("un_mechanisms", tmp_path)
        return found

    return make


def test_a_founder_is_a_member_in_that_role_and_nothing_is_quoted(read):
    (found,) = read("ICAT,ILO,founding participant,2006-09,,https://example.org,Somebody's sentence")["MEMBER_OF"]
    assert found == {
        "from": "ILO",
        "to": "ICAT",
        "status": "member",
        "role": "founding participant",
        "since": "2006-09",
        "locator": "https://example.org",
    }


@pytest.mark.parametrize(
    ("last", "until"), [("2014-12-31", "2015-01-01"), ("2013", "2014"), ("2013-11", "2013-12-01"), ("", None)]
)
def test_until_is_the_first_day_after(read, last, until):
    (found,) = read(f"UN.GIFT,OSCE,steering committee (founding member),2007-03,{last},p,")["MEMBER_OF"]
    assert found.get("until") == until


def test_coordinators_and_convenors_coordinate(read):
    rows = read("ICAT,UNODC,coordinator,2007-03,,p,", "Alliance against Trafficking in Persons,OSCE,convenor,2004,,p,")
    assert {(r["from"], r["to"]) for r in rows["COORDINATES"]} == {
        ("UNODC", "ICAT"),
        ("OSCE", "ALLIANCE_AGAINST_TRAFFICKING"),
    }


def test_rows_from_the_report_are_the_reports(read):
    rows = read("ICAT,UNODC,coordinator,2007-03,,p,", "ICAT,IOM,chair,2014,,A/69/224 para 53 note 9,")
    assert rows.keys() == {"Mechanism", "COORDINATES"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Synthetic Group,ILO,member,,,p,", "row 2 column body"),
        ("ICAT,ILO,mascot,,,p,", "row 2 column role"),
        ("ICAT,Synthetic Entity,member,,,p,", "row 2: 'Synthetic Entity' is in no register"),
    ],
)
def test_faults_name_their_place(read, row, message):
    with pytest.raises(FactsError, match=message):
        read(row)


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("un_mechanisms", "facts") == []
