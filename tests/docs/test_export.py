"""What the page on exports says, works in its order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.export.network_files import FORMATS
from pactgraph.stores.embedded import EmbeddedStore

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|python)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_every_command_and_every_example_runs(bundled: EmbeddedStore, tmp_path: Path):
    def run(*arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PACTGRAPH_STORE": str(bundled)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert ended.returncode == 0, f"{arguments}: {ended.stderr}"
        return ended.stdout

    for kind, block in BLOCKS:
        if kind == "console":
            for line in block.splitlines():
                run("-m", "pactgraph", *shlex.split(line.removeprefix("$ "))[1:])
        elif "rdflib" in block:
            assert int(run("-c", block + "\nprint(len(found))")) > 20
        else:
            run("-c", block)
    assert {path.name for path in tmp_path.iterdir()} == {
        "graph-edges.csv", "graph-edges.parquet", "graph-nodes.csv", "graph-nodes.parquet", "graph.graphml",
        "graph.jsonld", "mali-bodies.gexf", "mali.gexf", "mali.graphml", "mali.html", "not-party.graphml",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_the_table_has_every_format(form: str):
    assert f"| `.{form}` |" in PAGE
