"""What a loader is given of a publisher's CSV file is whole, or a fault names the file and the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import FactsError
from pactgraph.publishers.listed import listed

SOUND = 'name,day\n"One, two",2001\n Three\u00a0,\n"Four\nfive",2003\n'


def test_cells_are_left_as_they_are(tmp_path: Path):
    (tmp_path / "list.csv").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert listed(tmp_path / "list.csv", ("name", "day")) == [
        (2, {"name": "One, two", "day": "2001"}),
        (3, {"name": " Three\u00a0", "day": ""}),
        (4, {"name": "Four\nfive", "day": "2003"}),
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (SOUND.replace("day", "date").encode(), "list.csv row 1: the column day is missing"),
        (SOUND.replace("day", "name").encode(), "list.csv row 1 column name: stands twice in the header"),
        (SOUND.replace(",", ";").encode(), "list.csv row 1: one column, 'name;day'; expected commas"),
        (SOUND.replace(",2003", "").encode(), "list.csv row 4: 1 cells, expected 2"),
        (SOUND.replace(",2003", ",2003,").encode(), "list.csv row 4: 3 cells, expected 2"),
        (SOUND.replace('five"', "five").encode(), "list.csv after row 3: no CSV"),
        (SOUND[:-8].encode(), "list.csv after row 3: no CSV"),
        (SOUND.replace("Three", "Thr\x00ee").encode(), "list.csv row 3: holds U+0000"),
        (SOUND.encode("utf-16"), "list.csv row 1: holds U+0000"),
        (SOUND.encode("latin-1"), "list.csv row 3 column name (byte 31): not UTF-8"),
        (b"", "list.csv row 1: the column name is missing"),
        (b"<html>", "list.csv row 1: the column name is missing"),
    ],
)
def test_what_is_not_whole_is_a_fault_in_its_row(tmp_path: Path, data: bytes, fault: str):
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(FactsError) as told:
        listed(tmp_path / "list.csv", ("name", "day"))
    assert told.value.faults[0].startswith(fault)


def test_a_file_that_is_missing_is_for_refresh_to_tell(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        listed(tmp_path / "list.csv", ())
