"""
Prints how time and memory grow with the graph: the bundled one, and with 9 and 99 times as much synthetic beside it.

`python benchmarks/growth.py [FACTOR]...`: each factor adds a synthetic source (fixed seed) with as many times the
agreements, treaties, acts of States, bodies and memberships of the bundled graph; States stay those of the world. One
run of each command, whole process; a command that takes longer than LIMIT or more memory than there is ends the row.
Fails on no figure. POSIX only.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from pactgraph.facts.registers import bundled_registers

FACTORS = (1, 10, 100)
AGREEMENTS, TREATIES, ACTS, BODIES, MEMBERSHIPS = 2_155, 74, 6_166, 105, 4_819
"""How many the bundled graph has of each."""
LIMIT = 1_800
"""Seconds after which a command is stopped."""
COMMANDS: tuple[tuple[str, list[str]], ...] = (
    ("build", ["build", "--quiet"]),
    ("query", ["query", "treaty-participants"]),
    ("own Cypher", ["query", "-c", "MATCH (s:State)-[:CONCLUDED]->(a) RETURN s.id AS id, count(a) AS n ORDER BY n"]),
    ("gaps", ["gaps"]),
    ("clusters", ["clusters"]),
    ("atlas", ["atlas", "-o", "atlas.html"]),
)  # fmt: skip
_SOURCE = """id: synthetic_growth
title: Synthetic facts of a benchmark
publisher: Nobody
url: https://example.org/growth
licence: CC0-1.0
citation: Nobody, Synthetic facts of a benchmark
authority: page
as_of: 2024-05-31
covers: Synthetic throughout.
own_ids: {Treaty: "GROWTH_[0-9]+", RegionalBody: "GROWTH_[0-9]+"}
rows:
"""


def synthetic(folder: Path, times: int) -> None:
    """Write a source with so many times the bundled graph's agreements, treaties, acts, bodies and memberships."""
    chance = random.Random(times)
    states = sorted(key.id for key, entry in bundled_registers().entries.items() if key.label == "State"
                    and entry.row.get("status") == "member")  # fmt: skip
    files: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {}

    def day() -> str:
        return f"{chance.randrange(1980, 2014)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"

    agreements = [(f"GROWTH-{n}", f"Synthetic agreement {n}", "labour_migration", f"row {n}")
                  for n in range(AGREEMENTS * times)]  # fmt: skip
    files["BilateralAgreement"] = ("id", "title", "topic", "locator"), agreements
    concluded = [(state, row[0], since, row[3]) for row in agreements for since in [day()]
                 for state in sorted(chance.sample(states, 2))]  # fmt: skip
    files["CONCLUDED"] = ("from", "to", "since", "locator"), concluded
    treaties = [f"GROWTH_{n}" for n in range(TREATIES * times)]
    files["Treaty"] = (
        ("id", "name", "adopted", "locator"),
        [(treaty, f"Synthetic treaty {n}", "1979-01-01", f"row {n}") for n, treaty in enumerate(treaties)],
    )
    each = ACTS // TREATIES
    files["PARTY_TO"] = ("from", "to", "action", "since", "locator"), [
        (state, treaty, "accession", day(), f"{treaty}, {state}")
        for treaty in treaties for state in sorted(chance.sample(states, each))
    ]  # fmt: skip
    bodies = [f"GROWTH_{n}" for n in range(BODIES * times)]
    files["RegionalBody"] = (
        ("id", "name", "kind", "locator"),
        [(body, f"Synthetic body {n}", "regional", f"row {n}") for n, body in enumerate(bodies)],
    )
    members = MEMBERSHIPS // BODIES
    files["MEMBER_OF"] = ("from", "to", "status", "since", "locator"), [
        (state, body, "member", day(), f"{body}, {state}")
        for body in bodies for state in sorted(chance.sample(states, members))
    ]  # fmt: skip
    facts = folder / "synthetic_growth" / "facts"
    facts.mkdir(parents=True)
    text = _SOURCE
    for name, (columns, rows) in sorted(files.items()):
        with (facts / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            number = 0
            for row in rows:
                writer.writerow(row)
                number += 1
        text += f"  {name}: {{minimum: {number}, maximum: {number}}}\n"
    (folder / "synthetic_growth" / "source.yml").write_text(text, encoding="utf-8", newline="\n")


def measured(arguments: list[str], folder: Path) -> tuple[float, float] | None:
    """Return the seconds a command took and its peak memory in MB; None where it was stopped or failed."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "pactgraph", *arguments], cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, encoding="utf-8")  # fmt: skip
    timer = threading.Timer(LIMIT, process.kill)
    timer.start()
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(said.strip()[-300:], file=sys.stderr)
        return None
    return time.perf_counter() - began, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print a row for each factor and command."""
    factors = [int(text) for text in sys.argv[1:]] or list(FACTORS)
    print("| graph | command | seconds | peak MB |\n| --- | --- | --- | --- |")
    for factor in factors:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            sources: list[str] = []
            if factor > 1:
                synthetic(folder / "growth", factor - 1)
                sources = ["--sources", str(folder / "growth")]
            for name, arguments in COMMANDS:
                extra = sources if name == "build" else []
                found = measured([*arguments, *extra, "--store", str(folder / "store")], folder)
                told = f"{found[0]:.1f} | {found[1]:.0f}" if found else "stopped | "
                print(f"| {factor}× | {name} | {told} |", flush=True)
                if found is None and name == "build":
                    break
            atlas = folder / "atlas.html"
            if atlas.exists():
                print(f"| {factor}× | atlas file | | {atlas.stat().st_size / 1e6:.1f} MB on disk |", flush=True)


if __name__ == "__main__":
    main()
