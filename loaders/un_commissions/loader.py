"""Reads the rows of the United Nations' regional commissions in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

BODIES = {"ECA": "ECA", "ECE": "ECE", "ECLAC": "ECLAC", "ESCAP": "ESCAP", "ESCWA": "ESCWA"}
TERRITORIES = frozenset(
    {
        "ABW",
        "AIA",
        "ASM",
        "BMU",
        "CUW",
        "CYM",
        "GLP",
        "GUF",
        "GUM",
        "HKG",
        "MAC",
        "MNP",
        "MSR",
        "MTQ",
        "NCL",
        "PRI",
        "PYF",
        "SXM",
        "TCA",
        "VGB",
        "VIR",
    }
)


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows of States in the commissions, which are UN entities."""
    for row, _ in memberships(upstream / "memberships.csv", "Wikipedia", registers, BODIES, TERRITORIES, "article"):
        yield row
