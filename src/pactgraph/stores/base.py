"""What a store is, and which one an address names."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import platformdirs

from pactgraph.errors import UsageError

if TYPE_CHECKING:
    from pactgraph.consolidate import Graph
    from pactgraph.schema import Schema
    from pactgraph.stores.bolt import Reader

Progress = Callable[[str, int, int], None]
"""Called with a step's name, what is done and what there is to do."""

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Address schemes of a Neo4j server, of Aura or of a cluster."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a finished graph says of itself: the digest of its facts, the version that wrote it, its counts."""

    run: str
    version: str
    counts: dict[str, int]
    sources: dict[str, str]
    """Source id to the day up to which it speaks."""
    as_of: str
    """Default day to ask about: the last on which the most treaties and bodies are covered."""


class Store(Protocol):
    """Where one graph is kept. `str(store)` is the address that opens it again."""

    def describe(self) -> str:
        """Return in words what keeps the graph and where. Raises StoreError when a server does not answer."""
        ...

    def ledger(self) -> Ledger:
        """Return the current graph's ledger. Raises StoreError when nothing was built here yet."""
        ...

    def replace(self, graph: Graph, ledger: Ledger, schema: Schema, progress: Progress = ...) -> None:
        """
        Make the store say exactly what `graph` says, verified by `ledger.counts`.

        Raises StoreError when it cannot be written or the counts are not as expected.
        """
        ...

    def open(self) -> AbstractContextManager[Reader]:
        """Open the current graph for reading only. Raises StoreError when there is none or it cannot be reached."""
        ...


def open_store(address: str | None = None) -> Store:
    """
    Return the store at `address`: a folder is an embedded store, `bolt://…` or `neo4j://…` a Neo4j server.

    Without an address: the environment's PACTGRAPH_STORE, else the per-user data folder. A server's user, password
    and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE only.
    Raises UsageError for an address of a kind that is not supported, or without a password.
    """
    address = (
        address or os.environ.get("PACTGRAPH_STORE") or str(Path(platformdirs.user_data_dir("pactgraph")) / "store")
    )
    # Each store brings a heavy import that the other does not need.
    store: Store
    if "://" not in address:
        store = importlib.import_module("pactgraph.stores.embedded").EmbeddedStore(Path(address))
        return store
    if address.split("://", 1)[0].casefold() not in SCHEMES:
        raise UsageError(
            f"--store {address}: expected a folder, or an address that begins with {'://, '.join(SCHEMES)}://"
        )
    store = importlib.import_module("pactgraph.stores.neo4j").Neo4jStore.from_environment(address)
    return store
