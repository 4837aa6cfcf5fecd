"""
Reads the status tables of the registered treaties deposited with the Secretary-General.

Upstream: a folder with `index.csv` and `treaties/<chapter>-<number>.csv`, as published by the untreaties project; see
`pactgraph.status_tables`. A treaty is registered when `graph/registers/treaties.csv` has its depositary reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.records import Key
from pactgraph.registers import Registers, normalise
from pactgraph.status_tables import rows_of, status_tables, supplemented


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield Treaty, SIGNED, PARTY_TO, SUPPLEMENTS and COVERS rows for the registered treaties.

    Raises FactsError for a name no register knows, a code without legend or a cell that is no date.
    """
    tables = {table.reference: table for table in status_tables(upstream)}
    by_title: dict[str, str] = {}
    registered = []
    for id_ in registers.ids("Treaty"):
        table = tables.get(registers.entries[Key("Treaty", id_)].row["depositary_ref"])
        if table is not None:
            registered.append((id_, table))
            by_title.setdefault(normalise(table.title), id_)
            yield from rows_of(table, id_, "untc", registers)
    for id_, table in registered:
        parent = supplemented(table.title, by_title)
        if parent is not None and parent != id_:
            yield Row("SUPPLEMENTS", {"from": id_, "to": parent, "locator": f"{table.locator}, title"})
