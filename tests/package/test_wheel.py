from __future__ import annotations

import ast
import os
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from built import CHECKOUT, build, run, tracked
from neo4j_server import SERVERS

from pactgraph.stores.base import Store
from pactgraph.stores.neo4j import Neo4jStore

LARGEST = 450_000_000
"""Bytes of an environment with everything that runs, compiled by pip."""
CONTENT = ("graph", "loaders", "queries", "viz")
PAGES = ("docs/explanation", "docs/how-to", "docs/reference", "docs/tutorial")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def about(wheel: Path) -> list[str]:
    """What the wheel says of itself."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    return archive.read(name).decode("utf-8").splitlines()


def installed(what: str, folder: Path) -> Path:
    """Install into an environment of its own, below a folder; returns where its programs are."""
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", what, cwd=folder)
    return programs


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel and its engine alone."""
    return installed(f"{wheel}[embedded]", tmp_path_factory.mktemp("clean"))


def test_the_wheel_carries_every_content_file_and_page(wheel: Path):
    expected = {f"pactgraph/_content/{name}" for name in tracked(*CONTENT, *PAGES) if not name.endswith(".gitkeep")}
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_engine_is_asked_for_and_bounded(about: list[str]):
    """Some systems have no build of it (musl, an old glibc), which no marker can tell: there the rest must install."""
    needed = [line for line in about if line.startswith("Requires-Dist: arcadedb")]
    assert needed
    assert all("extra ==" in line and re.search(r"<\d+\.\d+", line) for line in needed)


def test_it_says_which_pythons_it_is_for(about: list[str]):
    said = [line.rpartition(" ")[2] for line in about if line.startswith("Classifier: Programming Language :: Python ")]
    assert said == ["3", "3.11", "3.12", "3.13", "3.14"]
    assert "Requires-Python: >=3.11" in about


def test_no_message_names_a_page_by_hand():
    """In a wheel the pages stand elsewhere: `content.guide` says where."""
    named = []
    for path in sorted((CHECKOUT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
        named += [f"{path.name}: {n.value}" for n in texts if re.search(r"docs/|README|CONTRIBUTING", str(n.value))]
    assert named == []


@pytest.mark.slow
def test_the_installed_wheel_runs_the_demo_elsewhere(programs: Path, tmp_path: Path):
    place = run(programs / "python", "-c", "import pactgraph; print(pactgraph.__file__)", cwd=tmp_path).stdout
    assert str(programs.parent) in place
    demo = run(programs / "pactgraph", "demo", cwd=tmp_path, PACTGRAPH_STORE=str(tmp_path / "store"))
    assert (
        "the Trafficking in Persons Protocol: 10 not party, 182 party, 1 signatory; 193 UN Member States" in demo.stdout
    )
    assert (tmp_path / "atlas.html").stat().st_size > 1_000_000
    asked = run(programs / "pactgraph", "queries", cwd=tmp_path).stdout
    assert "not-party" in asked


@pytest.mark.slow
def test_the_installed_wheel_has_the_page_its_messages_name(programs: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    refused = run(programs / "pactgraph", "build", "--sources", tmp_path / "empty", cwd=tmp_path, code=2)
    (named,) = re.findall(r"see (\S+\.md)$", refused.stderr.strip())
    assert Path(named).is_relative_to(programs.parent)
    assert "# " in Path(named).read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_environment_is_not_larger_than_it_says(programs: Path):
    """What fills it: docs/reference/dependencies.md."""
    size = sum(path.stat().st_size for path in programs.parent.rglob("*") if path.is_file() and not path.is_symlink())
    assert size < LARGEST


@pytest.mark.slow
def test_without_the_engine_it_works_on_a_server(wheel: Path, tmp_path: Path, empty_store: Callable[[str], Store]):
    target = empty_store(SERVERS[0])
    assert isinstance(target, Neo4jStore)
    (tmp_path / "bare").mkdir()
    bare = installed(str(wheel), tmp_path / "bare")
    assert "arcadedb" not in run(bare / "python", "-m", "pip", "list", cwd=tmp_path).stdout
    refused = run(bare / "pactgraph", "build", cwd=tmp_path, code=1, PACTGRAPH_STORE=str(tmp_path / "store"))
    assert "the embedded engine is not installed" in refused.stderr
    access = {"NEO4J_USERNAME": target.user, "NEO4J_PASSWORD": target.password, "NEO4J_DATABASE": target.database}
    run(bare / "pactgraph", "build", "--store", target.address, cwd=tmp_path, **access)
    told = run(bare / "pactgraph", "query", "not-party", "--store", target.address, cwd=tmp_path, **access).stderr
    assert "193 UN Member States" in told
