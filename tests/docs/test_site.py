"""The pages are one site without a warning, ask for nothing from elsewhere, and lead to one another as files, too."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "graph/*.md", "loaders/*/README.md", "viz/**/*.md", "docker/*.md")
    for path in ROOT.glob(pattern)
)
EXTERNAL = re.compile(r"\s*(?:[a-z]+:)?//", re.IGNORECASE)
NAMED_IN = {"src", "srcset", "data", "poster"}
"""Attributes by which a page fetches something; `link` has it in `href`, as links of readers have."""


def without_code(text: str) -> str:
    """Return a page without its blocks and pieces of code, in which nothing is a link."""
    text = re.sub(r"^(`{3,}).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ {4}.*$|`[^`\n]+`", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_in_the_repository_leads_to_a_file(page: Path):
    targets = [found["target"] for found in LINK.finditer(without_code(page.read_text(encoding="utf-8")))]
    files = [target.partition("#")[0] for target in targets if not re.match(r"https?:|#", target)]
    assert [name for name in files if not (page.parent / name).exists()] == []


def build(folder: Path, *options: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder), *options],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    ended = build(folder)
    assert ended.returncode == 0, ended.stderr
    assert re.findall("WARNING.*|ERROR.*", ended.stdout + ended.stderr) == []
    return folder


class Fetched(HTMLParser):
    """What a page makes a browser fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in NAMED_IN or (tag == "link" and name == "href"):
                self.found.append(value or "")


@pytest.mark.slow
def test_no_page_fetches_from_elsewhere(site: Path):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 60
    fetched = {name: page for page in pages for name in Fetched(page.read_text(encoding="utf-8")).found}
    assert len(fetched) > 5
    assert [name for name in fetched if EXTERNAL.match(name)] == []
    styles = "\n".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    named = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)", styles)
    assert [name for name in named if EXTERNAL.match(name)] == []


@pytest.mark.slow
def test_links_to_files_elsewhere_lead_to_their_pages_or_are_text(site: Path):
    start = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="graph/glossary.html"' in start
    assert not re.search(r'href="(\.\./)?(loaders|explanation/decisions)/?"', start)
    aims = (site / "explanation" / "report-questions.html").read_text(encoding="utf-8")
    assert "graph/registers/aims.csv." in aims
    assert not re.search(r'href="[^"]*aims\.csv', aims)
    contributing = (site / "CONTRIBUTING.html").read_text(encoding="utf-8")
    assert 'href="explanation/answers.html"' in contributing


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["[x](no-such-page.md)", "[x](answers.md#no-such-place)", "[x](../../no/file.md)"])
def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path, broken: str):
    for name in ("docs/site.py", "docs/explanation/answers.md", "mkdocs.yml"):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").partition("\n# A name that ends in /")[0]
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\nnav: [{{Pages: explanation/}}]\n", encoding="utf-8")
    assert build(tmp_path / "site", root=tmp_path).returncode == 0
    (tmp_path / "docs" / "explanation" / "more.md").write_text(f"# More\n\n{broken}\n", encoding="utf-8")
    ended = build(tmp_path / "site", root=tmp_path)
    assert ended.returncode != 0
    assert "more.md' contains a link '" + broken[4:-1] in ended.stderr


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(site))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_read_in_a_browser_it_asks_for_nothing_from_elsewhere(browser: Browser, served: str):
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "how-to/export.html", "reference/schema.html"):
        page.goto(f"{served}/{name}")
        page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("smuggling", delay=20)
    page.locator(".md-search-result__link").first.wait_for(timeout=15_000)
    context.close()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
