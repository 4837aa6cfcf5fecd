"""The steps a page says to take: its commands and pieces of Python, as Python is given them; and one taken."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
AWAY = {"/srv/pactgraph": "team"}
"""Folders a page names that are not the test's, and which stand for them."""
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


def run(step: list[str], folder: Path, store: Path) -> subprocess.CompletedProcess[str]:
    """Take a step in `folder`, with the graph in `store`; it has to end well."""
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
    return ended
