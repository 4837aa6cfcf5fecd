"""`pactgraph ties`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import AsOfOption, FormatOption, LayerOption, OutputOption, QuietOption, StoreOption


def ties(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    other: Annotated[str | None, typer.Argument(help="Another State: only this pair, layer by layer.")] = None,
    layer: LayerOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many partners to list.")] = 12,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """
    Name a State's strongest ties and what they rest on; ranked against chance, never called significant.

    Ranked by the treaties, bodies and mechanisms two States share, or by the layers named.
    """
    with tables(store, as_of) as then:
        table = then.ties(state, other, layers=layer, limit=limit)
    Shown(format_, output, quiet)(table)
