"""`pactgraph refresh`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import QuietOption, deliver, say


def refresh(
    name: Annotated[str, typer.Argument(metavar="SOURCE")],
    upstream: Annotated[Path, typer.Option("--from", help="Folder with the publisher's files.")],
    write: Annotated[bool, typer.Option("--write", help="Replace the committed facts.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Read the publisher's files and print what they add to and take from the committed facts."""
    from pactgraph.errors import UsageError
    from pactgraph.refresh import differences, load_upstream, write_facts
    from pactgraph.registers import bundled_registers
    from pactgraph.schema import bundled_schema
    from pactgraph.sources import find_sources

    if not upstream.is_dir():
        raise UsageError(f"--from {upstream}: no such folder")
    (folder,) = find_sources([name])
    rows = load_upstream(folder, upstream, bundled_registers())
    changes = differences(folder, rows)
    for action, kind, cells in changes:
        deliver(f"{action}\t{kind}\t" + "\t".join(f"{key}={cell}" for key, cell in cells) + "\n", None)
    say(f"{len(changes)} differences from the committed facts of {name}", quiet)
    if write:
        counts = write_facts(folder, rows, bundled_schema())
        say("wrote " + ", ".join(f"{count} {kind}" for kind, count in counts.items()), quiet)
