"""
Where everything stands in the network picture, computed before the page is opened.

A browser that lays out 370 nodes by physics needs seconds, never comes to rest and shows another picture each time.
Here clusters are packed as discs, each State takes a place in the rows of its disc (so that names fit between them),
institutions stand on rings around, and the unlinked States in a box beneath.

Only additions, products, quotients and square roots enter the iterations, in a fixed order, and results are rounded:
the same contents give the same positions on any machine.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from pactgraph.pages.contents import AtlasContents, AtlasInstitution, AtlasState
from pactgraph.pages.discs import Disc, pack

Point = tuple[float, float]

_COLUMN = 66.0
"""Room for a name of ordinary length beside the next one."""
_ROW = 31.0
"""Room for a dot with a line of text beneath it."""
_RING_STEP = 15.0
"""Least distance between two institutions on a ring."""
_RING_GAP = 30.0
_ROUNDNESS = 2.7
"""Exponent of the rings: 2 is an ellipse, more comes closer to a rectangle and wastes less of the screen."""
_BOX_COLUMN = 104.0
_BOX_ROW = 40.0
_BOX_GAP = 54.0
_SAMPLES = 1440


@dataclass(frozen=True, slots=True)
class Region:
    """The ellipse behind a cluster: number (0: the States in no cluster), centre and half-axes."""

    cluster: int
    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle by its corners."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by id, the regions of the clusters, the box of the unlinked States (if any) and the whole extent."""

    states: dict[str, Point]
    institutions: dict[str, Point]
    regions: tuple[Region, ...]
    box: Box | None
    extent: Box


def lay_out(contents: AtlasContents) -> Layout:
    """
    Return where each State and each institution of `contents` stands.

    Unlinked States are placed in the box even when they belong to a cluster: being overlooked must be seen at once.
    """
    unlinked = _known(contents.unlinked, contents.states)
    regions, states = _place_states(contents, frozenset(unlinked))
    ring = _Ring.around(regions)
    institutions = _place_institutions(contents, states, ring)
    edge = _extent_of([*institutions.values(), *ring.corners()])
    box = _place_unlinked(unlinked, states, edge)
    extent = Box(edge.left - 24, edge.top - 24, edge.right + 24, (box.bottom if box else edge.bottom) + 24)
    return Layout(states, institutions, regions, box, extent)


def _known(ids: Sequence[str], states: Sequence[AtlasState]) -> list[str]:
    present = {state.id for state in states}
    return [id_ for id_ in dict.fromkeys(ids) if id_ in present]


def _place_states(contents: AtlasContents, apart: frozenset[str]) -> tuple[tuple[Region, ...], dict[str, Point]]:
    """Pack one disc for each cluster, then seat the States of each disc."""
    members: dict[int, list[str]] = defaultdict(list)
    for state in sorted(contents.states, key=lambda state: state.id):
        if state.id not in apart:
            members[state.cluster or 0].append(state.id)
    cluster_of = {id_: number for number, ids in members.items() for id_ in ids}
    pull: dict[tuple[int, int], float] = defaultdict(float)
    tied: dict[str, list[str]] = defaultdict(list)
    for tie in contents.ties:
        one, other = tie.states
        if one in cluster_of and other in cluster_of:
            tied[one].append(other)
            tied[other].append(one)
            if cluster_of[one] != cluster_of[other]:
                low, high = sorted((cluster_of[one], cluster_of[other]))
                pull[low, high] += 1.0
    seats = {number: _rows(len(ids)) for number, ids in sorted(members.items())}
    discs = [Disc(number, _radius(rows)) for number, rows in seats.items()]
    centres = pack(discs, pull)
    middle = {id_: centres[number] for id_, number in cluster_of.items()}
    places: dict[str, Point] = {}
    for number, ids in sorted(members.items()):
        places.update(_seat(ids, centres[number], seats[number], tied, middle))
    regions = tuple(
        Region(disc.number, round(centres[disc.number][0], 1), round(centres[disc.number][1], 1), disc.radius, disc.radius)
        for disc in discs
    )
    return regions, places


def _rows(count: int) -> list[Point]:
    """Return `count` seats in staggered rows, nearest to the centre first."""
    reach = 2 + math.isqrt(count) * 2
    seats = [
        ((column + (0.5 if row % 2 else 0.0)) * _COLUMN, row * _ROW)
        for row in range(-reach, reach + 1)
        for column in range(-reach, reach + 1)
    ]
    return sorted(seats, key=lambda seat: (round(seat[0] ** 2 + seat[1] ** 2, 3), seat[1], seat[0]))[:count]


