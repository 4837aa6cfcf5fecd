"""
Reads who signed and joined twelve treaties, as gathered from the manytreaties package.

Upstream: a folder with `participation.csv`, one act a row: `treaty_key`, `state_iso3`, `action` (signature,
ratification, withdrawal), `date`, `entry_into_force` and `source`, which names the package's table and its own id of
the treaty (`treatyID=IA04VW_1994A`). Rows of other sources in the same file are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.records import Key
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed

PACKAGE = "globalgov/manytreaties:"
DOMESTIC = ("ACRWC", "BELEM_DO_PARA", "IA_TORTURE_1985", "MAPUTO_PROTOCOL")
"""Treaties whose days are those of acts at home, which the deposit followed."""
ACTIONS = ("signature", "ratification", "withdrawal")
OTHER_ACTIONS = ("accession", "succession", "definitive_signature", "acceptance", "approval", "participation")
"""What only rows of other sources have in the same file."""
_READERS = {
    "treaty_key": cells.like("[A-Z][A-Z0-9_]+", "capital letters, digits and _"),
    "state_iso3": cells.or_empty(cells.like("[A-Z]{3}", "three capital letters")),
    "state_name_as_given": cells.needed,
    "action": cells.one_of((*ACTIONS, *OTHER_ACTIONS)),
    "date": cells.day,
    "entry_into_force": cells.or_empty(cells.announced_day),
    "source": cells.needed,
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield SIGNED and PARTY_TO rows.

    Raises FactsError for a treaty or State no register knows, an act that is not known or a cell that is no date.
    """
    rows = [
        (f"participation.csv row {number}", row)
        for number, row in listed(upstream / "participation.csv", _READERS)
        if row["source"].startswith(PACKAGE)
    ]
    signed = {(row["treaty_key"], row["state_iso3"]): row["date"] for _, row in rows if row["action"] == "signature"}
    for place, row in rows:
        state = registers.require(("State",), row["state_iso3"], place)
        treaty = row["treaty_key"]
        if Key("Treaty", treaty) not in registers.entries:
            raise FactsError([f"{place}: {treaty!r} is in no register; add it to graph/registers/treaties.csv"])
        if row["action"] not in ACTIONS:
            raise FactsError([f"{place}: the act {row['action']!r} is not known; expected {', '.join(ACTIONS)}"])
        day = row["date"]
        own = re.search(r"treatyID=(\w+)", row["source"])
        if own is None:
            raise FactsError([f"{place}: the source {row['source']!r} names no treatyID"])
        stated = {"from": state, "to": treaty, "locator": f"parties, {own[1]}, {row['state_name_as_given']}"}
        match row["action"]:
            case "signature":
                yield Row("SIGNED", stated | {"since": day})
            case "withdrawal":
                note = "the day the withdrawal took effect"
                yield Row("PARTY_TO", stated | {"action": "unspecified", "until": day, "note": note})
            case _:
                notes = ["day of the act at home, not of the deposit"] if treaty in DOMESTIC else []
                signature = signed.get((treaty, row["state_iso3"]), "")
                if day < signature:
                    notes.append(f"stated before the signature of {signature}")
                yield Row(
                    "PARTY_TO",
                    stated
                    | {
                        "action": "unspecified",
                        "since": day,
                        "in_force": row["entry_into_force"],
                        "note": "; ".join(notes),
                    },
                )
