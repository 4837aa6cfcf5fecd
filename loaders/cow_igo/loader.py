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

STATUS = {1: "member", 2: "associate", 3: "observer"}
LAST_YEAR = 2014
GRID_UNTIL = 1965
"""Before this year the data stand on a five-year grid."""
GRID_YEARS = 5


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield RegionalBody, MEMBER_OF and COVERS rows; a spell ends in the first year it no longer holds."""
    import pyreadr  # noqa: PLC0415 - only needed to refresh

    table = next(iter(pyreadr.read_r(str(upstream / "state_year_format3.rda")).values()))
    states = _states(registers)
    for label in ("RegionalBody", "UNEntity"):
        for id_ in registers.ids(label):
            code = registers.entries[Key(label, id_)].row["cow_code"]
            if not code:
                continue
            if label == "RegionalBody":
                yield Row("RegionalBody", {"id": id_, "locator": f"COW IGO 3.0, {code}"})
            yield Row("COVERS", {"from": "cow_igo", "to": id_, "until": str(LAST_YEAR + 1), "locator": f"COW {code}"})
            column = table[["ccode", "year", code.lower()]].dropna()
            # Successive codes of one State (West Germany, Germany) are one history.
            history: dict[str, dict[int, int]] = defaultdict(dict)
            for cow_code, year, value in column.itertuples(index=False):
                state = _of_year(states.get(str(int(cow_code)), ()), int(year))
                if state:
                    history[state][int(year)] = max(int(value), history[state].get(int(year), int(value)))
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
