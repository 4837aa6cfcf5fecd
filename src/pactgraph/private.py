"""
The process's own temporary folder, and everything else that must not outlive it.

The folder can be read by this user alone. It goes when the process ends, also by Ctrl-C; what a killed process left is
removed by the next one: the system takes a lock away from a process that dies, whoever's number it had.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "pactgraph-run-"
_LOCK = "in-use"
_YOUNG = 60.0
"""Seconds for which a folder may be without its lock: that of a process that has just begun."""
_DOOMED: set[Path] = set()
_LOCKS: list[FileLock] = []


def private_folder() -> Path:
    """Return the process's own temporary folder, made when it is first asked for; a forked process has its own."""
    return _made(os.getpid())


@contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """Yield `folder`, which is removed if the process ends before the block does, or the block with an error."""
    _DOOMED.add(folder)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        _DOOMED.discard(folder)


def clear() -> None:
    """Remove all of it, now: for the end of the process."""
    for lock in _LOCKS:
        with contextlib.suppress(OSError):
            lock.release()
    for folder in list(_DOOMED):
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _made(process: int) -> Path:
    _remove_orphans()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = FileLock(folder / _LOCK)
    lock.acquire()
    _LOCKS[:] = [lock]
    _DOOMED.clear()  # a forked process has inherited its parent's
    _DOOMED.add(folder)
    atexit.register(lambda: clear() if os.getpid() == process else None)
    return folder


def _remove_orphans() -> None:
    """Remove folders of this user whose process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, Timeout):
            about = folder.lstat()
            if hasattr(os, "getuid") and about.st_uid != os.getuid():
                continue
            if not (folder / _LOCK).is_file() or time.time() - about.st_mtime < _YOUNG:
                continue
            with FileLock(folder / _LOCK, timeout=0):
                pass
            shutil.rmtree(folder, ignore_errors=True)
