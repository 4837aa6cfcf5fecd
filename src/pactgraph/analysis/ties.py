"""
How strongly two States are tied by what both take part in.

Weight: each shared institution with n participants counts 1/(n - 1) (Newman 2001, Scientific collaboration networks II,
Physical Review E 64, 016132): a pact of few binds its members more than one that nearly all joined.

Expectation: the bipartite configuration model keeps every State's number of links and every institution's number of
participants, on average, and is otherwise random (Saracco et al. 2015, Scientific Reports 5, 10595). z is how many
standard deviations the weight lies above what that model expects. It ranks pairs; it is no test of significance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pactgraph.analysis.projection import Projection
from pactgraph.records import Key

Matrix: TypeAlias = npt.NDArray[np.float64]

STRONGEST = 6
"""Ties kept for each State."""
LEAST_Z = 1.0
"""Ties with a lower z are no stronger than chance explains, give or take."""
_TOLERANCE = 1e-9
_ROUNDS = 5_000


@dataclass(frozen=True, slots=True)
class Tie:
    """Two States, `one` < `other`; `shared` is the number of institutions both take part in."""

    one: str
    other: str
    weight: float
    expected: float
    z: float
    shared: int


@dataclass(frozen=True)
class Ties:
    """All pairs' figures: states x states, symmetric, zero on the diagonal."""

    states: list[str]
    weight: Matrix
    expected: Matrix
    z: Matrix
    shared: Matrix

    def tie(self, row: int, column: int) -> Tie:
        """Return the figures of one pair."""
        one, other = sorted((row, column))
        return Tie(
            self.states[one],
            self.states[other],
            float(self.weight[one, other]),
            float(self.expected[one, other]),
            float(self.z[one, other]),
            int(self.shared[one, other]),
        )


def ties(projection: Projection) -> Ties:
    """Return weight, expectation, z and number of shared institutions for every pair of the projection's States."""
    biadjacency = projection.biadjacency.toarray()
    participants = biadjacency.sum(axis=0)
    each = 1.0 / (participants - 1.0)
    chances = configuration_model(biadjacency)
    weight = (biadjacency * each) @ biadjacency.T
    expected = (chances * each) @ chances.T
    # A sum of independent yes-or-no variables, each worth `each`: both take part with chance p q.
    squares = chances**2
    variance = (chances * each**2) @ chances.T - (squares * each**2) @ squares.T
    deviation = np.sqrt(np.maximum(variance, 0.0))
    z = np.divide(weight - expected, deviation, out=np.zeros_like(weight), where=deviation > _TOLERANCE)
    shared = biadjacency @ biadjacency.T
    for matrix in (weight, expected, z, shared):
        np.fill_diagonal(matrix, 0.0)
    return Ties(projection.states, weight, expected, z, shared)


def strongest(found: Ties, each: int = STRONGEST, least_z: float = LEAST_Z) -> list[Tie]:
    """
    Return the ties that are among the `each` strongest by z of at least one of their States, sorted by both ids.

    Equal z: the larger weight, then the smaller id, goes first.
    """
    kept: set[tuple[int, int]] = set()
    for row in range(len(found.states)):
        strong = [column for column in _ranked(found, row) if found.z[row, column] > least_z]
        kept |= {(min(row, column), max(row, column)) for column in strong[:each]}
    return [found.tie(row, column) for row, column in sorted(kept)]


def partners(found: Ties, state: str) -> list[tuple[str, Tie]]:
    """Return the States that share an institution with `state`, strongest z first, each with the pair's figures."""
    row = found.states.index(state)
    return [(found.states[column], found.tie(row, column)) for column in _ranked(found, row)]


def rests_on(projection: Projection, one: str, other: str) -> list[Key]:
    """Return what both States take part in, the one with the fewest participants (the weightiest) first."""
    rows = projection.biadjacency[[projection.states.index(one), projection.states.index(other)]].toarray()
    participants = projection.biadjacency.sum(axis=0)
    shared = np.flatnonzero(rows.sum(axis=0) == 2)
    ranked = sorted(
        (int(participants[c]), projection.institutions[c].label, projection.institutions[c].id, c) for c in shared
    )
    return [projection.institutions[column] for *_, column in ranked]


def configuration_model(biadjacency: Matrix) -> Matrix:
    """
    Return the chance of each link, with the shape of `biadjacency`, under the bipartite configuration model.

    p = x y / (1 + x y); the fitnesses x of rows and y of columns are found by fixed-point iteration so that expected
    degrees equal those observed (Saracco et al. 2015; Vallarano et al. 2021, Scientific Reports 11, 15227). Rows and
    columns that are full or empty have certain links and are set apart first.
    """
    chances = np.zeros_like(biadjacency, dtype=np.float64)
    rows = np.ones(biadjacency.shape[0], dtype=bool)
    columns = np.ones(biadjacency.shape[1], dtype=bool)
    while True:
        inner = biadjacency[np.ix_(rows, columns)]
        if inner.size == 0:
            return chances
        sums, totals = inner.sum(axis=1), inner.sum(axis=0)
        certain_rows = (sums == 0) | (sums == inner.shape[1])
        certain_columns = (totals == 0) | (totals == inner.shape[0])
        if not certain_rows.any() and not certain_columns.any():
            break
        row_places, column_places = np.flatnonzero(rows), np.flatnonzero(columns)
        for places in (
            np.ix_(row_places[certain_rows], column_places),
            np.ix_(row_places, column_places[certain_columns]),
        ):
            chances[places] = biadjacency[places]
        rows[row_places[certain_rows]] = False
        columns[column_places[certain_columns]] = False
    x = sums / np.sqrt(sums.sum())
    y = totals / np.sqrt(totals.sum())
    for _ in range(_ROUNDS):
        new_x = sums / (y / (1.0 + np.outer(x, y))).sum(axis=1)
        new_y = totals / (new_x[:, None] / (1.0 + np.outer(new_x, y))).sum(axis=0)
        change = max(np.abs(new_x / x - 1.0).max(), np.abs(new_y / y - 1.0).max())
        x, y = new_x, new_y
        if change < _TOLERANCE:
            break
    product = np.outer(x, y)
    chances[np.ix_(rows, columns)] = product / (1.0 + product)
    return chances


def _ranked(found: Ties, row: int) -> list[int]:
    """Return the columns of a row's ties, strongest first."""
    # Rounded, so that the last bits of a matrix product, which differ between machines, do not decide.
    order = sorted(
        (-round(float(found.z[row, column]), 6), -round(float(found.weight[row, column]), 9), column)
        for column in range(len(found.states))
        if column != row and found.shared[row, column] > 0
    )
    return [column for _, _, column in order]
