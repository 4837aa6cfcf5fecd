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


@pytest.mark.parametrize(
    ("state", "body", "sentence"),
    [
        ("RUS", "COE", "country_converter covers the question from 2025-01-01 and does not have it"),
        ("GBR", "EU", "not counted from 2025-01-01"),
        ("KGZ", "CIS", "country_converter covers the question from 2025-01-01 and does not have it"),
        ("GMB", "COMSEC", "cow_igo has it ended by 2013-01-01"),
        ("TLS", "ASEAN", "Sources differ on status"),
    ],
)
def test_memberships_the_sources_disagree_on_say_so(answer, state, body, sentence):
    found = [row["dispute"] for row in answer("disputed-facts") if (row["from"], row["to"]) == (state, body)]
    assert any(sentence in str(dispute) for dispute in found)


@pytest.mark.parametrize(
    ("body", "day", "members"),
    [
        ("COE", "2014-06-09", 47),
        # Russia is disputed, yet two sources have it.
        ("COE", "2025-06-30", 47),
        ("EU", "2014-06-09", 28),
        ("EU", "2025-06-30", 27),
        ("COMMIT", "2014-06-09", 6),
        ("COMMIT", "2004-01-01", 0),
        ("CARICOM", "2025-12-31", 14),
        # Before the conference was founded nobody belonged to it.
        ("RCM", "1995-01-01", 0),
        ("RCM", "2014-06-09", 11),
    ],
)
def test_members_of_a_body_on_a_day(answer, body, day, members):
    rows = answer("body-members", body=body, as_of=day)
    assert sum(row["status"] == "member" for row in rows) == members
