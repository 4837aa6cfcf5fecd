"""`pactgraph clusters`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables, years_named
from pactgraph.cli.options import (
    AsOfOption,
    FormatOption,
    LayerOption,
    OutputOption,
    QuietOption,
    StoreOption,
    YearsOption,
)


def clusters(
    layer: LayerOption = None,
    years: YearsOption = None,
    states: Annotated[
        bool, typer.Option("--states", help="One row a State: how surely it is in its cluster, and the nearest other.")
    ] = False,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show the clusters of States by what they share, and what sets each apart; with --years, what joined and left."""
    days = years_named(years, "--years")
    with tables(store, as_of) as then:
        table = then.clusters(layer, days, states=states)
    Shown(format_, output, quiet)(table)
