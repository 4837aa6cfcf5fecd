"""
Cells of publishers' files, whatever the format: a reader says what a column holds, and anything else is a fault.

A reader takes a cell as the format gives it (a text, a number, nothing) and returns the text that facts have. What it
does not understand it refuses; `read` says of every such cell in which row and column it stands.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pactgraph.characters import UNSEEN, named, once_decoded, visible
from pactgraph.errors import FactsError
from pactgraph.facts.dates import FIRST_YEAR, PartialDate

Reader = Callable[[object], str]
Rows = list[tuple[int, dict[str, str]]]
"""The rows of a table with their numbers, counted as a reader of the file counts them."""
YEARS_AHEAD = 10
"""What is announced (an entry into force, an end) may lie so far ahead; an act may not lie ahead at all."""
_SPACES = "\t\n\r"
_SHOWN = 20
_NO_VALUE = frozenset({"nan", "null", "nat", "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "inf", "-inf"})
"""What programs write where they had nothing to write."""


def text(cell: object) -> str:
    """
    Return a cell's text, empty where there is none; line breaks and blanks in it are for its loader.

    Raises ValueError for what nobody sees, letters that were decoded twice, and what programs write for nothing.
    """
    found = _plain(cell)
    if (meant := once_decoded(found)) != found:
        raise ValueError(f"is {_shown(meant)} in another encoding; get the file again, as UTF-8")
    return found


def other_encodings(cell: object) -> str:
    """Return a cell's text where letters may have been decoded twice; its loader mends them."""
    return _plain(cell)


def needed(cell: object) -> str:
    """Return a cell's text without blanks at its ends. Raises ValueError as `text` does, and where there is none."""
    if not (found := text(cell).strip()):
        raise ValueError("empty; expected a text")
    return found


def one_of(words: Iterable[str]) -> Reader:
    """Return a reader that knows these words only; an empty one allows an empty cell."""
    known = list(words)
    shown = ", ".join(word or "nothing" for word in known[:_SHOWN]) + (" ..." if len(known) > _SHOWN else "")

    def reader(cell: object) -> str:
        if (found := text(cell)) not in known:
            raise ValueError(f"expected one of {shown}; add what is new")
        return found

    return reader


def like(pattern: str, expected: str) -> Reader:
    """Return a reader of texts of this pattern, in ASCII; `expected` says it in words."""
    compiled = re.compile(pattern, re.ASCII)

    def reader(cell: object) -> str:
        if compiled.fullmatch(found := text(cell)) is None:
            raise ValueError(f"expected {expected}")
        return found

    return reader


def or_empty(reader: Reader) -> Reader:
    """Return a reader that accepts an empty cell, too."""
    return lambda cell: reader(cell) if text(cell) else ""


def several(reader: Reader) -> Reader:
    """Return a reader of a list (or of one that stands for itself): its items with `|` between them."""

    def read_all(cell: object) -> str:
        items = [reader(item) for item in (cell if isinstance(cell, list | tuple) else [cell])]
        if any("|" in item for item in items):
            raise ValueError("expected no | in a name")
        return "|".join(items)

    return read_all


def whole(least: int, most: int) -> Reader:
    """Return a reader of whole numbers, in ASCII digits and without leading zeros."""

    def reader(cell: object) -> str:
        if re.fullmatch(r"0|-?[1-9][0-9]{0,17}", found := text(cell)) is None or not least <= int(found) <= most:
            raise ValueError(f"expected a whole number from {least} to {most}")
        return found

    return reader


def number(least: float, most: float) -> Reader:
    """Return a reader of numbers."""

    def reader(cell: object) -> str:
        found = text(cell)
        if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,17})?", found) is None or not least <= float(found) <= most:
            raise ValueError(f"expected a number from {least:g} to {most:g}")
        return found

    return reader


def year(cell: object) -> str:
    """Return the year of an act. Raises ValueError for none, and for one that is out of reach or lies ahead."""
    found = text(cell)
    if re.fullmatch(r"[0-9]{4}", found) is None:
        raise ValueError("expected a year, as 2001")
    return date(found)


def date(cell: object) -> str:
    """Return the day, month or year of an act as facts have it. Raises ValueError as `day` does."""
    return _in_reach(text(cell), 0)


def announced(cell: object) -> str:
    """Return a day, month or year that may be announced, some years ahead. Raises ValueError for any other text."""
    return _in_reach(text(cell), YEARS_AHEAD)


def day(cell: object) -> str:
    """Return the day of an act as facts have it. Raises ValueError for none, and for one out of reach or ahead."""
    return _whole(text(cell), 0)


