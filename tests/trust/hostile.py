"""
What nobody means well by, given to everything that reads: cells, registers, `source.yml`, options, parameters, Cypher.

Each input is made from its number, so that any one can be made again. It is taken, or refused with one line; anything
else, and whatever takes longer than LONGEST, is a failure.

    python tests/trust/hostile.py [SHARE]    # of the 20,000, by default all: counts by kind, and each failure
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import os
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from differential import statements
from synthetic import awkward
from test_mutations import FILES, LISTS, NAME, SOURCE, table_of, written

import pactgraph.graph
from pactgraph.building import store
from pactgraph.catalogue import ask, catalogue
from pactgraph.cli import app
from pactgraph.cli.query import _value
from pactgraph.errors import FactsError, PactgraphError
from pactgraph.facts.registers import bundled_registers, registers_with
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import load_source, survey
from pactgraph.stores import choose
from pactgraph.stores.base import Ledger
from pactgraph.stores.bolt import Reader
from pactgraph.stores.embedded import EmbeddedStore

SEED, LONGEST = 20_000, 10.0
NUMBERS = {
    "cells": 6_000,
    "registers": 2_500,
    "source.yml": 3_500,
    "options": 2_500,
    "parameters": 2_500,
    "Cypher": 3_000,
}
"""Inputs by kind: 20,000 in all."""
FAULTS = re.compile(r"\d+ faults")
OURS = "this is a fault of pactgraph itself"
Chosen = random.Random

KNOWN = [
    "", " ", "\t", "\n", "\r\n", "\x00", "\x07", "\x1b[2J", "\x1b]0;title\x07", "\x7f", "\x85", "\u00a0",
    "\u00ad", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffd", "\ud800", "\U000e0041", "\U0010ffff",
    "e\u0301" * 40, "İ", "ß", "ﬁ", "👩‍👩‍👧‍👦", "ＡＢＣ", "٣٤", "²", "NaN", "nan", "inf", "-Infinity", "1e999", "-0",
    "0x1F", "1_000", "007", "9" * 30, "9" * 5_000, "-" * 300, "1.7976931348623157e309", "true", "True", "null",
    "None", "~", "NA", "N/A", "#REF!", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "0000-00-00", "2014-02-30",
    "9999-12-31", "0001-01-01", "2014-W05", "20140101", "2014-01-01T00:00:00Z", "today",
    "[2001-01-01..2000-01-01]", "[..]", "1970-01-01", "2099-01-01", "'", '"', "`", "''", '""', "\\", "\\u0000",
    "\\x00", "\\N", "' OR 1=1 --", "'}) DETACH DELETE n //", "`}] DELETE", "$as_of", "${x}", "{{7*7}}",
    "{%if%}", "%s%n%d", "{0.__class__}", "../../etc/passwd", "/dev/null/x", "file:///etc/hosts",
    "http://127.0.0.1:1/", "C:\\x", "~root", "*", "?", "[", "(" * 2_000, "[" * 5_000, "{" * 5_000,
    "a" * 100_000, "a," * 5_000, ";", "|", "||", "A|A", "&", "<script>alert(1)</script>", "<!--", "]]>",
    "&amp;&lt;", "- a\n- b", "a: b", "&a [*a]", "!!python/object:os.system x", "? x", "--- x", "%YAML",
    "---\n---", "*a", "<<: *a", "//", "/*", "*/", "RETURN", "FRA", "TIP_PROTOCOL", "MATCH (n) RETURN n",
    "--help", "--debug", "-", "--", "-p", "=", "==",
]  # fmt: skip
CATEGORIES = ["Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Mn", "Nd", "No", "Sm", "So", "Lo", "Lu", "Pi"]


def _of_category() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {category: [] for category in CATEGORIES}
    for code in [
        *range(0x3000),
        *range(0xE000, 0xE100),
        *range(0xFB00, 0x10000),
        *range(0x1F300, 0x1F700),
        *range(0xE0000, 0xE0080),
    ]:
        if (category := unicodedata.category(chr(code))) in found:
            found[category].append(chr(code))
    return found


OF_CATEGORY = _of_category()


def hostile(chosen: Chosen, *, former: str = "") -> str:
    """A text that is out of place: known ones, random ones, or `former` with something done to it."""
    match chosen.randrange(6):
        case 0 | 1:
            return chosen.choice(KNOWN)
        case 2:
            return "".join(
                chosen.choice(OF_CATEGORY[chosen.choice(CATEGORIES)]) for _ in range(chosen.randrange(1, 12))
            )
        case 3:
            return chosen.choice(KNOWN) + chosen.choice(KNOWN)
        case 4:
            at = chosen.randrange(len(former) + 1)
            return former[:at] + chosen.choice(KNOWN) + former[at:]
        case _:
            at = chosen.randrange(len(former) + 1)
            return former[:at] + former[at + chosen.randrange(1, 4) :]


def battered(chosen: Chosen, data: bytes) -> bytes:
    """A file with bytes changed, gone, put in, doubled or cut off, or in another encoding."""
    for _ in range(chosen.randrange(1, 4)):
        at = chosen.randrange(len(data) + 1)
        match chosen.randrange(7):
            case 0:
                data = data[:at] + bytes([chosen.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[at + chosen.randrange(1, 9) :]
            case 2:
                data = data[:at] + hostile(chosen).encode("utf-8", "surrogatepass") + data[at:]
            case 3:
                data = data[:at] + data[at : at + 60] * chosen.randrange(2, 50) + data[at + 60 :]
            case 4:
                data = data[:at]
            case 5:
                data = data.decode("utf-8", "replace").encode(
                    chosen.choice(["utf-16", "utf-32", "cp1252", "utf-7"]), "replace"
                )
            case _:
                data = data[:at] + bytes(chosen.randrange(256) for _ in range(chosen.randrange(1, 20))) + data[at:]
    return data


@dataclass
class Bench:
    """What the inputs are given to: a folder of facts, lists beside it, a graph that is open."""

    folder: Path
    reader: Reader

    def cells(self, chosen: Chosen) -> list[str]:
        source = self.folder / NAME
        (source / "facts").mkdir(parents=True, exist_ok=True)
        (source / "source.yml").write_text(SOURCE, encoding="utf-8")
        for kind, text in FILES.items():
            (source / "facts" / f"{kind}.csv").write_bytes(text.encode())
        kind = chosen.choice(list(FILES))
        path = source / "facts" / f"{kind}.csv"
        if chosen.random() < 0.6:
            table = table_of(kind)
            for _ in range(chosen.randrange(1, 4)):
                row = chosen.randrange(len(table))
                column = chosen.randrange(len(table[row]))
                table[row][column] = hostile(chosen, former=table[row][column])
            path.write_bytes(written(table))
        else:
            path.write_bytes(battered(chosen, FILES[kind].encode()))
        return survey([load_source(source)], bundled_schema(), bundled_registers())[1]

    def registers(self, chosen: Chosen) -> list[str]:
        beside = self.folder / "beside"
        beside.mkdir(exist_ok=True)
        for name, text in LISTS.items():
            (beside / name).write_bytes(text.encode())
        name = chosen.choice(list(LISTS))
        if chosen.random() < 0.6:
            table = list(csv.reader(io.StringIO(LISTS[name])))
            row = chosen.randrange(len(table))
            column = chosen.randrange(len(table[row]))
            table[row][column] = hostile(chosen, former=table[row][column])
            (beside / name).write_bytes(written(table))
        else:
            (beside / name).write_bytes(battered(chosen, LISTS[name].encode()))
        registers_with(beside)
        return []

    def source_yml(self, chosen: Chosen) -> list[str]:
        source = self.folder / NAME
        source.mkdir(exist_ok=True)
        if chosen.random() < 0.6:
            lines = SOURCE.splitlines()
            at = chosen.randrange(len(lines))
            key, _, value = lines[at].partition(": ")
            lines[at] = chosen.choice(
                [f"{key}: {hostile(chosen, former=value)}", f"{hostile(chosen, former=key)}: {value}"]
            )
            data = "\n".join(lines).encode("utf-8", "surrogatepass")
        else:
            data = battered(chosen, SOURCE.encode())
        (source / "source.yml").write_bytes(data)
        load_source(source)
        return []

    def options(self, chosen: Chosen) -> list[str]:
        arguments = command_line(chosen)
        out, err = io.StringIO(), io.StringIO()
        former = sys.argv, sys.stdin
        sys.argv, sys.stdin = ["pactgraph", *arguments], io.TextIOWrapper(io.BytesIO(b""))
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                app.main()
            code: object = 0
        except SystemExit as ended:
            code = ended.code
        finally:
            sys.argv, sys.stdin = former
        said = err.getvalue()
        if OURS in said:
            raise AssertionError(f"{arguments}: {said}")
        if code in (1, 2):
            lines = said.strip().splitlines()
            assert lines, arguments
            assert any(line.startswith("pactgraph: ") for line in lines), said
            # Faults of files are a line each, and how many there are is the last.
            return lines if code == 1 and FAULTS.search(lines[-1]) else [said.strip()]
        assert code in (0, None), (arguments, code)
        return []

    def parameters(self, chosen: Chosen) -> list[str]:
        if chosen.random() < 0.6:
            query = chosen.choice(list(catalogue().values()))
            names = [*query.front.parameters, hostile(chosen)]
            given = {chosen.choice(names): hostile(chosen, former="FRA") for _ in range(chosen.randrange(1, 3))}
            ask(self.reader, query, given, bundled_day(), bundled_registers())
        else:
            text = hostile(chosen, former='["FRA", 1, true]')
            self.reader.ask_own("MATCH (s:State) WHERE s.id = $x RETURN s.id AS id, $x AS x", {"x": _value("x", text)})
        return []

    def cypher(self, chosen: Chosen) -> list[str]:
        text = chosen.choice(STATEMENTS)
        for _ in range(chosen.randrange(1, 4)):
            match chosen.randrange(5):
                case 0:
                    at = chosen.randrange(len(text) + 1)
                    text = text[:at] + hostile(chosen) + text[at:]
                case 1:
                    words = text.split(" ")
                    chosen.shuffle(words)
                    text = " ".join(words)
                case 2:
                    at = chosen.randrange(len(text) + 1)
                    text = text[:at] + text[at + chosen.randrange(1, 9) :]
                case 3:
                    text += " " + chosen.choice(STATEMENTS)
                case _:
                    depth = chosen.randrange(1, 400)
                    text = text.replace("RETURN ", "RETURN " + chosen.choice("([{-") * depth, 1)
        given = {name: value for name, value in {"state": "ARD", "as_of": "2014-06-09"}.items() if f"${name}" in text}
        self.reader.ask_own(text, given)
        return []


STATEMENTS = [one.cypher for one in statements()]
COMMANDS: list[tuple[str, ...]] = [
    ("query", "not-party", "-p", "treaty=@"),
    ("query", "not-party", "-p", "@"),
    ("query", "not-party", "--as-of", "@"),
    ("query", "@"),
    ("query", "-c", "@"),
    ("query", "-c", "RETURN $x AS x", "-p", "x=@"),
    ("query", "-c", "RETURN 1 AS x", "--timeout", "@"),
    ("query", "-c", "RETURN 1 AS x", "--format", "@"),
    ("query", "-c", "RETURN 1 AS x", "--store", "bolt://@"),
    ("standing", "--treaty", "@"),
    ("standing", "--state", "@"),
    ("standing", "--region", "@", "--as-of", "@"),
    ("gaps", "@"),
    ("gaps", "border", "--state", "@"),
    ("unlinked", "--limit", "@"),
    ("clusters", "--layer", "@"),
    ("clusters", "--years", "@"),
    ("timeline", "@"),
    ("timeline", "parties", "--years", "@", "--treaty", "@"),
    ("plan", "--instrument", "@"),
    ("plan", "--if", "@"),
    ("plan", "--top", "@"),
    ("ties", "@"),
    ("ties", "AAA", "@", "--layer", "@"),
    ("brief", "@"),
    ("queries", "@"),
    ("check", "@"),
    ("refresh", "untc", "--from", "@"),
    ("refresh", "@", "--from", "."),
    ("sources", "--sources", "@"),
    ("@",),
    ("@", "@"),
]
"""Command lines; `@` stands for what is hostile. None of them writes."""


def command_line(chosen: Chosen) -> list[str]:
    # An argument holds neither a NUL nor what no file name or terminal could have given.
    def text() -> str:
        return hostile(chosen, former="2014-06-09").replace("\x00", "").encode("utf-8", "replace").decode()[:100_000]

    return [part.replace("@", text()) for part in chosen.choice(COMMANDS)]


def bundled_day() -> dt.date:
    return dt.date(2014, 6, 9)


@contextlib.contextmanager
def bench() -> Iterator[Bench]:
    """A bench with a synthetic graph that stays open: every command is given it instead of a store of its own."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        target = EmbeddedStore(folder / "store")
        store(awkward(), target)
        reader = stack.enter_context(target.open(LONGEST / 2))

        class Opened:
            def ledger(self) -> Ledger:
                return target.ledger()

            @contextlib.contextmanager
            def open(self, timeout: float = 0) -> Iterator[Reader]:
                del timeout
                yield reader

        former, where = choose.open_store, Path.cwd()

        def opened(address: str | None = None, *, shared: bool | None = None) -> object:
            return former(address, shared=shared) if address else Opened()

        for module in (choose, pactgraph.graph):
            stack.callback(setattr, module, "open_store", former)
            module.open_store = opened  # type: ignore[assignment]
        stack.callback(os.chdir, where)
        (folder / "here").mkdir()
        os.chdir(folder / "here")
        yield Bench(folder, reader)


