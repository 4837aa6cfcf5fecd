"""`pactgraph unlinked`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import present, recorded
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption

COLUMNS = (
    "state",
    "name",
    "recorded_links",
    "treaties",
    "bodies",
    "agreements",
    "treaties_unknown",
    "agreements_covered",
)


def unlinked(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many States to list.")] = 20,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Rank States by how little is recorded of them, and say what is unknown rather than absent."""
    from pactgraph.analysis.unlinked import unlinked as ranked
    from pactgraph.facts.records import Key

    with recorded(store, as_of) as (graph, day):
        found = ranked(graph, day)
    rows = [
        (
            links.state,
            graph.name(Key("State", links.state)),
            links.recorded,
            links.treaties,
            links.bodies,
            links.agreements,
            links.unknown_treaties,
            "covered" if links.agreements_covered else "unknown: no register of its own",
        )
        for links in found[:limit]
    ]
    counted = f"{len(rows)} of {len(found)} UN Member States, fewest recorded links first; as at {day}"
    present("States with the fewest recorded links", COLUMNS, rows, counted, format_, output, quiet)
