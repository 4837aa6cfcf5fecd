"""A graph in Python: ask it, see it, hand it on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from pactgraph import __version__
from pactgraph.analysis.projection import Recorded, read
from pactgraph.catalogue import ask, day, find_query
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.registers import bundled_registers
from pactgraph.pages.atlas import html
from pactgraph.pages.contents import contents
from pactgraph.stores.choose import open_store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from pactgraph.stores.base import Store

HEIGHT = 640
"""Height of the atlas in a notebook, in pixels."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """A page as text; a notebook shows it in a frame of its own."""

    html: str

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="pactgraph atlas" srcdoc="{escape(self.html)}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )


class Graph:
    """An opened graph. Nothing here changes it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def as_of(self) -> dt.date:
        """The day asked about unless another is given: the last on which every covered treaty and body is covered."""
        return dt.date.fromisoformat(self._store.ledger().as_of)

    @cached_property
    def recorded(self) -> Recorded:
        """Every node and fact; read once."""
        with self._store.open() as reader:
            return read(reader)

    def query(self, name: str, **parameters: object) -> pd.DataFrame:
        """
        Return the answer to a question of the catalogue, one row an answer, columns as the question names them.

        Raises UsageError for an unknown question or parameter.
        """
        import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

        given = {key: str(value) for key, value in parameters.items()}
        with self._store.open() as reader:
            answer = ask(reader, find_query(name), given, self.as_of, bundled_registers()).answer
        return pd.DataFrame(answer.rows, columns=pd.Index(answer.columns))

    def atlas(
        self,
        *,
        as_of: str | dt.date | None = None,
        region: str | None = None,
        treaties: Sequence[str] | None = None,
        embed: bool = False,
    ) -> Atlas:
        """
        Return the atlas as at a day, of all States or a region, with all treaties or some (ids or names).

        Raises UsageError for a day, region or treaty there is none of.
        """
        registers = bundled_registers()
        aliases: dict[Key, list[str]] = defaultdict(list)
        for label in ("State", "Treaty", "RegionalBody", "UNEntity"):
            for key, name in registers.names(label):
                aliases[key].append(name)
        page = contents(
            self.recorded,
            self.as_of if as_of is None else day(str(as_of), "--as-of"),
            region=region,
            treaties=None if treaties is None else [_treaty(name) for name in treaties],
            run=self._store.ledger().run,
            version=__version__,
            aliases=aliases,
        )
        return Atlas(html(page, embed=embed))

    def to_networkx(self) -> nx.MultiDiGraph[Key]:
        """Return everything as a networkx graph: keys are nodes, a relationship's type is its key."""
        import networkx as nx  # noqa: PLC0415 - slow, and only this needs it

        graph: nx.MultiDiGraph[Key] = nx.MultiDiGraph()
        for key, properties in self.recorded.nodes.items():
            graph.add_node(key, label=key.label, **{k: v for k, v in properties.items() if k != "label"})
        for type_, facts in self.recorded.facts.items():
            for fact in facts:
                graph.add_edge(fact.start, fact.end, type=type_, **fact.properties)
        return graph


def open_graph(address: str | None = None) -> Graph:
    """
    Return the graph at `address`; without one, at PACTGRAPH_STORE, else in the per-user data folder.

    Raises UsageError for an address of an unknown kind, StoreError (when first asked) where nothing was built.
    """
    return Graph(open_store(address))


def _treaty(name: str) -> str:
    found = bundled_registers().find("Treaty", name)
    if found is None:
        raise UsageError(
            f"--treaties {name}: no treaty of this id or name; `pactgraph query treaty-coverage` lists them"
        )
    return found
