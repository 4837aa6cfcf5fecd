from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

pytestmark = pytest.mark.slow
PAGES = Path(__file__).parents[2] / "docs" / "how-to"
FILE = r"^`(?P<name>[\w./-]+)`[^\n`]*\n\n```\w+\n(?P<content>.*?)^```$"
COMMANDS = r"^```console\n(?P<commands>.*?)^```$"


def put(path: Path, content: str) -> None:
    """Write a file as the page shows it; a workbook is shown as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix != ".xlsx":
        path.write_text(content, encoding="utf-8", newline="\n")
        return
    book = Workbook()
    assert book.active is not None
    for line in csv.reader(io.StringIO(content)):
        book.active.append([int(cell) if cell.isdecimal() else cell or None for cell in line])
    book.save(path)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    assert program == "pactgraph"
    return subprocess.run(
        [sys.executable, "-m", "pactgraph", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        cwd=folder,
        env={**os.environ, "PACTGRAPH_STORE": str(folder / "store")},
    )


def walk(page: Path, folder: Path) -> tuple[list[str], dict[str, str]]:
    """
    Do what a page says, in its order: write its files, run its commands, compare what it shows of their output.

    Returns the names of the files, and what each command printed.
    """
    text = page.read_text(encoding="utf-8")
    names, printed = [], {}
    for found in re.finditer(f"{FILE}|{COMMANDS}", text, flags=re.MULTILINE | re.DOTALL):
        if found["name"]:
            put(folder / found["name"], found["content"])
            names.append(found["name"])
            continue
        for part in re.split(r"^\$ ", found["commands"], flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            ended = run(command, folder)
            assert ended.returncode == 0, f"{command}: {ended.stderr}"
            if output:
                assert ended.stdout == output, command
            printed[command] = ended.stdout
    return names, printed


def test_the_worked_example_works_as_it_stands(tmp_path: Path):
    names, printed = walk(PAGES / "own-data.md", tmp_path)
    assert [name.rpartition("/")[2] for name in names] == [
        "source.yml", "Mechanism.csv", "MEMBER_OF.csv", "loader.py", "members.txt",
    ]  # fmt: skip
    assert len(printed) == 6
    assert "synthetic_forum" in printed["pactgraph sources --sources my-data"]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the page with three kinds of files was followed."""
    folder = tmp_path_factory.mktemp("three")
    names, printed = walk(PAGES / "own-files.md", folder)
    assert sum(name.endswith("loader.py") for name in names) == 3
    assert len(printed) == 7
    return folder


def test_a_row_without_a_day_holds_from_when_its_source_speaks(three: Path):
    asked = (
        "MATCH (s:State)-[r:PARTY_TO]->(:Treaty {id: 'MIN_CHARTER'}) "
        "RETURN s.id AS id, toString(r.since) AS since, toString(r.holds_from) AS holds ORDER BY id"
    )
    ended = run(f'pactgraph query -c "{asked}" --format csv', three)
    assert ended.stdout == "id,since,holds\nCHE,2003-02-01,2003-02-01\nNAM,,2024-05-31\n"


AGREEMENTS = (
    "MATCH (:State {id: 'URY'})-[c:CONCLUDED]->(a:BilateralAgreement)<-[:CONCLUDED]-(s:State) "
    "WHERE 'ministry_register' IN a.sources "
    "RETURN a.id AS id, s.id AS partner, size(a.sources) AS sources, a.other_ids AS other_ids, "
    "toString(c.holds_from) AS holds_from ORDER BY id"
)


def test_own_agreements_are_one_with_the_bundled_ones_and_count_from_when_a_source_speaks(three: Path):
    ended = run(f'pactgraph query -c "{AGREEMENTS}" --format jsonl', three)
    rows = [line for line in ended.stdout.splitlines() if line.startswith("{")]
    assert [json.loads(row) for row in rows] == [
        {"id": "MIN-17", "partner": "NAM", "sources": 1, "other_ids": None, "holds_from": "2019-12-31"},
        {"id": "UY-ley-16799", "partner": "ESP", "sources": 2, "other_ids": ["MIN-12"], "holds_from": "1996-11-28"},
    ]


def test_the_brief_knows_that_a_register_of_the_state_is_loaded(three: Path):
    assert run("pactgraph brief URY -o brief.html", three).returncode == 0
    text = (three / "brief.html").read_text(encoding="utf-8")
    assert "covered by a register of its own" in text


def test_what_was_settled_is_not_asked_again(three: Path):
    asked = run("pactgraph identities --sources my-data --format csv", three)
    assert asked.stdout == "id,same_as,reason,title,other_title\n"
    (three / "my-data" / "same_agreements.csv").write_text("id,same_as,reason\nMIN-12,UY-none,why\n", encoding="utf-8")
    ended = run("pactgraph check my-data", three)
    assert (ended.returncode, "same_agreements.csv: UY-none is no agreement that a source states" in ended.stderr) == (
        1,
        True,
    )
