from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pactgraph.facts.registers import bundled_registers

rdata = pytest.importorskip("rdata", reason="the extra `refresh` is not installed")

FRANCE, GERMANY, WEST_GERMANY, AUSTRIA_HUNGARY = 220, 255, 260, 300


@pytest.fixture
def spells(tmp_path: Path, load):
    """Return the spells in the first body of a synthetic State-year table, every other body being empty."""
    codes = [
        entry.row["cow_code"].lower()
        for key, entry in bundled_registers().entries.items()
        if key.label in ("RegionalBody", "UNEntity") and entry.row["cow_code"]
    ]

    def make(years: dict[tuple[int, int], int]) -> list[tuple[str, str, str, str | None, str]]:
        table = pd.DataFrame([{"ccode": c, "year": y, **dict.fromkeys(codes, -9)} for c, y in years])
        table["coe"] = list(years.values())
        rdata.write_rda(tmp_path / "state_year_format3.rda", {"state_year_format3": table})
        rows = load("cow_igo", tmp_path)
        assert {row["until"] for row in rows["COVERS"]} == {"2015"}
        return [
            (row["from"], row["status"], row["since"], row.get("until"), row.get("note", ""))
            for row in rows.get("MEMBER_OF", [])
        ]

    return make


GRID = "start may be up to 5 years off"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        pytest.param(
            {(FRANCE, 2000): 1, (FRANCE, 2001): 1, (FRANCE, 2002): 0},
            [("FRA", "member", "2000", "2002", "")],
            id="a spell ends in the first year it no longer holds",
        ),
        pytest.param({(FRANCE, 2014): 1}, [("FRA", "member", "2014", None, "")], id="the last year ends no spell"),
        pytest.param(
            {(FRANCE, 1950): 1, (FRANCE, 1955): 1, (FRANCE, 1960): 1, (FRANCE, 1965): 0},
            [("FRA", "member", "1950", "1961", GRID)],
            id="five-year grid before 1965",
        ),
        pytest.param(
            {(FRANCE, 2012): 3, (FRANCE, 2013): 1, (FRANCE, 2014): 1},
            [("FRA", "observer", "2012", "2013", ""), ("FRA", "member", "2013", None, "")],
            id="each status is a spell",
        ),
        pytest.param(
            {(FRANCE, 2000): 1, (FRANCE, 2010): 1, (FRANCE, 2011): 0},
            [("FRA", "member", "2000", "2001", ""), ("FRA", "member", "2010", "2011", "")],
            id="a State that was away starts anew",
        ),
        pytest.param({(FRANCE, 2000): -1, (FRANCE, 2001): -9}, [], id="negative is missing, not member"),
        pytest.param(
            {
                (WEST_GERMANY, 1989): 1,
                (WEST_GERMANY, 1990): 1,
                (GERMANY, 1990): 1,
                (GERMANY, 1991): 1,
                (GERMANY, 1992): 0,
            },
            [("DEU", "member", "1989", "1992", "")],
            id="successive codes are one history",
        ),
        pytest.param({(AUSTRIA_HUNGARY, 1910): 1}, [], id="codes outside the register are left out"),
    ],
)
def test_spells(spells, years, expected):
    assert spells(years) == expected


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("cow_igo", "upstream/cow_igo") == []