def announced_day(cell: object) -> str:
    """Return a day that may be announced, some years ahead. Raises ValueError for any other text."""
    return _whole(text(cell), YEARS_AHEAD)


def day_of(year_: int | str, month: int | str, day_: int | str, *, ahead: bool = False) -> str:
    """
    Return the day with these numbers as facts have it.

    Raises ValueError where there is none, and where it is out of reach or lies ahead (more than YEARS_AHEAD: `ahead`).
    """
    return _whole(f"{int(year_):04}-{int(month):02}-{int(day_):02}", YEARS_AHEAD if ahead else 0)


def _whole(found: str, years: int) -> str:
    if len(found) != 10:
        raise ValueError("expected a day, as 2001-02-28")
    return _in_reach(found, years)


def _in_reach(found: str, years: int) -> str:
    if not found:
        raise ValueError("empty; expected a day or year")
    first = PartialDate.parse(found).first_day
    today = dt.datetime.now(dt.UTC).date()
    # The site's day may have begun already.
    latest = today.replace(year=today.year + years, day=min(today.day, 28)) if years else today + dt.timedelta(days=1)
    if first > latest:
        raise ValueError(f"lies ahead; expected a day or year from {FIRST_YEAR} to {latest}")
    return found


def _plain(cell: object) -> str:
    """Return a cell as text. Raises ValueError for what is no text and no finite number, and for what nobody sees."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise ValueError("no number; expected one, or an empty cell")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, int):
        return str(cell).lower()
    if not isinstance(cell, str):
        raise ValueError(f"a {type(cell).__name__}; expected a text or a number")
    for found in UNSEEN.finditer(cell):
        if found[0] not in _SPACES:
            raise ValueError(f"holds {named(found[0])}, which nobody sees; get the file again")
    if cell and not cell.strip():
        raise ValueError("blank; expected a text or nothing")
    if cell.strip().casefold() in _NO_VALUE:
        raise ValueError("what programs write for nothing; expected a text or an empty cell")
    return cell


def read(
    name: str,
    header: Sequence[object],
    rows: Iterable[tuple[int, Sequence[object]]],
    readers: Mapping[str, Reader],
    optional: Mapping[str, Reader] | None = None,
    *,
    of: str = "row",
    head: str = "row 1",
) -> Rows:
    """
    Return the cells of the columns in `readers`, and of those in `optional` that the table has, row by row.

    `header` are the columns' titles, which stand in `head`; `of` is what a row is called in messages about `name`.

    Raises FactsError where a column is missing or stands twice, for every cell that its reader refuses, and for a
    table without rows.
    """
    titles = list(header)
    wanted = {**readers, **{column: reader for column, reader in (optional or {}).items() if column in titles}}
    place = f"{name} {head}".strip()
    faults = [f"{place}: the column {column} is missing" for column in readers if column not in titles]
    faults += [f"{place} column {column}: stands twice" for column in wanted if titles.count(column) > 1]
    if faults:
        raise FactsError(faults)
    columns = [(column, titles.index(column), reader) for column, reader in wanted.items()]
    # The same few words and days stand in most rows.
    memory: dict[str, dict[str | float, str]] = {column: {} for column in wanted}
    found: Rows = []
    for row, cells in rows:
        taken: dict[str, str] = {}
        for column, at, reader in columns:
            cell = cells[at]
            common = cell if type(cell) is str or type(cell) is float else None
            if common is not None and common in memory[column]:
                taken[column] = memory[column][common]
                continue
            try:
                taken[column] = reader(cell)
            except ValueError as error:
                faults.append(f"{name} {of} {row} column {column}: {_shown(cell)}; {error}")
                continue
            if common is not None:
                memory[column][common] = taken[column]
        found.append((row, taken))
    if faults:
        raise FactsError(faults)
    if not found:
        raise FactsError([f"{name}: has no rows; get it again"])
    return found


def _shown(cell: object) -> str:
    shown = visible(cell if isinstance(cell, str) else repr(cell))
    return repr(shown if len(shown) <= 80 else f"{shown[:77]}...")


def only_once(rows: Iterable[tuple[str, object]], what: str) -> None:
    """
    Raise FactsError where two rows, given by place and key, have the same key.

    `what` names the key in messages.
    """
    first: dict[object, str] = {}
    faults = [
        f"{place}: the {what} {key!r} stands already in {first[key]}; keep one"
        for place, key in rows
        if first.setdefault(key, place) != place
    ]
    if faults:
        raise FactsError(faults)
