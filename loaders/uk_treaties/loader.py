"""
Reads the United Kingdom's treaty records on extradition, the slave trade and migration, from the gathered table.

See `pactgraph.publishers.gathered_agreements` for the table. It has one row for each other State the register lists, so
a treaty with several has several; it names the United Kingdom as a party throughout, which the titles contradict for
some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

TERMINATED = "terminated "
SUSPECT = "SUSPECT: "
_RECORD = re.compile(r"UK-\d+")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield BilateralAgreement and CONCLUDED rows. Raises FactsError for a party no register knows."""
    for agreement in gathered_agreements(upstream, "UK FCDO", Path(__file__).parent, registers, _record):
        ended = agreement.status_day(TERMINATED, needed=False)
        notes = []
        if agreement.remark.startswith(SUSPECT):
            notes.append(f"filed under {agreement.topic}, though its title is about something else")
        if agreement.in_force and agreement.in_force < agreement.signed:
            notes.append(f"the register has it in force on {agreement.in_force}, before it was signed")
        yield from agreement.rows(status="terminated" if ended else "", terminated=ended, note="; ".join(notes))


def _record(row_id: str) -> str:
    """Return the agreement's id: rows for each of several parties end in the party's name."""
    match = _RECORD.match(row_id)
    return match[0] if match else row_id
