"""How much memory there is still to take."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def memory_left() -> int | None:
    """Return how many bytes of memory may still be taken, where the system (Linux) or the container says so."""
    left: list[int] = []
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        left.append(1024 * int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]))
    group = Path("/sys/fs/cgroup")
    with suppress(OSError, ValueError):  # no number where there is no limit
        used = int((group / "memory.current").read_text(encoding="ascii"))
        stat = dict(line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
        left.append(int((group / "memory.max").read_text(encoding="ascii")) - used + int(stat["inactive_file"]))
    return min(left, default=None)
