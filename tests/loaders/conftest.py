from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.refresh import committed, differences, load_upstream
from pactgraph.registers import bundled_registers
from pactgraph.schema import bundled_schema
from pactgraph.sources import find_sources


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the publishers' files and gathered facts; tests that need it are skipped without it."""
    folder = Path(os.environ.get("PACTGRAPH_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    if not folder.is_dir():
        pytest.skip("the publishers' files are not at hand; name their folder in PACTGRAPH_SHARED")
    return folder


@pytest.fixture(scope="session")
def unchanged(shared: Path) -> Callable[[str, str], list[object]]:
    """Return what the loader of a source reads differently from its committed facts, given its folder in `shared`."""

    def compare(source: str, folder: str) -> list[object]:
        upstream = shared / folder
        if not upstream.is_dir():
            pytest.skip(f"{folder} is not among the publishers' files at hand")
        (found,) = find_sources([source])
        rows = load_upstream(found, upstream, bundled_registers())
        return differences(committed(found), rows, bundled_schema())

    return compare
