from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.exchange import Row
from pactgraph.refresh import differences, load_upstream
from pactgraph.registers import bundled_registers
from pactgraph.sources import find_sources

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the publishers' files: PACTGRAPH_SHARED, else `../shared` beside the checkout."""
    folder = Path(os.environ.get("PACTGRAPH_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "upstream").is_dir():
        pytest.skip(f"the publishers' files are not at hand: {folder} (PACTGRAPH_SHARED)")
    return folder


@pytest.fixture(scope="session")
def loaded() -> Callable[[str, Path], dict[str, list[Row]]]:
    """Run the loader of a source over a folder; rows by kind."""

    def run(source: str, upstream: Path) -> dict[str, list[Row]]:
        return load_upstream(find_sources([source])[0], upstream, bundled_registers())

    return run


@pytest.fixture(scope="session")
def changed() -> Callable[[str, Path], list[object]]:
    """Run the loader of a source over a folder; what it adds to and takes from the committed facts."""

    def run(source: str, upstream: Path) -> list[object]:
        (folder,) = find_sources([source])
        return list(differences(folder, load_upstream(folder, upstream, bundled_registers())))

    return run
