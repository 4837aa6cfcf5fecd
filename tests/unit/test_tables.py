from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from pactgraph.errors import UsageError
from pactgraph.export.tables import FORMATS, as_csv, as_jsonl, as_parquet, as_tsv, as_xlsx, format_for
from pactgraph.stores.bolt import Answer

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "#REF!"]
NUMBERS = [-5, -0.25, dt.date(2014, 7, 10), True, None]
ANSWER = Answer(["cell"], [[value] for value in [*HOSTILE, *NUMBERS, ["=a", "b"]]])


def test_no_cell_of_a_csv_runs_as_a_formula_and_numbers_stay():
    rows = list(csv.reader(io.StringIO(as_csv(ANSWER, {}))))[1:]
    cells = [row[0] if row else "" for row in rows]
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)
    assert cells[:3] == ["'=1+1", "'+1", "'-1"]
    assert cells[len(HOSTILE) :] == ["-5", "-0.25", "2014-07-10", "true", "", "'=a|b"]


def test_no_cell_of_a_workbook_runs_and_numbers_are_numbers():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(ANSWER, {"title": "=1+1"})))
    cells = [row[0] for row in book["Rows"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells[: len(HOSTILE)]] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in cells[:3]] == ["=1+1", "+1", "-1"]
    assert cells[len(HOSTILE)].value == -5
    assert cells[len(HOSTILE) + 2].value == dt.datetime(2014, 7, 10)
    assert cells[-1].value == "=a; b"
    assert (book["About"]["B1"].value, book["About"]["B1"].data_type) == ("=1+1", "s")


def test_a_tsv_has_the_cells_of_the_csv():
    answer = Answer(["a", "b\tc"], [["=1", ["x", "y"]], ["tab\there", None], ["Côte", -1.5]])
    assert list(csv.reader(io.StringIO(as_tsv(answer, {})), delimiter="\t")) == list(
        csv.reader(io.StringIO(as_csv(answer, {})))
    )
    assert as_tsv(Answer(["a", "b"], [[1, "x"]]), {}) == "a\tb\n1\tx\n"


DAYS = [dt.date(2014, 7, 10), None]


@pytest.mark.parametrize(
    ("values", "type_", "read"),
    [
        (DAYS, "date32[day]", DAYS),
        ([1, -(2**60), None], "int64", [1, -(2**60), None]),
        ([1, 0.5], "double", [1.0, 0.5]),
        ([True, None, False], "bool", [True, None, False]),
        ([["=a", "b|c"], []], "list<element: string>", [["=a", "b|c"], []]),
        ([[1, 2]], "list<element: string>", [["1", "2"]]),
        (["a\nb", None, ""], "string", ["a\nb", None, ""]),
        ([None, None], "string", [None, None]),
        (
            ["=1+1", 2, dt.date(2014, 7, 10), ["a", "b"], {"x": 1}],
            "string",
            ["=1+1", "2", "2014-07-10", "a|b", '{"x": 1}'],
        ),
        ([dt.datetime(2014, 7, 10, 12)], "string", ["2014-07-10 12:00:00"]),
    ],
)
def test_parquet_keeps_every_type(values, type_, read):
    made = as_parquet(
        Answer(["a", "n"], [[value, n] for n, value in enumerate(values)]), {"question": "why", "day": DAYS[0]}
    )
    table = pq.read_table(io.BytesIO(made))
    assert (str(table.schema.field("a").type), table["a"].to_pylist()) == (type_, read)
    assert table["n"].to_pylist() == list(range(len(values)))
    assert json.loads(table.schema.metadata[b"pactgraph"]) == {"question": "why", "day": "2014-07-10"}


def test_parquet_without_its_library_is_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"^Parquet is written by pyarrow: pip install 'pactgraph\[parquet\]'$"):
        as_parquet(ANSWER, {})


@pytest.mark.parametrize(
    ("name", "output", "form"),
    [
        (None, None, "table"),
        (None, "-", "table"),
        ("csv", "-", "csv"),
        ("xlsx", "-", "xlsx"),
        (None, "x.TSV", "tsv"),
        (None, "x.Parquet", "parquet"),
        (None, "x.TXT", "table"),
        ("JSON", "x.csv", "json"),
    ],
)
def test_the_format_by_name_or_ending(name: str | None, output: str | None, form: str):
    assert format_for(name, None if output is None else Path(output)) == form


