"""Reads Argentina's laws that approve a bilateral agreement; table: `pactgraph.publishers.gathered_agreements`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

APPROVED = "approved by law "


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows; the day of the law is no day of signature.

    Raises FactsError for a party no register knows.
    """
    for agreement in gathered_agreements(upstream, "Infoleg", Path(__file__).parent, registers, "AR-{}".format):
        yield from agreement.rows(status="approved", concluded_by=agreement.status_day(APPROVED))
