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

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers.listed import listed

TABLE = "bilateral.csv"
LEFT_OUT = "-"
TERRITORIES = frozenset({"ABW", "HKG", "MAC", "MYT", "NCL", "PYF"})
"""Codes in the table that are no States: never a party, and no reason to leave an agreement out."""
_MENTIONS = {"": "", "0": "false", "1": "true"}


@dataclass(frozen=True, slots=True)
class GatheredAgreement:
    """One agreement of the table; `parties` are ids of States in its order, `status` the register's words."""

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

    def rows(
        self, *, status: str = "", concluded_by: str = "", terminated: str = "", locator: str = "", note: str = ""
    ) -> Iterator[Row]:
        """
        Yield the agreement and who concluded it.

        `concluded_by` (the day of an approving law or of publication) counts only where the day of signature is not
        given: it is no day of signature. `note` stands before the note of `exceptions.csv` on each CONCLUDED row.
        """
        place = self.locator or locator
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

    Raises FactsError for a party no register knows and for an exception that fits no row, naming the agreement.
    """
    exceptions = {row["agreement"]: row for _, row in read_rows(loader / "exceptions.csv")}
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for _, row in listed(upstream / TABLE, ("agreement_id", "source")):
        if row["source"].startswith(source):
            groups[stem(row["agreement_id"])].append(row)
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
        stated = exception["parties"].split("|") if exception["parties"] else _parties(id_, rows)
        yield GatheredAgreement(
            id=id_,
            title=_text(first["title_or_type"]),
            topic=first["topic"],
            parties=tuple(registers.require(("State",), party, f"{TABLE} {id_}") for party in stated),
            signed=exception["signed"] or first["signed"],
            in_force=first["in_force"],
            status=first["status"],
            mentions_trafficking=_MENTIONS[first["mentions_trafficking"]],
            locator=first["source_ref"].strip(),
            remark=_text(first["note"]),
            note=exception["note"],
        )


def _parties(id_: str, rows: list[dict[str, str]]) -> list[str]:
    """Return the codes of the parties without territories. Raises FactsError for a party without a code."""
    codes = [rows[0]["state_a_iso3"]]
    for row in rows:
        if not row["state_b_iso3"]:
            raise FactsError(
                [f"{TABLE} {id_}: the other party {row['state_b_name']!r} has no code; decide in exceptions.csv"]
            )
        codes.append(row["state_b_iso3"])
    parties = [code for code in dict.fromkeys(codes) if code not in TERRITORIES]
    if len(parties) < 2:
        raise FactsError([f"{TABLE} {id_}: fewer than two States; decide in exceptions.csv"])
    return parties


def _text(text: str) -> str:
    """Return text on one line, with HTML entities and control characters of Windows-1252 as what they stand for."""
    text = html.unescape(text).replace('\\"', '"')
    text = re.sub(r"[\x80-\x9f]", lambda m: m[0].encode("latin-1").decode("cp1252", errors="replace"), text)
    return " ".join(text.split())
