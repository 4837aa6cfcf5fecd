"""
Compares ways to cluster States on the bundled graph; prints the Markdown tables of the decision record "Clusters".

For each choice of layers, method, ties kept for each State and resolution: number of clusters, modularity, agreement
with the subregions of the register (adjusted Rand), and stability: agreement (adjusted Rand, normalized mutual
information) of the clusters after a random 5 % of links is dropped with those before, mean over seeds.

`--table ties` prints one row a number of ties kept for each State: what it changes, and how far the clusters agree with
those of the number in use. `--table years` prints how far clusters of successive years agree, by how much worse than
the best a partition may be to be preferred for its likeness to the year after.

    python benchmarks/clusters.py [--table choices|ties|years] [--seeds 20] [--day 2014-07-10]
                                  [--layers "treaty, body, mechanism"]

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
from itertools import pairwise, product
from math import log
from pathlib import Path

import networkx as nx
import numpy as np

from pactgraph.analysis import clusters as clustering
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.clusters import adjusted_rand, clusters_of_days, over_time, partition
from pactgraph.analysis.confidence import confidence, thinned
from pactgraph.analysis.projection import Layer, Projection, project
from pactgraph.analysis.recorded import read
from pactgraph.analysis.ties import STRONGEST, Tie, configuration_model, strongest, ties
from pactgraph.building import prepare, store
from pactgraph.stores.embedded import EmbeddedStore

LAYERS: dict[str, tuple[Layer, ...]] = {
    "treaty": ("treaty",),
    "body": ("body",),
    "treaty, body, mechanism": ("treaty", "body", "mechanism"),
}
EACH = (4, 6, 8, 10)
TIES = range(4, 13)
NEAR = (0.0, 0.002, 0.005, 0.01, 0.02)
YEARS = {"1950 to 2025, each": range(1950, 2026), "1950 to 2025, every fifth": range(1950, 2026, 5)}
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


def rows(projection: Projection, places: Mapping[str, int], seeds: int) -> Iterator[tuple[object, ...]]:
    """Yield one row for each method, number of ties and resolution."""
    found = ties(projection)
    chances = configuration_model(projection.biadjacency)
    drawn = [thinned(projection, chances, (seed,)) for seed in range(seeds)]
    others = [(thin, ties(thin, expected)) for thin, expected in drawn]
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


def by_ties(projection: Projection, places: Mapping[str, int], seeds: int) -> Iterator[tuple[object, ...]]:
    """Yield one row for each number of ties kept for each State."""
    found, chances = ties(projection), configuration_model(projection.biadjacency)
    in_use = partition(projection, strongest(found, STRONGEST))
    drawn = [thinned(projection, chances, (seed,)) for seed in range(seeds)]
    others = [(thin, ties(thin, expected)) for thin, expected in drawn]
    for each in TIES:
        kept = strongest(found, each)
        of = partition(projection, kept)
        again = [partition(thin, strongest(tied, each)).of for thin, tied in others]
        sure = confidence(projection, of, each=each)
        yield (
            each,
            len(kept),
            len(of.clusters),
            max(len(cluster.states) for cluster in of.clusters),
            f"{of.modularity:.2f}",
            f"{adjusted_rand(of.of, places):.2f}",
            f"{np.mean([adjusted_rand(of.of, dropped) for dropped in again]):.2f}",
            f"{np.mean([one.confidence for one in sure.values() if one.confidence is not None]):.2f}",
            sum(one.boundary for one in sure.values()),
            f"{adjusted_rand(of.of, in_use.of):.2f}",
        )


def by_years(then: AsAt) -> Iterator[tuple[object, ...]]:
    """Yield one row a series of years and a tolerance; None: every year by itself."""
    for name, years in YEARS.items():
        series = then.series([dt.date(year, 12, 31) for year in years])
        for near in (None, *NEAR):
            if near is None:
                parted = [(day.day, day.partition) for day in series]
            else:
                clustering.NEAR = near
                parted = clusters_of_days(series)
            agree = [adjusted_rand(one.of, other.of) for (_, one), (_, other) in pairwise(parted)]
            yield (
                name,
                "alone" if near is None else near,
                f"{np.mean(agree):.2f}",
                f"{min(agree):.2f}",
                sum(index < 0.8 for index in agree),
                len({one.line for one in over_time(parted)}),
                f"{np.mean([one.modularity for _, one in parted]):.3f}",
                f"{np.mean([one.as_alone for _, one in parted]):.2f}",
            )


def printed(columns: str, found: Iterator[tuple[object, ...]]) -> None:
    """Print rows as a Markdown table, each when it is known."""
    print(f"|{columns}|\n|{'---|' * (columns.count('|') + 1)}")
    for row in found:
        print("|" + "|".join(map(str, row)) + "|", flush=True)


def main() -> None:
    """Print the table asked for; of choices and ties one for each choice of layers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", choices=("choices", "ties", "years"), default="choices")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--day", type=dt.date.fromisoformat, default=dt.date(2014, 7, 10))
    parser.add_argument("--layers", choices=LAYERS, help="Only this choice of layers.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = EmbeddedStore(Path(folder))
        store(prepare(), target)
        with target.open() as reader:
            then = AsAt(read(reader), given.day)
    if given.table == "years":
        printed("years|near|agree (ARI)|least|below 0.8|lines|modularity|as alone", by_years(then))
        return
    subregions = {s: number for number, states in enumerate(then.subregions.values()) for s in states}
    for name, layers in LAYERS.items():
        if given.layers not in (None, name):
            continue
        projection = project(then, layers)
        print(f"\n## {name}: {len(projection.institutions)} institutions, {projection.biadjacency.sum():.0f} links\n")
        if given.table == "ties":
            columns = (
                "ties each|ties|clusters|largest|modularity|as subregions|stable ARI|confidence|boundary|as with 8"
            )
            printed(columns, by_ties(projection, subregions, given.seeds))
        else:
            columns = "method|ties each|resolution|ties|clusters|largest|modularity|as subregions|stable ARI|stable NMI"
            printed(columns, rows(projection, subregions, given.seeds))


if __name__ == "__main__":
    main()
