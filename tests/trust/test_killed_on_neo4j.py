"""Builds into Neo4j killed at seeded moments: the graph is whole or said to be of two; the next build mends it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j_server import GIVEN, LONG_TERM, Server
from synthetic import content, said

from pactgraph.building import prepare, store
from pactgraph.stores.base import Store
from pactgraph.stores.neo4j import Neo4jStore

KILLS = int(os.environ.get("PACTGRAPH_NEO4J_KILLS", "3"))
SOURCES = (["un_system"], ["un_system", "un_treaty_bodies"])
"""Of the two graphs that take turns: one says more than the other, and other things of what both have."""
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which is fast and not everywhere"),
    pytest.mark.skipif(GIVEN in os.environ, reason=f"{GIVEN} is set: this needs a server of its own"),
]

KILLING = """
import logging, os, random, signal, sys, time
from synthetic import content, said
from test_killed_on_neo4j import SOURCES
from pactgraph.building import prepare, store
from pactgraph.stores.neo4j import Neo4jStore

target = Neo4jStore(sys.argv[1], "neo4j", os.environ["PASSWORD"], "neo4j")
builds = [prepare(names) for names in SOURCES]
told = []

class Heard(logging.Handler):
    def emit(self, record):
        told.append(record.getMessage())

logging.getLogger("pactgraph").addHandler(Heard())

def begin(build):
    number = os.fork()
    if not number:
        store(build, target)
        os._exit(0)
    return number

# A server is slow at first: what a build takes is measured when it has done some.
for build in (*builds, *builds):
    began = time.monotonic()
    os.waitpid(begin(build), 0)
    whole = time.monotonic() - began
moments = random.Random(16)
times = killed = 0
while killed < int(sys.argv[2]) and times < 4 * int(sys.argv[2]):
    former, build = builds[times % 2], builds[(times + 1) % 2]
    builder = begin(build)
    time.sleep(moments.uniform(0, 0.9 * whole))
    os.kill(builder, signal.SIGKILL)
    _, ended = os.waitpid(builder, 0)
    told.clear()
    run, found = target.ledger().run, content(target)
    unfinished = bool(told)
    is_whole = any(run == one.ledger.run and found == said(one.graph) for one in (former, build))
    store(build, target)
    told.clear()
    mended = content(target) == said(build.graph) and target.ledger() == build.ledger and not told
    times += 1
    killed += ended == signal.SIGKILL
    outcome = "killed" if ended == signal.SIGKILL else "done"
    print(outcome, "whole" if is_whole else "mixed", "told" if unfinished else "untold", mended, flush=True)
"""


@pytest.fixture(scope="module")
def server(server_of: Callable[[str], Server]) -> Server:
    return server_of(LONG_TERM)


def test_a_killed_build_is_told_and_mended(server: Server, empty_store: Callable[[str], Store]):
    empty_store(LONG_TERM)
    here = Path(__file__).parent
    ended = subprocess.run(
        [sys.executable, "-c", KILLING, server.address, str(KILLS)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env=os.environ
        | {"PASSWORD": server.password, "PYTHONPATH": os.pathsep.join([*sys.path, str(here), str(here.parent)])},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = [line.split() for line in ended.stdout.splitlines()]
    assert [line for line in found if line[1] == "mixed" and line[2] == "untold"] == []
    assert [line for line in found if line[3] != "True"] == []
    counted = Counter(" ".join(line[:3]) for line in found)
    assert sum(number for what, number in counted.items() if what.startswith("killed")) == KILLS, counted


def test_readers_are_told_as_long_as_there_are_two_builds(
    server: Server, empty_store: Callable[[str], Store], caplog: pytest.LogCaptureFixture
):
    target = empty_store(LONG_TERM)
    assert isinstance(target, Neo4jStore)
    former, build = prepare(["un_system"]), prepare(["un_system", "un_treaty_bodies"])
    store(former, target)
    assert content(target) == said(former.graph)
    assert caplog.messages == []

    def broken_off(step: str, done: int, total: int) -> None:
        if step == "sweep" or done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store(build, target, broken_off)
    assert content(target) != said(former.graph)
    (told,) = caplog.messages
    assert told.startswith(f"{server.address}: a build is under way or was broken off")
    assert "\n" not in told
    caplog.clear()
    store(build, target)
    assert content(target) == said(build.graph)
    assert caplog.messages == []
