"""An answer as a workbook for spreadsheets."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook

from pactgraph.errors import UsageError
from pactgraph.export.cells import NOT_IN_XML, cell
from pactgraph.stores.bolt import Answer

_LIMIT = 32_767
"""Characters a cell can hold."""
_ROWS = 1_048_576
"""Rows a sheet can hold."""
_WIDEST = 425
"""Pixels of the widest column, some sixty letters."""
_FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets count days from 1900, with a 29 February that there was not: days before are text."""
_MADE = dt.datetime(1980, 1, 1)
"""A time has to stand there. It is the first that a zip file can hold: the same answer gives the same bytes."""


def workbook(answer: Answer, about: Mapping[str, object]) -> bytes:
    """
    Return a workbook: one sheet with the rows under a fixed, filtered header, one that says what was asked.

    Numbers, booleans and days from March 1900 are such; all else is text and never runs. Texts end where a cell's limit
    cuts them.

    Raises UsageError where there are more rows than a sheet holds.
    """
    if len(answer.rows) >= _ROWS:
        raise UsageError(f"xlsx: {len(answer.rows):,} rows, a sheet holds {_ROWS - 1:,}; take csv or parquet")
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        rows, asked = book.add_worksheet("Rows"), book.add_worksheet("About")
        _write(rows, [answer.columns], 0, day, bold)
        _write(rows, answer.rows, 1, day)
        rows.freeze_panes(1, 0)
        rows.autofilter(0, 0, len(answer.rows), max(len(answer.columns) - 1, 0))
        rows.autofit(_WIDEST)
        _write(asked, sorted(about.items()), 0, day)
        asked.autofit(_WIDEST)
    return out.getvalue()


def _write(sheet: Any, lines: Sequence[Sequence[object]], first: int, day: Any, style: Any = None) -> None:
    """Write lines of cells from row `first` on; only as what they are, for `write` would take text for more."""
    for line, values in enumerate(lines, start=first):
        for column, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(line, column, value, style)
            elif isinstance(value, int | float) and math.isfinite(value):
                sheet.write_number(line, column, value, style)
            elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value >= _FIRST_DAY:
                sheet.write_datetime(line, column, value, day)
            else:
                sheet.write_string(line, column, NOT_IN_XML.sub("", cell(value))[:_LIMIT], style)
