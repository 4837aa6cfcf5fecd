from __future__ import annotations

import json
from pathlib import Path

import pytest


def entry(code: str, borders: tuple[str, ...] = (), member: bool = True, iso2: str = "XX") -> dict[str, object]:
    """A synthetic entry in the package's shape."""
    return {
        "cca3": code,
        "cca2": iso2,
        "ccn3": "000",
        "name": {"official": f"Synthetic {code}"},
        "unMember": member,
        "unRegionalGroup": "African Group",
        "region": "Africa",
        "subregion": "Middle Africa",
        "latlng": [1.5, -2],
        "borders": list(borders),
    }


@pytest.fixture
def rows(tmp_path: Path, load):
    entries = [
        entry("NAM", ("AGO",), iso2="NA"),
        entry("AGO", ("NAM",)),
        entry("LKA", ("IND",)),
        entry("IND"),
        entry("UNK", ("ALB",), member=False),
        entry("ALB", ("UNK",)),
        entry("VAT"),
        entry("CHN", ("HKG",)),
        entry("HKG", ("CHN",), member=False),
    ]
    (tmp_path / "countries.json").write_text(json.dumps(entries), encoding="utf-8")
    found = load("world_countries", tmp_path)
    found["State"] = {row["id"]: row for row in found["State"]}
    return found


def test_namibia_is_not_a_missing_value(rows):
    assert rows["State"]["NAM"]["iso2"] == "NA"


def test_the_holy_see_is_no_member_of_the_united_nations(rows):
    assert rows["State"]["VAT"]["un_member"] == "false"


def test_kosovo_has_the_registers_code_as_entry_and_as_neighbour(rows):
    assert rows["State"]["XKX"]["un_member"] == "false"
    assert ("ALB", "XKX") in {(row["from"], row["to"]) for row in rows["BORDERS"]}


def test_a_border_listed_on_one_side_is_kept_and_says_so(rows):
    notes = {(row["from"], row["to"]): row.get("note", "") for row in rows["BORDERS"]}
    assert notes == {("AGO", "NAM"): "", ("IND", "LKA"): "listed for LKA only", ("ALB", "XKX"): ""}


def test_territories_are_left_out(rows):
    assert "HKG" not in rows["State"]


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("world_countries", "upstream/world_countries") == []
