"""`pactgraph doctor`."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata

import typer

from pactgraph import __version__
from pactgraph.cli.options import StoreOption, deliver

_OPTIONAL = (
    ("arcadedb", "pactgraph[embedded]", "graphs in a folder; without it only --store bolt://…"),
    ("neo4j-rust-ext", "neo4j-rust-ext", "the driver reads faster"),
    ("pyarrow", "pactgraph[parquet]", "-o name.parquet"),
    ("rdata", "pactgraph[refresh]", "refreshing manytreaties"),
)
"""Package, what installs it, what it is for."""
_FINE, _NOTE, _WRONG = "ok", "note", "wrong"


def doctor(store: StoreOption = None) -> None:
    """Say what is installed, which graph is asked, and what is stale or missing for what. Exit 1 where it is wrong."""
    found = [*_installed(), *_graph(store)]
    deliver("".join(f"{state:<5}  {text}\n" for state, text in found), None)
    if any(state == _WRONG for state, _ in found):
        raise typer.Exit(1)


def _installed() -> Iterator[tuple[str, str]]:
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield _FINE, f"pactgraph {__version__}, {python}"
    libraries = ("neo4j", "networkx", "pandas", "pyvis", "typer")
    yield _FINE, ", ".join(f"{name} {metadata.version(name)}" for name in libraries)
    for package, installs, purpose in _OPTIONAL:
        try:
            yield _FINE, f"{package} {metadata.version(package)}: {purpose}"
        except metadata.PackageNotFoundError:
            yield _NOTE, f"{package} is not installed ({purpose}): pip install '{installs}'"
    if not (sys.stdout.encoding or "").casefold().startswith("utf"):
        yield _NOTE, f"standard output is {sys.stdout.encoding}; names are written in UTF-8"


def _graph(address: str | None) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of the graph that commands ask."""
    from pactgraph.building import bundled_run
    from pactgraph.errors import PactgraphError
    from pactgraph.facts.schema import bundled_schema
    from pactgraph.stores.choose import open_store
    from pactgraph.stores.embedded import EmbeddedStore

    try:
        target = open_store(address)
        ledger = target.ledger()
        yield _FINE, f"graph in {target.describe()}"
        nodes = sum(count for name, count in ledger.counts.items() if name in bundled_schema().nodes)
        links = sum(ledger.counts.values()) - nodes
        yield _FINE, f"run {ledger.run}, day {ledger.as_of}: {nodes:,} nodes, {links:,} relationships"
        if isinstance(target, EmbeddedStore) and (files := target.verify()) is not None:
            yield _FINE, f"{files} files, each as it was built"
        with target.open() as reader:
            counted = reader.run("MATCH (s:State) RETURN count(s) AS n").rows[0][0]
            yield _FINE, f"answers: {counted} States"
    except PactgraphError as error:
        yield _WRONG, str(error)
        return
    if ledger.version != __version__:
        yield _NOTE, f"built by pactgraph {ledger.version}; build again for what {__version__} says"
    if ledger.run != bundled_run():
        yield (
            _NOTE,
            "built of other facts than are bundled (own sources, or an earlier version); `pactgraph build` renews",
        )
    oldest, newest = (choose(ledger.sources.items(), key=lambda one: one[1]) for choose in (min, max))
    yield _FINE, f"{len(ledger.sources)} sources; {newest[0]} speaks up to {newest[1]}, {oldest[0]} up to {oldest[1]}"
