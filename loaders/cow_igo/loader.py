"""
Reads the State-year file of Correlates of War intergovernmental organizations, version 3, into memberships.

Upstream: `state_year_format3.rda`. COW codes are matched through the register of States. A cell is 1 for full
membership, 2 for associate membership, 3 for observer; 0 none; negative: missing or the organization does not exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.records import Key
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import Readers, listed_r

STATUS = {1: "member", 2: "associate", 3: "observer"}
NO_STATUS = {0: "none", -1: "missing", -9: "the organization does not exist"}
FIRST_YEAR, LAST_YEAR = 1816, 2014
LEFT_OUT = (240, 245, 267, 269, 271, 273, 275, 280, 300, 327, 329, 332, 335, 337, 730)
"""Codes that the register does not have: States of the past in Germany and Italy, Austria-Hungary, Korea to 1905."""
GRID_UNTIL = 1965
"""Before this year the data stand on a five-year grid."""
GRID_YEARS = 5


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield RegionalBody, MEMBER_OF and COVERS rows; a spell ends in the first year it no longer holds.

    Raises FactsError for a code of a State, a year or a cell that is not known.
    """
    states = _states(registers)
    bodies = [
        (label, id_, code)
        for label in ("RegionalBody", "UNEntity")
        for id_ in registers.ids(label)
        if (code := registers.entries[Key(label, id_)].row["cow_code"])
    ]
    known = [*states, *map(str, LEFT_OUT)]
    marks = cells.one_of(map(str, (*STATUS, *NO_STATUS)))
    readers: Readers = {
        "ccode": cells.one_of(known),
        "year": cells.whole(FIRST_YEAR, LAST_YEAR),
        **{code.lower(): marks for _, _, code in bodies},
    }
    table = [row for _, row in listed_r(upstream / "state_year_format3.rda", readers)]
    places = [(_of_year(states.get(row["ccode"], ()), int(row["year"])), int(row["year"])) for row in table]
    for label, id_, code in bodies:
        if label == "RegionalBody":
            yield Row("RegionalBody", {"id": id_, "locator": f"COW IGO 3.0, {code}"})
        yield Row("COVERS", {"from": "cow_igo", "to": id_, "until": str(LAST_YEAR + 1), "locator": f"COW {code}"})
        # Successive codes of one State (West Germany, Germany) are one history.
        history: dict[str, dict[int, int]] = defaultdict(dict)
        for (state, year), row in zip(places, table, strict=True):
            if state:
                value = int(row[code.lower()])
                history[state][year] = max(value, history[state].get(year, value))
        for state, years in sorted(history.items()):
            for status, first, until in _spells(years):
                note = f"start may be up to {GRID_YEARS} years off" if first < GRID_UNTIL else ""
                yield Row(
                    "MEMBER_OF",
                    {
                        "from": state,
                        "to": id_,
                        "status": status,
                        "since": str(first),
                        "until": "" if until is None else str(until),
                        "locator": f"COW IGO 3.0, {code}, State {state}",
                        "note": note,
                    },
                )


def _states(registers: Registers) -> dict[str, list[tuple[int, str]]]:
    """Return by COW code who bore it, as (last year, State), earliest first, as the register of States has them."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for id_ in registers.ids("State"):
        row = registers.entries[Key("State", id_)].row
        for code in filter(None, row["cow_code"].split("|")):
            found[code].append((int(row["valid_to"][:4]) if row["valid_to"] else LAST_YEAR, id_))
    return {code: sorted(bearers) for code, bearers in found.items()}


def _of_year(bearers: Iterable[tuple[int, str]], year: int) -> str:
    """Return who bore a code in a year, empty when nobody did; the earlier one, when it changed hands that year."""
    return next((id_ for last, id_ in bearers if year <= last), "")


def _spells(values: dict[int, int]) -> Iterator[tuple[str, int, int | None]]:
    """
    Yield (status, first year, first year after) for each run of one status.

    There is no end when it lasts to the last year. A State missing from the file for longer than the grid was no State
    then: the spell ends.
    """
    years = sorted(values)
    start: int | None = None
    for position, year in enumerate(years):
        value = values[year]
        if value not in STATUS:
            continue
        start = year if start is None else start
        following = years[position + 1] if position + 1 < len(years) else None
        grid = GRID_YEARS if year < GRID_UNTIL else 1
        if following is None or following - year > grid or values[following] != value:
            yield STATUS[value], start, None if year == LAST_YEAR else year + 1
            start = None
