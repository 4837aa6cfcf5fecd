"""Reads treaty texts of the Netherlands' treaty collection; table: `pactgraph.publishers.gathered_agreements`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

COLLECTED = "2017-05"
"""The register was collected then: what it has was concluded by then."""
_READ = "the year is the last one beside the words of signature in the text"


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows; only the year of signature is known, and not always.

    Raises FactsError for a party no register knows.
    """
    for agreement in gathered_agreements(upstream, "Dutch treaty texts", Path(__file__).parent, registers):
        yield from agreement.rows(concluded_by=COLLECTED, note=_READ if agreement.signed else "")
