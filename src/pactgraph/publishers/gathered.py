"""
Reads tables gathered from several publishers: one row a fact, whose column `source` says whose it is.

Loaders use it where the publisher's own file is not at hand, only the rows taken from it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import Readers, listed

CODE = cells.like("[A-Z]{3}", "three capital letters")
"""A code of ISO 3166-1 alpha-3, as the gathered tables have them for participants."""
SOURCE = cells.needed
_MEMBERSHIPS = {
    "body": cells.needed,
    "body_name": cells.needed,
    "state_iso3": cells.or_empty(CODE),
    "status": cells.one_of(("member", "associate", "observer", "participant")),
    "since": cells.or_empty(cells.date),
    "until": cells.or_empty(cells.announced),
    "note": cells.text,
}


def gathered(path: Path, source: str, readers: Readers) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield (row number, cells) of those rows of the CSV file `path` whose source begins with `source`.

    `readers` say what may stand in each column, in rows of whatever source: one that is out of order might be ours.

    Raises FactsError as `listed` does, and when there is no such row.
    """
    found = False
    for number, row in listed(path, {**readers, "source": SOURCE}):
        if row["source"].startswith(source):
            found = True
            yield number, row
    if not found:
        raise FactsError([f"{path.name}: no row has the source {source!r}; the table is not the expected one"])


def memberships(
    path: Path, source: str, registers: Registers, bodies: Mapping[str, str], outside: Container[str], place: str
) -> Iterator[tuple[Row, dict[str, str]]]:
    """
    Yield a MEMBER_OF row for each membership that `source` states in the gathered table `path`, and the table's cells.

    `bodies` says which entry of the register each of the table's bodies is, an empty text that it is left out;
    `outside` are codes of territories that are no participants. `place` begins each locator. A participant that is not
    called a member is one in the role of a participant.

    Raises FactsError for a body that `bodies` does not know and a State that is in no register.
    """
    known = set(registers.ids("State"))
    for number, row in gathered(path, source, _MEMBERSHIPS):
        at = f"{path.name} row {number}"
        if row["body"] not in bodies:
            raise FactsError(
                [f"{at}: the body {row['body']!r} is not known to the loader; add it or leave it out there"]
            )
        body, state = bodies[row["body"]], row["state_iso3"]
        if not body or state in outside:
            continue
        if state not in known:
            raise FactsError([f"{at}: {state!r} is in no register; add it to graph/registers/states.csv"])
        role = row["status"] if row["status"] == "participant" else ""
        stated = {
            "from": state,
            "to": body,
            "status": "member" if role else row["status"],
            "role": role,
            "since": row["since"],
            "until": row["until"],
            "locator": f"{place}, {row['body_name']}, {state}",
        }
        yield Row("MEMBER_OF", stated), row
