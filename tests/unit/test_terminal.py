"""A table on a terminal is as wide as that is and says all; in a pipe it is the same whatever the width."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter

import pytest
from rich.cells import cell_len

from pactgraph.cli.options import show
from pactgraph.export.tables import as_table, for_terminal
from pactgraph.stores.bolt import Answer
from pactgraph.stores.embedded import EmbeddedStore

NAMES = Answer(
    ["id", "name", "sources"],
    [
        ["PRK", "Democratic People's Republic of Korea", ["fedlex", "untc"]],
        ["CIV", "Côte d'Ivoire", ["untc"]],
        ["日本", "[b]日本国[/b]", None],
    ],
)
IDS = Answer(["treaty", "locators"], [["SLAVERY_CONV_1926_AMENDED_1953", ["UNTC XVIII-2, a", "x" * 70]], ["A", None]])


def test_what_fits_is_as_in_a_pipe():
    assert for_terminal(NAMES, 200) == as_table(NAMES, {})


def test_cells_fold_between_words():
    assert for_terminal(NAMES, 40).splitlines() == [
        "id    name                  sources",
        "────────────────────────────────────────",
        "PRK   Democratic People's   fedlex; untc",
        "      Republic of Korea",
        "CIV   Côte d'Ivoire         untc",
        "日本  [b]日本国[/b]",
    ]


def test_where_words_would_break_each_row_is_a_list():
    assert for_terminal(IDS, 44).splitlines() == [
        "row 1 of 2",
        "treaty    SLAVERY_CONV_1926_AMENDED_1953",
        "locators  UNTC XVIII-2, a;",
        *["          " + "x" * 34] * 2,
        "          xx",
        "row 2 of 2",
        "treaty    A",
        "locators",
    ]


def test_very_many_rows_are_lists_for_columns_would_take_long():
    many = Answer(["a", "b"], [["one word", "x " * 20]] * 2_001)
    assert for_terminal(many, 40).startswith("row 1 of 2001\na  one word\nb  x x")
    assert for_terminal(Answer(many.columns, many.rows[:2_000]), 40).startswith("a         b\n")


@pytest.mark.parametrize("width", [12, 20, 33, 44, 60, 79, 80, 120, 200])
@pytest.mark.parametrize("answer", [NAMES, IDS], ids=["names", "ids"])
def test_nothing_is_cut_at_any_width(answer: Answer, width: int):
    made = for_terminal(answer, width)
    whole = Counter("".join(as_table(answer, {}).replace("-", "").split()))
    assert whole <= Counter(made)
    assert all(cell_len(line) <= width for line in made.splitlines())


@pytest.mark.parametrize("width", [12, 40])
def test_no_rows_still_have_their_columns(width: int):
    made = for_terminal(Answer(["id", "name", "a very long name"], []), width)
    assert Counter("idnameaverylongname") <= Counter(made)
    assert max(map(cell_len, made.splitlines())) <= width


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b31m", "a\rb", "\u202eabc", "[red]x[/red] :warning:"], ids=ascii)
def test_no_cell_orders_a_terminal_that_it_is_folded_for(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "30")
    show(Answer(["a", "b"], [[text, "many words " * 9]]), {}, "table")
    assert not set("\x1b\x9b\r\u202e") & set(terminal.getvalue())
    assert max(map(len, terminal.getvalue().splitlines())) <= 30
    if text.startswith("[red]"):
        assert "[red]x[/red]" in terminal.getvalue()
        assert ":warning:" in terminal.getvalue()


SCRIPT = """
import sys
from pactgraph.cli.app import main
try:
    main()
finally:
    open("imported", "w").write("\\n".join(sys.modules))
"""
ASKED = ["query", "not-party", "-p", "treaty=TIP_PROTOCOL"]


def test_a_pipe_gets_whole_lines_and_no_rich(bundled: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory):
    made = set()
    for columns in ("40", "400"):
        folder = tmp_path_factory.mktemp("piped")
        environment = {**os.environ, "PACTGRAPH_STORE": str(bundled), "COLUMNS": columns}
        command = [sys.executable, "-c", SCRIPT, *ASKED]
        made.add(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
        imported = (folder / "imported").read_text(encoding="utf-8").splitlines()
        assert "pactgraph.export.tables" in imported
        assert not {"rich", "pandas", "xlsxwriter"} & set(imported)
    (text,) = made
    assert len(text.splitlines()) == 13
    assert max(map(len, text.decode().splitlines())) > 120
