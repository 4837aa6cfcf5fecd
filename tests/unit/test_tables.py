from __future__ import annotations

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest

from pactgraph.errors import UsageError
from pactgraph.export.tables import FORMATS, as_csv, as_jsonl, as_xlsx, format_for
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


def test_json_lines_are_left_as_they_are():
    assert json.loads(as_jsonl(ANSWER, {}).splitlines()[0]) == {"cell": "=1+1"}


def test_characters_a_workbook_cannot_hold_and_long_texts():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(Answer(["a"], [["x\x01y"], ["z" * 40_000]]), {})))
    assert book["Rows"]["A2"].value == "xy"
    assert len(book["Rows"]["A3"].value) == 32_767


def test_the_same_answer_gives_the_same_bytes_in_every_format(monkeypatch: pytest.MonkeyPatch):
    one = {name: made(ANSWER, {"title": "t", "question": "q"}) for name, made in FORMATS.items()}
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert one == {name: made(ANSWER, {"title": "t", "question": "q"}) for name, made in FORMATS.items()}
    assert b"dcterms" not in one["xlsx"]  # type: ignore[operator]


def test_a_workbook_needs_a_file():
    with pytest.raises(UsageError, match="name it with -o"):
        format_for("xlsx", None)
