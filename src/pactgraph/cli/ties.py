"""`pactgraph ties`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.analysis import present, recorded, state_named
from pactgraph.cli.options import AsOfOption, FormatOption, OutputOption, QuietOption, StoreOption
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pactgraph.analysis.projection import Layer, Recorded
    from pactgraph.analysis.ties import Ties

FIGURES = ("z", "weight", "expected", "shared")


def ties(
    state: Annotated[str, typer.Argument(help="A State: id or name.")],
    other: Annotated[str | None, typer.Argument(help="Another State: only this pair, layer by layer.")] = None,
    layer: Annotated[
        list[str] | None,
        typer.Option("--layer", help="treaty, body, mechanism, agreement or reported; repeat for more. Default: all."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many partners to list.")] = 12,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Name a State's strongest ties and what they rest on; ranked against chance, never called significant."""
    from pactgraph.analysis.projection import LAYERS
    from pactgraph.analysis.ties import combined, layer_ties, partners
    from pactgraph.facts.records import Key

    for name in layer or ():
        if name not in LAYERS:
            raise UsageError(f"--layer {name}: expected one of {', '.join(LAYERS)}")
    chosen, pair = state_named(state, "STATE"), state_named(other, "OTHER")
    if chosen == pair:
        raise UsageError(f"OTHER {other}: expected another State than {state}")
    with recorded(store, as_of) as (graph, day):
        for given, text in ((chosen, state), (pair, other)):
            if given is not None and given not in graph.members:
                raise UsageError(f"STATE {text}: ties are computed between UN Member States only")
        asked = [name for name in LAYERS if layer is None or name in layer]
        by_layer = {name: layer_ties(graph, day, name) for name in asked}
        tied = {name: found for name, found in by_layer.items() if found.shared.any()}
        empty = [name for name in asked if name not in tied]
        together = combined(list(tied.values())) if len(tied) > 1 else next(iter((tied or by_layer).values()))
        of = graph.name(Key("State", str(chosen)))
        counted = f"layers {', '.join(tied) or 'none'}" + (f"; nothing recorded in {', '.join(empty)}" if empty else "")
        if pair is not None:
            shown: dict[str, Ties] = {str(name): found for name, found in tied.items()}
            if len(tied) != 1:
                shown["combined"] = together
            rows: list[tuple[object, ...]] = []
            for name, found in shown.items():
                place = [p for p, _ in partners(found, str(chosen))]
                rank = f"{place.index(pair) + 1} of {len(place)}" if pair in place else ""
                tie = found.between(str(chosen), pair)
                layers = list(tied) if name == "combined" else [name]
                rests = [] if name == "combined" else _rests_on(graph, day, layers, str(chosen), pair)
                rows.append((name, *_figures(tie.z, tie.weight, tie.expected, tie.shared), rank, rests))
            title = f"Tie of {of} and {graph.name(Key('State', pair))}"
            columns: tuple[str, ...] = ("layer", *FIGURES, "rank", "rests_on")
            counted += f"; rank: among the partners of {chosen}; as at {day}"
            present(title, columns, rows, counted, format_, output, quiet)
            return
        each = list(tied) if len(tied) > 1 else []
        rows = [
            (
                partner,
                graph.name(Key("State", partner)),
                *_figures(tie.z, tie.weight, tie.expected, tie.shared),
                *(round(tied[name].between(str(chosen), partner).z, 2) for name in each),
                _rests_on(graph, day, list(tied), str(chosen), partner),
            )
            for partner, tie in partners(together, str(chosen))[:limit]
        ]
    columns = ("partner", "name", *FIGURES, *(f"z_{name}" for name in each), "rests_on")
    others = len(graph.members) - 1
    counted = f"{len(rows)} of {others} other UN Member States, strongest first; {counted}; as at {day}"
    present(f"Strongest ties of {of}", columns, rows, counted, format_, output, quiet)


def _figures(z: float, weight: float, expected: float, shared: int) -> tuple[object, ...]:
    return round(z, 2), round(weight, 4), round(expected, 4), shared


def _rests_on(graph: Recorded, day: dt.date, layers: Sequence[Layer | str], one: str, other: str) -> list[str]:
    """Return names of what both take part in, weightiest first, then agreements counted by topic, then reports."""
    from collections import Counter

    from pactgraph.analysis.legal_basis import LegalBasis
    from pactgraph.analysis.projection import SHARED, project, reported_pairs
    from pactgraph.analysis.ties import rests_on

    shared = [layer for layer in SHARED if layer in layers]
    found = [graph.name(key) for key in rests_on(project(graph, day, shared), one, other)] if shared else []
    if "agreement" in layers:
        agreements = graph.of("BilateralAgreement")
        topics = Counter(str(agreements[id_].get("topic", "")) for id_ in LegalBasis(graph, day).agreements(one, other))
        found += [f"agreements on {topic}: {number}" for topic, number in sorted(topics.items())]
    if "reported" in layers:
        pair = min(one, other), max(one, other)
        found += [f"reported: {fact.properties.get('form', '')}" for fact in reported_pairs(graph, day).get(pair, ())]
    return found
