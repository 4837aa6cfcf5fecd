"""Reads Uruguay's laws that approve a bilateral agreement; see `pactgraph.gathered_agreements` for the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.gathered_agreements import gathered_agreements
from pactgraph.registers import Registers

APPROVED = "approved by law "


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows; the day of the law is no day of signature.

    Raises FactsError for a party no register knows.
    """
    for agreement in gathered_agreements(upstream, "IMPO", Path(__file__).parent, registers):
        yield from agreement.rows(status="approved", concluded_by=agreement.status.removeprefix(APPROVED))
