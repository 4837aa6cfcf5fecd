"""What facts hold reaches no terminal as an order and no Markdown as markup; programs get every character as it is."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pactgraph.cli.options import deliver, say
from pactgraph.errors import UsageError
from pactgraph.export.cells import as_markdown_text
from pactgraph.export.tables import FORMATS
from pactgraph.stores.bolt import Answer

ORDERS = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\rb",
    "a\bb",
    "\u202eabc",
    "\u2066abc",
    "a\u200bb",
    "a\x7fb",
    "\x1bP1$r",
]
MARKUP = [
    "<script>alert(1)</script>", "<b>bold</b>", "[text](javascript:alert(1))", "![x](https://x.org/x.png)", "**bold**",
    "*a*", "_a_", "__a__", "`code`", "~~gone~~", "a | b", "\\| a", "# title", "> said", "- item", "+ item", "1. item",
    "&lt;b&gt;", "&#60;b>", "$a_1$", "a\n\nb", "===", "---", "TIP_PROTOCOL", "a_b_c", "[a]: https://x.org", "<https://x.org>",
    "2) item",
]  # fmt: skip


def orders(text: str) -> set[str]:
    return {one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") and one not in "\n\t"}


@pytest.mark.parametrize("text", ORDERS, ids=ascii)
@pytest.mark.parametrize("form", ["table", "md"])
def test_a_table_for_people_writes_out_what_a_terminal_would_obey(text: str, form: str):
    made = FORMATS[form](Answer([text], [[text], [[text, text]]]), {"title": text, "question": text, "counted": text})
    assert orders(str(made)) == set()


@pytest.mark.parametrize("text", ORDERS, ids=ascii)
def test_programs_get_every_character(text: str):
    answer = Answer(["a"], [[text]])
    assert json.loads(str(FORMATS["json"](answer, {})))["rows"] == [{"a": text}]
    assert json.loads(str(FORMATS["jsonl"](answer, {}))) == {"a": text}
    read = list(csv.reader(io.StringIO(str(FORMATS["csv"](answer, {})), newline="")))
    assert "".join(read[1][0].split()) == "".join(text.split())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("text", ORDERS, ids=ascii)
def test_no_terminal_is_given_an_order_whatever_the_format(text: str, monkeypatch: pytest.MonkeyPatch):
    terminal, messages, pipe = Terminal(), io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", messages)
    monkeypatch.setattr(sys, "stdout", terminal)
    deliver(f"a\t{text}\n", None)
    say(text)
    monkeypatch.setattr(sys, "stdout", pipe)
    deliver(f"a\t{text}\n", None)
    assert orders(terminal.getvalue()) == set()
    assert terminal.getvalue().startswith("a\t")
    assert orders(messages.getvalue()) == set()
    assert pipe.getvalue() == f"a\t{text}\n"


class Pipe(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("output", [None, Path("-")])
@pytest.mark.parametrize("data", ["é\n", "é\n".encode(), b"PAR1\xff\x00\r\n"])
def test_a_pipe_gets_every_byte(data: str | bytes, output: Path | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", pipe := Pipe())
    deliver(data, output)
    assert pipe.buffer.getvalue() == (data.encode() if isinstance(data, str) else data)  # type: ignore[attr-defined]


def test_a_terminal_is_given_no_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    deliver("é\x1b\n".encode(), Path("-"))
    assert terminal.getvalue() == "é\\x1b\n"
    with pytest.raises(UsageError, match="-o -: no text that a terminal can show"):
        deliver(b"PAR1\xff", Path("-"))


def test_what_is_written_to_a_file_stays_as_it_is(tmp_path: Path):
    deliver("\x1b[2J", tmp_path / "a.csv", quiet=True)
    assert (tmp_path / "a.csv").read_bytes() == b"\x1b[2J"


@pytest.mark.parametrize("text", MARKUP, ids=ascii)
def test_markdown_shows_text_as_it_is(text: str):
    plain = " ".join(text.split())
    for block in (as_markdown_text(text), f"## {as_markdown_text(text)}"):
        _, inline, _ = MarkdownIt("gfm-like", {"linkify": False}).parse(block)
        assert [one.type for one in inline.children or []] in (["text"], ["text_special"]) or all(
            one.type in ("text", "text_special") for one in inline.children or []
        )
        assert "".join(one.content for one in inline.children or []) == plain
    table = str(FORMATS["md"](Answer(["a"], [[text], ["end"]]), {}))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(table)
    cells = [token for token in tokens if token.type == "inline"]
    assert ["".join(one.content for one in token.children or []) for token in cells] == ["a", plain, "end"]
