"""The modules as they stand in the page: one script, so their top-level names must differ."""

from __future__ import annotations

import re
from collections import Counter

from pactgraph.content import content_folder

_NAMES = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_top_level_names_differ() -> None:
    modules = sorted((content_folder("viz") / "atlas" / "js").glob("*.js"))
    counted = Counter(name for path in modules for name in _NAMES.findall(path.read_text(encoding="utf-8")))
    assert [name for name, count in counted.items() if count > 1] == []
    assert len(modules) > 10


def test_no_text_goes_over_more_than_one_line() -> None:
    """The page carries the modules without their indents."""
    modules = sorted((content_folder("viz") / "atlas" / "js").glob("*.js"))
    lines = [(path.name, line) for path in modules for line in path.read_text(encoding="utf-8").splitlines()]
    assert [place for place in lines if place[1].count("`") % 2] == []
