"""
Reads the status tables of the registered treaties deposited with the Secretary-General: CSV files, or the XML itself.

Upstream: a folder with `index.csv` and `treaties/<chapter>-<number>.csv`, as published by the untreaties project; see
`pactgraph.publishers.status_tables`. The depositary publishes the same tables as XML; see
`pactgraph.publishers.depositary`. A treaty is registered when `graph/registers/treaties.csv` has its
depositary reference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row, unsettled
from pactgraph.facts.records import Key
from pactgraph.facts.registers import Registers, normalise
from pactgraph.publishers.depositary import acts, check_counts, day, participation, read_status
from pactgraph.publishers.status_tables import (
    CHAPTERS,
    StatusTable,
    covers,
    rows_of,
    status_tables,
    supplemented,
    treaty_row,
)

BASE = "https://treaties.un.org/doc/Publication/MTDSG/"
"""Where the depositary's XML lies."""
REPLACES = ("COVERS", "SIGNED", "PARTY_TO")
"""What a treaty's XML says anew; its title stays as the index has it."""
_FIRST_VOLUME = 11
"""Chapters I to XI are in volume I, the others in volume II."""
CHARTER_IN_FORCE = "1945-10-24"
"""The day on which the Charter entered into force; who had ratified before became a Member State then."""
ADMITTED = {"I-1": "Ratification", "I-2": "Date of Adoption"}
"""By table: the column with the day that made a participant a Member State (its ratification, the resolution)."""
ADMITTED_LATER = ("Afghanistan", "Iceland", "Sweden", "Thailand")
"""Admitted by resolution before they had declared to accept the Charter: the table lacks their days of admission."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield Treaty, COVERS, SIGNED, PARTY_TO and SUPPLEMENTS rows of the registered treaties, State rows of admissions.

    Raises FactsError for a code without legend or a cell that is no date.
    """
    tables = {table.reference: table for table in status_tables(upstream)}
    for reference, column in ADMITTED.items():
        if reference in tables:
            yield from _admissions(tables[reference], column, registers)
    by_title: dict[str, str] = {}
    registered = []
    for id_ in registers.ids("Treaty"):
        table = tables.get(_reference(registers, id_))
        if table is not None:
            registered.append((id_, table))
            by_title.setdefault(normalise(table.title), id_)
            yield from rows_of(table, id_, "untc", registers)
    for id_, table in registered:
        parent = supplemented(table.title, by_title)
        if parent is not None and parent != id_:
            yield Row("SUPPLEMENTS", {"from": id_, "to": parent, "locator": f"{table.locator}, title"})


def addresses(registers: Registers) -> dict[str, list[str]]:
    """Return by treaty the addresses below BASE at which its XML may be; some are served in lower case."""
    found = {}
    for id_ in registers.ids("Treaty"):
        name = _reference(registers, id_)
        chapter = name.partition("-")[0]
        if chapter in CHAPTERS:
            volume = "I" if CHAPTERS[chapter] <= _FIRST_VOLUME else "II"
            folder = f"Volume%20{volume}/Chapter%20{chapter}"
            found[id_] = [f"{folder}/{name}.en.xml", f"{folder}/{name.lower()}.en.xml"]
    return found


def read(document: bytes, treaty: str, on: dt.date, registers: Registers) -> tuple[list[Row], list[str]]:
    """
    Return the Treaty, COVERS, SIGNED and PARTY_TO rows of a treaty's XML as it was on the day `on`, and remarks.

    Raises FactsError when the document is not as expected or its rows are not as many as the depositary counts.
    """
    reference = _reference(registers, treaty)
    table = read_status(document, reference)
    found = list(acts(table.titles, table.rows, reference))
    check_counts(table, found, reference)
    locator = f"UNTC {reference}"
    rows = [
        treaty_row(treaty, table.title, table.adopted, locator),
        covers("untc", treaty, on, locator),
        *participation(found, treaty, locator, reference, registers),
    ]
    return rows, [
        f"{reference}: {act.participant}, {act.action} of {act.since} stands in brackets (superseded or withdrawn): "
        "left out; see the end notes of the depositary's page"
        for act in found
        if act.superseded
    ]


def _admissions(table: StatusTable, column: str, registers: Registers) -> Iterator[Row]:
    """Yield a State row with the day of admission to the United Nations for each participant in a table."""
    for place, row in table.cells():
        participant = row["Participant"]
        if participant not in ADMITTED_LATER:
            try:
                since = max(day(row[column]), CHARTER_IN_FORCE)
            except (ValueError, KeyError) as error:
                raise FactsError([f"{place} column {column}: {row.get(column)!r} is no day; {error}"]) from error
            state = registers.find("State", participant)
            if state is None:
                yield unsettled(participant, "", place, registers.hint(["State"], participant))
                continue
            yield Row("State", {"id": state, "un_member_since": since, "locator": f"{table.locator}, {participant}"})


def _reference(registers: Registers, id_: str) -> str:
    """Return the depositary's reference of a treaty, such as `XVIII-12-a`; other depositaries' differ in shape."""
    return registers.entries[Key("Treaty", id_)].row["depositary_ref"]
