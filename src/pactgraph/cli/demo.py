"""`pactgraph demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.analysis import opened
from pactgraph.cli.options import QuietOption, SourcesOption, StoreOption, deliver, say
from pactgraph.cli.progress import shown

FolderOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder to write atlas.html to.")]
HERE = Path()


def demo(
    output: FolderOption = HERE,
    store: StoreOption = None,
    sources: SourcesOption = None,
    quiet: QuietOption = False,
) -> None:
    """Build the bundled graph (and your own sources), print what stands out in it, and write the atlas."""
    import datetime as dt

    from pactgraph.building import prepare
    from pactgraph.building import store as write
    from pactgraph.catalogue import ask, find_query
    from pactgraph.stores.choose import open_store

    target = open_store(store)
    with shown(quiet) as progress:
        prepared = prepare((), sources, progress=progress)
        write(prepared, target, progress)
    counts, as_of = prepared.ledger.counts, dt.date.fromisoformat(prepared.ledger.as_of)
    say(f"built {target}", quiet)
    with target.open() as reader:
        outside = ask(reader, find_query("not-party"), {}, as_of)
        pairs = ask(reader, find_query("neighbours-outside-treaty"), {}, as_of)
        few = ask(reader, find_query("least-linked"), {"limit": "8"}, as_of)
    least = ", ".join(f"{row['name']} ({row['recorded_links']})" for row in few.answer.records())
    deliver(
        f"{counts.get('State', 0)} States, {counts.get('Treaty', 0)} treaties, "
        f"{counts.get('RegionalBody', 0)} regional bodies, {counts.get('UNEntity', 0)} UN entities, "
        f"{counts.get('BilateralAgreement', 0)} bilateral agreements; as at {as_of}:\n"
        f"- the Trafficking in Persons Protocol: {outside.last_line} (pactgraph query not-party)\n"
        f"- neighbours of its parties: {pairs.last_line} (pactgraph query neighbours-outside-treaty)\n"
        f"- fewest recorded links: {least} (pactgraph query least-linked)\n",
        None,
    )
    with opened(store) as graph:
        deliver(graph.atlas().html, output / "atlas.html", quiet)
