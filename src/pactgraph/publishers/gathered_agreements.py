"""
Reads bilateral agreements gathered by hand from registers that publish no list of their own.

The gathered table is `bilateral.csv`, one row for each agreement and other party. Its columns: `agreement_id`,
`title_or_type`, `topic`, `state_a_iso3`, `state_b_iso3` (ISO 3166-1 alpha-3; empty: no State of today), `signed` and
`in_force` (ISO, partial allowed), `source`, `status` (in the register's words), `mentions_trafficking` (0, 1, empty),
`source_ref` (the place in the register) and `note`; others are not read. Cells may run over several lines.

Beside each loader stands `exceptions.csv` with what its rows get wrong: `agreement`, `parties` (instead of those in the
table, `|` between them; `-` leaves the agreement out), `signed` (instead of the day in the table) and `note` (why).
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pactgraph.characters import once_decoded
from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.publishers import cells
from pactgraph.publishers.gathered import CODE, SOURCE
from pactgraph.publishers.listed import listed

TABLE = "bilateral.csv"
LEFT_OUT = "-"
TERRITORIES = frozenset({"ABW", "HKG", "MAC", "MYT", "NCL", "PYF"})
"""Codes in the table that are no States: never a party, and no reason to leave an agreement out."""
_DAYS = {"signed": cells.or_empty(cells.date), "in_force": cells.or_empty(cells.announced)}
_MENTIONS = {"": "", "0": "false", "1": "true"}


@dataclass(frozen=True, slots=True)
class GatheredAgreement:
    """One agreement of the table; `parties` are ids of States in its order, `status` the register's words."""

    place: str
    """Its first row in the table, as messages name it."""
    id: str
    title: str
    topic: str
    parties: tuple[str, ...]
    signed: str
    in_force: str
    status: str
    mentions_trafficking: str
    locator: str
    remark: str
    note: str

    def status_day(self, before: str, *, needed: bool = True) -> str:
        """
        Return the day in a status such as `approved by law 1999-09-14`, which begins with `before`.

        Raises FactsError for any other status; an empty one is a fault where the day is `needed`.
        """
        if not self.status and not needed:
            return ""
        try:
            if not self.status.startswith(before):
                raise ValueError("no such status")
            return cells.date(self.status.removeprefix(before))
        except ValueError as error:
            raise FactsError(
                [f"{self.place} column status: {self.status!r}; {error}; expected {before.strip()} and a day"]
            ) from error

    def rows(
        self, *, status: str = "", concluded_by: str = "", terminated: str = "", locator: str = "", note: str = ""
    ) -> Iterator[Row]:
        """
        Yield the agreement and who concluded it.

        `concluded_by` (the day of an approving law or of publication) counts only where the day of signature is not
        given: it is no day of signature. `note` stands before the note of `exceptions.csv` on each CONCLUDED row.

        Raises FactsError where neither the table nor `locator` says the place in the register.
        """
        if not (place := self.locator or locator):
            raise FactsError([f"{self.place} column source_ref: empty; expected the place in the register"])
        yield Row(
            "BilateralAgreement",
            {
                "id": self.id,
                "title": self.title,
                "topic": self.topic,
                "signed": self.signed,
                "concluded_by": "" if self.signed else concluded_by,
                "in_force": self.in_force,
                "terminated": terminated,
                "status": status,
                "mentions_trafficking": self.mentions_trafficking,
                "locator": place,
            },
        )
        for party in self.parties:
            yield Row(
                "CONCLUDED",
                {
                    "from": party,
                    "to": self.id,
                    "since": self.signed,
                    "until": terminated,
                    "concluded_by": "" if self.signed else concluded_by,
                    "locator": place,
                    "note": "; ".join(filter(None, (note, self.note))),
                },
            )


