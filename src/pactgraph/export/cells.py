"""How a value stands in a cell: as text on one line."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence

from pactgraph.characters import visible

_MARKUP = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\A(?:[#>+=-]|\d+(?=[.)]))")
"""What Markdown reads as more than itself: marks anywhere, underscores at the ends of words, beginnings of blocks."""


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
