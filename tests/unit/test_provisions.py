"""What articles of treaties are worth against trafficking, and how they are cited."""

from __future__ import annotations

import pytest

from pactgraph.facts.provisions import decided


@pytest.mark.parametrize(
    ("offences", "through", "told", "nearness"),
    [
        ("trafficking", None, "T art. 6, 8", 0),
        ("trafficking", "U", "T art. 6, 8 with U", 0),
        ("organized", None, "T art. 6, 8", 1),
        ("any", None, "T art. 6, 8", 2),
        (None, None, "T art. 6, 8", 3),
        ("related", "U", "T art. 6, 8 with U (related offences)", 4),
        # Of other offences trafficking is none: no basis against it.
        ("other", None, "T art. 6, 8", None),
        ("what nobody declared", None, "T art. 6, 8", None),
    ],
)
def test_how_near_to_trafficking_it_is_and_how_it_is_cited(offences, through, told, nearness):
    given = {"articles": "6, 8", "offences": offences, "through": through}
    found = decided("T", {name: value for name, value in given.items() if value is not None})
    assert (found["told"], found.get("nearness")) == (told, nearness)
