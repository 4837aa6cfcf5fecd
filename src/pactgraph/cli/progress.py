"""Progress on standard error for work over a second; silent when that is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def shown(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function to call with a step's name, what is done and what there is to do."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    began = time.monotonic()
    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bars:

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total, visible=False)
            bars.update(tasks[step], completed=done, total=total, visible=time.monotonic() - began > PATIENCE)
            if time.monotonic() - began > PATIENCE:
                bars.refresh()

        yield report
