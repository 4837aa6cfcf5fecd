"""The outlines beneath the dots: browsers draw a path up to its first error and no further."""

from __future__ import annotations

import re

import pytest

from pactgraph.graph import Graph
from pactgraph.pages.worldmap import projected, world

_STEP = r"-?\d+[ -]\d+"
_RING = rf"M(-?\d+)[ ]?(-?\d+)l({_STEP}(?:[ -]?{_STEP})*)"
Ring = list[tuple[int, int]]


def rings(path: str, end: str) -> list[Ring]:
    """Return the lines of a path, each in the picture's tenths of a unit; fail where it is no path."""
    assert re.fullmatch(rf"(?:{_RING}{end})+", path), "not a path of moves and relative lines"
    found = []
    for x, y, steps in re.findall(_RING + end, path):
        ring = [(int(x), int(y))]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        found.append(ring)
    return found


def inside(x: float, y: float, drawn: list[Ring]) -> bool:
    """Whether a place lies in the land drawn: a ray from it crosses its outlines an odd number of times."""
    crossed = 0
    for ring in drawn:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    return crossed % 2 == 1


def test_the_borders_are_a_path() -> None:
    assert len(rings(world().borders, "")) > 200


@pytest.mark.parametrize(
    "state", ["AUS", "BRA", "CAN", "CHN", "DEU", "EGY", "FRA", "IND", "ITA", "JPN", "NGA", "RUS", "USA", "ZAF"]
)
def test_large_states_have_land(graph: Graph, state: str) -> None:
    known = graph.recorded.of("State")[state]
    x, y = projected(float(str(known["lon"])), float(str(known["lat"])))
    assert inside(10 * x, 10 * y, rings(world().land, "Z"))


def test_most_dots_stand_on_land(graph: Graph) -> None:
    drawn = rings(world().land, "Z")
    places = {
        id_: projected(float(str(known["lon"])), float(str(known["lat"])))
        for id_, known in graph.recorded.of("State").items()
        if known.get("un_member")
    }
    assert sum(inside(10 * x, 10 * y, drawn) for x, y in places.values()) >= 160
