"""`pactgraph check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import QuietOption, say


def check(
    sources: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder with source folders.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Check the bundled sources (and those in DIR) and the catalogue; every fault is named, nothing is written."""
    from pactgraph.build import prepare
    from pactgraph.catalogue import catalogue

    prepared = prepare((), sources, everything=True)
    say(
        f"fine: {len(prepared.sources)} sources, {len(prepared.graph.nodes):,} nodes, "
        f"{len(prepared.graph.relationships):,} relationships, {len(catalogue())} queries",
        quiet,
    )
