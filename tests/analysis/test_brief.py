from __future__ import annotations

import datetime as dt
import html
from html.parser import HTMLParser

import pytest

from pactgraph import open_graph
from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.recorded import Recorded
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.graph import Graph
from pactgraph.pages.brief import Page, page
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 7, 10)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> | `x` [y](z)'


@pytest.fixture(scope="module")
def graph(bundled: EmbeddedStore) -> Graph:
    return open_graph(str(bundled))


def made(recorded: Recorded, state: str, day: dt.date = DAY) -> Page:
    then = AsAt(recorded, day)
    return page(then, then.brief(state), "run")


def test_thailand_as_at_the_day(graph: Graph):
    found = graph.at(DAY).brief("THA")
    by_treaty = {missing.gap.about.id: missing for missing in found.missing if missing.gap.about}
    smuggling = by_treaty["SMUGGLING_PROTOCOL"]
    assert smuggling.gap.standing == "signatory"
    assert {state.id: told.started for state, told in smuggling.ask} == {
        "KHM": "2005-12-12",
        "LAO": "2003-09-26",
        "MMR": "2004-03-30",
    }
    assert "TIP_PROTOCOL" in {towards.treaty.id for towards in found.party}
    assert {partner.state.id for partner in found.partners if partner.border} == {"KHM", "LAO", "MMR", "MYS"}


def test_a_later_day_shows_until_when_answers_are_known_and_strictly_none_is(graph: Graph):
    later, strictly = (graph.brief("Thailand", as_of="2040-01-01", strict=strict) for strict in (False, True))
    assert "known until" in later.markdown
    assert "Party to 0 of" in strictly.markdown
    found = graph.at("2040-01-01", strict=True).brief("THA")
    assert (found.missing, found.party) == ([], [])
    assert not any(gap.answer == "gap" for gap in found.signed)
    # Treaties of other regions are not asked about.
    assert len(found.unknown) == found.asked < len(graph.at("2040-01-01").treaties)


def test_instruments_against_trafficking_stand_first_gap_or_not(graph: Graph):
    # Nepal was not party in 2014, while both its neighbours were.
    nepal = graph.brief("NPL", as_of="2014-06-09")
    assert nepal.summary[0].startswith("Instruments against trafficking. Not party: Trafficking in Persons Protocol, ")
    first = nepal.sections[0]
    assert first.title == "Instruments against trafficking"
    assert first.rows[0][:4] == (
        "Trafficking in Persons Protocol", "not party", "2 of 2", "158 of 192 other Member States"
    )  # fmt: skip
    # Thailand is party, which raises no gap, and is told.
    assert graph.brief("THA", as_of="2014-06-09").sections[0].rows[0][:2] == (
        "Trafficking in Persons Protocol", "party, since 2013-10-17"
    )  # fmt: skip


def test_what_a_report_says_carries_its_status_and_a_brief_says_what_it_cannot_say(graph: Graph):
    spain = graph.brief("ESP", as_of="2014-08-01")
    said = next(section for section in spain.sections if section.title == "What the report says")
    assert said.rows
    assert {row[1] for row in said.rows} >= {"in place"}
    assert any("no gap can be said" in line for line in spain.summary)
    assert "In force" not in {section.title for section in spain.sections}, "consent is not entry into force"


class Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_html_and_markdown_state_the_same_and_hostile_names_stay_text(graph: Graph):
    recorded = graph.recorded
    nodes = {**recorded.nodes, Key("State", "THA"): {**recorded.nodes[Key("State", "THA")], "name": HOSTILE}}
    shown = made(Recorded(nodes, recorded.facts), "THA")
    parsed = Texts()
    parsed.feed(shown.html)
    assert not parsed.tags & {"script", "img"}
    text = html.unescape(" ".join(parsed.found))
    markdown = shown.markdown
    assert "<script" not in markdown.replace("\\<", "")
    for section in shown.sections:
        assert section.title in text
        assert f"## {section.title}" in markdown
        for row in section.rows:
            assert all(cell in text for cell in row)
    assert markdown.count("\n| ") >= sum(len(section.rows) + 2 for section in shown.sections)


def test_the_same_graph_gives_the_same_bytes_asked_or_read(graph: Graph):
    first = made(graph.recorded, "CHE")
    assert (first.html, first.markdown) == (made(graph.recorded, "CHE").html, made(graph.recorded, "CHE").markdown)
    then = graph.at(DAY)
    assert page(then, then.brief("CHE"), "run").markdown == first.markdown
    with pytest.raises(KeyError):
        made(graph.recorded, "VAT")
    with pytest.raises(UsageError, match="STATE Holy See: no UN Member State as at 2014-07-10"):
        graph.brief("Holy See", as_of=DAY)


def test_a_disputed_standing_is_told_with_both_sides(graph: Graph):
    page = graph.brief("PAK", as_of="2014-07-10")
    (disputed,) = [section.rows for section in page.sections if section.title == "Disputed"]
    assert disputed[0] == (
        "Standing towards Trafficking in Persons Protocol",
        "un_sg_report_2014: party; not in the whole list of untc of 2014-07-10.",
    )
    assert any(
        line.startswith("3 treaties to which most of its peers are party and it is not; ") for line in page.summary
    )
    assert "disputed: Trafficking in Persons Protocol" in page.summary[0]
