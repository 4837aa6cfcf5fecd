"""
Reads lists of parties out of Switzerland's Classified Compilation ("scope of application as at ...").

Upstream: one `<file>.psv` per treaty, a list as at one day. Lines `#source=`, `#asof=` and, where the list was cut,
`#partial=`; then one participant a line, in German: name, day of the act, code, entry into force, remark, separated by
a bar. Asterisks at a name point to reservations; a line that begins with `>` is a territory of the State above it and
no participant.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers

TREATIES = {
    "C029": "ILO_C029",
    "C081": "ILO_C081",
    "C105": "ILO_C105",
    "C138": "ILO_C138",
    "C182": "ILO_C182",
    "C189": "ILO_C189",
    "CEDAW": "CEDAW",
    "CETS197": "COE_CETS197",
    "CETS201": "COE_CETS201_LANZAROTE",
    "CETS210": "COE_CETS210_ISTANBUL",
    "CRC": "CRC",
    "HAGUE1993": "HAGUE_ADOPTION_1993",
    "P029": "ILO_P029",
    "SMUGGLING": "SMUGGLING_PROTOCOL",
    "TIP": "TIP_PROTOCOL",
    "UNCAC": "UNCAC",
    "UNTOC": "UNTOC",
}
"""Treaty by file."""
EARLIER = {"CETS210_2019_extra": "CETS210"}
"""Files with what an earlier list has and the later one, named here, no longer has."""
COVERED = ("CETS197", "CETS201", "CETS210", "HAGUE1993", "SMUGGLING", "TIP", "UNCAC", "UNTOC")
"""Lists in which no party is known to be missing; those of the ILO lag by years."""
CODES = {"": "unspecified", "B": "accession", "N": "succession"}
"""Acts by code. An uncoded act is ratification, acceptance or approval: the lists do not tell them apart."""
REMARKS = {"source footnote a: excluding Part II": "without Part II"}
"""Remarks that qualify the consent, in our words; others are left out."""
ODD = "entry into force does not follow from the day of the act as for the other parties; both stand as stated"


class Entry(NamedTuple):
    """One participant in a list; `place` is the file and line."""

    name: str
    since: dt.date
    code: str
    in_force: dt.date | None
    remark: str
    place: str


class PartyList(NamedTuple):
    """One list: the day it speaks of, whether it was cut, its participants."""

    as_of: dt.date
    partial: bool
    entries: list[Entry]


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield PARTY_TO and COVERS rows.

    Raises FactsError for a file without a treaty, a name no register knows, an unknown code or a cell that is no date.
    """
    lists = {path.stem: _read(path) for path in sorted(upstream.glob("*.psv"))}
    unknown = sorted(lists.keys() - TREATIES.keys() - EARLIER.keys())
    if unknown or not lists:
        raise FactsError([f"{name}.psv: no treaty is known for this file" for name in unknown or ["(none)"]])
    for file, found in lists.items():
        later = lists.get(EARLIER.get(file, ""))
        treaty = TREATIES[EARLIER.get(file, file)]
        locator = f"{file}, as at {found.as_of}"
        if file in COVERED and not found.partial:
            until = str(found.as_of + dt.timedelta(days=1))
            yield Row("COVERS", {"from": "fedlex", "to": treaty, "until": until, "locator": locator})
        odd = _odd(found.entries)
        for entry in found.entries:
            cells = {
                "from": registers.require(("State", "RegionalBody"), entry.name, entry.place),
                "to": treaty,
                "action": _action(file, entry),
                "in_force": "" if entry.in_force is None else str(entry.in_force),
                "since": str(entry.since),
                "locator": f"{locator}, {entry.name}",
                "note": "; ".join(note for note in (REMARKS.get(entry.remark), ODD if entry in odd else "") if note),
            }
            if later is not None:
                cells["until"] = str(later.as_of)
                cells["note"] = f"ended after {found.as_of}; no longer in the list of {later.as_of}, which gives no day"
            yield Row("PARTY_TO", cells)


def _read(path: Path) -> PartyList:
    as_of: dt.date | None = None
    partial = False
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.name} line {number}"
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            as_of = dt.date.fromisoformat(value) if key == "asof" else as_of
            partial = partial or key == "partial"
        elif line and not line.startswith(">"):
            name, since, code, in_force, *remarks = line.split("|")
            start = _day(since, place)
            if start is None:
                raise FactsError([f"{place}: no day of the act; expected one such as 4.11.2022"])
            entries.append(Entry(name.strip(" *"), start, code, _day(in_force, place), "".join(remarks), place))
    if as_of is None:
        raise FactsError([f"{path.name}: no line #asof=; the list does not say which day it speaks of"])
    return PartyList(as_of, partial, entries)


def _action(file: str, entry: Entry) -> str:
    """Return the act; uncoded in a list of the ILO, whose conventions are ratified only, it is ratification."""
    if entry.code not in CODES:
        raise FactsError([f"{entry.place}: the code {entry.code!r} is not known; expected B, N or nothing"])
    return "ratification" if not entry.code and _of_the_ilo(file) else CODES[entry.code]


def _of_the_ilo(file: str) -> bool:
    return TREATIES.get(file, "").startswith("ILO_")


def _odd(entries: list[Entry]) -> list[Entry]:
    """
    Return the entries whose entry into force fits neither the list's usual interval nor the treaty's own first day.

    The usual interval is the one most entries of the list show. Successions take effect backwards and are left alone.
    """
    intervals: list[Callable[[dt.date], dt.date]] = [
        lambda day: _months_later(day, 12),
        lambda day: day + dt.timedelta(days=30),
        lambda day: _months_later(day.replace(day=1), 4),
    ]
    dated = [(entry, entry.in_force) for entry in entries if entry.in_force is not None and entry.code != "N"]
    if not dated:
        return []
    usual = max(intervals, key=lambda after: sum(after(entry.since) == in_force for entry, in_force in dated))
    shared = [day for day, count in Counter(in_force for _, in_force in dated).items() if count > 1]
    first = min(shared, default=None)
    return [entry for entry, in_force in dated if in_force not in (usual(entry.since), first)]


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later; 29 February becomes the 28th."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if (day.month, day.day) == (2, 29):
        return dt.date(year, month, 28)
    return dt.date(year, month, day.day)


def _day(text: str, place: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%d.%m.%Y").date()
    except ValueError as error:
        raise FactsError([f"{place}: {text!r} is no date; expected one such as 4.11.2022"]) from error
