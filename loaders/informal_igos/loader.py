"""
Reads the informal bodies and their members in 2017.

Upstream: `organizations_IIGO.csv` (bodies with first and last year) and `memberships_IIGO.csv` (one row a body and
member). `bodies.csv` beside this module says of each body which entry of the register it is, or why it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed

ROSTER_YEAR = "2017"
"""The year of the rosters."""
NO_CODE = "GIN - GNQ"
"""What stands for the code of Equatorial Guinea; the Democratic Republic of the Congo has none."""
SHORT_NAMES = {("KOR", "Korea")}
"""Names that are those of several States, with the code that tells which."""
_ORGANIZATIONS = {"Title": cells.needed, "Begin": cells.or_empty(cells.year)}
_MEMBERSHIPS = {
    "stateID": cells.or_empty(cells.like(f"[A-Z]{{3}}|{NO_CODE}", "three capital letters")),
    "StateName": cells.needed,
    "Title": cells.needed,
    "Year": cells.one_of((ROSTER_YEAR,)),
}


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield RegionalBody rows with their first year, and MEMBER_OF rows without dates: the file dates only the body.

    Raises FactsError for a body that `bodies.csv` does not know and for a member that is in no register.
    """
    choices = {row["title"]: row["body"] for _, row in read_rows(Path(__file__).parent / "bodies.csv")}
    for number, row in listed(upstream / "organizations_IIGO.csv", _ORGANIZATIONS):
        title = row["Title"]
        if title not in choices:
            raise FactsError([f"organizations_IIGO.csv row {number}: {title!r} is not in bodies.csv; add it there"])
        if choices[title]:
            yield Row(
                "RegionalBody",
                {"id": choices[title], "founded": row["Begin"], "locator": f"organizations_IIGO.csv, {title}"},
            )
    for number, row in listed(upstream / "memberships_IIGO.csv", _MEMBERSHIPS):
        title, place = row["Title"], f"memberships_IIGO.csv row {number}"
        if title not in choices:
            raise FactsError([f"{place}: {title!r} is not in bodies.csv; add it there"])
        if not choices[title]:
            continue
        yield Row(
            "MEMBER_OF",
            {
                "from": _state(row["stateID"], row["StateName"], place, registers),
                "to": choices[title],
                "status": "member",
                "locator": f"memberships_IIGO.csv, {title}, {row['StateName']}",
            },
        )


def _state(code: str, name: str, place: str, registers: Registers) -> str:
    """Return the State of a row: by its code where the register has it and the name does not say otherwise."""
    named = registers.find("State", name)
    if code not in registers.ids("State"):
        return registers.require(("State",), name, place)
    if named is None and (code, name) not in SHORT_NAMES:
        return registers.require(("State",), name, place)
    if named not in (None, code):
        raise FactsError([f"{place}: code {code} and name {name!r} are two States; correct one of them"])
    return code
