"""`pactgraph plan`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.analysis import expected, present, recorded, state_named, treaty_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError


def plan(
    instrument: Annotated[
        list[str] | None, typer.Option("--instrument", help="Only this treaty: id or name; repeat for more.")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only accessions of this State.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only accessions by States of this region.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many steps.")] = 10,
    agreements: Annotated[
        bool, typer.Option("--agreements", help="Bilateral agreements instead of accessions to treaties.")
    ] = False,
    supposed: Annotated[
        str | None, typer.Option("--if", metavar="STATE:TREATY", help="Show what this one accession would change.")
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Name the accessions (or agreements) that would close most gaps, in order, or what a single one would change."""
    from pactgraph.analysis.plans import plan as best
    from pactgraph.analysis.plans import plan_agreements, what_if
    from pactgraph.analysis.projection import in_region
    from pactgraph.facts.records import Key

    if agreements and (instrument or supposed):
        raise UsageError("plan --agreements: is about no treaty; leave --instrument and --if out")
    treaties = [treaty_named(text, "--instrument") for text in instrument or ()] or None
    chosen = state_named(state, "--state")
    pair: tuple[str, str] | None = None
    if supposed is not None:
        one, colon, other = supposed.partition(":")
        if not colon:
            raise UsageError(f"--if {supposed}: expected STATE:TREATY, for example IRN:TIP_PROTOCOL")
        pair = str(state_named(one, "--if")), treaty_named(other, "--if")
    with recorded(store, as_of) as (graph, day):
        states = None if region is None else set(in_region(graph, region, "--region"))
        if chosen is not None:
            states = {chosen}
        if agreements:
            proposed = plan_agreements(graph, day, steps=top, states=states)
            listed: list[tuple[object, ...]] = [
                (
                    number,
                    step.one,
                    step.other,
                    f"{graph.name(Key('State', step.one))} and {graph.name(Key('State', step.other))}",
                    step.topic,
                    len(step.closes),
                    step.closed_by_then,
                    step.victims,
                    [gap.kind for gap in step.closes],
                )
                for number, step in enumerate(proposed.steps, start=1)
            ]
            columns: tuple[str, ...] = (
                "step", "one", "other", "names", "topic", "closes", "closed_by_then", "victims_min", "gaps"
            )  # fmt: skip
            counted = (
                f"{proposed.gaps} gaps as at {day}, unknown ones left out; each step closes the most that is left, "
                "and no choice of as many agreements closes more"
            )
            present("Agreements that would close most gaps", columns, listed, counted, format_, output, quiet)
            return
        groups = expected(graph, day)
        if pair is not None:
            change = what_if(graph, day, groups, *pair)
            changes: list[tuple[object, ...]] = [
                (what, gap.kind, gap.subject.id, gap.about.id if gap.about else "", gap.other.id if gap.other else "")
                for what, listed in (("closes", change.closed), ("opens", change.opened))
                for gap in listed
            ]
            columns = ("change", "kind", "state", "treaty", "other")
            counted = f"closes {len(change.closed)} gaps, opens {len(change.opened)}; as at {day}"
            present(f"If {pair[0]} became party to {pair[1]}", columns, changes, counted, format_, output, quiet)
            return
        found = best(graph, day, groups, steps=top, treaties=treaties, states=states)
    rows: list[tuple[object, ...]] = [
        (
            number,
            step.state,
            graph.name(Key("State", step.state)),
            step.treaty,
            len(step.closes),
            step.closed_by_then,
            step.opens,
            [f"{gap.kind} {gap.other.id if gap.other else gap.expectation}" for gap in step.closes],
        )
        for number, step in enumerate(found.steps, start=1)
    ]
    columns = ("step", "state", "name", "treaty", "closes", "closed_by_then", "opens", "gaps")
    counted = (
        f"{found.gaps} gaps as at {day}, unknown ones left out; each step closes the most that is left, "
        "at least 63 % of what the best choice of as many could"
    )
    present("Accessions that would close most gaps", columns, rows, counted, format_, output, quiet)
