"""Reads the rows of the participating States of the OSCE in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

SOURCE = "https://www.osce.org/node/474210"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows."""
    for row, _ in memberships(
        upstream / "memberships.csv", SOURCE, registers, {"OSCE": "OSCE"}, (), "participating States"
    ):
        yield row
