"""`pactgraph brief`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import expected, recorded, state_named
from pactgraph.cli.options import AsOfOption, OutputOption, QuietOption, StoreOption, deliver
from pactgraph.errors import UsageError


def brief(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    as_of: AsOfOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a State's brief: links, gaps, unknowns, whom to ask. HTML or Markdown by the ending of -o (default md)."""
    from pactgraph.analysis.brief import brief as contents
    from pactgraph.pages.brief import as_html, as_markdown, page
    from pactgraph.stores.choose import open_store

    ending = ".md" if output is None else output.suffix
    if ending not in (".md", ".html"):
        raise UsageError(f"-o {output}: expected a file ending in .html or .md")
    chosen = str(state_named(state, "STATE"))
    with recorded(store, as_of) as (graph, day):
        if chosen not in graph.members:
            raise UsageError(f"STATE {state}: briefs are written for UN Member States only")
        found = contents(graph, day, chosen, expected(graph, day))
    shown = page(graph, found, open_store(store).ledger().run)
    deliver(as_html(shown) if ending == ".html" else as_markdown(shown), output, quiet)
