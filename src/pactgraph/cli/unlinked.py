"""`pactgraph unlinked`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption, StrictOption


def unlinked(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many States to list.")] = 20,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Rank States by how little is recorded of them, and say what is unknown rather than absent."""
    with tables(store, as_of, strict=strict) as then:
        table = then.unlinked(limit)
    Shown(format_, output, quiet)(table)
