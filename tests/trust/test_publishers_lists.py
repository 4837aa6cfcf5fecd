"""What a loader is given of a publisher's file is whole, or a fault names the file, the row and the column."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from pactgraph.errors import FactsError, UsageError
from pactgraph.facts.exchange import Row
from pactgraph.publishers import cells
from pactgraph.publishers.guard import emptied
from pactgraph.publishers.listed import listed, listed_json, listed_r, listed_sheet, listed_stata

SOUND = 'name,day\n"One, two",2001\n Three\u00a0,\n"Four\nfive",2003\n'
READERS = {"name": cells.text, "day": cells.or_empty(cells.year)}
TODAY = dt.datetime.now(dt.UTC).date()


def test_cells_are_left_as_they_are_but_for_what_their_readers_say(tmp_path: Path):
    (tmp_path / "list.csv").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert listed(tmp_path / "list.csv", READERS) == [
        (2, {"name": "One, two", "day": "2001"}),
        (3, {"name": " Three\u00a0", "day": ""}),
        (4, {"name": "Four\nfive", "day": "2003"}),
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (SOUND.replace("day", "date").encode(), "list.csv row 1: the column day is missing"),
        (SOUND.replace("day", "name").encode(), "list.csv row 1 column name: stands twice in the header"),
        (SOUND.replace(",", ";").encode(), "list.csv row 1: one column, 'name;day'; expected commas"),
        (SOUND.replace(",2003", "").encode(), "list.csv row 4: 1 cells, expected 2"),
        (SOUND.replace(",2003", ",2003,").encode(), "list.csv row 4: 3 cells, expected 2"),
        (SOUND.replace('five"', "five").encode(), "list.csv after row 3: no CSV"),
        (SOUND[:-8].encode(), "list.csv after row 3: no CSV"),
        (SOUND.replace("Three", "Thr\x00ee").encode(), "list.csv row 3: holds U+0000"),
        (SOUND.encode("utf-16"), "list.csv row 1: holds U+0000"),
        (SOUND.encode("latin-1"), "list.csv row 3 column name (byte 31): not UTF-8"),
        (
            SOUND.encode().decode("latin-1").encode(),
            "list.csv row 3 column name: ' ThreeÂ\\xa0'; is ' Three\\xa0' in",
        ),
        (SOUND.replace("2003", "203").encode(), "list.csv row 4 column day: '203'; expected a year, as 2001"),
        (b"name,day\n", "list.csv: has no rows; get it again"),
        (b"", "list.csv row 1: the column name is missing"),
        (b"<html>", "list.csv row 1: the column name is missing"),
    ],
)
def test_what_is_not_whole_is_a_fault_in_its_row(tmp_path: Path, data: bytes, fault: str):
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(FactsError) as told:
        listed(tmp_path / "list.csv", READERS)
    assert told.value.faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("library", "read", "told"),
    [
        ("openpyxl", lambda path: listed_sheet(path, 1, {}), r"a workbook \(XLSX\) is read by openpyxl"),
        ("rdata", lambda path: listed_r(path, {}), "a data file of R is read by rdata"),
    ],
)
def test_a_library_of_the_extra_that_is_missing_is_named(library, read, told, tmp_path, monkeypatch):
    (tmp_path / "list").write_bytes(b"")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"^{told}: pip install 'pactgraph\[refresh\]'$"):
        read(tmp_path / "list")


def test_a_file_that_is_missing_is_for_refresh_to_tell(tmp_path: Path):
    for read in (listed, listed_json, listed_stata):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "list", {})
    with pytest.raises(FileNotFoundError):
        listed_sheet(tmp_path / "list", 1, {})


ONE_OF = cells.one_of(["", "member"])
CELLS: list[tuple[cells.Reader, object, str]] = [
    (cells.text, " Four\nfive ", " Four\nfive "),
    (cells.text, None, ""),
    (cells.text, "NA", "NA"),
    (cells.text, "CÔTE D'IVOIRE – « Îles »", "CÔTE D'IVOIRE – « Îles »"),
    (cells.text, "AMEAÇÃO", "AMEAÇÃO"),
    (cells.needed, " Benin ", "Benin"),
    (cells.whole(0, 10), 10.0, "10"),
    (cells.whole(0, 10), "10", "10"),
    (cells.number(-180, 180), -2.5, "-2.5"),
    (cells.year, 2001, "2001"),
    (cells.date, "2001-02", "2001-02"),
    (cells.day, "2001-02-28", "2001-02-28"),
    (cells.announced_day, f"{TODAY.year + 9}-01-01", f"{TODAY.year + 9}-01-01"),
    (cells.several(cells.needed), ["A", "B"], "A|B"),
    (cells.several(cells.needed), "A", "A"),
    (ONE_OF, "", ""),
    (ONE_OF, "member", "member"),
    (cells.like("[A-Z]{3}", "a code"), "BEN", "BEN"),
    (cells.other_encodings, "TÃ¼rkiye", "TÃ¼rkiye"),
]


@pytest.mark.parametrize(("reader", "cell", "expected"), CELLS, ids=range(len(CELLS)))
def test_what_a_column_holds_is_read(reader: cells.Reader, cell: object, expected: str):
    assert reader(cell) == expected


REFUSED: list[tuple[cells.Reader, object, str]] = [
    *((cells.text, f"Be{one}nin", "which nobody sees") for one in ("\x1b", "\u202e", "\u200b", "\x00", "\ue000")),
    *((cells.text, f"T{one}rkiye", "in another encoding") for one in ("Ã¼", "â€™", "â€”", "Ä±")),
    *((cells.text, cell, "programs write") for cell in ("NaN", "nan", "null", "#N/A", "#REF!", " inf ")),
    *((cells.text, cell, "no number") for cell in (float("nan"), float("inf"))),
    *((cells.text, cell, "expected a text or a number") for cell in ([], {}, b"x", TODAY)),
    (cells.text, "  ", "blank"),
    (cells.text, "\u00a0", "blank"),
    *((cells.needed, cell, "empty") for cell in ("", None)),
    *(
        (cells.whole(0, 10), cell, "expected a whole number")
        for cell in ("", "-1", "11", "1.0", 1.5, "０", "٣", "01", "+1")
    ),
    *((cells.whole(0, 10), cell, "expected a whole number") for cell in ("1e0", "1_0", "9" * 99, True)),
    *((cells.number(-180, 180), cell, "expected a number") for cell in ("", "181", "1e2", ".5", "1,5")),
    *((cells.year, cell, "expected a year") for cell in ("", "201", "２００１", 2001.5, "2001-02", 36525)),
    *((cells.year, cell, "out of reach") for cell in ("0000", "1066", "9999")),
    (cells.year, str(TODAY.year + 1), "lies ahead"),
    (cells.year, "2099", "lies ahead"),
    *(
        (cells.day, cell, "expected")
        for cell in ("", "2001", "2001-02", "2001-02-30", "28.02.2001", "36525", "２００１-02-28")
    ),
    *((cells.day, cell, "lies ahead") for cell in ("2099-01-01", str(TODAY + dt.timedelta(days=2)))),
    (cells.announced_day, "2099-01-01", "lies ahead"),
    (ONE_OF, "Member", "expected one of nothing, member; add what is new"),
    (cells.like("[A-Z]{3}", "a code"), "ＢＥＮ", "expected a code"),
    (cells.several(cells.needed), ["A", ""], "empty"),
    (cells.several(cells.needed), ["A|B"], "expected no |"),
]


@pytest.mark.parametrize(("reader", "cell", "message"), REFUSED, ids=range(len(REFUSED)))
def test_anything_else_is_refused(reader: cells.Reader, cell: object, message: str):
    with pytest.raises(ValueError, match=r".") as told:
        reader(cell)
    assert message in str(told.value)
    assert "\n" not in str(told.value)


def sheet(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_and_its_faults_have_their_row(tmp_path: Path):
    path = sheet(tmp_path / "list.xlsx", ["a title"], ["name", "day"], ["One", 2001], ["Two"])
    assert listed_sheet(path, 2, READERS) == [(3, {"name": "One", "day": "2001"}), (4, {"name": "Two", "day": ""})]
    sheet(path, ["a title"], ["name", "day"], ["One", TODAY])
    with pytest.raises(
        FactsError, match=r"list.xlsx row 3 column day: 'datetime.*; a datetime; expected a text or a number"
    ):
        listed_sheet(path, 2, READERS)
    sheet(path, ["a title"])
    with pytest.raises(FactsError, match=r"list\.xlsx row 2: missing; expected the columns' titles"):
        listed_sheet(path, 2, READERS)
    data = path.read_bytes()
    for cut in (data[: len(data) // 2], b"", b"<html>"):
        path.write_bytes(cut)
        with pytest.raises(FactsError, match=r"list.xlsx: no workbook \(XLSX\) that can be read \(.*\); get it again"):
            listed_sheet(path, 2, READERS)


def test_a_stata_file_is_read_and_its_faults_have_their_row(tmp_path: Path):
    path = tmp_path / "list.dta"
    pd.DataFrame({"name": ["One", "Two"], "day": [2001.0, 2002.0]}).to_stata(path, write_index=False)
    assert listed_stata(path, READERS)[1] == (2, {"name": "Two", "day": "2002"})
    pd.DataFrame({"name": ["One", "Two"], "day": [2001.0, float("nan")]}).to_stata(path, write_index=False)
    with pytest.raises(FactsError, match=r"list\.dta observation 2 column day: 'nan'; no number"):
        listed_stata(path, READERS)
    data = path.read_bytes()
    for cut in (data[: len(data) // 2], b"", b"<html>", data.replace(b"Two", b"T\xe9o")):
        path.write_bytes(cut)
        with pytest.raises(FactsError, match=r"list.dta: no Stata file that can be read|list.dta observation"):
            listed_stata(path, READERS)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (json.dumps([{"name": "One"}]).encode(), "list.json entry 1: the key day is missing"),
        (json.dumps([{"name": "One", "day": "x"}]).encode(), "list.json entry 1 column day: 'x'; expected a year"),
        (b'[{"name": "One", "day": NaN}]', "list.json: no JSON that can be read (NaN is no number of JSON)"),
        (b'[{"name": "One", "name": "Two", "day": ""}]', "list.json: no JSON that can be read (a key stands twice"),
        (b'{"name": "One"}', "list.json: expected a list of objects"),
        (b"[1, 2]", "list.json: expected a list of objects"),
        (b"[]", "list.json: has no rows"),
        (b"[" * 100_000, "list.json: no JSON that can be read ("),
        ('[{"name": "é"}]'.encode("latin-1"), "list.json (byte 11): not UTF-8"),
        ('[{"name": "é"}]'.encode("utf-16"), "list.json (byte 0): not UTF-8"),
        (b'[{"name": "One", "day": ', "list.json: no JSON that can be read"),
    ],
)
def test_a_json_list_that_is_not_as_expected_is_a_fault(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "list.json").write_bytes(data)
    with pytest.raises(FactsError) as told:
        listed_json(tmp_path / "list.json", READERS)
    assert told.value.faults[0].startswith(message), told.value.faults[0]


def nodes(number: int, **more: str) -> list[Row]:
    return [Row("State", {"id": f"S{n}", **more}) for n in range(number)]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (nodes(9, title="x"), nodes(9, title="x"), ""),
        (nodes(9, title="x"), [*nodes(7, title="x"), *nodes(9)[7:]], ""),
        (
            nodes(9, title="x"),
            [*nodes(6, title="x"), *nodes(9)[6:]],
            "State column title: 3 of 9 cells are empty now (S6, S7",
        ),
        # Who is gone altogether is for another rule.
        (nodes(9, title="x"), nodes(2, title="x"), ""),
        (nodes(9), nodes(9, title="x"), ""),
    ],
)
def test_a_column_does_not_run_empty(before: list[Row], after: list[Row], message: str):
    told = emptied({"State": before}, {"State": after})
    assert [one[: len(message)] for one in told] == ([message] if message else [])
