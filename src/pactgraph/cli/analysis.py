"""What the analysis commands share: reading the graph and delivering a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.cli.options import deliver, say
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    from pactgraph.analysis.projection import Recorded


@contextmanager
def recorded(store: str | None, as_of: str | None) -> Iterator[tuple[Recorded, dt.date]]:
    """Yield what the graph at `store` records, and the day to ask about."""
    from pactgraph.analysis.projection import read
    from pactgraph.catalogue import day
    from pactgraph.stores.choose import open_store

    target = open_store(store)
    moment = day(as_of or target.ledger().as_of, "--as-of")
    with target.open() as reader:
        found = read(reader)
    yield found, moment


def state_named(text: str | None, option: str) -> str | None:
    """Return the id of the State called `text`, None for None. Raises UsageError naming the option."""
    return None if text is None else _named("State", text, option)


def treaty_named(text: str, option: str) -> str:
    """Return the id of the treaty called `text`. Raises UsageError naming the option."""
    return _named("Treaty", text, option)


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
    if 0 in found:
        raise UsageError(f"{option} {text}: expected years such as 1990,2000,2010 or 1990-2014")
    return [dt.date(year, 12, 31) for year in sorted(found)]


def expected(graph: Recorded, day: dt.date) -> dict[str, list[str]]:
    """Return the groups in which a State is measured against its peers: subregions and clusters."""
    from pactgraph.analysis.clusters import cluster_name, clusters_at
    from pactgraph.analysis.gaps import regions

    found = regions(graph)
    for cluster in clusters_at(graph, day).clusters:
        found[cluster_name(graph, cluster)] = list(cluster.states)
    return found


def _named(label: str, text: str, option: str) -> str:
    from pactgraph.facts.registers import bundled_registers

    found = bundled_registers().find(label, text)
    if found is None:
        raise UsageError(f"{option} {text}: no {label} of this id or name")
    return found


def present(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    counted: str,
    format_: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Write the table in the format asked for, and what its rows are counted out of to standard error."""
    from pactgraph.export.tables import FORMATS, format_for
    from pactgraph.stores.bolt import Answer

    form = format_for(format_, output)
    about = {"title": title, "question": "", "counted": counted}
    deliver(FORMATS[form](Answer(list(columns), [list(row) for row in rows]), about), output, quiet)
    say(counted, quiet)
