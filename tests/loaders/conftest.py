"""Where the publishers' files are, and what a loader makes of files in their shape."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.exchange import Row
from pactgraph.refresh import differences, load_upstream
from pactgraph.registers import bundled_registers
from pactgraph.sources import find_sources


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """Return a finder of folders of publishers' files: below PACTGRAPH_SHARED, else in `shared` beside the checkout."""
    named = os.environ.get("PACTGRAPH_SHARED")
    root = Path(named) if named else Path(__file__).parents[3] / "shared"

    def find(folder: str) -> Path:
        if not (root / folder).is_dir():
            pytest.skip(f"no publisher's files: {folder} is not below PACTGRAPH_SHARED or ../shared")
        return root / folder

    return find


@pytest.fixture
def load() -> Callable[[str, Path], dict[str, list[dict[str, str]]]]:
    """Return a runner of a source's loader: non-empty cells of its rows by label or type."""

    def run(source: str, upstream: Path) -> dict[str, list[dict[str, str]]]:
        rows = load_upstream(find_sources([source])[0], upstream, bundled_registers())
        return {kind: [{k: v for k, v in row.cells.items() if v} for row in listed] for kind, listed in rows.items()}

    return run


@pytest.fixture
def changes(shared: Callable[[str], Path]) -> Callable[[str, str], list[object]]:
    """Return a comparison of a source's committed facts with what its loader makes of the publisher's whole files."""

    def compare(source: str, folder: str) -> list[object]:
        (found,) = find_sources([source])
        rows: dict[str, list[Row]] = load_upstream(found, shared(folder), bundled_registers())
        return list(differences(found, rows))

    return compare
