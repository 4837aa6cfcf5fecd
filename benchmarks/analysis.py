"""
Times the analysis and prints its peak memory; fails on no figure.

1. The bundled graph: all ties, clusters and all kinds of gaps (bar 2 s, 500 MB; reading the graph is told apart).
2. A synthetic graph of 2,000 actors and 75,000 agreements of two (bar 20 s): all ties of the agreement layer, their
   strongest, and clusters; side by side with networkx's own projection of the same two-mode graph.

    python benchmarks/analysis.py [bundled|synthetic]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx

from pactgraph.analysis.clusters import cluster_name, clusters_at, partition
from pactgraph.analysis.gaps import KINDS, find_gaps, regions
from pactgraph.analysis.projection import Fact, Projection, Recorded, project, read
from pactgraph.analysis.ties import all_layers, combined, layer_ties, strongest
from pactgraph.analysis.unlinked import unlinked
from pactgraph.build import prepare, store
from pactgraph.facts.records import Key
from pactgraph.stores.choose import open_store

DAY = dt.date(2014, 7, 10)
ACTORS, AGREEMENTS, TOPICS = 2_000, 75_000, 8
Found = TypeVar("Found")


def timed(what: str, function: Callable[[], Found], total: list[float]) -> Found:
    """Return what `function` returns, print its wall-clock and processor time and add the former to `total`."""
    began, used = time.perf_counter(), time.process_time()
    found = function()
    total.append(time.perf_counter() - began)
    print(f"  {what:44} {total[-1]:7.3f} s   processor {time.process_time() - used:7.3f} s", flush=True)
    return found


def bundled() -> None:
    """Time everything on the bundled graph."""
    with tempfile.TemporaryDirectory() as folder:
        target = open_store(str(Path(folder) / "store"))
        store(prepare(), target)
        print("bundled graph")
        with target.open() as reader:
            recorded = timed("read from the store (not counted)", lambda: read(reader), [])
    total: list[float] = []
    timed("ties of every layer, combined", lambda: combined(list(all_layers(recorded, DAY).values())), total)
    clusters = timed("clusters", lambda: clusters_at(recorded, DAY), total)
    groups = regions(recorded)
    groups |= {cluster_name(recorded, cluster): list(cluster.states) for cluster in clusters.clusters}
    for kind in KINDS:
        timed(f"gaps: {kind}", lambda kind=kind: find_gaps(recorded, DAY, kind, groups), total)  # type: ignore[misc]
    timed("unlinked", lambda: unlinked(recorded, DAY), total)
    print(f"  {'all':44} {sum(total):7.3f} s   (bar 2 s)")


def synthetic() -> None:
    """Time the agreement layer of a synthetic graph, and networkx's projection of the same graph."""
    recorded = synthetic_graph()
    print(f"synthetic graph: {ACTORS:,} actors, {AGREEMENTS:,} agreements")
    total: list[float] = []
    found = timed("ties of the agreement layer", lambda: layer_ties(recorded, DAY, "agreement"), total)
    kept = timed("strongest ties", lambda: strongest(found), total)
    projected = timed("projection", lambda: project(recorded, DAY, ("agreement",)), total)
    timed("clusters", lambda: partition(projected, kept), total)
    for kind in KINDS:
        timed(f"gaps: {kind}", lambda kind=kind: find_gaps(recorded, DAY, kind), total)  # type: ignore[misc]
    print(f"  {'all':44} {sum(total):7.3f} s   (bar 20 s)")
    weights = timed("shared agreements, sparse product", lambda: projected.biadjacency @ projected.biadjacency.T, [])
    graph = two_mode(projected)
    theirs = timed(
        "networkx.bipartite.weighted_projected_graph",
        lambda: nx.bipartite.weighted_projected_graph(graph, projected.states),
        [],
    )
    assert theirs.size("weight") == (weights.sum() - weights.trace()) / 2


def synthetic_graph() -> Recorded:
    """Return synthetic actors that conclude agreements of two, more often the lower their number."""
    choose = random.Random(0)
    nodes: dict[Key, dict[str, object]] = {}
    for number in range(ACTORS):
        key = Key("State", f"S{number:04}")
        nodes[key] = {"id": key.id, "un_member": True, "subregion": f"R{number % 22}"}
    actors = list(nodes)
    facts = []
    for number in range(AGREEMENTS):
        key = Key("BilateralAgreement", f"A{number:05}")
        nodes[key] = {"id": key.id, "topic": f"topic {number % TOPICS}"}
        pair = choose.sample(range(ACTORS), 2) if number % 3 else [int(ACTORS * choose.random() ** 2), number % ACTORS]
        facts += [Fact("CONCLUDED", actors[place], key, dt.date(2000, 1, 1), None, {}) for place in sorted(set(pair))]
    return Recorded(nodes, {"CONCLUDED": facts})


def two_mode(projection: Projection) -> nx.Graph:
    """Return the projection's two-mode graph as networkx has it."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(projection.states)
    rows, columns = projection.biadjacency.nonzero()
    graph.add_edges_from((projection.states[r], int(c)) for r, c in zip(rows, columns, strict=True))
    return graph


def main() -> None:
    """Run one part or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=["bundled", "synthetic"])
    part = parser.parse_args().part
    for name, run in (("bundled", bundled), ("synthetic", synthetic)):
        if part in (None, name):
            run()
            print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
