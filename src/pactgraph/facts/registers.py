"""
The registers of `graph/registers/`: who is who, and under which names, when.

A name is matched only through a register or a dated alias. What does not match is reported, never guessed.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pactgraph.content import content_folder
from pactgraph.errors import FactsError
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.exchange import read_rows
from pactgraph.facts.records import Key, Value

FILES = {
    "State": "states.csv",
    "Treaty": "treaties.csv",
    "RegionalBody": "bodies.csv",
    "UNEntity": "un_entities.csv",
}
"""Label to register file. Other labels have no register: their ids come from their source."""

AGREEMENT = "BilateralAgreement"
SAME_AGREEMENTS = "same_agreements.csv"
"""Which agreements of two sources are one (`id`, `same_as`, `reason`); see `pactgraph.facts.identities`."""


def normalise(name: str) -> str:
    """Return `name` without accents, case, punctuation and repeated spaces, for matching and searching."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", plain.casefold()).split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One register row: the identity of a node and the columns the register itself decides."""

    key: Key
    row: dict[str, str]

    @property
    def name(self) -> str:
        """The name pactgraph shows."""
        return self.row["name"]


@dataclass(frozen=True, slots=True)
class _Alias:
    key: Key
    valid_from: dt.date
    valid_to: dt.date

    def holds(self, day: dt.date | None) -> bool:
        return day is None or self.valid_from <= day < self.valid_to


class Registers:
    """Entries by key, and names and codes by label."""

    def __init__(
        self,
        entries: list[Entry],
        aliases: list[tuple[str, str, str, str, str]],
        same_agreements: Mapping[str, str] | None = None,
    ) -> None:
        self.entries: dict[Key, Entry] = {entry.key: entry for entry in entries}
        self.same_agreements: Mapping[str, str] = same_agreements or {}
        """Agreement ids that were looked at: the id of the agreement each is; empty: it stands for itself."""
        self._names: dict[tuple[str, str], list[_Alias]] = defaultdict(list)
        for entry in entries:
            alias = _Alias(
                entry.key, _day(entry.row.get("valid_from"), dt.date.min), _day(entry.row.get("valid_to"), dt.date.max)
            )
            for name in {normalise(entry.name), normalise(entry.key.id)}:
                self._names[entry.key.label, name].append(alias)
        for label, text, id_, valid_from, valid_to in aliases:
            alias = _Alias(Key(label, id_), _day(valid_from, dt.date.min), _day(valid_to, dt.date.max))
            self._names[label, normalise(text)].append(alias)

    def find(self, label: str, name: str, on: dt.date | None = None) -> str | None:
        """Return the id of the `label` called `name` (on the day `on`), or None when none or several match."""
        found = {alias.key.id for alias in self._names.get((label, normalise(name)), ()) if alias.holds(on)}
        return found.pop() if len(found) == 1 else None

    def require(self, labels: tuple[str, ...], name: str, place: str) -> str:
        """
        Return the id of the node called `name`, of the first label that knows it.

        Raises FactsError naming `place` when none does.
        """
        for label in labels:
            if (id_ := self.find(label, name)) is not None:
                return id_
        raise FactsError([f"{place}: {name!r} is in no register; add an alias to graph/registers/aliases.csv"])

    def canonical(self, key: Key) -> Key:
        """Return the key under which a node stands in the graph: an agreement that two sources list has one."""
        if key.label != AGREEMENT:
            return key
        return Key(AGREEMENT, self.same_agreements.get(key.id) or key.id)

    def nearest(self, labels: Iterable[str], text: str) -> list[str]:
        """Return up to three entries, as `FRA (France)`, whose id, name or alias is or resembles `text`; best first."""
        names: dict[str, set[Key]] = defaultdict(set)
        wanted = set(labels)
        for (label, name), aliases in self._names.items():
            if label in wanted:
                names[name].update(alias.key for alias in aliases)
        close = difflib.get_close_matches(normalise(text), sorted(names), n=3, cutoff=0.75)
        keys = dict.fromkeys(key for name in close for key in sorted(names[name], key=str))
        return [f"{key.id} ({self.entries[key].name})" for key in keys if key in self.entries][:3]

    def where(self, label: str, column: str, value: str) -> str | None:
        """Return the id of the `label` whose register column `column` is `value`, or None."""
        for key, entry in self.entries.items():
            if key.label == label and entry.row.get(column) == value:
                return key.id
        return None

    def names(self, label: str) -> list[tuple[Key, str]]:
        """Return the names and aliases of a label's entries, normalised, as (key, name), sorted by name."""
        return [
            (alias.key, name) for (of, name), found in sorted(self._names.items()) if of == label for alias in found
        ]

    def ids(self, label: str) -> list[str]:
        """Return the ids of a label in register order."""
        return [key.id for key in self.entries if key.label == label]


def _day(text: str | None, default: dt.date) -> dt.date:
    return PartialDate.parse(text).first_day if text else default


def load_registers(folder: Path) -> Registers:
    """
    Read the registers in `folder`.

    Raises FactsError when an alias points nowhere or an id stands twice.
    """
    entries: list[Entry] = []
    faults: list[str] = []
    seen: set[Key] = set()
    asked_of: list[tuple[Key, str]] = []
    for label, file in FILES.items():
        path = folder / file
        if not path.is_file():
            continue
        for number, row in read_rows(path):
            key = Key(label, row["id"])
            if key in seen:
                faults.append(f"graph/registers/{file} row {number}: {key} stands twice; keep one row")
            seen.add(key)
            entries.append(Entry(key, row))
            for body in filter(None, (row.get("asked_of") or "").split("|")):
                asked_of.append((Key("RegionalBody", body), f"graph/registers/{file} row {number} column asked_of"))
    for body_key, place in asked_of:
        if body_key not in seen:
            faults.append(f"{place}: {body_key.id!r} is in no register of bodies; add it to {FILES['RegionalBody']}")
    aliases = []
    for number, row in read_rows(folder / "aliases.csv"):
        if Key(row["label"], row["id"]) not in seen:
            faults.append(
                f"graph/registers/aliases.csv row {number}: {row['label']} {row['id']} is in no register; add it there"
            )
        aliases.append((row["label"], row["alias"], row["id"], row["valid_from"], row["valid_to"]))
    same = _same_agreements(folder / SAME_AGREEMENTS, faults)
    if faults:
        raise FactsError(faults)
    return Registers(entries, aliases, same)


def _same_agreements(path: Path, faults: list[str]) -> dict[str, str]:
    """Return the register of identities; record a fault for an id listed twice, a chain or a missing reason."""
    same: dict[str, str] = {}
    rows = list(read_rows(path)) if path.is_file() else []
    for number, row in rows:
        place = f"graph/registers/{path.name} row {number}"
        if row["id"] in same:
            faults.append(f"{place}: {row['id']} stands twice; keep one row")
        if not row["reason"]:
            faults.append(f"{place} column reason: empty; say why")
        same[row["id"]] = row["same_as"]
    for number, row in rows:
        if same.get(row["same_as"]) or row["same_as"] == row["id"]:
            faults.append(
                f"graph/registers/{path.name} row {number} column same_as: {row['same_as']!r} is itself another "
                "agreement; name that one"
            )
    return same


@cache
def bundled_registers() -> Registers:
    """Return the registers that ship with pactgraph."""
    return load_registers(content_folder("graph") / "registers")


def register_properties(entry: Entry, columns: frozenset[str]) -> dict[str, Value]:
    """Return those columns of a register row that are node properties of its label, as text."""
    return {name: text for name, text in entry.row.items() if name in columns and text}
