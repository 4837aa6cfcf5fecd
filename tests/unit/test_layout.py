"""The places of the atlas's pictures."""

from __future__ import annotations

import random

import pytest

from pactgraph.pages.layout import Drawn, picture


@pytest.mark.parametrize("institutions", [0, 3, 111, 315, 500])
def test_every_institution_gets_a_place_of_its_own_however_many_there_are(institutions):
    """Synthetic: with 315 bodies of random members a matching for sparse costs never ended."""
    chance = random.Random(1)
    states = [f"S{number:03}" for number in range(193)]
    bodies = [f"B{number:03}" for number in range(institutions)]
    clusters = {number: states[number * 20 : number * 20 + 20] for number in range(10)}
    participants = {body: chance.sample(states, 40) for body in bodies}
    made = picture(Drawn(clusters, [], [("Bodies", bodies)], [], participants), 1.6)
    places = [made.places[body] for body in bodies]
    assert len(set(places)) == institutions
