from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 7, 10)


def rows(bundled: EmbeddedStore, name: str, **given: str) -> list[dict[str, object]]:
    with bundled.open() as reader:
        return [dict(row) for row in ask(reader, find_query(name), given, DAY).answer.records()]


@pytest.mark.parametrize(
    ("source", "other", "both", "agree", "differ", "undated"),
    [
        ("fedlex", "untc", 3225, 3220, 5, 0),
        ("untc", "world_politics", 2089, 2065, 24, 0),
        ("manytreaties", "world_politics", 71, 71, 0, 0),
        # The end of a participation alone: no start to compare.
        ("manytreaties", "untc", 2, 0, 0, 2),
    ],
)
def test_sources_agree_on_treaties(bundled: EmbeddedStore, source, other, both, agree, differ, undated):
    (row,) = (
        row
        for row in rows(bundled, "source-agreement")
        if (row["relationship"], row["source"], row["other"]) == ("PARTY_TO", source, other)
    )
    assert tuple(row[name] for name in ("both", "agree", "differ", "undated")) == (both, agree, differ, undated)


def test_every_dispute_has_a_kind(bundled: EmbeddedStore):
    found = rows(bundled, "disputes-by-kind")
    with bundled.open() as reader:
        ((disputed,),) = reader.run(
            "MATCH ()-[r]->() WHERE r.disputed AND r.stated_since IS NOT NULL RETURN count(r) AS n"
        ).rows
    assert "other" not in {row["kind"] for row in found}
    assert isinstance(disputed, int)
    assert sum(int(str(row["facts"])) for row in found) >= disputed
    assert {row["kind"] for row in found} >= {
        "sources differ on a value",
        "stated against the silence of a source that covers the question",
    }


@pytest.mark.parametrize(
    ("state", "treaty", "earliest", "latest", "years", "days"),
    [
        ("MHL", "UNTOC", "2010-11-05", "2011-06-15", 1, 222),
        # A year and a day: only years can be compared.
        ("USA", "ICERD", "1966", "1994-10-21", 28, None),
    ],
)
def test_dates_lie_apart(bundled: EmbeddedStore, state, treaty, earliest, latest, years, days):
    (row,) = (row for row in rows(bundled, "date-spread") if (row["from"], row["to"]) == (state, treaty))
    assert (row["earliest"], row["latest"], row["years_apart"], row["days_apart"]) == (earliest, latest, years, days)
    assert row["counted_from"] == latest  # the depositary's day wins


def test_the_spread_can_be_narrowed(bundled: EmbeddedStore):
    found = [row for row in rows(bundled, "date-spread", years="15") if row["relationship"] == "PARTY_TO"]
    assert [(row["from"], row["to"]) for row in found] == [("USA", "ICERD")]


def test_what_one_source_alone_states(bundled: EmbeddedStore):
    found = {(row["relationship"], row["source"]): row for row in rows(bundled, "single-source")}
    for (relationship, source), row in found.items():
        assert 0 <= int(str(row["alone"])) <= int(str(row["facts"])), (relationship, source)
    assert found["PARTY_TO", "world_politics"]["facts"] == 2303
    assert found["PARTY_TO", "world_politics"]["alone"] == 30


def test_each_participation_is_one_relationship_however_many_sources_state_it(bundled: EmbeddedStore):
    """Counts are right without DISTINCT; a State that joined anew has spells that do not overlap."""
    with bundled.open() as reader:
        doubled = reader.run(
            "MATCH (s)-[p:PARTY_TO]->(t:Treaty), (s)-[q:PARTY_TO]->(t) "
            "WHERE id(p) < id(q) AND (p.until IS NULL OR q.since IS NULL OR p.until > q.since) "
            "AND (q.until IS NULL OR p.since IS NULL OR q.until > p.since) RETURN s.id AS id, t.id AS treaty"
        ).rows
        ((claims, facts),) = reader.run(
            "MATCH ()-[p:PARTY_TO]->(:Treaty) RETURN sum(size(p.sources)) AS claims, count(p) AS facts"
        ).rows
    assert doubled == []
    assert int(str(claims)) - int(str(facts)) >= 2808


def test_slips_and_partial_dates_are_shown_as_stated(bundled: EmbeddedStore):
    found = {(row["from"], row["to"]): row for row in rows(bundled, "noted-facts")}
    assert "does not follow" in str(found["FRA", "COE_CETS197"]["notes"])
    assert found["FRA", "COE_CETS197"]["since"] == "2008-02-09"
    assert found["JAM", "ICCPR_OP1"]["until"] == "1997"
    assert "at home" in str(found["PRY", "BELEM_DO_PARA"]["notes"])


@pytest.mark.parametrize("matched", ["(x)", "()-[x]->()"])
def test_what_is_not_stated_is_not_there(bundled: EmbeddedStore, matched: str):
    """No property is an empty text: analysts count what is there."""
    with bundled.open() as reader:
        found = reader.run(
            f"MATCH {matched} UNWIND keys(x) AS name WITH name, x[name] AS value WHERE value = '' RETURN name"
        )
    assert found.rows == []
