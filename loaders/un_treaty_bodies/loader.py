"""Reads the gathered table `treaty_bodies.csv`: which human rights treaty body monitors which treaty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.gathered import gathered

SOURCE = "http://web.archive.org/web/20170210133529/"
BODIES = {
    "CAT": ("CAT_COMMITTEE", "CAT", ()),
    "CCPR": ("CCPR_COMMITTEE", "ICCPR", ("ICCPR_OP1", "ICCPR_OP2")),
    "CED": ("CED_COMMITTEE", "CPED", ()),
    "CEDAW": ("CEDAW_COMMITTEE", "CEDAW", ("CEDAW_OP",)),
    "CERD": ("CERD_COMMITTEE", "ICERD", ()),
    "CESCR": ("CESCR", "ICESCR", ()),
    "CMW": ("CMW_COMMITTEE", "ICRMW", ()),
    "CRC": ("CRC_COMMITTEE", "CRC", ("CRC_OPAC", "CRC_OPSC")),
    "CRPD": ("CRPD_COMMITTEE", "CRPD", ()),
    "SPT": ("SPT", "OPCAT", ()),
}
"""Code to the body, its treaty, and the protocols meant where the table names optional protocols (of its year)."""

_READERS = {
    "body_code": cells.needed,
    "treaty_year": cells.year,
    "optional_protocols": cells.or_empty(
        cells.like(r"optional protocols?( \([0-9]{4}\))?", "optional protocols, or nothing")
    ),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield UNEntity and MONITORS rows.

    Raises FactsError for a body that the loader does not know, and for protocols where it knows none.
    """
    del registers  # bodies and treaties are matched by the table's codes
    for number, row in gathered(upstream / "treaty_bodies.csv", SOURCE, _READERS):
        code, place = row["body_code"], f"treaty_bodies.csv row {number}"
        if code not in BODIES:
            raise FactsError([f"{place}: the body {code!r} is not known to the loader; add it there"])
        body, treaty, protocols = BODIES[code]
        if row["optional_protocols"] and not protocols:
            raise FactsError([f"{place} column optional_protocols: the loader knows none of {code}; add them there"])
        locator = f"Treaty bodies, {code}"
        yield Row("UNEntity", {"id": body, "kind": "Treaty body", "locator": locator})
        for monitored in (treaty, *(protocols if row["optional_protocols"] else ())):
            yield Row("MONITORS", {"from": body, "to": monitored, "locator": locator})
