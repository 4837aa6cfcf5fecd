"""What a page says to run works, in its order: each command ends well and has an answer, each piece of Python runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from steps import ROOT, run, steps

from pactgraph.stores.embedded import EmbeddedStore

FOLLOWED = (
    "README.md",
    "docs/tutorial/first-steps.md",
    "docs/how-to/atlas.md",
    "docs/how-to/gaps-and-plans.md",
    "docs/how-to/language-model.md",
    "docs/how-to/pictures.md",
    "docs/how-to/python.md",
    "docs/how-to/store.md",
    "docs/reference/python.md",
)
ELSEWHERE = {
    "docs/gallery.md": "tests/docs/test_gallery.py",
    "docs/how-to/export.md": "tests/docs/test_export.py",
    "docs/how-to/own-data.md": "tests/docs/test_own_data.py",
    "docs/how-to/own-files.md": "tests/docs/test_own_data.py",
}
"""Pages that other tests follow, which compare more than that it runs."""
NOT_FOLLOWED = {
    "docs/how-to/neo4j.md": ("writes into a server with a password", "tests/neo4j"),
    "docs/how-to/refresh.md": ("reads a publisher's files, or its site", "tests/refresh"),
    "docs/how-to/serve.md": ("serves until it is stopped", "tests/clients"),
}
"""Pages whose commands cannot run as they stand, why, and which tests do what they say."""
EMPTY = {"plan --agreements --region Europe": "0 gaps that such steps could close"}
"""Commands of which a page says that they list nothing, and what they say then."""


def has_rows(printed: str) -> bool:
    """Whether something was printed; of a table, at least a row."""
    lines = printed.splitlines()
    is_table = len(lines) > 1 and set(lines[1]) <= set("- ")
    return len(lines) > (2 if is_table else 0)


def test_every_page_is_followed_or_says_why_not():
    pages = ["README.md", *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))]
    with_steps = {page for page in pages if any(steps(page))}
    assert with_steps == {*FOLLOWED, *ELSEWHERE, *NOT_FOLLOWED}
    assert not set(FOLLOWED) & {*ELSEWHERE, *NOT_FOLLOWED}
    tests = [*ELSEWHERE.values(), *(test for _, test in NOT_FOLLOWED.values())]
    assert [test for test in tests if not (ROOT / test).exists()] == []


@pytest.mark.parametrize(
    ("page", "number"),
    [("docs/how-to/gaps-and-plans.md", 34), ("docs/how-to/store.md", 3), ("docs/tutorial/first-steps.md", 12)],
)
def test_no_command_of_a_page_is_overlooked(page: str, number: int):
    found = list(steps(page))
    assert len(found) == number


@pytest.mark.slow
@pytest.mark.parametrize("page", FOLLOWED)
def test_what_the_page_says_works(bundled: EmbeddedStore, tmp_path: Path, page: str):
    # Some write into the store.
    store, folder = tmp_path / "store", tmp_path / "here"
    shutil.copytree(bundled.folder, store)
    folder.mkdir()
    for step in steps(page):
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        ended = run(step, folder, store)
        wrote = {path: path.stat().st_mtime_ns for path in folder.rglob("*")} != before
        if (said := EMPTY.get(" ".join(step[2:]))) is not None:
            assert ended.stderr.startswith(said)
            assert not has_rows(ended.stdout)
        else:
            assert step[0] == "-c" or wrote or has_rows(ended.stdout), f"{step}: no answer: {ended.stderr}"
