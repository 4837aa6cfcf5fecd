"""The page's numbers are the commands': its tables on twenty days, and its standings on days the reader moves to."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from browsing import Opener
from playwright.sync_api import Browser, expect
from sweeps import swept

from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.graph import Graph
from pactgraph.pages.contents import contents, data

DAYS = [
    dt.date(1946, 1, 1),
    dt.date(1951, 7, 2),
    dt.date(1960, 9, 20),
    dt.date(1970, 12, 31),
    dt.date(1979, 12, 18),
    dt.date(1990, 10, 3),
    dt.date(1995, 5, 5),
    dt.date(2000, 11, 15),
    dt.date(2003, 12, 25),
    dt.date(2006, 6, 28),
    dt.date(2009, 2, 28),
    dt.date(2011, 7, 14),
    dt.date(2014, 6, 9),
    dt.date(2014, 7, 10),
    dt.date(2014, 7, 11),
    dt.date(2015, 3, 15),
    dt.date(2018, 10, 31),
    dt.date(2024, 2, 29),
    dt.date(2025, 4, 11),
    dt.date(2026, 9, 24),
]
QUICK = [dt.date(1960, 9, 20), dt.date(2014, 7, 11), dt.date(2026, 9, 24)]
MOVED = [
    dt.date(1946, 1, 1),
    dt.date(1960, 9, 20),
    dt.date(2000, 12, 31),
    dt.date(2014, 6, 9),
    dt.date(2015, 3, 15),
    dt.date(2024, 2, 29),
]


def carried(html: str) -> dict[str, Any]:
    """Return the data a page carries."""
    packed = re.search(r'<script type="text/plain" id="data">(.*?)</script>', html, re.DOTALL)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def answers(found: dict[str, Any], kind: str) -> list[tuple[str, ...]]:
    """Return the rows of a kind of gap on a page: subject, about, other, and the cells that name no node."""
    nodes = found["nodes"]

    def id_(index: int) -> str:
        return "" if index < 0 else nodes[index]["id"]

    table = next(table for table in found["tables"] if table["name"] == kind)
    plain = [at for at, column in enumerate(table["columns"]) if not column["node"]]
    return [
        (id_(row["subject"]), id_(row["about"]), id_(row["other"]), *(str(row["cells"][at]) for at in plain))
        for row in table["rows"]
    ]


def asked(frame: pd.DataFrame, kind: str) -> list[tuple[str, ...]]:
    """Return the rows of `AsAt.gaps` likewise."""
    peers = gap_kinds()[kind].peers
    columns = ["id", "about", "other", "answer", "standing", "expectation", *peers, "known_until"]
    return [tuple("" if pd.isna(cell) else str(cell) for cell in row) for row in frame[columns].to_numpy().tolist()]


@pytest.mark.parametrize("day", swept(DAYS, QUICK), ids=dt.date.isoformat)
def test_every_kind_of_gap_row_by_row(graph: Graph, day: dt.date) -> None:
    found = json.loads(json.dumps(data(contents(graph.recorded, day))))
    known = {table["name"] for table in found["tables"] if any(row["answer"] == "gap" for row in table["rows"])}
    in_order = sorted(gap_kinds(), key=lambda kind: kind not in known)
    assert [table["name"] for table in found["tables"]] == [*in_order, "few"]
    then = graph.at(day)
    for kind in gap_kinds():
        assert answers(found, kind) == asked(then.gaps(kind), kind), kind


@pytest.mark.parametrize(
    ("day", "in_words"),
    [
        (dt.date(2014, 6, 9), "9 Jun 2014"),
        # Nobody had replied to a report yet: a kind without any answer has no gap, either.
        (dt.date(1960, 9, 20), "20 Sep 1960"),
    ],
)
def test_a_page_made_for_another_day_shows_its_counts(
    graph: Graph, browser: Browser, tmp_path: Path, day: dt.date, in_words: str
) -> None:
    html = graph.atlas(as_of=day).html
    assert carried(html)["day"] == int(f"{day:%Y%m%d}")
    file = tmp_path / "atlas.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    page = browser.new_page()
    then = graph.at(day)
    for kind in gap_kinds():
        page.goto(f"{file.as_uri()}#view=gaps&kind={kind}")
        page.wait_for_selector("html[data-ready=yes]")
        counted = Counter(then.gaps(kind)["answer"])
        said = f"{counted['gap']:,} gap{'' if counted['gap'] == 1 else 's'}"
        said += "".join(f", {counted[answer]:,} {answer}" for answer in ("unknown", "not listed") if counted[answer])
        expect(page.locator("#gaps-count")).to_have_text(f"{said}; as at {in_words}")
    page.close()


STANDINGS = """(day) => {
  const { asAt, nodes } = pactgraph;
  const now = asAt(day);
  const states = nodes.filter((n) => n.label === "State");
  const treaties = nodes.filter((n) => n.label === "Treaty");
  return {
    members: now.members.map((n) => n.id),
    treaties: now.treaties.map((n) => n.id),
    standings: states.flatMap((s) => treaties.flatMap((t) => {
      const spell = now.spell(s.index, t.index);
      return spell ? [[s.id, t.id, spell.extra.answer, spell.known_until]] : [];
    })),
  };
}"""


@pytest.mark.parametrize("day", MOVED, ids=dt.date.isoformat)
def test_standings_of_a_day_the_reader_moves_to(opened: Opener, graph: Graph, day: dt.date) -> None:
    found = opened().page.evaluate(STANDINGS, day.year * 10_000 + day.month * 100 + day.day)
    then = graph.at(day)
    assert sorted(found["members"]) == then.members
    assert sorted(found["treaties"]) == then.treaties

    def number(known: dt.date | None) -> int:
        return 0 if known is None else known.year * 10_000 + known.month * 100 + known.day

    assert sorted(map(tuple, found["standings"])) == sorted(
        (state, treaty, standing.answer, number(standing.known_until))
        for (state, treaty), standing in then.standings.items()
    )


def test_known_counts_of_the_report_day(opened: Opener) -> None:
    page = opened("day=2014-06-09&select=Treaty:TIP_PROTOCOL").page
    expect(page.locator("#panel .lead")).to_have_text(
        "158 party, 8 signatory, 27 not party: 193 UN Member States of 9 Jun 2014."
    )
