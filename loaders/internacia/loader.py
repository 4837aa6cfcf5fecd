"""Reads the rows of Internacia in the gathered table `memberships.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers.gathered import memberships

BODIES = {
    "AFRIPOL": "AFRIPOL",
    "AMERIPOL": "AMERIPOL",
    "ARF": "ARF",
    "ASEAN": "ASEAN",
    "AU": "AU",
    "Andean": "ANDEAN",
    "BSEC": "BSEC",
    "CARICOM": "CARICOM",
    "CIS": "CIS",
    "COE": "COE",
    "COMESA": "COMESA",
    "COMMONWEALTH": "COMSEC",
    "CP": "COLOMBO_PLAN",
    "CPSC": "CPSC",
    "CSTO": "CSTO",
    "CUMBREIBEROAMERICANA": "IBERO_AMERICAN_SUMMIT",
    "EAC": "EAC",
    "ECCAS": "ECCAS",
    "ECOWAS": "ECOWAS",
    "EU": "EU",
    "EUROPOL": "EUROPOL",
    "GCC": "GCC",
    "GUAM": "GUAM",
    "IGAD": "IGAD",
    "ILO": "ILO",
    "INTERPOL": "INTERPOL",
    "IOMig": "IOM",
    "LOAS": "LOAS",
    "Mercosur": "MERCOSUR",
    "NORDEN": "NORDC",
    "OAS": "OAS",
    "OIF": "ACCT",
    "OSCE": "OSCE",
    "PIF": "PIF",
    "SAARC": "SAARC",
    "SADC": "SADC",
    "SCHENGENAREA": "SCHENGEN",
    "SCO": "SCO",
    "SICA": "SICA",
    "UMA": "AMU",
    # A court, two entities that have no member States, and bodies for education, training and social security.
    "ECHR": "",
    "UNICEF": "",
    "UNODC": "",
    "MEKONGINSTITUTE": "",
    "OEI": "",
    "OISS": "",
    "SEAMEO": "",
}
TERRITORIES = frozenset(
    {
        "ABW",
        "AIA",
        "ALA",
        "BMU",
        "CUW",
        "CYM",
        "FRO",
        "GIB",
        "GRL",
        "HKG",
        "MAC",
        "MSR",
        "NCL",
        "PYF",
        "SXM",
        "TCA",
        "VGB",
    }
)
"""Territories that some bodies admit; they take part in no treaty and are in no register."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """Yield MEMBER_OF rows without dates, those of States and other participants in the register."""
    path = upstream / "memberships.csv"
    for row, _ in memberships(path, "internacia-db", registers, BODIES, TERRITORIES, "intblocks"):
        yield row
