"""What the page tests share: how a page is opened, and what it is heard to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

VIEWS = ("Network", "Matrix", "Map", "Gaps", "About")


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
