"""
Reads the formation data of the Bilateral Labor Agreements Dataset into agreements and who concluded them.

Upstream: `BLAs_Formation_Data.dta` (one row per agreement: two countries, year, days of signature and ratification)
and `BLAs_Coding_Data.dta` (titles and provisions of the agreements whose text was coded).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.characters import once_decoded
from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import Readers, listed_stata

FORMATION, CODING = "BLAs_Formation_Data.dta", "BLAs_Coding_Data.dta"

TERRITORIES = {"Hong Kong", "Macau", "Northern Mariana Islands"}
"""Parties that are no States: their agreements are left out, not ascribed to another."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NO_YEAR = "9999"
"""What the source writes where it has no year."""
_LAST_YEAR = 2020
_SLIPS = ("5/2/2997",)
"""Days of signature that cannot be, as the source has them."""
_OR_SOONER = re.compile(rf"{_DAY.pattern} or sooner")
PROVISIONS = {
    "recruit_cost_mig": "no_recruitment_fees",
    "recruit_auth": "authorised_recruiters",
    "contract_req": "contract_required",
    "work_monitor": "work_monitored",
    "passport": "passport_protection",
    "disputes_emp_mig": "complaint_mechanism",
}
"""Columns of the coding data, 0 or 1, that bear on exploitation, and the property each becomes."""
_BOOLEAN = {"0": "false", "1": "true"}


def _title(cell: object) -> str:
    """Return a title on one line, without outer quotation marks, read as the UTF-8 it was written in."""
    return cells.needed(" ".join(once_decoded(cells.other_encodings(cell)).split()).strip('"'))


def _year(cell: object) -> str:
    return cells.text(cell) if cells.text(cell) == _NO_YEAR else cells.year(cell)


def _days(cell: object) -> str:
    """Return the days of signature, as the source has them."""
    text = cells.text(cell).strip()
    for one in text.split(", ") if text and text not in _SLIPS else ():
        if int(_iso(one)[:4]) > _LAST_YEAR:
            raise ValueError(f"expected a day up to {_LAST_YEAR}, the last year of the source")
    return text


def _ratified(cell: object) -> str:
    """Return the day of ratification, as the source has it."""
    text = cells.text(cell).strip()
    if text and _OR_SOONER.fullmatch(text) is None:
        _iso(text)
    return text


_FORMED = {
    "treatyID": cells.whole(1, 99_999),
    "countryA": cells.needed,
    "countryB": cells.needed,
    "year": _year,
    "datesigned": _days,
    "ratified": _ratified,
}
_CODED = {
    "treatyID": cells.whole(1, 99_999),
    "agreement_title": _title,
    **dict.fromkeys(PROVISIONS, cells.one_of(["0", "1"])),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement and CONCLUDED rows, two of the latter for each agreement between two States.

    Raises FactsError for a country that no register knows and for a cell that is not as expected.
    """
    texts = {row["treatyID"]: row for row in _numbered(upstream / CODING, _CODED)}
    formed = _numbered(upstream / FORMATION, _FORMED)
    for row in sorted(formed, key=lambda row: int(row["treatyID"])):
        number, ratified_text = row["treatyID"], row["ratified"]
        names = sorted((row["countryA"], row["countryB"]))
        if TERRITORIES.intersection(names):
            continue
        locator = f"treatyID={number}"
        states = [registers.require(("State",), name, f"{FORMATION} {locator}") for name in names]
        signed, note = _signed(row["datesigned"], row["year"], f"{FORMATION} {locator}")
        ratified = _DAY.fullmatch(ratified_text)
        notes = [note, _ratification_note(signed, ratified_text)]
        text = texts.get(number)
        yield Row(
            "BilateralAgreement",
            {
                "id": f"BLA-{number}",
                "title": text["agreement_title"]
                if text
                else ", ".join(filter(None, (f"Labour agreement, {names[0]} and {names[1]}", signed[:4]))),
                "topic": "labour_migration",
                "signed": signed,
                "ratified": _iso(ratified_text) if ratified else "",
                "status": "ratified" if ratified_text else "",
                **({name: _BOOLEAN[text[column]] for column, name in PROVISIONS.items()} if text else {}),
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


def _numbered(path: Path, readers: Readers) -> list[dict[str, str]]:
    """Return the rows of a file. Raises FactsError where two have one `treatyID`."""
    rows = listed_stata(path, readers)
    cells.only_once(((f"{path.name} observation {number}", row["treatyID"]) for number, row in rows), "treatyID")
    return [row for _, row in rows]


def _signed(text: str, year: str, place: str) -> tuple[str, str]:
    """Return the day of signature, or the year where the source gives no possible day, and what is odd about it."""
    if not text:
        return "" if year == _NO_YEAR else year, ""
    if year == _NO_YEAR:
        raise FactsError([f"{place}: the year {_NO_YEAR} says that none is known, yet the day is {text}; mend one"])
    *earlier, last = text.split(", ")
    if text in _SLIPS:
        month, day, odd = last.split("/")
        iso = f"{odd}-{int(month):02}-{int(day):02}"
        return year, f"the day of signature in the source, {iso}, is impossible; the year is its year column"
    if _iso(last)[:4] != year:
        return _iso(last), f"the year column of the source says {year}"
    return _iso(last), "the later of the two days in the source" if earlier else ""


def _ratification_note(signed: str, text: str) -> str:
    """Return what is odd about the day of ratification."""
    if text and _DAY.fullmatch(text) is None:
        return f"the source gives the ratification as: {text}"
    if text and _iso(text) < signed:
        return f"the source has it ratified on {_iso(text)}, before it was signed"
    return ""


def _iso(text: str) -> str:
    """Return month/day/year as an ISO day. Raises ValueError for anything else."""
    if (match := _DAY.fullmatch(text)) is None:
        raise ValueError("expected a day as 5/19/1947")
    month, day, year = match.groups()
    return cells.day_of(year, month, day)
