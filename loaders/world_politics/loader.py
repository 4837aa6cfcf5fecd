"""
Reads in which year UN Member States joined the core human rights instruments.

Upstream: `hr_status_<instrument>.csv`, one Member State a row: `member`, `year ratification or accession`, `status`,
and in most files `note`. What names a year is consent in that year; a note may say that it was denounced later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed

TREATIES = {
    "cat": "CAT",
    "cedaw": "CEDAW",
    "cped": "CPED",
    "crc": "CRC",
    "crpd": "CRPD",
    "iccpr": "ICCPR",
    "iccpr_op1": "ICCPR_OP1",
    "iccpr_op2": "ICCPR_OP2",
    "icerd": "ICERD",
    "icescr": "ICESCR",
    "icescr_op": "ICESCR_OP",
    "icmw": "ICRMW",
    "op_cedaw": "CEDAW_OP",
    "op_crc_ac": "CRC_OPAC",
    "op_crc_ic": "CRC_OPIC",
    "op_crc_sc": "CRC_OPSC",
    "op_crpd": "CRPD_OP",
    "opcat": "OPCAT",
}
"""Treaty by file."""
YEAR = "year ratification or accession"
STATUSES = ("state party", "signatory state", "no action")
_READERS = {
    "iso2": cells.like("[A-Z]{1,2}", "two capital letters"),
    "member": cells.needed,
    "status": cells.one_of(STATUSES),
    YEAR: cells.or_empty(cells.year),
}
_NOTE = {"note": cells.text}
"""The column that not every file has."""
_DENOUNCED = re.compile(r"Denounced .*?(\d{4})")


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield PARTY_TO rows.

    Raises FactsError for a file without a treaty, a name no register knows, an unknown status or a year that is none.
    """
    paths = sorted(upstream.glob("hr_status_*.csv"))
    if not paths:
        raise FactsError([f"{upstream.name}: holds no file hr_status_*.csv"])
    for path in paths:
        instrument = path.stem.removeprefix("hr_status_")
        if instrument not in TREATIES:
            raise FactsError([f"{path.name}: no treaty is known for this file"])
        for number, row in listed(path, _READERS, _NOTE):
            place = f"{path.name} row {number}"
            if not row[YEAR]:
                continue
            denounced = _DENOUNCED.match(row.get("note", ""))
            yield Row(
                "PARTY_TO",
                {
                    "from": registers.require(("State",), row["member"], place),
                    "to": TREATIES[instrument],
                    "action": "unspecified",
                    "since": row[YEAR],
                    "until": denounced[1] if denounced else "",
                    "locator": f"{path.name}, {row['member']}",
                    "note": "denounced, says a note of the source" if denounced else "",
                },
            )
