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

HEAD = "iso2,member,state party,year ratification or accession,signatory,no action,status,note\n"


def read(tmp_path: Path, line: str, file: str = "hr_status_iccpr_op1") -> list[Row]:
    """Read a synthetic file in the publisher's shape."""
    (tmp_path / f"{file}.csv").write_text(HEAD + line + "\n", encoding="utf-8", newline="\n")
    (folder,) = find_sources(["world_politics"])
    return [row for rows in load_upstream(folder, tmp_path, bundled_registers()).values() for row in rows]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("AL,Albania,1,2007,0,0,state party,", {"from": "ALB", "since": "2007", "until": ""}),
        # The year decides where columns contradict each other.
        ("KZ,Kazakhstan,0,2009,0,0,state party,", {"from": "KAZ", "since": "2009"}),
        ("JM,Jamaica,1,1975,0,1,state party,Denounced the OP 1997", {"from": "JAM", "until": "1997"}),
        # Codes and names of the past.
        ("TP,East Timor,1,2003,0,0,state party,", {"from": "TLS"}),
        ("SZ,Swaziland,1,2004,0,0,state party,", {"from": "SWZ"}),
    ],
)
def test_a_row_is_read(tmp_path: Path, line, expected):
    (row,) = read(tmp_path, line)
    assert expected.items() <= dict(row.cells).items()


@pytest.mark.parametrize(
    "line",
    [
        "DZ,Algeria,0,,1,0,signatory state,",  # a signature without a day cannot be placed in time
        "MS,Montserrat,0,,0,1,no action,",  # a territory
        "ZW,Zimbabwe,0,,0,0,state party,",  # a party without a year, and a column that denies it
    ],
)
def test_without_a_year_no_consent_is_read(tmp_path: Path, line):
    assert read(tmp_path, line) == []


@pytest.mark.parametrize(
    ("line", "file", "message"),
    [
        (
            "XX,Atlantis,1,2007,0,0,state party,",
            "hr_status_cat",
            "hr_status_cat.csv row 2: 'Atlantis' is in no register",
        ),
        ("AL,Albania,1,207,0,0,state party,", "hr_status_cat", "row 2 column year ratification or accession: '207'"),
        ("AL,Albania,1,2007,0,0,party,", "hr_status_cat", "row 2 column status: 'party'; expected one of state party"),
        ("AL,Albania,1,2007,0,0,state party,", "hr_status_x", "hr_status_x.csv: no treaty is known"),
    ],
)
def test_a_fault_names_the_row(tmp_path: Path, line, file, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        read(tmp_path, line, file)


def test_the_full_files_give_the_committed_facts(unchanged):
    assert unchanged("world_politics", "upstream/world_politics") == []


@pytest.mark.parametrize(
    ("state", "treaty", "expected"),
    [
        # The depositary's day wins over a wrong year, and the difference is said.
        ("USA", "ICERD", ["1994-10-21", "day", "untc", True]),
        # A year that agrees is no dispute.
        ("AFG", "CAT", ["1987-04-01", "day", "untc", False]),
        # After the depositary's tables end, the day of a later list.
        ("CZE", "CPED", ["2017-02-08", "day", "fedlex", False]),
        # Known by year only: no list of this protocol is newer.
        ("CZE", "CRPD_OP", ["2021-01-01", "year", "world_politics", False]),
        # Whole lists do not have it: it stands as stated, in dispute.
        ("TUV", "ICCPR", ["1976-01-01", "year", "world_politics", True]),
    ],
)
def test_years_meet_the_depositarys_days(bundled: EmbeddedStore, state, treaty, expected):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (:State {id: $state})-[p:PARTY_TO]->(:Treaty {id: $treaty}) RETURN toString(p.since) AS since, "
            "p.since_precision AS precision, p.source AS source, p.disputed AS disputed",
            {"state": state, "treaty": treaty},
        ).rows
    assert rows == [expected]