def gathered_agreements(
    upstream: Path, source: str, loader: Path, registers: Registers, stem: Callable[[str], str] = str
) -> Iterator[GatheredAgreement]:
    """
    Yield the agreements of the rows whose `source` begins with `source`, sorted by id.

    `loader` is the folder that holds `exceptions.csv`; `stem` gives the agreement's id for a row's, so that rows of one
    agreement with several parties become one.

    Raises FactsError for a party no register knows and for an exception that fits no row, naming the agreement, and
    for a cell that is not as expected, in rows of whatever source: one that is out of order might be ours.
    """
    exceptions = {row["agreement"]: row for _, row in read_rows(loader / "exceptions.csv")}
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    places: dict[str, str] = {}
    table = listed(upstream / TABLE, _readers())
    own = [(number, row) for number, row in table if row["source"].startswith(source)]
    # Days that cannot be stand in rows of other sources; those of ours are read as facts.
    days = (
        cells.read(TABLE, list(_DAYS), [(n, [row[column] for column in _DAYS]) for n, row in own], _DAYS) if own else []
    )
    for (number, row), (_, dated) in zip(own, days, strict=True):
        id_ = stem(row["agreement_id"])
        groups[id_].append(row | dated)
        places.setdefault(id_, f"{TABLE} row {number} {id_}")
    unused = sorted(exceptions.keys() - groups.keys())
    if unused:
        raise FactsError(
            [f"{loader.name}/exceptions.csv: {id_} is not in {TABLE}; mend or remove it" for id_ in unused]
        )
    for id_, rows in sorted(groups.items()):
        exception = exceptions.get(id_, {"parties": "", "signed": "", "note": ""})
        if exception["parties"] == LEFT_OUT:
            continue
        first = rows[0]
        stated = exception["parties"].split("|") if exception["parties"] else _parties(places[id_], rows)
        yield GatheredAgreement(
            place=places[id_],
            id=id_,
            title=first["title_or_type"],
            topic=first["topic"],
            parties=tuple(registers.require(("State",), party, places[id_]) for party in stated),
            signed=exception["signed"] or first["signed"],
            in_force=first["in_force"],
            status=first["status"],
            mentions_trafficking=_MENTIONS[first["mentions_trafficking"]],
            locator=first["source_ref"].strip(),
            remark=first["note"],
            note=exception["note"],
        )


def _parties(place: str, rows: list[dict[str, str]]) -> list[str]:
    """Return the codes of the parties without territories. Raises FactsError for a party without a code."""
    codes = [rows[0]["state_a_iso3"]]
    for row in rows:
        if not row["state_b_iso3"]:
            raise FactsError(
                [f"{place}: the other party {row['state_b_name']!r} has no code; decide in exceptions.csv"]
            )
        codes.append(row["state_b_iso3"])
    parties = [code for code in dict.fromkeys(codes) if code not in TERRITORIES]
    if len(parties) < 2:
        raise FactsError([f"{place}: fewer than two States; decide in exceptions.csv"])
    return parties


def _readers() -> dict[str, cells.Reader]:
    return {
        "agreement_id": cells.needed,
        "title_or_type": _title,
        "topic": cells.one_of(bundled_schema().nodes["BilateralAgreement"].properties["topic"].values),
        "state_a_iso3": CODE,
        "state_b_iso3": cells.or_empty(CODE),
        "state_b_name": cells.text,
        **dict.fromkeys(_DAYS, cells.like(r"([0-9]{4}(-[0-9]{2}){0,2})?", "a day, a year or nothing")),
        "source": SOURCE,
        "status": cells.text,
        "mentions_trafficking": cells.one_of(_MENTIONS),
        "source_ref": cells.text,
        "note": _mended,
    }


def _title(cell: object) -> str:
    return cells.needed(_mended(cell))


def _mended(cell: object) -> str:
    """Return text on one line, with HTML entities and control characters of Windows-1252 as what they stand for."""
    text = html.unescape(cell if isinstance(cell, str) else cells.text(cell)).replace('\\"', '"')
    text = re.sub(r"[\x80-\x9f]", lambda m: m[0].encode("latin-1").decode("cp1252", errors="replace"), text)
    return cells.text(once_decoded(" ".join(text.split())))
