"""Every door names every kind of gap, and all of them give the same numbers."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sweeps import swept

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gap_kinds import gap_kinds, load_gap_kinds
from pactgraph.analysis.gaps import RULES, SHOWN
from pactgraph.analysis.written import derive
from pactgraph.errors import PactgraphError
from pactgraph.export.schema_page import as_markdown
from pactgraph.facts.schema import bundled_schema
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

KINDS = list(gap_kinds())
ROOT = Path(__file__).parents[2]
DAYS = [dt.date(1935 + 5 * number, 6, 9) for number in range(1, 19)] + [dt.date(2014, 6, 9), dt.date(2026, 9, 24)]
QUICK = [dt.date(1940, 6, 9), dt.date(1985, 6, 9), dt.date(2014, 6, 9), dt.date(2026, 9, 24)]


def pactgraph(*arguments: str) -> str:
    command = [sys.executable, "-m", "pactgraph", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("door", "named"),
    [
        ("python", lambda: list(RULES)),
        ("the values of Gap", lambda: list(bundled_schema().nodes["Gap"].properties["kind"].values)),
        ("the reference page", lambda: [k for k in KINDS if f"| `{k}` | {gap_kinds()[k].title} |" in _page()]),
        ("the help of the command", lambda: [k for k in KINDS if f"{k}: {gap_kinds()[k].title}" in _help()]),
    ],
)
def test_every_kind_is_at_every_door(door, named):
    assert sorted(named()) == sorted(KINDS), door


def _page() -> str:
    page = as_markdown(bundled_schema())
    assert page == (ROOT / "docs" / "reference" / "schema.md").read_text(encoding="utf-8")
    return page


def _help() -> str:
    return " ".join(pactgraph("gaps", "--help").replace("│", " ").split())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("sideways: true", "sideways"),
        ("rests_on: [STANDS]", "unknown relationship type STANDS"),
        ("topics: [weather]", "unknown topic weather"),
        ("peers: [subregion]", "thresholds and peers go together"),
    ],
)
def test_a_declaration_that_is_wrong_is_told(tmp_path: Path, line, message):
    text = {"title": "A", "question": "Q?", "expectation": "e", "rests_on": "[STANDING]", "unknown": "never"}
    key, _, value = line.partition(": ")
    body = "".join(f"  {name}: {said}\n" for name, said in {**text, key: value}.items())
    (tmp_path / "gaps.yml").write_text(f"kind:\n{body}", encoding="utf-8")
    with pytest.raises(PactgraphError, match=message):
        load_gap_kinds(tmp_path / "gaps.yml")


@pytest.fixture(scope="module")
def graph(bundled: EmbeddedStore) -> Graph:
    return open_graph(str(bundled))


def counted(then: AsAt) -> dict[str, dict[str, int]]:
    """How many answers of each kind the rows of its table have."""
    found = {}
    for kind in KINDS:
        table = then.tables.gaps(kind)
        answer = table.columns.index("answer")
        found[kind] = Counter(str(row[answer]) for row in table.rows)
        assert len({(row[1], row[3], row[4]) for row in table.rows}) == len(table.rows), "one row a question"
    return found


@pytest.mark.parametrize("day", swept(DAYS, QUICK), ids=str)
def test_every_door_gives_the_same_numbers(graph: Graph, day):
    then = graph.at(day)
    rows = counted(then)
    overview = {
        row[0]: dict(zip(("gap", "unknown", "not listed"), row[2:5], strict=True)) for row in then.tables.gaps().rows
    }
    written = Counter(
        (str(n.properties["kind"]), str(n.properties["answer"]))
        for n in derive(then, "run").nodes
        if n.key.label == "Gap"
    )
    for kind in KINDS:
        assert {answer: rows[kind][answer] for answer in SHOWN} == overview[kind], (kind, day)
        assert {answer: written[kind, answer] for answer in SHOWN} == overview[kind], (kind, day)
        if then.answered(kind).cannot_say_gap:
            assert rows[kind]["gap"] == 0, (kind, day)
    in_memory = AsAt(graph.recorded, day)
    assert {kind: in_memory.answered(kind).counts for kind in KINDS} == {k: then.answered(k).counts for k in KINDS}


@pytest.mark.parametrize("kind", ["instrument", "border", "ratification", "bilateral", "report"])
def test_the_command_and_the_frame_give_the_same_rows(bundled: EmbeddedStore, graph: Graph, kind):
    frame = graph.at("2014-06-09").gaps(kind)
    asked = ("gaps", kind, "--as-of", "2014-06-09", "--store", str(bundled), "--format", "json")
    told = json.loads(pactgraph(*asked))
    assert len(told["rows"]) == len(frame)
    assert [row["answer"] for row in told["rows"]] == list(frame["answer"])
    assert told["counted"] == frame.attrs["counted"]
    assert frame.attrs["denominator"] == 193


def test_a_brief_and_the_table_have_the_same_gaps(graph: Graph):
    then = graph.at("2014-06-09")
    table = then.gaps("instrument", unknown=False)
    for state in ("KHM", "THA", "ISL", "SOM"):
        brief = then.brief(state)
        assert [m.gap.about and m.gap.about.id for m in brief.missing] == list(table[table["id"] == state]["about"])
        assert len(brief.signed) == len(then.gaps("ratification", state=state))


def test_strictly_nothing_is_a_gap_that_no_source_vouches_for(graph: Graph):
    then, strictly = graph.at("2030-01-01"), graph.at("2030-01-01", strict=True)
    assert then.gaps("instrument", unknown=False).attrs["known_until"] < dt.date(2030, 1, 1)
    for kind in KINDS:
        assert strictly.answered(kind).counts["gap"] == 0, kind
    assert set(strictly.standing("TIP_PROTOCOL")["answer"]) == {"unknown"}
    assert "strict" in strictly.gaps("instrument").attrs["counted"]
