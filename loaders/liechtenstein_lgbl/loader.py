"""
Reads Liechtenstein's consolidated bilateral treaties, from the table of
`pactgraph.publishers.gathered_agreements`.

The table gives the day of publication in the Law Gazette, not of signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

PUBLISHED = "published "
_NUMBER = re.compile(r"LI-LGBl-\d{4}-\d+")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield BilateralAgreement and CONCLUDED rows. Raises FactsError for a party no register knows."""
    for agreement in gathered_agreements(upstream, "Liechtenstein", Path(__file__).parent, registers, _gazette_number):
        yield from agreement.rows(concluded_by=agreement.status_day(PUBLISHED))


def _gazette_number(row_id: str) -> str:
    """Return the agreement's id: rows for each party of one agreement end in the party's code."""
    match = _NUMBER.match(row_id)
    return match[0] if match else row_id
