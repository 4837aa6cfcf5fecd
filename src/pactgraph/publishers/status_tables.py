"""
The depositary's status tables as CSV: which treaties there are, and what a table states.

The untreaties project publishes `index.csv` (chapter, number and title of each treaty) and one table per treaty,
`treaties/<chapter>-<number>.csv`; `pactgraph.publishers.depositary` reads the cells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import Registers, normalise
from pactgraph.publishers import cells
from pactgraph.publishers.depositary import Act, acts, day, participation
from pactgraph.publishers.listed import listed, listed_table

_TENS, _ONES = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
"""Chapters I to XXIX; the files are named by arabic numbers."""
CHAPTERS = {f"{_TENS[number // 10]}{_ONES[number % 10]}": number for number in range(1, 30)}
"""The depositary's chapters by their roman numbers."""
_FIRST_PART = 10
"""The snapshot was taken in two parts: chapters I to X, and the others."""
_AS_OF = ("2015-03-14", "2014-07-10")
_INDEX = {
    "chapter_no": cells.whole(1, len(CHAPTERS)),
    "treaty_no": cells.like(r"[0-9]+(\.[0-9a-z]+)*", "a number, as 12.a"),
    "treaty_name": cells.needed,
}


@dataclass(frozen=True, slots=True)
class StatusTable:
    """One treaty's table: where it lies, what the index says of the treaty."""

    path: Path
    chapter: int
    number: str
    title: str
    adopted: str

    @property
    def reference(self) -> str:
        """The depositary's own reference, such as `XVIII-12-a`."""
        return f"{_TENS[self.chapter // 10]}{_ONES[self.chapter % 10]}-{self.number}"

    @property
    def family(self) -> tuple[int, str]:
        """What a treaty and its amendments and protocols have in common: chapter and number before the letters."""
        return self.chapter, self.number.partition("-")[0]

    @property
    def locator(self) -> str:
        """The table's place in the depositary's collection."""
        return f"UNTC {self.reference}"

    @property
    def as_of(self) -> dt.date:
        """The day up to which the table speaks."""
        return dt.date.fromisoformat(_AS_OF[self.chapter > _FIRST_PART])

    def acts(self) -> Iterator[Act]:
        """Yield the acts in the table. Raises FactsError for a column or cell that cannot be read."""
        table = listed_table(self.path)
        return acts(table.header, [cells for _, cells in table.rows], self.path.name)

    def cells(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the place of each row in the table, and its cells by column."""
        readers = dict.fromkeys(listed_table(self.path).header, cells.text) | {"Participant": cells.needed}
        for number, row in listed(self.path, readers):
            yield f"{self.path.name} row {number}", row


def status_tables(upstream: Path) -> list[StatusTable]:
    """Return the tables in the folder, in the order of the index; treaties without a table are left out."""
    found = []
    for number_of_row, row in listed(upstream / "index.csv", _INDEX):
        number = row["treaty_no"].replace(".", "-")
        path = upstream / "treaties" / f"{row['chapter_no']}-{number}.csv"
        if path.is_file():
            title, _, conclusion = row["treaty_name"].rpartition(". ")
            adoption = re.search(r"\d{1,2} \w+ \d{4}$", conclusion, re.ASCII)
            try:
                adopted = "" if adoption is None else day(adoption[0])
            except ValueError as error:
                place = f"index.csv row {number_of_row} column treaty_name"
                raise FactsError([f"{place}: {conclusion!r} ends in no day; {error}"]) from error
            found.append(StatusTable(path, int(row["chapter_no"]), number, title.rstrip("*").strip(), adopted))
    return found


def rows_of(
    table: StatusTable, treaty: str, source: str, registers: Registers, without: frozenset[str] = frozenset()
) -> Iterator[Row]:
    """
    Yield the Treaty, COVERS, SIGNED and PARTY_TO rows of a table; participants named in `without` are left out.

    Raises FactsError for many names no register knows, a code without legend or a cell that is no date.
    """
    locator = table.locator
    yield treaty_row(treaty, table.title, table.adopted, locator)
    yield covers(source, treaty, table.as_of, locator)
    found = (act for act in table.acts() if act.participant not in without)
    yield from participation(found, treaty, locator, table.path.name, registers)


def treaty_row(treaty: str, title: str, adopted: str, locator: str) -> Row:
    """Return the Treaty row of an instrument deposited with the Secretary-General."""
    cells = {"id": treaty, "title": title, "kind": kind(title), "adopted": adopted}
    return Row("Treaty", cells | {"depositary": "Secretary-General of the United Nations", "locator": locator})


def covers(source: str, treaty: str, last_day: dt.date, locator: str) -> Row:
    """Return the COVERS row of a table that speaks up to and with `last_day`."""
    until = str(last_day + dt.timedelta(days=1))
    return Row("COVERS", {"from": source, "to": treaty, "until": until, "locator": locator})


def kind(title: str) -> str:
    """Return the kind of instrument a title begins with."""
    for known in ("protocol", "covenant", "statute", "agreement"):
        if re.match(rf"(\w+ )*{known}\b", title.split(",", maxsplit=1)[0].split(" to the ", maxsplit=1)[0].lower()):
            return known
    return "convention" if "convention" in title.lower() else "other"


def supplemented(title: str, by_title: Mapping[str, str]) -> str | None:
    """Return the treaty (of those in `by_title`, by normalised title) that a title says it is a protocol to."""
    match = re.search(r"(?:supplementing the|Optional Protocol to the) (.+)", title)
    words = "" if match is None else normalise(match[1])
    fits = [known for known in by_title if words.startswith(known)]
    return by_title[max(fits, key=len)] if fits else None


def is_amendment(title: str) -> bool:
    """Whether a title says that the instrument amends another."""
    return re.match(r"Amendments?\b", title) is not None
