"""
Where things stand in the network picture: clusters as discs, institutions on a ring around, few-linked States in a box.

Everything is computed once, in a fixed order and without chance, so that the same graph gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pactgraph.analysis.assignment import assigned

Points = npt.NDArray[np.float64]

STEP = 31.0
"""Distance between neighbouring States, in the picture's units; a State's dot has a radius of 13."""
_MARGIN = 21.0
_GAP = 6.0
_LETTER, _LINE = 9.4, 20.0
"""A letter and a line of a caption, about: 12 px on a screen where the picture is drawn at 0.7 of its size."""
_ROUNDS = 220
_STARTS = 10


@dataclass(frozen=True)
class Picture:
    """
    Places by node, in whole units.

    `discs` are (x, y, radius) by cluster number; `sections` of the ring are (name, x, y, across, down): its middle and,
    in hundredths, the direction outwards; `box` is (left, top, right, bottom) or None, `extent` likewise.
    """

    places: Mapping[str, tuple[int, int]]
    discs: Mapping[int, tuple[int, int, int]]
    sections: Sequence[tuple[str, int, int, int, int]]
    box: tuple[int, int, int, int] | None
    extent: tuple[int, int, int, int]


@dataclass(frozen=True)
class Drawn:
    """
    What is drawn: States by cluster number, weights of ties, sections of the ring with their institutions, the few
    linked, and for each institution its participants (to stand near them).
    """

    clusters: Mapping[int, Sequence[str]]
    ties: Sequence[tuple[str, str, float]]
    sections: Sequence[tuple[str, Sequence[str]]]
    few: Sequence[str]
    participants: Mapping[str, Sequence[str]] = field(default_factory=dict)
    captions: Mapping[int, str] = field(default_factory=dict)
    """Names of the clusters; a picture for a phone has room for their numbers only."""


def picture(drawn: Drawn, aspect: float) -> Picture:
    """Return the places for a picture about `aspect` times as wide as high (1.6 for a screen, 0.6 for a phone)."""
    clusters = {n: list(states) for n, states in drawn.clusters.items() if states}
    slots = {n: _hexagons(len(states)) for n, states in clusters.items()}
    radii = {n: float(np.hypot(*points.T).max()) + _MARGIN for n, points in slots.items()}
    names = drawn.captions if aspect > 1 else {}
    heads = {n: _LINE * _lines(names.get(n, ""), max(2 * radii[n], 160.0)) for n in clusters}
    centres = _centres(clusters, radii, heads, drawn.ties, aspect)
    spots: dict[str, tuple[float, float]] = {}
    rough = {state: centres[n] for n, states in clusters.items() for state in states}
    for n, states in clusters.items():
        for state, point in zip(states, _seated(states, slots[n], centres[n], rough, drawn.ties), strict=True):
            spots[state] = (float(point[0]), float(point[1]))
    half = _ring_size(centres, radii, heads) if centres else (150.0 * math.sqrt(aspect), 150.0 / math.sqrt(aspect))
    ring, sections = _ring(drawn, spots, half)
    spots |= ring
    box = _box(drawn.few, spots, half, aspect)
    xs = [x for x, _ in spots.values()] + [-half[0], half[0]] + ([box[0], box[2]] if box else [])
    ys = [y for _, y in spots.values()] + [-half[1], half[1]] + ([box[1], box[3]] if box else [])
    extent = (round(min(xs)) - 24, round(min(ys)) - 24, round(max(xs)) + 24, round(max(ys)) + 24)
    return Picture(
        {node: (round(x), round(y)) for node, (x, y) in sorted(spots.items())},
        {n: (round(centres[n][0]), round(centres[n][1]), round(radii[n])) for n in sorted(centres)},
        sections,
        box,
        extent,
    )


def _lines(text: str, width: float) -> int:
    """Return in about how many lines a caption is written; room is kept for three at most."""
    return min(max(1, math.ceil(len(text) * _LETTER / width)), 3)


def _hexagons(count: int) -> Points:
    """Return the `count` points of a triangular lattice nearest to its middle, count x 2."""
    reach = math.ceil(math.sqrt(count)) + 2
    points = [
        (STEP * (column + row / 2), STEP * row * math.sqrt(3) / 2)
        for row in range(-reach, reach + 1)
        for column in range(-2 * reach, 2 * reach + 1)
    ]
    # Seen from slightly off the middle, few points are equally near: discs fill evenly.
    nearest = sorted(points, key=lambda p: (round(math.hypot(p[0] - 3.1, p[1] - 1.7), 6), p))[:count]
    found = np.array(nearest)
    return np.asarray(found - (found.max(axis=0) + found.min(axis=0)) / 2, dtype=np.float64)


def _centres(
    clusters: Mapping[int, Sequence[str]],
    radii: Mapping[int, float],
    heads: Mapping[int, float],
    ties: Sequence[tuple[str, str, float]],
    aspect: float,
) -> dict[int, Points]:
    """
    Return the middle of each disc: tied clusters near each other, none overlapping, the whole about `aspect`.

    `heads` are the heights of the captions: each stands above its disc, in one circle with it.
    """
    numbers = sorted(clusters)
    of = {state: row for row, n in enumerate(numbers) for state in clusters[n]}
    pull = np.zeros((len(numbers), len(numbers)))
    for one, other, weight in ties:
        if one in of and other in of and of[one] != of[other]:
            pull[of[one], of[other]] += weight
            pull[of[other], of[one]] += weight
    if pull.any():
        pull /= pull.max()
    sizes = np.array([radii[n] + heads[n] / 2 for n in numbers])
    lower = np.array([[0.0, heads[n] / 2] for n in numbers]).reshape(-1, 2)
    turn = _turn(pull)
    order = np.array([turn[row] for row in range(len(numbers))], dtype=np.float64)
    shifts = np.arange(_STARTS)[:, None] / _STARTS
    starts = _settled(2 * math.pi * (order / max(len(order), 1) + shifts), pull, sizes, aspect) + lower

    def height(points: Points) -> float:
        half = _ring_size(dict(zip(numbers, points, strict=True)), radii, heads)
        return round(max(half[0] / aspect, half[1]), 3)

    best = min(starts, key=height)
    return {n: best[row] for row, n in enumerate(numbers)}


def _settled(angles: Points, pull: Points, sizes: Points, aspect: float) -> Points:
    """
    Return discs that start around a circle, drawn to the middle and to those they are tied to, then pushed apart.

    `angles` are starts x discs, and so are the places returned (x 2): all starts are worked out at once.
    """
    spread = sizes.sum() / 2.6 if len(sizes) > 1 else 0.0
    points = np.stack(
        [np.cos(angles) * spread * math.sqrt(aspect), np.sin(angles) * spread / math.sqrt(aspect)], axis=2
    )
    if not len(sizes):
        return points
    gap = sizes[:, None] + sizes[None, :] + _GAP
    np.fill_diagonal(gap, 0.0)
    for step in range(_ROUNDS):
        cooling = max(1.0 - step / _ROUNDS, 0.25)
        # The sum over all others of pull * (place - other's place), as two products.
        points = points - cooling * 0.02 * (pull.sum(axis=1)[:, None] * points - pull @ points)
        points -= cooling * 0.08 * points * np.array([1 / aspect, aspect])
        points = _apart(points, gap, rounds=3)
    points = _apart(points, gap, rounds=300)
    radii = sizes[:, None]
    middle = ((points - radii).min(axis=1) + (points + radii).max(axis=1)) / 2
    return np.asarray(points - middle[:, None], dtype=np.float64)


def _apart(points: Points, gap: Points, rounds: int) -> Points:
    """
    Push overlapping discs apart, in every start that still has some.

    `gap` is the least distance of two discs, 0 for a disc and itself.
    """
    points = points.copy()
    moving = np.arange(len(points))
    for _ in range(rounds):
        placed = points[moving]
        between = placed[:, :, None] - placed[:, None, :]
        distance = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-6)
        overlap = np.maximum(gap - distance, 0.0)
        left = overlap.max(axis=(1, 2)) >= 0.5
        if not left.any():
            break
        pushes = 0.5 * (between / distance[..., None] * overlap[..., None]).sum(axis=2)
        moving = moving[left]
        points[moving] += pushes[left]
    return points


def _turn(pull: Points) -> dict[int, int]:
    """Return the order of the clusters around a circle: each next to the one it is tied to most, greedily."""
    left = list(range(len(pull)))
    order = [left.pop(0)] if left else []
    while left:
        following = min(left, key=lambda row: (-round(float(pull[order[-1], row]), 9), row))
        left.remove(following)
        order.append(following)
    return {row: position for position, row in enumerate(order)}


def _seated(
    states: Sequence[str],
    slots: Points,
    centre: Points,
    rough: Mapping[str, Points],
    ties: Sequence[tuple[str, str, float]],
) -> Points:
    """Return a slot for each State, near those it is tied to within the disc and towards those outside."""
    row = {state: index for index, state in enumerate(states)}
    weights = np.zeros((len(states), len(states)))
    outwards = np.zeros((len(states), 2))
    for one, other, weight in ties:
        if one in row and other in row:
            weights[row[one], row[other]] = weights[row[other], row[one]] = weight
        for inside, outside in ((one, other), (other, one)):
            if inside in row and outside in rough and outside not in row:
                away = rough[outside] - centre
                outwards[row[inside]] += weight * away / max(float(np.hypot(*away)), 1e-6)
    reach = float(np.hypot(*slots.T).max()) + 1.0
    wanted = outwards / max(float(np.abs(outwards).max(initial=0.0)), 1e-9) * reach
    seats = slots.copy()
    totals = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    for _ in range(12):
        target = 0.75 * (weights @ seats) / totals + 0.25 * wanted
        spread = float(np.hypot(*target.T).max())
        target = target * (reach / spread if spread > 1e-6 else 1.0)
        cost = ((target[:, None] - slots[None, :]) ** 2).sum(axis=2)
        moved = slots[assigned(np.round(cost, 3))]
        if np.array_equal(moved, seats):
            break
        seats = moved
    return np.asarray(centre + seats, dtype=np.float64)


def _ring_size(
    centres: Mapping[int, Points], radii: Mapping[int, float], heads: Mapping[int, float]
) -> tuple[float, float]:
    """Return the half axes of the superellipse (exponent 4) that holds all discs and their captions."""
    turn = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    edge = np.concatenate(
        [
            centres[n] + [0, shift] + (radii[n] + 12) * np.column_stack([np.cos(turn), np.sin(turn)])
            for n in sorted(centres)
            for shift in (0, -heads[n])
        ]
    )
    wide, high = np.abs(edge).max(axis=0)
    scale = float(((np.abs(edge[:, 0]) / wide) ** 4 + (np.abs(edge[:, 1]) / high) ** 4).max() ** 0.25)
    return float(wide * scale) + 16, float(high * scale) + 16


def _ring(
    drawn: Drawn, spots: Mapping[str, tuple[float, float]], half: tuple[float, float]
) -> tuple[dict[str, tuple[float, float]], list[tuple[str, int, int, int, int]]]:
    """Return places on the ring, section after section clockwise from the left, and where each section's name goes."""
    sections = [(name, list(nodes)) for name, nodes in drawn.sections if nodes]
    total = sum(len(nodes) for _, nodes in sections) + 1.6 * len(sections)
    if not sections:
        return {}, []
    turn = np.linspace(math.pi, 3 * math.pi, 2_000)
    outline = np.column_stack([_bent(np.cos(turn)) * half[0], _bent(np.sin(turn)) * half[1]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(outline, axis=0).T))])
    places: dict[str, tuple[float, float]] = {}
    names: list[tuple[str, int, int, int, int]] = []
    at = 0.8
    for name, nodes in sections:
        positions = [along[-1] * (at + index) / total for index in range(len(nodes))]
        points = [
            (float(np.interp(p, along, outline[:, 0])), float(np.interp(p, along, outline[:, 1]))) for p in positions
        ]
        places |= dict(zip(_near(nodes, points, drawn, spots), points, strict=True))
        x, y = points[len(points) // 2]
        across, down = x**3 / half[0] ** 4, y**3 / half[1] ** 4
        steep = max(math.hypot(across, down), 1e-12)
        names.append((name, round(x), round(y), round(100 * across / steep), round(100 * down / steep)))
        at += len(nodes) + 1.6
    return places, names


def _near(
    nodes: Sequence[str], points: Sequence[tuple[float, float]], drawn: Drawn, spots: Mapping[str, tuple[float, float]]
) -> list[str]:
    """Return `nodes` in the order of their points: where participants are known, each as near to them as can be."""
    if not any(drawn.participants.get(node) for node in nodes):
        return list(nodes)
    cost = np.zeros((len(nodes), len(points)))
    for row, node in enumerate(nodes):
        there = [spots[state] for state in drawn.participants.get(node, ()) if state in spots]
        if there:
            middle = np.mean(np.array(there), axis=0)
            cost[row] = [math.hypot(x - middle[0], y - middle[1]) / math.sqrt(len(there)) for x, y in points]
    order = {int(column): row for row, column in enumerate(assigned(np.round(cost, 3)))}
    return [nodes[order[column]] for column in range(len(points))]


def _bent(values: Points) -> Points:
    return np.asarray(np.sign(values) * np.sqrt(np.abs(values)), dtype=np.float64)


def _box(
    few: Sequence[str], spots: dict[str, tuple[float, float]], half: tuple[float, float], aspect: float
) -> tuple[int, int, int, int] | None:
    """Place the few-linked States in a box of their own, right of the ring or, in an upright picture, below it."""
    if not few:
        return None
    columns, width, height = (1, 250.0, 42.0) if aspect > 1 else (2, 380.0, 64.0)
    per_column = math.ceil(len(few) / columns)
    columns = math.ceil(len(few) / per_column)
    high = per_column * height
    left, top = (half[0] + 40, -high / 2) if aspect > 1 else (-columns * width / 2, half[1] + 84)
    for index, state in enumerate(few):
        column, row = divmod(index, per_column)
        spots[state] = (left + column * width + 24, top + (row + 0.5) * height)
    return round(left), round(top) - 8, round(left + columns * width), round(top + high) + 8
