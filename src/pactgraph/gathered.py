"""
Reads tables gathered from several publishers: one row a fact, whose column `source` says whose it is.

Loaders use it where the publisher's own file is not at hand, only the rows taken from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import read_rows


def gathered(path: Path, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield (row number, cells) of those rows of the CSV file `path` whose source begins with `source`.

    Raises FactsError when the file has no column `source` or no such row.
    """
    found = False
    for number, row in read_rows(path):
        if "source" not in row:
            raise FactsError([f"{path.name} row 1: the column source is missing"])
        if row["source"].startswith(source):
            found = True
            yield number, row
    if not found:
        raise FactsError([f"{path.name}: no row has the source {source!r}; the table is not the expected one"])
