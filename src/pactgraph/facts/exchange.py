"""
The exchange format: one CSV per label or relationship type, UTF-8, LF, sorted, empty cell = not said.

`NA` is Namibia, so nothing is ever read as missing but the empty cell.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import FactsError, PactgraphError
from pactgraph.facts.schema import CLAIMED, DATED, Schema


@dataclass(frozen=True, slots=True)
class Row:
    """One row on its way into a facts file: `kind` is a label or relationship type, `cells` its non-empty cells."""

    kind: str
    cells: Mapping[str, str]


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
        return ["id", *schema.nodes[kind].properties, "locator"]
    if kind in schema.relationships:
        return ["from", "to", *schema.relationships[kind].properties, *DATED, *CLAIMED, "locator", "note"]
    raise PactgraphError(f"{kind}: no such label or relationship type in the schema (see `pactgraph schema`)")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file as read: its header, its whole rows with their numbers (the header is row 1), and what is wrong."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[str]


def read_table(path: Path) -> Table:
    """Return the file's header and its whole rows; a file that is not UTF-8 or no CSV has none, only faults."""
    name = "/".join(path.parts[-3:])
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Table([], [], [f"{name} {_undecodable(data, error.start)}: not UTF-8; save the file as UTF-8"])
    except FileNotFoundError:
        return Table([], [], [f"{name}: no such file"])
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[tuple[int, list[str]]] = []
    faults: list[str] = []
    header: list[str] = []
    number = 1
    try:
        header = next(reader, [])
        for number, cells in enumerate(reader, start=2):
            if len(cells) == len(header):
                rows.append((number, cells))
            else:
                faults.append(f"{name} row {number}: {len(cells)} cells, expected {len(header)} as in the header")
    except csv.Error as error:
        faults.append(f"{name} after row {number}: no CSV ({error}); expected RFC 4180 with commas")
    faults += [
        f"{name} row 1 column {column}: stands twice in the header; keep one"
        for column in sorted({column for column in header if header.count(column) > 1})
    ]
    return Table(header, rows, faults)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield (row number, cells) of a CSV file; the header is row 1.

    Raises FactsError when the file is not UTF-8 or a row has more or fewer cells than the header.
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
    header = next(csv.reader([before[: before.index(b"\n")].decode("utf-8-sig")]), [])
    cells = next(csv.reader([before[before.rindex(b"\n") + 1 :].decode()]), [""])
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


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a file beside it, so that no reader ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
