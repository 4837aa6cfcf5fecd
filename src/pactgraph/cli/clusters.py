"""`pactgraph clusters`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.analysis import present, recorded, years_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    from pactgraph.analysis.clusters import Cluster
    from pactgraph.analysis.projection import Recorded

COLUMNS = ("cluster", "size", "set_apart_by", "states")


def clusters(
    layer: Annotated[
        list[str] | None,
        typer.Option("--layer", help="treaty, body or mechanism; repeat for more. Default: all three together."),
    ] = None,
    years: Annotated[
        str | None,
        typer.Option("--years", help="At the end of each of these years, such as 1990,2000,2010, and what joined."),
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show the clusters of States and what sets each apart from the others."""
    from pactgraph.analysis.clusters import clusters_at, over_time
    from pactgraph.analysis.projection import SHARED

    for name in layer or ():
        if name not in SHARED:
            raise UsageError(f"--layer {name}: expected one of {', '.join(SHARED)}")
    layers = [name for name in SHARED if layer is None or name in layer]
    days = years_named(years, "--years")
    with recorded(store, as_of) as (graph, day):
        if days:
            found = over_time([(end, clusters_at(graph, end, layers, dated=True)) for end in days])
        else:
            parted = clusters_at(graph, day, layers)
    if days:
        columns = ("year", "line", "cluster", "size", "overlap", "joined", "left", *COLUMNS[2:])
        rows: list[tuple[object, ...]] = [
            (
                known.day.year,
                known.line,
                known.cluster.number,
                len(known.cluster.states),
                None if known.overlap is None else round(known.overlap, 2),
                list(known.joined),
                list(known.left),
                _marks(graph, known.cluster),
                list(known.cluster.states),
            )
            for known in found
        ]
        lines = len({known.line for known in found})
        counted = f"{lines} lines of clusters on {len(days)} days (31 December); overlap: Jaccard index of the States"
        present("Clusters of States over time", columns, rows, counted, format_, output, quiet)
        return
    rows = [
        (cluster.number, len(cluster.states), _marks(graph, cluster), list(cluster.states))
        for cluster in parted.clusters
    ]
    counted = (
        f"{len(rows)} clusters of {len(parted.of)} States, {len(parted.unassigned)} in none; "
        f"modularity {parted.modularity:.2f}; partition {parted.digest}; as at {day}"
    )
    present("Clusters of States", COLUMNS, rows, counted, format_, output, quiet)


def _marks(graph: Recorded, cluster: Cluster) -> list[str]:
    return [
        f"{graph.name(mark.institution)} ({mark.inside:.0%} inside, {mark.outside:.0%} outside)"
        for mark in cluster.marks
    ]
