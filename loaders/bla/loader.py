"""
Reads the formation data of the Bilateral Labor Agreements Dataset into agreements and who concluded them.

Upstream: `BLAs_Formation_Data.dta` (one row per agreement: two countries, year, days of signature and ratification)
and `BLAs_Coding_Data.dta` (titles and provisions of the agreements whose text was coded).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers

TERRITORIES = {"Hong Kong", "Macau", "Northern Mariana Islands"}
"""Parties that are no States: their agreements are left out, not ascribed to another."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NO_YEAR = 9999
"""What the source writes where it has no year."""
_LAST_YEAR = 2020
PROVISIONS = {
    "recruit_cost_mig": "no_recruitment_fees",
    "recruit_auth": "authorised_recruiters",
    "contract_req": "contract_required",
    "work_monitor": "work_monitored",
    "passport": "passport_protection",
    "disputes_emp_mig": "complaint_mechanism",
}
"""Columns of the coding data, 0 or 1, that bear on exploitation, and the property each becomes."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows, two of the latter for each agreement between two States.

    Raises FactsError for a country that no register knows.
    """
    import pandas as pd  # noqa: PLC0415 - only needed to refresh

    coded = pd.read_stata(upstream / "BLAs_Coding_Data.dta")
    texts = {int(row["treatyID"]): row for row in coded.to_dict("records")}
    rows = pd.read_stata(upstream / "BLAs_Formation_Data.dta")
    for row in rows.sort_values("treatyID").to_dict("records"):
        number, ratified_text = int(row["treatyID"]), str(row["ratified"]).strip()
        names = sorted((str(row["countryA"]), str(row["countryB"])))
        if TERRITORIES.intersection(names):
            continue
        locator = f"treatyID={number}"
        states = [registers.require(("State",), name, f"BLAs_Formation_Data.dta {locator}") for name in names]
        signed, note = _signed(str(row["datesigned"]), int(row["year"]))
        ratified = _DAY.fullmatch(ratified_text)
        notes = [note, _ratification_note(signed, ratified_text)]
        text = texts.get(number)
        yield Row(
            "BilateralAgreement",
            {
                "id": f"BLA-{number}",
                "title": (_title(str(text["agreement_title"])) if text else "")
                or ", ".join(filter(None, (f"Labour agreement, {names[0]} and {names[1]}", signed[:4]))),
                "topic": "labour_migration",
                "signed": signed,
                "ratified": _iso(ratified) if ratified else "",
                "status": "ratified" if ratified_text else "",
                **({name: _coded(text[column], number, column) for column, name in PROVISIONS.items()} if text else {}),
                "locator": locator,
            },
        )
        for state in states:
            yield Row(
                "CONCLUDED",
                {
                    "from": state,
                    "to": f"BLA-{number}",
                    "since": signed,
                    "locator": locator,
                    "note": "; ".join(filter(None, notes)),
                },
            )


def _signed(text: str, year: int) -> tuple[str, str]:
    """Return the day of signature, or the year where the source gives no possible day, and what is odd about it."""
    days = [_iso(match) for match in _DAY.finditer(text)]
    if not days:
        return "" if year == _NO_YEAR else str(year), ""
    if int(days[-1][:4]) > _LAST_YEAR:
        return str(year), f"the day of signature in the source, {days[-1]}, is impossible; the year is its year column"
    if int(days[-1][:4]) != year:
        return days[-1], f"the year column of the source says {year}"
    return days[-1], "the later of the two days in the source" if len(days) > 1 else ""


def _ratification_note(signed: str, text: str) -> str:
    """Return what is odd about the day of ratification."""
    day = _DAY.fullmatch(text)
    if text and day is None:
        return f"the source gives the ratification as: {text}"
    if day is not None and _iso(day) < signed:
        return f"the source has it ratified on {_iso(day)}, before it was signed"
    return ""


def _coded(value: object, number: int, column: str) -> str:
    """Return a coded provision as a boolean cell. Raises FactsError when it is neither 0 nor 1."""
    if value not in (0, 1):
        raise FactsError([f"BLAs_Coding_Data.dta treatyID={number}, {column}: {value!r}; expected 0 or 1"])
    return "true" if value == 1 else "false"


def _iso(match: re.Match[str]) -> str:
    month, day, year = match.groups()
    return dt.date(int(year), int(month), int(day)).isoformat()


def _title(text: str) -> str:
    """Return a title on one line, without outer quotation marks, read as the UTF-8 it was written in."""
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return " ".join(text.split()).strip('"')
