"""Who cooperates with whom against trafficking in persons, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pactgraph.graph import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "build", "open_graph"]


def open_graph(address: str | None = None, *, timeout: float = 60.0) -> Graph:
    """Return the graph at `address`: see `pactgraph.graph.open_graph`, imported only when it is needed."""
    from pactgraph.graph import open_graph as opened  # noqa: PLC0415

    return opened(address, timeout=timeout)


def build(
    address: str | None = None,
    *,
    sources: str | Path | None = None,
    names: Iterable[str] = (),
    also: Iterable[str] = (),
    accept_shrink: bool = False,
    shared: bool = False,
    timeout: float = 60.0,
) -> Graph:
    """Build the graph at `address` and return it: see `pactgraph.graph.build`, imported when it is needed."""
    from pactgraph.graph import build as built  # noqa: PLC0415

    return built(
        address,
        sources=sources,
        names=names,
        also=also,
        accept_shrink=accept_shrink,
        shared=shared,
        timeout=timeout,
    )
