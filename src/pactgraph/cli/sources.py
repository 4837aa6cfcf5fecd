"""`pactgraph sources`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import deliver


def sources(
    cite: Annotated[bool, typer.Option("--cite", help="Print the citations only.")] = False,
    extra: Annotated[Path | None, typer.Option("--sources", help="A folder with source folders of your own.")] = None,
) -> None:
    """List the sources: day up to which they speak, rank, licence, title."""
    from pactgraph.sources import find_sources

    found = [folder.source for folder in find_sources((), extra)]
    if cite:
        deliver("".join(f"{source.citation.strip()}. {source.url}".rstrip() + "\n" for source in found), None)
        return
    rows = [(s.id, s.as_of, s.authority, s.licence, s.title) for s in found]
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        deliver("  ".join([*cells, row[4]]) + "\n", None)
