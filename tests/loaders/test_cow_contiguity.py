from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError

HEADER = "state_a_iso3,state_b_iso3,type,since,until,source\n"
COW = "COW Direct Contiguity 3.2 (2016)"


def write(folder: Path, *rows: str) -> Path:
    (folder / "borders.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [f"NAM,AGO,land,1990-03,,{COW}", f"AGO,NAM,land,1990-03,,{COW}"],
            [("AGO", "NAM", "land", None, "1990-03", None)],
            id="both sides are one border",
        ),
        pytest.param(
            [f"IND,LKA,water<=12mi,1948-02,,{COW}", f"LKA,IND,water<=12mi,1948-02,,{COW}"],
            [("IND", "LKA", "sea", "12", "1948-02", None)],
            id="water is sea with its class",
        ),
        pytest.param(
            [f"NAM,AGO,land,1990-03,,{COW}"],
            [("AGO", "NAM", "land", None, "1990-03", "listed for NAM only")],
            id="one side only is kept and says so",
        ),
        pytest.param(
            ["LKA,IND,land,,,world-countries", f"NAM,AGO,land,1990,,{COW}", f"AGO,NAM,land,1990,,{COW}"],
            [("AGO", "NAM", "land", None, "1990", None)],
            id="other sources of the table are not read",
        ),
    ],
)
def test_borders(tmp_path: Path, load, rows, expected):
    found = load("cow_contiguity", write(tmp_path, *rows))["BORDERS"]
    columns = ("from", "to", "kind", "water_miles", "since", "note")
    assert [tuple(row.get(column) for column in columns) for row in found] == expected


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"ATL,AGO,land,1990,,{COW}", "borders.csv row 2: 'ATL' is in no register"),
        (f"NAM,AGO,bridge,1990,,{COW}", "borders.csv row 2 column type: 'bridge'"),
        ("NAM,AGO,land,1990,,somebody else", "no row has the source"),
    ],
)
def test_faults_name_their_place(tmp_path: Path, load, row, message):
    with pytest.raises(FactsError, match=message):
        load("cow_contiguity", write(tmp_path, row))


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("cow_contiguity", "facts") == []
