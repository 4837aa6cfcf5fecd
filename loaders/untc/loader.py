"""
Reads the status tables of treaties deposited with the Secretary-General: CSV files, or the depositary's own XML.

Upstream: a folder with `index.csv` (chapter, number, title of each treaty) and `treaties/<reference>.csv`, as published
by the untreaties project. Each table's header carries the legend of its codes: `Ratification, Accession(a)`.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.depositary import acts, check_counts, day, participation, read_status
from pactgraph.exchange import Row
from pactgraph.records import Key
from pactgraph.registers import Registers, normalise

ROMAN = {"IV": "4", "V": "5", "VII": "7", "XVIII": "18"}
"""Chapters in use, as the depositary writes them and as the files are named."""
DEPOSITARY = "Secretary-General of the United Nations"
BASE = "https://treaties.un.org/doc/Publication/MTDSG/"
"""Where the depositary's XML lies."""
REPLACES = ("COVERS", "SIGNED", "PARTY_TO")
"""What a treaty's XML says anew; its title stays as the index has it."""
SECOND_VOLUME = ("XVIII",)
"""Chapters in use that are in volume II (XII and later)."""
AS_OF = {"IV": "2015-03-14", "V": "2015-03-14", "VII": "2015-03-14", "XVIII": "2014-07-10"}
"""Day up to which the tables of a chapter speak (the snapshot was taken in two parts)."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield Treaty, SIGNED, PARTY_TO, SUPPLEMENTS and COVERS rows for the registered treaties.

    Raises FactsError for a name no register knows, a code without legend or a cell that is no date.
    """
    titles = _titles(upstream / "index.csv")
    by_title: dict[str, str] = {}
    for id_ in registers.ids("Treaty"):
        reference = _reference(registers, id_)
        if reference is None:
            continue
        chapter, number = reference
        title, adopted = titles[chapter, number]
        by_title.setdefault(normalise(title), id_)
        locator = f"UNTC {chapter}-{number}"
        cells = {"id": id_, "title": title, "kind": _kind(title), "adopted": adopted}
        yield Row("Treaty", cells | {"depositary": DEPOSITARY, "locator": locator})
        as_of = AS_OF[chapter]
        yield Row("COVERS", {"from": "untc", "to": id_, "until": _next_day(as_of), "locator": locator})
        yield from _participants(upstream / "treaties" / f"{ROMAN[chapter]}-{number}.csv", id_, locator, registers)
    for id_ in registers.ids("Treaty"):
        reference = _reference(registers, id_)
        parent = None if reference is None else _parent(titles[reference][0], by_title)
        if reference is not None and parent is not None and parent != id_:
            locator = f"UNTC {'-'.join(reference)}, title"
            yield Row("SUPPLEMENTS", {"from": id_, "to": parent, "locator": locator})


def addresses(registers: Registers) -> dict[str, list[str]]:
    """Return by treaty the addresses below BASE at which its XML may be; some are served in lower case."""
    found = {}
    for id_ in registers.ids("Treaty"):
        reference = _reference(registers, id_)
        if reference is not None:
            volume = "II" if reference[0] in SECOND_VOLUME else "I"
            name = "-".join(reference)
            folder = f"Volume%20{volume}/Chapter%20{reference[0]}"
            found[id_] = [f"{folder}/{name}.en.xml", f"{folder}/{name.lower()}.en.xml"]
    return found


def read(document: bytes, treaty: str, on: dt.date, registers: Registers) -> tuple[list[Row], list[str]]:
    """
    Return the Treaty, COVERS, SIGNED and PARTY_TO rows of a treaty's XML as it was on the day `on`, and remarks.

    Raises FactsError when the document is not as expected or its rows are not as many as the depositary counts.
    """
    reference = "-".join(_reference(registers, treaty) or ())
    table = read_status(document, reference)
    found = list(acts(table.titles, table.rows, reference))
    check_counts(table, found, reference)
    locator = f"UNTC {reference}"
    cells = {"id": treaty, "title": table.title, "kind": _kind(table.title), "adopted": table.adopted}
    rows = [
        Row("Treaty", cells | {"depositary": DEPOSITARY, "locator": locator}),
        Row("COVERS", {"from": "untc", "to": treaty, "until": _next_day(on.isoformat()), "locator": locator}),
        *participation(found, treaty, locator, reference, registers),
    ]
    return rows, [
        f"{reference}: {act.participant}, {act.action} of {act.since} stands in brackets (superseded or withdrawn): "
        "left out; see the end notes of the depositary's page"
        for act in found
        if act.superseded
    ]


def _reference(registers: Registers, id_: str) -> tuple[str, str] | None:
    """Return chapter and number (`("XVIII", "12-a")`) of a treaty whose depositary reference is in a chapter in use."""
    chapter, _, number = registers.entries[Key("Treaty", id_)].row["depositary_ref"].partition("-")
    return (chapter, number) if chapter in ROMAN else None


def _titles(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (title, day of adoption) by chapter and number."""
    arabic = {number: chapter for chapter, number in ROMAN.items()}
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            chapter = arabic.get(row["chapter_no"])
            if chapter is None:
                continue
            title, _, conclusion = row["treaty_name"].rpartition(". ")
            adoption = re.search(r"\d{1,2} \w+ \d{4}$", conclusion)
            adopted = "" if adoption is None else day(adoption[0])
            found[chapter, row["treaty_no"].replace(".", "-")] = (title, adopted)
    return found


def _participants(path: Path, treaty: str, locator: str, registers: Registers) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    return participation(acts(titles, rows, path.name), treaty, locator, path.name, registers)


def _next_day(text: str) -> str:
    return (dt.date.fromisoformat(text) + dt.timedelta(days=1)).isoformat()


def _kind(title: str) -> str:
    for kind in ("protocol", "covenant", "statute", "agreement"):
        if re.match(rf"(\w+ )*{kind}\b", title.split(",", maxsplit=1)[0].split(" to the ", maxsplit=1)[0].lower()):
            return kind
    return "convention" if "convention" in title.lower() else "other"


def _parent(title: str, by_title: dict[str, str]) -> str | None:
    """Return the treaty a title says it supplements or is an optional protocol to."""
    match = re.search(r"(?:supplementing the|Optional Protocol to the) (.+)", title)
    if match is None:
        return None
    words = normalise(match[1])
    fits = [known for known in by_title if words.startswith(known)]
    return by_title[max(fits, key=len)] if fits else None
