"""Known rows of the questions about borders, bodies, corridors and the United Nations."""

from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

REPORT_DAY = dt.date(2014, 6, 9)


@pytest.fixture
def answer(bundled: EmbeddedStore):
    """Return the rows that a query of the catalogue gives."""

    def rows(name: str, **given: str) -> list[dict[str, object]]:
        with bundled.open() as reader:
            return list(ask(reader, find_query(name), given, REPORT_DAY, bundled_registers()).answer.records())

    return rows


def test_borders_the_sources_disagree_on_are_kept_with_their_one_source(answer):
    found = {(row["one"], row["other"]): (row["source"], row["other_kind"]) for row in answer("borders-of-one-source")}
    assert found["MMR", "PAK"] == ("cow_contiguity", None)
    assert found["MAR", "MRT"] == ("cow_contiguity", None)
    assert found["IND", "LKA"] == ("world_countries", "sea")
    assert ("AFG", "PAK") not in found


def test_neighbours_outside_a_treaty_are_land_neighbours(answer):
    # Japan, not yet party in 2014, has neighbours by sea only.
    assert "JPN" not in {row["outside"] for row in answer("neighbours-outside-treaty", treaty="TIP_PROTOCOL")}
