"""
Reads the list of Switzerland's treaties in force into bilateral agreements on criminal and migration matters.

Upstream: `ch_sr0_treaties.csv`, one row per treaty of part 0 of the Classified Compilation. A number such as
`0.360.136.1` says the subject (0.360: police cooperation) and the other party (136: Germany); `partners.csv` beside
this module says which code is which, an empty partner being a territory that is left out. `texts.csv` says which
treaties were read for the word trafficking, and adds two that name it though they stand under another subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.exchange import read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.listed import listed

SUBJECTS = {
    "0.353.9": "extradition",
    "0.351.9": "mutual_legal_assistance",
    "0.360.": "police_cooperation",
    "0.344.": "transfer_of_sentenced_persons",
}
"""Subjects whose every bilateral treaty in force is in the list: there its silence means no."""
MIGRATION = "0.142.11"
"""Residence and establishment: the subject mixes visas, residence and the three topics of interest."""
MIGRATION_TOPICS = {
    "readmission": re.compile(
        r"Rückübernahme|Wieder(über|auf)nahme|Übernahme|Rückschub|Rückkehr|Durchbeförderung|illegalen Migration"
    ),
    "labour_migration": re.compile(r"Stagiaires|junge[nr] Beruf|Praktikant|Arbeitskräfte|Arbeitsmarkt"),
    "migration_cooperation": re.compile(r"[Mm]igration"),
}
"""Words of the German title that decide, in this order; a title with none is about something else."""
PREDECESSORS = {"Österreich-Ungarn": "Austria-Hungary", "Deutschen Reich": "the German Empire"}
"""States of the past in German titles. The compilation files their treaties under the States that continue them."""
_READERS = {
    "sr_number": cells.like(r"0(\.[0-9]+)+", "a number of part 0, as 0.360.136.1"),
    "title": cells.needed,
    "publication_date": cells.day,
    "entry_into_force": cells.or_empty(cells.announced_day),
    "status": cells.one_of(("in_force",)),
    "source": cells.like(r"https://\S+", "an address"),
    "identifier": cells.like(r"cc-[A-Za-z0-9_-]+", "an identifier, as cc-2006-864"),
}
WINDOW = ("2026-03-05", "2026-04-01")
"""From the last change in the list to the month it speaks for."""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield BilateralAgreement, CONCLUDED and COVERS rows.

    Raises FactsError for a code of a party that `partners.csv` does not know.
    """
    del registers  # parties are matched by the compilation's own codes
    partners = {row["code"]: row["partners"].split("|") for row in _rows("partners.csv")}
    exceptions = {row["sr_number"]: row["partners"].split("|") for row in _rows("several_partners.csv")}
    texts = {row["identifier"]: row for row in _rows("texts.csv")}
    for _, row in listed(upstream / "ch_sr0_treaties.csv", _READERS):
        number, title = row["sr_number"], row["title"]
        text = texts.get(row["identifier"], {})
        topic, code = _classify(number, title)
        topic = text.get("topic") or topic
        if topic is None:
            continue
        code = text.get("partner_code") or code
        if code not in partners:
            raise FactsError([f"SR {number}: no partner known for code {code!r}; add it to partners.csv ({title})"])
        others = exceptions.get(number, partners[code])
        if others == [""]:
            continue
        id_ = f"CH-{row['identifier']}"
        locator = f"SR {number}; {row['source']}"
        yield Row(
            "BilateralAgreement",
            {
                "id": id_,
                "title": " ".join(title.split()),
                "topic": topic,
                "signed": row["publication_date"],
                "in_force": row["entry_into_force"],
                "status": "in_force",
                "mentions_trafficking": text.get("mentions_trafficking", ""),
                "locator": locator,
            },
        )
        past = next((name for words, name in PREDECESSORS.items() if words in title), "")
        for party in ["CHE", *others]:
            yield Row(
                "CONCLUDED",
                {
                    "from": party,
                    "to": id_,
                    "since": row["publication_date"],
                    "locator": locator,
                    "note": f"concluded by {past}; filed under {party}" if past and party != "CHE" else "",
                },
            )
    for topic in SUBJECTS.values():
        yield Row(
            "COVERS",
            {
                "from": "switzerland_sr",
                "to": "CHE",
                "topic": topic,
                "since": WINDOW[0],
                "until": WINDOW[1],
                "locator": "SR 0",
            },
        )


def _classify(number: str, title: str) -> tuple[str | None, str]:
    """Return topic and code of the other party of a treaty; no topic when it is none of ours or has many parties."""
    for prefix, topic in SUBJECTS.items():
        if number.startswith(prefix):
            return topic, number.removeprefix(prefix).replace(".", "")[:3]
    if number.startswith(MIGRATION):
        code = number.removeprefix(MIGRATION).replace(".", "")[:3]
        return next((topic for topic, words in MIGRATION_TOPICS.items() if words.search(title)), None), code
    return None, ""


def _rows(name: str) -> list[dict[str, str]]:
    return [row for _, row in read_rows(Path(__file__).parent / name)]
