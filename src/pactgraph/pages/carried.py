"""How nodes and facts stand in the data of a page: days as whole numbers, sources and their places, what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from pactgraph.analysis.recorded import SAID_BY_STANDING, Fact
from pactgraph.facts.records import Key
from pactgraph.facts.schema import NODE_PROVENANCE, bundled_schema

NOT_READ = SAID_BY_STANDING - {"SIGNED"}
"""Types no page needs. Analysis reads signatures, of States whose standing is not known; the page has none."""

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

_PROVENANCE = frozenset({"id", "derived", *NODE_PROVENANCE})
_SEEN = frozenset({"seen_from", "seen_until", "absent_from"})
"""Days of snapshots: a page shows the days on which the fact holds and is known, which follow from them."""
_DAYS = frozenset({"holds_from", "holds_until", "known_until", "un_member", "un_member_from", "un_member_until"})


def number(day: dt.date | None, precision: object = "day") -> int:
    """Return a day as a whole number, without what is not known: 20060914, 20060900, 20060000; 0 for None."""
    if day is None:
        return 0
    month = 0 if precision == "year" else day.month
    return day.year * 10_000 + month * 100 + (0 if precision in ("year", "month") else day.day)


def names_in_words() -> dict[str, Json]:
    """Return how each label reads, and each relationship type: said from its start and from its end."""
    schema = bundled_schema()
    return {
        **{label: node.in_words for label, node in schema.nodes.items()},
        **{type_: list(declared.in_words) for type_, declared in schema.relationships.items()},
    }


def node_row(key: Key, known: Mapping[str, object]) -> dict[str, Json]:
    """Return a node: label, id, what is known of it, who states it where, and the further names search knows it by."""
    row: dict[str, Json] = {
        "label": key.label,
        "id": key.id,
        "known": {
            name: _json(_precise(known, name))
            for name in sorted(known)
            if name not in _PROVENANCE
            and name not in _DAYS
            and not name.endswith("_precision")
            and known[name] not in (None, "")
        },
        "sources": _texts(known.get("sources")),
        "locators": _texts(known.get("locators")),
    }
    if "un_member_from" in known:
        row["member"] = _span(known["un_member_from"], known["un_member_until"])
    if aliases := _texts(known.get("also_known_as")):
        row["aliases"] = aliases
    return row


def _span(first: object, until: object) -> dict[str, Json]:
    return {"holds_from": number(_day(first)), "holds_until": number(_day(until))}


def fact_row(
    fact: Fact,
    end: Mapping[str, object],
    place: Mapping[Key, int],
    may: tuple[dt.date, dt.date] | None = None,
) -> dict[str, Json]:
    """
    Return a fact: both ends as numbers of nodes, the days it holds, what is stated of them, by whom, and the rest.

    Where its end holds for a time only, as an agreement does, the fact holds within that time. `since` is left out
    where it is the first day on which the fact holds, `until` and `extra` where there is none. `may`: when it may hold,
    as `Recorded.may_hold` has it; left out where that is from `since` on, and while it holds.
    """
    known, sources, locators = fact.properties, fact.sources, fact.locators
    first, until = fact.holds_from, fact.holds_until
    if "holds_from" in end:
        first, until = max(first, _day(end["holds_from"]) or first), min(until, _day(end["holds_until"]) or until)
    row: dict[str, Json] = {
        "start": place[fact.start],
        "end": place[fact.end],
        **_span(first, until),
        "known_until": number(fact.known_until),
        "sources": sources,
        "locators": locators,
    }
    if may is not None:
        row |= {"may_from": number(may[0])} if may[0] != min(fact.since or first, first) else {}
        row |= {"may_until": number(may[1])} if may[1] > until else {}
    if (since := number(fact.since, known.get("since_precision"))) != row["holds_from"]:
        row["since"] = since
    if stated := number(fact.until, known.get("until_precision")):
        row["until"] = stated
    if extra := _extra(fact):
        row["extra"] = extra
    if dispute := str(known.get("dispute") or "disputed" * bool(known.get("disputed"))):
        row["dispute"] = dispute
        # When each statement begins matters to a reader only where they do not agree.
        row["stated_since"] = [_date_number(text) for text in _texts(known.get("stated_since"))]
    if notes := [note for note in _texts(known.get("notes")) if note]:
        row["notes"] = notes
    return row


@cache
def _told(type_: str) -> list[str]:
    """Return the properties of a relationship type that are shown as they are, sorted."""
    return sorted(bundled_schema().relationships[type_].properties.keys() - _PROVENANCE - _SEEN)


def _extra(fact: Fact) -> dict[str, Json]:
    known = fact.properties
    extra = {
        name: value if isinstance(value, str | int) else _json(_precise(known, name))
        for name in _told(fact.type)
        if (value := known.get(name)) is not None and value != ""
    }
    for name in ("since_precision", "until_precision"):
        if (precision := known.get(name)) in ("not_before", "not_after"):
            extra[name] = str(precision)
    return extra


def _date_number(text: str) -> int:
    """Return a partial ISO date as a whole number, 0 for none."""
    year, month, day = (*text.split("-"), "0", "0")[:3] if text else ("0", "0", "0")
    return int(year) * 10_000 + int(month) * 100 + int(day)


def _precise(known: Mapping[str, object], name: str) -> object:
    value = known.get(name)
    precision = known.get(f"{name}_precision")
    if isinstance(value, dt.date) and precision in ("year", "month"):
        return value.isoformat()[: {"year": 4, "month": 7}[str(precision)]]
    return value


def _json(value: object) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return [_json(item) for item in value]
    return str(value)


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
