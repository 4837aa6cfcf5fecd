"""
Times the analysis; fails on no figure.

1. Every analysis command on the bundled graph, as a whole process: median wall-clock and processor time (bar 1.0 s).
   With `--before SRC`, the `src` folder of an older checkout, the same commands of that version beside it, in turn.
2. A synthetic graph of 2,000 actors and 75,000 agreements of two: all ties of the agreement layer, their strongest,
   and every kind of gap (bar 20 s); side by side with networkx's own projection of the same two-mode graph.

    python benchmarks/analysis.py [commands|synthetic] [--before ../older/src] [--runs 5]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import NO_END, Fact, Recorded
from pactgraph.analysis.ties import layer_ties, strongest
from pactgraph.facts.records import Key

DAY = dt.date(2014, 7, 10)
SRC = Path(__file__).parents[1] / "src"
ACTORS, AGREEMENTS, TOPICS = 2_000, 75_000, 8
COMMANDS = (
    "gaps",
    *(f"gaps {kind}" for kind in gap_kinds()),
    "unlinked",
    "clusters",
    "clusters --years 1990,2000,2010",
    "ties THA",
    "ties FRA DEU",
    "plan",
    "plan --region Asia",
    "plan --agreements",
    "plan --if IRN:TIP_PROTOCOL",
    "timeline",
    "timeline parties",
    "timeline clusters",
    "brief THA",
    "analyse",
)
Found = TypeVar("Found")


def timed(what: str, function: Callable[[], Found], total: list[float]) -> Found:
    """Return what `function` returns, print its wall-clock and processor time and add the former to `total`."""
    began, used = time.perf_counter(), time.process_time()
    found = function()
    total.append(time.perf_counter() - began)
    print(f"  {what:44} {total[-1]:7.3f} s   processor {time.process_time() - used:7.3f} s", flush=True)
    return found


def measured(src: Path, store: str, command: str) -> tuple[float, float]:
    """Return the wall-clock and processor seconds of one whole process of the version in `src`."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pactgraph", *command.split(), "--store", store],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(src)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"pactgraph {command} of {src} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def commands(before: Path | None, runs: int) -> None:
    """Time every command on the bundled graph, built by the version that reads it; versions take turns."""
    versions = {"now": SRC} | ({} if before is None else {"before": before})
    with tempfile.TemporaryDirectory() as folder:
        for name, src in versions.items():
            build = [sys.executable, "-m", "pactgraph", "build", "--quiet", "--store", f"{folder}/{name}"]
            env = {**os.environ, "PYTHONPATH": str(src)}
            subprocess.run(build, env=env, check=True, stdout=subprocess.DEVNULL)
        print("whole process, bundled graph: wall-clock s (processor s)")
        for command in COMMANDS:
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in versions}
            for _ in range(runs):
                for name, src in versions.items():
                    times[name].append(measured(src, f"{folder}/{name}", command))
            shown = []
            for name, pairs in times.items():
                wall, used = (statistics.median(column) for column in zip(*pairs, strict=True))
                shown.append(f"{name} {wall:5.2f} ({used:5.2f})")
            print(f"  {command:32} {'   '.join(shown)}", flush=True)


def synthetic() -> None:
    """Time the agreement layer of a synthetic graph, and networkx's projection of the same graph."""
    recorded = synthetic_graph()
    then = AsAt(recorded, DAY)
    print(f"synthetic graph: {ACTORS:,} actors, {AGREEMENTS:,} agreements")
    total: list[float] = []
    found = timed("ties of the agreement layer", lambda: layer_ties(then, "agreement"), total)
    timed("strongest ties", lambda: strongest(found), total)
    for kind in gap_kinds():
        timed(f"gaps: {kind}", lambda kind=kind: then.answered(kind), total)  # type: ignore[misc]
    print(f"  {'all':44} {sum(total):7.3f} s   (bar 20 s)")
    graph = two_mode(recorded)
    states = [node for node in graph if isinstance(node, str)]
    theirs = timed(
        "networkx.bipartite.weighted_projected_graph",
        lambda: nx.bipartite.weighted_projected_graph(graph, states),
        [],
    )
    assert theirs.size("weight") == found.shared.sum() / 2


def synthetic_graph() -> Recorded:
    """Return synthetic actors that conclude agreements of two, more often the lower their number."""
    choose = random.Random(0)
    nodes: dict[Key, dict[str, object]] = {}
    for number in range(ACTORS):
        key = Key("State", f"S{number:04}")
        nodes[key] = {
            "id": key.id,
            "un_member_from": dt.date(1945, 10, 24),
            "un_member_until": NO_END,
            "subregion": f"R{number % 22}",
        }
    actors = list(nodes)
    facts = []
    for number in range(AGREEMENTS):
        key = Key("BilateralAgreement", f"A{number:05}")
        nodes[key] = {"id": key.id, "topic": f"topic {number % TOPICS}"}
        pair = choose.sample(range(ACTORS), 2) if number % 3 else [int(ACTORS * choose.random() ** 2), number % ACTORS]
        facts += [Fact("CONCLUDED", actors[place], key, dt.date(2000, 1, 1), NO_END, {}) for place in sorted(set(pair))]
    return Recorded(nodes, {"CONCLUDED": facts})


def two_mode(recorded: Recorded) -> nx.Graph:
    """Return who concluded what as networkx has it: States by id, agreements by key."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(key.id for key in recorded.nodes if key.label == "State")
    graph.add_edges_from((fact.start.id, fact.end) for fact in recorded.facts["CONCLUDED"])
    return graph


def main() -> None:
    """Run one part or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=["commands", "synthetic"])
    parser.add_argument("--before", type=Path, help="The src folder of an older checkout.")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if given.part in (None, "commands"):
        commands(given.before, given.runs)
    if given.part in (None, "synthetic"):
        synthetic()
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
