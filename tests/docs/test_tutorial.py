"""Every command of the tutorial runs and ends well."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.stores.embedded import EmbeddedStore

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "first-steps.md"
COMMANDS = [
    shlex.split(line.strip())[1:]
    for line in TUTORIAL.read_text(encoding="utf-8").splitlines()
    if line.startswith("    pactgraph ")
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_command_runs(bundled: EmbeddedStore, tmp_path: Path, command: list[str]):
    ended = subprocess.run(
        [sys.executable, "-m", "pactgraph", *command],
        cwd=tmp_path,
        env={**os.environ, "PACTGRAPH_STORE": str(bundled)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout or list(tmp_path.iterdir())
