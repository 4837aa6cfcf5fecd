"""
Prints the median rows/s of reading and validating every bundled source; fails on no figure (bar: 50,000 rows/s).

Processor time, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import statistics
import time

from pactgraph.facts.exchange import read_rows
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import find_sources, read_sources

RUNS = 7


def main() -> None:
    """Time reading and validating RUNS times in one process."""
    schema, registers = bundled_schema(), bundled_registers()
    folders = find_sources()
    rows = sum(1 for folder in folders for path in folder.facts for _ in read_rows(path))
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        read_sources(folders, schema, registers)
        times.append(time.process_time() - began)
    median = statistics.median(times)
    print(f"read and validate {rows:,} rows of {len(folders)} sources: {median:.3f} s, {rows / median:,.0f} rows/s")


if __name__ == "__main__":
    main()
