"""What the page on exports says, works in its order."""

from __future__ import annotations

from pathlib import Path

import pytest
from steps import run, steps

from pactgraph.export.network_files import FORMATS
from pactgraph.stores.embedded import EmbeddedStore

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_command_and_every_example_runs(bundled: EmbeddedStore, tmp_path: Path):
    taken = list(steps("docs/how-to/export.md"))
    assert len(taken) > 8
    for step in taken:
        counts = step[0] == "-c" and "rdflib" in step[1]
        ended = run([step[0], step[1] + "\nprint(len(found))"] if counts else step, tmp_path, bundled.folder)
        assert not counts or int(ended.stdout) > 20
    assert {path.name for path in tmp_path.iterdir()} == {
        "graph-edges.csv", "graph-edges.parquet", "graph-nodes.csv", "graph-nodes.parquet", "graph.graphml",
        "graph.jsonld", "mali-bodies.gexf", "mali.gexf", "mali.graphml", "mali.html", "not-party.graphml",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_the_table_has_every_format(form: str):
    assert f"| `.{form}` |" in PAGE
