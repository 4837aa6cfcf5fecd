"""
How likely chance alone ties two States as strongly: the exact counterpart of z.

z measures in standard deviations, which mislead where a weight is made of a few large parts: one shared body of three
outweighs all the rest, and what chance gives is then far from normal. Here the distribution itself is worked out.

**Shared layers.** The weight is a sum of independent yes-or-no variables, one an institution, each worth 1/(n - 1), yes
with the chance that the bipartite configuration model gives to both States taking part: a weighted Poisson-binomial
variable (Hong 2013, Computational Statistics & Data Analysis 59, on its exact distribution). Weights are rounded to
multiples of STEP, the pair's own as well; nothing else is approximated.

**Pair layers.** The count is Poisson with the expectation of `ties`.

It ranks pairs, as z does, and is no test: of 192 partners one is always the least likely.
"""

from __future__ import annotations

import math

import numpy as np

from pactgraph.analysis.projection import Matrix, Projection
from pactgraph.analysis.ties import Ties, configuration_model

STEP = 0.0005
"""A tie of two by an institution of all UN Member States weighs ten times as much."""


def chances_of_as_much(projection: Projection, state: str) -> Matrix:
    """
    Return for every State how likely its tie with `state` has at least its weight by chance, in the projection's order.

    Of `state` itself it is 1.
    """
    biadjacency = projection.biadjacency
    row = projection.states.index(state)
    steps = np.rint(1.0 / (biadjacency.sum(axis=0) - 1.0) / STEP).astype(np.intp)
    chances = configuration_model(biadjacency)
    both = chances * chances[row]
    observed = (biadjacency * biadjacency[row]) @ steps
    observed[row] = 0
    observed = observed.astype(np.intp)
    # What reaches the largest weight that was observed reaches all of them: it is kept in the last place.
    most = int(observed.max(initial=0))
    below = np.zeros((len(projection.states), most + 1))
    below[:, 0] = 1.0
    reached = 0
    # Small parts first, so that few places are filled for most of the way.
    for column in np.argsort(steps, kind="stable").tolist():
        chance, step = both[:, column, None], int(steps[column])
        if not chance.any():
            continue
        upto = min(reached + step, most)
        moved = below[:, : reached + 1] * chance
        below[:, : reached + 1] -= moved
        inside = max(min(reached + 1, most - step), 0)
        below[:, step : step + inside] += moved[:, :inside]
        below[:, most] += moved[:, inside:].sum(axis=1)
        reached = upto
    places = np.arange(most + 1)
    found: Matrix = np.where(places >= observed[:, None], below, 0.0).sum(axis=1)
    return np.minimum(found, 1.0)


def poisson_chances(tied: Ties, state: str) -> Matrix:
    """Return the same for a pair layer, whose weights are counts."""
    row = tied.states.index(state)
    weight, expected = tied.weight[row], tied.expected[row]
    return np.array([at_least(round(n), mean) for n, mean in zip(weight.tolist(), expected.tolist(), strict=True)])


def at_least(count: int, mean: float) -> float:
    """
    Return how likely a Poisson variable of this mean is to have at least this count.

    The shorter side is added up: a small chance is never what is left of 1.
    """
    if count <= 0 or mean <= 0.0:
        return float(count <= 0)
    below = count <= mean
    at = count - 1 if below else count
    term = math.exp(at * math.log(mean) - mean - math.lgamma(at + 1))
    total = 0.0
    while at >= 0 and term > total * 1e-17:
        total += term
        term *= at / mean if below else mean / (at + 1)
        at += -1 if below else 1
    return 1.0 - total if below else total