def _radius(seats: Sequence[Point]) -> float:
    """Return the radius of the disc that holds all seats, their dots and the names beneath them."""
    return round(max(math.sqrt(x * x + y * y) for x, y in seats) + 30.0, 1)


def _seat(
    ids: Sequence[str], centre: Point, seats: Sequence[Point], tied: dict[str, list[str]], middle: dict[str, Point]
) -> dict[str, Point]:
    """Give each State the seat that lies towards what it is tied to, by a best assignment."""
    index = {id_: n for n, id_ in enumerate(ids)}
    wish = _wishes(ids, index, centre, seats, tied, middle)
    room = np.array(seats, dtype=np.float64)
    cost = (wish[:, None, 0] - room[None, :, 0]) ** 2 + (wish[:, None, 1] - room[None, :, 1]) ** 2
    _, chosen = linear_sum_assignment(np.round(cost, 3))
    return {
        id_: (round(centre[0] + seats[seat][0], 1), round(centre[1] + seats[seat][1], 1))
        for id_, seat in zip(ids, chosen.tolist(), strict=True)
    }


def _wishes(
    ids: Sequence[str],
    index: dict[str, int],
    centre: Point,
    seats: Sequence[Point],
    tied: dict[str, list[str]],
    middle: dict[str, Point],
) -> npt.NDArray[np.float64]:
    """Return where States would like to sit: near their peers in the disc, leaning towards ties outside of it."""
    wish = np.array(seats, dtype=np.float64)
    reach = math.sqrt(max(x * x + y * y for x, y in seats)) + 1.0
    for _ in range(60):
        moved = wish.copy()
        for id_ in ids:
            at = index[id_]
            x = y = weight = 0.0
            for other in tied[id_]:
                if other in index:
                    x, y, weight = x + wish[index[other], 0], y + wish[index[other], 1], weight + 1.0
                else:
                    dx, dy = middle[other][0] - centre[0], middle[other][1] - centre[1]
                    far = math.sqrt(dx * dx + dy * dy) or 1.0
                    x, y, weight = x + dx / far * reach * 2, y + dy / far * reach * 2, weight + 1.0
            if weight:
                moved[at, 0] = (wish[at, 0] + x / weight) / 2
                moved[at, 1] = (wish[at, 1] + y / weight) / 2
        # Averaging draws everyone to the middle; stretching back to the disc keeps the order that emerged.
        spread = math.sqrt(max(float(x) * float(x) + float(y) * float(y) for x, y in moved)) or 1.0
        wish = np.round(moved * (reach / spread), 6)
    return wish


@dataclass(frozen=True, slots=True)
class _Ring:
    """A rounded rectangle around all discs, which further rings repeat at a distance."""

    x: float
    y: float
    a: float
    b: float

    @classmethod
    def around(cls, regions: Sequence[Region]) -> _Ring:
        if not regions:
            return cls(0.0, 0.0, 320.0, 200.0)
        left = min(region.x - region.rx for region in regions)
        right = max(region.x + region.rx for region in regions)
        top = min(region.y - region.ry for region in regions)
        bottom = max(region.y + region.ry for region in regions)
        x, y, a, b = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        need = 1.0
        for region in regions:
            for step in range(36):
                angle = step * math.tau / 36
                dx = abs(region.x + region.rx * math.cos(angle) - x) / a
                dy = abs(region.y + region.ry * math.sin(angle) - y) / b
                need = max(need, float((dx**_ROUNDNESS + dy**_ROUNDNESS) ** (1 / _ROUNDNESS)))
        return cls(round(x, 1), round(y, 1), round(a * need, 1) + 26.0, round(b * need, 1) + 26.0)

    def outside(self, gap: float) -> _Ring:
        return _Ring(self.x, self.y, self.a + gap, self.b + gap)

    def corners(self) -> list[Point]:
        return [(self.x - self.a, self.y - self.b), (self.x + self.a, self.y + self.b)]

    def _outline(self) -> list[Point]:
        power = 2 / _ROUNDNESS
        points = []
        for step in range(_SAMPLES):
            angle = step * math.tau / _SAMPLES - math.pi / 2
            c, s = round(math.cos(angle), 9), round(math.sin(angle), 9)
            x = self.x + self.a * math.copysign(float(abs(c) ** power), c)
            y = self.y + self.b * math.copysign(float(abs(s) ** power), s)
            points.append((x, y))
        return points

    def length(self) -> float:
        points = self._outline()
        return sum(math.dist(one, other) for one, other in zip(points, [*points[1:], points[0]], strict=True))

    def slots(self, count: int) -> list[Point]:
        """Return `count` points at equal distances along the ring, clockwise from the top."""
        points = self._outline()
        points.append(points[0])
        along = [0.0]
        for one, other in zip(points, points[1:], strict=False):
            along.append(along[-1] + math.dist(one, other))
        slots, at = [], 0
        for n in range(count):
            wanted = (n + 0.5) * along[-1] / count
            while along[at + 1] < wanted:
                at += 1
            share = (wanted - along[at]) / (along[at + 1] - along[at])
            (x0, y0), (x1, y1) = points[at], points[at + 1]
            slots.append((round(x0 + (x1 - x0) * share, 1), round(y0 + (y1 - y0) * share, 1)))
        return slots


