"""
The depositary's status tables: a participant a row, an act of signature or consent a cell.

The tables come as CSV and as XML; both have the same column titles, which carry the legend of the codes in their
cells (`Ratification, Accession(a)`), and the same cells (`12 Dec 2000 a`; in brackets when superseded or withdrawn).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from defusedxml import ElementTree

from pactgraph.characters import visible
from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row, unsettled
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Meaning = Literal["signature", "consent", "neither"]

MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}
MOST_UNSETTLED = 3
"""Participants of one table that may be in no register."""
_SIGNATURES = ("signature", "succession to signature")
_CONSENTS = {
    "ratification": "ratification",
    "accession": "accession",
    "acceptance": "acceptance",
    "definitive acceptance": "acceptance",
    "approval": "approval",
    "succession": "succession",
    "definitive signature": "definitive_signature",
    "formal confirmation": "formal_confirmation",
    "participation": "participation",
}
# What else the titles of the depositary's tables say. Consent by an act the schema has no name for is `unspecified`.
_OTHER_CONSENTS = re.compile(
    "acceptance ipso facto|as amended$|consent to be bound|simplified procedure|application$|confirmation of signature"
    "|definitive signature or (acceptance|participation)|participation (by|in|under) "
    "|accession or succession to the protocol"
)
_OTHER_SIGNATURES = re.compile("signature ad referendum|signature by ")
_NEITHER = re.compile(
    "provisional (application|acceptance)|undertaking of provisional application|notification |extension$"
    "|adoption of the agreement or accession thereto"
)
_CODED = re.compile(r"(.+?) ?\((a|A|AA|c|C|d|n|p|P|s)\)")
_DATE = re.compile(r"(\[?)\s*(\d{1,2})\s+(\w{3})\s+(\d{4})(?:\s+([A-Za-z]{1,2})\b)?\s*(\]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one participant. `since` is an ISO day; `superseded` acts stand in brackets in the table."""

    participant: str
    row: int
    action: str
    meaning: Meaning
    since: str
    superseded: bool = False


