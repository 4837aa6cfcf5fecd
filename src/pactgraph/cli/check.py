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
    from pactgraph.errors import UsageError
    from pactgraph.registers import bundled_registers
    from pactgraph.schema import bundled_schema
    from pactgraph.sources import find_sources, survey

    if folder is not None and sources is not None:
        raise UsageError("check: give the folder once, as DIR or as --sources")
    extra = folder or sources
    faults: list[str] = []
    folders = find_sources((), extra, faults)
    faults += survey(folders, bundled_schema(), bundled_registers())[1]
    if faults:
        # Grouped by source and file, which is how they are mended; a file's rows stay in their order.
        faults.sort(key=lambda fault: fault.split(":")[0].split(" ")[0])
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        files = Counter(fault.split(":")[0].split(" ")[0] for fault in faults)
        sys.stderr.write(
            f"pactgraph: {len(faults)} faults in {len(files)} files; nothing was written. See docs/how-to/own-data.md\n"
        )
        raise typer.Exit(1)
    prepared = prepare((), extra)
    say(
        f"fine: {len(prepared.sources)} sources, {len(prepared.graph.nodes):,} nodes, "
        f"{len(prepared.graph.relationships):,} relationships, {len(catalogue())} queries",
        quiet,
    )
