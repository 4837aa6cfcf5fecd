"""Pictures of answers: every question drawn or refused with a reason, legible, still, silent, the same bytes twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from browsing import Opener
from hypothesis import given, settings
from hypothesis import strategies as st
from sweeps import swept
from typer.testing import CliRunner

from pactgraph.analysis.as_at import AsAt
from pactgraph.catalogue import catalogue
from pactgraph.cli.app import command_line
from pactgraph.errors import UsageError
from pactgraph.graph import Graph
from pactgraph.pages.arrange import GAP, SIGN, arranged
from pactgraph.rows import Rows

APP = command_line()

AXE = (Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js").resolve()
AROUND_NEPAL = """MATCH path = (s:State {id: 'NPL'})-[r:STANDING|MEMBER_OF]->(there)
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of) RETURN path"""
HUNDRED = """MATCH (s:State)-[r:STANDING {answer: 'party'}]->(t:Treaty {id: 'TIP_PROTOCOL'})
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)
WITH s, r, t ORDER BY s.id LIMIT 99 RETURN s, r, t"""
NOT_DRAWN = {
    "agreements-by-aim": "numbers and texts only",
    "agreements-by-decade": "numbers and texts only",
    "clusters": "no rows",
    "disputes-by-kind": "numbers and texts only",
    "gaps-by-cluster": "no rows",
    "rapporteur-reports": "numbers and texts only",
    "single-source": "numbers and texts only",
    "source-agreement": "numbers and texts only",
    "sources": "numbers and texts only",
    "states-in-clusters": "no rows",
    "ties-across-clusters": "no rows",
}
"""Questions that are not drawn, and a part of the reason; clusters are there only where analysis was written."""

QUICK = ("bilateral-partners", "legal-basis", "state-memberships", "not-party")


def parameters(name: str) -> dict[str, object]:
    """Return parameters that the question is known to answer with."""
    given = {
        "body": "ASEAN",
        "entity": "UNODC",
        "one": "27",
        "other": "THA",
        "paragraph": "27",
        "state": "KHM",
        "treaty": "TIP_PROTOCOL",
    }
    wanted = catalogue()[name].front.parameters
    found = {key: given[key] for key, one in wanted.items() if one.default is None and key in given}
    return found | ({"other": "28"} if name == "in-two-paragraphs" else {})


@pytest.mark.parametrize("name", swept(sorted(catalogue()), [*NOT_DRAWN, *QUICK]))
def test_every_question_is_drawn_or_refused_with_a_reason(graph: Graph, name: str) -> None:
    answer = graph.query(name, **parameters(name))
    if name in NOT_DRAWN:
        with pytest.raises(UsageError, match=NOT_DRAWN[name]):
            answer.picture()
        return
    page = answer.picture().html
    assert len(page.encode()) < 1_000_000
    assert answer.picture().html == page


def test_a_picture_of_a_hundred_nodes_is_small(graph: Graph) -> None:
    page = graph.picture(HUNDRED)
    assert "Drawn: 100 nodes, 99 facts" in page.html
    assert len(page.html.encode()) < 1_000_000


OVERLAPPING = """() => {
  const { nodes, network, nameSize } = globalThis.pactgraph;
  const scale = network.getScale();
  const boxes = nodes.map((node) => {
    const { width, height } = nameSize(node);
    const [near, far] = [node.x - node.side * 8, node.x + node.side * (13 + width)];
    return { name: node.name, left: Math.min(near, far), right: Math.max(near, far), top: node.y - height / 2, bottom: node.y + height / 2 };
  });
  const over = [];
  for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1))
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) over.push(`${a.name} / ${b.name}`);
  const box = document.getElementById("network").getBoundingClientRect();
  const corners = boxes.flatMap((b) => [network.canvasToDOM({ x: b.left, y: b.top }), network.canvasToDOM({ x: b.right, y: b.bottom })]);
  const outside = corners.filter(({ x, y }) => x < 0 || y < 0 || x > box.width || y > box.height).length;
  return { over, outside, letters: 12 * scale };
}"""


@pytest.mark.parametrize("asked", [HUNDRED, AROUND_NEPAL])
def test_every_name_can_be_read(opened: Opener, graph: Graph, tmp_path: Path, asked: str) -> None:
    file = graph.picture(asked).save(tmp_path / "picture.html")
    seen = opened(file=file, width=1440, height=900)
    found = seen.page.evaluate(OVERLAPPING)
    assert (found["over"], found["outside"]) == ([], 0)
    assert found["letters"] >= 9.5


@pytest.mark.parametrize(("dark", "phone"), [(False, False), (True, False), (False, True)])
def test_the_page_asks_for_nothing_says_nothing_and_is_accessible(
    opened: Opener, graph: Graph, tmp_path: Path, dark: bool, phone: bool
) -> None:
    file = graph.picture("shared-agreements", state="KHM", other="THA").save(tmp_path / "picture.html")
    seen = opened(file=file, width=390 if phone else 1440, height=844 if phone else 900, dark=dark, phone=phone)
    # The page lets only its own scripts run; axe comes in past that, as a reader's tools would.
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = seen.page.evaluate("async () => (await axe.run()).violations.map((v) => [v.id, v.nodes[0].html])")
    assert faults == []
    assert (seen.heard.requests, seen.heard.console, seen.heard.errors) == ([], [], [])


def test_it_stands_still_within_a_second(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    seen = opened(file=graph.picture(HUNDRED).save(tmp_path / "picture.html"), width=1440, height=900)
    first = seen.page.locator("#network canvas").screenshot()
    seen.page.wait_for_timeout(1_000)
    assert seen.page.locator("#network canvas").screenshot() == first


def test_the_legend_counts_and_hides(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    file = graph.picture("shared-agreements", state="KHM", other="THA").save(tmp_path / "picture.html")
    page = opened(file=file).page
    entries = page.locator("#legend button")
    counts = dict(re.fullmatch(r"(.*) \((\d+)\)", text).groups() for text in entries.all_inner_texts())  # type: ignore[union-attr]
    facts = page.evaluate("() => globalThis.pactgraph.lines.map((line) => line.type)")
    assert int(counts["State"]) == 2
    assert int(counts["CONCLUDED"]) == facts.count("CONCLUDED") > 0
    before = page.locator("#network canvas").screenshot()
    page.locator("#legend button", has_text="Treaty").click()
    assert page.locator("#legend button", has_text="Treaty").get_attribute("aria-pressed") == "false"
    assert page.locator("#network canvas").screenshot() != before


def test_keys_reach_every_node_and_its_sources(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    file = graph.picture("not-party", treaty="TIP_PROTOCOL").save(tmp_path / "picture.html")
    page = opened(file=file).page
    page.locator("#network").focus()
    named = set()
    for _ in range(12):
        page.keyboard.press("PageDown")
        named.add(page.locator("#said").inner_text().split(",")[0])
    assert len(named) == 12
    page.keyboard.press("Enter")
    assert "source" in page.locator("#panel").inner_text()


def test_a_line_tells_its_day_and_its_source(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    file = graph.picture(
        "MATCH (s:State {id: 'NPL'})-[r:STANDING {answer: 'party'}]->(t:Treaty {id: 'TIP_PROTOCOL'}) RETURN r"
    ).save(tmp_path / "picture.html")
    page = opened(file=file).page
    page.evaluate("() => { const { lines, choose } = globalThis.pactgraph; choose(-1, lines[0]); }")
    panel = page.locator("#panel").inner_text()
    stated = graph.cypher(
        "MATCH (s:State {id: 'NPL'})-[r:STANDING {answer: 'party'}]->(t:Treaty {id: 'TIP_PROTOCOL'}) "
        "RETURN r.sources AS sources, r.locators AS locators, toString(r.since) AS since"
    ).iloc[0]
    assert "Nepal" in panel
    assert all(text in panel for text in [*stated["sources"], *stated["locators"]])


def test_more_than_can_be_told_apart_stand_together(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    page = opened(
        file=graph.picture("MATCH (s:State)-[r:MEMBER_OF]->(b) RETURN s, r, b").save(tmp_path / "p.html")
    ).page
    assert "those of a label stand together" in page.locator(".said").first.inner_text()
    counts = page.evaluate("() => globalThis.pactgraph.nodes.map(({ label, count }) => [label, count])")
    assert dict(counts)["State"] == len(graph.cypher("MATCH (s:State)-[:MEMBER_OF]->() RETURN DISTINCT s.id AS id"))


HOSTILE = "</script><img src=x onerror=alert(1)>'\"&{{7*7}}\u202e"


def test_nothing_hostile_runs(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    """What a reader writes into a statement stands on the page as text."""
    file = graph.picture("MATCH (s:State {id: 'NPL'}) RETURN s, $word AS word /* x */", word=HOSTILE).save(
        tmp_path / "p.html"
    )
    seen = opened(file=file)
    # What turns text around is written out.
    assert seen.page.locator(".below").inner_text().count(HOSTILE.replace("\u202e", "\\u202e")) == 2
    assert seen.page.locator("img").count() == 0
    assert (seen.heard.requests, seen.heard.console, seen.heard.errors) == ([], [], [])


def test_a_notebook_keeps_the_page_once_and_opens_it(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    atlas = graph.atlas()
    cell = atlas._repr_html_()
    assert len(cell) < 1_200_000
    assert len(repr(atlas)) < 200
    notebook = tmp_path / "cell.html"
    notebook.write_text(
        f"<!doctype html><html data-ready=yes><title>cell</title>{cell}</html>", encoding="utf-8", newline="\n"
    )
    seen = opened(file=notebook)
    frame = seen.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=15_000)
    assert "trafficking" in frame.locator("h1").inner_text()


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_picture_is_saved_with_what_must_be_cited(opened: Opener, graph: Graph, tmp_path: Path, form: str) -> None:
    page = opened(file=graph.picture("not-party", treaty="TIP_PROTOCOL").save(tmp_path / "p.html")).page
    with page.expect_download() as saving:
        page.locator(f"#save-{form}").click()
    saved = Path(saving.value.path()).read_bytes()
    if form == "png":
        assert saved.startswith(b"\x89PNG")
        return
    text = saved.decode("utf-8")
    assert all(word in text for word in ("Cite:", "Sources:", "STANDING: not party (10)", "Yemen"))


def test_pyvis_goes_on_with_the_network(graph: Graph, tmp_path: Path) -> None:
    network = graph.query("not-party", treaty="TIP_PROTOCOL").to_pyvis()
    assert {node["label"] for node in network.nodes} > {"Yemen", "Tonga"}
    assert len(network.edges) == 11
    assert all(edge["label"] == "STANDING" and edge["arrows"] == "to" for edge in network.edges)
    yemen = next(edge for edge in network.edges if edge["from"] == "State YEM")
    assert yemen["title"].split("\n")[:2] == ["STANDING", "not party"]
    assert any(": " in line for line in yemen["title"].split("\n")[2:])
    network.add_node("mine", label="Mine")
    network.toggle_physics(True)
    network.save_graph(str(tmp_path / "network.html"))
    assert "Yemen" in (tmp_path / "network.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("question", "given", "title"),
    [
        ("not-party", {"treaty": "TIP_PROTOCOL"}, ": treaty Trafficking in Persons Protocol"),
        (
            "not-party",
            {"treaty": "TIP_PROTOCOL", "region": "Africa"},
            ": treaty Trafficking in Persons Protocol, region Africa",
        ),
        ("shared-agreements", {"state": "BTN", "other": "IND"}, ": state Bhutan, other India"),
    ],
)
def test_the_title_of_a_picture_says_by_name_what_was_asked_about(graph: Graph, question, given, title) -> None:
    assert graph.query(question, **given).picture().title.endswith(title)


@pytest.mark.parametrize(
    ("asked", "nodes", "facts"),
    [
        # The row that a known gap is about: the State, the treaty and the neighbour, as they stand and are.
        (lambda then: then.gaps("instrument", state="NPL", unknown=False).iloc[:1], {"NPL"}, {"STANDING"}),
        (lambda then: then.standing("TIP_PROTOCOL", region="Oceania"), {"TIP_PROTOCOL", "FJI"}, {"STANDING"}),
        (lambda then: then.basis("KHM", "THA"), {"KHM", "THA"}, set()),
    ],
    ids=["gaps", "standing", "basis"],
)
def test_what_analysis_answers_can_be_drawn(
    graph: Graph, asked: Callable[[AsAt], Rows], nodes: set[str], facts: set[str]
) -> None:
    rows = asked(graph.at())
    assert {"day", "known_until", "denominator", "counted", "run"} <= rows.attrs.keys()
    drawn = rows.to_networkx()
    assert nodes <= set(drawn)
    assert facts <= {type_ for _, _, type_ in drawn.edges(data="type")}
    assert len(rows.picture().html.encode()) < 1_000_000


def test_strictly_lines_say_what_the_rows_say(graph: Graph) -> None:
    """No source vouches for 24 September 2026, so that nobody is known to be party or not."""
    rows = graph.query("not-party", treaty="TIP_PROTOCOL", region="Oceania", strict="true")
    assert set(rows["answer"]) == {"unknown"}
    then = graph.at(strict=True).standing("TIP_PROTOCOL", region="Oceania")
    assert set(then["answer"]) == {"unknown"}
    for found in (rows, then):
        lines = list(found.to_networkx().edges(data=True))
        assert len(lines) == len(rows) == 14
        assert {data["answer"] for *_, data in lines} == {"unknown"}
    assert "not party" in {data["answer"] for *_, data in graph.query("not-party").to_networkx().edges(data=True)}


def test_days_are_dates_and_datetimes_where_asked(graph: Graph) -> None:
    rows = graph.query("not-party", treaty="TIP_PROTOCOL")
    assert {type(day) for day in rows["known_until"]} == {dt.date}
    asked = rows.with_datetimes()
    assert str(asked["known_until"].dtype) == "datetime64[s]"
    assert asked["known_until"].dt.date.tolist() == rows["known_until"].tolist()
    assert asked.attrs == rows.attrs
    assert asked.picture().html  # it is an answer still


def test_the_command_writes_a_picture_or_says_why_not(graph: Graph, tmp_path: Path) -> None:
    runner, store = CliRunner(), ["--store", str(graph._store)]
    drawn = runner.invoke(
        APP, ["query", "not-party", "-p", "treaty=TIP_PROTOCOL", "-o", str(tmp_path / "p.HTML"), *store]
    )
    assert drawn.exit_code == 0
    assert (tmp_path / "p.HTML").read_text(encoding="utf-8") == graph.picture("not-party", treaty="TIP_PROTOCOL").html
    refused = runner.invoke(APP, ["query", "agreements-by-decade", "-o", str(tmp_path / "q.html"), *store])
    assert refused.exit_code != 0
    assert not (tmp_path / "q.html").exists()


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_an_answer_is_exported_as_a_graph(graph: Graph, tmp_path: Path, ending: str) -> None:
    rows = graph.query("not-party", treaty="TIP_PROTOCOL")
    expected = rows.to_networkx()
    assert {(a, b, key) for a, b, key in expected.edges(keys=True)} == {
        (state, "TIP_PROTOCOL", "STANDING") for state in rows["id"]
    }
    target = tmp_path / f"answer.{ending.upper()}"
    asked = ["query", "not-party", "-p", "treaty=TIP_PROTOCOL", "--store", str(graph._store)]
    assert CliRunner().invoke(APP, [*asked, "-o", str(target)]).exit_code == 0
    read = nx.read_graphml(target) if ending == "graphml" else nx.read_gexf(target)
    assert {(a, b, data["answer"]) for a, b, data in read.edges(data=True)} == {
        (a, b, data["answer"]) for a, b, data in expected.edges(data=True)
    }
    printed = CliRunner().invoke(APP, [*asked, "--format", ending, "-o", "-"])
    assert printed.stdout == target.read_text(encoding="utf-8")


NAMES = st.text("abcdefgh", min_size=1, max_size=2)


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.dictionaries(NAMES, st.tuples(st.floats(10, 240), st.floats(14, 42)), min_size=1, max_size=24),
    pairs=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40),
)
def test_no_two_names_overlap(sizes: dict[str, tuple[float, float]], pairs: list[tuple[int, int]]) -> None:
    nodes = sorted(sizes)
    links = [(nodes[one % len(nodes)], nodes[other % len(nodes)]) for one, other in pairs]
    ((spots, (left, top, right, bottom)),) = arranged(sizes, links)
    assert spots == arranged(sizes, links)[0][0]
    boxes = []
    for node, (width, height) in sizes.items():
        spot = spots[node]
        near, far = spot.x - spot.side * SIGN, spot.x + spot.side * (SIGN + GAP + width)
        half = max(height / 2, SIGN)
        boxes.append((min(near, far), spot.y - half, max(near, far), spot.y + half))
    for at, one in enumerate(boxes):
        assert left - 1 <= one[0]
        assert top - 1 <= one[1]
        assert one[2] <= right + 1
        assert one[3] <= bottom + 1
        for other in boxes[at + 1 :]:
            # Places are whole units, so that boxes may share one.
            assert not (
                one[0] + 1 < other[2] and other[0] + 1 < one[2] and one[1] + 1 < other[3] and other[1] + 1 < one[3]
            )
