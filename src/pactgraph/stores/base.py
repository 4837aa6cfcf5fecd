"""Chooses a store by its address."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from pactgraph.errors import UsageError
from pactgraph.stores.embedded import EmbeddedStore


def open_store(address: str | None = None) -> EmbeddedStore:
    """
    Return the store at `address`: a folder is an embedded store.

    Without an address: the environment's PACTGRAPH_STORE, else the per-user data folder.
    Raises UsageError for an address of a kind that is not supported.
    """
    address = (
        address or os.environ.get("PACTGRAPH_STORE") or str(Path(platformdirs.user_data_dir("pactgraph")) / "store")
    )
    if "://" in address:
        raise UsageError(f"--store {address}: this version keeps graphs in a folder; name a folder")
    return EmbeddedStore(Path(address))
