"""
The map beneath the dots: Natural Earth outlines (1:110 m) in the Equal Earth projection.

Projection: Šavrič, Patterson & Jenny 2019, The Equal Earth map projection, International Journal of Geographical
Information Science 33(3). Outlines: see viz/THIRD_PARTY.md.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from pactgraph.content import content_folder

Line: TypeAlias = list[tuple[float, float]]
"""Places as (longitude, latitude) in degrees."""
SCALE = 370.0
"""Picture units for one radian: the world is about 2,000 wide."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT3 = math.sqrt(3)
_LEFT_OUT = frozenset({"010"})  # Antarctica: no State, much room


@dataclass(frozen=True)
class World:
    """SVG paths: `land` to fill, `borders` to draw as lines."""

    land: str
    borders: str


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Return x (to the right) and y (down) of a place given in degrees, in units of SCALE."""
    theta = math.asin(_ROOT3 / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * _ROOT3 * math.radians(lon) * math.cos(theta) / (3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1))
    y = theta * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
    return round(x * SCALE, 1), round(-y * SCALE, 1)


@cache
def world() -> World:
    """Return the outlines that ship with pactgraph."""
    return outlines(content_folder("viz") / "map" / "countries-110m.json")


def outlines(path: Path) -> World:
    """
    Return the land and the borders between its parts of a TopoJSON file.

    An arc two areas share is a border; all others are coasts (TopoJSON 1.0: arcs are quantised and delta-coded).
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(line)
    uses = [0] * len(arcs)
    land = []
    for area in topology["objects"]["countries"]["geometries"]:
        if area.get("id") in _LEFT_OUT:
            continue
        polygons = area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            points: Line = []
            for index in ring:
                uses[index if index >= 0 else ~index] += 1
                line = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += line[1:] if points else line
            land += [f"{drawn}Z" for part in _cut(points) if (drawn := _path(part))]
    borders = [_path(line) for line, count in zip(arcs, uses, strict=True) if count > 1]
    return World("".join(land), "".join(borders))


def _cut(ring: Line) -> list[Line]:
    """Return a ring in parts that do not cross the 180th meridian."""
    lons = [ring[0][0]]
    for lon, _ in ring[1:]:
        turns = round((lons[-1] - lon) / 360)
        lons.append(lon + 360 * turns)
    unrolled = list(zip(lons, (lat for _, lat in ring), strict=True))
    parts = []
    for turn in (-360, 0, 360):
        part = [(lon + turn, lat) for lon, lat in unrolled]
        part = _clipped([(-lon, lat) for lon, lat in _clipped(part)])
        if len(part) > 2:
            parts.append([(-lon, lat) for lon, lat in part])
    return parts


def _clipped(ring: Line) -> Line:
    """Return the part of a ring west of 180 degrees east (Sutherland & Hodgman 1974, one edge)."""
    kept: Line = []
    for (lon_a, lat_a), (lon_b, lat_b) in zip(ring, ring[1:] + ring[:1], strict=True):
        if lon_a <= 180:
            kept.append((lon_a, lat_a))
        if (lon_a <= 180) != (lon_b <= 180):
            kept.append((180.0, lat_a + (lat_b - lat_a) * (180 - lon_a) / (lon_b - lon_a)))
    return kept


def _path(points: Line) -> str:
    """
    Return the places as relative SVG lines, in tenths of a unit; nothing where they all fall on one.

    A command without numbers would be an error (SVG 2, section 9.5.4), at which browsers stop drawing the path.
    """
    whole = [(round(x * 10), round(y * 10)) for x, y in (projected(lon, lat) for lon, lat in points)]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    moved = " ".join(f"{dx} {dy}" for dx, dy in steps if dx or dy)
    return f"M{whole[0][0]} {whole[0][1]}l{moved}".replace(" -", "-") if moved else ""
