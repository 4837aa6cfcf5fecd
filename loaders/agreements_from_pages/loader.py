"""
Reads agreements on trafficking known from web pages, from the table of `pactgraph.publishers.gathered_agreements`.

A page that says a cabinet approved an agreement for signing does not say that it was signed: those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

_NOT_SIGNED = re.compile(r"(draft )?approved (by|for signing)")
_BY = re.compile(r"(?:signed by|in operation by|signed; approved by Indian cabinet) (\d{4}-\d{2}(?:-\d{2})?)")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield BilateralAgreement and CONCLUDED rows of agreements a page says were signed or are in operation."""
    for agreement in gathered_agreements(upstream, "web page", Path(__file__).parent, registers):
        if _NOT_SIGNED.match(agreement.status):
            continue
        by = _BY.match(agreement.status)
        yield from agreement.rows(
            status="signed" if agreement.status.startswith("signed") else "unknown", concluded_by=by[1] if by else ""
        )
