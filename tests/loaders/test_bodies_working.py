"""Bodies that work on trafficking: from when it is certain, and how long it is known."""

from __future__ import annotations

import pytest

from pactgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def working(bundled: EmbeddedStore) -> dict[str, list[object]]:
    """Return from when to when each body works on trafficking, and until when that is known."""
    with bundled.open() as reader:
        found = reader.run(
            "MATCH (b)-[w:WORKS_ON]->(:Topic {id: 'TRAFFICKING'}) RETURN b.id, labels(b)[0], "
            "toString(w.holds_from), toString(w.holds_until), toString(w.known_until), w.since_precision",
            {},
        ).rows
    return {str(row[0]): list(row[1:]) for row in found}


@pytest.mark.parametrize(
    ("body", "label", "first", "end", "known", "precision"),
    [
        # set up for it, on a day its source gives
        ("COMMIT", "RegionalBody", "2004-10-29", "9999-12-31", "2012-03-31", "day"),
        ("KHARTOUM_PROCESS", "RegionalBody", "2014-11-28", "9999-12-31", "2015-06-30", "day"),
        # of a year, its last day
        ("BALI_PROCESS", "RegionalBody", "2002-12-31", "9999-12-31", "2023-11-30", "year"),
        # attested by an act of its own: begun by then
        ("OAS", "RegionalBody", "1994-03-18", "9999-12-31", "2009-06-04", "not_after"),
        ("ECOWAS", "RegionalBody", "2001-12-31", "9999-12-31", "2023-07-30", "not_after"),
        ("CBSS", "RegionalBody", "2006-12-31", "9999-12-31", "2022-10-26", "not_after"),
        # ended
        ("GLOBAL_INITIATIVE", "Mechanism", "2007-03-31", "2015-01-01", "2014-12-31", "month"),
        # only that a report has it
        ("RTWG_ASIA_PACIFIC", "Mechanism", "2014-06-27", "9999-12-31", "2014-06-27", None),
    ],
)
def test_from_when_and_until_when(
    working: dict[str, list[object]], body: str, label: str, first: str, end: str, known: str, precision: str | None
):
    assert working[body] == [label, first, end, known, precision]


def test_who_is_known_in_2014_and_who_later(working: dict[str, list[object]]):
    in_2014 = {body for body, (_, first, end, *_) in working.items() if str(first) <= "2014-07-01" < str(end)}
    assert len(working) == 33
    assert {"ASEAN", "SAARC", "COE", "OSCE", "CIS", "AU", "EU", "SADC", "GLOBAL_INITIATIVE", "RCM"} <= in_2014
    assert {"KHARTOUM_PROCESS", "AU_HORN_OF_AFRICA_INITIATIVE"}.isdisjoint(in_2014)
