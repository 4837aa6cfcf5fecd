"""
How strongly two States are tied by what both take part in.

**Shared layers** (treaty, body, mechanism). Weight: each shared institution with n participants counts 1/(n - 1)
(Newman 2001, Scientific collaboration networks II, Physical Review E 64, 016132): a pact of few binds its members more
than one that nearly all joined. Expectation: the bipartite configuration model keeps every State's number of links and
every institution's number of participants, on average, and is otherwise random (Saracco et al. 2015, Scientific
Reports 5, 10595). z is how many standard deviations the weight lies above what that model expects.

**Pair layers** (agreement, reported cooperation). Weight: the number of topics of the agreements recorded between the
two, or of forms of cooperation reported; not of texts, or a pair that renewed one labour agreement fifteen times would
outweigh all else. Expectation: k_i k_j / 2m, where k is the sum of a State's weights and 2m that of all (Newman 2004,
Analysis of weighted networks, Physical Review E 70, 056131): a State whose register was gathered has many agreements
recorded with everybody, and the expectation takes that into account. z is the signed deviance residual of a Poisson
count, sign(w - e) sqrt(2 (w ln(w/e) - (w - e))) (McCullagh & Nelder 1989, Generalized Linear Models, section 2.4.3):
unlike (w - e)/sqrt(e) it does not explode where next to nothing is expected.

**Which ties are shown.** Those of the three shared layers as one projection: in `ties`, briefs, clusters, the atlas and
the graph. Agreements and reported cooperation depend on whose register was gathered and who replied; they are shown
beside them, and can be asked for.

**Combined.** Where pair layers are asked for as well, z is the sum of the parts' z by the square root of their number
(Stouffer et al. 1949); parts in which no two States are tied are not counted. Weight: the mean over the parts of the
weight by its mean over all pairs, so that 1.0 is as much as the average pair has.

**Layers have not the same say.** z is a sum over layers, and what tells pairs apart is mostly the layer in which it
differs most. `say` gives each layer's share of the variance of z over all pairs; it is shown with every ranking.

In every layer z ranks pairs; it is no test of significance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pactgraph.analysis.projection import LAYERS, SHARED, Layer, Matrix, Projection, project, reported_pairs
from pactgraph.facts.records import Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.facts.standing import Answer

STRONGEST = 8
"""Ties kept for each State."""
LEAST_Z = 1.0
"""Ties with a lower z are no stronger than chance explains, give or take."""
_PARTY: tuple[Answer, ...] = ("party",)
_TOLERANCE = 1e-9
_Z_DIGITS, _WEIGHT_DIGITS = 6, 9
_ROUNDS = 100
_HALVINGS = 40


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

    def between(self, one: str, other: str) -> Tie:
        """Return the figures of the pair of States with these ids."""
        return self.tie(self.states.index(one), self.states.index(other))


def ties(projection: Projection, chances: Matrix | None = None) -> Ties:
    """
    Return weight, expectation, z and number of shared institutions for every pair of the projection's States.

    `chances` has the chance of each link that the expectation rests on: by default that of the configuration model.
    """
    biadjacency = projection.biadjacency
    each = _worth(biadjacency)
    if chances is None:
        chances = configuration_model(biadjacency)
    weight = (biadjacency * each) @ biadjacency.T
    expected = (chances * each) @ chances.T
    z = _in_deviations(weight - expected, chances, each)
    shared = biadjacency @ biadjacency.T
    for matrix in (weight, expected, z, shared):
        np.fill_diagonal(matrix, 0.0)
    return Ties(projection.states, weight, expected, z, shared)


def pair_ties(states: Sequence[str], pairs: Iterable[tuple[str, str, str]]) -> Ties:
    """
    Return the ties of a pair layer. Each of `pairs` is two States and what links them (a topic, a form).

    Several links of the same two States and topic weigh 1; `shared` counts them all.
    """
    order = {state: row for row, state in enumerate(states)}
    size = len(order)
    counted: dict[tuple[int, int], int] = defaultdict(int)
    topics: dict[tuple[int, int], set[str]] = defaultdict(set)
    for one, other, topic in pairs:
        if one in order and other in order and one != other:
            place = order[one], order[other]
            counted[place] += 1
            topics[min(place), max(place)].add(topic)
    weight, shared = np.zeros((size, size)), np.zeros((size, size))
    for (row, column), number in counted.items():
        shared[row, column] += number
        shared[column, row] += number
    for (row, column), found in topics.items():
        weight[row, column] = weight[column, row] = len(found)
    strengths = weight.sum(axis=1)
    total = float(strengths.sum())
    expected = np.outer(strengths, strengths) / total if total else np.zeros((size, size))
    np.fill_diagonal(expected, 0.0)
    ratio = np.divide(weight, expected, out=np.ones_like(weight), where=(weight > 0) & (expected > 0))
    deviance = 2.0 * (weight * np.log(ratio) - (weight - expected))
    z = np.sign(weight - expected) * np.sqrt(np.maximum(deviance, 0.0))
    return Ties(list(states), weight, expected, z, shared)


def layer_ties(then: AsAt, layer: Layer, states: Sequence[str] | None = None) -> Ties:
    """Return the ties of one layer between `states` (the UN Member States of the day by default)."""
    chosen = sorted(states) if states is not None else then.members
    if layer in SHARED:
        return ties(project(then, (layer,), chosen))
    if layer == "reported":
        named = reported_pairs(then)
        return pair_ties(chosen, ((*pair, link.kind) for pair, links in named.items() for link in links))
    sides: dict[Key, set[str]] = defaultdict(set)
    topics: dict[Key, str] = {}
    for link in then.facts.links("CONCLUDED", then.day):
        if link.start.label == "State":
            sides[link.end].add(link.start.id)
            topics[link.end] = link.kind
    return pair_ties(
        chosen,
        (
            (one, other, topics[agreement])
            for agreement, parties in sides.items()
            for one, other in combinations(sorted(parties), 2)
        ),
    )


def all_layers(then: AsAt, layers: Sequence[Layer] = LAYERS) -> dict[Layer, Ties]:
    """Return the ties of every one of `layers` in which any two States are tied."""
    found = {layer: layer_ties(then, layer) for layer in layers}
    return {layer: tied for layer, tied in found.items() if tied.shared.any()}


def ties_of(then: AsAt, layers: Sequence[Layer] = SHARED) -> Ties:
    """
    Return the ties of `layers` as one.

    Layers of shared institutions are one projection, in which every institution counts by its participants; each pair
    layer is added to these together. What has no ties is not counted.
    """
    shared = [layer for layer in SHARED if layer in layers]
    parts = [then.tied if len(shared) == len(SHARED) else ties(project(then, shared))] if shared else []
    parts += [layer_ties(then, layer) for layer in layers if layer not in SHARED]
    tied = [part for part in parts if part.shared.any()]
    return combined(tied) if len(tied) > 1 else (tied or parts)[0]


def say(then: AsAt, layers: Sequence[Layer] = SHARED) -> dict[Layer, float]:
    """
    Return the share of each of `layers` in what ranks pairs: in the variance of the z of `ties_of`, over all pairs.

    The shares add up to 1. A layer that ranks against the others has a negative one; a layer without ties has none.
    """
    shared = [layer for layer in SHARED if layer in layers]
    parts: dict[Layer, Matrix] = {}
    if shared:
        projection = then.projection if len(shared) == len(SHARED) else project(then, shared)
        biadjacency, chances = projection.biadjacency, configuration_model(projection.biadjacency)
        each = _worth(biadjacency)
        for layer in dict.fromkeys(projection.layers):
            of = each * np.array([layer == known for known in projection.layers])
            surplus = (biadjacency * of) @ biadjacency.T - (chances * of) @ chances.T
            parts[layer] = _in_deviations(surplus, chances, each)
    pairs = {layer: layer_ties(then, layer) for layer in layers if layer not in SHARED}
    parts |= {layer: tied.z for layer, tied in pairs.items() if tied.shared.any()}
    above = np.triu_indices(len(then.members), 1)
    apart = {layer: z[above] - z[above].mean() for layer, z in parts.items()} if len(then.members) > 1 else {}
    total = sum(apart.values(), np.zeros(len(above[0])))
    variance = float(total @ total)
    return {layer: float(z @ total) / variance for layer, z in apart.items()} if variance > _TOLERANCE else {}


def combined(layers: Sequence[Ties]) -> Ties:
    """
    Return the ties of several layers of the same States as one: z by Stouffer's method, weights by their means.

    Raises ValueError when there is no layer, or when their States differ.
    """
    if not layers or any(layer.states != layers[0].states for layer in layers):
        raise ValueError("expected layers of the same States")
    number = len(layers)
    size = len(layers[0].states)
    pairs = max(size * (size - 1), 1)
    scales = [pairs / max(float(layer.weight.sum()), _TOLERANCE) / number for layer in layers]
    zero = np.zeros((size, size))
    return Ties(
        layers[0].states,
        sum((layer.weight * scale for layer, scale in zip(layers, scales, strict=True)), zero),
        sum((layer.expected * scale for layer, scale in zip(layers, scales, strict=True)), zero),
        sum((layer.z for layer in layers), zero) / np.sqrt(number),
        sum((layer.shared for layer in layers), zero),
    )


def strongest(found: Ties, each: int = STRONGEST, least_z: float = LEAST_Z) -> list[Tie]:
    """
    Return the ties that are among the `each` strongest by z of at least one of their States, sorted by both ids.

    Equal z: the larger weight, then the smaller id, goes first.
    """
    return [found.tie(row, column) for row, column in strongest_pairs(found, each, least_z).tolist()]


def strongest_pairs(found: Ties, each: int = STRONGEST, least_z: float = LEAST_Z) -> npt.NDArray[np.intp]:
    """Return the places of the two States of each of the `strongest` ties, the smaller first, sorted."""
    ranked = _order(found)[:, :each]
    strong = (found.shared > 0) & (found.z > least_z)
    kept = np.zeros(found.z.shape, dtype=bool)
    np.put_along_axis(kept, ranked, np.take_along_axis(strong, ranked, axis=1), axis=1)
    return np.argwhere(np.triu(kept | kept.T, 1))


def partners(found: Ties, state: str) -> list[tuple[str, Tie]]:
    """Return the States that share an institution with `state`, strongest z first, each with the pair's figures."""
    row = found.states.index(state)
    ranked = _order(found)[row].tolist()
    return [(found.states[column], found.tie(row, column)) for column in ranked if found.shared[row, column] > 0]


