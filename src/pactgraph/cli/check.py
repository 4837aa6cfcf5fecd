"""`pactgraph check`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.options import QuietOption, SourcesOption, StoreOption, say, show
from pactgraph.content import content_folder, guide
from pactgraph.pages.words import counted

if TYPE_CHECKING:
    from pactgraph.facts.coverage import Coverage
    from pactgraph.stores.bolt import Answer

SHOWN = 12
"""Ids that are named of lists without a check."""


def check(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="As --sources.")] = None,
    sources: SourcesOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """
    Check the bundled sources (and those in DIR), their whole lists, the catalogue and each file of a store.

    Every fault is named. Prints each comparison of a list that counts as whole with a second list or a published
    number, and what all sources together come to on the day of each published number. Nothing is written.
    """
    from pactgraph.analysis.gap_kinds import load_gap_kinds
    from pactgraph.building import prepare
    from pactgraph.catalogue import load_query
    from pactgraph.errors import FactsError, UsageError
    from pactgraph.facts.coverage import verify
    from pactgraph.facts.identities import strangers
    from pactgraph.facts.registers import registers_with
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.facts.sources import find_sources, survey
    from pactgraph.stores.choose import open_store
    from pactgraph.stores.embedded import EmbeddedStore

    if folder is not None and sources is not None:
        raise UsageError("check: give the folder once, as DIR or as --sources")
    extra = folder or sources
    kinds = load_gap_kinds(content_folder("graph") / "gaps.yml")
    questions = [load_query(path) for path in sorted(content_folder("queries").glob("*/*.cypher"))]
    try:
        prepared = prepare((), extra, everything=True)
    except FactsError as error:
        faults: list[str] = []
        folders = find_sources((), extra, everything=True, faults=faults)
        faults += survey(folders, bundled_schema(), registers_with(extra, faults))[1]
        _tell(faults or error.faults)
        raise typer.Exit(1) from error
    of = {folder.source.id: folder.source for folder in prepared.sources}
    registers = registers_with(extra)
    coverage = verify(prepared.records, of, registers.published, prepared.graph)
    if wrong := [*coverage.faults, *strangers(prepared.records, registers)]:
        _tell(wrong)
        raise typer.Exit(1)
    show(_table(coverage), {}, "table")
    for source, ids in coverage.unchecked.items():
        first = ", ".join(ids[:SHOWN]) + (" ..." if len(ids) > SHOWN else "")
        say(f"{source}: {len(ids)} lists without a check, which deny nothing: {first}", quiet)
    say(
        f"fine: {len(prepared.sources)} sources, {len(prepared.graph.nodes):,} nodes, "
        f"{len(prepared.graph.relationships):,} relationships, {len(questions)} queries, {len(kinds)} kinds of gap",
        quiet,
    )
    target = open_store(store)
    files = target.verify() if isinstance(target, EmbeddedStore) else None
    if files is not None:
        say(f"fine: the {files} files of the graph in {target} are as they were built", quiet)


def _table(coverage: Coverage) -> Answer:
    """Return the comparisons, a row each."""
    from pactgraph.stores.bolt import Answer

    columns = ["source", "list", "as at", "listed", "second list or published", "excepted", "compared with"]
    rows: list[list[object]] = [
        [row.source, row.list, row.day, row.counted, row.number, " ".join(row.excepted), row.against]
        for row in coverage.compared
    ]
    return Answer(columns, rows)


def _tell(faults: list[str]) -> None:
    """Write every fault, by source and file, which is how they are mended; a file's rows stay in their order."""
    files = Counter(map(_file, faults))
    for fault in sorted(faults, key=_file):
        say(fault)
    many = f"{counted(len(faults), 'fault')} in {counted(len(files), 'file')}"
    say(f"pactgraph: {many}; nothing was written. See {guide('own-data')}")


def _file(fault: str) -> str:
    return fault.split(":", maxsplit=1)[0].split(" ", maxsplit=1)[0]
