"""`pactgraph timeline`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables, years_named
from pactgraph.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    QuietOption,
    StoreOption,
    StrictOption,
    YearsOption,
)


def timeline(
    what: Annotated[str, typer.Argument(help="ties, parties (to each treaty) or clusters.")] = "ties",
    years: YearsOption = None,
    treaty: Annotated[
        list[str] | None, typer.Option("--treaty", help="With parties: only this treaty; repeat for more.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show how parties, ties and clusters developed, by default every fifth year (clusters: tenth)."""
    days = years_named(years, "--years")
    with tables(store, as_of, strict=strict) as then:
        table = then.timeline(what, years=days, treaties=treaty or ())
    Shown(format_, output, quiet)(table)
