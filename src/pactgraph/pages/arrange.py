"""
Where nodes stand in the picture of an answer, each with its name beside it, none over another.

Linked nodes are drawn together by the method of Fruchterman and Reingold (Graph drawing by force-directed placement,
1991), from places that follow from their order; then names that overlap are pushed apart along the way that is
shorter, and parts that are not linked are set in rows. Nothing is left to chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDE, TALL = 1.75, 0.75
"""Width to height of the picture: on a screen, on a phone held upright."""
SIGN = 8.0
"""Radius of a sign, in the picture's units, which are pixels at the size the picture is made for."""
GAP = 5.0
"""Between a sign and its name, and at least between two nodes."""
_ROUNDS, _PUSHES = 250, 600
_TRIED = ((1.5, 1.0), (1.1, 1.0), (1.1, 1.4), (1.5, 1.4), (1.9, 1.0))
"""Room around names, in parts of what they take, and how much wider than the picture, before they are pushed apart."""
_FEW = 120
"""Up to so many nodes all of these are tried."""
_APART, _PAIR = 46.0, 55.0
"""Between parts that are not linked; half the way between two nodes that are linked to each other alone."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sign stands, in whole units, and on which side its name is: 1 right, -1 left."""

    x: int
    y: int
    side: int


def arranged(
    sizes: Mapping[str, tuple[float, float]], links: Sequence[tuple[str, str]], shapes: Sequence[float] = (WIDE,)
) -> list[tuple[dict[str, Spot], tuple[int, int, int, int]]]:
    """
    Return for each shape the place of each node, and the extent of all with their names: left, top, right, bottom.

    `sizes` are width and height of the names by node; `links` are pairs of nodes; shapes are width to height.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [_drawn_together(graph.subgraph(part), part, sizes) for part in parts]
    return [_in_rows([_pushed_into(part, shape) for part in drawn], shape) for shape in shapes]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Linked nodes: places from -1 to 1, width and height of sign and name, and the side of each name."""

    nodes: list[str]
    places: Array
    extent: Array
    sides: list[int]


@dataclass(frozen=True, slots=True)
class _Part:
    """Linked nodes: corners of the boxes around sign and name, and where in its box each sign is."""

    nodes: list[str]
    low: Array
    high: Array
    sides: list[int]

    @property
    def width(self) -> float:
        return float(self.high[:, 0].max() - self.low[:, 0].min())

    @property
    def height(self) -> float:
        return float(self.high[:, 1].max() - self.low[:, 1].min())


def _pushed_into(drawn: _Drawn, shape: float) -> _Part:
    """Return drawn nodes with names that do not overlap, of all ways tried the one that is seen largest."""
    half = drawn.extent / 2 + GAP / 2
    shift = np.column_stack([np.array(drawn.sides) * (drawn.extent[:, 0] / 2 - SIGN), np.zeros(len(half))])
    area = float((4 * half[:, 0] * half[:, 1]).sum())
    tried = []
    for more, wider in _TRIED if len(half) <= _FEW else _TRIED[:1]:
        wide = shape * wider
        across = math.sqrt(area * more * wide) / 2
        room = np.array([max(across, _PAIR), max(across / wide, _PAIR / wide) if len(half) > 2 else 0.0])
        middle = _pushed_apart(drawn.places * room + shift, half)
        tried.append(_Part(drawn.nodes, middle - half, middle + half, drawn.sides))
    return min(tried, key=lambda part: _seen_from_afar(part.width, part.height, shape))


def _seen_from_afar(width: float, height: float, shape: float) -> float:
    """Return how far off a picture has to be to be seen whole; the less, the larger its names."""
    return max(width, height * shape)


def _drawn_together(graph: nx.Graph[str], nodes: list[str], sizes: Mapping[str, tuple[float, float]]) -> _Drawn:
    """Return places where linked nodes are near each other."""
    places = _spread(graph, nodes)
    across = dict(zip(nodes, places[:, 0], strict=True))
    sides = []
    for node in nodes:
        others = [across[other] for other in graph[node]]
        # A name stands away from what its node is linked to; of a node in the middle, to the right.
        sides.append(-1 if 0 < len(others) < 3 and np.mean(others) > across[node] + 0.01 else 1)
    extent = np.array([[2 * SIGN + GAP + sizes[node][0], max(2 * SIGN, sizes[node][1])] for node in nodes])
    return _Drawn(nodes, places, extent, sides)


