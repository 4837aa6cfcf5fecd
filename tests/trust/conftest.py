"""What several of these tests look at: a sound store, and the toy graph on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j_server import EMBEDDED, SERVERS
from synthetic import awkward
from toy import toy

from pactgraph.building import store
from pactgraph.stores.base import Store
from pactgraph.stores.bolt import Reader
from pactgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, not to be written to."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    store(awkward(), EmbeddedStore(folder))
    return folder


@pytest.fixture(scope="module", params=[EMBEDDED, *SERVERS])
def reader(request: pytest.FixtureRequest, empty_store: Callable[[str], Store]) -> Iterator[Reader]:
    """The toy graph on each engine."""
    target = empty_store(request.param)
    store(toy(), target)
    with target.open() as opened:
        yield opened
