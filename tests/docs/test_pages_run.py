"""What a page says to run works, in its order: each command ends well and has an answer, each piece of Python runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactgraph.stores.embedded import EmbeddedStore

ROOT = Path(__file__).parents[2]
FOLLOWED = (
    "README.md",
    "docs/tutorial/first-steps.md",
    "docs/how-to/atlas.md",
    "docs/how-to/gaps-and-plans.md",
    "docs/how-to/language-model.md",
    "docs/how-to/pictures.md",
    "docs/how-to/python.md",
    "docs/how-to/store.md",
    "docs/reference/python.md",
)
ELSEWHERE = {
    "docs/gallery.md": "tests/docs/test_gallery.py",
    "docs/how-to/export.md": "tests/docs/test_export.py",
    "docs/how-to/own-data.md": "tests/docs/test_own_data.py",
    "docs/how-to/own-files.md": "tests/docs/test_own_data.py",
}
"""Pages that other tests follow, which compare more than that it runs."""
NOT_FOLLOWED = {
    "docs/how-to/neo4j.md": ("writes into a server with a password", "tests/neo4j"),
    "docs/how-to/refresh.md": ("reads a publisher's files, or its site", "tests/refresh"),
    "docs/how-to/serve.md": ("serves until it is stopped", "tests/clients"),
}
"""Pages whose commands cannot run as they stand, why, and which tests do what they say."""
AWAY = {"/srv/pactgraph": "team"}
"""Folders a page names that are not the test's, and which stand for them."""
EMPTY = {"plan --agreements --region Europe": "0 gaps that such steps could close"}
"""Commands of which a page says that they list nothing, and what they say then."""
_BLOCK = re.compile(r"^```\w*\n(?P<fenced>.*?)^```$|(?P<indented>(?:^    [^\n]*\n)+)", re.MULTILINE | re.DOTALL)


def steps(page: str) -> Iterator[list[str]]:
    """Return what Python is given for each command and each piece of Python that imports something, in order."""
    for found in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")):
        block = found["fenced"] or textwrap.dedent(found["indented"] or "")
        if block.startswith("import "):
            yield ["-c", block]
            continue
        command = ""
        for line in block.splitlines():
            if not command and not re.match(r"(\$ |\.venv/bin/)?pactgraph ", line):
                continue
            command += f"{line.removeprefix('$ ')}\n"
            try:
                words = shlex.split(command, comments=True)[1:]
            except ValueError:  # a quotation that goes on in the next line
                continue
            command = ""
            # None opens a browser here.
            yield ["-m", "pactgraph", *(AWAY.get(word, word) for word in words if word != "--open")]
        assert not command


def has_rows(printed: str) -> bool:
    """Whether something was printed; of a table, at least a row."""
    lines = printed.splitlines()
    is_table = len(lines) > 1 and set(lines[1]) <= set("- ")
    return len(lines) > (2 if is_table else 0)


def test_every_page_is_followed_or_says_why_not():
    pages = ["README.md", *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))]
    with_steps = {page for page in pages if any(steps(page))}
    assert with_steps == {*FOLLOWED, *ELSEWHERE, *NOT_FOLLOWED}
    assert not set(FOLLOWED) & {*ELSEWHERE, *NOT_FOLLOWED}
    tests = [*ELSEWHERE.values(), *(test for _, test in NOT_FOLLOWED.values())]
    assert [test for test in tests if not (ROOT / test).exists()] == []


@pytest.mark.parametrize(
    ("page", "number"),
    [("docs/how-to/gaps-and-plans.md", 34), ("docs/how-to/store.md", 3), ("docs/tutorial/first-steps.md", 12)],
)
def test_no_command_of_a_page_is_overlooked(page: str, number: int):
    found = list(steps(page))
    assert len(found) == number


@pytest.mark.slow
@pytest.mark.parametrize("page", FOLLOWED)
def test_what_the_page_says_works(bundled: EmbeddedStore, tmp_path: Path, page: str):
    # Some write into the store.
    store, folder = tmp_path / "store", tmp_path / "here"
    shutil.copytree(bundled.folder, store)
    folder.mkdir()
    for step in steps(page):
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        ended = subprocess.run(
            [sys.executable, *step],
            cwd=folder,
            env={**os.environ, "PACTGRAPH_STORE": str(store)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert ended.returncode == 0, f"{step}: {ended.stderr}"
        wrote = {path: path.stat().st_mtime_ns for path in folder.rglob("*")} != before
        if (said := EMPTY.get(" ".join(step[2:]))) is not None:
            assert ended.stderr.startswith(said)
            assert not has_rows(ended.stdout)
        else:
            assert step[0] == "-c" or wrote or has_rows(ended.stdout), f"{step}: no answer: {ended.stderr}"
