"""`pactgraph sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.options import (
    FormatOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    StoreOption,
    deliver,
    hide_pandas,
    show,
)
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pactgraph.export.citation import Cited
    from pactgraph.stores.bolt import Answer

    Listed = list[tuple[Cited, str, int]]


def sources(
    cite: Annotated[
        bool, typer.Option("--cite", help="Print the citations: as text, or with --format bibtex as BibTeX.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Whose list of each treaty and body there is, and whether it is whole.")
    ] = False,
    in_graph: Annotated[bool, typer.Option("--in-graph", help="Those the current graph was built from.")] = False,
    extra: SourcesOption = None,
    store: StoreOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """List the sources: up to which day they speak, their rank, rows and licence; how to cite them; what they cover."""
    hide_pandas()
    from pactgraph.export.citation import as_bibtex, as_text
    from pactgraph.export.tables import format_for
    from pactgraph.stores.bolt import Answer

    if store is not None and not in_graph:
        raise UsageError("--store: belongs to --in-graph")
    if extra is not None and in_graph:
        raise UsageError("--sources: the graph knows its own sources; leave it out with --in-graph")
    if coverage:
        if cite or in_graph:
            raise UsageError("--coverage: is of the sources themselves; leave out --cite and --in-graph")
        form = format_for(format_, output)
        show(*_coverage(extra), form, output, quiet)
        return
    if cite:
        style = format_ or ("bibtex" if output is not None and output.suffix.casefold() == ".bib" else "text")
        styles = {"text": as_text, "bibtex": as_bibtex}
        if style not in styles:
            raise UsageError(f"--format {style}: expected text or bibtex with --cite")
    else:
        form = format_for(format_, output)
    listed = _in_graph(store) if in_graph else _in_folders(extra)
    if cite:
        deliver(styles[style]([cited for cited, _, _ in listed]), output, quiet)
        return
    counted = "relationships" if in_graph else "rows"
    columns = ["source", "as_of", "authority", counted, "licence", "title", "publisher", "url", "citation"]
    rows: list[list[object]] = [
        [one.id, one.as_of, authority, count, one.licence, one.title, one.publisher, one.url, one.citation]
        for one, authority, count in listed
    ]
    if form in ("table", "md"):
        # What fits on a page; the other formats have all.
        columns, rows = columns[:6], [row[:6] for row in rows]
    about = {
        "title": "Sources",
        "question": "Who says it, up to which day, and under which terms?",
        "counted": f"{len(rows)} sources, {sum(count for _, _, count in listed):,} {counted}",
    }
    show(Answer(columns, rows), about, form, output, quiet)


def _coverage(extra: Path | None) -> tuple[Answer, dict[str, object]]:
    """Return a row for each treaty and body: its last list, how many are in it, and the last published number."""
    from pactgraph.facts.coverage import last_lists
    from pactgraph.facts.published import COUNTED
    from pactgraph.facts.registers import registers_with
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.facts.sources import find_sources, read_sources
    from pactgraph.stores.bolt import Answer

    registers = registers_with(extra)
    folders = find_sources((), extra)
    records = read_sources(folders, bundled_schema(), registers)
    joined = {claim.end for claim in records.claims if claim.type in ("PARTY_TO", "SIGNED", "MEMBER_OF", "COVERS")}
    ids = [key for label in COUNTED for key in sorted(joined, key=str) if key.label == label]
    of = {folder.source.id: folder.source for folder in folders}
    found = last_lists(records, of, registers.published, ids)
    columns = ["id", "last_list", "list_day", "listed", "silence", "not_covered", "published", "published_day", "by"]
    rows: list[list[object]] = [
        [
            one.of.id,
            one.source,
            one.day,
            one.listed,
            f"means no until {one.whole_until}" if one.whole_until else "means nothing" if one.source else "no list",
            " ".join(one.excepted),
            one.published and one.published.number,
            one.published and one.published.day,
            one.published and f"{one.published.published_by}: {one.published.locator}",
        ]
        for one in found
    ]
    whole = sum(one.whole_until is not None for one in found)
    return Answer(columns, rows), {
        "title": "Coverage",
        "question": "Whose list of the parties or members of each treaty and body is there, and is it whole?",
        "counted": f"{len(found)} treaties and bodies; of {whole} a list is known to be whole",
    }


def _in_folders(extra: Path | None) -> Listed:
    """Return each source that a build includes, with its rank and the rows of its facts."""
    from pactgraph.export.citation import Cited
    from pactgraph.facts.exchange import read_table
    from pactgraph.facts.sources import find_sources

    return [
        (Cited.of(found.source), found.source.authority, sum(len(read_table(path).rows) for path in found.facts))
        for found in find_sources((), extra)
    ]


def _in_graph(store: str | None) -> Listed:
    """Return each source of the current graph, with its rank and the relationships it states."""
    from pactgraph.export.citation import Cited
    from pactgraph.stores.choose import open_store

    target = open_store(store)
    names = ("id", "title", "publisher", "url", "licence", "citation")
    # As the source says it: a source that speaks up to 2014 names no day, while the graph has to store one.
    as_of = target.ledger().sources
    with target.open() as reader:
        stated = reader.run("MATCH ()-[r]->() UNWIND r.sources AS source RETURN source, count(r) AS n")
        counts = {str(row["source"]): int(str(row["n"])) for row in stated.records()}
        found = reader.run(
            "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.url AS url, "
            "s.licence AS licence, s.citation AS citation, toString(s.as_of) AS as_of, s.authority AS authority "
            "ORDER BY id"
        )
    return [
        (
            Cited(**{n: str(row[n] or "") for n in names}, as_of=as_of.get(str(row["id"]), str(row["as_of"]))),
            str(row["authority"]),
            counts.get(str(row["id"]), 0),
        )
        for row in found.records()
    ]