def _place_institutions(contents: AtlasContents, states: dict[str, Point], ring: _Ring) -> dict[str, Point]:
    """Put bodies on the inner rings, beside their members; treaties, by topic, and UN entities on the outer ones."""
    around: dict[str, list[Point]] = defaultdict(list)
    for link in contents.links:
        if link.state in states:
            around[link.institution].append(states[link.state])
    bodies = [one for one in contents.institutions if one.kind == "RegionalBody"]
    others = [one for one in contents.institutions if one.kind != "RegionalBody"]
    bodies.sort(key=lambda one: one.id)
    others.sort(key=lambda one: (one.kind, one.topic, one.name, one.id))
    places: dict[str, Point] = {}
    for group in (bodies, others):
        rest: list[AtlasInstitution] = group
        while rest:
            room = max(8, int(ring.length() / _RING_STEP))
            part, rest = rest[:room], rest[room:]
            slots = ring.slots(len(part))
            if group is bodies:
                slots = _nearest_slots(part, slots, around, ring)
            places.update({one.id: slot for one, slot in zip(part, slots, strict=True)})
            ring = ring.outside(_RING_GAP)
    return dict(sorted(places.items()))


def _nearest_slots(
    bodies: Sequence[AtlasInstitution], slots: Sequence[Point], around: dict[str, list[Point]], ring: _Ring
) -> list[Point]:
    """Return for each body the slot on the side where its members are, all together as short as can be."""
    cost = np.zeros((len(bodies), len(slots)))
    for n, body in enumerate(bodies):
        members = around[body.id] or [(ring.x, ring.y)]
        x = sum(point[0] for point in members) / len(members) - ring.x
        y = sum(point[1] for point in members) / len(members) - ring.y
        far = math.sqrt((x / ring.a) ** 2 + (y / ring.b) ** 2) or 1.0
        for m, slot in enumerate(slots):
            cost[n, m] = round((ring.x + x / far - slot[0]) ** 2 + (ring.y + y / far - slot[1]) ** 2, 2)
    _, chosen = linear_sum_assignment(cost)
    return [slots[slot] for slot in chosen.tolist()]


def _extent_of(points: Sequence[Point]) -> Box:
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _place_unlinked(unlinked: Sequence[str], states: dict[str, Point], edge: Box) -> Box | None:
    """Add the unlinked States to `states`, in rows beneath everything else, and return their box."""
    if not unlinked:
        return None
    columns = min(len(unlinked), max(1, int((edge.right - edge.left) / _BOX_COLUMN)))
    rows = -(-len(unlinked) // columns)
    columns = -(-len(unlinked) // rows)
    middle = (edge.left + edge.right) / 2
    top = edge.bottom + _BOX_GAP
    for n, id_ in enumerate(unlinked):
        row, column = divmod(n, columns)
        x = middle + (column - (columns - 1) / 2) * _BOX_COLUMN
        states[id_] = (round(x, 1), round(top + 20 + row * _BOX_ROW, 1))
    half = columns * _BOX_COLUMN / 2
    return Box(round(middle - half, 1), round(top, 1), round(middle + half, 1), round(top + 4 + rows * _BOX_ROW, 1))
