"""Who cooperates with whom against trafficking in persons, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.graph import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "open_graph"]


def open_graph(address: str | None = None, *, timeout: float = 60.0) -> Graph:
    """Return the graph at `address`: see `pactgraph.graph.open_graph`, imported only when it is needed."""
    from pactgraph.graph import open_graph as opened  # noqa: PLC0415

    return opened(address, timeout=timeout)
