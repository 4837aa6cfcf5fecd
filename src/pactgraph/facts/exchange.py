"""
The exchange format: one CSV per label or relationship type, UTF-8, LF, sorted, empty cell = not said.

`NA` is Namibia, so nothing is ever read as missing but the empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pactgraph.characters import UNSEEN, named, once_decoded, visible
from pactgraph.errors import FactsError, PactgraphError
from pactgraph.facts.schema import CLAIMED, DATED, Property, Schema
from pactgraph.files import replace_file


@dataclass(frozen=True, slots=True)
class Row:
    """One row on its way into a facts file: `kind` is a label or relationship type, `cells` its non-empty cells."""

    kind: str
    cells: Mapping[str, str]


_OTHER_THAN_COMMA = re.compile("[;\t|]")
UNSETTLED = "unsettled"
"""Stands for a row of the publisher's that names somebody the registers do not know; no facts file has it."""


def unsettled(name: str, to: str, locator: str, hint: str = "") -> Row:
    """
    Return the row a loader yields for a participant `name` of `to` that is in no register.

    `pactgraph refresh` then keeps the former facts of whoever is no longer in the list of `to`, and names the row.
    """
    return Row(UNSETTLED, {"name": name, "to": to, "locator": locator, "hint": hint.removeprefix("; ")})


def columns_of(kind: str, schema: Schema) -> list[str]:
    """Return the columns a facts file of `kind` may have, in their order."""
    if kind in schema.nodes:
        return ["id", *_stated(schema.nodes[kind].properties), "locator"]
    if kind in schema.relationships:
        return ["from", "to", *_stated(schema.relationships[kind].properties), *DATED, *CLAIMED, "locator", "note"]
    raise PactgraphError(f"{kind}: no such label or relationship type in the schema (see `pactgraph schema`)")


def _stated(properties: Mapping[str, Property]) -> list[str]:
    """Return the properties that sources state: the others are decided from them."""
    return [name for name, declared in properties.items() if not declared.derived]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file as read: its header, its whole rows with their numbers (the header is row 1), and what is wrong."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[str]


def read_table(path: Path, name: str | None = None, *, ours: bool = True) -> Table:
    """
    Return the file's header and its whole rows; a file that is not UTF-8 or no CSV has none, only faults.

    `name` is how messages call the file. Cells of a publisher's file, which is not `ours`, are for its loader to mend.

    A row is whole where each cell is: it holds nothing that nobody sees, no blank at its ends, quotes as in RFC 4180.
    """
    name = name or "/".join(path.parts[-3:])
    try:
        data = path.read_bytes()
        if (nul := data.find(0)) >= 0:
            place = f"{name} row {data.count(10, 0, nul) + 1}"
            return Table([], [], [f"{place}: holds U+0000, as files in UTF-16 do; save the file as UTF-8"])
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Table([], [], [f"{name} {_undecodable(data, error.start)}: not UTF-8; save the file as UTF-8"])
    except FileNotFoundError:
        return Table([], [], [f"{name}: no such file"])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    faults: list[str] = []
    header: list[str] = []
    number = 1
    try:
        header = next(reader, [])
        found = [f"{name} row 1 column {visible(column)}: {fault}" for column, fault in _unfit(header, header, text)]
        found += [f"{name} row 1: cell {n} is empty; name the column" for n, cell in enumerate(header, 1) if not cell]
        found += [
            f"{name} row 1 column {column}: stands twice in the header; keep one"
            for column in sorted({column for column in header if column and header.count(column) > 1})
        ]
        if len(header) == 1 and (other := _OTHER_THAN_COMMA.search(header[0])) is not None:
            found = [f"{name} row 1: one column, {header[0][:60]!r}; expected commas between columns, not {other[0]!r}"]
        if found:
            return Table([], [], found)
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(header):
                faults.append(f"{name} row {number}: {len(cells)} cells, expected {len(header)} as in the header")
            elif unfit := _unfit(header, cells, text) if ours else []:
                faults += [f"{name} row {number} column {column}: {fault}" for column, fault in unfit]
            else:
                rows.append((number, cells))
    except csv.Error as error:
        faults.append(f"{name} after row {number}: no CSV ({error}); expected RFC 4180 with commas")
    return Table(header, rows, faults)


def _unfit(header: Sequence[str], cells: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Return column and fault of each cell that no facts may have, whatever its type; `text` is the whole file."""
    return [
        (column, fault)
        for column, cell in zip(header, cells, strict=True)
        if cell
        and (not cell.isascii() or not cell.isprintable() or cell[0] == " " or cell[-1] == " " or '"' in cell)
        and (fault := _fault_of(cell, text))
    ]


def _fault_of(cell: str, text: str) -> str:
    """Return what is wrong with a cell, or nothing."""
    if cell != cell.strip():
        return f"{cell!r} is blank; leave it empty" if not cell.strip() else f"{cell!r} begins or ends with a blank"
    if (unseen := UNSEEN.search(cell)) is not None:
        return f"{cell!r} holds {named(unseen[0])}, which nobody sees; take it out"
    if (meant := once_decoded(cell)) != cell:
        return f"{cell!r} is {meant!r}, UTF-8 read as another encoding; save the file anew, as UTF-8"
    if '"' in cell and '"{}"'.format(cell.replace('"', '""')) not in text:
        return f"{cell!r} has a quotation mark in the middle; put the cell in quotes and double the mark"
    return ""


def misplaced(header: Sequence[str], allowed: Sequence[str]) -> str:
    """Return what is wrong with the order of the columns of a file that may have those in `allowed`, or nothing."""
    known = [column for column in header if column in allowed]
    expected = sorted(known, key=list(allowed).index)
    return f"the columns are out of order; expected {', '.join(expected)}" if known != expected else ""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield (row number, cells) of a CSV file; the header is row 1.

    Raises FactsError with the faults of `read_table`.
    """
    table = read_table(path)
    if table.faults:
        raise FactsError(table.faults)
    for number, cells in table.rows:
        yield number, dict(zip(table.header, cells, strict=True))


def _undecodable(data: bytes, start: int) -> str:
    """Return where byte `start` stands: `row 3 column locator`, as far as the bytes before it tell."""
    before = data[:start]
    row = before.count(b"\n") + 1
    where = f"row {row} (byte {start})"
    if row == 1:
        return where
    try:
        header = next(csv.reader([before[: before.index(b"\n")].decode("utf-8-sig")]), [])
        cells = next(csv.reader([before[before.rindex(b"\n") + 1 :].decode()]), []) or [""]
    except csv.Error:
        return where
    return f"row {row} column {header[len(cells) - 1]} (byte {start})" if len(cells) <= len(header) else where


def write_rows(path: Path, rows: Iterable[Row], schema: Schema) -> int:
    """
    Write rows of one kind to `path`, sorted, without columns that are empty throughout; return their number.

    The file is replaced at once: a reader finds the former file or the new one.

    Raises PactgraphError when a row has a cell the schema does not know.
    """
    listed = list(rows)
    kind = path.stem
    allowed = columns_of(kind, schema)
    used = {column for row in listed for column, cell in row.cells.items() if cell}
    unknown = used - set(allowed)
    if unknown:
        raise PactgraphError(f"{kind}: the schema has no column {', '.join(sorted(unknown))}")
    columns = [c for c in allowed if c in used or c in ("id", "from", "to", "locator")]
    table = sorted({tuple(row.cells.get(c, "") for c in columns) for row in listed})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(table)
    replace_file(path, out.getvalue().encode())
    return len(table)
