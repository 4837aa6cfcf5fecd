"""The source distribution carries everything that is tracked, and passes its own tests elsewhere."""

from __future__ import annotations

import os
import sys
import tarfile
from pathlib import Path

import pytest
from built import CHECKOUT, build, run, tracked

GENERATED = {"PKG-INFO"}
"""What building adds."""
SUBSET = ("tests/package", "tests/unit/test_rooms.py", "tests/unit/test_schema.py", "tests/loaders/test_readmes.py")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", folder)) as archive:
        archive.extractall(folder, filter="data")
    (found,) = (path for path in folder.iterdir() if path.is_dir())
    return found


def collected_in(folder: Path, *options: str) -> list[str]:
    """Return the tests that are collected in a folder, whose own code they import."""
    command = (sys.executable, "-m", "pytest", "--collect-only", "-q", *options)
    listed = run(*command, cwd=folder, PYTHONPATH=str(folder / "src")).stdout
    return [line for line in listed.splitlines() if line.startswith("tests/")]


@pytest.mark.slow
def test_it_carries_every_tracked_file_and_nothing_else(unpacked: Path):
    found = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert found - GENERATED == tracked()


@pytest.mark.slow
def test_its_tests_are_those_of_the_checkout_and_the_quick_ones_pass(unpacked: Path):
    collected = collected_in(unpacked)
    assert collected == collected_in(CHECKOUT)
    assert len(collected) > 3_000
    quick = ("-q", "-m", "not browser and not server and not slow", "-p", "no:cacheprovider", *SUBSET)
    ended = run(sys.executable, "-m", "pytest", *quick, cwd=unpacked, PYTHONPATH=os.fspath(unpacked / "src"))
    assert "not a clone" in ended.stdout, "what needs git says so"