def by_strength(tie: Tie) -> tuple[float, float, str, str]:
    """Return what ties are sorted by, the strongest first; a State's then stand in the order of `partners`."""
    return -round(tie.z, _Z_DIGITS), -round(tie.weight, _WEIGHT_DIGITS), tie.one, tie.other


def rests_on(projection: Projection, one: str, other: str) -> list[Key]:
    """Return what both States take part in, the one with the fewest participants (the weightiest) first."""
    rows = projection.biadjacency[[projection.states.index(one), projection.states.index(other)]]
    participants = projection.biadjacency.sum(axis=0)
    shared = np.flatnonzero(rows.sum(axis=0) == 2)
    ranked = sorted(
        (int(participants[c]), projection.institutions[c].label, projection.institutions[c].id, c) for c in shared
    )
    return [projection.institutions[column] for *_, column in ranked]


def sources_of(then: AsAt, layer: Layer, one: str, other: str | None = None) -> list[str]:
    """Return who states the links of `one` in a layer, sorted; with `other` those on which the tie of the two rests."""
    pair = {one} if other is None else {one, other}
    about = {Key("State", state) for state in pair}
    if layer == "treaty":
        told = then.facts.told(then.day, _PARTY, about)
        stated = [(key, Key("Treaty", treaty), rests.sources) for (key, treaty), rests in told.items()]
    elif layer == "reported":
        found = then.facts.holding("COOPERATES_WITH", then.day, about)
        between = [fact for fact in found if fact.start.label == fact.end.label == "State"]
        kept = [fact for fact in between if other is None or {fact.start, fact.end} == about]
        return sorted({source for fact in kept for source in fact.sources})
    else:
        type_ = "CONCLUDED" if layer == "agreement" else "MEMBER_OF"
        stated = [
            (fact.start.id, fact.end, tuple(fact.sources))
            for fact in then.facts.holding(type_, then.day, about)
            if fact.start.label == "State"
            and (layer == "agreement" or fact.properties.get("status") == "member")
            and (layer == "agreement" or (fact.end.label == "Mechanism") == (layer == "mechanism"))
        ]
    takes_part: dict[Key, set[str]] = defaultdict(set)
    for state, institution, _ in stated:
        takes_part[institution].add(state)
    return sorted(
        {
            source
            for state, institution, sources in stated
            for source in sources
            if state in pair and pair <= takes_part[institution]
        }
    )


