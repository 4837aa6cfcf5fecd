"""`pactgraph ask`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption, StrictOption


def ask(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """
    List who could answer what is not known of a State: registers, depositaries, secretariats, texts to read.

    Who could tell about most detected victims and borders stands first; -o FILE.csv makes a list to take along.
    """
    with tables(store, as_of, strict=strict) as then:
        table = then.ask(state)
    Shown(format_, output, quiet)(table)