def _spread(graph: nx.Graph[str], nodes: list[str]) -> Array:
    """Return places from -1 to 1."""
    count = len(nodes)
    if count < 3:
        return np.column_stack([np.linspace(-1, 1, count) if count > 1 else np.zeros(1), np.zeros(count)])
    turn = np.arange(count) * math.pi * (3 - math.sqrt(5))
    radius = np.sqrt(np.arange(count) + 0.5)
    # The most linked in the middle of a spiral, the others around it in the order of their names.
    order = sorted(range(count), key=lambda i: (-graph.degree[nodes[i]], nodes[i]))
    start = np.empty((count, 2))
    start[order] = np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
    at = _balanced(start, nx.to_numpy_array(graph, nodelist=nodes))
    at -= at.mean(axis=0)
    scaled: Array = at / np.maximum(np.abs(at).max(axis=0), 1e-9)
    return scaled


def _balanced(at: Array, linked: Array) -> Array:
    """
    Return where forces are in balance: all push each other away, those linked pull (Fruchterman, Reingold).

    The more linked push harder (as in ForceAtlas2, Jacomy et al. 2014), so that hubs with the same links stand apart.
    """
    count = len(at)
    at = at / np.abs(at).max()
    weight = np.sqrt(linked.sum(axis=0) + 1)
    push = weight[:, None] * weight[None, :] / weight.mean() ** 2
    ideal = math.sqrt(4 / count)
    for heat in np.linspace(0.2, 0.002, _ROUNDS):
        way = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.hypot(way[..., 0], way[..., 1]), 0.01)
        force = push * ideal**2 / far**2 - linked * far / ideal
        move = np.einsum("ij,ijk->ik", force, way)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at = at + move * (np.minimum(length, heat) / length)[:, None]
    return at


def _pushed_apart(middle: Array, half: Array) -> Array:
    """Return the middles of boxes that no longer overlap; each pair goes the shorter way, half each."""
    at = middle.copy()
    reach = half[:, None, :] + half[None, :, :]
    # Who stands exactly on another goes down or up by its number.
    numbers = np.arange(len(at))
    above = np.where(numbers[:, None] < numbers[None, :], -1.0, 1.0)
    for _ in range(_PUSHES):
        way = at[:, None, :] - at[None, :, :]
        over = reach - np.abs(way)
        hit = (over[..., 0] > 1e-6) & (over[..., 1] > 1e-6)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        sideways = over[..., 0] < over[..., 1]
        x = np.where(hit & sideways, np.where(way[..., 0] == 0, above, np.sign(way[..., 0])) * over[..., 0], 0.0)
        y = np.where(hit & ~sideways, np.where(way[..., 1] == 0, above, np.sign(way[..., 1])) * over[..., 1], 0.0)
        at += np.column_stack([x.sum(axis=1), y.sum(axis=1)]) * 0.5 / np.maximum(1, hit.sum(axis=1))[:, None] ** 0.5
    return at


def _in_rows(parts: Sequence[_Part], shape: float) -> tuple[dict[str, Spot], tuple[int, int, int, int]]:
    """Return all parts side by side: the largest first, in rows of the width at which all is seen largest."""
    sizes = [(part.width, part.height) for part in parts]
    gaps = [_APART if len(part.nodes) > 1 else GAP for part in parts]
    widest = max(width for width, _ in sizes)
    best = min(
        (_corners(sizes, gaps, widest * more) for more in np.linspace(1, 8, 60)),
        key=lambda found: (_seen_from_afar(found[1], found[2], shape), found[1]),
    )
    corners, right, lowest = best
    spots: dict[str, Spot] = {}
    for part, corner in zip(parts, corners, strict=True):
        shift = np.array(corner) - part.low.min(axis=0)
        for node, low, high, side in zip(part.nodes, part.low + shift, part.high + shift, part.sides, strict=True):
            sign = low[0] + GAP / 2 + SIGN if side > 0 else high[0] - GAP / 2 - SIGN
            spots[node] = Spot(round(sign), round((low[1] + high[1]) / 2), side)
    return spots, (0, 0, math.ceil(right), math.ceil(lowest))


def _corners(
    sizes: Sequence[tuple[float, float]], gaps: Sequence[float], width: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return the upper left corners of parts in rows of a width, and how far right and down they reach."""
    corners = []
    x = y = right = lowest = 0.0
    for (across, down), gap in zip(sizes, gaps, strict=True):
        if x > 0 and x + across > width:
            x, y = 0.0, lowest + gap / 2
        corners.append((x, y))
        right, lowest = max(right, x + across), max(lowest, y + down)
        x += across + gap
    return corners, right, lowest