def configuration_model(biadjacency: Matrix) -> Matrix:
    """
    Return the chance of each link, with the shape of `biadjacency`, under the bipartite configuration model.

    p = x y / (1 + x y); the fitnesses x of rows and y of columns are those for which expected degrees equal those
    observed (Saracco et al. 2015; Vallarano et al. 2021, Scientific Reports 11, 15227). Rows and columns that are full
    or empty have certain links and are set apart first.
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
    # Rows with equal sums have equal fitness, and so have columns: one unknown for each distinct sum.
    row_sums, row_of, row_times = np.unique(sums, return_inverse=True, return_counts=True)
    column_sums, column_of, column_times = np.unique(totals, return_inverse=True, return_counts=True)
    chance = _most_likely(row_sums, row_times.astype(np.float64), column_sums, column_times.astype(np.float64))
    chances[np.ix_(rows, columns)] = chance[np.ix_(row_of, column_of)]
    return chances


def _most_likely(row_sums: Matrix, row_times: Matrix, column_sums: Matrix, column_times: Matrix) -> Matrix:
    """
    Return the chance of a link for each row sum and column sum, each of which occurs so many times.

    Newton's method on the logarithms of the fitnesses, whose likelihood is concave; steps are halved until it grows.
    """
    sums = np.concatenate([row_sums, column_sums])
    times = np.concatenate([row_times, column_times])
    cut = len(row_sums)
    # All x times a constant and all y by it is the same model: this direction is held.
    held = np.concatenate([np.ones(cut), -np.ones(len(column_sums))])
    pairs = np.outer(row_times, column_times)

    def likelihood(logs: Matrix) -> float:
        return float(times * sums @ logs - (pairs * np.logaddexp(0.0, np.add.outer(logs[:cut], logs[cut:]))).sum())

    logs = np.log(sums / np.sqrt(row_times @ row_sums))
    reached = likelihood(logs)
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.add.outer(logs[:cut], logs[cut:])))
        weight = pairs * chance
        lacking = times * sums - np.concatenate([weight.sum(axis=1), weight.sum(axis=0)])
        if np.abs(lacking / times).max() < _TOLERANCE:
            break
        spread = weight * (1.0 - chance)
        curvature = np.diag(np.concatenate([spread.sum(axis=1), spread.sum(axis=0)])) + np.outer(held, held)
        curvature[:cut, cut:] += spread
        curvature[cut:, :cut] += spread.T
        step = np.linalg.solve(curvature, lacking)
        for _ in range(_HALVINGS):
            reached_now = likelihood(logs + step)
            if reached_now >= reached - _TOLERANCE:
                break
            step /= 2.0
        logs, reached = logs + step, reached_now
    return chance


def _worth(biadjacency: Matrix) -> Matrix:
    """Return what each institution adds to the weight of two that take part."""
    worth: Matrix = 1.0 / (biadjacency.sum(axis=0) - 1.0)
    return worth


def _in_deviations(surplus: Matrix, chances: Matrix, each: Matrix) -> Matrix:
    """Return weights beyond the expected in standard deviations of the model; 0 where it leaves nothing to chance."""
    # A sum of independent yes-or-no variables, each worth `each`: both take part with chance p q.
    squares = chances**2
    variance = (chances * each**2) @ chances.T - (squares * each**2) @ squares.T
    deviation = np.sqrt(np.maximum(variance, 0.0))
    return np.divide(surplus, deviation, out=np.zeros_like(surplus), where=deviation > _TOLERANCE)


def _order(found: Ties) -> npt.NDArray[np.intp]:
    """
    Return the columns of every row, the strongest tie first, those that share nothing last.

    By z, then weight, then id: everywhere partners stand in this order.
    """
    # Rounded, so that the last bits of a matrix product, which differ between machines, do not decide.
    z = np.where(found.shared > 0, found.z.round(_Z_DIGITS), -np.inf)
    # Stable: of equals the smaller column, which is the smaller id, stays first.
    order: npt.NDArray[np.intp] = np.lexsort((-found.weight.round(_WEIGHT_DIGITS), -z), axis=1)
    return order
