"""Runs a source's loader over its publisher's files and compares the result with the committed facts."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from pactgraph.errors import FactsError
from pactgraph.exchange import Row, read_rows, write_rows
from pactgraph.registers import Registers
from pactgraph.schema import Schema
from pactgraph.sources import SourceFolder

Loader = Callable[[Path, Registers], Iterator[Row]]


def load_upstream(folder: SourceFolder, upstream: Path, registers: Registers) -> dict[str, list[Row]]:
    """
    Return the rows the source's loader yields from `upstream`, by label or relationship type.

    Raises FactsError when the source has no loader or the files are not as expected.
    """
    path = folder.path / "loader.py"
    if not path.is_file():
        raise FactsError([f"{folder.source.id}: has no loader.py; its facts are edited by hand"])
    spec = importlib.util.spec_from_file_location(f"pactgraph_loader_{folder.source.id}", path)
    assert spec is not None  # noqa: S101 - a path ending in .py always has a spec
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in cast("Loader", module.load)(upstream, registers):
        rows[row.kind].append(row)
    return dict(rows)


def differences(folder: SourceFolder, rows: dict[str, list[Row]]) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return (ADD or DEL, kind, cells) for each row that only the upstream files or only the committed facts have."""
    kinds = sorted({*rows, *(path.stem for path in folder.facts)})
    changes = []
    for kind in kinds:
        new = {_cells(row.cells) for row in rows.get(kind, [])}
        path = folder.path / "facts" / f"{kind}.csv"
        old = {_cells(cells) for _, cells in read_rows(path)} if path.is_file() else set()
        changes += [("ADD", kind, cells) for cells in sorted(new - old)]
        changes += [("DEL", kind, cells) for cells in sorted(old - new)]
    return changes


def write_facts(folder: SourceFolder, rows: dict[str, list[Row]], schema: Schema) -> dict[str, int]:
    """Write the rows as the source's facts; return the number of rows by kind."""
    return {
        kind: write_rows(folder.path / "facts" / f"{kind}.csv", listed, schema) for kind, listed in sorted(rows.items())
    }


def _cells(cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, cell) for name, cell in cells.items() if cell))
