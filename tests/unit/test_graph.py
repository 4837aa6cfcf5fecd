from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from pactgraph import build, open_graph
from pactgraph.errors import FactsError, QueryError, UsageError
from pactgraph.stores.embedded import EmbeddedStore


def test_a_question_gives_a_frame_with_the_declared_columns(bundled: EmbeddedStore):
    graph = open_graph(str(bundled))
    found = graph.query("treaty-participants", treaty="UNTOC", as_of="2014-06-09")
    assert list(found.columns)[:3] == ["id", "name", "kind"]
    assert (found["answer"] == "party").sum() == 179
    with pytest.raises(UsageError, match="no query called"):
        graph.query("nothing-like-it")

    assert (found.attrs["denominator"], found.attrs["of"], found.attrs["day"]) == (
        193, "UN Member States", dt.date(2014, 6, 9),
    )  # fmt: skip
    same = graph.query("treaty-participants", treaty="UNTOC", as_of=dt.date(2014, 6, 9))
    assert same.equals(found)


def test_cypher_gives_a_frame_that_says_its_day(bundled: EmbeddedStore):
    statement = """MATCH (s:State)-[st:STANDING]->(t:Treaty {id: $treaty})
    WHERE s.un_member AND st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
    RETURN s.id AS id, st.answer AS answer, st.known_until AS known_until"""
    with open_graph(str(bundled)) as graph:
        found = graph.cypher(statement, treaty="TIP_PROTOCOL")
        assert found.attrs["day"] == graph.as_of
        assert found.attrs["known_until"] == dt.date(2025, 4, 10)
        then = graph.cypher(statement, treaty="TIP_PROTOCOL", as_of=dt.date(2014, 6, 9))
        assert (then["answer"] == "party").sum() == 158
        assert list(graph.cypher("RETURN 1 AS one").columns) == ["one"]
        assert graph.cypher("RETURN 1 AS one").attrs["day"] is None
        with pytest.raises(QueryError):
            graph.cypher("CREATE (n:State {id: 'X'})")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, "as_of"),
        ("2014-06-09", "2014-06-09"),
        (dt.date(2014, 6, 9), "2014-06-09"),
        (dt.datetime(2014, 6, 9, 23, 59), "2014-06-09"),
        (pd.Timestamp("2014-06-09 23:59"), "2014-06-09"),
        ("today", "today"),
    ],
)
def test_the_day_of_a_graph(bundled: EmbeddedStore, day, expected):
    with open_graph(str(bundled)) as graph:
        known = {"as_of": graph.as_of.isoformat(), "today": dt.datetime.now(tz=dt.UTC).date().isoformat()}
        assert graph.at(day).day.isoformat() == known.get(expected, expected)
        with pytest.raises(UsageError, match="day 2014: expected a whole date"):
            graph.at("2014")
        with pytest.raises(UsageError, match="day NaT: expected a date"):
            graph.at(pd.NaT)


@pytest.mark.parametrize("day", [dt.date(2014, 6, 9), dt.datetime(2014, 6, 9, 12), pd.Timestamp("2014-06-09 12:00")])
def test_every_question_takes_a_day_in_each_of_its_forms(bundled: EmbeddedStore, day: dt.date):
    with open_graph(str(bundled)) as graph:
        for ask in (
            lambda day: graph.at(day).standing("UNTOC"),
            lambda day: graph.query("treaty-participants", treaty="UNTOC", as_of=day),
            lambda day: graph.cypher("RETURN date($as_of) AS day", as_of=day),
            lambda day: graph.cypher("RETURN date($day) AS day", day=day),
        ):
            assert ask(day).equals(ask("2014-06-09"))
        assert graph.brief("FRA", as_of=day).markdown == graph.brief("FRA", as_of="2014-06-09").markdown
        assert graph.atlas(as_of=day, region="Oceania") == graph.atlas(as_of="2014-06-09", region="Oceania")


