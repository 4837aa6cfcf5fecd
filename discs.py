"""Packs discs of different sizes into a landscape shape, those that pull each other side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_FLATTEN = 1.75
"""Screens are wider than high: heights are drawn to the middle this much more than widths."""
_GAP = 14.0
_STEPS = 600


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc by its number and radius."""

    number: int
    radius: float


def pack(discs: Sequence[Disc], pull: Mapping[tuple[int, int], float]) -> dict[int, tuple[float, float]]:
    """
    Return the centre of each disc by number: no two overlap, the whole is wider than high.

    `pull` says how strongly two discs (lower number first) want to be neighbours; it is scaled by its greatest value.
    Of several starting orders the one with the smallest extent and the shortest pulls is kept.
    """
    if not discs:
        return {}
    ordered = sorted(discs, key=lambda disc: (-disc.radius, disc.number))
    greatest = max(pull.values(), default=0.0) or 1.0
    scaled = {pair: value / greatest for pair, value in sorted(pull.items())}
    best: tuple[float, dict[int, tuple[float, float]]] | None = None
    for turn in range(12):
        centres = _settle(ordered, scaled, turn)
        cost = round(_cost(ordered, centres, scaled), 3)
        if best is None or cost < best[0]:
            best = (cost, centres)
    if best is None:  # pragma: no cover - the loop above always runs
        return {}
    return {number: (round(x, 1), round(y, 1)) for number, (x, y) in sorted(best[1].items())}


def _settle(
    discs: Sequence[Disc], pull: Mapping[tuple[int, int], float], turn: int
) -> dict[int, tuple[float, float]]:
    """Start on a circle, turned and reordered by `turn`; draw to the middle and push apart until it holds."""
    count = len(discs)
    stride = (1, 2, 3, 5)[turn % 4]
    start = sum(disc.radius for disc in discs)
    at: dict[int, list[float]] = {}
    for n, disc in enumerate(discs):
        angle = (n * stride + turn / 3) * math.tau / count + n * 0.01
        at[disc.number] = [round(math.cos(angle) * start, 3), round(math.sin(angle) * start / _FLATTEN, 3)]
    for step in range(_STEPS):
        ease = 0.02 * (1 - step / _STEPS)
        for disc in discs:
            place = at[disc.number]
            place[0] -= place[0] * ease
            place[1] -= place[1] * ease * _FLATTEN
        for (low, high), strength in pull.items():
            one, other = at[low], at[high]
            dx, dy = (other[0] - one[0]) * ease * strength, (other[1] - one[1]) * ease * strength
            one[0], one[1], other[0], other[1] = one[0] + dx, one[1] + dy, other[0] - dx, other[1] - dy
        _push_apart(discs, at)
    for _ in range(200):
        if not _push_apart(discs, at):
            break
    return {number: (round(x, 3), round(y, 3)) for number, (x, y) in at.items()}


def _push_apart(discs: Sequence[Disc], at: dict[int, list[float]]) -> bool:
    """Move overlapping discs apart, the smaller one further; return whether any had to move."""
    moved = False
    for n, one in enumerate(discs):
        for other in discs[n + 1 :]:
            a, b = at[one.number], at[other.number]
            dx, dy = b[0] - a[0], b[1] - a[1]
            apart = math.sqrt(dx * dx + dy * dy)
            lacking = one.radius + other.radius + _GAP - apart
            if lacking <= 0.01:
                continue
            moved = True
            if apart < 1e-6:
                dx, dy, apart = 1.0, 0.0, 1.0
            share = other.radius**2 / (one.radius**2 + other.radius**2)
            dx, dy = dx / apart * lacking, dy / apart * lacking
            a[0], a[1] = a[0] - dx * share, a[1] - dy * share
            b[0], b[1] = b[0] + dx * (1 - share), b[1] + dy * (1 - share)
    return moved


def _cost(
    discs: Sequence[Disc], centres: Mapping[int, tuple[float, float]], pull: Mapping[tuple[int, int], float]
) -> float:
    """Return how large the landscape rectangle around all is, plus how far pulls have to reach."""
    width = max(centres[d.number][0] + d.radius for d in discs) - min(centres[d.number][0] - d.radius for d in discs)
    height = max(centres[d.number][1] + d.radius for d in discs) - min(centres[d.number][1] - d.radius for d in discs)
    screen = max(width, height * _FLATTEN)
    reach = sum(math.dist(centres[low], centres[high]) * strength for (low, high), strength in pull.items())
    return screen * 2 + reach / max(1, len(pull)) * 2
