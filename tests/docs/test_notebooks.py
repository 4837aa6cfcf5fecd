"""Every notebook runs from its first cell to its last on the bundled graph, and keeps what it says on it today."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from run_notebooks import NOTEBOOKS, executed, plain, said, written

from pactgraph.stores.embedded import EmbeddedStore

LARGEST = 150_000
"""Bytes of a notebook that a web page still shows."""
NAMES = [path.stem for path in NOTEBOOKS]


@pytest.fixture(params=NOTEBOOKS, ids=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_there_is_one_for_each_reader():
    assert NAMES == ["analyst", "coordinator", "researcher"]


@pytest.mark.slow
def test_it_runs_and_says_what_it_keeps(bundled: EmbeddedStore, tmp_path: Path, path: Path):
    kept = nbformat.read(path, as_version=4)
    found = executed(path, tmp_path, str(bundled))
    assert said(found) == said(kept), f"{path.name}: write its outputs anew: make notebooks"
    assert sum(map(len, said(found))) > 10


def test_its_file_is_small_and_has_nothing_of_the_run(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) <= LARGEST
    assert text == written(plain(nbformat.read(path, as_version=4)))
    assert "<iframe" not in text  # A page in it would be half a megabyte.
    assert not re.search(r"/(?:home|root|tmp|work|Users)/", text)


def numbers(text: str) -> set[float]:
    """The numbers in a text; days, years and the numerals of lists are none."""
    text = re.sub(r"\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b|^\d\. ", "", text, flags=re.MULTILINE)
    return {float(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}


def test_every_number_it_says_in_prose_is_asserted(path: Path):
    cells = nbformat.read(path, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    prose = [
        output.data["text/markdown"]
        for cell in code
        for output in cell.outputs
        if "text/markdown" in output.get("data", {})
    ]
    asserted = [node for cell in code for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Assert)]
    assert numbers("\n".join(prose)) - numbers("\n".join(map(ast.unparse, asserted))) == set()
    assert prose
    # What is written by hand says what is asked and how; of findings it has no number.
    by_hand = [line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    assert numbers(re.sub(r"random 5 %|Below 0\.8", "", "\n".join(by_hand))) == set()


def test_a_statement_that_does_not_hold_stops_it(bundled: EmbeddedStore, tmp_path: Path):
    wrong = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("assert 1 + 1 == 3")])
    (tmp_path / "wrong.ipynb").write_text(nbformat.writes(wrong), encoding="utf-8")
    with pytest.raises(CellExecutionError, match="AssertionError"):
        executed(tmp_path / "wrong.ipynb", tmp_path, str(bundled))
