from __future__ import annotations

import datetime as dt

import pytest
from drawings import at, day, extended, fact, graph, stands, state

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.recorded import Recorded
from pactgraph.analysis.timeline import clusters_over_time, network_over_time, parties_over_time
from pactgraph.facts.records import Key

DAYS = [dt.date(year, 12, 31) for year in (2000, 2005, 2010)]
STATES = [3 * letter for letter in "ABCDEF"]


def drawn() -> Recorded:
    """
    Two blocs of synthetic States, ABC and DEF, members of two bodies each; all six are in WORLD.

        SMALL_1, SMALL_2: A B C     NORTH, SOUTH: D E F (since 2004)     FFF is a Member State from 2003 on
        T, adopted 1995: A B C party (C withdraws in 2003); of D, party since 2006, it is known; of E and F nothing
    """
    bodies = {"SMALL_1": STATES[:3], "SMALL_2": STATES[:3], "NORTH": STATES[3:], "SOUTH": STATES[3:], "WORLD": STATES}
    facts = [
        fact(
            "MEMBER_OF", state(s), Key("RegionalBody", body),
            "2004-01-01" if body in ("NORTH", "SOUTH") else "1990-01-01", status="member",
        )
        for body, inside in bodies.items()
        for s in inside
    ]  # fmt: skip
    facts += stands("T", party="AAA BBB", rest="EEE FFF", since="1995-01-01")
    facts += stands("T", party="CCC", since="1995-01-01", until="2003-01-01")
    facts += stands("T", withdrawn="CCC", since="2003-01-01")
    facts += stands("T", not_party="DDD", since="1995-01-01", until="2006-01-01")
    facts += stands("T", party="DDD", since="2006-01-01")
    recorded = graph(STATES, facts)
    late = {**recorded.nodes[state("FFF")], "un_member_from": day("2003-01-01")}
    return Recorded({**recorded.nodes, state("FFF"): late}, recorded.facts)


def series(recorded: Recorded) -> list[AsAt]:
    return at(recorded, DAYS[-1]).series(DAYS)


def test_parties_over_time():
    found = parties_over_time(series(drawn()))
    columns = ("members", "party", "signatory", "not_party", "unknown", "gained", "lost")
    assert [(p.day.year, *(getattr(p, name) for name in columns)) for p in found] == [
        (2000, 5, 3, 0, 1, 1, 0, 0),
        (2005, 6, 2, 0, 2, 2, 0, 1),  # CCC has withdrawn; FFF is asked about now
        (2010, 6, 3, 0, 1, 2, 1, 0),
    ]
    assert parties_over_time(at(drawn()).series([dt.date(1994, 12, 31)])) == [], "not adopted: not asked about"
    assert parties_over_time(series(drawn()), ["U"]) == []


def test_ties_over_time():
    found = network_over_time(series(drawn()))
    assert [(n.day.year, n.members, n.linked, n.treaties, n.bodies, n.links, n.unknown) for n in found] == [
        (2000, 5, 5, 1, 3, 14, 1),
        (2005, 6, 6, 1, 5, 20, 2),
        (2010, 6, 6, 1, 5, 21, 2),
    ]
    assert found[0].density == pytest.approx(14 / (5 * 4))
    assert (found[0].paired, network_over_time(at(drawn()).series([dt.date(1980, 1, 1)]))[0].paired) == (1.0, 0.0)


def test_clusters_over_time():
    found = clusters_over_time(series(drawn()))
    assert [(g.day.year, g.clusters, g.largest, g.unassigned) for g in found] == [
        (2000, 0, 0, 5),  # everybody shares everything that is shared: no tie is stronger than chance explains
        (2005, 2, 3, 1),
        (2010, 2, 2, 2),
    ]
    assert (found[1].began, found[2].agreement) == ((1, 2), 1.0)
    assert [g.as_alone for g in found] == [1.0, 1.0, 1.0]


def test_a_roster_speaks_of_its_own_day_and_after():
    """A membership of which only a roster of 2007 tells holds from that day on: it is news in no year before."""
    roster = fact("MEMBER_OF", state("AAA"), Key("RegionalBody", "NORTH"), "2007-05-01", status="member")
    links = [n.links for n in network_over_time(series(extended(drawn(), roster)))]
    assert links == [14, 20, 22]


def test_the_table_of_a_timeline():
    then = at(drawn(), DAYS[-1])
    table = then.tables.timeline("parties", years=DAYS, treaties=["T"])
    assert table.columns[:4] == ("treaty", "day", "member_states", "party")
    assert [row[3] for row in table.rows] == [3, 2, 3]
    assert table.counted.endswith("UN Member States of each day; as at 2010-12-31")
    assert len(then.tables.timeline("ties").rows) == 13, "every fifth year from 1950, and the day"
