"""A build: read, validate, consolidate, replace. Nothing is written before everything is checked."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pactgraph import __version__
from pactgraph.collector import without_collector
from pactgraph.content import content_folder
from pactgraph.errors import FactsError
from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.coverage import verify
from pactgraph.facts.records import Graph, Records
from pactgraph.facts.registers import own_lists, registers_with
from pactgraph.facts.schema import bundled_schema, load_schema
from pactgraph.facts.sources import SourceFolder, find_sources, read_sources
from pactgraph.stores.base import Ledger, Progress, Store


@dataclass(frozen=True, slots=True)
class Build:
    """A graph ready to be stored, with its ledger and the sources it was made from."""

    graph: Graph
    ledger: Ledger
    sources: Sequence[SourceFolder]
    records: Records = field(default_factory=Records)
    """What the sources state, as read."""

    @property
    def disputed(self) -> int:
        """Number of relationships whose sources contradict each other."""
        return sum(1 for r in self.graph.relationships if r.properties.get("disputed"))


@without_collector()
def prepare(
    names: Iterable[str] = (),
    extra: Path | None = None,
    also: Iterable[str] = (),
    *,
    everything: bool = False,
    accept_shrink: bool = False,
    progress: Progress = lambda *_: None,
) -> Build:
    """
    Return the graph of the sources `names` (those on by default where none is named) and of those in `extra`.

    Sources that are off by default join with `also`, all of them with `everything`.

    Raises PactgraphError for a fault of the schema, FactsError with every fault of sources found, also of lists less
    whole than they claim, UsageError for a name that is no source.
    """
    schema, registers = load_schema(content_folder("graph")), registers_with(extra)
    folders = find_sources(names, extra, also, everything=everything)
    progress("read", 0, len(folders))
    records = read_sources(folders, schema, registers, accept_shrink=accept_shrink)
    progress("read", len(folders), len(folders))
    if not records.nodes and not records.claims:
        raise FactsError(["the sources state nothing; an empty graph is not built"])
    run = _digest(folders, own_lists(extra))
    sources = {folder.source.id: folder.source for folder in folders}
    # A list that has lost rows would deny them: its checks hold at each build, or nothing is built.
    if faults := verify(records, sources, registers.published).broken:
        raise FactsError(faults)
    graph = consolidate(records, sources, schema, registers, run)
    speaks = {f.source.id: f.source.as_of for f in folders}
    ledger = Ledger(run, __version__, graph.counts(), speaks, _as_of(graph, folders).isoformat())
    return Build(graph, ledger, folders, records)


def bundled_run() -> str:
    """Return the name of the run that a build of the bundled sources has."""
    return _digest(find_sources(), own_lists(None))


@without_collector()
def store(build: Build, target: Store, progress: Progress = lambda *_: None) -> None:
    """Make `build` the current graph of `target`. Raises StoreError; the former graph then stays in use."""
    target.replace(build.graph, build.ledger, bundled_schema(), progress)


def _as_of(graph: Graph, folders: Sequence[SourceFolder]) -> dt.date:
    """
    Return the latest day a list of a treaty's parties or a register of agreements speaks of; else any source.

    The default day to ask about is a property of the data, never of the clock.
    """
    listing = {
        source
        for relationship in graph.relationships
        if relationship.type in ("PARTY_TO", "CONCLUDED")
        for source in _texts(relationship.properties["sources"])
    }
    official = [
        folder.source.as_of_date.last_day
        for folder in folders
        if folder.source.authority in ("depositary", "register") and folder.source.id in listing
    ]
    return max(official or [folder.source.as_of_date.last_day for folder in folders])


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _digest(folders: Sequence[SourceFolder], own: Sequence[Path]) -> str:
    """Return a digest of the version, the schema, the registers and the facts: the same input is the same run."""
    digest = hashlib.sha256(__version__.encode())
    files = sorted(
        [(path.relative_to(content_folder("graph")).as_posix(), path) for path in content_folder("graph").rglob("*.*")]
        + [
            (f"{f.source.id}/{path.relative_to(f.path).as_posix()}", path)
            for f in folders
            for path in (f.path / "source.yml", *f.facts)
        ]
        + [(path.name, path) for path in own]
    )
    for name, path in files:
        if path.suffix in (".csv", ".yml"):
            digest.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]
