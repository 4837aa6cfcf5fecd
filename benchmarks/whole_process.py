"""Prints medians of whole-process times and the peak memory of the main commands; fails on no figure."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5


def main() -> None:
    """Time each command RUNS times on a store of its own."""
    with tempfile.TemporaryDirectory() as store:
        for arguments in (["demo"], ["build"], ["query", "not-party"], ["query", "-c", "RETURN 1 AS one"]):
            command = [sys.executable, "-m", "pactgraph", *arguments, "--store", store, "--quiet"]
            times = []
            for _ in range(RUNS):
                began = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                times.append(time.perf_counter() - began)
            print(f"{' '.join(arguments):28} {statistics.median(times):6.2f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
