"""A brief is one or two printed pages, fits a phone and says nothing to the console."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pactgraph.graph import Graph

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
