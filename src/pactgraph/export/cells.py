"""How a value stands in a cell: as text on one line."""

from __future__ import annotations

import datetime as dt
import json


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
