"""Reads `countries.json` of the world-countries package: States and their land borders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed_json

OWN_CODES = {"UNK": "XKX"}
"""Codes the package uses for a State the register knows under another."""
NOT_MEMBERS = {"VAT"}
"""Marked as members by the package, yet observers in the register (193 States are members)."""


def _official(cell: object) -> str:
    return cells.needed(cell.get("official") if isinstance(cell, dict) else None)


_CODE = cells.like("[A-Z]{3}", "three capital letters")
_READERS = {
    "cca2": cells.like("[A-Z]{2}", "two capital letters"),
    "cca3": _CODE,
    "ccn3": cells.or_empty(cells.like("[0-9]{3}", "three digits")),
    "name": _official,
    "unMember": cells.one_of(("true", "false")),
    "unRegionalGroup": cells.text,
    "region": cells.needed,
    "subregion": cells.text,
    "latlng": cells.several(cells.number(-180, 180)),
    "borders": cells.several(_CODE),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield State and BORDERS rows for the entries that are in the register of States.

    A border is kept when either side lists it. Territories that are no participants are left out.

    Raises FactsError for an entry that is not as expected.
    """
    entries = [entry for _, entry in listed_json(upstream / "countries.json", _READERS)]
    known = set(registers.ids("State"))
    listed = {OWN_CODES.get(entry["cca3"], entry["cca3"]): entry for entry in entries}
    for id_, entry in sorted(listed.items()):
        if id_ not in known:
            continue
        latitude, longitude = map(float, entry["latlng"].split("|"))
        member = entry["unMember"] == "true" and id_ not in NOT_MEMBERS
        locator = f"countries.json, {entry['cca3']}"
        yield Row(
            "State",
            {
                "id": id_,
                "official_name": entry["name"],
                "iso2": entry["cca2"],
                "m49": entry["ccn3"],
                "un_member": "true" if member else "false",
                "un_group": entry["unRegionalGroup"],
                "region": entry["region"],
                "subregion": entry["subregion"],
                "lat": f"{latitude:.2f}",
                "lon": f"{longitude:.2f}",
                "locator": locator,
            },
        )
        for other in filter(None, entry["borders"].split("|")):
            neighbour = OWN_CODES.get(other, other)
            if neighbour in known:
                start, end = sorted((id_, neighbour))
                note = "" if _lists(listed[neighbour], id_) else f"listed for {id_} only"
                row = {"from": start, "to": end, "kind": "land", "note": note}
                if start == id_ or note:
                    yield Row("BORDERS", row | {"locator": locator})


def _lists(entry: dict[str, str], id_: str) -> bool:
    return id_ in {OWN_CODES.get(code, code) for code in entry["borders"].split("|")}
