"""How a value stands in a cell: as text on one line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pactgraph.characters import visible

if TYPE_CHECKING:
    from pactgraph.facts.schema import PropertyType

_MARKUP = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\A(?:[#>+=-]|\d+(?=[.)]))")
"""What Markdown reads as more than itself: marks anywhere, underscores at the ends of words, beginnings of blocks."""
_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What text must begin with for a spreadsheet to take it for a formula (OWASP, CSV Injection)."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LISTED = "|"
"""Between the items of a list in one cell, as in the exchange format."""


def cell(value: object, separator: str = "; ") -> str:
    """Return a value as text on one line; the items of a list joined by `separator`, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return separator.join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=as_json_text)
    return " ".join(str(value).splitlines())


def kind_of(values: Iterable[object]) -> PropertyType:
    """Return the type that all of `values` have, null aside; `string` where they have none or several."""
    kinds = {_KINDS.get(type(value), "string") for value in values if value is not None}
    if kinds == {"integer", "float"}:
        return "float"
    return kinds.pop() if len(kinds) == 1 else "string"


_KINDS: dict[type, PropertyType] = {
    bool: "boolean",
    int: "integer",
    float: "float",
    dt.date: "date",
    list: "strings",
}


def delimited(columns: Sequence[str], rows: Iterable[Sequence[object]], between: str = ",") -> str:
    """
    Return RFC 4180 rows with a header and LF; lists are joined by `LISTED`.

    Text a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=between, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_inert(value, cell(value, LISTED)) for value in row] for row in rows)
    return out.getvalue()


def _inert(value: object, text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it; numbers stay as they are."""
    return "'" + text if text.startswith(_RUN_AS_FORMULA) and not isinstance(value, int | float) else text


def as_json_text(value: object) -> str:
    """Return what JSON has no type for as text: a day in ISO."""
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    return str(value)


def shown(value: object, separator: str = "; ") -> str:
    """Return `cell` for people to read: what nobody sees, or a terminal would obey, is written out."""
    return visible(cell(value, separator))


def as_markdown_text(value: object) -> str:
    """Return `shown` as Markdown that says just that: no markup, no line ends."""
    return _MARKUP.sub(_escaped, " ".join(shown(value).split()))


def pipes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table in Markdown."""
    head = [list(map(as_markdown_text, columns)), ["---"] * len(columns)]
    return ["| " + " | ".join(row) + " |" for row in (*head, *(list(map(as_markdown_text, row)) for row in rows))]


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
