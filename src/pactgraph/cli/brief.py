"""`pactgraph brief`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import opened
from pactgraph.cli.options import STANDARD, AsOfOption, OutputOption, QuietOption, StoreOption, StrictOption, deliver
from pactgraph.errors import UsageError


def brief(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    atlas: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Where the atlas is, seen from the brief, to link it."),
    ] = "",
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a State's brief: links, gaps, unknowns, whom to ask. HTML or Markdown by the ending of -o (default md)."""
    ending = ".md" if output in (None, STANDARD) else output.suffix.casefold()
    if ending not in (".md", ".html"):
        raise UsageError(f"-o {output}: expected a file ending in .html or .md")
    with opened(store) as graph:
        page = graph.brief(state, as_of=graph.day(as_of, "--as-of"), strict=strict, atlas=atlas)
    deliver(page.html if ending == ".html" else page.markdown, output, quiet)
