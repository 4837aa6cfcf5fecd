"""The comparisons with lists that are not among the sources, repeated with the publishers' files."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pactgraph.facts.coverage import Lists
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Check, Comparison, find_sources, read_sources

FOLDERS = [folder for folder in find_sources(everything=True) if folder.source.checks]
SWISS = re.compile(r"Swiss list (\S+\.psv) of (\S+), its acts up to this day")
GERMAN = {
    "Chinesisches Taipei (Taiwan)": "TWN",
    "Korea (Nord)": "PRK",
    "Lybien": "LBY",
    "Mazedonien": "MKD",
    "Serbien und Montenegro": "SRB",
    "Swasiland": "SWZ",
    "Taiwan (Chinesisches Taipeh)": "TWN",
}
"""Names of these lists that the register does not have."""


def comparisons() -> list[object]:
    cases: list[object] = []
    for folder in FOLDERS:
        for covered, check in folder.source.checks.items():
            for comparison in check.compared:
                if found := SWISS.match(comparison.against):
                    case = (folder.source.id, covered, check, comparison, found[1], found[2])
                    cases.append(pytest.param(*case, id=f"{folder.source.id} {covered} {found[1]}"))
    return cases


@pytest.fixture(scope="module")
def lists() -> Lists:
    records = read_sources(FOLDERS, bundled_schema(), bundled_registers())
    return Lists(records, {folder.source.id: folder.source for folder in FOLDERS})


def named(name: str) -> str | None:
    registers = bundled_registers()
    for label in ("State", "RegionalBody"):
        if id_ := registers.find(label, name):
            return id_
    first, _, last = name.partition(", ")
    return registers.find("State", f"{last} {first}")


def swiss(path: Path) -> tuple[str, dict[str, dt.date], set[str]]:
    """Return the day of a list, its participants with the day of their act, and who stands indented under another."""
    as_of, acts, indented = "", {}, set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            as_of = line.partition("=")[2] if line.startswith("#asof=") else as_of
            continue
        name, day, *_ = line.lstrip(">").split("|")
        name = re.sub(r"\s*\*+", "", name).strip()
        id_ = GERMAN.get(name) or named(name) or named(name.replace("’", "'"))
        if line.startswith(">"):
            indented |= {id_} if id_ else set()
        else:
            assert id_, f"{path.name}: {name}"
            acts[id_] = dt.datetime.strptime(day.replace(" ", ""), "%d.%m.%Y").date()
    return as_of, acts, indented


@pytest.mark.parametrize(("source", "covered", "check", "comparison", "file", "day"), comparisons())
def test_a_table_of_the_depositary_and_the_swiss_list_differ_only_as_written(
    shared: Path, lists: Lists, source: str, covered: str, check: Check, comparison: Comparison, file: str, day: str
):
    as_of, acts, indented = swiss(shared / "upstream" / "fedlex" / file)
    assert as_of == day
    table = lists.listed(source, "PARTY_TO", covered, comparison.day)
    lacking = {id_ for id_, act in acts.items() if act <= comparison.day} - table.possible
    alone = table.sure - acts.keys() - indented
    assert lacking | alone == comparison.explained.keys() | check.excepted.keys()
    assert len(table.sure) > 10


def test_the_members_of_the_criminal_court_are_the_parties_to_its_statute(lists: Lists):
    (check,) = (folder.source.checks["ICC"] for folder in FOLDERS if folder.source.id == "cow_igo")
    (comparison,) = check.compared
    roster = lists.listed("cow_igo", "MEMBER_OF", "ICC", comparison.day)
    parties = lists.listed("untc", "PARTY_TO", "ROME_STATUTE", dt.date(2014, 7, 10))
    assert roster.sure - parties.sure == comparison.explained.keys()
    assert parties.sure - roster.sure <= check.excepted.keys()