def acts(titles: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Iterator[Act]:
    """
    Yield the acts in a table with these column titles (the first is `Participant`) and rows, in their order.

    Rows are counted from 2, the titles being row 1; `name` is the table's name in messages.

    Raises FactsError for a title that is not known, a row of another width, a participant without a name, a cell that
    is no date, or a code that the column's title does not explain.
    """
    if not titles or titles[0].strip() != "Participant":
        raise FactsError([f"{name} row 1: the first column is {titles[0] if titles else ''!r}, expected Participant"])
    legends = [legend(title, f"{name} row 1") for title in titles[1:]]
    for number, (participant, *days) in enumerate(rows, start=2):
        place = f"{name} row {number}"
        if len(days) != len(legends):
            raise FactsError([f"{place}: {len(days) + 1} cells, expected {len(titles)} as in the titles"])
        try:
            cells.needed(participant)
        except ValueError as error:
            raise FactsError([f"{place} column {titles[0]}: {visible(participant)!r}; {error}"]) from error
        for title, known, cell in zip(titles[1:], legends, days, strict=True):
            for since, code, superseded in _dates(cell, f"{place} column {title}"):
                if code not in known:
                    raise FactsError(
                        [f"{place} column {title}: the code {code or 'none'} of {cell!r} is not in the column's legend"]
                    )
                action, meaning = known[code]
                yield Act(participant, number, action, meaning, since, superseded)


def participation(found: Iterable[Act], treaty: str, locator: str, name: str, registers: Registers) -> Iterator[Row]:
    """
    Yield the SIGNED and PARTY_TO rows of acts: those that are neither (provisional application) and those superseded
    or withdrawn are left out. A participant that is in no register, as a State that was renamed, is a row to settle.

    Raises FactsError where more than MOST_UNSETTLED are in no register: that is another table, or another encoding.
    """
    labels = ("State", "RegionalBody", "UNEntity")
    unknown: dict[str, str] = {}
    for act in found:
        id_ = next(filter(None, (registers.find(label, act.participant) for label in labels)), None)
        if id_ is None:
            if act.participant not in unknown:
                hint = registers.hint(labels, act.participant)
                unknown[act.participant] = f"{name} row {act.row}: {act.participant!r} is in no register{hint}"
                yield unsettled(act.participant, treaty, f"{name} row {act.row}", hint)
            if len(unknown) > MOST_UNSETTLED:
                raise FactsError([*unknown.values()])
            continue
        row = {"from": id_, "to": treaty, "since": act.since, "locator": f"{locator}, {act.participant}"}
        if act.superseded or act.meaning == "neither":
            continue
        if act.meaning == "consent":
            yield Row("PARTY_TO", row | {"action": act.action})
        else:
            yield Row("SIGNED", row if act.action == "signature" else row | {"note": act.action})


def legend(title: str, place: str) -> dict[str, tuple[str, Meaning]]:
    """
    Return (action, meaning) by code of a column title; the code of an uncoded act is the empty text.

    A title that lumps several uncoded acts of consent does not tell them apart: `unspecified`.

    Raises FactsError for an act that is not known: the depositary has changed its tables.
    """
    found: dict[str, tuple[str, Meaning]] = {}
    for part in title.split(","):
        coded = _CODED.fullmatch(part.strip())
        words, code = (coded[1], coded[2]) if coded else (part.strip(), "")
        action, meaning = _action(words.lower(), f"{place} column {title}")
        if code in found:
            other = found[code][1]
            found[code] = ("unspecified", meaning if meaning == other else "neither")
        else:
            found[code] = (action, meaning)
    return found


def day(text: str) -> str:
    """
    Return the ISO day of `22 Apr 2016`.

    Raises ValueError when it names no day, or one that lies ahead.
    """
    number, month, year = text.split()
    if month[:3] not in MONTHS:
        raise ValueError(f"{month!r} is no month")
    return cells.day_of(year, MONTHS[month[:3]], number)


def _action(words: str, place: str) -> tuple[str, Meaning]:
    short = words.split(" of the ", maxsplit=1)[0].split(" to the ", maxsplit=1)[0]
    if short in _SIGNATURES:
        return short, "signature"
    if short in _CONSENTS:
        return _CONSENTS[short], "consent"
    if _NEITHER.match(words):
        return words, "neither"
    if _OTHER_SIGNATURES.match(words):
        return words, "signature"
    if _OTHER_CONSENTS.match(words):
        return "unspecified", "consent"
    raise FactsError([f"{place}: the act {words!r} is not known; the table has changed, see publishers/depositary.py"])


def _dates(cell: str, place: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (day, code, whether in brackets) for each act in a cell."""
    rest = cell.strip()
    while rest:
        match = _DATE.match(rest)
        if match is None or bool(match[1]) != bool(match[6]):
            raise FactsError([f"{place}: {visible(cell)!r} is no date with a code; expected e.g. '12 Dec 2000 a'"])
        _, number, month, year, code, bracket = match.groups()
        try:
            since = day(f"{number} {month} {year}")
        except ValueError as error:
            raise FactsError([f"{place}: {visible(cell)!r} is no date; {error}"]) from error
        yield since, code or "", bool(bracket)
        rest = rest[match.end() :].strip(" ,;\t\n")


@dataclass(frozen=True, slots=True)
class StatusTable:
    """A treaty's status as the depositary's XML gives it, with its own counts (None: it gives none)."""

    title: str
    adopted: str
    """ISO day; empty: the document does not say."""
    titles: list[str]
    rows: list[list[str]]
    signatories: int | None
    parties: int | None


def read_status(document: bytes, name: str) -> StatusTable:
    """
    Return the status table in an XML document; footnote marks are left out.

    Raises FactsError when it is no XML, not well formed, or holds not exactly one table of participants.
    """
    if not document.startswith(b"<?xml"):
        raise FactsError([f"{name}: the depositary answered with something else than XML, as during maintenance"])
    try:
        root = ElementTree.fromstring(document, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise FactsError([f"{name}: not well-formed XML ({error or type(error).__name__}); fetch it again"]) from error
    groups = root.findall(".//Participants/Table/TGroup")
    if len(groups) != 1:
        raise FactsError([f"{name}: {len(groups)} tables of participants, expected one; the form has changed"])
    heads = _rows(groups[0], "Thead")
    if len(heads) != 1:
        raise FactsError([f"{name}: {len(heads)} rows of column titles, expected one; the form has changed"])
    adoption = re.search(r"[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}", _text(root.find(".//Conclusion")))
    try:
        title = cells.needed(_text(root.find(".//ExternalData/Titlesect")))
        adopted = day(adoption[0]) if adoption else ""
    except ValueError as error:
        raise FactsError([f"{name}, Titlesect or Conclusion: {error}"]) from error
    return StatusTable(
        title,
        adopted,
        heads[0],
        _rows(groups[0], "Tbody"),
        _count(root.find(".//Status/Signatories"), f"{name}, Signatories"),
        _count(root.find(".//Status/Parties"), f"{name}, Parties"),
    )


def check_counts(table: StatusTable, found: Sequence[Act], name: str) -> None:
    """
    Compare acts read from a table with the depositary's own counts of signatories and parties.

    Raises FactsError on a difference, when the counts are missing, or when the table is empty.
    """
    if not table.rows:
        raise FactsError([f"{name}: the table has no participants"])
    faults = []
    for what, meaning, stated in (
        ("signatories", "signature", table.signatories),
        ("parties", "consent", table.parties),
    ):
        read = len({act.participant for act in found if act.meaning == meaning and not act.superseded})
        if stated is None and (meaning == "consent" or read):
            faults.append(f"{name}: the depositary's count of {what} is missing, expected {read} as in the table")
        elif stated is not None and stated != read:
            faults.append(f"{name}: {read} {what} in the table, but the depositary counts {stated}")
    if faults:
        raise FactsError(faults)


def _rows(group: Element, part: str) -> list[list[str]]:
    rows = group.findall(f"{part}/Rows/Row") or group.findall(f"{part}/Row")
    return [[_text(entry) for entry in row.findall("Entry")] for row in rows]


def _text(element: Element | None) -> str:
    """Return an element's text on one line, without footnote marks (an element, or one in escaped text)."""
    if element is None:
        return ""

    def parts(inner: Element) -> Iterator[str]:
        yield inner.text or ""
        for child in inner:
            if child.tag != "superscript":
                yield from parts(child)
            yield child.tail or ""

    return " ".join(re.sub(r"<superscript>.*?</superscript>", "", "".join(parts(element)), flags=re.DOTALL).split())


def _count(element: Element | None, name: str) -> int | None:
    text = _text(element).replace(",", "")
    numbers = re.findall(r"\d+", text)
    if len(numbers) > 1:
        raise FactsError([f"{name}: {text!r}, expected one number"])
    return int(numbers[0]) if numbers else None
