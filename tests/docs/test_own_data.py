from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-data.md"


def test_the_worked_example_works_as_it_stands(tmp_path: Path):
    text = PAGE.read_text(encoding="utf-8")
    files = re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    assert [name.rpartition("/")[2] for name, _ in files] == [
        "source.yml", "Mechanism.csv", "MEMBER_OF.csv", "loader.py", "members.txt",
    ]  # fmt: skip
    for name, content in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    commands = 0
    for block in re.findall(r"^```console\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            program, *arguments = shlex.split(command)
            assert program == "pactgraph"
            ended = subprocess.run(
                [sys.executable, "-m", "pactgraph", *arguments],
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=120,
                cwd=tmp_path,
                env={**os.environ, "PACTGRAPH_STORE": str(tmp_path / "store")},
            )
            assert ended.returncode == 0, f"{command}: {ended.stderr}"
            if output:
                assert ended.stdout == output, command
            if arguments[0] == "sources":
                assert "synthetic_forum" in ended.stdout
            commands += 1
    assert commands == 7
