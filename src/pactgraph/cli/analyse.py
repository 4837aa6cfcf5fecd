"""`pactgraph analyse`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from pactgraph.cli.analysis import expected, present, recorded
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption, say
from pactgraph.cli.progress import shown


def analyse(
    write: Annotated[
        bool, typer.Option("--write", help="Write them into the graph, marked derived; the next build removes them.")
    ] = False,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Count what analysis derives (clusters, strongest ties, gaps), or write it into the graph for use in Cypher."""
    from pactgraph.analysis.written import derive, together
    from pactgraph.build import Build
    from pactgraph.build import store as keep
    from pactgraph.stores.choose import open_store

    target = open_store(store)
    ledger = target.ledger()
    with recorded(store, as_of) as (graph, day):
        derived = derive(graph, day, ledger.run, expected(graph, day))
    if write:
        whole = together(graph, derived)
        with shown(quiet) as progress:
            keep(Build(whole, replace(ledger, counts=whole.counts()), ()), target, progress)
        say(f"written into {target}, marked derived; the next `pactgraph build` removes them", quiet)
    rows = list(derived.counts().items())
    counted = f"{'written' if write else 'nothing written (--write)'}; as at {day}"
    present("Derived by analysis", ("what", "number"), rows, counted, format_, output, quiet)
