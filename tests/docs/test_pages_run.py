"""Every command and every piece of Python on these pages runs and ends well."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pactgraph.stores.embedded import EmbeddedStore

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("tutorial/first-steps.md", "how-to/atlas.md", "how-to/pictures.md", "how-to/python.md")


def commands(page: str) -> list[list[str]]:
    """Return the arguments of each command of a page; none opens a browser here."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    found = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("    pactgraph ")]
    return [[word for word in words if word != "--open"] for words in found]


def pieces_of_python(page: str) -> list[str]:
    """Return the pieces that import something, indented or between fences."""
    text = (DOCS / page).read_text(encoding="utf-8")
    fenced = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    pieces = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    return [*fenced, *(textwrap.dedent(piece) for piece in pieces if piece.lstrip().startswith("import "))]


COMMANDS = [command for page in PAGES for command in commands(page)]
PIECES = [(page, piece) for page in PAGES for piece in pieces_of_python(page)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_command_runs(bundled: EmbeddedStore, tmp_path: Path, command: list[str]):
    ended = subprocess.run(
        [sys.executable, "-m", "pactgraph", *command],
        cwd=tmp_path,
        env={**os.environ, "PACTGRAPH_STORE": str(bundled)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout or list(tmp_path.iterdir())


@pytest.mark.parametrize(("page", "piece"), PIECES, ids=[page for page, _ in PIECES])
def test_the_python_runs(bundled: EmbeddedStore, tmp_path: Path, page: str, piece: str):
    ended = subprocess.run(
        [sys.executable, "-c", piece],
        cwd=tmp_path,
        env={**os.environ, "PACTGRAPH_STORE": str(bundled)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
