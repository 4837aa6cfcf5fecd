"""Every question of the report on cooperation is answered by a query there is, or says what would be needed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "report-questions.md"
DAY = dt.date(2014, 6, 27)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
ASKED = sorted({command for row in ROWS for command in re.findall(r"`([^`]+)`", row[2])})


def test_each_paragraph_has_its_questions_and_each_an_answer_or_what_is_needed():
    assert {row[0] for row in ROWS} == {"27", "28", "29", "30", "59", "71"}
    assert [row[1] for row in ROWS if not (row[2] or "eeded" in row[3])] == []


@pytest.mark.parametrize("command", ASKED)
def test_what_answers_it_gives_rows(bundled: EmbeddedStore, command: str):
    name, *given = re.split(r" -p ", command)
    with bundled.open() as reader:
        parameters = dict(item.split("=", 1) for item in given)
        found = ask(reader, find_query(name), parameters, DAY, bundled_registers())
    assert found.answer.rows


def test_of_which_states_with_agreements_none_on_trafficking_is_loaded(bundled: EmbeddedStore):
    with bundled.open() as reader:
        measure = {"measure": "P29_BILATERAL_COOPERATION"}
        listed = ask(reader, find_query("repliers-in-list"), measure, DAY, bundled_registers()).answer.records()
        states = [str(row["id"]) for row in listed if row["status"] == "in_place"]
        query, later = find_query("agreements-on-trafficking"), dt.date(2026, 9, 24)
        without = [state for state in states if not ask(reader, query, {"state": state}, later).answer.rows]
    assert len(states) == 8
    assert without == ["CUB", "DNK", "JPN", "LTU"]  # the page names them
