"""A participant the registers do not know is one row to settle: nothing known is lost, and the refresh goes on."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from depositary_site import Run, Site, as_xml

from pactgraph.exchange import Row, unsettled
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.depositary import MONTHS
from pactgraph.publishers.refresh import Change, committed, settle

TITLES = ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a)"]


def row(kind: str, start: str, to: str, **cells: str) -> Row:
    return Row(kind, {"from": start, "to": to, **cells})


BEFORE = {
    "COVERS": [row("COVERS", "s", "T", until="2014"), row("COVERS", "s", "OTHER", until="2014")],
    "PARTY_TO": [row("PARTY_TO", "TUR", "T"), row("PARTY_TO", "NAM", "T"), row("PARTY_TO", "TUR", "OTHER")],
    "SIGNED": [row("SIGNED", "TUR", "T"), row("SIGNED", "NAM", "T")],
    "State": [Row("State", {"id": "TUR"}), Row("State", {"id": "NAM"})],
}
AFTER = {
    "COVERS": [row("COVERS", "s", "T", until="2026"), row("COVERS", "s", "OTHER", until="2026")],
    "PARTY_TO": [row("PARTY_TO", "NAM", "T", since="2001")],
}


def shown(rows: dict[str, list[Row]]) -> set[tuple[str, ...]]:
    return {(kind, *filter(None, row.cells.values())) for kind, listed in rows.items() for row in listed}


@pytest.mark.parametrize(
    ("names", "kept", "gone"),
    [
        # nothing to settle: whoever has left is gone, and the lists speak of the new day
        ([], {("COVERS", "s", "T", "2026"), ("COVERS", "s", "OTHER", "2026")}, {}),
        # one name: those who have left its list stay, as who it is may be one of them; what Namibia signed is withdrawn
        (
            [unsettled("Türkiye!", "T", "row 7", "look")],
            {("COVERS", "s", "T", "2014"), ("COVERS", "s", "OTHER", "2026"), ("PARTY_TO", "TUR", "T")}
            | {("SIGNED", "TUR", "T")},
            {"Türkiye!": "TUR"},
        ),
        # a name in a table of States keeps their nodes, and no list
        (
            [unsettled("Türkiye!", "", "row 7")],
            {("COVERS", "s", "T", "2026"), ("COVERS", "s", "OTHER", "2026"), ("State", "NAM"), ("State", "TUR")},
            {"Türkiye!": "NAM TUR"},
        ),
    ],
)  # fmt: skip
def test_who_is_no_longer_listed_stays_while_a_name_is_open(names, kept, gone):
    rows, changes = settle(BEFORE, {**AFTER, "unsettled": names})
    assert shown(rows) == kept | {("PARTY_TO", "NAM", "T", "2001")}
    assert {change.key["name"]: change.old.get("no longer listed", "") for change in changes} == gone
    assert all(isinstance(change, Change) and change.action == "SETTLE" for change in changes)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the source untc in it, one treaty of which is to be fetched."""
    (found,) = find_sources(["untc"])
    shutil.copytree(found.path, tmp_path / "own" / "synthetic_untc", ignore=shutil.ignore_patterns("__pycache__"))
    source = tmp_path / "own" / "synthetic_untc" / "source.yml"
    source.write_text(source.read_text(encoding="utf-8").replace("id: untc", "id: synthetic_untc"), encoding="utf-8")
    covers = tmp_path / "own" / "synthetic_untc" / "facts" / "COVERS.csv"
    covers.write_text(covers.read_text(encoding="utf-8").replace("untc,", "synthetic_untc,"), encoding="utf-8")
    loader = tmp_path / "own" / "synthetic_untc" / "loader.py"
    loader.write_text(loader.read_text(encoding="utf-8").replace('"untc"', '"synthetic_untc"'), encoding="utf-8")
    return tmp_path / "own"


def test_a_renamed_state_is_one_row_and_an_alias_settles_it(run: Run, site: Site, own: Path):
    folder = find_sources(["synthetic_untc"], own)[0]
    listed = [r.cells for r in committed(folder)["PARTY_TO"] if r.cells["to"] == "TIP_PROTOCOL"]
    names = {cells["from"]: cells["locator"].rpartition(", ")[2] for cells in listed}
    names["NAM"] = "Republic of the Namib"
    rows = [[names[cells["from"]], "", _day(cells["since"])] for cells in listed]
    site.pages["/Volume%20II/Chapter%20XVIII/XVIII-12-a.en.xml"] = as_xml(TITLES, rows)
    command = (
        "refresh",
        "synthetic_untc",
        "--fetch",
        "--treaty",
        "TIP_PROTOCOL",
        "--accept-shrink",
        "--sources",
        str(own),
    )

    ended = run(*command, "--format", "csv", base=site.base)
    assert ended.returncode == 0, ended.stderr
    (asked,) = [r for r in csv.DictReader(io.StringIO(ended.stdout)) if r["change"] == "SETTLE"]
    assert asked["key"] == "Republic of the Namib TIP_PROTOCOL"
    assert "NAM" in asked["old"].split("=")[1].split(" ")
    assert "1 to SETTLE: in no register; add an alias" in ended.stderr
    deleted = [r["key"] for r in csv.DictReader(io.StringIO(ended.stdout)) if r["change"] == "DEL"]
    assert not [key for key in deleted if key.startswith("NAM ")]

    (own / "aliases.csv").write_text(
        "label,alias,id,source\nState,Republic of the Namib,NAM,synthetic\n", encoding="utf-8"
    )
    ended = run(*command, "--format", "csv", base=site.base)
    assert ended.returncode == 0, ended.stderr
    assert "SETTLE" not in ended.stdout + ended.stderr


def _day(iso: str) -> str:
    year, month, day = map(int, iso.split("-"))
    return f"{day} {list(MONTHS)[month - 1]} {year} a"
