from __future__ import annotations

import re
from pathlib import Path

import pytest

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import load_upstream
from pactgraph.stores.embedded import EmbeddedStore

HEAD = "treaty_key,state_iso3,state_name_as_given,action,date,source,entry_into_force\n"
PACKAGE = "globalgov/manytreaties:synthetic[treatyID=X_1994A]"


def read(tmp_path: Path, *lines: str) -> list[Row]:
    """Read synthetic rows in the gathered shape; `@` stands for the package's name."""
    text = HEAD + "".join(line.replace("@", PACKAGE) + "\n" for line in lines)
    (tmp_path / "participation.csv").write_text(text, encoding="utf-8", newline="\n")
    (folder,) = find_sources(["manytreaties"])
    return [row for rows in load_upstream(folder, tmp_path, bundled_registers()).values() for row in rows]


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("CRC,SOM,SOM,ratification,2015-10-01,@,2015-10-31", "PARTY_TO", {"action": "unspecified", "note": ""}),
        ("ROME_STATUTE,BDI,BDI,withdrawal,2017-10-27,@,", "PARTY_TO", {"until": "2017-10-27"}),
        ("MAPUTO_PROTOCOL,ESH,ESH,signature,2006-06-20,@,", "SIGNED", {"from": "ESH", "since": "2006-06-20"}),
        ("ACRWC,AGO,AGO,ratification,1992-04-11,@,1999-11-29", "PARTY_TO", {"in_force": "1999-11-29"}),
    ],
)
def test_a_row_is_read(tmp_path: Path, line, kind, expected):
    (row,) = read(tmp_path, line)
    assert row.kind == kind
    assert expected.items() <= dict(row.cells).items()


def test_days_of_regional_treaties_are_those_of_acts_at_home(tmp_path: Path):
    rows = read(
        tmp_path,
        "BELEM_DO_PARA,ARG,ARG,ratification,1996-04-09,@,1996-08-04",
        "CAT,FJI,FJI,ratification,2016-03-14,@,",
    )
    assert ["at home" in row.cells["note"] for row in rows] == [True, False]


def test_a_consent_before_the_signature_stays_as_stated_and_is_noted(tmp_path: Path):
    consent, signature = read(
        tmp_path,
        "BELEM_DO_PARA,PRY,PRY,ratification,1995-09-29,@,1995-11-17",
        "BELEM_DO_PARA,PRY,PRY,signature,1995-10-17,@,",
    )
    assert (consent.cells["since"], signature.cells["since"]) == ("1995-09-29", "1995-10-17")
    assert "before the signature of 1995-10-17" in consent.cells["note"]


def test_rows_of_other_sources_are_passed_over(tmp_path: Path):
    assert read(tmp_path, "CRC,SOM,SOM,ratification,2015-10-01,another,") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("CRC,ATL,ATL,ratification,2015-10-01,@,", "participation.csv row 2: 'ATL' is in no register"),
        ("NO_TREATY,SOM,SOM,ratification,2015-10-01,@,", "participation.csv row 2: 'NO_TREATY' is in no register"),
        ("CRC,SOM,SOM,ratification,2015-10-41,@,", "participation.csv row 2 column date: '2015-10-41'; no such day"),
        (
            "CRC,SOM,SOM,reading,2015-10-01,@,",
            "participation.csv row 2 column action: 'reading'; expected one of signature, ratification",
        ),
    ],
)
def test_a_fault_names_the_row(tmp_path: Path, line, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        read(tmp_path, line)


def test_the_gathered_rows_give_the_committed_facts(unchanged):
    assert unchanged("manytreaties", "facts") == []


def test_a_withdrawal_ends_the_participation_the_depositary_dates(bundled: EmbeddedStore):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (s:State)-[p:PARTY_TO]->(:Treaty {id: 'ROME_STATUTE'}) WHERE p.until IS NOT NULL "
            "RETURN s.id AS id, toString(p.since) AS since, toString(p.until) AS until, p.sources AS sources "
            "ORDER BY id"
        ).rows
    assert rows == [
        ["BDI", "2004-09-21", "2017-10-27", ["untc", "manytreaties"]],
        ["HUN", "2001-11-30", "2026-06-02", ["untc", "dates_from_pages"]],
        ["PHL", "2011-08-30", "2019-03-17", ["untc", "manytreaties"]],
    ]
