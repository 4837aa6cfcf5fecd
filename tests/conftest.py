from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from needs import missing, needed
from neo4j import GraphDatabase
from neo4j_server import EMBEDDED, GIVEN, MissingServerError, Server, running
from playwright.sync_api import Browser, sync_playwright

from pactgraph.building import prepare, store
from pactgraph.stores.base import Store
from pactgraph.stores.embedded import EmbeddedStore
from pactgraph.stores.neo4j import Neo4jStore

BROWSERS = {"browser", "firefox"}
"""Fixtures that start a browser."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what their fixtures start, so that `make test` can leave them to `make test-all`."""
    for item in items:
        assert isinstance(item, pytest.Function)
        if BROWSERS & set(item.fixturenames):
            item.add_marker(pytest.mark.browser)
        given = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if "server_of" in item.fixturenames and EMBEDDED not in given:
            item.add_marker(pytest.mark.server)


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The bundled graph in an embedded store that is only read, built once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with FileLock(folder / "bundled.lock"):
        target = EmbeddedStore(folder / "bundled")
        if not target.folder.exists():
            store(prepare(), target)
    return target


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one at a time."""
    path = needed("chromium", "install Debian's package chromium to run the tests of pages")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server_of() -> Iterator[Callable[[str], Server]]:
    """A function that returns the server of a version, started at its first use, stopped with the session."""
    started: dict[str, Server] = {}
    absent: dict[str, str] = {}
    with contextlib.ExitStack() as stack:

        def get(version: str) -> Server:
            if version not in started and version not in absent:
                try:
                    started[version] = stack.enter_context(running(version))
                except MissingServerError as error:
                    absent[version] = str(error)
            if version in absent:
                missing(absent[version])
            started[version].start()  # A test may have stopped it or set it up otherwise.
            return started[version]

        yield get


@pytest.fixture(scope="session")
def empty_store(server_of: Callable[[str], Server], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    """A function that returns an empty store of a kind: `embedded`, or a Neo4j version."""
    checked: list[Neo4jStore] = []

    def get(kind: str) -> Store:
        if kind == EMBEDDED:
            return EmbeddedStore(Path(tmp_path_factory.mktemp("store")))
        if kind == GIVEN:
            target = Neo4jStore.from_environment(os.environ[GIVEN])
            with GraphDatabase.driver(target.address, auth=(target.user, target.password)) as driver:
                if not checked:
                    (found,) = driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=target.database).records
                    assert found["n"] == 0, f"{GIVEN}: the tests need an empty database, and empty it"
                    checked.append(target)
                driver.execute_query("MATCH (n) DETACH DELETE n", database_=target.database)
            return target
        server = server_of(kind)
        server.empty()
        return Neo4jStore(server.address, "neo4j", server.password, "neo4j")

    return get
