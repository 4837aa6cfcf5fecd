from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import committed, differences, load_upstream


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


@pytest.fixture(scope="session")
def loaded() -> Callable[[str, Path], dict[str, list[Row]]]:
    """Run the loader of a source over a folder; rows by kind."""

    def run(source: str, upstream: Path) -> dict[str, list[Row]]:
        return load_upstream(find_sources([source])[0], upstream, bundled_registers())

    return run


@pytest.fixture
def load() -> Callable[[str, Path], dict[str, list[dict[str, str]]]]:
    """Return a runner of a source's loader over files in a folder: the non-empty cells of its rows by label or type."""

    def run(source: str, upstream: Path) -> dict[str, list[dict[str, str]]]:
        rows = load_upstream(find_sources([source])[0], upstream, bundled_registers())
        return {kind: [{k: v for k, v in row.cells.items() if v} for row in listed] for kind, listed in rows.items()}

    return run
