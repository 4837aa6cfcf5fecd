from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
CONTENT = ("graph", "loaders", "queries", "viz")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PACTGRAPH", "VIRTUAL_ENV"))}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=900,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, CHECKOUT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_content_file(wheel: Path):
    tracked = run("git", "ls-files", *CONTENT, cwd=CHECKOUT).stdout.splitlines()
    expected = {f"pactgraph/_content/{name}" for name in tracked if not name.endswith(".gitkeep")}
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_engine_is_asked_for_and_bounded(wheel: Path):
    """Some systems have no build of it (musl, an old glibc), which no marker can tell: there the rest must install."""
    archive = zipfile.ZipFile(wheel)
    (about,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    lines = archive.read(about).decode("utf-8").splitlines()
    needed = [line for line in lines if line.startswith("Requires-Dist: arcadedb")]
    assert needed
    assert all("extra ==" in line and re.search(r"<\d+\.\d+", line) for line in needed)


def test_the_installed_wheel_runs_the_demo_elsewhere(wheel: Path, tmp_path: Path):
    run(sys.executable, "-m", "venv", tmp_path / "clean", cwd=tmp_path)
    programs = tmp_path / "clean" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", f"{wheel}[embedded]", cwd=tmp_path)
    place = run(programs / "python", "-c", "import pactgraph; print(pactgraph.__file__)", cwd=tmp_path).stdout
    assert str(tmp_path) in place
    demo = run(programs / "pactgraph", "demo", cwd=tmp_path, PACTGRAPH_STORE=str(tmp_path / "store"))
    assert (
        "the Trafficking in Persons Protocol: 10 not party, 182 party, 1 signatory; 193 UN Member States" in demo.stdout
    )
    assert (tmp_path / "atlas.html").stat().st_size > 1_000_000
    asked = run(programs / "pactgraph", "queries", cwd=tmp_path).stdout
    assert "not-party" in asked
