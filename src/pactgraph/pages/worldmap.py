"""
The land of the map: Natural Earth outlines (1:110 m) in the Equal Earth projection.

Projection: Šavrič, Patterson & Jenny 2019, The Equal Earth map projection, International Journal of Geographical
Information Science 33(3). Outlines: see viz/THIRD_PARTY.md.

The map is cut where it parts fewest: at 169° W through the Bering Strait, and in the South Pacific at 150° W, so that
the islands of Oceania stand together. No outline crosses that line, so none has to be clipped. A cut in the Atlantic
would lead a fifth of all bilateral agreements and an eighth of all corridors the long way round: here a thirtieth.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from pactgraph.content import content_folder

Line: TypeAlias = list[tuple[float, float]]
"""Places as (longitude, latitude) in degrees."""
SCALE = 370.0
"""Picture units for one radian: the world is about 2,000 wide."""
NOBODYS = frozenset({"Crimea", "Kosovo", "N. Cyprus", "Somaliland"})
"""Land whose status is disputed: three outlines without an M49 code in the file, and a part of one that has a code."""
_CRIMEA = (34.0, 45.3)
_MOROCCO, _WESTERN_SAHARA = "504", "732"
"""Natural Earth draws Morocco as far as it holds the land: south of the parallel on which the outline of Western Sahara
ends, that land is drawn as Western Sahara's, whose status is disputed (a non-self-governing territory to the United
Nations)."""
FRAME = (-930, -490, 1030, 390)
"""What the map shows when all of it is shown: left, top, right and bottom, in picture units."""
_MIDDLE = 11.0
_NORTH, _SOUTH, _BEND = -169.0, -150.0, 10.0
"""Longitudes of the cut, and the latitude at which it goes from one to the other."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT3 = math.sqrt(3)
_LEFT_OUT = frozenset({"010"})  # Antarctica: no State, much room


@dataclass(frozen=True)
class Outline:
    """Land: an SVG path in tenths of a picture unit, and the side of a square of its size in units."""

    path: str
    side: float


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Return x (to the right) and y (down) of a place given in degrees, in picture units."""
    return _projected(_east_of_cut(lon, lat), lat)


def _east_of_cut(lon: float, lat: float) -> float:
    """Return a longitude as degrees that grow from the cut to the east."""
    return lon + 360 if lon < (_NORTH if lat > _BEND else _SOUTH) else lon


def _projected(lon: float, lat: float) -> tuple[float, float]:
    theta = math.asin(_ROOT3 / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * _ROOT3 * math.radians(lon - _MIDDLE) * math.cos(theta)
    x /= 3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1)
    y = theta * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
    return round(x * SCALE, 1), round(-y * SCALE, 1)


@cache
def world() -> dict[str, Outline]:
    """Return the outlines that ship with pactgraph."""
    return outlines(content_folder("viz") / "map" / "countries-110m.json")


def outlines(path: Path) -> dict[str, Outline]:
    """Return the outlines of a TopoJSON file by M49 code; by name those that are nobody's."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    rings: dict[str, list[Line]] = {}
    for area in topology["objects"]["countries"]["geometries"]:
        code = area.get("id") or area["properties"]["name"]
        if code in _LEFT_OUT:
            continue
        for polygon in area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]:
            drawn = [_whole(_joined(arcs, ring)) for ring in polygon]
            rings.setdefault("Crimea" if _inside(_CRIMEA, drawn[0]) else code, []).extend(drawn)
    north = max(lat for ring in rings[_WESTERN_SAHARA] for _, lat in ring)
    held = [part for ring in rings[_MOROCCO] if (part := _half(ring, north, -1))]
    rings[_WESTERN_SAHARA] = _merged([*rings[_WESTERN_SAHARA], *held])
    rings[_MOROCCO] = [part for ring in rings[_MOROCCO] if (part := _half(ring, north, 1))]
    return {code: Outline("".join(map(_path, found)), _side(found)) for code, found in sorted(rings.items())}


def _arcs(topology: Any) -> list[Line]:
    """Return the lines outlines are made of; TopoJSON 1.0 keeps them quantised and as steps."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)
    return arcs


def _joined(arcs: list[Line], ring: list[int]) -> Line:
    points: Line = []
    for index in ring:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += line[1:] if points else line
    return points


def _whole(ring: Line) -> Line:
    """Return a ring that does not jump at the 180th meridian, on the side of the cut on which its middle lies."""
    lons = [ring[0][0]]
    for lon, _ in ring[1:]:
        lons.append(lon + 360 * round((lons[-1] - lon) / 360))
    lats = [lat for _, lat in ring]
    middle = (min(lons) + max(lons)) / 2
    turn = _east_of_cut(middle, (min(lats) + max(lats)) / 2) - middle
    return [(lon + turn, lat) for lon, lat in zip(lons, lats, strict=True)]


def _half(ring: Line, parallel: float, side: int) -> Line:
    """Return the part of a ring north (1) or south (-1) of a parallel (Sutherland & Hodgman 1974)."""
    part: Line = []
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if side * (ay - parallel) >= 0:
            part.append((ax, ay))
        if (ay - parallel) * (by - parallel) < 0:
            part.append((ax + (parallel - ay) / (by - ay) * (bx - ax), parallel))
    return part if any(side * (lat - parallel) > 0 for _, lat in part) else []


def _merged(rings: list[Line]) -> list[Line]:
    """Return rings that run the same way round without the lines two of them share."""
    steps = {(a, b) for ring in rings for a, b in pairwise([*ring, ring[0]]) if a != b}
    following = {a: b for a, b in sorted(steps) if (b, a) not in steps}
    found = []
    while following:
        line = [min(following)]
        while (step := following.pop(line[-1], None)) is not None:
            line.append(step)
        found.append(line[:-1])
    return found


def _inside(place: tuple[float, float], ring: Line) -> bool:
    """Whether a place lies in a ring: a ray from it crosses it an odd number of times."""
    x, y = place
    crossed = 0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        crossed += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    return crossed % 2 == 1


def _side(rings: list[Line]) -> float:
    """Return the side of a square as large as rings; holes run the other way round (shoelace formula)."""
    twice = 0.0
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise([_projected(*place) for place in [*ring, ring[0]]]):
            twice += ax * by - bx * ay
    return round(math.sqrt(abs(twice) / 2), 1)


def _path(ring: Line) -> str:
    """
    Return a ring as relative SVG lines, in tenths of a unit; nothing where all its places fall on one.

    A command without numbers would be an error (SVG 2, section 9.5.4), at which browsers stop drawing the path.
    """
    whole = [(round(x * 10), round(y * 10)) for x, y in (_projected(lon, lat) for lon, lat in ring)]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    moved = " ".join(f"{dx} {dy}" for dx, dy in steps if dx or dy)
    return f"M{whole[0][0]} {whole[0][1]}l{moved}Z".replace(" -", "-") if moved else ""
