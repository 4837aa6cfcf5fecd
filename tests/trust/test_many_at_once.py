"""Readers while graphs are switched, and builds killed at any moment: each reader has one whole graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from synthetic import AWKWARD_CLAIMS, AWKWARD_NODES, AWKWARD_SOURCES, awkward, content, said, synthetic

from pactgraph.building import Build, store
from pactgraph.stores.embedded import EmbeddedStore

KILLS = int(os.environ.get("PACTGRAPH_KILLS", "50"))
SWITCHES = int(os.environ.get("PACTGRAPH_SWITCHES", "4"))
READERS = 20
pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are forked, which is fast and not everywhere"
)

TWO = """
import sys
sys.path[:0] = [sys.argv[1]]
import json, os, random, signal, time
from pathlib import Path
import neo4j
from test_many_at_once import other
from synthetic import awkward
from pactgraph.building import store
from pactgraph.errors import PactgraphError
from pactgraph.stores.embedded import EmbeddedStore

folder, number = Path(sys.argv[2]), float(sys.argv[3])
builds = [awkward(), other()]
counts = {build.ledger.run: [len(build.graph.nodes), len(build.graph.relationships)] for build in builds}
ASKED = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS links"

def child(work):
    number = os.fork()
    if number:
        return number
    try:
        work()
        os._exit(0)
    except BaseException as error:
        print(type(error).__name__, error, flush=True)
        os._exit(1)
"""

SWITCHING = (
    TWO
    + """
done = folder.with_name("done")

def read():
    times = 0
    while not (times and done.exists()):
        with EmbeddedStore(folder).open() as reader:
            (found,), run = reader.run(ASKED).rows, reader.runs[0]
        if found != counts[run]:
            raise AssertionError(f"{found} of {run}, which has {counts[run]}")
        times += 1
        time.sleep(0.3)
    os.write(1, f"read {times}\\n".encode())  # at once: twenty write here

readers = [child(read) for _ in range(int(sys.argv[4]))]

def switch():
    try:
        for times in range(int(number)):
            store(builds[times % 2], EmbeddedStore(folder))
    finally:
        done.touch()

ends = [os.waitpid(number, 0)[1] for number in [child(switch), *readers]]
sys.exit(sum(1 for end in ends if end))
"""
)

KILLING = (
    TWO
    + """
moments = random.Random(8)
began = time.monotonic()
os.waitpid(child(lambda: store(builds[1], EmbeddedStore(folder))), 0)
whole = time.monotonic() - began
for times in range(int(number)):
    builder = child(lambda: store(builds[times % 2], EmbeddedStore(folder)))
    time.sleep(moments.uniform(0, whole * 1.1))
    os.kill(builder, signal.SIGKILL)
    _, ended = os.waitpid(builder, 0)
    print("killed" if ended == signal.SIGKILL else "done", EmbeddedStore(folder).ledger().run, flush=True)
    EmbeddedStore(folder).verify()
    def read():
        with EmbeddedStore(folder).open() as reader:
            (found,), run = reader.run(ASKED).rows, reader.runs[0]
        if found != counts[run]:
            raise AssertionError(f"{found} of {run}, which has {counts[run]}")
    if times % 5 == 0 and os.waitpid(child(read), 0)[1]:
        sys.exit(f"damaged by kill {times}")
"""
)


def other() -> Build:
    """Another graph than `awkward`: one run, less content."""
    return synthetic(AWKWARD_NODES[:4], AWKWARD_CLAIMS[:4], AWKWARD_SOURCES, "another0run000")


def run(code: str, temporary: Path, *arguments: object) -> list[list[str]]:
    ended = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": str(temporary)},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return [line.split() for line in ended.stdout.splitlines()]


@pytest.mark.slow
def test_twenty_readers_while_graphs_are_switched(tmp_path: Path):
    store(awkward(), EmbeddedStore(tmp_path / "store"))
    told = run(SWITCHING, tmp_path, tmp_path / "store", SWITCHES, READERS)
    assert len(told) == READERS
    assert min(int(times) for _, times in told) >= 1
    assert EmbeddedStore(tmp_path / "store").verify()


@pytest.mark.slow
def test_killed_builds_lose_nothing_and_pile_nothing_up(tmp_path: Path):
    folder = tmp_path / "store"
    store(awkward(), EmbeddedStore(folder))
    told = run(KILLING, tmp_path, folder, KILLS)
    assert len(told) == KILLS
    assert (
        sum(what == "killed" for what, _ in told) >= KILLS // 10
    )  # a slow machine is done before it is killed more often
    assert {name for _, name in told} <= {awkward().ledger.run, other().ledger.run}
    store(awkward(), EmbeddedStore(folder))
    assert content(EmbeddedStore(folder)) == said(awkward().graph)
    pointer = json.loads((folder / "current").read_text(encoding="utf-8"))
    kept = {pointer["current"], pointer["previous"], "current", "build.lock", "pactgraph-store"}
    assert {path.name for path in folder.iterdir()} == kept
