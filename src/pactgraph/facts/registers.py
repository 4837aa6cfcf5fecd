"""
The registers of `graph/registers/`: who is who, and under which names, when.

A name is matched only through a register or a dated alias. What does not match is reported, never guessed.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pactgraph.content import content_folder
from pactgraph.errors import FactsError
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.exchange import misplaced, read_rows, read_table
from pactgraph.facts.published import FILE as PUBLISHED
from pactgraph.facts.published import PublishedCount, read_published
from pactgraph.facts.records import Key, Value
from pactgraph.spelling import NEARLY_AS_LIKE, likeness

FILES = {
    "State": "states.csv",
    "Treaty": "treaties.csv",
    "RegionalBody": "bodies.csv",
    "UNEntity": "un_entities.csv",
    "Act": "acts.csv",
    "Topic": "topics.csv",
}
"""Label to register file. Other labels have no register: their ids come from their source."""

ALIASES = "aliases.csv"
"""Other names (`label`, `alias`, `id`, `valid_from`, `valid_to`) and whose spelling each is (`source`)."""
_CODES = {
    "State": {"iso2": "", "m49": "M49 ", "cow_code": "COW "},
    "Treaty": {"depositary_ref": ""},
    "RegionalBody": {"acronym": ""},
    "UNEntity": {"acronym": ""},
}
"""By label: columns of its register that name an entry as well, and what stands before the code."""
_BUNDLED = "graph/registers"
AGREEMENT = "BilateralAgreement"
SAME_AGREEMENTS = "same_agreements.csv"
"""Which agreements of two sources are one (`id`, `same_as`, `reason`); see `pactgraph identities`."""
_COLUMNS = {
    ALIASES: ("label", "alias", "id", "valid_from", "valid_to", "source"),
    SAME_AGREEMENTS: ("id", "same_as", "reason"),
}
"""Columns of the lists that a user may have too; the days may be left out."""
_MAY_LACK = frozenset({"valid_from", "valid_to"})


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
class NamedAs:
    """One row of a list of aliases."""

    key: Key
    text: str
    valid_from: str = ""
    valid_to: str = ""


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
        aliases: Iterable[NamedAs] = (),
        same_agreements: Mapping[str, str] | None = None,
        published: Sequence[PublishedCount] = (),
    ) -> None:
        self.entries: dict[Key, Entry] = {entry.key: entry for entry in entries}
        self.same_agreements: Mapping[str, str] = same_agreements or {}
        """Agreement ids that were looked at: the id of the agreement each is; empty: it stands for itself."""
        self.published = published
        """Published numbers of parties and members, in the order of their file."""
        self.own: tuple[tuple[str, Key], ...] = ()
        """Of a user's own aliases: the row, and what it names."""
        self._ids: dict[tuple[str, str], _Alias] = {}
        self._names: dict[tuple[str, str], list[_Alias]] = defaultdict(list)
        for entry in entries:
            alias = _Alias(
                entry.key, _day(entry.row.get("valid_from"), dt.date.min), _day(entry.row.get("valid_to"), dt.date.max)
            )
            self._ids[entry.key.label, normalise(entry.key.id)] = alias
            codes = (normalise(code) for _, code in _codes(entry))
            for name in {normalise(entry.key.id), normalise(entry.name), *codes}:
                self._names[entry.key.label, name].append(alias)
        self._spelt: dict[Key, list[str]] = defaultdict(list)
        for named in aliases:
            self._names[named.key.label, normalise(named.text)].append(_alias(named))
            self._spelt[named.key].append(named.text)

    def with_own(
        self,
        own: Sequence[tuple[str, NamedAs]],
        same_agreements: Mapping[str, str],
        published: Sequence[PublishedCount],
    ) -> Registers:
        """Return these registers with a user's aliases, each with its place, and all identities and numbers then."""
        registers = copy.copy(self)
        registers.published = published
        registers.same_agreements = same_agreements
        registers.own = tuple((place, named.key) for place, named in own)
        registers._names = defaultdict(list, self._names)
        told = {(named.key.label, normalise(named.text)) for _, named in own}
        for name in told:
            registers._names[name] = [_alias(n) for _, n in own if (n.key.label, normalise(n.text)) == name]
        registers._spelt = defaultdict(list, {key: [*texts] for key, texts in self._spelt.items()})
        for _, named in own:
            registers._spelt[named.key].append(named.text)
        return registers

    def meanings(self, label: str, name: str, on: dt.date | None = None) -> list[str]:
        """Return the ids of the `label` called `name` (on the day `on`), sorted; an id means only itself."""
        known = normalise(name)
        if (alias := self._ids.get((label, known))) is not None and alias.holds(on):
            return [alias.key.id]
        return sorted({alias.key.id for alias in self._names.get((label, known), ()) if alias.holds(on)})

    def find(self, label: str, name: str, on: dt.date | None = None) -> str | None:
        """Return the id of the `label` called `name` (on the day `on`), or None when none or several match."""
        found = self.meanings(label, name, on)
        return found[0] if len(found) == 1 else None

    def require(self, labels: tuple[str, ...], name: str, place: str) -> str:
        """
        Return the id of the node called `name`, of the first label that knows it.

        Raises FactsError naming `place` when none does, or when it is the name of several.
        """
        for label in labels:
            if (id_ := self.find(label, name)) is not None:
                return id_
        what = "is not clear" if any(self.meanings(label, name) for label in labels) else "is in no register"
        raise FactsError([f"{place}: {name!r} {what} (an alias may be added to {ALIASES}){self.hint(labels, name)}"])

    def also_known_as(self, key: Key) -> list[str]:
        """Return the aliases of a node as they are written, of any day, and codes that go with their list, sorted."""
        entry = self.entries.get(key)
        codes = () if entry is None else (code for before, code in _codes(entry) if before)
        return sorted({*self._spelt.get(key, ()), *codes})

    def canonical(self, key: Key) -> Key:
        """Return the key under which a node stands in the graph: an agreement that two sources list has one."""
        if key.label != AGREEMENT:
            return key
        return Key(AGREEMENT, self.same_agreements.get(key.id) or key.id)

    def hint(self, labels: Iterable[str], text: str) -> str:
        """
        Return the end of a message about a name that is not known: whose it is, what is spelled like it, where to look.

        Only what has the same words but for their spelling is offered, never a name that shares some of them.
        """
        wanted = tuple(labels)
        several = [Key(label, id_) for label in wanted for id_ in self.meanings(label, text)]
        if len(several) > 1:
            return f"; it is the name of several: {', '.join(map(self._shown, several))}; give the id"
        if numbered := self._numbered(text) if "State" in wanted else []:
            return f"; a number alone is no code: {' and '.join(numbered)}"
        if near := self._near(wanted, text):
            return f"; did you mean {' or '.join(map(self._shown, near))}?"
        files = [FILES[label] for label in wanted if label in FILES]
        return f"; ids and names are in graph/registers/ ({', '.join([*files, ALIASES])})" if files else ""

    def where(self, label: str, column: str, value: str) -> str | None:
        """Return the id of the `label` whose register column `column` has `value` (one of several, even), or None."""
        for key, entry in self.entries.items():
            if key.label == label and value and value in entry.row.get(column, "").split("|"):
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

    def _near(self, labels: tuple[str, ...], text: str) -> list[Key]:
        """Return up to three entries one of whose names is `text` but for its spelling; best first."""
        best: dict[Key, float] = {}
        wanted = normalise(text).replace("_", " ")
        for (label, name), found in self._names.items():
            if label in labels and (score := likeness(wanted, name.replace("_", " "))):
                for alias in found:
                    best[alias.key] = max(score, best.get(alias.key, 0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], str(item[0])))
        return [key for key, score in ranked if score >= ranked[0][1] - NEARLY_AS_LIKE][:3]

    def _numbered(self, text: str) -> list[str]:
        """Return what a bare number is in each list of numbers: `M49 020 is AND (Andorra)`; spreadsheets drop zeros."""
        if not text.isdecimal():
            return []
        codes = (f"M49 {text.zfill(3)}", f"COW {text.lstrip('0')}")
        return [f"{code} is {self._shown(Key('State', id_))}" for code in codes for id_ in self.meanings("State", code)]

    def _shown(self, key: Key) -> str:
        return f"{key.id} ({self.entries[key].name})" if key in self.entries else key.id


