"""`pactgraph identities`."""

from __future__ import annotations

from pactgraph.cli.options import (
    FormatOption,
    OutputOption,
    QuietOption,
    SourcesOption,
    hide_pandas,
    say,
    show,
)


def identities(
    sources: SourcesOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """List agreements that may be one in two sources, as rows for same_agreements.csv that a person decides on."""
    hide_pandas()
    from pactgraph.export.tables import format_for
    from pactgraph.facts.identities import proposals
    from pactgraph.facts.registers import registers_with
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.facts.sources import find_sources, read_sources
    from pactgraph.stores.bolt import Answer

    form = format_for(format_, output)
    registers = registers_with(sources)
    folders = find_sources((), sources)
    bundled = {folder.source.id for folder in find_sources()}
    by_id = {folder.source.id: folder.source for folder in folders}
    found = proposals(read_sources(folders, bundled_schema(), registers), by_id, registers, own=by_id.keys() - bundled)
    rows: list[list[object]] = [[one.id, one.same_as, one.reason, one.title, one.other_title] for one in found]
    about = {
        "title": "Identities",
        "question": "Which agreements may be one in two sources?",
        "counted": f"{len(rows)} to settle",
    }
    show(Answer(["id", "same_as", "reason", "title", "other_title"], rows), about, form, output, quiet)
    how = "; a row of same_agreements.csv (id, same_as, reason) settles each, an empty same_as if they are two"
    say(f"{len(rows)} to settle{how if rows else ''}", quiet)
