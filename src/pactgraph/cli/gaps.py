"""`pactgraph gaps`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import expected, present, recorded, state_named, treaty_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError

COLUMNS = (
    "kind",
    "id",
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
    kind: Annotated[
        str | None,
        typer.Argument(
            help="instrument, border, basis, corridor, mechanism, bilateral, ratification, report or un; "
            "none: how many of each."
        ),
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only this State: id or name.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only States of this region or subregion.")] = None,
    treaty: Annotated[str | None, typer.Option("--treaty", help="Only this treaty: id or name.")] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """List gaps: what is expected and not recorded; unknown where no source covers the question."""
    from pactgraph.analysis.gaps import KINDS, Gap, find_gaps
    from pactgraph.analysis.projection import in_region

    kinds = [known for known in KINDS if kind in (None, known)]
    if not kinds:
        raise UsageError(f"gaps {kind}: expected one of {', '.join(KINDS)}")
    subject = state_named(state, "--state")
    about = None if treaty is None else treaty_named(treaty, "--treaty")
    with recorded(store, as_of) as (graph, day):
        within = None if region is None else set(in_region(graph, region, "--region"))
        groups = expected(graph, day)

        def wanted(gap: Gap) -> bool:
            pair = {gap.subject.id, gap.other.id if gap.other else gap.subject.id}
            return (
                gap.answer in ("gap", "unknown")
                and (subject is None or subject in pair)
                and (within is None or bool(pair & within))
                and (about is None or (gap.about is not None and gap.about.id == about))
            )

        found = {known: [gap for gap in find_gaps(graph, day, known, groups) if wanted(gap)] for known in kinds}
    if kind is None:
        overview = [
            (known, sum(g.answer == "gap" for g in listed), sum(g.answer == "unknown" for g in listed))
            for known, listed in found.items()
        ]
        columns = ("kind", "gap", "unknown")
        present("Gaps by kind", columns, overview, f"as at {day}", format_, output, quiet)
        return
    kept = found[kinds[0]]
    if kind in ("instrument", "border"):
        kept.sort(key=lambda gap: (gap.answer != "gap", -gap.met / max(gap.peers, 1), -gap.peers))
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
    asked = len(graph.members) if within is None else len(within)
    counted = f"{sure} gaps, {len(kept) - sure} unknown; {asked} UN Member States asked about; as at {day}"
    present(f"Gaps: {kind}", COLUMNS, rows, counted, format_, output, quiet)
