"""What the page tests open: the atlas of the bundled graph, in the browser of tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Heard, Opened, Opener
from playwright.sync_api import Browser

from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def graph(bundled: EmbeddedStore) -> Graph:
    return Graph(bundled)


@pytest.fixture(scope="session")
def atlas_file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("atlas") / "atlas.html"
    file.write_text(graph.atlas().html, encoding="utf-8", newline="\n")
    return file


@pytest.fixture
def opened(browser: Browser, atlas_file: Path) -> Iterator[Opener]:
    """Open a page at an address after #; the page is closed afterwards."""
    contexts = []

    def open_page(
        address: str = "",
        file: Path | None = None,
        width: int = 1366,
        height: int = 768,
        dark: bool = False,
        phone: bool = False,
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            is_mobile=phone,
            accept_downloads=True,
        )
        contexts.append(context)
        page, heard = context.new_page(), Heard()
        target = (file or atlas_file).resolve().as_uri()
        page.on(
            "request",
            lambda r: None if r.url.split("#")[0] == target or r.url == "data:," else heard.requests.append(r.url),
        )
        page.on("console", lambda message: heard.console.append(message.text))
        page.on("pageerror", lambda error: heard.errors.append(str(error)))
        page.goto(f"{target}#{address}")
        page.wait_for_selector("html[data-ready=yes]", timeout=15_000)
        return Opened(page, heard)

    yield open_page
    for context in contexts:
        context.close()
