"""`pactgraph plan`."""

from __future__ import annotations

from typing import Annotated

import typer

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
)
from pactgraph.errors import UsageError


def plan(
    instrument: Annotated[
        list[str] | None, typer.Option("--instrument", help="Only this treaty: id or name; repeat for more.")
    ] = None,
    state: StateOption = None,
    region: RegionOption = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many steps.")] = 10,
    agreements: Annotated[
        bool, typer.Option("--agreements", help="Bilateral agreements only, no accessions to treaties.")
    ] = False,
    supposed: Annotated[
        str | None, typer.Option("--if", metavar="STATE:TREATY", help="Show what this one accession would change.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """
    Name the accessions and agreements that would close most gaps, in order, or what a single accession would change.

    Of treaties those on trafficking and organized crime are considered, or those named.
    """
    if agreements and (instrument or supposed):
        raise UsageError("plan --agreements: is about no treaty; leave --instrument and --if out")
    one, colon, treaty = (supposed or ":").partition(":")
    if not colon:
        raise UsageError(f"--if {supposed}: expected STATE:TREATY, for example IRN:TIP_PROTOCOL")
    with tables(store, as_of, strict=strict) as then:
        if supposed is not None:
            table = then.what_if(one, treaty)
        else:
            table = then.plan(
                instruments=instrument or (),
                state=state,
                region=region,
                top=top,
                agreements=not instrument,
                accessions=not agreements,
            )
    Shown(format_, output, quiet)(table)
