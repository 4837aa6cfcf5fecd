"""
The exchange format: one CSV per label or relationship type, UTF-8, LF, sorted, empty cell = not said.

`NA` is Namibia, so nothing is ever read as missing but the empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import FactsError, PactgraphError
from pactgraph.schema import DATED, Schema


@dataclass(frozen=True, slots=True)
class Row:
    """One row on its way into a facts file: `kind` is a label or relationship type, `cells` its non-empty cells."""

    kind: str
    cells: Mapping[str, str]


def columns_of(kind: str, schema: Schema) -> list[str]:
    """Return the columns a facts file of `kind` may have, in their order."""
    if kind in schema.nodes:
        return ["id", *schema.nodes[kind].properties, "locator"]
    if kind in schema.relationships:
        return ["from", "to", *schema.relationships[kind].properties, *DATED, "locator", "note"]
    raise PactgraphError(f"{kind}: no such label or relationship type in the schema (see `pactgraph schema`)")


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield (row number, cells) of a CSV file; the header is row 1.

    Raises FactsError when the file is not UTF-8 or a row has more or fewer cells than the header.
    """
    name = "/".join(path.parts[-3:])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError([f"{name}: not UTF-8 at byte {error.start}; save the file as UTF-8"]) from error
    except FileNotFoundError as error:
        raise FactsError([f"{name}: no such file"]) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, None)
    if header is None:
        return
    number = 1
    for cells in reader:
        number += 1
        if len(cells) != len(header):
            raise FactsError([f"{name} row {number}: {len(cells)} cells, expected {len(header)} as in the header"])
        yield number, dict(zip(header, cells, strict=True))


def write_rows(path: Path, rows: Iterable[Row], schema: Schema) -> int:
    """
    Write rows of one kind to `path`, sorted, without columns that are empty throughout; return their number.

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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    return len(table)
