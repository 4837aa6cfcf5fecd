"""
Reads eleven snapshots of the World Factbook's lists of organizations into memberships seen from day to day.

Upstream: `YYYY-MM-DD.csv`, one country a row: `code`, `name` and `participation`, the organizations by abbreviation,
with what is no plain membership in brackets. `countries.csv` beside this module names those whom the register does not
know by the publisher's name; `organizations.csv` says of each abbreviation which body of the register it is, or why it
is left out; `exceptions.csv` lists what is a slip of the publisher.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from pactgraph.errors import FactsError
from pactgraph.exchange import Row, read_rows
from pactgraph.facts.registers import Registers
from pactgraph.publishers import cells
from pactgraph.publishers.guard import LEAST
from pactgraph.publishers.listed import listed

STATUS = {
    "": "member",
    "suspended": "member",
    "Chinese Taipei": "member",
    "associate": "associate",
    "associate member": "associate",
    "associated member": "associate",
    "participating member, has not signed the 1993 CIS charter": "associate",
    "participating member, has not signed the 1993 CIS charter although it participates in meetings": "associate",
    "associate member, has not ratified the 1993 CIS charter although it participates in meetings and held the "
    "chairmanship of the CIS in 2012": "associate",
    "observer": "observer",
    "associate observer": "observer",
    # No membership of any kind, or none that the words tell.
    "candidate country": "",
    "de facto member": "",
    "dialogue member": "",
    "dialogue partner": "",
    "enhanced engagement": "",
    "excluded from formal participation since 1962": "",
    "partner": "",
    "partners": "",
    "sectoral dialogue partner": "",
    "signatory": "",
    "subbureau": "",
}
"""Our status by what stands in brackets, in lower case; empty: it is no membership."""
_FIELD = "International organization participation"
_NEXT = re.compile(r",\s*(?![^(]*\))")
"""What sets apart two organizations: a comma that stands in no bracket."""
_MARKUP = re.compile(r"<[^>]*>|&nbsp;|;")
_PART = re.compile(r"[^()]+( \([^()]+\))?|OECD \(Enhanced Engagement|EITI \(compliant country\) \(suspended\)")
"""An organization, with brackets or without; the others are slips of the publisher's."""
_PREAMBLE = re.compile(r"^.*?organizations\b[^:]*:")
"""A sentence before the list, which says who takes no part in it."""


_READERS = {
    "code": cells.like("[a-z]{2}", "two small letters"),
    "name": cells.text,
    "participation": cells.needed,
}
FEWER = 0.05
"""This share of the States of the fullest snapshot may be missing in another: some have no row in the first ones."""
SHORTER = 0.4
"""This share of a State's longest list may be missing in another; the lists of no State differ by more."""


class _Run:
    """A membership in successive snapshots: on which days, on which of them suspended, and first day without it."""

    def __init__(self, status: str) -> None:
        self.status = status
        self.days: list[str] = []
        self.suspended: list[str] = []
        self.absent_from = ""


def load(upstream: Path, registers: Registers) -> Iterator[Row]:
    """
    Yield a MEMBER_OF row for each run of snapshots with one status, and a COVERS row for each body.

    Raises FactsError for a country, an abbreviation or a bracket that is not known.
    """
    organizations = _Organizations(Path(__file__).parent)
    countries = _Countries(Path(__file__).parent, registers)
    paths = sorted(path for path in upstream.glob("*.csv") if re.fullmatch(r"\d{4}-\d\d-\d\d", path.stem))
    if not paths:
        raise FactsError([f"{upstream.name}: no file is named by a day, as 2014-07-13.csv"])
    for path in paths:
        try:
            cells.day(path.stem)
        except ValueError as error:
            raise FactsError([f"{path.name}: named by no day; {error}"]) from error
    runs: dict[tuple[str, str], list[_Run]] = {}
    spoken: dict[str, list[str]] = {}
    snapshots = [(path, *_snapshot(path, organizations, countries)) for path in paths]
    _check_whole([(path.name, known) for path, _, known in snapshots])
    for path, seen, known in snapshots:
        for _, body in seen:
            days = spoken.setdefault(body, [])
            if path.stem not in days:
                days.append(path.stem)
        _continue(runs, seen, known, path.stem, spoken)
    for (state, body), found in sorted(runs.items()):
        for run in found:
            yield Row(
                "MEMBER_OF",
                {
                    "from": state,
                    "to": body,
                    "status": run.status,
                    "seen_from": run.days[0],
                    "seen_until": run.days[-1],
                    "absent_from": run.absent_from,
                    "locator": f"{_FIELD}, {organizations.names[body]}, {state}",
                    "note": f"suspended in the snapshots of {', '.join(run.suspended)}" if run.suspended else "",
                },
            )
    for body, days in sorted(spoken.items()):
        after = dt.date.fromisoformat(days[-1]) + dt.timedelta(days=1)
        covers = {"from": "factbook", "to": body, "since": days[0], "until": after.isoformat()}
        yield Row("COVERS", covers | {"locator": f"{_FIELD}, {organizations.names[body]}"})


