"""
Reads the status tables of all treaties deposited with the Secretary-General that the register of treaties lacks.

Upstream: as for `untc`; see `pactgraph.publishers.status_tables`. Ids are made of the depositary's reference:
`UNTC_III_2_1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.records import Key
from pactgraph.facts.registers import Registers, normalise
from pactgraph.publishers.status_tables import StatusTable, is_amendment, rows_of, status_tables, supplemented

SOURCE = "untc_all_chapters"
LEFT_OUT = {
    "I-2": "lists the resolutions by which States were admitted, no acts of theirs",
    "XIV-7-a": "has a day without the code that its column's title asks for",
}
"""Tables that cannot be read as acts, and why."""
TERRITORIES = frozenset(
    {"British Virgin Islands", "Cayman Islands", "Hong Kong", "Montserrat", "Turks and Caicos Islands"}
)
"""Participants of development banks and funds that are no States."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield Treaty, SIGNED, PARTY_TO, SUPPLEMENTS, AMENDS and COVERS rows.

    Raises FactsError for a name no register knows, a code without legend or a cell that is no date.
    """
    registered = {registers.entries[Key("Treaty", id_)].row["depositary_ref"]: id_ for id_ in registers.ids("Treaty")}
    tables = [table for table in status_tables(upstream) if table.reference not in LEFT_OUT]
    ids = {table.reference: registered.get(table.reference) or own_id(table.reference) for table in tables}
    by_title: dict[str, str] = {}
    for table in tables:
        by_title.setdefault(normalise(table.title), ids[table.reference])
    for table in tables:
        id_ = ids[table.reference]
        if table.reference in registered:
            continue
        for row in rows_of(table, id_, SOURCE, registers, TERRITORIES):
            yield Row("Treaty", {**row.cells, "name": table.title}) if row.kind == "Treaty" else row
        locator = f"{table.locator}, title"
        parent = supplemented(table.title, by_title)
        if parent is not None and parent != id_:
            yield Row("SUPPLEMENTS", {"from": id_, "to": parent, "locator": locator})
        parent = _amended(table, tables, ids) if is_amendment(table.title) else None
        if parent is not None:
            yield Row("AMENDS", {"from": id_, "to": parent, "locator": locator})


def _amended(amendment: StatusTable, tables: list[StatusTable], ids: dict[str, str]) -> str | None:
    """Return the treaty whose title an amendment's title holds; it stands under the same number."""
    words = f" {normalise(amendment.title)} "
    fits = {
        normalise(table.title): ids[table.reference]
        for table in tables
        if table.family == amendment.family and not is_amendment(table.title)
    }
    found = [title for title in fits if f" {title} " in words]
    return fits[max(found, key=len)] if found else None


def own_id(reference: str) -> str:
    """Return the id of the treaty with this depositary reference: `III-2-1` becomes `UNTC_III_2_1`."""
    return "UNTC_" + re.sub(r"[^A-Z0-9]", "_", reference.upper())
