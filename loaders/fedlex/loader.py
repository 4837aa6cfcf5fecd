"""
Reads lists of parties out of Switzerland's Classified Compilation ("scope of application as at ...").

Upstream: one `<file>.psv` per treaty, a list as at one day. Lines `#source=`, `#asof=` and, where the list was cut,
`#partial=`; then one participant a line, in German: name, day of the act, code, entry into force, remark, separated by
a bar. Asterisks at a name point to reservations. A line that begins with `>` is indented: a territory of the State
above it and no participant, unless it is a State with an act of its own. A line `#undated=` stands for a State without
a day, which only heads its territories.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pactgraph.errors import FactsError
from pactgraph.exchange import Row
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells

TREATIES = {
    "C029": "ILO_C029",
    "C081": "ILO_C081",
    "C105": "ILO_C105",
    "C138": "ILO_C138",
    "C182": "ILO_C182",
    "C189": "ILO_C189",
    "CAT": "CAT",
    "CEDAW": "CEDAW",
    "CEDAW_OP": "CEDAW_OP",
    "CETS197": "COE_CETS197",
    "CETS201": "COE_CETS201_LANZAROTE",
    "CETS210": "COE_CETS210_ISTANBUL",
    "CPED": "CPED",
    "CRC": "CRC",
    "CRC_OPAC": "CRC_OPAC",
    "CRC_OPIC": "CRC_OPIC",
    "CRC_OPSC": "CRC_OPSC",
    "CRPD": "CRPD",
    "FIREARMS_PROTOCOL": "FIREARMS_PROTOCOL",
    "GENOCIDE_1948": "GENOCIDE_1948",
    "HAGUE1993": "HAGUE_ADOPTION_1993",
    "ICCPR": "ICCPR",
    "ICCPR_OP2": "ICCPR_OP2",
    "ICERD": "ICERD",
    "ICESCR": "ICESCR",
    "OPCAT": "OPCAT",
    "P029": "ILO_P029",
    "REFUGEE_PROTOCOL_1967": "REFUGEE_PROTOCOL_1967",
    "ROME_STATUTE": "ROME_STATUTE",
    "SLAVERY_SUPPLEMENTARY_1956": "SLAVERY_SUPPLEMENTARY_1956",
    "SMUGGLING": "SMUGGLING_PROTOCOL",
    "STATELESS_1954": "STATELESS_1954",
    "TIP": "TIP_PROTOCOL",
    "UNCAC": "UNCAC",
    "UNTOC": "UNTOC",
}
"""Treaty by file."""
EARLIER = {"CETS210_2019_extra": "CETS210"}
"""Files with what an earlier list has and the later one, named here, no longer has."""
ABOUT = ("source", "asof", "partial", "undated", "note")
"""What the lines say that begin with #."""
NO_NEWS = {
    "REFUGEE_CONV_1951": "older than the depositary's table",
    "SLAVERY_CONV_1926": "the convention of 1926 and the convention as amended in 1953 in one list",
    "TRAFFIC_WOMEN_CHILDREN_1921": "the convention of 1921 and the convention as amended in 1947 in one list",
    "TRAFFIC_WOMEN_FULL_AGE_1933": "the convention of 1933 and the convention as amended in 1947 in one list",
    "WHITE_SLAVE_TRAFFIC_1904": "the agreement of 1904 and the agreement as amended in 1949 in one list",
    "WHITE_SLAVE_TRAFFIC_1910": "the convention of 1910 and the convention as amended in 1949 in one list",
}
"""Files that are not loaded, with the reason; they serve to check the depositary's tables."""
CODES = {"": "unspecified", "B": "accession", "N": "succession", "U": "unspecified"}
"""Acts by code. An uncoded act is ratification, acceptance or approval: the lists do not tell them apart."""


class Slip(NamedTuple):
    """How a row is read that cannot mean what it prints: as an act of `name` (empty: of nobody), and why."""

    name: str
    note: str


