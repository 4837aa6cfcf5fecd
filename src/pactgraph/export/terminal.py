"""An answer wider than the terminal: cells fold, and where words would not fit, each row is a list of its cells."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from pactgraph.export.cells import shown
from pactgraph.stores.bolt import Answer

_UNBOUNDED = 1_000_000
"""Wider than any table: what its words need is measured without a terminal."""
_MANY = 2_000
"""Rows that rich sets in columns within seconds."""


def folded(answer: Answer, width: int) -> str:
    """
    Return a table no wider than `width`, every cell whole, without colours.

    Cells fold between words. Where a column would have to break words, and of very many rows, the rows stand one below
    the other instead, a line or more a cell; there what is wider than the terminal breaks.
    """
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    names = [shown(name) for name in answer.columns]
    rows = [[shown(value) for value in row] for row in answer.rows]
    columns = _in_columns(names, rows[:_MANY])
    if not rows or (len(rows) <= _MANY and _words_fit(console, columns)):
        console.print(columns, end="")
    else:
        out.writelines(f"{line}\n" for line in _below_each_other(console, names, rows))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _words_fit(console: Console, columns: Table) -> bool:
    unbounded = console.options.update(max_width=_UNBOUNDED)
    return Measurement.get(console, unbounded, columns).minimum <= console.width


def _in_columns(names: list[str], rows: list[list[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in names:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # as text: nothing in it is markup
    return table


def _below_each_other(console: Console, names: list[str], rows: list[list[str]]) -> Iterator[str]:
    # Line by line: a table for each row takes rich a minute where there are ten thousand.
    indent = max(map(cell_len, names)) + 2
    room = max(console.width - indent, 1)
    for number, row in enumerate(rows, start=1):
        yield f"row {number} of {len(rows)}"
        for name, value in zip(names, row, strict=True):
            lines = [value] if cell_len(value) <= room else Text(value).wrap(console, room, overflow="fold")
            for line in lines:
                yield name + " " * (indent - cell_len(name)) + str(line)
                name = ""
