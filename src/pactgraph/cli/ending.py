"""How a command ends when it is told to, whatever its main thread is busy with; it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from pactgraph.private import clear

_GRACE = 0.4
"""Seconds in which a command told to end may do so by itself: close files, tell a server."""
_LATE = 4.0
"""Seconds by which a time limit may be missed by whoever else keeps it."""


class Ended(BaseException):
    """The command was told to end by this signal. No KeyboardInterrupt: libraries on the way keep those."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@contextmanager
def promptly() -> Iterator[None]:
    """
    Within the block, Ctrl-C or SIGTERM raises Ended, and the process ends soon even where that is not heard.

    Python hears of a signal only between two of its own steps, not while the engine or numpy is at work; so a thread
    listens too.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    numbers = (signal.SIGINT, signal.SIGTERM)
    former = {number: signal.signal(number, _raise) for number in numbers}
    waking = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    ours.setblocking(True)
    threading.Thread(target=_listen, args=(ours, numbers), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(waking)
        for number, handler in former.items():
            signal.signal(number, handler)
        theirs.close()  # ends the thread


def end(code: int, message: str = "") -> NoReturn:
    """End the process now with `code`, after a line that says why; everything temporary is removed."""
    if message:
        sys.stderr.write(f"pactgraph: {message}\n")
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    clear()
    os._exit(code)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End the process where the block outlasts by far a limit of `seconds` that engine and server keep as a rule."""

    def give_up() -> None:
        end(1, f"no answer within {seconds:g} seconds; narrow the question or raise --timeout")

    timer = threading.Timer(seconds + _LATE, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()  # who calls the command from a program of their own goes on


def interrupted(number: int) -> NoReturn:
    """End the process as shells expect of one that a signal has ended."""
    end(128 + number, "interrupted" if number == signal.SIGINT else "told to end")


def _raise(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # Once is enough; the thread sees to it.
    raise Ended(number)


def _listen(ours: socket.socket, numbers: tuple[int, ...]) -> None:
    with ours:
        while heard := ours.recv(1):
            if heard[0] in numbers:
                time.sleep(_GRACE)
                interrupted(heard[0])
