"""Reads `un-entities.json`, the machine-readable chart of the United Nations system."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers

KINDS = {"Specialized Agencies": "Specialized agency", "Related Organizations": "Related organization"}
"""Columns of the chart that group entities without being a principal organ."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield UNEntity and PART_OF rows.

    Raises FactsError for an entity or organ that is in no register.
    """
    path = upstream / "un-entities.json"
    organs: set[str] = set()
    for entity in json.loads(path.read_text(encoding="utf-8")):
        id_ = _find(registers, entity["entity"], path)
        places = entity["un_principal_organ"]
        places = places if isinstance(places, list) else [places]
        locator = f"un-entities.json, {entity['entity']}"
        parents = [place for place in places if place not in KINDS and place != entity["entity_long"]]
        kind = next((KINDS[place] for place in places if place in KINDS), "") or _kind(entity, parents)
        yield Row(
            "UNEntity",
            {
                "id": id_,
                "kind": kind,
                "organ": "; ".join(parents),
                "headquarters": entity["entity_headquarters"] or "",
                "url": entity["entity_link"] or "",
                "locator": locator,
            },
        )
        for parent in parents:
            organs.add(parent)
            yield Row("PART_OF", {"from": id_, "to": _find(registers, parent, path), "locator": locator})
    for organ in sorted(organs):
        yield Row(
            "UNEntity",
            {"id": _find(registers, organ, path), "kind": "Principal organ", "locator": "un-entities.json, organ"},
        )


def _kind(entity: dict[str, str | None], parents: list[str]) -> str:
    return entity["category"] or ("Secretariat" if "Secretariat" in parents else "")


def _find(registers: Registers, name: str, path: Path) -> str:
    id_ = registers.find("UNEntity", name)
    if id_ is None:
        raise FactsError([f"{path.name}: {name!r} is in no register; add it to graph/registers/un_entities.csv"])
    return id_
