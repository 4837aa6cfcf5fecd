"""Which store an address names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs

from pactgraph.errors import UsageError
from pactgraph.stores.base import Store

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Address schemes of a Neo4j server, of Aura or of a cluster."""
_BARE = re.compile(r"[\w.-]+:\d{2,5}", re.ASCII)
"""Host and port alone."""


def open_store(address: str | None = None, *, shared: bool | None = None) -> Store:
    """
    Return the store at `address`: a folder is an embedded store, `bolt://…` or `neo4j://…` a Neo4j server.

    Without an address: the environment's PACTGRAPH_STORE, else the per-user data folder. A server's user, password
    and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE only. `shared`: as EmbeddedStore has it.
    Raises UsageError for an address of a kind that is not supported, or without a password.
    """
    address = (
        address or os.environ.get("PACTGRAPH_STORE") or str(Path(platformdirs.user_data_dir("pactgraph")) / "store")
    )
    if _BARE.fullmatch(address):
        raise UsageError(f"--store {address}: a server's address begins with its scheme: bolt://{address}")
    # Each store brings a heavy import that the other does not need.
    if "://" not in address:
        from pactgraph.stores.embedded import EmbeddedStore  # noqa: PLC0415

        return EmbeddedStore(Path(address), shared=shared)
    if address.split("://", 1)[0].casefold() not in SCHEMES:
        raise UsageError(
            f"--store {address}: expected a folder, or an address that begins with {'://, '.join(SCHEMES)}://"
        )
    if shared:
        raise UsageError("--shared: a server's own accounts say who may read; it is for a folder")
    from pactgraph.stores.neo4j import Neo4jStore  # noqa: PLC0415

    return Neo4jStore.from_environment(address)
