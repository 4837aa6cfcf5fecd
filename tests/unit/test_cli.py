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
        (["gaps", "sideways"], 2, "expected one of instrument, border"),
        (["gaps", "--state", "Atlantis"], 2, "--state Atlantis: no State"),
        (["gaps", "--region", "Atlantis"], 2, "there are Africa"),
        (["unlinked", "--as-of", "2014"], 2, "--as-of 2014: expected a whole date"),
        (["plan", "--if", "IRN"], 2, "expected STATE:TREATY"),
        (["brief", "THA", "-o", "x.pdf"], 2, "ending in .html or .md"),
        (["brief", "Holy See"], 2, "for UN Member States only"),
        (["ties", "VAT"], 2, "between UN Member States only"),
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


@pytest.mark.parametrize(
    ("arguments", "columns", "message"),
    [
        (["gaps", "border", "--treaty", "TIP_PROTOCOL"], {"kind", "id", "other", "answer", "locators"}, "0 unknown"),
        (["gaps", "instrument", "--treaty", "TIP_PROTOCOL", "--as-of", "2030-01-01"], {"answer"}, "0 gaps"),
        (["gaps"], {"kind", "gap", "unknown"}, "as at"),
        (["unlinked", "--limit", "3"], {"state", "recorded_links", "agreements_covered"}, "3 of 193"),
        (["plan", "--top", "2", "--instrument", "TIP_PROTOCOL"], {"step", "state", "closes", "opens"}, "gaps as at"),
        (["plan", "--if", "IRN:TIP_PROTOCOL"], {"change", "kind", "state", "treaty", "other"}, "opens"),
        (["clusters"], {"cluster", "states", "set_apart_by"}, "partition"),
        (["ties", "Switzerland", "--limit", "2"], {"partner", "z", "rests_on"}, "2 of 192"),
    ],
)
def test_analysis_commands_give_tables_with_their_denominator(bundled: EmbeddedStore, arguments, columns, message):
    ended = run(*arguments, "--format", "jsonl", "--store", str(bundled))
    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    assert rows
    assert columns <= set(rows[0])
    assert message in ended.stderr


def test_the_generated_schema_page_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "reference" / "schema.md"
    assert run("schema").stdout == page.read_text(encoding="utf-8")


def test_the_generated_gallery_of_queries_is_up_to_date(bundled: EmbeddedStore):
    page = Path(__file__).parents[2] / "docs" / "reference" / "queries.md"
    assert run("queries", "--gallery", "--store", str(bundled)).stdout == page.read_text(encoding="utf-8")
