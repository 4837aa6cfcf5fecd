from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pactgraph.building import prepare
from pactgraph.errors import FactsError
from pactgraph.facts.sources import load_source

SOURCE = """id: synthetic_source
title: Synthetic
publisher: Nobody
url: https://example.org
licence: none
citation: none
authority: page
as_of: "2014-01-01"
covers: nothing; made for tests
rows: {MEMBER_OF: {minimum: 1}}
"""
HEADER = "from,to,status,since,until,locator\n"


def write(tmp_path: Path, rows: str | bytes, kind: str = "MEMBER_OF", source: str | None = SOURCE) -> Path:
    folder = tmp_path / "synthetic_source"
    (folder / "facts").mkdir(parents=True)
    if source is not None:
        (folder / "source.yml").write_text(source, encoding="utf-8")
    data = rows if isinstance(rows, bytes) else rows.encode()
    (folder / "facts" / f"{kind}.csv").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (HEADER + "ATL,EU,member,1999,,p. 1\n", "MEMBER_OF.csv row 2 column from: 'ATL'"),
        (HEADER + "FRA,EU,member,1999-02-30,,p. 1\n", "row 2 column since: '1999-02-30'"),
        (HEADER + "FRA,EU,member,2001,1999,p. 1\n", "row 2 column until: 1999 is before since 2001"),
        (HEADER + "FRA,EU,boss,2001,,p. 1\n", "row 2 column status: 'boss'; expected one of"),
        (HEADER + "FRA,EU,member,2001,,p. 1\n" * 2, "row 3: says the same as row 2"),
        (HEADER + "FRA,EU,member,2001,,\n", "row 2 column locator: empty"),
        (HEADER + "FRA,EU,member\n", "row 2: 3 cells, expected 6"),
        (
            "from,to,status,as_of,locator\nFRA,EU,member,2014-02,p. 1\n",
            "row 2 column as_of: 2014-02 is after 2014-01-01",
        ),
        ("from,to,status,as_of,locator\nFRA,EU,member,May,p. 1\n", "row 2 column as_of: 'May'; expected a date"),
        ("from,to,status,colour,locator\nFRA,EU,member,red,p. 1\n", "row 1 column colour: unknown"),
        ("from,status,locator\nFRA,member,p. 1\n", "row 1: the column to is missing"),
        (
            (HEADER + "FRA,EU,member,2001,,S\xe3o\n").encode("latin-1"),
            "MEMBER_OF.csv row 2 column locator (byte 56): not UTF-8",
        ),
        (HEADER, "0 rows, expected at least 1"),
        ("", "0 rows, expected at least 1"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path: Path, rows, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        prepare((), write(tmp_path, rows))


def test_all_faults_are_told_at_once(tmp_path: Path):
    rows = HEADER + "ATL,EU,member,1999,,p. 1\nFRA,EU,member,x,,p. 2\n"
    with pytest.raises(FactsError) as caught:
        prepare((), write(tmp_path, rows))
    assert len(caught.value.faults) == 2


def test_a_node_stated_twice_is_a_fault(tmp_path: Path):
    source = SOURCE.replace("MEMBER_OF", "Document")
    rows = "id,name,locator\nD1,One,p. 1\nD1,Two,p. 2\n"
    with pytest.raises(FactsError, match="row 3 column id: 'D1' stands already in row 2"):
        prepare((), write(tmp_path, rows, "Document", source))


def test_a_folder_without_source_yml_is_a_fault(tmp_path: Path):
    with pytest.raises(FactsError, match=r"synthetic_source: has no source\.yml"):
        prepare((), write(tmp_path, HEADER, source=None))


def test_an_unknown_key_in_source_yml_is_a_fault(tmp_path: Path):
    with pytest.raises(FactsError, match="colour"):
        prepare((), write(tmp_path, HEADER, source=SOURCE + "colour: red\n"))


def test_a_users_own_source_joins_the_bundled_ones_and_differences_are_disputed(tmp_path: Path):
    build = prepare((), write(tmp_path, HEADER + "FRA,ECOWAS,member,2001,,p. 1\nBEN,ECOWAS,member,1980,,p. 2\n"))
    found = {r.start.id: r for r in build.graph.relationships if r.type == "MEMBER_OF" and r.end.id == "ECOWAS"}
    assert found["FRA"].properties["sources"] == ["synthetic_source"]
    assert found["BEN"].properties["sources"][0] == "internacia"
    assert found["BEN"].properties["source"] == "cow_igo", "who gives the date"
    assert found["BEN"].properties["sources"] == ["internacia", "cow_igo", "factbook", "synthetic_source"]
    assert found["BEN"].properties["stated_since"] == ["", "1975", "", "1980"]
    assert found["BEN"].properties["disputed"] is True
    assert "1980" in str(found["BEN"].properties["dispute"])


CHECKS = """checks:
  TIP_PROTOCOL:
    day: 2014-06-09
    compared:
      - {against: a list that does not exist, day: 2014-06-09, source: fedlex}
    except: {BTN: the list leaves it out}
"""


def test_a_list_denies_only_where_it_was_checked_and_excepts_nobody(tmp_path: Path):
    write(tmp_path, HEADER, source=SOURCE + CHECKS)
    source = load_source(tmp_path / "synthetic_source").source
    day = dt.date(2014, 6, 9)
    assert source.denies("TIP_PROTOCOL", "FRA", day)
    assert not source.denies("TIP_PROTOCOL", "BTN", day), "excepted"
    assert not source.denies("UNTOC", "FRA", day), "never checked"
    assert not source.denies("TIP_PROTOCOL", "FRA", dt.date(2024, 6, 9)), "a newer list, not compared yet"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("TIP_PROTOCOL", "TIP_PROTOKOL", "checks.TIP_PROTOKOL: in no register of these: Treaty"),
        ("BTN", "BHU", "checks.TIP_PROTOCOL.except.BHU: in no register of these: State"),
        ("the list leaves it out", '" "', "checks.TIP_PROTOCOL.except.BTN: ' '; String should have at least 1"),
        ("a list that does not exist", '""', "checks.TIP_PROTOCOL.compared.0.against: ''"),
        (
            "source: fedlex",
            "parties: 2",
            "checks.TIP_PROTOCOL.compared.0.parties: unknown; expected some of against, day",
        ),
        ("source: fedlex", "party: 2", "checks.TIP_PROTOCOL.compared.0.party: unknown; expected some of against, day"),
        ("source: fedlex", "source: synthetic_source", "a list proves nothing about itself"),
        ("source: fedlex", "explained: {XYZ: so}", "checks.TIP_PROTOCOL.compared.0.explained.XYZ: in no register"),
        ("    day: 2014-06-09\n", "", "checks.TIP_PROTOCOL.day: missing"),
        ("except:", "excepted:", "checks.TIP_PROTOCOL.excepted: unknown; expected some of day, whole_until"),
        ("- {against", "# {against", "checks.TIP_PROTOCOL.compared"),
    ],
)
def test_a_fault_in_a_check_names_its_key(tmp_path: Path, right, wrong, message):
    rows = HEADER + "FRA,EU,member,2001,,p. 1\n"
    with pytest.raises(FactsError, match=re.escape(message)):
        prepare(("synthetic_source",), write(tmp_path, rows, source=SOURCE + CHECKS.replace(right, wrong)))
