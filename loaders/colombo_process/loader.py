"""Reads the rows of the Colombo Process in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

SOURCE = "https://www.tribuneindia.com/news/india/india-moots-more-member-states-for-colombo-process-635271"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows."""
    for row, _ in memberships(
        upstream / "memberships.csv", SOURCE, registers, {"ColomboProcess": "COLOMBO_PROCESS"}, (), "article"
    ):
        yield row
