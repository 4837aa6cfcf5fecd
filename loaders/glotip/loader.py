"""
Reads UNODC's table of detected victims by citizenship into one relationship for each pair of States.

Upstream: `data_glotip_202411.xlsx`. The third row of its sheet is the header. `categories.csv` beside this module says
of each citizenship that is no name in the register which State it means (`own`: that of the detecting State), or why it
is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed_sheet

FILE = "data_glotip_202411.xlsx"
HEADER_ROW = 3
KEPT = {"Indicator": "Detected trafficking victims", "Dimension": "by citizenship", "Sex": "Total", "Age": "Total"}
FEW = ("<5", (1, 4))
"""How the table withholds small numbers, and what that can mean."""
READERS = {
    "Iso3_code": cells.text,
    "Indicator": cells.one_of(
        (
            "Detected trafficking victims",
            "Offences of trafficking in persons",
            "Persons brought into formal contact",
            "Persons convicted",
            "Persons prosecuted",
        )
    ),
    "Dimension": cells.one_of(("Total", "by citizenship", "by country of repatriation", "by form of exploitation")),
    "Category": cells.other_encodings,
    "Sex": cells.one_of(("Total", "Female", "Male", "Other", "Unknown")),
    "Age": cells.one_of(("Total", "0 to 17 years", "18 years or over", "Unknown")),
    "Year": cells.year,
    "txtVALUE": cells.like(r"<5|[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2}", f"a number or {FEW[0]}"),
}
"""By column what may stand in it, of whatever row: a word that is new might name rows that are to be read."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield DETECTED_VICTIMS rows: years and bounds over all years with a record, from citizenship to detecting State.

    Raises FactsError for a citizenship that neither the register nor `categories.csv` knows.
    """
    categories = {
        row["category"]: (row["state"], row["left_out"])
        for _, row in read_rows(Path(__file__).parent / "categories.csv")
    }
    known = set(registers.ids("State"))
    years: dict[tuple[str, str], dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    faults = []
    for number, row in listed_sheet(upstream / FILE, HEADER_ROW, READERS):
        if any(row[column] != value for column, value in KEPT.items()):
            continue
        detecting, category, place = row["Iso3_code"], _repaired(row["Category"]), f"{FILE} row {number}"
        state, left_out = categories.get(category, (registers.find("State", category) or "", ""))
        if not state and not left_out:
            faults.append(f"{place}: the citizenship {category!r} is in no register; add it to categories.csv")
        elif detecting not in known:
            faults.append(f"{place}: {detecting!r} is in no register; add it to graph/registers/states.csv")
        elif state:
            pair = (detecting if state == "own" else state, detecting)
            years[pair][int(row["Year"])].append(_bounds(row["txtVALUE"]))
            names[pair].add(category)
    if faults:
        raise FactsError(faults)
    for (citizenship, detecting), counts in sorted(years.items()):
        domestic = citizenship == detecting
        named = "; ".join(sorted(names[citizenship, detecting]))
        if not domestic and any(len(found) > 1 for found in counts.values()):
            raise FactsError([f"{FILE}: {detecting} counts citizens of {citizenship} twice in a year ({named})"])
        # A State that gives its own citizens under two names in a year gives the same persons twice.
        bounds = [max(found) for found in counts.values()]
        yield Row(
            "DETECTED_VICTIMS",
            {
                "from": citizenship,
                "to": detecting,
                "first_year": str(min(counts)),
                "last_year": str(max(counts)),
                "victims_min": str(sum(low for low, _ in bounds)),
                "victims_max": str(sum(high for _, high in bounds)),
                "domestic": "true" if domestic else "false",
                "locator": f"detected by {detecting}, by citizenship: {named}",
            },
        )


def _bounds(text: str) -> tuple[int, int]:
    """Return the least and the most persons a cell can mean: `<5` is 1 to 4, thousands are set off by commas."""
    if text == FEW[0]:
        return FEW[1]
    number = int(text.replace(",", ""))
    return number, number


def _repaired(text: str) -> str:
    """Return text whose UTF-8 was once read as Windows-1252 as it was; any other text as it is."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
