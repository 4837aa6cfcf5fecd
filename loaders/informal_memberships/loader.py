"""Reads the rows of the informal organizations' memberships by Roger and Rowan in the gathered `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

BODIES = {
    "APG": "APG",
    "BP_MIGO": "BALI_PROCESS",
    "EGMONT": "EGMONT",
    "FATF": "FATF",
    # Attendance at a yearly meeting, and a conference that became the OSCE.
    "GFMD_MIGO": "",
    "CSCE_MIGO": "",
}
NOTES = {"BP_MIGO": "the source says BP; its first year and members are those of the Bali Process"}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows with the first year of membership."""
    for row, cells in memberships(upstream / "memberships.csv", "manyios MIGO", registers, BODIES, (), "MIGO"):
        yield Row("MEMBER_OF", {**row.cells, "note": NOTES.get(cells["body"], "")})
