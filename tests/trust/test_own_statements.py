"""People's own Cypher is looked at first: what would be answered wrongly is asked otherwise, or refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j_server import SERVERS
from toy import DAY, toy

from pactgraph.building import store
from pactgraph.catalogue import catalogue, parameters_of
from pactgraph.errors import QueryError
from pactgraph.stores.base import Store
from pactgraph.stores.bolt import Reader
from pactgraph.stores.checked import for_engine, refuse_files
from pactgraph.stores.embedded import EmbeddedStore

MEMBERS = "MATCH (s:State) OPTIONAL MATCH (s)-[r:MEMBER_OF]->() "


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        # in a predicate
        (
            MEMBERS + "RETURN s.id AS id, min(r.since) IS NULL AS outside ORDER BY id",
            [["ARD", False], ["BRE", False], ["COR", False], ["DOR", False], ["ELM", False], ["FEN", True]],
        ),
        ("MATCH (s:State) RETURN 'FRA' IN collect(s.id) AS there", [[False]]),
        ("MATCH (s:State) RETURN min(s.id) STARTS WITH 'A' AS begins", [[True]]),
        # in a property access
        ("MATCH ()-[r:MEMBER_OF]->() RETURN max(r.since).year AS year", [[2000]]),
        ("MATCH (s:State) WITH s ORDER BY s.id RETURN head(collect(s)).name AS name", [["Arda"]]),
        ("MATCH ()-[r:MEMBER_OF]->() RETURN duration.inDays(min(r.since), max(r.since)).days AS days", [[14610]]),
        # in a Boolean expression
        ("MATCH (s:State) RETURN count(*) > 1 AND min(s.id) = 'ARD' AS both", [[True]]),
        ("MATCH (s:State) RETURN NOT (count(*) > 1) AS few", [[False]]),
        # in a subquery, and two of them
        (
            "MATCH (s:State {id: 'ARD'}) CALL (s) { MATCH (s)-[r:MEMBER_OF]->() RETURN max(r.since).year AS year } "
            "RETURN s.id AS id, year, count(*) > 1 AND true AS several",
            [["ARD", 1960, False]],
        ),
        # names of columns, keywords among them
        (
            "MATCH (s:State) RETURN NOT (count(*) > 1) AS end, s.un_member AS with ORDER BY with",
            [[True, False], [False, True]],
        ),
        # on several lines, with comments
        ("MATCH (s:State) // all\nRETURN /* or\nnot */ count(*) > 1 AND true AS n;", [[True]]),
    ],
)  # fmt: skip
def test_an_aggregate_in_an_expression_is_answered_rightly(reader: Reader, statement: str, rows: list[list[object]]):
    assert reader.ask_own(statement).rows == rows


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("MATCH (s:State) RETURN count(*) AS n", None),
        ("MATCH (s:State) RETURN s.region AS r, count(*) AS n ORDER BY n DESC", None),
        ("MATCH (s:State) RETURN COUNT { (s)-[:PARTY_TO]->() } > 1 AS n", None),
        (
            "MATCH (s:State)\nRETURN s.region AS region, count(*) > 1 AND true AS n\nORDER BY region LIMIT 1",
            "MATCH (s:State) WITH s.region AS _column1, count(*) AS _column2 "
            "RETURN _column1 AS region, _column2 > 1 AND true AS n ORDER BY region LIMIT 1",
        ),
        (
            "MATCH (s:State) WITH DISTINCT s, count(*) + count(*) AS n WHERE n > 1 RETURN s.id, n",
            "MATCH (s:State) WITH s, count(*) AS _column1 WITH DISTINCT s AS s, _column1 + _column1 AS n WHERE n > 1 "
            "RETURN s.id, n",
        ),
        (
            "MATCH (s:State) RETURN s.region, max(s.id) + s.region",
            "MATCH (s:State) WITH s.region AS _column1, max(s.id) AS _column2 "
            "RETURN _column1 AS `s.region`, _column2 + _column1 AS `max(s.id) + s.region`",
        ),
        # A name of a list's own is not the group that is written alike.
        (
            "UNWIND [1] AS x RETURN x AS a, [x IN collect(x) | x] AS l",
            "UNWIND [1] AS x WITH x, collect(x) AS _column1 RETURN x AS a, [x IN _column1 | x] AS l",
        ),
        (
            "MATCH (s:State) RETURN s.region AS r ORDER BY count(*)",
            QueryError,
        ),
        ("MATCH (s:State) RETURN *, count(*) > 1 AS n", QueryError),
        ("MATCH (s:State) RETURN s.id AS id, s.region + toString(count(*)) AS n", QueryError),
        ("MATCH (s:State) RETURN EXISTS { (s)-[:PARTY_TO]->() } AND count(*) > 1 AS n", QueryError),
    ],
)
def test_each_aggregate_gets_a_column_of_its_own(statement: str, asked: str | type[QueryError] | None):
    if asked is QueryError:
        with pytest.raises(QueryError, match=r"column|columns"):
            for_engine(statement, {})
    else:
        assert for_engine(statement, {}) == (asked or statement)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("MATCH (s:Sate) RETURN count(s) AS n", "no label Sate in the graph; did you mean State"),
        ("MATCH (s:state) RETURN count(s) AS n", "no label state in the graph; did you mean State"),
        ("MATCH (s:State|Treety) RETURN count(s) AS n", "no label Treety in the graph; did you mean Treaty"),
        ("MATCH (s) WHERE s:Sate RETURN count(s) AS n", "no label Sate in the graph"),
        ("MATCH (:State)-[r:PARTYTO]->() RETURN count(r) AS n", "type PARTYTO in the graph; did you mean PARTY_TO"),
        ("MATCH (a:State) WHERE EXISTS { (a)-[:BORDRES]-() } RETURN a.id AS id", "type BORDRES"),
        ("MATCH (s:State) RETURN s.regoin AS r", "State has no property regoin; did you mean region"),
        ("MATCH (s:State {regoin: 'Africa'}) RETURN s.id AS r", "State has no property regoin; did you mean region"),
        ("MATCH (s:State) RETURN s {.id, .nam} AS m", "State has no property nam; did you mean name"),
        ("MATCH (:State)-[r:PARTY_TO]->() RETURN r.sinse AS s", "PARTY_TO has no property sinse; did you mean since"),
        ("MATCH (x) RETURN x.nmae AS n", "no label has a property nmae; did you mean name"),
        ("MATCH (s:State) WHERE s.id = $stat RETURN s.id AS id", "$stat is not given; did you mean state?"),
        ("MATCH (s:State) RETURN s.id AS id", "parameter state: the statement has no $state"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row", "refused: LOAD CSV reads files or the network"),
        ("MATCH (s:State) CALL { load /* x */ csv FROM 'x' AS r RETURN r } RETURN r", "refused: LOAD CSV"),
        ("L\\u004fAD CSV FROM 'x' AS r RETURN r", "refused: LOAD CSV"),
    ],
)  # fmt: skip
def test_what_names_nothing_is_an_error_on_every_store(reader: Reader, statement: str, message: str):
    given = {} if "LOAD" in message or "$" not in message else {"state": "ARD"}
    with pytest.raises(QueryError) as told:
        reader.ask_own(statement, given)
    assert message in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UNWIND [{nmae: 1}] AS s RETURN s.nmae AS n",  # no node
        "MATCH (s:State) WITH {nmae: s.id} AS s RETURN s.nmae AS n",
        "MATCH (s:State) RETURN [x IN [{nmae: s.id}] | x.nmae] AS n",
        "MATCH (x:State) WITH count(x) AS n MATCH (x:Treaty) RETURN x.adopted AS a",  # two by one name
        "MATCH (n:!State) RETURN n.adopted AS a",
        "MATCH (s:State) WHERE s.name <> 'LOAD CSV' RETURN 'load csv' AS `LOAD CSV` // LOAD CSV",
    ],
)
def test_what_may_be_right_is_asked(reader: Reader, statement: str):
    reader.ask_own(statement)


def test_a_property_of_another_label_is_an_error_where_the_graph_stands_alone():
    """On a server people may have given it to nodes of the graph themselves."""
    with pytest.raises(QueryError, match="State has no property adopted"):
        for_engine("MATCH (s:State) RETURN s.adopted AS a", {})


def test_what_cannot_be_read_is_not_asked_of_the_embedded_engine():
    with pytest.raises(QueryError, match="line 2, column 8: RETURN s"):
        for_engine("MATCH\n(s:Sta RETURN s", {})


def test_a_database_may_hold_labels_of_others(empty_store: Callable[[str], Store]):
    from pactgraph.stores.neo4j import Neo4jStore

    target = empty_store(SERVERS[0])
    assert isinstance(target, Neo4jStore)
    store(toy(), target)
    with target._connected() as (driver, _):
        driver.execute_query("CREATE (:Hotel {stars: 3})-[:LIES_IN]->(:Town)", database_=target.database)
    with target.open() as reader:
        assert reader.ask_own("MATCH (h:Hotel)-[:LIES_IN]->(:Town) RETURN h.stars AS stars").rows == [[3]]
        with pytest.raises(QueryError, match="no label Hotels in the graph"):
            reader.ask_own("MATCH (h:Hotels) RETURN h.stars AS stars")


def test_the_catalogue_asked_as_peoples_own_answers_the_same(tmp_path: Path):
    """Whoever changes a copy of a question must not be told otherwise than by the question itself."""
    target = EmbeddedStore(tmp_path)
    store(toy(), target)
    with target.open() as reader:
        for query in catalogue().values():
            values = parameters_of(query, {}, dt.date.fromisoformat(DAY))
            for text in [query.cypher, *([query.front.denominator.cypher] if query.front.denominator else [])]:
                given = {key: value for key, value in values.items() if f"${key}" in text}
                assert reader.ask_own(text, given).rows == reader.run(text, given).rows, query.name


@pytest.mark.parametrize("left_open", ["/*", "'\\'", '"\\"', "`", "'\\"])
def test_what_is_left_open_is_looked_at_once(left_open: str):
    """Each is tried to the end of the text, and from every place on it would be ten thousand millions of steps."""
    refuse_files("RETURN 1 " + left_open * 99_999)
    with pytest.raises(QueryError, match="refused: LOAD CSV"):
        refuse_files("LOAD CSV FROM 'x' AS row RETURN row " + left_open * 99_999)
