"""Each source's README says up to when it speaks, and whether its silence means anything."""

from __future__ import annotations

import pytest

from pactgraph.facts.exchange import read_rows
from pactgraph.facts.sources import SourceFolder, find_sources

FOLDERS = find_sources(everything=True)


def expected(folder: SourceFolder) -> str:
    """The second paragraph of a README, as `source.yml` and the facts have it."""
    source = folder.source
    covers = [path for path in folder.facts if path.stem == "COVERS"]
    covered = {cells["to"] for path in covers for _, cells in read_rows(path)}
    if not covered:
        return f"As of {source.as_of}. It lists nothing as a whole: its silence proves nothing."
    lists = "1 list" if len(covered) == 1 else f"{len(covered)} lists"
    whole = len(covered & source.checks.keys())
    said = "none is" if not whole else "1 is" if whole == 1 else f"{whole} are"
    return f"As of {source.as_of}. {lists}; {said} whole by a written check (`checks` in `source.yml`)."


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.source.id for folder in FOLDERS])
def test_a_readme_says_up_to_when_and_how_whole(folder: SourceFolder):
    paragraphs = (folder.path / "README.md").read_text(encoding="utf-8").split("\n\n")
    assert " ".join(paragraphs[1].split()) == expected(folder)
