"""Our own assignment gives what scipy's gives, also where several cost the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from pactgraph.analysis.assignment import assigned
from pactgraph.analysis.projection import Matrix

Draw = Callable[[np.random.Generator, int], Matrix]


@pytest.mark.parametrize(
    "draw",
    [
        lambda chance, size: chance.random((size, size)),
        lambda chance, size: chance.integers(0, 3, (size, size)).astype(float),
        lambda chance, size: np.round(chance.random((size, size)), 1) - 0.5,
        lambda _, size: np.zeros((size, size)),
    ],
    ids=["all differ", "three costs", "some below nothing", "all the same"],
)
def test_the_same_as_scipy(draw: Draw):
    chance = np.random.default_rng(1)
    for size in [*range(12), 23, 40, 115]:
        cost = draw(chance, size)
        assert assigned(cost).tolist() == linear_sum_assignment(cost)[1].tolist(), size


def test_known_costs():
    cost = np.array([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]])
    assert assigned(cost).tolist() == [1, 0, 2]
