"""A brief is one or two printed pages, fits a phone and says nothing to the console."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pactgraph.errors import UsageError
from pactgraph.graph import Graph
from pactgraph.pages.brief import LONGEST
from pactgraph.pages.ego import ego

DAY = dt.date(2014, 7, 10)


@pytest.fixture(scope="module")
def pages(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Briefs of States with many neighbours, many agreements, many bodies, and of the one with the fewest links."""
    folder = tmp_path_factory.mktemp("briefs")
    found = {}
    for state in ("CHN", "CHE", "USA", "SSD"):
        found[state] = folder / f"{state}.html"
        found[state].write_text(graph.brief(state, as_of=DAY).html, encoding="utf-8", newline="\n")
    return found


@pytest.mark.parametrize("state", ["CHN", "CHE", "USA", "SSD"])
def test_two_printed_pages_at_most(browser: Browser, pages: dict[str, Path], state: str) -> None:
    view = browser.new_page()
    view.goto(pages[state].as_uri())
    printed = view.pdf(format="A4", prefer_css_page_size=True)
    view.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 2


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_fits_the_screen_in_silence(browser: Browser, pages: dict[str, Path], width: int) -> None:
    view = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("pageerror", lambda error: said.append(str(error)))
    view.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    view.goto(pages["USA"].as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.close()
    assert said == []


def test_the_screen_has_all_rows_and_print_the_first_with_their_number(
    browser: Browser, pages: dict[str, Path]
) -> None:
    view = browser.new_page()
    view.goto(pages["USA"].as_uri())
    section = view.locator("section", has=view.get_by_role("heading", name="Bilateral agreements"))
    rows = section.locator("tbody tr")
    total = rows.count()
    assert total > 40
    assert all(row.is_visible() for row in rows.all())
    view.emulate_media(media="print")
    assert sum(row.is_visible() for row in rows.all()) == LONGEST
    assert section.locator(".rest-said").inner_text() == f"and {total - LONGEST} more in the page itself"
    view.close()


def test_the_picture_has_the_brief_s_instruments_and_partners(browser: Browser, graph: Graph, tmp_path: Path) -> None:
    found, page = graph.at(DAY).brief("NPL"), graph.brief("NPL", as_of=DAY, atlas="my atlas.html")
    file = tmp_path / "npl.html"
    file.write_text(page.html, encoding="utf-8", newline="\n")
    view = browser.new_page(viewport={"width": 1100, "height": 900})
    view.goto(file.as_uri())
    texts = view.locator("svg.ego text").all_text_contents()
    for partner in found.partners[:4]:
        name = str(graph.at(DAY).name(partner.state))
        (text,) = [text for text in texts if text.startswith(name[:12])]
        assert f"{partner.provided} of {len(partner.bases)} acts" in text
    assert any(text.startswith("Trafficking in Persons Protocol") and text.endswith("not party") for text in texts)
    boxes = view.locator("svg.ego text").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.top, box.right, box.bottom])"
    )
    frame = view.locator("svg.ego").bounding_box()
    for left, top, right, bottom in boxes:
        assert frame["x"] <= left
        assert right <= frame["x"] + frame["width"]
        assert not any(
            (left, top) != (a, b) and left < c and a < right and top + 2 < d and b + 2 < bottom for a, b, c, d in boxes
        )
    assert view.get_by_role("link", name="in the atlas").get_attribute("href") == (
        "my atlas.html#day=2014-07-10&select=State:NPL"
    )
    view.close()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x"])
def test_a_brief_links_to_pages_only(graph: Graph, address: str) -> None:
    with pytest.raises(UsageError, match="expected a path such as"):
        graph.brief("NPL", as_of=DAY, atlas=address)


@pytest.mark.parametrize(
    ("answers", "sign"),
    [
        (("provided", "unknown"), "linked"),
        (("none recorded", "unknown"), "open"),
        (("none recorded", "none recorded"), "lacking"),
    ],
)
def test_a_partner_is_lacking_only_where_nothing_is_known_to_be_there(
    graph: Graph, answers: tuple[str, str], sign: str
) -> None:
    then = graph.at(DAY)
    brief = then.brief("NPL")
    bases = tuple(replace(brief.partners[0].bases[0], answer=answer, agreements=()) for answer in answers)
    partner = replace(brief.partners[0], bases=bases)
    (spot,) = ego(then, replace(brief, partners=[partner])).right
    assert (spot.sign, spot.line) == (sign, "thin" if sign == "linked" else "")
    assert spot.more.startswith(f"{answers.count('provided')} of 2 acts")
