from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.building import prepare, store
from pactgraph.errors import StoreError
from pactgraph.stores.embedded import EmbeddedStore

EVERYTHING = """MATCH (a)-[r]->(b)
RETURN a.id AS a, type(r) AS type, b.id AS b, r.since AS since, properties(r) AS p ORDER BY a, type, b, since"""
KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from pactgraph.building import prepare, store
from pactgraph.stores.embedded import EmbeddedStore

seen = 0
def progress(step, done, total):
    global seen
    seen += 1
    if f"{step} {done}" == sys.argv[2] or str(seen) == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

store(prepare(["world_countries"]), EmbeddedStore(Path(sys.argv[1])), progress)
"""


def test_building_twice_changes_nothing(bundled: EmbeddedStore, tmp_path: Path):
    again = EmbeddedStore(tmp_path)
    for _ in range(2):
        store(prepare(), again)
    assert again.ledger() == bundled.ledger()
    with bundled.open() as one, again.open() as other:
        assert one.run(EVERYTHING) == other.run(EVERYTHING)


@pytest.mark.parametrize("moment", ["1", "write 0", "3", "verify 0", "switch 0", "switch 1"])
def test_a_killed_build_leaves_a_whole_graph(tmp_path: Path, moment):
    target = EmbeddedStore(tmp_path)
    former = prepare(["un_system"])
    store(former, target)
    ended = subprocess.run([sys.executable, "-c", KILLED_BUILD, str(tmp_path), moment], check=False, timeout=60)
    assert ended.returncode == -9
    expected = prepare(["world_countries"]) if moment == "switch 1" else former
    assert target.ledger() == expected.ledger
    with target.open() as reader:
        assert reader.run("MATCH (n) RETURN count(n) AS n").rows == [[len(expected.graph.nodes)]]
    store(former, target)
    assert len(list(tmp_path.glob("graph-*"))) <= 2


def test_a_graph_whose_counts_are_wrong_is_not_switched_to(tmp_path: Path):
    target = EmbeddedStore(tmp_path)
    build = prepare(["un_system"])
    store(build, target)
    build.ledger.counts["UNEntity"] += 1
    with pytest.raises(StoreError, match="former graph stays"):
        store(build, target)
    assert target.ledger().counts["UNEntity"] == build.ledger.counts["UNEntity"] - 1


def test_an_empty_folder_says_what_to_do(tmp_path: Path):
    with pytest.raises(StoreError, match="pactgraph build"), EmbeddedStore(tmp_path).open():
        pass


def test_two_readers_at_once(bundled: EmbeddedStore):
    command = [sys.executable, "-m", "pactgraph", "query", "-c", "RETURN 1 AS one", "--store", str(bundled)]
    with bundled.open() as reader:
        other = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert reader.run("RETURN 1 AS one").rows == [[1]]
    assert "1" in other.stdout
