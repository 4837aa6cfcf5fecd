"""Reads the rows of Correlates of War direct contiguity in the gathered table `borders.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.gathered import CODE, gathered

WATER = {"land": "", "water<=12mi": "12", "water<=24mi": "24", "water<=150mi": "150", "water<=400mi": "400"}
"""Kind of contiguity to the miles of water that lie between at most."""
_READERS = {
    "state_a_iso3": CODE,
    "state_b_iso3": CODE,
    "type": cells.one_of(WATER),
    "since": cells.or_empty(cells.date),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BORDERS rows, one for each pair, kind and start; the table has each pair from both sides.

    Raises FactsError for a State that is in no register and for an unknown kind of contiguity.
    """
    known = set(registers.ids("State"))
    both: dict[tuple[str, str, str, str], set[str]] = {}
    for number, row in gathered(upstream / "borders.csv", "COW Direct Contiguity", _READERS):
        one, other = row["state_a_iso3"], row["state_b_iso3"]
        place = f"borders.csv row {number}"
        for state in (one, other):
            if state not in known:
                raise FactsError([f"{place}: {state!r} is in no register; add it to graph/registers/states.csv"])
        start, end = sorted((one, other))
        both.setdefault((start, end, row["type"], row["since"]), set()).add(one)
    for (start, end, kind, since), sides in sorted(both.items()):
        yield Row(
            "BORDERS",
            {
                "from": start,
                "to": end,
                "kind": "land" if kind == "land" else "sea",
                "water_miles": WATER[kind],
                "since": since,
                "locator": f"Direct Contiguity 3.2, {start} and {end}",
                "note": "" if len(sides) == 2 else f"listed for {next(iter(sides))} only",
            },
        )
