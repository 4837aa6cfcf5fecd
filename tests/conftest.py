from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.build import prepare, store
from pactgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The bundled graph in an embedded store of its own."""
    target = EmbeddedStore(Path(tmp_path_factory.mktemp("bundled")))
    store(prepare(), target)
    return target