SLIPS = {
    ("OPCAT", "Pakistan", "5.7.2011"): Slip("", "the day of two other treaties, and no act with the depositary"),
    ("SLAVERY_SUPPLEMENTARY_1956", "Vereinigte Arabische Emirate", "17.4.1958"): Slip(
        "Ägypten", "printed as the United Arab Emirates; the United Arab Republic acceded on that day"
    ),
    ("C138", ">Bundesstaaten Australiens und Territorien Australiens auf dem Kontinent", "13.6.2023"): Slip(
        "Australien", "printed for the states and mainland territories of Australia, under its name without a day"
    ),
}
"""Rows by file, name and day as printed; a row that a newer list prints with another day is read as it stands."""
REMARKS = {"source footnote a: excluding Part II": "without Part II"}
"""Remarks that qualify the consent, in our words; others are left out."""
ODD = "entry into force does not follow from the day of the act as for the other parties; both stand as stated"


class Entry(NamedTuple):
    """
    One participant in a list.

    `printed` is its name there, `slip` why it is read as another name, `place` the file and line.
    """

    name: str
    printed: str
    slip: str
    since: dt.date
    code: str
    in_force: dt.date | None
    remark: str
    place: str


class PartyList(NamedTuple):
    """One list: the day it speaks of, what was cut from it (empty: nothing), its participants."""

    as_of: dt.date
    cut: str
    entries: list[Entry]


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield PARTY_TO and COVERS rows: the acts, and the day of each list, whether it is whole or not.

    Raises FactsError for a file without a treaty, a name no register knows, an unknown code or a cell that is no date.
    """
    files = {path.stem: path for path in sorted(upstream.glob("*.psv")) if path.stem not in NO_NEWS}
    unknown = sorted(files.keys() - TREATIES.keys() - EARLIER.keys())
    if unknown or not files:
        raise FactsError([f"{name}.psv: no treaty is known for this file" for name in unknown or ["(none)"]])
    lists = {file: _read(path, registers) for file, path in files.items()}
    for file, found in lists.items():
        later = lists.get(EARLIER.get(file, ""))
        treaty = TREATIES[EARLIER.get(file, file)]
        locator = f"{file}, as at {found.as_of}"
        if file not in EARLIER:
            until = str(found.as_of + dt.timedelta(days=1))
            covers = {"from": "fedlex", "to": treaty, "until": until, "locator": locator}
            yield Row("COVERS", covers | ({"note": f"cut: {found.cut}"} if found.cut else {}))
        odd = _odd(found.entries)
        for entry in found.entries:
            notes = [entry.slip, REMARKS.get(entry.remark, ""), ODD if entry in odd else ""]
            cells = {
                "from": registers.require(("State", "RegionalBody"), entry.name, entry.place),
                "to": treaty,
                "action": _action(file, entry),
                "in_force": "" if entry.in_force is None else str(entry.in_force),
                "since": str(entry.since),
                "locator": f"{locator}, {entry.printed.lstrip('>')}",
                "note": "; ".join(filter(None, notes)),
            }
            if later is not None:
                cells["until"] = f"[{found.as_of + dt.timedelta(days=1)}..{later.as_of}]"
                cells["note"] = f"no longer in the list of {later.as_of}, which gives no day"
            yield Row("PARTY_TO", cells)


def _read(path: Path, registers: Registers) -> PartyList:
    as_of: dt.date | None = None
    cut = ""
    entries = []
    for number, line in enumerate(_lines(path), start=1):
        place = f"{path.name} line {number}"
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key not in ABOUT:
                raise FactsError([f"{place}: {line[:60]!r}; expected one of #{'=, #'.join(ABOUT)}="])
            as_of = _day(value, place, "%Y-%m-%d") if key == "asof" else as_of
            cut = value if key == "partial" else cut
        elif line:
            parts = line.split("|")
            if not 4 <= len(parts) <= 5 or not parts[0].strip(" *>"):
                raise FactsError([f"{place}: {line[:60]!r}; expected name|day|code|entry into force|remark"])
            printed, since, code, in_force, *remarks = parts
            printed = printed.strip(" *")
            slip = SLIPS.get((path.stem, printed, since))
            name = slip.name if slip else printed
            if not name or (name.startswith(">") and not _joined_itself(name, code, registers)):
                continue
            start = _day(since, place)
            if start is None:
                raise FactsError([f"{place}: no day of the act; expected one such as 4.11.2022"])
            entered = _day(in_force, place, ahead=True)
            remark = "".join(remarks)
            note = slip.note if slip else ""
            entries.append(Entry(name.lstrip(">"), printed, note, start, code, entered, remark, place))
    if as_of is None:
        raise FactsError([f"{path.name}: no line #asof=; the list does not say which day it speaks of"])
    return PartyList(as_of, cut, entries)


def _lines(path: Path) -> list[str]:
    """Return the lines of a file. Raises FactsError for what is no text."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise FactsError([f"{path.name} (byte {error.start}): not UTF-8; get it again"]) from error
    faults = []
    for number, line in enumerate(lines, start=1):
        try:
            cells.text(line)
        except ValueError as error:
            faults.append(f"{path.name} line {number}: {line[:60]!a}; {error}")
    if faults:
        raise FactsError(faults)
    return lines


