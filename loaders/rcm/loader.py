"""Reads the rows of the Regional Conference on Migration in the gathered table `memberships.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

SOURCE = "https://portal.crmsv.org"
ESTABLISHED = re.compile(r"established (\d{4})")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows, and a RegionalBody row for each year the table's notes have it established in."""
    years = set()
    for row, cells in memberships(upstream / "memberships.csv", SOURCE, registers, {"RCM": "RCM"}, (), "About us"):
        years |= set(ESTABLISHED.findall(cells["note"]))
        yield row
    for year in sorted(years):
        yield Row("RegionalBody", {"id": "RCM", "founded": year, "locator": "About us"})
