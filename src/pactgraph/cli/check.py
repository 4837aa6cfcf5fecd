"""`pactgraph check`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import QuietOption, SourcesOption, say


def check(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="As --sources.")] = None,
    sources: SourcesOption = None,
    quiet: QuietOption = False,
) -> None:
    """Check the bundled sources (and those in DIR) and the catalogue; every fault is named, nothing is written."""
    from pactgraph.build import prepare
    from pactgraph.catalogue import catalogue
    from pactgraph.errors import FactsError, UsageError
    from pactgraph.facts.registers import bundled_registers
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.facts.sources import find_sources, survey

    if folder is not None and sources is not None:
        raise UsageError("check: give the folder once, as DIR or as --sources")
    extra = folder or sources
    try:
        prepared = prepare((), extra, everything=True)
    except FactsError as error:
        faults: list[str] = []
        folders = find_sources((), extra, everything=True, faults=faults)
        faults += survey(folders, bundled_schema(), bundled_registers())[1]
        _tell(faults or error.faults)
        raise typer.Exit(1) from error
    say(
        f"fine: {len(prepared.sources)} sources, {len(prepared.graph.nodes):,} nodes, "
        f"{len(prepared.graph.relationships):,} relationships, {len(catalogue())} queries",
        quiet,
    )


def _tell(faults: list[str]) -> None:
    """Write every fault, by source and file, which is how they are mended; a file's rows stay in their order."""
    files = Counter(map(_file, faults))
    sys.stderr.write("".join(f"{fault}\n" for fault in sorted(faults, key=_file)))
    sys.stderr.write(
        f"pactgraph: {len(faults)} faults in {len(files)} files; nothing was written. See docs/how-to/own-data.md\n"
    )


def _file(fault: str) -> str:
    return fault.split(":", maxsplit=1)[0].split(" ", maxsplit=1)[0]
