"""Reads `un-entities.json`, the machine-readable chart of the United Nations system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.cells import Reader
from pactgraph.publishers.listed import listed_json

KINDS = {"Specialized Agencies": "Specialized agency", "Related Organizations": "Related organization"}
"""Columns of the chart that group entities without being a principal organ."""
CATEGORIES = (
    "Committees",
    "Functional Commissions",
    "Funds and Programmes",
    "Intergovernmental and Expert Bodies",
    "International Court of Justice",
    "Other Bodies and Committees",
    "Other Entities",
    "Other Mechanisms",
    "Other Subsidiary Bodies",
    "Peacekeeping Operations",
    "Regional Commissions",
    "Research and Training",
    "Special Advisers, Representatives, Advocates and Envoys",
    "Special Political Missions and Other Political Presences",
)


def _or_null(reader: Reader) -> Reader:
    """Return a reader of what the chart leaves out by `null`; an empty text is none of its own."""
    return lambda cell: "" if cell is None else reader(cell)


_READERS = {
    "entity": cells.needed,
    "entity_long": cells.needed,
    "un_principal_organ": cells.several(cells.needed),
    "entity_headquarters": _or_null(cells.needed),
    "entity_link": _or_null(cells.like(r"https?://\S+", "an address")),
    "category": _or_null(cells.one_of(CATEGORIES)),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield UNEntity and PART_OF rows.

    Raises FactsError for an entity or organ that is in no register.
    """
    path = upstream / "un-entities.json"
    organs: dict[str, str] = {}
    for number, entity in listed_json(path, _READERS):
        place = f"{path.name} entry {number}"
        id_ = _find(registers, entity["entity"], place)
        places = entity["un_principal_organ"].split("|")
        locator = f"un-entities.json, {entity['entity']}"
        parents = [place for place in places if place not in KINDS and place != entity["entity_long"]]
        kind = next((KINDS[place] for place in places if place in KINDS), "") or _kind(entity, parents)
        yield Row(
            "UNEntity",
            {
                "id": id_,
                "kind": kind,
                "organ": "; ".join(parents),
                "headquarters": entity["entity_headquarters"],
                "url": entity["entity_link"],
                "locator": locator,
            },
        )
        for parent in parents:
            organs.setdefault(parent, place)
            yield Row("PART_OF", {"from": id_, "to": _find(registers, parent, place), "locator": locator})
    for organ, place in sorted(organs.items()):
        yield Row(
            "UNEntity",
            {"id": _find(registers, organ, place), "kind": "Principal organ", "locator": "un-entities.json, organ"},
        )


def _kind(entity: dict[str, str], parents: list[str]) -> str:
    return entity["category"] or ("Secretariat" if "Secretariat" in parents else "")


def _find(registers: Registers, name: str, place: str) -> str:
    id_ = registers.find("UNEntity", name)
    if id_ is None:
        raise FactsError([f"{place}: {name!r} is in no register; add it to graph/registers/un_entities.csv"])
    return id_