def _check_whole(snapshots: Sequence[tuple[str, Mapping[str, tuple[int, str]]]]) -> None:
    """Raise FactsError where a snapshot has far fewer rows, or a State's row far fewer organizations, than another."""
    fullest = max(len(known) for _, known in snapshots)
    longest: dict[str, int] = {}
    for _, known in snapshots:
        for state, (number, _) in known.items():
            longest[state] = max(number, longest.get(state, 0))
    faults = [
        f"{name}: rows of {len(known)} States, {fullest} in another snapshot; it may be cut off: get it again"
        for name, known in snapshots
        if fullest - len(known) > max(LEAST, FEWER * fullest)
    ]
    faults += [
        f"{place} column participation: {number} organizations, {longest[state]} in another snapshot; get it again"
        for _, known in snapshots
        for state, (number, place) in known.items()
        if longest[state] - number > max(LEAST, SHORTER * longest[state])
    ]
    if faults:
        raise FactsError(faults)


def _continue(
    runs: dict[tuple[str, str], list[_Run]],
    seen: Mapping[tuple[str, str], tuple[str, bool]],
    known: Container[str],
    day: str,
    spoken: Mapping[str, Sequence[str]],
) -> None:
    """Carry the runs on to the snapshot of `day`: who is not in the file at all is not known to have left."""
    for pair, (status, suspended) in seen.items():
        found = runs.setdefault(pair, [])
        if not found or found[-1].absent_from or found[-1].status != status:
            if found and not found[-1].absent_from:
                found[-1].absent_from = day
            found.append(_Run(status))
        found[-1].days.append(day)
        found[-1].suspended += [day] if suspended else []
    for pair, found in runs.items():
        state, body = pair
        if pair not in seen and not found[-1].absent_from and state in known and spoken[body][-1] == day:
            found[-1].absent_from = day


class _Organizations:
    """The publisher's abbreviations, and the slips in its lists."""

    def __init__(self, folder: Path) -> None:
        self._first: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for _, row in read_rows(folder / "organizations.csv"):
            self.bodies[row["abbreviation"]] = row["body"]
            self._first[row["abbreviation"]] = row["first"]
            if row["body"] and len(row["abbreviation"]) <= len(self.names.get(row["body"], row["abbreviation"])):
                self.names[row["body"]] = row["abbreviation"]
        self._slips = [
            (row["state"], row["body"], row["first"], row["last"]) for _, row in read_rows(folder / "exceptions.csv")
        ]

    def body(self, abbreviation: str, state: str, day: str, place: str) -> str:
        """Return the body that is meant, empty where it is left out."""
        if abbreviation not in self.bodies:
            raise FactsError([f"{place}: {abbreviation!r} is not in organizations.csv; add it there"])
        body = self.bodies[abbreviation]
        slip = any(s == state and b == body and first <= day <= last for s, b, first, last in self._slips)
        return "" if slip or day < self._first[abbreviation] else body


class _Countries:
    """Who is meant by a row of a snapshot."""

    def __init__(self, folder: Path, registers: Registers) -> None:
        rows = [row for _, row in read_rows(folder / "countries.csv")]
        self._own = {(row["code"], row["name"]): row["state"] for row in rows}
        self._registers = registers

    def find(self, code: str, name: str, place: str) -> str:
        """
        Return the State's id; empty for who is no State.

        Countries.csv comes first: a row of it without a code is for every code, one without a name for a nameless row.
        """
        name = "" if name == "none" else name
        for key in ((code, name), ("", name)):
            if key in self._own:
                return self._own[key]
        state = self._registers.find("State", name) if name else None
        if state is None:
            raise FactsError([f"{place}: {name!r} (code {code}) is in no register; add it to countries.csv"])
        return state


def _snapshot(
    path: Path, organizations: _Organizations, countries: _Countries
) -> tuple[dict[tuple[str, str], tuple[str, bool]], dict[str, tuple[int, str]]]:
    """
    Return by State and body the status and whether suspended, and by State how many organizations its row has, where.

    All States that the snapshot has a row for are in the latter.
    """
    seen: dict[tuple[str, str], tuple[str, bool]] = {}
    known: dict[str, tuple[int, str]] = {}
    for number, row in listed(path, _READERS):
        place = f"{path.name} row {number}"
        state = countries.find(row["code"], _plain(row["name"]), place)
        if not state:
            continue
        parts = [_plain(part) for part in _NEXT.split(_PREAMBLE.sub("", _plain(row["participation"])))]
        known[state] = len(parts), place
        for part in parts:
            if part and _PART.fullmatch(part) is None:
                raise FactsError([f"{place} column participation: {part[:80]!r}; expected an organization (and more)"])
            abbreviation, _, bracket = part.partition(" (")
            if not abbreviation or not (body := organizations.body(abbreviation, state, path.stem, place)):
                continue
            bracket = bracket.rstrip(") ").strip()
            bracket = bracket.lower() if bracket.lower() in STATUS else bracket
            if bracket not in STATUS:
                raise FactsError([f"{place}: {abbreviation} ({bracket}); what is in brackets is not known, add it"])
            if status := STATUS[bracket]:
                seen[state, body] = status, bracket == "suspended"
    return seen, known


def _plain(text: str) -> str:
    """Return `text` without marks of HTML and repeated spaces."""
    return " ".join(_MARKUP.sub(" ", text.replace("&ocirc;", "ô")).split())
