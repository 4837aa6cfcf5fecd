"""`pactgraph export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import QuietOption, say
from pactgraph.errors import UsageError

FORMATS = ("neo4j-admin",)


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A new folder.")],
    sources: Annotated[Path | None, typer.Option("--sources", help="A folder with source folders of your own.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Write the graph of the sources in another format; no store is needed."""
    from pactgraph.build import prepare
    from pactgraph.export.neo4j_admin import write_bulk
    from pactgraph.facts.schema import bundled_schema

    if format_ not in FORMATS:
        raise UsageError(f"export {format_}: expected one of {', '.join(FORMATS)}")
    prepared = prepare((), sources)
    files = write_bulk(output, prepared.graph, prepared.ledger, bundled_schema())
    say(f"wrote {len(files)} files to {output}; with the server stopped run {output / 'import.sh'}", quiet)