def test_json_lines_are_left_as_they_are():
    assert json.loads(as_jsonl(ANSWER, {}).splitlines()[0]) == {"cell": "=1+1"}


def test_characters_a_workbook_cannot_hold_and_long_texts():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(Answer(["a"], [["x\x01y"], ["z" * 40_000]]), {})))
    assert book["Rows"]["A2"].value == "xy"
    assert len(book["Rows"]["A3"].value) == 32_767


@pytest.mark.parametrize(
    ("value", "type_", "read"),
    [
        (dt.date(1850, 11, 25), "s", "1850-11-25"),  # A spreadsheet has no number for it.
        (dt.date(1900, 2, 28), "s", "1900-02-28"),
        (dt.date(1900, 3, 1), "d", dt.datetime(1900, 3, 1)),
        (dt.date(9999, 12, 31), "d", dt.datetime(9999, 12, 31)),
        (dt.datetime(2014, 7, 10, 12), "s", "2014-07-10 12:00:00"),
        (float("inf"), "s", "inf"),
        (float("nan"), "s", "nan"),
        (True, "b", True),
        (2**40, "n", 2**40),
        ("https://example.org", "s", "https://example.org"),
        ("12", "s", "12"),
        ("{=1+1}", "s", "{=1+1}"),
        (" a  b ", "s", " a  b "),
        (["a", "b"], "s", "a; b"),
    ],
    ids=str,
)
def test_a_cell_of_a_workbook_is_what_its_value_is(value, type_, read):
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(Answer(["a"], [[value]]), {})))["Rows"]
    assert (sheet["A2"].data_type, sheet["A2"].value) == (type_, read)
    assert sheet["A2"].hyperlink is None


def test_text_that_spreadsheets_would_decode_is_escaped():
    book = zipfile.ZipFile(io.BytesIO(as_xlsx(Answer(["a"], [["_x0041_"]]), {})))
    texts = b"".join(book.read(name) for name in book.namelist())
    assert b"_x005F_x0041_" in texts  # else Excel shows A


def test_a_workbook_has_a_filtered_header_that_stays_and_says_what_was_asked():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(Answer(["a", "b"], [[1, "x" * 200]]), {"title": "t", "n": 3})))
    rows = book["Rows"]
    assert (rows.freeze_panes, rows.auto_filter.ref, rows["A1"].font.bold, rows["A2"].font.bold) == (
        "A2", "A1:B2", True, False,
    )  # fmt: skip
    assert 3 < rows.column_dimensions["A"].width < rows.column_dimensions["B"].width < 70
    assert [[cell.value for cell in row] for row in book["About"]] == [["n", 3], ["title", "t"]]


@pytest.mark.parametrize("answer", [Answer([], []), Answer(["a"], [])], ids=["nothing", "no rows"])
def test_a_workbook_of_nothing_opens(answer: Answer):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(answer, {})))
    assert [cell.value for cell in book["Rows"][1]] == [*answer.columns] or not answer.columns


def test_more_rows_than_a_sheet_holds_are_refused():
    with pytest.raises(UsageError, match=r"^xlsx: 1,048,576 rows, a sheet holds 1,048,575; take csv or parquet$"):
        as_xlsx(Answer(["a"], [[None]] * 1_048_576), {})


def test_the_same_answer_gives_the_same_bytes_in_every_format(monkeypatch: pytest.MonkeyPatch):
    one = {name: made(ANSWER, {"title": "t", "question": "q"}) for name, made in FORMATS.items()}
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert one == {name: made(ANSWER, {"title": "t", "question": "q"}) for name, made in FORMATS.items()}
    book = zipfile.ZipFile(io.BytesIO(one["xlsx"]))  # type: ignore[arg-type]
    assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT", book.read("docProps/core.xml"))) == {b"1980-01-01T"}


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_what_is_no_text_needs_a_file(name: str):
    with pytest.raises(UsageError, match=f"name it with -o, for example -o answer.{name}"):
        format_for(name, None)
