"""`pactgraph analyse`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, opened
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption, StrictOption, say
from pactgraph.cli.progress import shown


def analyse(
    write: Annotated[
        bool, typer.Option("--write", help="Write them into the graph, marked derived; the next build removes them.")
    ] = False,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Count what analysis derives (clusters, strongest ties, gaps), or write it into the graph for use in Cypher."""
    with opened(store) as graph:
        then = graph.at(graph.day(as_of, "--as-of"), strict=strict)
        from pactgraph.analysis.written import derive, summed_up, together

        derived = derive(then, graph.run)
        table = summed_up(then, derived, written=write)
        whole = together(graph.recorded, derived) if write else derived
    if write:
        from pactgraph.building import Build
        from pactgraph.building import store as keep
        from pactgraph.stores.choose import open_store

        target = open_store(store)
        with shown(quiet) as progress:
            keep(Build(whole, replace(target.ledger(), counts=whole.counts()), ()), target, progress)
        say(f"written into {target}, marked derived; the next `pactgraph build` removes them", quiet)
    Shown(format_, output, quiet)(table)
