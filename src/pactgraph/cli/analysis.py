"""What the analysis commands share: opening the graph as at a day, and delivering a table."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.cli.options import hide_pandas, say, show
from pactgraph.errors import UsageError
from pactgraph.facts.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from pactgraph.analysis.tables import Table, Tables
    from pactgraph.graph import Graph


@dataclass(frozen=True, slots=True)
class Shown:
    """How a command shows its table."""

    format: str | None
    output: Path | None
    quiet: bool

    def __call__(self, table: Table) -> None:
        """Write the table in the format asked for, and what its rows are counted out of to standard error."""
        from pactgraph.export.tables import format_for
        from pactgraph.stores.bolt import Answer

        form = format_for(self.format, self.output)
        about: dict[str, object] = {"title": table.title, "question": "", "counted": table.counted, "day": table.day}
        if table.denominator is not None:
            about["denominator"] = {"of": table.of, "count": table.denominator}
        if table.known_until is not None:
            about["known_until"] = table.known_until
        answer = Answer(list(table.columns), [list(row) for row in table.rows])
        show(answer, about, form, self.output, self.quiet)
        say(table.counted, self.quiet)


@contextmanager
def opened(store: str | None) -> Iterator[Graph]:
    """Yield the graph at `store`; closed when done."""
    # Matrices are small: more than one thread only waits for the others.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    hide_pandas()
    from pactgraph.graph import open_graph

    with open_graph(store) as graph:
        yield graph


@contextmanager
def tables(store: str | None, as_of: str | None, *, strict: bool = False) -> Iterator[Tables]:
    """Yield the tables of the graph at `store` as at a day."""
    with opened(store) as graph:
        then = graph.at(graph.day(as_of, "--as-of"), strict=strict)
        from pactgraph.analysis.tables import Tables

        yield Tables(then, "--")


def years_named(text: str | None, option: str) -> list[dt.date]:
    """
    Return the last days of the years `text` names (`1990,2000` or `1990-2000`), sorted; none for None.

    Raises UsageError naming the option.
    """
    found: set[int] = set()
    for part in text.split(",") if text is not None else ():
        first, _, last = part.strip().partition("-")
        years = (first, last or first)
        if not all(len(year) == 4 and year.isascii() and year.isdigit() for year in years) or years[0] > years[1]:
            raise UsageError(f"{option} {text}: expected years such as 1990,2000,2010 or 1990-2014")
        found |= set(range(int(years[0]), int(years[1]) + 1))
    if any(not FIRST_YEAR <= year <= LAST_YEAR for year in found):
        raise UsageError(f"{option} {text}: expected years from {FIRST_YEAR} to {LAST_YEAR}")
    return [dt.date(year, 12, 31) for year in sorted(found)]
