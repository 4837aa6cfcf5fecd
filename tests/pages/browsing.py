"""What the page tests share: how a page is opened, and what it is heard to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from pactgraph.content import content_folder

VIEWS = tuple(
    name.capitalize()
    for name in re.findall(
        r'^  \{ name: "(\w+)", paint:',
        (content_folder("viz") / "atlas" / "js" / "views.js").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
"""The views by the titles of their tabs, as `views.js` declares them."""


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
