"""`pactgraph refresh`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.options import (
    FormatOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    hide_pandas,
    say,
    show,
)
from pactgraph.cli.progress import shown
from pactgraph.errors import FactsError, UsageError

if TYPE_CHECKING:
    from pactgraph.facts.registers import Registers
    from pactgraph.facts.sources import SourceFolder
    from pactgraph.publishers.refresh import Change, Fetched
    from pactgraph.stores.bolt import Answer

_OWN_MACHINE = ("127.0.0.1", "::1", "localhost")


def refresh(
    name: Annotated[str, typer.Argument(metavar="SOURCE")],
    upstream: Annotated[
        Path | None, typer.Option("--from", metavar="PATH", help="The publisher's files.", exists=False)
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Get the publisher's documents from its site.")] = False,
    treaties: Annotated[
        list[str] | None, typer.Option("--treaty", metavar="REF", help="With --fetch: only this one; repeat for more.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Replace the committed facts.")] = False,
    accept_shrink: Annotated[
        bool,
        typer.Option("--accept-shrink", help="Accept fewer rows and emptier columns than expected, and more disputes."),
    ] = False,
    sources: SourcesOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Print what a source's publisher says now against the committed facts: rows to ADD, MOD and DEL."""
    hide_pandas()
    from pactgraph.export.tables import format_for
    from pactgraph.facts.registers import registers_with
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.facts.sources import find_sources
    from pactgraph.publishers.refresh import (
        check,
        committed,
        differences,
        load_upstream,
        require_writable,
        settle,
        write_facts,
    )

    form = format_for(format_, output)
    if fetch == (upstream is not None):
        raise UsageError("refresh: give either --from PATH or --fetch")
    if treaties and not fetch:
        raise UsageError("--treaty: belongs to --fetch; --from reads all the publisher's files")
    if upstream is not None and not upstream.exists():
        raise UsageError(f"--from {upstream}: no such file or folder")
    (folder,) = find_sources([name], sources)
    if write:
        require_writable(folder)
    schema, registers = bundled_schema(), registers_with(sources)
    fetched: Fetched | None = None
    if upstream is None:
        fetched = _fetch(folder, treaties or (), registers, quiet)
        rows = fetched.rows
        for remark in fetched.remarks:
            say(remark, quiet)
    else:
        rows = load_upstream(folder, upstream, registers)
    before = committed(folder)
    rows, unsettled = settle(before, rows)
    changes = differences(before, rows, schema)
    show(*_table([*changes, *unsettled], form, name), form, output, quiet)
    counts = {action: sum(change.action == action for change in changes) for action in ("ADD", "MOD", "DEL")}
    said = ", ".join(f"{count} {action}" for action, count in counts.items())
    say(f"{said} against the committed facts of {name}", quiet)
    if unsettled:
        say(
            f"{len(unsettled)} to SETTLE: in no register; add an alias (aliases.csv) and refresh again. Until then the "
            "facts of who is no longer listed there stay, and the list speaks up to its former day",
            quiet,
        )
    if changes:
        check(folder, rows, schema, registers, sources, accept_shrink=accept_shrink)
    if write and changes:
        written = write_facts(folder, rows, {change.kind for change in changes}, schema)
        say("wrote " + ", ".join(f"{count} {kind}" for kind, count in written.items()), quiet)
        if fetched is not None:
            say(f"now set as_of and covers in {folder.source.id}/source.yml to what the facts speak of", quiet)
    if fetched is not None and fetched.faults:
        raise FactsError(fetched.faults)


def _fetch(folder: SourceFolder, treaties: list[str] | tuple[str, ...], registers: Registers, quiet: bool) -> Fetched:
    from urllib.parse import urlsplit

    from pactgraph.publishers.fetch import Fetcher, default_cache
    from pactgraph.publishers.refresh import base_address, fetch_documents, fetchable

    addresses = fetchable(folder, registers, treaties)
    base, pause = base_address(folder), 1.0
    # For the tests, which talk to a server on the same machine: no other place can be named, and none is spared pauses.
    if own := os.environ.get("PACTGRAPH_FETCH_BASE"):
        if urlsplit(own).hostname not in _OWN_MACHINE:
            raise UsageError(f"PACTGRAPH_FETCH_BASE {own}: expected an address on this machine")
        base, pause = own, 0.0
    with shown(quiet) as progress, Fetcher(base, default_cache(), pause=pause) as fetcher:
        today = dt.datetime.now(dt.UTC).date()
        return fetch_documents(folder, addresses, fetcher, registers, today, progress)


def _table(changes: list[Change], form: str, name: str) -> tuple[Answer, dict[str, object]]:
    from pactgraph.stores.bolt import Answer as Table

    nested = form in ("json", "jsonl")

    def cell(cells: dict[str, str]) -> object:
        return cells if nested else "; ".join(f"{column}={text}" for column, text in cells.items())

    def key(cells: dict[str, str]) -> object:
        return cells if nested else " ".join(text for text in cells.values() if text)

    rows: list[list[object]] = [[c.action, c.kind, key(c.key), cell(c.old), cell(c.new)] for c in changes]
    about: dict[str, object] = {
        "title": f"Refresh of {name}",
        "question": "What does the publisher say now, against the committed facts?",
        "source": name,
    }
    return Table(["change", "kind", "key", "old", "new"], rows), about
