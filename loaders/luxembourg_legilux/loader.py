"""
Reads Luxembourg's laws that approve a bilateral agreement; table: `pactgraph.publishers.gathered_agreements`.

The title is the law's. Agreements of the Benelux States have a remark that says so: Belgium and the Netherlands
conclude them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

APPROVED = "approved by law "
BENELUX = "Benelux agreement: also BEL, NLD"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows; the day of the law is no day of signature.

    Raises FactsError for a party no register knows.
    """
    for agreement in gathered_agreements(upstream, "Legilux", Path(__file__).parent, registers):
        if agreement.remark == BENELUX:
            agreement = replace(agreement, parties=(*agreement.parties, "BEL", "NLD"))
        law = agreement.status_day(APPROVED)
        yield from agreement.rows(status="approved", concluded_by=law, locator=f"law of {law}")
