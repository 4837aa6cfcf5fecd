"""Options several commands share, and how they write data and messages."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.characters import visible
from pactgraph.errors import UsageError
from pactgraph.files import replace_file

if TYPE_CHECKING:
    from pactgraph.stores.bolt import Answer

STANDARD = Path("-")
"""Stands for standard output wherever a file is named."""

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Folder of the graph, or a Neo4j server's address (bolt://…, neo4j://…; its password in NEO4J_PASSWORD). "
        "Default: PACTGRAPH_STORE, else the per-user data folder.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No messages on standard error.")]
SourcesOption = Annotated[
    Path | None, typer.Option("--sources", help="A folder with source folders of your own, beside the bundled ones.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead; - is standard output.")
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", help="table, csv, tsv, json, jsonl, md, xlsx or parquet. Default: the ending of -o, else table."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Day the answer is for: YYYY-MM-DD, or today. Default: the graph's own.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Answer unknown where no source vouches for the answer on that very day.")
]

StateOption = Annotated[str | None, typer.Option("--state", help="Only this State: id or name.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="Only States of this region or subregion.")]
TreatyOption = Annotated[str | None, typer.Option("--treaty", help="Only this treaty: id or name.")]
LayerOption = Annotated[
    list[str] | None,
    typer.Option("--layer", help="treaty, body, mechanism, agreement or reported; repeat for more."),
]
YearsOption = Annotated[str | None, typer.Option("--years", help="Ends of years, such as 1990-2014 or 1950,2000.")]


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """Return parameters by name. Raises UsageError for what is no pair, and for a name given twice."""
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise UsageError(f"-p {text}: expected KEY=VALUE")
        if key in found:
            raise UsageError(f"-p {text}: {key} is given twice; give each parameter once")
        found[key] = value
    return found


def say(text: str, quiet: bool = False) -> None:
    """Write a message to standard error; what a terminal would obey is written out."""
    if not quiet:
        sys.stderr.write(visible(text, keep="\n\t") + "\n")


def show(
    answer: Answer, about: Mapping[str, object], form: str, output: Path | None = None, quiet: bool = False
) -> None:
    """
    Write an answer in a format of `tables.FORMATS`, as `deliver` does.

    A table on a terminal is made as wide as that is; in a file or a pipe it is the same whatever the width.
    """
    from pactgraph.export.tables import FORMATS, for_terminal

    if form == "table" and output in (None, STANDARD) and sys.stdout.isatty():
        deliver(for_terminal(answer, shutil.get_terminal_size().columns), output, quiet)
    else:
        deliver(FORMATS[form](answer, about), output, quiet)


def deliver(data: str | bytes, output: Path | None, quiet: bool = False) -> None:
    """
    Write data to `output` (text as UTF-8 with LF); where it is None or `-`, to standard output.

    A file is replaced at once or stays as it was. What a terminal would obey is written out where a terminal is
    written to; a pipe or a file gets every character as it is. Raises UsageError where a terminal cannot show it.
    """
    if output is None or output == STANDARD:
        if sys.stdout.isatty():
            sys.stdout.write(visible(_readable(data), keep="\n\t"))
        elif isinstance(data, str):
            sys.stdout.write(data)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        replace_file(output, data.encode("utf-8") if isinstance(data, str) else data)
        say(f"wrote {output}", quiet)


def _readable(data: str | bytes) -> str:
    try:
        return data if isinstance(data, str) else data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(
            "-o -: no text that a terminal can show; name a file with -o, or lead it into one (>)"
        ) from None


def hide_pandas(heavy: Sequence[str] = ("pandas", "numpy", "pyarrow")) -> None:
    """
    Import driver and engine without what they only use if it is there: a quarter of a short command's whole time.

    Only in this process and only while these are imported; afterwards all can be imported as ever.
    """
    absent = [name for name in heavy if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import neo4j  # noqa: F401

        with contextlib.suppress(ImportError):  # no build for this machine: told where it is needed
            import arcadedb  # noqa: F401
    finally:
        for name in absent:
            sys.modules.pop(name, None)
