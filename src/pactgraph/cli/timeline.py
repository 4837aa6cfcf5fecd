"""`pactgraph timeline`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from pactgraph.cli.analysis import present, recorded, treaty_named, years_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError

WHAT = ("ties", "parties", "clusters")
EVERY = 5
"""Years between two rows when none are named."""


def timeline(
    what: Annotated[str, typer.Argument(help="ties, parties (to each treaty) or clusters.")] = "ties",
    years: Annotated[
        str | None, typer.Option("--years", help="Ends of years, such as 1990-2014 or 1950,2000. Default: every fifth.")
    ] = None,
    treaty: Annotated[
        list[str] | None, typer.Option("--treaty", help="With parties: only this treaty; repeat for more.")
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show how parties, ties and clusters developed; after the sources end, `covered` falls and counts stand still."""
    from pactgraph.analysis.timeline import clusters_over_time, network_over_time, parties_over_time

    if what not in WHAT:
        raise UsageError(f"timeline {what}: expected one of {', '.join(WHAT)}")
    if treaty and what != "parties":
        raise UsageError("--treaty: goes with `timeline parties` only")
    treaties = [treaty_named(text, "--treaty") for text in treaty or ()]
    named = years_named(years, "--years")
    with recorded(store, as_of) as (graph, day):
        days = named or [*(dt.date(year, 12, 31) for year in range(1950, day.year, EVERY)), day]
        if what == "parties":
            columns: tuple[str, ...] = ("treaty", "day", "parties", "member_states", "gained", "lost", "covered")
            rows: list[tuple[object, ...]] = [
                (p.treaty.id, p.day, p.parties, p.members, p.gained, p.lost, p.covered)
                for p in parties_over_time(graph, days, treaties)
            ]
            counted = "parties: all recorded; member_states: UN Member States of today"
        elif what == "ties":
            columns = (
                "day", "states_linked", "treaties", "bodies", "agreements", "links", "density", "pairs_tied",
                "institutions_per_pair", "treaties_covered",
            )  # fmt: skip
            rows = [
                (
                    n.day,
                    n.linked,
                    n.treaties,
                    n.bodies,
                    n.agreements,
                    n.links,
                    round(n.density, 3),
                    round(n.paired, 3),
                    round(n.mean_shared, 2),
                    n.covered,
                )
                for n in network_over_time(graph, days)
            ]
            counted = f"of {len(graph.members)} UN Member States of today and {len(graph.of('Treaty'))} treaties"
        else:
            columns = ("day", "clusters", "largest", "in_none", "modularity", "as_before", "began", "merged")
            rows = [
                (
                    g.day,
                    g.clusters,
                    g.largest,
                    g.unassigned,
                    round(g.modularity, 2),
                    None if g.agreement is None else round(g.agreement, 2),
                    [str(line) for line in g.began],
                    [f"{line} into {other}" for line, other in g.merged.items()],
                )
                for g in clusters_over_time(graph, days)
            ]
            counted = "began and merged name lines of clusters in order of appearance; as_before: adjusted Rand index"
    present(f"Over time: {what}", columns, rows, counted, format_, output, quiet)
