"""
An answer as text (table, csv, tsv, json, jsonl, md), as a workbook (xlsx) or as columns with their types (parquet).

People open CSV, TSV and XLSX files in spreadsheets, which run a cell that begins like a formula. In CSV and TSV an
apostrophe goes before such text; in XLSX the cell is text, whatever it begins with. Numbers are left alone. JSON, JSON
lines and Parquet give every value as it is recorded: programs should read those.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pactgraph.errors import UsageError
from pactgraph.export.cells import as_json_text, delimited, pipes, shown
from pactgraph.export.cells import as_markdown_text as text
from pactgraph.stores.bolt import Answer

About = Mapping[str, object]
"""What goes with the rows in JSON, Markdown and workbooks: title, parameters, denominator."""


def as_table(answer: Answer, about: About) -> str:
    """Return aligned columns, a line a row; nothing is cut off."""
    cells = [[shown(value) for value in row] for row in [list[object](answer.columns), *answer.rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(answer.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def for_terminal(answer: Answer, width: int) -> str:
    """Return the same no wider than `width`: see `terminal.folded`; what fits is as it is in a pipe."""
    text = as_table(answer, {})
    if max(map(len, text.splitlines())) <= width:
        return text
    # Only here: a table that goes to a file or a pipe does without.
    from pactgraph.export.terminal import folded  # noqa: PLC0415

    return folded(answer, width)


def as_csv(answer: Answer, about: About) -> str:
    """Return rows with a header, as `cells.delimited` writes them."""
    return delimited(answer.columns, answer.rows)


def as_tsv(answer: Answer, about: About) -> str:
    """Return the same with tabs between the cells."""
    return delimited(answer.columns, answer.rows, "\t")


def as_json(answer: Answer, about: About) -> str:
    """Return one object: what was asked, columns and rows (objects)."""
    return (
        json.dumps({**about, "rows": list(answer.records())}, ensure_ascii=False, indent=1, default=as_json_text) + "\n"
    )


def as_jsonl(answer: Answer, about: About) -> str:
    """Return one object a row."""
    return "".join(json.dumps(row, ensure_ascii=False, default=as_json_text) + "\n" for row in answer.records())


def as_markdown(answer: Answer, about: About) -> str:
    """Return a pipe table under its title, with its last line below."""
    title = [f"## {text(about['title'])}", "", text(about["question"]), ""] if "title" in about else []
    counted = ["", text(about["counted"])] if "counted" in about else []
    return "\n".join([*title, *pipes(answer.columns, answer.rows), *counted]) + "\n"


def as_xlsx(answer: Answer, about: About) -> bytes:
    """Return a workbook: see `workbook.workbook`."""
    # Only here: the workbook library takes longer to import than most answers take.
    from pactgraph.export.workbook import workbook  # noqa: PLC0415

    return workbook(answer, about)


def as_parquet(answer: Answer, about: About) -> bytes:
    """Return the columns with their types: see `parquet.parquet`."""
    from pactgraph.export.parquet import parquet  # noqa: PLC0415 - an extra

    columns = {name: [row[i] for row in answer.rows] for i, name in enumerate(answer.columns)}
    return parquet(columns, about)


def last_line(
    rows: Sequence[Mapping[str, object]],
    day: dt.date | None = None,
    denominator: tuple[int, str] | None = None,
    counted: Sequence[Mapping[str, object]] = (),
) -> str:
    """
    Return what ends every table: counts by answer, out of what, as at which day, and until when that is known.

    `rows` are the rows by column; those with a column `answer` are counted by it. `counted` (`answer`, `n`,
    `known_until`) takes their place where the rows are only a part of what the denominator counts.
    """
    tally: Counter[str] = Counter()
    for row in counted:
        tally[str(row["answer"])] += int(str(row["n"]))
    if not counted:
        tally.update(str(row["answer"]) for row in rows if row.get("answer") is not None)
    number = f"{len(rows):,} row" + ("" if len(rows) == 1 else "s")
    parts = [", ".join(f"{n:,} {answer}" for answer, n in sorted(tally.items())) or number]
    if denominator is not None:
        parts.append(f"{denominator[0]:,} {denominator[1]}")
    if day is not None:
        until = known_until(counted or rows, day)
        parts.append(f"as at {day}" + ("" if until is None else f", known until {until}"))
    return "; ".join(parts)


def known_until(rows: Sequence[Mapping[str, object]], day: dt.date) -> dt.date | None:
    """
    Return the day up to which all answers are vouched for: the earliest `known_until`, where it is before `day`.

    What is unknown is known until no day. None: everything is known as at `day`, or nothing says until when.
    """
    days = [
        until
        for row in rows
        if row.get("answer") != "unknown"
        and isinstance(until := row.get("known_until"), dt.date)
        # pandas has a date of its own that says that there is none.
        and str(until) != "NaT"
    ]
    earliest = min(days, default=day)
    return earliest if earliest < day else None


FORMATS: dict[str, Callable[[Answer, About], str | bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "jsonl": as_jsonl,
    "md": as_markdown,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
}
_OF_BYTES = {"xlsx": "a workbook is", "parquet": "columns are"}


def format_for(name: str | None, output: Path | None) -> str:
    """Return the format asked for by name or by the ending of `output`, in any case; `table` when neither says."""
    if name is None and output is not None:
        name = output.suffix.lstrip(".").casefold()
        name = "table" if name == "txt" else name
    name = (name or "table").casefold()
    if name not in FORMATS:
        raise UsageError(f"format {name!r}: expected one of {', '.join(FORMATS)} (--format or the ending of -o)")
    if name in _OF_BYTES and output is None:
        raise UsageError(
            f"--format {name}: {_OF_BYTES[name]} written to a file; name it with -o, for example -o answer.{name}"
        )
    return name
