"""Publishers' lists in CSV: what cannot be read is a fault with its row, never left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Table, read_table


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


def listed(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """
    Return the rows of a publisher's file with their numbers (the header is row 1).

    Raises FactsError as `listed_table` does, and where one of `columns` is missing.
    """
    table = listed_table(path)
    if missing := [column for column in columns if column not in table.header]:
        raise FactsError([f"{path.name} row 1: the column {column} is missing" for column in missing])
    return [(number, dict(zip(table.header, cells, strict=True))) for number, cells in table.rows]
