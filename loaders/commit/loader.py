"""Reads the rows of the COMMIT process in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

SOURCE = "http://workersconnection.org/articles/ministers-from-six-mekong-countries-sign-historic-agreement-on-human-trafficking"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows."""
    for row, _ in memberships(upstream / "memberships.csv", SOURCE, registers, {"COMMIT": "COMMIT"}, (), "article"):
        yield row
