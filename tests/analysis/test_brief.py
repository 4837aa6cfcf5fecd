from __future__ import annotations

import datetime as dt
import html
from html.parser import HTMLParser

import pytest

from pactgraph.analysis.brief import brief
from pactgraph.analysis.gaps import regions
from pactgraph.analysis.projection import Recorded, read
from pactgraph.facts.records import Key
from pactgraph.pages.brief import Page, as_html, as_markdown, page
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 7, 10)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> | `x` [y](z)'


@pytest.fixture(scope="module")
def recorded(bundled: EmbeddedStore) -> Recorded:
    with bundled.open() as reader:
        return read(reader)


def made(recorded: Recorded, state: str, day: dt.date = DAY) -> Page:
    return page(recorded, brief(recorded, day, state, regions(recorded)), "run")


def test_thailand_as_at_the_day(recorded: Recorded):
    found = brief(recorded, DAY, "THA", regions(recorded))
    by_treaty = {missing.treaty.id: missing for missing in found.missing}
    smuggling = by_treaty["SMUGGLING_PROTOCOL"]
    assert smuggling.standing == "signatory only"
    assert {fact.start.id: fact.started for fact in smuggling.ask} == {
        "KHM": "2005-12-12",
        "LAO": "2003-09-26",
        "MMR": "2004-03-30",
    }
    assert "TIP_PROTOCOL" in {fact.end.id for fact in found.party}
    assert {partner.state.id for partner in found.partners if partner.border} == {"KHM", "LAO", "MMR", "MYS"}


def test_where_nothing_is_covered_everything_not_recorded_is_unknown(recorded: Recorded):
    found = brief(recorded, dt.date(2040, 1, 1), "THA", regions(recorded))
    assert found.missing == []
    assert not any(gap.answer == "gap" for gap in found.signed)
    assert len(found.unknown) + len(found.party) == len(recorded.of("Treaty"))


class Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_html_and_markdown_state_the_same_and_hostile_names_stay_text(recorded: Recorded):
    nodes = {**recorded.nodes, Key("State", "THA"): {**recorded.nodes[Key("State", "THA")], "name": HOSTILE}}
    shown = made(Recorded(nodes, recorded.facts), "THA")
    parsed = Texts()
    parsed.feed(as_html(shown))
    assert not parsed.tags & {"script", "img"}
    text = html.unescape(" ".join(parsed.found))
    markdown = as_markdown(shown)
    assert "<script" not in markdown.replace("\\<", "")
    for section in shown.sections:
        assert section.title in text
        assert f"## {section.title}" in markdown
        for row in section.rows:
            assert all(cell in text for cell in row)
    assert markdown.count("\n| ") >= sum(len(section.rows) + 2 for section in shown.sections)


def test_the_same_graph_gives_the_same_bytes(recorded: Recorded):
    assert as_html(made(recorded, "CHE")) == as_html(made(recorded, "CHE"))
    with pytest.raises(KeyError):
        made(recorded, "VAT")
