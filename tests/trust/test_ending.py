"""A command ends when it is told to, in one line, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from synthetic import awkward, content, said

from pactgraph.cli import ending
from pactgraph.stores.embedded import EmbeddedStore

ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a * b = -1 RETURN count(*) AS n"
GREEDY = "RETURN reduce(text = 'x', i IN range(1, 40) | text + text) AS text"
HEAVY = "UNWIND range(1, 1000000) AS a UNWIND range(1, 5) AS b WITH a, b ORDER BY a DESC, b RETURN a LIMIT 1"
PATIENCE = 10.0
"""Seconds in which a command is to have ended: one, on a machine of its own; these tests run beside others."""
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals between programs")


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The temporary folder of the commands."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def started(temporary: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pactgraph", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"TMPDIR": str(temporary), "TMP": str(temporary)} | environment,
    )


def wait_for(what: str, seen: Iterator[object] | object, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not (seen() if callable(seen) else seen):
        assert time.monotonic() < until, what
        time.sleep(0.01)


def told_to_end(process: subprocess.Popen[str], number: int) -> tuple[float, int, str]:
    began = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    return time.monotonic() - began, process.returncode, err


@POSIX
@pytest.mark.parametrize(
    ("number", "code", "line"),
    [(signal.SIGINT, 130, "pactgraph: interrupted\n"), (signal.SIGTERM, 143, "pactgraph: told to end\n")],
)
def test_a_query_that_would_run_for_ever_ends_at_once(sound: Path, temporary: Path, number, code, line):
    process = started(temporary, "query", "-c", ENDLESS, "--store", sound)
    wait_for("the engine never started", lambda: list(temporary.glob("*/server-*/databases/graph/*.json")))
    time.sleep(1)
    took, ended, err = told_to_end(process, number)
    assert (ended, err) == (code, line)
    assert took < PATIENCE
    assert list(temporary.iterdir()) == []


@POSIX
def test_a_build_told_to_end_leaves_the_former_graph_and_nothing_else(sound: Path, temporary: Path, tmp_path: Path):
    folder = Path(shutil.copytree(sound, tmp_path / "store"))
    before = sorted(path.name for path in folder.iterdir())
    written = len(list(folder.glob("graph-*/graph/*.bucket")))
    process = started(temporary, "build", "--store", folder)
    wait_for("it never began to write", lambda: len(list(folder.glob("graph-*/graph/*.bucket"))) > written + 10)
    took, ended, err = told_to_end(process, signal.SIGINT)
    assert (ended, err) == (130, "pactgraph: interrupted\n")
    assert took < PATIENCE
    assert list(temporary.iterdir()) == []
    assert sorted({*before, "build.lock"}) == sorted(path.name for path in folder.iterdir())
    assert content(EmbeddedStore(folder)) == said(awkward().graph)


@POSIX
@pytest.mark.parametrize("after", [0.6, 1.5, 3.0])
def test_work_in_python_ends_too(temporary: Path, after):
    process = started(temporary, "check")
    time.sleep(after)
    took, ended, err = told_to_end(process, signal.SIGINT)
    # It may be before our own first line: then Python tells it.
    assert ended in (130, -signal.SIGINT), err
    assert took < PATIENCE


@POSIX
def test_a_fetch_that_gets_no_answer_ends_too(temporary: Path, tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        site = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        own = {"PACTGRAPH_FETCH_BASE": site, "XDG_CACHE_HOME": str(tmp_path), "no_proxy": "127.0.0.1"}
        process = started(temporary, "refresh", "untc", "--fetch", "--treaty", "XVIII-12-a", **own)
        silent.settimeout(60)
        connection, _ = silent.accept()
        with connection:
            connection.recv(100)
            took, ended, err = told_to_end(process, signal.SIGINT)
    assert (ended, err) == (130, "pactgraph: interrupted\n")
    assert took < PATIENCE


@pytest.mark.parametrize(
    ("statement", "options", "message"),
    [
        (ENDLESS, ["--timeout", "1"], "no answer within 1 seconds; narrow the question or raise --timeout"),
        (GREEDY, [], "the engine broke off the query, as a rule for want of memory; narrow it"),
        (HEAVY, [], "the query needs more memory than there is; narrow it"),
    ],
    ids=["time", "memory at once", "memory in time"],
)
def test_too_much_is_told_in_one_line(sound: Path, temporary: Path, statement, options, message):
    process = started(
        temporary, "query", "-c", statement, *options, "--store", sound, ARCADEDB_NATIVE_ISOLATE_ARGS="-Xmx128m"
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"pactgraph: {message}")
    assert err.count("\n") == 1
    assert list(temporary.iterdir()) == []


@POSIX
def test_what_a_killed_command_left_goes_with_the_next(sound: Path, temporary: Path):
    process = started(temporary, "query", "-c", ENDLESS, "--store", sound)
    wait_for("the engine never started", lambda: list(temporary.glob("*/server-*/databases/graph/*.json")))
    (living,) = temporary.iterdir()
    old = time.time() - 3600
    os.utime(living, (old, old))
    other = started(temporary, "query", "-c", "RETURN 1 AS one", "--store", sound)
    assert other.communicate(timeout=60)[1] == "1 row\n"
    assert living.exists()  # it is in use

    told_to_end(process, signal.SIGKILL)
    os.utime(living, (old, old))
    other = started(temporary, "query", "-c", "RETURN 1 AS one", "--store", sound)
    assert other.communicate(timeout=60)[1] == "1 row\n"
    assert list(temporary.iterdir()) == []


def test_python_is_given_up_on_too_and_can_go_on(sound: Path):
    """In a thread, as notebooks do; the command line's way of ending is not theirs."""
    from pactgraph import open_graph
    from pactgraph.errors import QueryError

    answers: list[object] = []

    def ask() -> None:
        with open_graph(str(sound), timeout=0.5) as graph:
            with pytest.raises(QueryError, match="no answer within"):
                graph.cypher(ENDLESS)
            answers.append(len(graph.cypher("MATCH (s:State) RETURN s.id AS id")))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(60)
    assert answers == [3]


def test_a_limit_that_was_kept_ends_nothing_later(monkeypatch: pytest.MonkeyPatch):
    ended = threading.Event()
    monkeypatch.setattr(ending, "_LATE", 0.0)
    monkeypatch.setattr(ending, "end", lambda *_: ended.set())
    with ending.within(0.1):
        pass
    assert not ended.wait(0.5)
    with ending.within(0.1):
        assert ended.wait(10)
