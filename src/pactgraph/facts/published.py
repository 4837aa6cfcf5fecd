"""Published numbers of parties, signatories and members: what others counted, on which day, and where they say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.exchange import read_table
from pactgraph.facts.records import Key
from pactgraph.facts.schema import WHOLE

FILE = "published_counts.csv"
"""The register of them, one row a number."""
COLUMNS = ("of", "counted", "day", "number", "explained", "published_by", "locator")
COUNTED: Mapping[str, tuple[str, ...]] = {
    "Treaty": ("parties", "signatories"),
    "RegionalBody": ("members",),
    "UNEntity": ("members",),
}
"""What is counted, by label: `signatories` are all that have signed, whether they became parties or not."""
PARTICIPANTS = ("State", "RegionalBody", "UNEntity")
"""Labels of those that join treaties and bodies and conclude agreements."""


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """One published number, of all kinds of parties, or of full members, on a day."""

    of: str
    counted: str
    day: dt.date
    number: int
    without: Mapping[str, str]
    """By participant: why the number leaves it out, although the facts are right that have it."""
    including: Mapping[str, str]
    """By participant: why the number includes it, although the facts are right that do not have it."""
    published_by: str
    locator: str
    place: str
    """Its file and row."""


def read_published(
    path: Path, folder: str, known: Container[Key], faults: list[str], *, own: bool = False
) -> list[PublishedCount]:
    """
    Return the numbers in `path`, none where there is no such file; add each fault of a row to `faults`.

    `folder` is how the file's folder is called, `known` what is in the registers; only a user's `own` file may have
    numbers of what is in none (`own_ids`).
    """
    if not path.is_file():
        return []
    table = read_table(path)
    faults += table.faults
    if tuple(table.header) != COLUMNS:
        if table.header or not table.faults:
            faults.append(f"{folder}/{FILE} row 1: expected the columns {', '.join(COLUMNS)}")
        return []
    counts = []
    for row, cells in table.rows:
        of, counted, day, number, explained, published_by, locator = cells
        place = f"{folder}/{FILE} row {row}"
        before = len(faults)
        labels = [label for label in COUNTED if Key(label, of) in known]
        expected = [word for label in labels or COUNTED for word in COUNTED[label]]
        if not labels and not own:
            faults.append(f"{place} column of: {of!r} is in no register of these: {', '.join(COUNTED)}")
        elif counted not in expected:
            faults.append(
                f"{place} column counted: {counted!r}; of {of} expected {' or '.join(dict.fromkeys(expected))}"
            )
        if WHOLE.fullmatch(number) is None or int(number) < 1:
            faults.append(f"{place} column number: {number!r}; expected a whole number of at least 1")
        faults += [
            f"{place} column {name}: empty; say who published the number, and where"
            for name, cell in (("published_by", published_by), ("locator", locator))
            if not cell.strip()
        ]
        without, including = _reasons(explained, place, known, faults)
        try:
            on = PartialDate.parse(day)
        except ValueError as error:
            faults.append(f"{place} column day: {day!r}; {error}")
            continue
        if on.first_day != on.last_day:
            faults.append(f"{place} column day: {day!r}; expected a day, as the number is compared as at that day")
        if len(faults) == before:
            counts.append(
                PublishedCount(of, counted, on.first_day, int(number), without, including, published_by, locator, place)
            )
    return counts


def _reasons(cell: str, place: str, known: Container[Key], faults: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return `without TWN: why; with MHL: why` as reasons by participant, of those left out and of those included."""
    reasons: dict[str, dict[str, str]] = {"without": {}, "with": {}}
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        head, _, reason = (text.strip() for text in part.partition(":"))
        word, _, participant = head.partition(" ")
        if word not in reasons or not reason or all(Key(label, participant) not in known for label in PARTICIPANTS):
            faults.append(
                f"{place} column explained: {part!r}; expected `with` or `without`, the id of a participant, a colon "
                "and the reason, and a semicolon between two"
            )
            continue
        reasons[word][participant] = reason
    return reasons["without"], reasons["with"]
