"""`pactgraph clusters`."""

from __future__ import annotations

from pactgraph.cli.analysis import present, recorded
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption

COLUMNS = ("cluster", "size", "set_apart_by", "states")


def clusters(
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show the clusters of States and what sets each apart from the others."""
    from pactgraph.analysis.clusters import clusters_at

    with recorded(store, as_of) as (graph, day):
        found = clusters_at(graph, day)
    rows = [
        (
            cluster.number,
            len(cluster.states),
            [
                f"{graph.name(mark.institution)} ({mark.inside:.0%} inside, {mark.outside:.0%} outside)"
                for mark in cluster.marks
            ],
            list(cluster.states),
        )
        for cluster in found.clusters
    ]
    counted = (
        f"{len(rows)} clusters of {len(found.of)} States, {len(found.unassigned)} in none; "
        f"modularity {found.modularity:.2f}; partition {found.digest}; as at {day}"
    )
    present("Clusters of States", COLUMNS, rows, counted, format_, output, quiet)
