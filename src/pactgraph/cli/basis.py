"""`pactgraph basis`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption, StrictOption


def basis(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    other: Annotated[
        str | None, typer.Argument(help="Another State; none: its neighbours by land and corridor partners.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """
    Name the treaty or agreement that provides each act of cooperation between two States, with its articles.

    Extradition, mutual legal assistance, police cooperation, joint investigation, return, protection of victims,
    labour migration. Where nothing is recorded: whether that is known, and who could tell.
    """
    with tables(store, as_of, strict=strict) as then:
        table = then.basis(state, other)
    Shown(format_, output, quiet)(table)
