"""Reads the rows of the Abu Dhabi Dialogue in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

SOURCE = "http://www.colomboprocess.org/rcp-meetings/detail/abu-dhabi-dialogue"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows."""
    for row, _ in memberships(
        upstream / "memberships.csv",
        SOURCE,
        registers,
        {"AbuDhabiDialogue": "ABU_DHABI_DIALOGUE"},
        (),
        "meeting of January 2008",
    ):
        yield row
