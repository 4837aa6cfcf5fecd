from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

HEADER = "body_code,body_name,treaty,treaty_year,optional_protocols,source\n"
PAGE = "http://web.archive.org/web/20170210133529/x"


@pytest.mark.parametrize(
    ("row", "monitored"),
    [
        pytest.param("CAT,x,x,1984,,", {("CAT_COMMITTEE", "CAT")}, id="a body is not its treaty"),
        pytest.param("CRC,x,x,1989,,", {("CRC_COMMITTEE", "CRC")}, id="no protocol named, none monitored"),
        pytest.param(
            "CRC,x,x,1989,optional protocols (2000),",
            {("CRC_COMMITTEE", "CRC"), ("CRC_COMMITTEE", "CRC_OPAC"), ("CRC_COMMITTEE", "CRC_OPSC")},
            id="the protocols of 2000",
        ),
        pytest.param("CESCR,x,x,1966,,", {("CESCR", "ICESCR")}, id="the committee on the chart"),
    ],
)
def test_who_monitors_what(tmp_path: Path, load, row, monitored):
    (tmp_path / "treaty_bodies.csv").write_text(f"{HEADER}{row}{PAGE}\n", encoding="utf-8")
    assert {(r["from"], r["to"]) for r in load("un_treaty_bodies", tmp_path)["MONITORS"]} == monitored


@pytest.mark.parametrize("row", ["XYZ,x,x,1984,,", "SPT,x,x,2002,optional protocols,"])
def test_what_the_loader_does_not_know_is_an_error(tmp_path: Path, load, row):
    (tmp_path / "treaty_bodies.csv").write_text(f"{HEADER}{row}{PAGE}\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"treaty_bodies\.csv row 2"):
        load("un_treaty_bodies", tmp_path)


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("un_treaty_bodies", "facts") == []
