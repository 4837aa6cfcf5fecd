"""`pactgraph gaps`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import expected, present, recorded, state_named, treaty_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError

COLUMNS = (
    "kind",
    "state",
    "name",
    "about",
    "other",
    "answer",
    "standing",
    "expectation",
    "met",
    "peers",
    "sources",
    "locators",
)


def gaps(
    kind: Annotated[str | None, typer.Argument(help="instrument or border; default both.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only this State: id or name.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only States of this region or subregion.")] = None,
    treaty: Annotated[str | None, typer.Option("--treaty", help="Only this treaty: id or name.")] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """List gaps: what is expected of a State and not recorded; unknown where no source covers the question."""
    from pactgraph.analysis.gaps import border_gaps, instrument_gaps
    from pactgraph.analysis.projection import in_region

    if kind not in (None, "instrument", "border"):
        raise UsageError(f"gaps {kind}: expected instrument or border")
    subject = state_named(state, "--state")
    treaties = None if treaty is None else [treaty_named(treaty, "--treaty")]
    with recorded(store, as_of) as (graph, day):
        wanted = set(graph.members if region is None else in_region(graph, region, "--region"))
        found = []
        if kind != "border":
            found += instrument_gaps(graph, day, expected(graph, day), treaties)
        if kind != "instrument":
            found += border_gaps(graph, day, treaties)
    kept = [
        gap
        for gap in found
        if gap.answer in ("gap", "unknown") and gap.subject.id in wanted and subject in (None, gap.subject.id)
    ]
    kept.sort(key=lambda gap: (gap.answer != "gap", gap.kind, -gap.met / max(gap.peers, 1)))
    rows = [
        (
            gap.kind,
            gap.subject.id,
            graph.name(gap.subject),
            gap.about.id if gap.about else "",
            gap.other.id if gap.other else "",
            gap.answer,
            gap.standing,
            gap.expectation,
            gap.met,
            gap.peers,
            sorted({source for fact in gap.facts for source in fact.sources}),
            [locator for fact in gap.facts for locator in fact.locators],
        )
        for gap in kept
    ]
    sure = sum(gap.answer == "gap" for gap in kept)
    counted = f"{sure} gaps, {len(kept) - sure} unknown; {len(wanted)} UN Member States asked about; as at {day}"
    present("Gaps", COLUMNS, rows, counted, format_, output, quiet)
