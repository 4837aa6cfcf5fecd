"""An answer as a workbook for spreadsheets."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pactgraph.export.cells import NOT_IN_XML
from pactgraph.export.cells import cell as text_of
from pactgraph.stores.bolt import Answer

_LIMIT = 32_767
"""Characters a cell can hold."""
_WIDEST = 60
_DAWN = (1980, 1, 1, 0, 0, 0)
"""The first time a zip file can hold: the same answer gives the same bytes."""


def workbook(answer: Answer, about: Mapping[str, object]) -> bytes:
    """
    Return a workbook: one sheet with the rows under a fixed, filtered header, one that says what was asked.

    Numbers and days are such; all else is text and never runs. Texts end where a cell's limit cuts them.
    """
    book = Workbook()
    rows, asked = book.active, book.create_sheet("About")
    rows.title = "Rows"
    lines: list[Sequence[object]] = [answer.columns, *answer.rows]
    for line, values in enumerate(lines, start=1):
        for column, value in enumerate(values, start=1):
            _fill(rows.cell(line, column), value)
    for column in range(1, len(answer.columns) + 1):
        rows.cell(1, column).font = Font(bold=True)
        longest = max(len(text_of(values[column - 1])) for values in lines)
        rows.column_dimensions[get_column_letter(column)].width = min(longest + 2, _WIDEST)
    rows.freeze_panes = "A2"
    rows.auto_filter.ref = rows.dimensions
    for line, (name, value) in enumerate(sorted(about.items()), start=1):
        _fill(asked.cell(line, 1), name)
        _fill(asked.cell(line, 2), value)
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue())


def _fill(cell: Any, value: object) -> None:
    if value is None:
        return
    if isinstance(value, int | float | dt.date) and not isinstance(value, dt.datetime):
        cell.value = value
        return
    cell.value = NOT_IN_XML.sub("", text_of(value))[:_LIMIT]
    cell.data_type = "s"  # never a formula, never an error value


def _same_bytes(book: bytes) -> bytes:
    """Return the workbook without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            kept.writestr(zipfile.ZipInfo(name, _DAWN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
