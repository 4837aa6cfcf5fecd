"""Fixtures: the depositary's site on the loopback, a checkout to write to, the command line."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from depositary_site import Run, Site, says

from pactgraph.cli.app import main
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import _loader

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The publishers' files, which are not in the repository."""
    path = Path(os.environ.get("PACTGRAPH_SHARED") or ROOT.parent / "shared")
    if not (path / "upstream" / "untc").is_dir():
        pytest.skip(f"the publishers' files are not at {path}; name their folder in PACTGRAPH_SHARED")
    return path


@pytest.fixture(scope="session")
def untc() -> ModuleType:
    """The loader of the source untc."""
    (folder,) = find_sources(["untc"])
    return _loader(folder)  # type: ignore[return-value]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            page = found.pages.get(self.path)
            if page is None:
                says(404)(self)
            elif isinstance(page, bytes):
                tag = f'"{hashlib.sha256(page).hexdigest()[:16]}"'
                fresh = self.headers.get("If-None-Match") == tag
                says(304, ETag=tag)(self) if fresh else says(200, page, ETag=tag)(self)
            else:
                page(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project, to refresh with --write."""
    folder = tmp_path / "checkout"
    for name in ("src", "docs", "graph", "loaders", "queries", "viz"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """
    The command line, with a store and a cache of its own.

    It runs in this process, as its entry point does; in one of its own when `code` names a folder to import pactgraph
    from, or `base` a site.
    """
    own = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PACTGRAPH_STORE": str(tmp_path / "store")}

    def start(*arguments: str, code: Path | None = None, base: str = "") -> subprocess.CompletedProcess[str]:
        if code is None and not base:
            monkeypatch.chdir(tmp_path)
            for name, text in own.items():
                monkeypatch.setenv(name, text)
            monkeypatch.setattr(sys, "argv", ["pactgraph", *arguments])
            capsys.readouterr()
            ended = 0
            try:
                main()
            except SystemExit as error:
                ended = int(error.code or 0)
            out, err = capsys.readouterr()
            return subprocess.CompletedProcess(arguments, ended, out, err)
        environment = {name: text for name, text in os.environ.items() if not name.lower().endswith("_proxy")} | own
        environment |= {"PACTGRAPH_FETCH_BASE": base} if base else {}
        environment |= {"PYTHONPATH": str(code)} if code is not None else {}
        return subprocess.run(
            [sys.executable, "-m", "pactgraph", *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env=environment,
            cwd=tmp_path,
        )

    return start
