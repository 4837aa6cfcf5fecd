"""`pactgraph gaps`."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from pactgraph.cli.analysis import Shown, tables
from pactgraph.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    QuietOption,
    RegionOption,
    StateOption,
    StoreOption,
    StrictOption,
    TreatyOption,
)


class Command(TyperCommand):
    """Its help names the kinds of gap that are declared."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with one line a kind below."""
        from pactgraph.analysis.gap_kinds import gap_kinds

        kinds = (f"{name}: {kind.title}." for name, kind in gap_kinds().items())
        self.epilog = "\n\n".join(["Kinds of gap:", *kinds])
        super().format_help(ctx, formatter)


def gaps(
    kind: Annotated[str | None, typer.Argument(help="A kind of gap, see below; none: how many of each.")] = None,
    state: StateOption = None,
    region: RegionOption = None,
    treaty: TreatyOption = None,
    only_gaps: Annotated[bool, typer.Option("--only-gaps", help="Leave out what is not known.")] = False,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """List gaps: what is expected and known to be missing, and what is not known."""
    with tables(store, as_of, strict=strict) as then:
        table = then.gaps(kind, state=state, region=region, treaty=treaty, unknown=not only_gaps)
    Shown(format_, output, quiet)(table)