def test_a_graph_shows_itself_on_a_line_and_opens_nothing(tmp_path: Path):
    assert repr(open_graph(str(tmp_path / "nothing"))) == f"<Graph in {tmp_path / 'nothing'}>"


def test_a_closed_graph_opens_again(bundled: EmbeddedStore):
    with open_graph(str(bundled)) as graph:
        first = graph.at("2014-06-09").standing("UNTOC")
    graph.close()
    assert graph.at("2014-06-09").standing("UNTOC").equals(first)
    assert len(graph.cypher("MATCH (t:Treaty) RETURN t.id AS id")) > 50


def test_networkx_holds_every_node_and_fact(bundled: EmbeddedStore):
    counts = bundled.ledger().counts
    found = open_graph(str(bundled)).to_networkx()
    assert found.number_of_nodes() + found.number_of_edges() == sum(counts.values())
    types = [type_ for _, _, type_ in found.edges(data="type")]
    assert types.count("PARTY_TO") == counts["PARTY_TO"]


SYNTHETIC = """
id: synthetic_forum
title: Participants of a forum that does not exist
publisher: Nobody
url: https://example.org/forum
licence: CC0-1.0
citation: Nobody
authority: page
as_of: 2024-05-31
covers: synthetic
rows:
  Mechanism: {minimum: 1}
"""


def test_a_graph_is_built_from_python(tmp_path: Path):
    facts = tmp_path / "mine" / "synthetic_forum" / "facts"
    facts.mkdir(parents=True)
    (facts.parent / "source.yml").write_text(SYNTHETIC, encoding="utf-8")
    row = "id,name,kind,locator\nSYNTHETIC_FORUM,Synthetic Forum,regional,front page\n"
    (facts / "Mechanism.csv").write_text(row, encoding="utf-8", newline="\n")
    store, names = str(tmp_path / "store"), ["synthetic_forum", "world_countries"]
    with build(store, sources=tmp_path / "mine", names=names) as graph:
        found = graph.cypher("MATCH (n:Mechanism) RETURN n.name AS name")
        assert (found["name"].tolist(), len(graph.recorded.of("State")) > 190) == (["Synthetic Forum"], True)
        run = graph.run
    (facts / "Mechanism.csv").write_text(row + "B,,regional,front page\n", encoding="utf-8", newline="\n")
    with pytest.raises(FactsError, match=r"synthetic_forum/facts/Mechanism\.csv row 3"):
        build(store, sources=str(tmp_path / "mine"), names=names)
    assert open_graph(store).run == run
    with pytest.raises(UsageError, match="nothing_like_it"):
        build(store, names=["nothing_like_it"])


def test_a_brief_is_saved_by_the_ending_of_its_file(bundled: EmbeddedStore, tmp_path: Path):
    with open_graph(str(bundled)) as graph:
        page = graph.brief("NPL", as_of="2026-09-24")
    assert page.save(tmp_path / "nepal.html").read_text(encoding="utf-8") == page.html
    assert page.save(tmp_path / "nepal.MD").read_text(encoding="utf-8") == page.markdown
    assert len(repr(page)) < 200
    with pytest.raises(UsageError, match=r"expected a file ending in \.html or \.md"):
        page.save(tmp_path / "nepal.docx")


@pytest.mark.parametrize("form", ["pickle", "parquet", "feather"])
def test_an_answer_is_stored_as_any_table(bundled: EmbeddedStore, tmp_path: Path, form: str):
    with open_graph(str(bundled)) as graph:
        rows = graph.query("not-party", treaty="TIP_PROTOCOL")
    file = tmp_path / f"rows.{form}"
    getattr(rows, f"to_{form}")(file)
    read = getattr(pd, f"read_{form}")(file)
    assert read[["id", "answer"]].equals(pd.DataFrame(rows[["id", "answer"]]))
    assert str(read.attrs["day"]) == str(rows.attrs["day"])
    assert read.attrs["counted"] == rows.attrs["counted"]
    if form == "pickle":
        with pytest.raises(TypeError, match="no answer of a graph any more"):
            read.picture()
