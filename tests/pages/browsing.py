"""What the page tests share: how a page is opened, and what it is heard to say."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

VIEWS = ("Network", "Matrix", "Map", "Gaps", "About")


def needed(program: str, reason: str) -> str:
    """Return the path of a program; without it fail in CI, skip elsewhere."""
    found = shutil.which(program)
    if found is None:
        message = f"{program} is not installed: {reason}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


@dataclass
class Heard:
    """All a page said and asked for, besides its own file."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Opened:
    page: Page
    heard: Heard


Opener = Callable[..., Opened]
