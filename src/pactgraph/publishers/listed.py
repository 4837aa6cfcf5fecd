"""Publishers' lists, in the formats they come in: what cannot be read is a fault with its place, never left out."""

from __future__ import annotations

import importlib
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from pactgraph.errors import FactsError, UsageError
from pactgraph.facts.exchange import Table, read_table
from pactgraph.publishers.cells import Reader, Rows, read

if TYPE_CHECKING:
    import pandas as pd

Readers = Mapping[str, Reader]
"""By column: what its cells may hold (see `pactgraph.publishers.cells`)."""


def listed_table(path: Path) -> Table:
    """
    Return a publisher's file, its cells as they are.

    Raises FactsError with every fault (see `read_table`), FileNotFoundError where there is no such file.
    """
    path.stat()
    table = read_table(path, path.name, ours=False)
    if table.faults:
        raise FactsError(table.faults)
    return table


def listed(path: Path, readers: Readers, optional: Readers | None = None) -> Rows:
    """
    Return the rows of a publisher's CSV file with their numbers (the header is row 1): the columns in `readers`.

    Raises FactsError as `listed_table` and `cells.read` do.
    """
    table = listed_table(path)
    return read(path.name, table.header, table.rows, readers, optional)


def listed_sheet(path: Path, header_row: int, readers: Readers) -> Rows:
    """
    Return the rows of the first sheet of a workbook with their numbers; `header_row` has the columns' titles.

    Raises FactsError where the file is no workbook or ends before, and as `cells.read` does; UsageError where openpyxl
    is not installed.
    """
    path.stat()
    openpyxl = _library("openpyxl", "a workbook (XLSX)")
    try:
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        rows = list(enumerate(sheet.iter_rows(values_only=True), start=1))
    except Exception as error:
        _unreadable(path, "workbook (XLSX)", error)
    if len(rows) < header_row:
        raise FactsError([f"{path.name} row {header_row}: missing; expected the columns' titles"])
    header = rows[header_row - 1][1]
    # A workbook leaves out the empty cells at the end of a row.
    whole = ((number, (*cells, *[None] * (len(header) - len(cells)))) for number, cells in rows[header_row:])
    return read(path.name, header, whole, readers, head=f"row {header_row}")


def listed_stata(path: Path, readers: Readers) -> Rows:
    """
    Return the observations of a Stata file with their numbers, from 1.

    Raises FactsError where the file is none or its texts are in no encoding that it says, and as `cells.read` does.
    """
    import pandas as pd  # noqa: PLC0415 - only needed to refresh

    path.stat()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UnicodeWarning)
            frame = pd.read_stata(path)
    except Exception as error:
        _unreadable(path, "Stata file", error)
    return _of_frame(path, frame, readers, "observation")


def listed_r(path: Path, readers: Readers) -> Rows:
    """
    Return the rows of the only data frame in a file of R's with their numbers, from 1.

    Raises FactsError where the file is none, and as `cells.read` does; UsageError where rdata is not installed.
    """
    path.stat()
    rdata = _library("rdata", "a data file of R")
    try:
        frames = list(rdata.read_rda(path).values())
    except Exception as error:
        _unreadable(path, "data file of R", error)
    if len(frames) != 1:
        raise FactsError([f"{path.name}: {len(frames)} data frames, expected one"])
    return _of_frame(path, frames[0], readers, "row")


def _library(name: str, reads: str) -> ModuleType:
    """Return a library of the extra `refresh`, imported only where a file needs it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(f"{reads} is read by {name}: pip install 'pactgraph[refresh]'") from error


def listed_json(path: Path, readers: Readers) -> Rows:
    """
    Return the entries of a JSON list of objects with their numbers, from 1.

    Raises FactsError where it is none, where a key of `readers` is missing, and as `cells.read` does.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refused, object_pairs_hook=_keys_once)
    except UnicodeDecodeError as error:
        raise FactsError([f"{path.name} (byte {error.start}): not UTF-8; get it again"]) from error
    except (ValueError, RecursionError) as error:
        _unreadable(path, "JSON", error)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FactsError([f"{path.name}: expected a list of objects; the form has changed"])
    if faults := [
        f"{path.name} entry {number}: the key {key} is missing"
        for number, entry in enumerate(entries, start=1)
        for key in readers
        if key not in entry
    ]:
        raise FactsError(faults)
    rows = [(number, [entry[key] for key in readers]) for number, entry in enumerate(entries, start=1)]
    return read(path.name, list(readers), rows, readers, of="entry")


def _of_frame(path: Path, frame: pd.DataFrame, readers: Readers, of: str) -> Rows:
    import numpy as np  # noqa: PLC0415 - slow, and only frames need it
    import pandas as pd  # noqa: PLC0415

    header = [str(column) for column in frame.columns]
    wanted = frame.iloc[:, [at for at, column in enumerate(header) if column in readers]]
    rows = (
        (number, [None if cell is pd.NA else cell.item() if isinstance(cell, np.generic) else cell for cell in row])
        for number, row in enumerate(wanted.itertuples(index=False, name=None), start=1)
    )
    return read(path.name, [str(column) for column in wanted.columns], rows, readers, of=of, head="")


def _unreadable(path: Path, what: str, error: Exception) -> NoReturn:
    if isinstance(error, MemoryError):
        raise error
    said = " ".join(str(error).split())[:200]
    raise FactsError(
        [f"{path.name}: no {what} that can be read ({said or type(error).__name__}); get it again"]
    ) from error


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _keys_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"a key stands twice in an object: {', '.join(key for key, _ in pairs)}"[:200])
    return found
