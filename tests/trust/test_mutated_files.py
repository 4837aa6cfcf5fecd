"""Publishers' files with a fault in them: told with its place, or without any effect; never other facts in silence."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from mutated_files import FILES, File, outcomes

from pactgraph.facts import sources
from pactgraph.facts.registers import Registers

OF_EACH = 6
"""Mutations of each file here; the script itself tries all, some 1,500."""


@pytest.fixture(scope="module")
def shared() -> Path:
    """The folder with the publishers' files and gathered facts."""
    folder = Path(os.environ.get("PACTGRAPH_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    if not (folder / "upstream").is_dir():
        pytest.skip("the publishers' files are not at hand; name their folder in PACTGRAPH_SHARED")
    return folder


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", FILES, ids=[file.id for file in FILES])
def test_no_fault_passes_in_silence(shared: Path, file: File, monkeypatch: pytest.MonkeyPatch):
    if not (shared / file.folder / file.name).is_file():
        pytest.skip(f"{file.folder}/{file.name} is not among the publishers' files at hand")
    # What resembles an unknown name is told by other tests, and takes longer than all the rest.
    monkeypatch.setattr(Registers, "hint", lambda *_: "")
    monkeypatch.setattr(sources, "slips", lambda *_: [])
    found = list(outcomes([file], shared, 1, OF_EACH))
    assert [(one.mutation.what, one.said) for one in found if one.ended not in ("fault", "same")] == []
    assert [(one.mutation.what, one.said) for one in found if not one.placed] == []
    ended = Counter(one.ended for one in found)
    assert ended["fault"] > ended["same"], ended
    assert ended.total() >= OF_EACH - 1
