"""Reads the gathered table `sr_trafficking_reports.csv`: the Special Rapporteur's thematic reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.gathered import gathered

RAPPORTEUR = "SR_TRAFFICKING"
_READERS = {
    "year": cells.year,
    "symbol": cells.like(r"[AE]/[A-Z0-9./]+", "a symbol, as A/69/269"),
    "subject": cells.needed,
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield the rapporteur's UNEntity row, and a Document and a PRODUCED row for each report."""
    del registers  # documents are identified by their symbols
    yield Row("UNEntity", {"id": RAPPORTEUR, "kind": "Special procedure", "locator": "Annual reports"})
    for _, row in gathered(upstream / "sr_trafficking_reports.csv", "OHCHR annual reports page", _READERS):
        id_ = re.sub(r"[^A-Za-z0-9]+", "_", row["symbol"])
        locator = f"Annual reports, {row['symbol']}"
        yield Row(
            "Document",
            {
                "id": id_,
                "name": row["subject"],
                "symbol": row["symbol"],
                "kind": "special_procedure_report",
                "issued": row["year"],
                "locator": locator,
            },
        )
        yield Row("PRODUCED", {"from": RAPPORTEUR, "to": id_, "locator": locator})
