"""What a test needs of the machine: with CI set it has to be there; elsewhere the test is skipped, with the reason."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """End the test: it fails with CI set, and is skipped elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def needed(program: str, reason: str = "") -> str:
    """Return the path of a program, which may stand beside this Python; without it end the test."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    found = shutil.which(program, path=places)
    if found is None:
        missing(f"{program} is not installed: {reason}" if reason else f"{program} is not installed")
    return found
