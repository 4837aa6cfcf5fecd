"""The modules as they stand in the page: one script, so their top-level names must differ."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pactgraph.content import content_folder

_NAMES = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def _modules(page: str) -> list[Path]:
    return sorted(path for folder in (page, "shared") for path in (content_folder("viz") / folder / "js").glob("*.js"))


@pytest.mark.parametrize("page", ["atlas", "picture"])
def test_top_level_names_differ(page: str) -> None:
    modules = _modules(page)
    counted = Counter(name for path in modules for name in _NAMES.findall(path.read_text(encoding="utf-8")))
    assert [name for name, count in counted.items() if count > 1] == []
    assert len(modules) > 10


def test_there_is_no_more_of_it() -> None:
    """Without comments and blank lines; 4,326 before modules had one job each."""
    lines = {
        path.name: [line for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()) if line]
        for path in _modules("atlas")
    }
    code = {name: sum(not line.startswith(("//", "/*", "*")) for line in found) for name, found in lines.items()}
    assert sum(code.values()) <= 3_850
    assert max(code.values()) <= 180


@pytest.mark.parametrize("page", ["atlas", "picture"])
def test_no_text_goes_over_more_than_one_line(page: str) -> None:
    """The page carries the modules without their indents."""
    modules = _modules(page)
    lines = [(path.name, line) for path in modules for line in path.read_text(encoding="utf-8").splitlines()]
    assert [place for place in lines if place[1].count("`") % 2] == []
