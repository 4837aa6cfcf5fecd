from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.stores.embedded import EmbeddedStore


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pactgraph", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "-c", "CREATE (n:State {id: 'X'})"], 1, "refused: the graph is opened read-only"),
        (["query", "-c", "MATCH (s:State RETURN s"], 1, "not valid Cypher"),
        (["query", "nothing-like-it"], 2, "no query called"),
        (["query", "not-party", "-p", "treaty=Atlantis"], 2, "no Treaty"),
        (["query", "not-party", "--format", "pdf"], 2, "expected one of table"),
        (["query", "un-entities", "--as-of", "2014-01-01"], 2, "not asked as at a day"),
        (["query"], 2, "either a NAME or -c"),
        (["query", "--colour"], 2, "colour"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(bundled: EmbeddedStore, arguments, code, message):
    ended = run(*arguments, *(["--store", str(bundled)]))
    assert ended.returncode == code
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_data_and_messages_are_apart(bundled: EmbeddedStore, tmp_path: Path):
    asked = ["query", "treaty-participants", "-p", "treaty=UNTOC", "--as-of", "2014-06-09", "--store", str(bundled)]
    found = json.loads(run(*asked, "--format", "json").stdout)
    assert found["denominator"] == {"of": "UN Member States", "count": 193}
    assert sum(row["answer"] == "party" for row in found["rows"]) == 179
    lines = run(*asked, "--format", "jsonl", "--quiet")
    assert [json.loads(line) for line in lines.stdout.splitlines()] == found["rows"]
    assert lines.stderr == ""
    written = run(*asked, "-o", str(tmp_path / "out.csv"))
    assert written.stdout == ""
    assert (tmp_path / "out.csv").read_bytes().count(b"\n") == len(found["rows"]) + 1
    assert run(*asked, "--format", "md").stdout.startswith("## Parties and signatories")


def test_the_generated_schema_page_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "reference" / "schema.md"
    assert run("schema").stdout == page.read_text(encoding="utf-8")
