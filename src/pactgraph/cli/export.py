"""`pactgraph export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.analysis import opened
from pactgraph.cli.options import STANDARD, QuietOption, StoreOption, deliver, say
from pactgraph.errors import UsageError

BULK = "neo4j-admin"
ENDINGS = "graphml, gexf, csv, parquet, jsonld, json"


def export(
    format_: Annotated[
        str | None,
        typer.Argument(metavar="[FORMAT]", help=f"{ENDINGS} or {BULK}. Default: the ending of -o."),
    ] = None,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File to write; - is standard output. CSV and Parquet are two files: -o name.csv gives name-nodes.csv "
            f"and name-edges.csv. For {BULK} a new folder.",
        ),
    ] = ...,  # type: ignore[assignment]
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Only what holds on this day: YYYY-MM-DD, or today. Default: all.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", help="Only this State (id or name), what is linked to it, and the links among these."),
    ] = None,
    store: StoreOption = None,
    sources: Annotated[
        Path | None, typer.Option("--sources", help=f"For {BULK}: a folder with source folders of your own.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """
    Write the graph in a format that other tools read.

    All formats are of the store, but neo4j-admin, which is made from the sources.
    """
    if format_ == BULK:
        if (as_of, state, store) != (None, None, None):
            raise UsageError(f"export {BULK}: it is made from the sources; leave --as-of, --state and --store out")
        _bulk(output, sources, quiet)
        return
    if sources is not None:
        raise UsageError(
            f"--sources: goes with {BULK} only; `pactgraph build --sources {sources}` puts them in the store"
        )
    from pactgraph.export.network_files import FORMATS, format_for

    form = format_for(format_, output)
    if output == STANDARD and len(FORMATS[form]) > 1:
        raise UsageError(f"export {form}: is two files; name them with -o, for example -o graph.{form}")
    with opened(store) as graph:
        day = None if as_of is None else graph.day(as_of, "--as-of")
        id_ = None if state is None else graph.state(state, "--state")
        graph.export(output, form=form, as_of=day, state=id_, write=lambda path, data: deliver(data, path, quiet))


def _bulk(output: Path, sources: Path | None, quiet: bool) -> None:
    from pactgraph.building import prepare
    from pactgraph.export.neo4j_admin import write_bulk
    from pactgraph.facts.schema import bundled_schema

    if output == STANDARD:
        raise UsageError(f"export {BULK}: expected a new folder; name it with -o, for example -o bulk")
    prepared = prepare((), sources)
    files = write_bulk(output, prepared.graph, prepared.ledger, bundled_schema())
    say(f"wrote {len(files)} files to {output}; with the server stopped run {output / 'import.sh'}", quiet)
