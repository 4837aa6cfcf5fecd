"""`make test` leaves out what is marked and nothing else, `make test-all` nothing, and what has to be marked is."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from built import CHECKOUT, run

MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
RULES = dict(re.findall(r"^([\w-]+):[^\n]*\n((?:\t[^\n]+\n)+)", MAKEFILE, re.MULTILINE))
LEFT_OUT = ("browser", "server", "slow")


def options(rule: str) -> list[str]:
    """Return what a rule gives to pytest beside how tests are spread over processes."""
    (given,) = re.findall(r"-m pytest -n auto --dist \w+(?: (.*))?\n", RULES[rule])
    found = re.fullmatch(r'-m "([^"]*)"', given)
    return ["-m", found[1]] if found else given.split()


def collected(*given: str) -> Counter[str]:
    listed = run(sys.executable, "-m", "pytest", "--collect-only", "-q", *given, cwd=CHECKOUT).stdout
    return Counter(line for line in listed.splitlines() if line.startswith("tests/"))


def test_the_rules_say_what_is_left_out():
    assert options("test") == ["-m", " and ".join(f"not {mark}" for mark in LEFT_OUT)]
    assert options("test-all") == []
    assert re.search(r"^part tests make test-all$", (CHECKOUT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def test_marks_are_these_only():
    """Any other is refused by --strict-markers."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert [line.partition(":")[0] for line in settings["markers"]] == list(LEFT_OUT)
    assert "--strict-markers" in settings["addopts"]


@pytest.mark.slow
def test_every_test_belongs_to_one_part():
    every, quick = collected(*options("test-all")), collected(*options("test"))
    rest = collected("-m", " or ".join(LEFT_OUT))
    assert quick + rest == every
    assert set(every.values()) == {1}
    assert len(quick) > 2_000
    assert len(rest) > 900
    files = Counter(name.partition("::")[0] for name in quick)
    assert files["tests/trust/test_killed_on_neo4j.py"] == files["tests/pages/test_firefox.py"] == 0
    kinds = [name for name in quick if name.startswith("tests/contract/test_stores.py")]
    assert kinds
    assert all("[embedded" in name for name in kinds if "[" in name)


@pytest.mark.parametrize(
    ("starts", "only"),
    [
        (r"\brunning\(", ["conftest.py", "neo4j_server.py"]),
        (r"\.launch\(|--marionette", ["conftest.py", "docs/gallery.py", "pages/snapshots.py", "pages/test_firefox.py"]),
    ],
)
def test_servers_and_browsers_are_started_by_the_fixtures_that_mark(starts: str, only: list[str]):
    tests = CHECKOUT / "tests"
    paths = [path for path in tests.rglob("*.py") if "node_modules" not in path.parts and path != Path(__file__)]
    found = [p.relative_to(tests).as_posix() for p in paths if re.search(starts, p.read_text(encoding="utf-8"))]
    assert sorted(found) == only