def _alias(named: NamedAs) -> _Alias:
    return _Alias(named.key, _day(named.valid_from, dt.date.min), _day(named.valid_to, dt.date.max))


def _codes(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the codes of an entry as names, after the list that goes with a number (`M49 020`): lists share them."""
    for column, before in _CODES.get(entry.key.label, {}).items():
        for code in filter(None, entry.row.get(column, "").split("|")):
            yield before, before + code


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
                faults.append(f"{_BUNDLED}/{file} row {number}: {key} stands twice; keep one row")
            seen.add(key)
            entries.append(Entry(key, row))
            for body in filter(None, (row.get("asked_of") or "").split("|")):
                asked_of.append((Key("RegionalBody", body), f"{_BUNDLED}/{file} row {number} column asked_of"))
    for body_key, place in asked_of:
        if body_key not in seen:
            faults.append(f"{place}: {body_key.id!r} is in no register of bodies; add it to {FILES['RegionalBody']}")
    aliases = dict(_aliases(folder / ALIASES, _BUNDLED, faults))
    faults += [
        f"{place}: {named.key} is in no register; add it there"
        for place, named in aliases.items()
        if named.key not in seen
    ]
    same = _same_agreements(folder / SAME_AGREEMENTS, _BUNDLED, faults)
    published = read_published(folder / PUBLISHED, _BUNDLED, seen, faults)
    if faults:
        raise FactsError(faults)
    return Registers(entries, list(aliases.values()), same, published)


def _aliases(path: Path, folder: str, faults: list[str]) -> Iterator[tuple[str, NamedAs]]:
    """Yield (place, alias) of a list of aliases; record a fault for a row that is not whole or has no days."""
    for number, row in _listed(path, folder, faults):
        place = f"{folder}/{ALIASES} row {number}"
        empty = [column for column in ("label", "alias", "id", "source") if not row.get(column)]
        faults += [f"{place} column {column}: empty; every row must have it" for column in empty]
        if empty:
            continue
        if row["label"] not in FILES:
            faults.append(f"{place} column label: {row['label']!r}; expected one of {', '.join(FILES)}")
            continue
        named = NamedAs(Key(row["label"], row["id"]), row["alias"], row.get("valid_from", ""), row.get("valid_to", ""))
        try:
            alias = _alias(named)
        except ValueError as error:
            faults.append(f"{place} columns valid_from, valid_to: {error}")
            continue
        if alias.valid_from >= alias.valid_to:
            faults.append(f"{place} column valid_to: {named.valid_to} is not after valid_from {named.valid_from}")
        else:
            yield place, named


def _listed(path: Path, folder: str, faults: list[str]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a list that a user may have too, none where there is no such file or its header is wrong."""
    table = read_table(path) if path.is_file() else None
    if table is None:
        return []
    columns = _COLUMNS[path.name]
    faults += table.faults
    given = set(table.header)
    if given and (given - set(columns) or set(columns) - given - _MAY_LACK or misplaced(table.header, columns)):
        faults.append(f"{folder}/{path.name} row 1: expected the columns {', '.join(columns)}")
        return []
    return [(number, dict(zip(table.header, cells, strict=True))) for number, cells in table.rows]


def _same_agreements(path: Path, folder: str, faults: list[str]) -> dict[str, str]:
    """Return a list of identities; record a fault for an id listed twice, a chain or a missing reason."""
    same: dict[str, str] = {}
    rows = _listed(path, folder, faults)
    for number, row in rows:
        place = f"{folder}/{path.name} row {number}"
        if not row["id"]:
            faults.append(f"{place} column id: empty; every row must have it")
            continue
        if row["id"] in same:
            faults.append(f"{place}: {row['id']} stands twice; keep one row")
        if not row["reason"]:
            faults.append(f"{place} column reason: empty; say why")
        same[row["id"]] = row["same_as"]
    for number, row in rows:
        if same.get(row["same_as"]) or row["same_as"] == row["id"]:
            faults.append(
                f"{folder}/{path.name} row {number} column same_as: {row['same_as']!r} is itself another "
                "agreement; name that one"
            )
    return same


@cache
def bundled_registers() -> Registers:
    """Return the registers that ship with pactgraph."""
    return load_registers(content_folder("graph") / "registers")


def own_lists(folder: Path | None) -> list[Path]:
    """Return the lists of names, identities and published numbers that a user keeps beside own source folders."""
    files = (ALIASES, SAME_AGREEMENTS, PUBLISHED) if folder is not None else ()
    return [path for file in files if folder is not None and (path := folder / file).is_file()]


def registers_with(folder: Path | None, faults: list[str] | None = None) -> Registers:
    """
    Return the bundled registers with the lists of a user's folder (`own_lists`), where it has them.

    A user's alias settles a name that stands for several; it may not make a name mean another than it does.

    Raises FactsError for rows that do not say all, or say otherwise than the bundled ones; with `faults` they are
    added there instead, and what is sound is returned.
    """
    bundled = bundled_registers()
    if folder is None or not own_lists(folder):
        return bundled
    found: list[str] = []
    try:
        registers = _extended(bundled, folder, found)
    except FactsError as error:
        found += error.faults
        registers = bundled
    if faults is not None:
        faults += found
    elif found:
        raise FactsError(found)
    return registers


def _extended(bundled: Registers, folder: Path, faults: list[str]) -> Registers:
    own = []
    for place, named in _aliases(folder / ALIASES, folder.name, faults):
        known = bundled.meanings(named.key.label, named.text)
        if len(known) == 1 and known[0] != named.key.id:
            faults.append(
                f"{place} column alias: {named.text!r} is the name of {known[0]}, not of {named.key.id}; "
                "leave the row out; a loader of yours can read that name as it needs"
            )
        else:
            own.append((place, named))
    same = _same_agreements(folder / SAME_AGREEMENTS, folder.name, faults)
    for id_, other in same.items():
        if bundled.same_agreements.get(id_, other) != other:
            faults.append(
                f"{folder.name}/{SAME_AGREEMENTS}: {id_} is settled in {_BUNDLED}/{SAME_AGREEMENTS}; leave the row out"
            )
    # Two steps at most: what is another agreement in one list may stand for a third in the other.
    merged = {**bundled.same_agreements, **same}
    published = read_published(folder / PUBLISHED, folder.name, bundled.entries, faults, own=True)
    return bundled.with_own(
        own,
        {id_: merged.get(other) or other for id_, other in merged.items()},
        [*bundled.published, *published],
    )


def register_properties(entry: Entry, columns: frozenset[str]) -> dict[str, Value]:
    """
    Return those columns of a register row that are node properties of its label, as text.

    Codes are not among them: a register has them to know names by, and who states them is a source.
    """
    codes = _CODES["State"] if entry.key.label == "State" else {}
    return {name: text for name, text in entry.row.items() if name in columns and text and name not in codes}
