"""The land of the map: whose each outline is, nothing torn. Browsers draw a path up to its first error and no further."""

from __future__ import annotations

import csv
import re

import pytest

from pactgraph.content import content_folder
from pactgraph.graph import Graph
from pactgraph.pages.atlas import filled_outlines
from pactgraph.pages.worldmap import NOBODYS, SCALE, Outline, outlines, projected, world

_STEP = r"-?\d+[ -]\d+"
_RING = rf"M(-?\d+)[ ]?(-?\d+)l({_STEP}(?:[ -]?{_STEP})*)Z"
Ring = list[tuple[int, int]]
# Outlines of their own whose land is no State's of the register.
UNFILLED = {
    "158": "Taiwan",
    "238": "Falkland Islands (Malvinas)",
    "260": "French Southern Territories",
    "304": "Greenland",
    "540": "New Caledonia",
    "630": "Puerto Rico",
    "732": "Western Sahara",
}
DEGREE = 10 * projected(12, 0)[0]
"""One degree on the equator, in tenths of a picture unit."""


def rings(path: str) -> list[Ring]:
    """Return the rings of a path, each in tenths of a picture unit; fail where it is no path."""
    assert re.fullmatch(f"(?:{_RING})+", path), "not a path of moves and relative lines"
    found = []
    for x, y, steps in re.findall(_RING, path):
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


@pytest.fixture(scope="module")
def register() -> dict[str, dict[str, str]]:
    """The States of today by M49 code."""
    text = (content_folder("graph") / "registers" / "states.csv").read_text(encoding="utf-8")
    return {row["m49"]: row for row in csv.DictReader(text.splitlines()) if row["m49"]}


@pytest.fixture(scope="module")
def states(graph: Graph) -> dict[str, dict[str, object]]:
    return {id_: dict(known) for id_, known in graph.recorded.of("State").items()}


@pytest.fixture(scope="module")
def filled(states: dict[str, dict[str, object]]) -> dict[str, Outline]:
    return filled_outlines(states)


def test_every_outline_is_a_state_s_or_listed_as_nobody_s(
    register: dict[str, dict[str, str]], filled: dict[str, Outline]
) -> None:
    of_states = {row["id"] for code, row in register.items() if code in world() and row["status"] != "non_member"}
    assert of_states == filled.keys()
    rest = world().keys() - {code for code, row in register.items() if row["id"] in filled}
    assert rest == UNFILLED.keys() | NOBODYS


def test_only_small_members_have_no_outline(register: dict[str, dict[str, str]], filled: dict[str, Outline]) -> None:
    members = {row["id"] for row in register.values() if row["status"] == "member"}
    assert len(members) == 193
    assert sorted(members - filled.keys()) == [
        *("AND", "ATG", "BHR", "BRB", "COM", "CPV", "DMA", "FSM", "GRD", "KIR", "KNA", "LCA", "LIE", "MCO", "MDV", "MHL"),
        *("MLT", "MUS", "NRU", "PLW", "SGP", "SMR", "STP", "SYC", "TON", "TUV", "VCT", "WSM"),
    ]  # fmt: skip


def test_members_stand_on_their_own_land(states: dict[str, dict[str, object]], filled: dict[str, Outline]) -> None:
    """Representative places are rounded: some stand between islands or just off small land, two on a neighbour's."""
    drawn = {id_: rings(outline.path) for id_, outline in filled.items()}
    missed, elsewhere = set(), set()
    for id_ in filled:
        x, y = projected(float(str(states[id_]["lon"])), float(str(states[id_]["lat"])))
        on = {other for other, land in drawn.items() if inside(10 * x, 10 * y, land)}
        if id_ not in on:
            missed.add(id_)
        elsewhere |= {(id_, other) for other in on - {id_}}
    assert missed == {"BHS", "CUB", "FJI", "ISR", "KWT", "PHL", "TTO", "VUT"}
    assert elsewhere == {("ISR", "PSE"), ("KWT", "IRQ")}


def test_western_sahara_is_not_filled_with_a_neighbour(
    states: dict[str, dict[str, object]], filled: dict[str, Outline]
) -> None:
    """Natural Earth draws as Morocco what it holds; the land south of the parallel 27°40' is disputed."""
    disputed, morocco = rings(world()["732"].path), rings(filled["MAR"].path)
    x, y = projected(float(str(states["ESH"]["lon"])), float(str(states["ESH"]["lat"])))
    assert inside(10 * x, 10 * y, disputed)
    south = 10 * projected(-13, 27.6)[1]
    assert max(y for ring in morocco for _, y in ring) < south
    for lon, lat in ((-15.5, 23.5), (-14, 25), (-13, 27)):
        assert inside(*(10 * place for place in projected(lon, lat)), disputed), (lon, lat)


def test_nothing_is_torn() -> None:
    for code, outline in world().items():
        for ring in rings(outline.path):
            xs = [x for x, _ in ring]
            assert max(xs) - min(xs) < 180 * DEGREE, code
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
                assert abs(ax - bx) + abs(ay - by) < 25 * DEGREE, f"a streak across {code}"


def test_oceania_stands_together(states: dict[str, dict[str, object]]) -> None:
    xs = {
        id_: projected(float(str(known["lon"])), float(str(known["lat"])))[0]
        for id_, known in states.items()
        if known.get("region") == "Oceania"
    }
    assert len(xs) == 16
    assert min(xs.values()) > 100 * DEGREE / 10, "all east of Asia's middle"
    for near, other in (("FJI", "TON"), ("TUV", "WSM"), ("KIR", "TUV"), ("NIU", "COK")):
        assert abs(xs[near] - xs[other]) < 15 * DEGREE / 10, (near, other)


def test_sizes_are_true(filled: dict[str, Outline]) -> None:
    """Equal Earth keeps areas: a square of a State's size, against km² (UN Demographic Yearbook, 5 % for 1:110 m)."""
    kilometres = 6371.0 / SCALE
    for id_, size in {"BRA": 8_515_767, "COD": 2_344_858, "RUS": 17_098_246, "ZAF": 1_221_037, "FRA": 633_187}.items():
        assert (filled[id_].side * kilometres) ** 2 == pytest.approx(size, rel=0.05), id_


def test_the_same_bytes_twice() -> None:
    again = outlines(content_folder("viz") / "map" / "countries-110m.json")
    assert again == world()
    assert list(again) == list(world())
