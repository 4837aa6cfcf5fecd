"""`pactgraph ties`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import present, recorded, state_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption

COLUMNS = ("partner", "name", "z", "weight", "expected", "shared", "rests_on")


def ties(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many partners to list.")] = 12,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Name a State's strongest ties and what they rest on; ranked against chance, never called significant."""
    from pactgraph.analysis.projection import project
    from pactgraph.analysis.ties import partners, rests_on
    from pactgraph.analysis.ties import ties as all_ties
    from pactgraph.errors import UsageError
    from pactgraph.records import Key

    chosen = state_named(state, "STATE")
    with recorded(store, as_of) as (graph, day):
        projection = project(graph, day)
    if chosen not in projection.states:
        raise UsageError(f"STATE {state}: ties are computed between UN Member States only")
    rows = []
    for partner, tie in partners(all_ties(projection), str(chosen))[:limit]:
        basis = [graph.name(key) for key in rests_on(projection, str(chosen), partner)]
        name = graph.name(Key("State", partner))
        rows.append((partner, name, round(tie.z, 2), round(tie.weight, 4), round(tie.expected, 4), tie.shared, basis))
    counted = f"{len(rows)} of {len(projection.states) - 1} other UN Member States, strongest first; as at {day}"
    present(
        f"Strongest ties of {graph.name(Key('State', str(chosen)))}", COLUMNS, rows, counted, format_, output, quiet
    )
