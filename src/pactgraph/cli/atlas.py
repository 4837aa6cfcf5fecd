"""`pactgraph atlas`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.analysis import opened
from pactgraph.cli.options import STANDARD, AsOfOption, QuietOption, StoreOption, deliver

OUTPUT = Path("atlas.html")


def atlas(
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write; - is standard output.")] = OUTPUT,
    as_of: AsOfOption = None,
    region: Annotated[str | None, typer.Option("--region", help="Only States of this region or subregion.")] = None,
    treaties: Annotated[
        str | None, typer.Option("--treaties", metavar="T,...", help="Only these treaties: ids or names.")
    ] = None,
    embed: Annotated[bool, typer.Option("--embed", help="A small version for a frame in another page.")] = False,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the atlas: one HTML file to explore the graph in a browser, without network or server."""
    from pactgraph.errors import UsageError

    if show and output == STANDARD:
        raise UsageError("--open: expected a file; name it with -o, for example -o atlas.html")
    if output != STANDARD and output.suffix.casefold() not in (".html", ".htm"):
        raise UsageError(f"-o {output}: expected a file ending in .html")
    chosen = None if treaties is None else [name.strip() for name in treaties.split(",") if name.strip()]
    with opened(store) as graph:
        page = graph.atlas(as_of=as_of, region=region, treaties=chosen, embed=embed)
    deliver(page.html, output, quiet)
    if show:
        typer.launch(output.resolve().as_uri())
