"""
Compares ways to cluster States on the bundled graph; prints the Markdown tables of the decision record "Clusters".

For each choice of layers, method, ties kept for each State and resolution: number of clusters, modularity, agreement
with the subregions of the register (adjusted Rand), and stability: agreement (adjusted Rand, normalized mutual
information) of the clusters after a random 5 % of links is dropped with those before, mean over seeds.

    python benchmarks/clusters.py [--seeds 20] [--day 2014-07-10] [--layers "treaty, body, mechanism"]

Leiden is compared where graspologic-native is installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import log
from pathlib import Path

import networkx as nx
import numpy as np

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.clusters import adjusted_rand, partition
from pactgraph.analysis.projection import Layer, Projection, project
from pactgraph.analysis.recorded import read
from pactgraph.analysis.ties import Tie, strongest, ties
from pactgraph.build import prepare, store
from pactgraph.stores.embedded import EmbeddedStore

DROPPED = 0.05
LAYERS: dict[str, tuple[Layer, ...]] = {
    "treaty": ("treaty",),
    "body": ("body",),
    "treaty, body, mechanism": ("treaty", "body", "mechanism"),
}
EACH = (4, 6, 8, 10)
RESOLUTIONS = (0.75, 1.0, 1.25)
METHODS = ["Louvain", "Louvain, best of 10", "greedy"] + (
    ["Leiden"] if importlib.util.find_spec("graspologic_native") else []
)


def clusters(method: str, projection: Projection, kept: Sequence[Tie], resolution: float) -> dict[str, int]:
    """Return the cluster of each State by one method."""
    if method.startswith("Louvain"):
        return partition(projection, kept, resolution=resolution, trials=10 if "best" in method else 1).of
    if method == "Leiden":
        native = importlib.import_module("graspologic_native")
        edges = sorted((tie.one, tie.other, tie.weight) for tie in kept)
        found: dict[str, int] = native.leiden(edges, resolution=resolution, seed=2014, iterations=5)[1]
        return found
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(sorted((tie.one, tie.other, tie.weight) for tie in kept))
    groups = nx.community.greedy_modularity_communities(graph, weight="weight", resolution=resolution)
    return {state: number for number, group in enumerate(groups) for state in group}


def modularity(of: Mapping[str, int], kept: Sequence[Tie]) -> float:
    """Return the weighted modularity at resolution 1, so that choices can be compared."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(sorted((tie.one, tie.other, tie.weight) for tie in kept))
    groups = [{s for s, number in of.items() if number == chosen} for chosen in sorted(set(of.values()))]
    return float(nx.community.modularity(graph, groups, weight="weight"))


def mutual_information(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the normalized mutual information (arithmetic mean; Danon et al. 2005, J. Stat. Mech. P09008)."""
    common = sorted(one.keys() & other.keys())
    size = len(common)
    first, second = Counter(one[s] for s in common), Counter(other[s] for s in common)
    both = Counter((one[s], other[s]) for s in common)
    shared = sum(n / size * log(n * size / (first[a] * second[b])) for (a, b), n in both.items())
    entropy = [-sum(n / size * log(n / size) for n in counts.values()) for counts in (first, second)]
    return 1.0 if sum(entropy) == 0 else 2 * shared / sum(entropy)


def thinned(projection: Projection, seed: int) -> Projection:
    """Return the projection without a random share DROPPED of its links."""
    rows, columns = projection.biadjacency.nonzero()
    stays = np.random.default_rng(seed).random(len(rows)) >= DROPPED
    links = (rows[stays], columns[stays])
    matrix = np.zeros(projection.biadjacency.shape)
    matrix[links] = 1.0
    linking = np.flatnonzero(matrix.sum(axis=0) > 1)
    institutions = [projection.institutions[c] for c in linking]
    layers = [projection.layers[c] for c in linking]
    return replace(projection, institutions=institutions, layers=layers, biadjacency=matrix[:, linking])


def rows(projection: Projection, places: Mapping[str, int], seeds: int) -> Iterator[tuple[object, ...]]:
    """Yield one row for each method, number of ties and resolution."""
    found = ties(projection)
    others = [(p, ties(p)) for p in (thinned(projection, seed) for seed in range(seeds))]
    for each in EACH:
        kept = strongest(found, each)
        again = [(p, strongest(t, each)) for p, t in others]
        for method, resolution in product(METHODS, RESOLUTIONS):
            of = clusters(method, projection, kept, resolution)
            dropped = [clusters(method, p, k, resolution) for p, k in again]
            yield (
                method,
                each,
                resolution,
                len(kept),
                len(set(of.values())),
                max(Counter(of.values()).values()),
                f"{modularity(of, kept):.2f}",
                f"{adjusted_rand(of, places):.2f}",
                f"{np.mean([adjusted_rand(of, d) for d in dropped]):.2f}",
                f"{np.mean([mutual_information(of, d) for d in dropped]):.2f}",
            )


def main() -> None:
    """Print one table for each choice of layers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--day", type=dt.date.fromisoformat, default=dt.date(2014, 7, 10))
    parser.add_argument("--layers", choices=LAYERS, help="Only this choice of layers.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = EmbeddedStore(Path(folder))
        store(prepare(), target)
        with target.open() as reader:
            then = AsAt(read(reader), given.day)
    subregions = {s: number for number, states in enumerate(then.subregions.values()) for s in states}
    for name, layers in LAYERS.items():
        if given.layers not in (None, name):
            continue
        projection = project(then, layers)
        print(f"\n## {name}: {len(projection.institutions)} institutions, {projection.biadjacency.sum():.0f} links\n")
        columns = "method|ties each|resolution|ties|clusters|largest|modularity|as subregions|stable ARI|stable NMI"
        print(f"|{columns}|\n|{'---|' * (columns.count('|') + 1)}")
        for row in rows(projection, subregions, given.seeds):
            print("|" + "|".join(map(str, row)) + "|", flush=True)


if __name__ == "__main__":
    main()