def _joined_itself(name: str, code: str, registers: Registers) -> bool:
    """Whether an indented row is a State with an act of its own; others are territories of the State above them."""
    return bool(code) and registers.find("State", name.lstrip(">")) is not None


def _action(file: str, entry: Entry) -> str:
    """Return the act; uncoded in a list of the ILO, whose conventions are ratified only, it is ratification."""
    if entry.code not in CODES:
        raise FactsError([f"{entry.place}: the code {entry.code!r} is not known; expected B, N, U or nothing"])
    return "ratification" if not entry.code and _of_the_ilo(file) else CODES[entry.code]


def _of_the_ilo(file: str) -> bool:
    return TREATIES.get(file, "").startswith("ILO_")


def _odd(entries: list[Entry]) -> list[Entry]:
    """
    Return the entries whose entry into force fits neither the list's usual interval nor the treaty's own first day.

    The usual interval is the one most entries of the list show. Successions take effect backwards and are left alone.
    """
    intervals: list[Callable[[dt.date], dt.date]] = [
        lambda day: day,
        lambda day: day + dt.timedelta(days=30),
        lambda day: day + dt.timedelta(days=90),
        lambda day: _months_later(day, 1),
        lambda day: _months_later(day, 3),
        lambda day: _months_later(day, 12),
        lambda day: _months_later(day.replace(day=1), 4),
        lambda day: _months_later((day + dt.timedelta(days=60)).replace(day=1), 1),
    ]
    dated = [(entry, entry.in_force) for entry in entries if entry.in_force is not None and entry.code != "N"]
    if not dated:
        return []
    usual = max(intervals, key=lambda after: sum(after(entry.since) == in_force for entry, in_force in dated))
    shared = [day for day, count in Counter(in_force for _, in_force in dated).items() if count > 1]
    first = min(shared, default=None)
    return [entry for entry, in_force in dated if in_force not in (usual(entry.since), first)]


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _day(text: str, place: str, form: str = "%d.%m.%Y", *, ahead: bool = False) -> dt.date | None:
    if not text:
        return None
    try:
        if not text.isascii():
            raise ValueError("other digits than 0 to 9")
        day = dt.datetime.strptime(text, form).date()
        cells.day_of(day.year, day.month, day.day, ahead=ahead)
    except ValueError as error:
        raise FactsError(
            [f"{place}: {text!r} is no date that can be ({error}); expected one such as 4.11.2022"]
        ) from error
    return day
