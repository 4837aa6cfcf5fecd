"""
Clusters of States: Louvain communities of their strongest ties.

Blondel et al. 2008, Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008;
modularity with resolution: Reichardt & Bornholdt 2006, Physical Review E 74, 016110.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from pactgraph.analysis.projection import Projection, Recorded, project
from pactgraph.analysis.ties import Tie, strongest, ties
from pactgraph.records import Key

SEED = 2014
RESOLUTION = 1.0
MARKS = 3
"""How many distinguishing institutions a cluster names."""
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """An institution that sets a cluster apart: the shares (0 to 1) of States inside and outside that take part."""

    institution: Key
    inside: float
    outside: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """States sorted by id, numbered from 1 by falling size; `marks` strongest first."""

    number: int
    states: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """All clusters; States without any tie are in none (`unassigned`)."""

    clusters: tuple[Cluster, ...]
    unassigned: tuple[str, ...]
    modularity: float

    @property
    def of(self) -> dict[str, int]:
        """Cluster number by State."""
        return {state: cluster.number for cluster in self.clusters for state in cluster.states}

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that name this partition: equal digests mean equal clusters."""
        text = ";".join(",".join(cluster.states) for cluster in self.clusters)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def partition(
    projection: Projection, kept: Sequence[Tie], *, resolution: float = RESOLUTION, seed: int = SEED
) -> Partition:
    """
    Return the clusters of the graph of the ties `kept`, weighted by their weight.

    The same ties give the same clusters under any hash seed and order: nodes are whole numbers, inserted sorted.
    """
    order = {state: row for row, state in enumerate(projection.states)}
    graph: nx.Graph[int] = nx.Graph()
    linked = sorted({order[state] for tie in kept for state in (tie.one, tie.other)})
    graph.add_nodes_from(linked)
    graph.add_weighted_edges_from(sorted((order[t.one], order[t.other], round(t.weight, 9)) for t in kept))
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed) if linked else []
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    measured = (
        nx.community.modularity(graph, [set(g) for g in groups], weight="weight", resolution=resolution)
        if groups
        else 0.0
    )
    clusters = tuple(
        Cluster(number, tuple(projection.states[row] for row in group), _marks(projection, group))
        for number, group in enumerate(groups, start=1)
    )
    in_a_tie = set(linked)
    unassigned = tuple(state for state in projection.states if order[state] not in in_a_tie)
    return Partition(clusters, unassigned, float(measured))


def clusters_at(recorded: Recorded, day: dt.date) -> Partition:
    """Return the clusters of UN Member States as at `day`, by their strongest ties in treaties and bodies."""
    projection = project(recorded, day)
    return partition(projection, strongest(ties(projection)))


def cluster_name(recorded: Recorded, cluster: Cluster) -> str:
    """Return a cluster's number and what sets it apart most, such as `cluster 3 (ECOWAS, AU)`."""
    marks = [str(recorded.nodes[m.institution].get("acronym") or m.institution.id) for m in cluster.marks[:2]]
    return f"cluster {cluster.number} ({', '.join(marks)})" if marks else f"cluster {cluster.number}"


def _marks(projection: Projection, rows: Sequence[int]) -> tuple[Mark, ...]:
    """Return the institutions at least half the cluster takes part in, largest difference to the others first."""
    inside = np.zeros(len(projection.states), dtype=bool)
    inside[list(rows)] = True
    biadjacency = projection.biadjacency.toarray()
    shares = biadjacency[inside].mean(axis=0)
    others = biadjacency[~inside].mean(axis=0) if (~inside).any() else np.zeros_like(shares)
    ranked = sorted(
        (-round(float(shares[column] - others[column]), 9), key.label, key.id, column)
        for column, key in enumerate(projection.institutions)
        if shares[column] >= _LEAST_SHARE
    )
    return tuple(
        Mark(projection.institutions[column], float(shares[column]), float(others[column]))
        for difference, _, _, column in ranked[:MARKS]
        if difference < 0
    )
