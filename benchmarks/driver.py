"""
Prints how long it takes to read every fact of the bundled graph, with and without the driver's Rust extension.

Embedded store; each way in processes of its own, the two in turn, processor time of this process and wall time.
Fails on no figure.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 5
ONE = """
import sys, time
if sys.argv[2] == "without":
    sys.modules["neo4j._rust"] = None
from pathlib import Path
from pactgraph.analysis.recorded import read
from pactgraph.stores.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1])).open() as reader:
    read(reader)  # The engine has read its pages and planned.
    wall, processor = time.perf_counter(), time.process_time()
    found = read(reader)
    print(time.perf_counter() - wall, time.process_time() - processor, sum(map(len, found.facts.values())))
"""


def main() -> None:
    """Measure RUNS times each way, in turn."""
    from pactgraph.building import prepare, store  # noqa: PLC0415 - not in the measured processes
    from pactgraph.stores.embedded import EmbeddedStore  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        store(prepare(), EmbeddedStore(Path(folder)))
        taken: dict[str, list[tuple[float, float]]] = {"with": [], "without": []}
        facts = 0
        for _ in range(RUNS):
            for way, found in taken.items():
                command = [sys.executable, "-c", ONE, folder, way]
                wall, processor, count = subprocess.run(
                    command, capture_output=True, check=True, text=True
                ).stdout.split()
                found.append((float(wall), float(processor)))
                facts = int(count)
    for way, found in taken.items():
        walls, processors = zip(*found, strict=True)
        print(
            f"{way:8} the extension: {facts:,} facts read in {statistics.median(walls):.2f} s "
            f"(least {min(walls):.2f}), processor {statistics.median(processors):.2f} s"
        )


if __name__ == "__main__":
    main()
