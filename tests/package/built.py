"""What these tests share: how a distribution is built from the checkout and a program run that knows only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program that knows nothing of this checkout or of these tests; it has to end with `code`."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "PACTGRAPH", "VIRTUAL_ENV"))}
    ended = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=900,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended


def build(kind: str, folder: Path) -> Path:
    """Build the `sdist` or `wheel` of the checkout into a folder; returns its file."""
    run(sys.executable, "-m", "build", f"--{kind}", "--outdir", folder, CHECKOUT, cwd=folder)
    (built,) = (path for path in folder.iterdir() if path.suffix in (".gz", ".whl"))
    return built


def tracked(*names: str) -> set[str]:
    """Return the files of the checkout that git does not ignore; skips where there is no clone, as in an sdist."""
    if not (CHECKOUT / ".git").exists():
        pytest.skip("not a clone: only git tells which files belong to it")
    kept, added = (
        run("git", "ls-files", which, "--exclude-standard", *names, cwd=CHECKOUT).stdout.splitlines()
        for which in ("--cached", "--others")
    )
    # What lies beside the project's folders without being tracked was made by trying it.
    return {*kept, *(path for path in added if "/" in path)}
