"""Reads the rows of country_converter in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

BODIES = {
    "APEC": "APEC",
    "CIS": "CIS",
    "COE": "COE",
    "EEA": "EEA",
    "EU": "EU",
    "G7": "G7",
    "OECD": "OECD",
    "Schengen": "SCHENGEN",
    "UN": "UN",
    # A grouping of the past, a currency area, and a group of markets.
    "EU28(2013-2020)": "",
    "EuroArea": "",
    "BRIC": "",
}
TERRITORIES = frozenset({"FRO", "GRL", "HKG"})
WINDOW = ("2025", "2026")
"""The table is one of all States by body: in its year an empty cell means no."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows, dated where the table has a year, and COVERS rows for the year it speaks of."""
    path = upstream / "memberships.csv"
    for row, _ in memberships(path, "country_converter", registers, BODIES, TERRITORIES, "country_data.tsv"):
        yield row
    for body in sorted(filter(None, BODIES.values())):
        yield Row(
            "COVERS",
            {
                "from": "country_converter",
                "to": body,
                "since": WINDOW[0],
                "until": WINDOW[1],
                "locator": f"country_data.tsv, {body}",
            },
        )
