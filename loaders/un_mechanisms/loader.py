"""Reads the gathered table `body_entities.csv`: who takes which part in mechanisms against trafficking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.gathered import SOURCE
from pactgraph.publishers.listed import listed

MECHANISMS = {
    "ICAT": ("ICAT", "Inter-Agency Coordination Group against Trafficking in Persons", "global"),
    "UN.GIFT": ("GLOBAL_INITIATIVE", "Global Initiative to Fight Human Trafficking", "global"),
    "Alliance against Trafficking in Persons": (
        "ALLIANCE_AGAINST_TRAFFICKING",
        "Alliance against Trafficking in Persons",
        "regional",
    ),
}
REPORT = "A/69/224"
"""Rows from this report are facts of its own source, un_sg_report_2014."""
MEMBERS = {
    "founding participant": "founding participant",
    "member": "",
    "steering committee (founding member)": "steering committee, founding member",
}
COORDINATORS = ("coordinator", "convenor")
CHAIRS = ("chair", "co-chair")
"""Roles that only rows of the report have."""
_READERS = {
    "body": cells.needed,
    "entity": cells.needed,
    "role": cells.one_of((*MEMBERS, *COORDINATORS, *CHAIRS)),
    "since": cells.or_empty(cells.date),
    "until": cells.or_empty(cells.announced),
    "source": SOURCE,
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield Mechanism, MEMBER_OF and COORDINATES rows.

    The table's `until` is the last day or year of the fact; a facts file has the first one after it.

    Raises FactsError for a mechanism or role that the loader does not know and an entity that is in no register.
    """
    own = [row for row in listed(upstream / "body_entities.csv", _READERS) if not row[1]["source"].startswith(REPORT)]
    seen = set()
    for number, row in own:
        place = f"body_entities.csv row {number}"
        if row["body"] not in MECHANISMS:
            raise FactsError([f"{place} column body: {row['body']!r} is not known to the loader; add it there"])
        id_, name, kind = MECHANISMS[row["body"]]
        if id_ not in seen:
            seen.add(id_)
            # The first source by its name, whatever the order of the rows.
            locator = min(other["source"] for _, other in own if other["body"] == row["body"])
            yield Row("Mechanism", {"id": id_, "name": name, "kind": kind, "locator": locator})
        stated = {
            "from": registers.require(("UNEntity", "RegionalBody"), row["entity"], place),
            "to": id_,
            "since": row["since"],
            "until": _after(row["until"]),
            "locator": row["source"],
        }
        if row["role"] in COORDINATORS:
            yield Row("COORDINATES", stated)
        elif row["role"] in MEMBERS:
            yield Row("MEMBER_OF", stated | {"status": "member", "role": MEMBERS[row["role"]]})
        else:
            raise FactsError([f"{place} column role: {row['role']!r} is not known to the loader; add it there"])


def _after(last: str) -> str:
    """Return the first day or year after `last`."""
    if not last:
        return ""
    date = PartialDate.parse(last)
    if date.precision == "year":
        return str(date.first_day.year + 1)
    return (date.last_day + dt.timedelta(days=1)).isoformat()
