"""`pactgraph build`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.options import QuietOption, SourcesOption, StoreOption, deliver, say
from pactgraph.cli.progress import shown


def build(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources; default all.")] = None,
    store: StoreOption = None,
    sources: SourcesOption = None,
    also: Annotated[
        list[str] | None, typer.Option("--with", help="A source that is off by default; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and count; write nothing.")] = False,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="Accept files with fewer rows than their bounds ask for.")
    ] = False,
    shared: Annotated[
        bool, typer.Option("--shared", help="Let the folder's group read the graph; else only this account may.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Build the graph from its sources and make it the current one."""
    from pactgraph.building import prepare
    from pactgraph.building import store as write
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.stores.choose import open_store

    target = open_store(store, shared=shared)
    with shown(quiet) as progress:
        prepared = prepare(names or (), sources, also or (), accept_shrink=accept_shrink, progress=progress)
        if not dry_run:
            write(prepared, target, progress)
    counts = prepared.ledger.counts
    deliver("".join(f"{name}\t{count}\n" for name, count in counts.items()), None)
    say(
        f"{'checked' if dry_run else 'built'} {len(prepared.graph.nodes):,} nodes and "
        f"{len(prepared.graph.relationships):,} relationships ({prepared.disputed} disputed) from "
        f"{len(prepared.sources)} sources; run {prepared.ledger.run}"
        + ("" if dry_run else f"; graph in {target.describe()}"),
        quiet,
    )
    found = {} if dry_run else target.strangers(bundled_schema())
    if found:
        named = ", ".join(f"{name} {number:,}" for name, number in found.items())
        say(
            f"the database also holds others' data under the graph's labels and types ({named}); no command reads or "
            "changes them, but Cypher of your own matches them: add `run IS NOT NULL` there, or build into a database "
            "of its own (NEO4J_DATABASE)",
            quiet,
        )
