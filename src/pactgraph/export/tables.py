"""An answer as text: table, csv, json, jsonl or md."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from pactgraph.errors import UsageError
from pactgraph.stores.bolt import Answer

About = Mapping[str, object]
"""What goes with the rows in JSON and Markdown: title, parameters, denominator."""


def as_table(answer: Answer, about: About) -> str:
    """Return aligned columns for a terminal; nothing is cut off."""
    cells = [answer.columns, *([cell(value) for value in row] for row in answer.rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(answer.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def as_csv(answer: Answer, about: About) -> str:
    """Return RFC 4180 rows with a header and LF; lists are joined by `|` as in the exchange format."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([cell(value, "|") for value in row] for row in answer.rows)
    return out.getvalue()


def as_json(answer: Answer, about: About) -> str:
    """Return one object: what was asked, columns and rows (objects)."""
    return json.dumps({**about, "rows": list(answer.records())}, ensure_ascii=False, indent=1, default=_json) + "\n"


def as_jsonl(answer: Answer, about: About) -> str:
    """Return one object a row."""
    return "".join(json.dumps(row, ensure_ascii=False, default=_json) + "\n" for row in answer.records())


def as_markdown(answer: Answer, about: About) -> str:
    """Return a pipe table under its title, with the denominator below."""
    rows = [answer.columns, ["---"] * len(answer.columns)]
    rows += [[cell(value).replace("\\", "\\\\").replace("|", "\\|") for value in row] for row in answer.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    title = [f"## {about['title']}", "", str(about["question"]), ""] if "title" in about else []
    counted = ["", str(about["counted"])] if "counted" in about else []
    return "\n".join([*title, *lines, *counted]) + "\n"


FORMATS: dict[str, Callable[[Answer, About], str]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "md": as_markdown,
}


def format_for(name: str | None, output: Path | None) -> str:
    """Return the format asked for by name, or by the ending of `output`; `table` when neither says."""
    if name is None and output is not None:
        name = output.suffix.lstrip(".") or None
        if name == "txt":
            name = "table"
    name = name or "table"
    if name not in FORMATS:
        raise UsageError(f"format {name!r}: expected one of {', '.join(FORMATS)} (--format or the ending of -o)")
    return name


def cell(value: object, separator: str = "; ") -> str:
    """Return a value as text on one line; the items of a list joined by `separator`, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return separator.join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=_json)
    return " ".join(str(value).splitlines())


def _json(value: object) -> str:
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    return str(value)
