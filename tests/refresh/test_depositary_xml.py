from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from types import ModuleType

import pytest
from depositary_site import as_xml

from pactgraph.errors import FactsError
from pactgraph.facts.registers import bundled_registers
from pactgraph.publishers.depositary import acts, check_counts, participation, read_status
from pactgraph.publishers.status_tables import CHAPTERS

TITLES = ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a)"]
ROWS = [
    ["Denmark", "12 Dec 2000", "30 Sep 2003"],
    ["Namibia", "", "16 Aug 2002 a"],
    ["Côte d'Ivoire", "12 Dec 2000", ""],
]
DAY = dt.date(2026, 1, 2)


@pytest.mark.parametrize("inner_rows", [True, False])
@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "us-ascii"])
def test_the_table_is_read_whatever_the_form_of_its_head_and_its_encoding(inner_rows, encoding):
    table = read_status(as_xml(TITLES, ROWS, inner_rows=inner_rows, encoding=encoding), "X-1")
    assert (table.titles, table.title, table.adopted) == (TITLES, "Protocol on Synthetic Affairs", "2000-11-15")
    assert (table.signatories, table.parties) == (2, 2)
    assert list(acts(table.titles, table.rows, "X-1")) == list(acts(TITLES, ROWS, "X-1"))


@pytest.mark.parametrize(
    "mark",
    [
        b"<superscript>2</superscript>",
        b"&lt;superscript&gt;2,3&lt;/superscript&gt;",
        b" <superscript>2</superscript><superscript>3</superscript> ",
    ],
)
def test_footnote_marks_are_no_part_of_a_name_or_a_date(mark):
    plain = as_xml(TITLES, ROWS)
    marked = plain.replace(b"Denmark<", b"Denmark" + mark + b"<").replace(b"\t 2003<", b"\t 2003" + mark + b"<")
    assert marked.count(mark) == 2
    table = read_status(marked, "X-1")
    assert list(acts(table.titles, table.rows, "X-1")) == list(acts(TITLES, ROWS, "X-1"))


def test_the_sound_document_becomes_rows_up_to_its_day(untc: ModuleType):
    rows, remarks = untc.read(as_xml(TITLES, ROWS), "TIP_PROTOCOL", DAY, bundled_registers())
    assert remarks == []
    assert [(r.kind, r.cells.get("from"), r.cells.get("since"), r.cells.get("action")) for r in rows[2:]] == [
        ("SIGNED", "DNK", "2000-12-12", None),
        ("PARTY_TO", "DNK", "2003-09-30", "ratification"),
        ("PARTY_TO", "NAM", "2002-08-16", "accession"),
        ("SIGNED", "CIV", "2000-12-12", None),
    ]
    assert rows[1].cells["until"] == "2026-01-03"


def test_an_act_in_brackets_is_left_out_and_told(untc: ModuleType):
    rows, remarks = untc.read(
        as_xml(TITLES, [*ROWS, ["France", "", "[20 Jan 2021 A]"]]), "TIP_PROTOCOL", DAY, bundled_registers()
    )
    assert "FRA" not in {row.cells.get("from") for row in rows}
    (remark,) = remarks
    assert remark.startswith("XVIII-12-a: France, acceptance of 2021-01-20 stands in brackets")


SOUND = as_xml(TITLES, ROWS)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"<html><body>urgent maintenance</body></html>", "something else than XML"),
        (b"", "something else than XML"),
        (SOUND[: len(SOUND) // 2], "not well-formed XML"),
        (SOUND.replace(b"iso-8859-1", b"utf-8"), "not well-formed XML"),
        (SOUND.replace(b"iso-8859-1", b"klingon"), "not well-formed XML"),
        (BOMB, "not well-formed XML"),
        (SOUND.replace(b"TGroup>", b"Group>"), "0 tables of participants, expected one"),
        (SOUND.replace(b"</Table>", b"<TGroup/></Table>"), "2 tables of participants, expected one"),
        (as_xml(["Party", *TITLES[1:]], ROWS, stated=(2, 2)), "the first column is 'Party', expected Participant"),
        (as_xml([*TITLES[:2], "Ratification, Blessing(b)"], ROWS, stated=(2, 2)), "the act 'blessing(b)' is not known"),
        (
            as_xml([*TITLES[:2], "Ratification"], ROWS, stated=(2, 2)),
            "the code a of '16 Aug 2002 a' is not in the column",
        ),
        (
            as_xml(TITLES, [*ROWS, *([f"Atlantis {n}", "", "1 Jan 2000 a"] for n in "ABCD")]),
            "row 5: 'Atlantis A' is in no register",
        ),
        (as_xml(TITLES, [["Denmark", "soon", ""]], stated=(1, 0)), "row 2 column Signature: 'soon' is no date"),
        (as_xml(TITLES, [["Denmark", "12 Dec 2000"]], stated=(1, 0)), "row 2: 2 cells, expected 3"),
        (as_xml(TITLES, ROWS, stated=(2, 3)), "2 parties in the table, but the depositary counts 3"),
        (as_xml(TITLES, ROWS, stated=(1, 2)), "2 signatories in the table, but the depositary counts 1"),
        (as_xml(TITLES, ROWS, stated=(2, "")), "count of parties is missing, expected 2"),
        (as_xml(TITLES, ROWS, stated=(2, "2 and 4")), "expected one number"),
        (as_xml(TITLES, []), "the table has no participants"),
    ],
)
def test_what_is_not_as_described_is_refused(untc: ModuleType, document, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        untc.read(document, "TIP_PROTOCOL", DAY, bundled_registers())


def outcome(titles: list[str], rows: list[list[str]], name: str) -> list[object] | str:
    try:
        return list(acts(titles, rows, name))
    except FactsError as error:
        return str(error)


def test_every_table_at_hand_says_the_same_as_xml(shared: Path):
    files = sorted((shared / "upstream" / "untc" / "treaties").glob("*.csv"))
    assert len(files) == 324
    refused = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            titles, *rows = csv.reader(file)
        table = read_status(as_xml(titles, rows), path.name)
        expected = outcome(titles, rows, path.name)
        assert outcome(table.titles, table.rows, path.name) == expected, path.name
        if isinstance(expected, str):
            refused.append(path.name)
        else:
            check_counts(table, expected, path.name)  # type: ignore[arg-type]
    # A list of resolutions, which is no table of acts; and a cell without the code its column's title gives.
    assert refused == ["1-2.csv", "14-7-a.csv"]


def test_the_registered_treaties_give_the_committed_rows(shared: Path, untc: ModuleType):
    registers = bundled_registers()
    for id_, (address, _) in untc.addresses(registers).items():
        chapter, _, number = address.rpartition("/")[2].removesuffix(".en.xml").partition("-")
        name = f"{CHAPTERS[chapter]}-{number}.csv"
        with (shared / "upstream" / "untc" / "treaties" / name).open(encoding="utf-8", newline="") as file:
            titles, *rows = csv.reader(file)
        read, _ = untc.read(as_xml(titles, rows), id_, DAY, registers)
        locator = f"UNTC {chapter}-{number}"
        assert read[2:] == list(participation(acts(titles, rows, name), id_, locator, name, registers))
