"""`pactgraph serve`: Neo4j's own clients are answered, nothing can be written, nothing is left."""

from __future__ import annotations

import base64
import contextlib
import functools
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from needs import missing, needed
from neo4j import GraphDatabase, Result
from neo4j.exceptions import AuthError, ClientError, ServiceUnavailable
from playwright.sync_api import Browser, Page

from pactgraph import open_graph
from pactgraph.catalogue import catalogue, find_query
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

HERE = Path(__file__).parent
LINTER = HERE.parent / "neo4j"
BROWSER = "5.24.0"
"""Neo4j Browser on Maven Central, the newest there."""
_READY, _ENDING = 60.0, 20.0


@dataclass
class Served:
    process: subprocess.Popen[str]
    told: str
    port: int
    password: str
    temporary: Path

    @property
    def address(self) -> str:
        return f"bolt://localhost:{self.port}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def serving(store: EmbeddedStore, temporary: Path, *more: str) -> Iterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "pactgraph", "serve", "--port", str(port), "--store", str(store), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    watch = threading.Timer(_READY, process.kill)
    watch.start()
    told: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(line)
            if "open_graph(" in line:
                break
        watch.cancel()
        assert told, "it did not start"
        password = re.search(r"password (\S+)", told[0])
        assert password is not None
        yield Served(process, "".join(told), port, password[1], temporary)
    finally:
        watch.cancel()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_ENDING)
            except subprocess.TimeoutExpired:
                process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def served(bundled: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(bundled, tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of Chromium that reaches this machine only."""
    found = browser.new_page(viewport={"width": 1440, "height": 900})
    found.route(re.compile(r"^https?://(?!(localhost|127\.0\.0\.1)[:/])"), lambda route: route.abort())
    yield found
    found.close()


def test_the_driver_is_answered_in_every_way_it_asks(served: Served):
    with GraphDatabase.driver(served.address, auth=("neo4j", served.password)) as driver:
        driver.verify_connectivity()
        counted = "MATCH (s:State) RETURN count(s) AS n"
        assert driver.execute_query(counted).records[0]["n"] == 206
        assert driver.execute_query(counted, database_="neo4j", routing_="r").records[0]["n"] == 206
        with driver.session() as session:
            assert session.execute_read(lambda tx: tx.run(counted).single(strict=True)["n"]) == 206
            assert session.run(counted).single(strict=True)["n"] == 206
        graph = driver.execute_query(
            "MATCH (s:State {id: 'NPL'})-[r:MEMBER_OF]->(b) RETURN s, r, b", result_transformer_=Result.graph
        )
        assert len(graph.relationships) == 18
        assert {node["id"] for node in graph.nodes} >= {"NPL", "SAARC"}


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:State {id: 'XXX'}) RETURN n",
        "MATCH (s:State {id: 'NPL'}) SET s.name = 'x' RETURN s",
        "MATCH (s:State {id: 'NPL'}) DETACH DELETE s",
        "CREATE (n:Mine) RETURN n",
        "CREATE INDEX mine FOR (n:State) ON (n.name)",
    ],
)
def test_nothing_can_be_written(served: Served, statement: str):
    with GraphDatabase.driver(served.address, auth=("neo4j", served.password)) as driver:
        with pytest.raises(ClientError):
            driver.execute_query(statement)
        name = driver.execute_query("MATCH (s:State {id: 'NPL'}) RETURN s.name AS name, count(*) AS n").records
        assert [tuple(record) for record in name] == [("Nepal", 1)]


@pytest.mark.parametrize(("user", "password"), [("neo4j", "neo4j"), ("root", "root"), ("neo4j", "")])
def test_nobody_else_is_let_in(served: Served, user: str, password: str):
    with GraphDatabase.driver(served.address, auth=(user, password)) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_it_listens_to_this_machine_alone(served: Served):
    others = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with socket.socket() as one:
            one.settimeout(2)
            assert one.connect_ex((address, served.port)) != 0


@pytest.fixture
def driver_in_javascript() -> Path:
    """The folder of Neo4j's driver for JavaScript."""
    folder = LINTER / "node_modules" / "neo4j-driver"
    if not folder.is_dir():
        missing("no driver for JavaScript: run `npm ci` in tests/neo4j")
    return folder


@pytest.mark.usefixtures("driver_in_javascript")
def test_javascript_is_answered(served: Served):
    ended = subprocess.run(
        [needed("node"), HERE / "javascript.mjs", served.address, served.password],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ended.stderr == ""
    assert [json.loads(line) for line in ended.stdout.splitlines()] == [
        "Nepal",
        206,
        "Neo.ClientError.Security.Forbidden",
    ]


def test_javascript_in_a_browser_is_answered(served: Served, page: Page, driver_in_javascript: Path):
    """Over a WebSocket, as Neo4j Browser connects."""
    page.add_script_tag(path=driver_in_javascript / "lib" / "browser" / "neo4j-web.min.js")
    found = page.evaluate(
        """async ([address, password]) => {
          const driver = neo4j.driver(address, neo4j.auth.basic("neo4j", password), { disableLosslessIntegers: true });
          const { records } = await driver.executeQuery("MATCH (s:State) RETURN count(s) AS n");
          await driver.close();
          return records[0].get("n");
        }""",
        [served.address, served.password],
    )
    assert found == 206


@pytest.fixture(scope="module")
def neo4j_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page Neo4j gives its users, from Maven Central, served on this machine: its address."""
    tmp_path = tmp_path_factory.mktemp("neo4j-browser")
    artifact = f"org.neo4j.client:neo4j-browser:{BROWSER}:jar"
    command = [needed("mvn"), "-B", "-ntp", "-q", "dependency:copy", f"-Dartifact={artifact}"]
    fetched = subprocess.run(
        [*command, f"-DoutputDirectory={tmp_path}"], capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    if fetched.returncode:
        missing(f"Maven did not fetch {artifact}: {fetched.stdout[-300:]}")
    with zipfile.ZipFile(next(tmp_path.glob("*.jar"))) as archive:
        archive.extractall(tmp_path / "site")
    handler = functools.partial(_Quiet, directory=str(tmp_path / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}/browser/"
        site.shutdown()


@pytest.fixture
def connected(neo4j_browser: str, served: Served, page: Page) -> Page:
    """Neo4j Browser, connected to what is served."""
    page.goto(f"{neo4j_browser}?connectURL={served.address}")
    page.locator("[data-testid=username]").fill("neo4j", timeout=30_000)
    page.locator("[data-testid=password]").fill(served.password)
    page.locator("[data-testid=connect]").click()
    page.get_by_text("You are connected as user").first.wait_for(timeout=30_000)
    return page


def test_neo4j_browser_connects_and_draws(connected: Page):
    connected.locator(".monaco-editor").first.click()
    connected.keyboard.type("MATCH p=(:State {id: 'NPL'})-[:MEMBER_OF]->() RETURN p")
    connected.keyboard.press("Control+Enter")
    connected.get_by_text("Displaying 19 nodes, 18 relationships").wait_for(timeout=30_000)


def test_the_catalogue_dropped_on_neo4j_browser_is_saved_queries_that_run(
    connected: Page, bundled: EmbeddedStore, tmp_path: Path
):
    file = tmp_path / "pactgraph.zip"
    command = [sys.executable, "-m", "pactgraph", "queries", "--browser", "-o", str(file), "--store", str(bundled)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    connected.evaluate(
        """data => {
            const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
            const dropped = new DataTransfer();
            dropped.items.add(new File([bytes], "pactgraph.zip"));
            const window = document.querySelector(".filedrop");
            for (const type of ["dragenter", "drop"])
                window.dispatchEvent(new DragEvent(type, {dataTransfer: dropped, bubbles: true}));
        }""",
        base64.b64encode(file.read_bytes()).decode("ascii"),
    )
    connected.locator("[data-testid=navigationFavorites]").click()
    for theme in {query.theme for query in catalogue().values()}:
        assert connected.get_by_text(theme, exact=True).count() == 1
    connected.get_by_text("treaties", exact=True).click()
    connected.get_by_text(find_query("supplements").front.title).click()
    connected.keyboard.press("Control+Enter")
    done = connected.locator("[data-testid=multi-statement-list-title]", has_text="MATCH (supplement:Treaty)")
    done.click(timeout=30_000)
    told = connected.locator("[data-testid=multi-statement-list-content]")
    told.get_by_text("SUCCESS").wait_for(timeout=30_000)  # so the :param lines before it were taken, too


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_pactgraph_reads_it_as_it_reads_the_folder(
    served: Served, bundled: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NEO4J_PASSWORD", served.password)
    for name in ("NEO4J_USERNAME", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    with open_graph(served.address) as there, Graph(bundled) as here:
        assert (there.run, there.as_of) == (here.run, here.as_of)
        for name, given in (("not-party", {"treaty": "TIP_PROTOCOL"}), ("state-links", {"state": "NPL"})):
            assert there.query(name, **given).equals(here.query(name, **given))
        assert there.at().gaps().equals(here.at().gaps())
        text = "MATCH (s:State)-[r:PARTY_TO]->() RETURN min(r.since) IS NULL AS outside"
        assert there.cypher(text).equals(here.cypher(text))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "is served for reading only"),
        (["query", "-c", "MATCH (s:State) DETACH DELETE s"], "refused"),
        (["query", "-c", "MATCH (s:Sate) RETURN s"], "did you mean State"),
        (["serve"], "is a server already"),
    ],
)
def test_commands_that_cannot_be_say_so(served: Served, arguments: list[str], said: str):
    ended = subprocess.run(
        [sys.executable, "-m", "pactgraph", *arguments, "--store", served.address],
        env={**os.environ, "NEO4J_PASSWORD": served.password},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode in (1, 2)
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_it_ends_at_ctrl_c_and_leaves_nothing(bundled: EmbeddedStore, tmp_path: Path):
    before = {path: path.stat().st_mtime_ns for path in bundled.folder.rglob("*")}
    with serving(bundled, tmp_path) as served:
        assert list(tmp_path.iterdir())  # the copy
        taken = subprocess.run(
            [sys.executable, "-m", "pactgraph", "serve", "--port", str(served.port), "--store", str(bundled)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert (taken.returncode, f"port {served.port} is in use" in taken.stderr) == (1, True)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(_ENDING) == 0
        with (
            GraphDatabase.driver(served.address, auth=("neo4j", served.password)) as driver,
            pytest.raises(ServiceUnavailable),
        ):
            driver.verify_connectivity()
    assert list(tmp_path.iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in bundled.folder.rglob("*")} == before


def test_what_it_tells_can_be_pasted(served: Served):
    """The lines of Python that it prints are Python."""
    lines = served.told.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("Python"))
    code = "\n".join(line[16:] for line in lines[first : first + 3])
    code = code.replace("driver.execute_query(", "print(driver.execute_query(") + ")"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert "206" in ended.stdout, ended.stderr
