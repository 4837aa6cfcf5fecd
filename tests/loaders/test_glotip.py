from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from pactgraph.errors import FactsError

HEADER = (
    "Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,Source"
)
VICTIMS, CITIZENSHIP = "Detected trafficking victims", "by citizenship"


@pytest.fixture
def read(tmp_path: Path, load):
    """Return the relationships of rows (State, category, year, value) of a synthetic sheet in the publisher's shape."""

    def make(*rows: tuple[str, str | None, int, str], indicator: str = VICTIMS, dimension: str = CITIZENSHIP):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["UNODC"])
        sheet.append(["30/05/2023"])
        sheet.append(HEADER.split(","))
        for code, category, year, value in rows:
            sheet.append(
                [code, "x", "x", "x", indicator, dimension, category, "Total", "Total", year, "Counts", value, "GLOTIP"]
            )
        book.save(tmp_path / "data_glotip_202411.xlsx")
        return [
            (
                row["from"],
                row["to"],
                row["first_year"],
                row["last_year"],
                int(row["victims_min"]),
                int(row["victims_max"]),
                row["domestic"],
            )
            for row in load("glotip", tmp_path).get("DETECTED_VICTIMS", [])
        ]

    return make


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([("DEU", "Romania", 2010, "<5")], [("ROU", "DEU", "2010", "2010", 1, 4, "false")], id="<5"),
        pytest.param(
            [("GBR", "Albania", 2019, "1,705"), ("GBR", "Albania", 2010, "<5")],
            [("ALB", "GBR", "2010", "2019", 1706, 1709, "false")],
            id="thousands commas, and years summed",
        ),
        pytest.param(
            [("AGO", "Nationals", 2017, "23")], [("AGO", "AGO", "2017", "2017", 23, 23, "true")], id="nationals"
        ),
        pytest.param(
            [("SLB", "Nationals", 2019, "8"), ("SLB", "Solomon Islands", 2019, "8")],
            [("SLB", "SLB", "2019", "2019", 8, 8, "true")],
            id="own citizens under two names are counted once",
        ),
        pytest.param(
            [("THA", "Burmese", 2019, "10"), ("THA", "Myanmar", 2018, "5")],
            [("MMR", "THA", "2018", "2019", 15, 15, "false")],
            id="adjectives",
        ),
        pytest.param(
            [("ESP", "GUINEA ECUATORIAL", 2012, "6")], [("GNQ", "ESP", "2012", "2012", 6, 6, "false")], id="Guinea"
        ),
        pytest.param(
            [("GBR", "TÃ¼rkiye", 2012, "6")], [("TUR", "GBR", "2012", "2012", 6, 6, "false")], id="text repaired"
        ),
        pytest.param(
            [("GBR", "T\ufffdrkiye", 2012, "6")], [("TUR", "GBR", "2012", "2012", 6, 6, "false")], id="text lost"
        ),
        pytest.param(
            [("GTM", "Kosovo under UNSCR 1244", 2012, "6")],
            [("XKX", "GTM", "2012", "2012", 6, 6, "false")],
            id="Kosovo",
        ),
        pytest.param(
            [("FRA", "The former Yugoslav Republic of Macedonia", 2012, "6")],
            [("MKD", "FRA", "2012", "2012", 6, 6, "false")],
            id="a former name",
        ),
        *(
            pytest.param([("NLD", category, 2019, "9")], [], id=f"no State: {category}")
            for category in (None, "Unknown", "Congolese", "Former Yugoslavia", "M49 Region: Africa", "Rohingya", "N/A")
        ),
        pytest.param([("CAN", "China, Hong Kong SAR", 2019, "9")], [], id="a territory"),
    ],
)
def test_citizenship_to_detecting_state(read, rows, expected):
    assert read(*rows) == expected


@pytest.mark.parametrize(
    ("indicator", "dimension"), [("Persons convicted", CITIZENSHIP), (VICTIMS, "by country of repatriation")]
)
def test_other_indicators_and_dimensions_are_not_read(read, indicator, dimension):
    assert read(("DEU", "Romania", 2010, "7"), indicator=indicator, dimension=dimension) == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("DEU", "Atlantean", 2010, "7")], "row 4: the citizenship 'Atlantean' is in no register"),
        ([("XXX", "Romania", 2010, "7")], "row 4: 'XXX' is in no register"),
        ([("DEU", "Romania", 2010, "some")], "row 4 column txtVALUE: 'some'"),
        (
            [("THA", "Burmese", 2019, "10"), ("THA", "Myanmar", 2019, "5")],
            "THA counts citizens of MMR twice in a year",
        ),
    ],
)
def test_faults_name_their_place(read, rows, message):
    with pytest.raises(FactsError, match=message):
        read(*rows)


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("glotip", "upstream/glotip") == []
