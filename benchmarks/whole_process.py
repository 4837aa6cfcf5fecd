"""Prints medians of whole-process times and of peak memory of the main commands; fails on no figure. POSIX only."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
COMMANDS = (
    ["check"],
    ["sources"],
    ["demo", "--store"],
    ["build", "--dry-run", "--store"],
    ["build", "--store"],
    ["query", "not-party", "--store"],
    ["query", "-c", "RETURN 1 AS one", "--store"],
)


def measured(arguments: list[str]) -> tuple[float, float]:
    """Return the seconds a command took and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pactgraph", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"pactgraph {' '.join(arguments)} ended with {process.returncode}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return time.perf_counter() - began, kilobytes / 1024


def main() -> None:
    """Time each command RUNS times on a store of its own."""
    with tempfile.TemporaryDirectory() as store:
        for arguments in COMMANDS:
            runs = [measured([*arguments, store] if arguments[-1] == "--store" else arguments) for _ in range(RUNS)]
            seconds, memory = (statistics.median(column) for column in zip(*runs, strict=True))
            name = " ".join(arguments).removesuffix(" --store")
            print(f"{name:28} {seconds:6.2f} s  {memory:6.0f} MB")


if __name__ == "__main__":
    main()
