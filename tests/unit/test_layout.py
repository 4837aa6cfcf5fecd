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


def test_room_is_kept_for_the_caption_above_each_disc():
    """On a screen the caption of a cluster stands above its disc; it once lay over States of the next."""
    states = {number: [f"S{number}-{at}" for at in range(23)] for number in range(1, 11)}
    ties = [(f"S{one}-{at}", f"S{one % 10 + 1}-{at}", 3.0) for one in states for at in range(23)]
    captions = dict.fromkeys(states, "3  Western Africa (ECOWAS, SADC)")
    made = picture(Drawn(states, ties, [], [], captions=captions), 1.6)
    for number, (x, y, r) in made.discs.items():
        for other, (a, b, s) in made.discs.items():
            above = abs(a - x) < (r + s) / 2 and b < y
            assert number == other or not above or (y - r) - (b + s) >= 30, (number, other)
