"""The atlas in Debian's Firefox, driven by its own remote protocol (Marionette): lengths and JSON over a local socket."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import VIEWS
from needs import needed

READY = """
const [done] = arguments;
let tries = 0;
const look = () => document.documentElement.dataset.ready === "yes" || ++tries > 200 ? done(document.documentElement.dataset.ready) : setTimeout(look, 100);
look();
"""


class Firefox:
    """One page in Firefox."""

    def __init__(self, port: int) -> None:
        for _ in range(150):
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                time.sleep(0.2)
        self._number = 0
        self._read()
        self.ask("WebDriver:NewSession", {"capabilities": {}})

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, error, result = self._read()
        assert error is None, error
        return result.get("value") if isinstance(result, dict) else result

    def run(self, script: str) -> Any:
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": [], "sandbox": None})

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        text = b""
        while len(text) < int(length[:-1]):
            text += self._socket.recv(65_536)
        return json.loads(text)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = needed("firefox-esr", "install Debian's package firefox-esr to run the page tests in Firefox")
    profile = tmp_path_factory.mktemp("firefox")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (profile / "user.js").write_text(
        f'user_pref("marionette.port", {port});\nuser_pref("browser.shell.checkDefaultBrowser", false);\n'
        'user_pref("datareporting.policy.dataSubmissionEnabled", false);\nuser_pref("app.update.enabled", false);\n',
        encoding="utf-8",
    )
    started = subprocess.Popen(
        [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Firefox(port)
    finally:
        started.terminate()
        started.wait(timeout=30)


def test_works_in_firefox_from_a_file(firefox: Firefox, atlas_file: Path) -> None:
    firefox.ask("WebDriver:Navigate", {"url": atlas_file.resolve().as_uri()})
    assert firefox.ask("WebDriver:ExecuteAsyncScript", {"script": READY, "args": []}) == "yes"
    for view in (name.lower() for name in (*VIEWS[1:], VIEWS[0])):
        firefox.run(f"document.getElementById('tab-{view}').click()")
        assert firefox.run(f"return document.getElementById('view-{view}').checkVisibility()")
    firefox.run("document.getElementById('tab-gaps').click()")
    assert firefox.run("return document.querySelectorAll('#gaps-table tbody tr').length") == 200
    firefox.run("location.hash = 'view=network&select=State:FJI'")
    time.sleep(0.5)
    assert firefox.run("return document.querySelector('#panel h2').textContent") == "Fiji"
    painted = """
      const c = document.querySelector("#network canvas");
      return new Set(c.getContext("2d").getImageData(0, 0, c.width, c.height).data).size;
    """
    assert firefox.run(painted) > 50
