"""
How surely each State is in its cluster: with whom it stays when a few recorded links are missing.

In each of DRAWS graphs a random share DROPPED of the links of States to institutions is left out, and ties and clusters
are found anew, by one Louvain run. A State's confidence is the share of its cluster's other States with which it stays
together, mean over the draws: co-assignment, as in consensus clustering (Monti et al. 2003, Machine Learning 52;
Lancichinetti & Fortunato 2012, Scientific Reports 2, 336). It says how much hangs on single records and on the choice
between partitions that are nearly as good; not whether the cluster means anything, nor how likely it is.

What was expected of the links left is expected times their share: the configuration model thinned as the links are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pactgraph.analysis.clusters import RESOLUTION, SEED, Partition
from pactgraph.analysis.louvain import louvain, weighted
from pactgraph.analysis.projection import Matrix, Projection
from pactgraph.analysis.ties import STRONGEST, Ties, configuration_model, strongest_pairs, ties

DRAWS = 50
DROPPED = 0.05
BOUNDARY = 0.8
"""A State with a lower confidence is at the boundary of its cluster."""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Placed:
    """
    How surely a State is in the cluster of number `cluster`.

    `confidence`: the share of the cluster's other States it stays with, 0 to 1, None where there are no others. Of all
    other clusters it is most often with the States of `nearest`, with the share `nearest_share` of them; None where
    there is no other, or it is never with any.
    """

    cluster: int
    confidence: float | None
    nearest: int | None
    nearest_share: float | None

    @property
    def boundary(self) -> bool:
        """Whether the State is at the boundary of its cluster."""
        return self.confidence is not None and self.confidence < BOUNDARY


def confidence(
    projection: Projection,
    found: Partition,
    *,
    each: int = STRONGEST,
    resolution: float = RESOLUTION,
    seed: int = SEED,
    draws: int = DRAWS,
) -> dict[str, Placed]:
    """Return how surely each State is in its cluster of `found`, by State; the same input gives the same figures."""
    chances = configuration_model(projection.biadjacency)
    drawn = []
    for draw in range(draws):
        thin, expected = thinned(projection, chances, (seed, draw))
        drawn.append(_communities(ties(thin, expected), each, resolution, seed + draw))
    return placed(projection.states, found, drawn)


def thinned(projection: Projection, chances: Matrix, seed: tuple[int, ...]) -> tuple[Projection, Matrix]:
    """Return the projection without a random share DROPPED of its links, and the chance of each link left."""
    stays = np.random.default_rng(seed).random(projection.biadjacency.shape) >= DROPPED
    left = np.where(stays, projection.biadjacency, 0.0)
    linking = np.flatnonzero(left.sum(axis=0) > 1)
    thin = replace(
        projection,
        institutions=[projection.institutions[column] for column in linking],
        layers=[projection.layers[column] for column in linking],
        biadjacency=left[:, linking],
    )
    return thin, chances[:, linking] * (1.0 - DROPPED)


def placed(states: list[str], found: Partition, drawn: list[npt.NDArray[np.intp]]) -> dict[str, Placed]:
    """
    Return how surely each State is in its cluster of `found`.

    Each of `drawn` has the community of each of `states` in one draw, -1 where it is in none.
    """
    size = len(states)
    together = np.zeros((size, size))
    for communities in drawn:
        together += (communities[:, None] == communities) & (communities >= 0)
    np.fill_diagonal(together, 0.0)
    inside = np.zeros((size, len(found.clusters)))
    row = {state: number for number, state in enumerate(states)}
    for cluster in found.clusters:
        inside[[row[state] for state in cluster.states], cluster.number - 1] = 1.0
    others = inside.sum(axis=0) - inside
    # Rounded, so that the last bits of a sum do not decide between equal clusters.
    shares = (together @ inside / (len(drawn) * np.maximum(others, 1.0))).round(_DIGITS)
    figures = {}
    for state, number in sorted(found.of.items()):
        own = shares[row[state]]
        elsewhere = [other for other in range(len(own)) if other != number - 1 and own[other] > 0.0]
        nearest = max(elsewhere, key=lambda other: own[other], default=None)
        figures[state] = Placed(
            number,
            float(own[number - 1]) if others[row[state], number - 1] else None,
            None if nearest is None else nearest + 1,
            None if nearest is None else float(own[nearest]),
        )
    return figures


def _communities(tied: Ties, each: int, resolution: float, seed: int) -> npt.NDArray[np.intp]:
    """Return the community of each State by its strongest ties; -1 for those without any."""
    pairs = strongest_pairs(tied, each)
    found = np.full(len(tied.states), -1, dtype=np.intp)
    if not pairs.size:
        return found
    ones, others = pairs.T
    linked = np.union1d(ones, others)
    weights = tied.weight[ones, others].round(_DIGITS).tolist()
    links = zip(np.searchsorted(linked, ones).tolist(), np.searchsorted(linked, others).tolist(), weights, strict=True)
    for number, community in enumerate(louvain(weighted(len(linked), links), resolution, seed)):
        found[linked[community]] = number
    return found
