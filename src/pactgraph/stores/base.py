"""What a store is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pactgraph.facts.schema import described

if TYPE_CHECKING:
    from pactgraph.facts.records import Graph
    from pactgraph.facts.schema import Schema
    from pactgraph.stores.bolt import Reader

Progress = Callable[[str, int, int], None]
"""Called with a step's name, what is done and what there is to do."""


TIMEOUT = 60.0
"""Seconds after which a statement is given up unless another time is asked for."""


LEDGER_LABEL = "PactgraphLedger"
"""Label of the one node that says, in a server's database, which runs are there; it is no part of the graph."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a finished graph says of itself: the digest of its facts, the version that wrote it, its counts."""

    run: str
    version: str
    counts: dict[str, int]
    sources: dict[str, str]
    """Source id to the day up to which it speaks."""
    as_of: str
    """Default day to ask about: the latest a list of parties or a register of agreements speaks of."""

    def as_node(self, schema: Schema) -> dict[str, str | dt.date | list[str]]:
        """
        Return what the ledger node holds, beside its id `pactgraph`, when this run is all that is there.

        `day`, `how_a_day_is_asked`, `labels`, `types` and `properties` are for people who meet the graph in a database.
        """
        return {
            "run": self.run,
            "runs": [self.run],
            "version": self.version,
            "counts": json.dumps(self.counts, sort_keys=True),
            "sources": json.dumps(self.sources, sort_keys=True),
            "as_of": self.as_of,
            "day": dt.date.fromisoformat(self.as_of),
            "how_a_day_is_asked": "r.holds_from <= day AND r.holds_until > day, of every relationship r",
            **described(schema),
        }


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

    def strangers(self, schema: Schema) -> dict[str, int]:
        """
        Return how many nodes and relationships of others have a label or a type of the schema, by its name.

        No command reads them; people's own Cypher that matches by label does.
        """
        ...

    def open(self, timeout: float = ...) -> AbstractContextManager[Reader]:
        """
        Open the current graph for reading only; each statement is given up after `timeout` seconds.

        Raises StoreError when there is no graph, it is damaged or cannot be reached.
        """
        ...
