"""
Reads agreements on trafficking known from web pages, from the table of `pactgraph.publishers.gathered_agreements`.

A page that says a cabinet approved an agreement for signing does not say that it was signed: those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

_KNOWN = re.compile(
    r"(draft )?approved (by|for signing).*|signed( \((date not in excerpt|article undated)\)|; later amended)?"
    r"|(signed by|in operation by|signed; approved by Indian cabinet) \d{4}-\d{2}(-\d{2})?"
    r"|text published by .* \(date not in excerpt\)",
    re.ASCII,
)
"""What pages say of an agreement, in the table's words."""
_NOT_SIGNED = re.compile(r"(draft )?approved (by|for signing)")
_BY = re.compile(r"(?:signed by|in operation by|signed; approved by Indian cabinet) (\d{4}-\d{2}(?:-\d{2})?)")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows of agreements a page says were signed or are in operation.

    Raises FactsError for a status that is not known and a party no register knows.
    """
    for agreement in gathered_agreements(upstream, "web page", Path(__file__).parent, registers):
        if _KNOWN.fullmatch(agreement.status) is None:
            raise FactsError([f"{agreement.place} column status: {agreement.status!r} is not known; add it"])
        if _NOT_SIGNED.match(agreement.status):
            continue
        by = _BY.match(agreement.status)
        yield from agreement.rows(
            status="signed" if agreement.status.startswith("signed") else "unknown", concluded_by=by[1] if by else ""
        )