@dataclass
class Counted:
    """Of one kind: how many were tried, refused, taken; what failed, with its number; the slowest in seconds."""

    ended: Counter[str]
    failures: list[str]
    slowest: float = 0.0


def tried(given: Bench, kind: str, number: int) -> tuple[str, str]:
    """Give the input of this kind and number; `refused`, `taken` or `failed`, and what was said."""
    run = getattr(given, {"source.yml": "source_yml", "Cypher": "cypher"}.get(kind, kind))
    try:
        faults = run(random.Random(f"{SEED} {kind} {number}"))
    except FactsError as error:
        faults = error.faults
    except PactgraphError as error:
        faults = [str(error)]
    except Exception as error:
        return "failed", f"{type(error).__name__}: {str(error)[:500]}"
    if any("\n" in fault or not fault.strip() for fault in faults):
        return "failed", f"not one line: {faults}"[:500]
    return ("refused", faults[0]) if faults else ("taken", "")


def try_all(given: Bench, kind: str, numbers: range) -> Counted:
    counted = Counted(Counter(), [])
    for number in numbers:
        begun = time.monotonic()
        ended, said = tried(given, kind, number)
        took = time.monotonic() - begun
        if ended == "failed" or took > LONGEST:
            counted.failures.append(f"{kind} {number} ({took:.1f} s): {said}")
        counted.ended[ended] += 1
        counted.slowest = max(counted.slowest, took)
    return counted


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with bench() as given:
        for kind, number in NUMBERS.items():
            counted = try_all(given, kind, range(int(number * share)))
            for failure in counted.failures:
                print(failure)
            ended = ", ".join(f"{counted.ended[end]} {end}" for end in ("refused", "taken", "failed"))
            print(f"{kind}: {counted.ended.total()} tried, {ended}, slowest {counted.slowest:.1f} s", flush=True)


if __name__ == "__main__":
    main()
