from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
import yaml
from depositary_site import Run, Site, as_xml

SOURCE = """id: synthetic_forum
title: Synthetic
publisher: Nobody
url: https://example.org
licence: none
citation: none
authority: page
as_of: "2014-01-01"
covers: synthetic; made for tests
rows:
  MEMBER_OF: {minimum: 3, fill: {since: 0.7}}
"""
LOADER = '''"""Reads members.csv as it is."""
from pactgraph.facts.exchange import Row, read_rows

def load(upstream, registers):
    for _, cells in read_rows(upstream / "members.csv"):
        yield Row("MEMBER_OF", cells)
'''
HEADER = "from,to,status,since,until,locator\n"
BEN, FRA, NAM = "BEN,EU,observer,1980,,line 1\n", "FRA,EU,member,1958-01-01,,line 2\n", "NAM,EU,observer,1995,,line 3\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a synthetic source and a loader."""
    folder = tmp_path / "own" / "synthetic_forum"
    (folder / "facts").mkdir(parents=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "loader.py").write_text(LOADER, encoding="utf-8")
    (folder / "facts" / "MEMBER_OF.csv").write_text(HEADER + BEN + FRA + NAM, encoding="utf-8")
    return tmp_path / "own"


def publish(tmp_path: Path, text: str) -> str:
    (tmp_path / "new").mkdir(exist_ok=True)
    (tmp_path / "new" / "members.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "new")


def facts(own: Path) -> str:
    return (own / "synthetic_forum" / "facts" / "MEMBER_OF.csv").read_text(encoding="utf-8")


TGO = "TGO,EU,observer,2001,,l. 4\n"
CHANGED = HEADER + BEN.replace("observer", "associate") + FRA.replace("1958-01-01", "1957") + TGO + NAM
UNDATED = HEADER + BEN.replace("1980", "") + FRA.replace("1958-01-01", "") + NAM
EXPECTED = [
    ("MOD", "BEN EU 1980", {"status": "observer"}, {"status": "associate"}),
    ("ADD", "FRA EU 1957", {}, {"locator": "line 2", "status": "member"}),
    ("DEL", "FRA EU 1958-01-01", {"locator": "line 2", "status": "member"}, {}),
    ("ADD", "TGO EU 2001", {}, {"locator": "l. 4", "status": "observer"}),
]


def test_a_refresh_says_what_is_added_changed_and_gone_in_every_format(run: Run, own: Path, tmp_path: Path):
    before = facts(own)
    asked = ["refresh", "synthetic_forum", "--from", publish(tmp_path, CHANGED), "--sources", str(own)]
    found = run(*asked, "--format", "json")
    assert found.returncode == 0, found.stderr
    rows = json.loads(found.stdout)["rows"]
    assert [(r["change"], " ".join(r["key"].values()), r["old"], r["new"]) for r in rows] == EXPECTED
    assert "2 ADD, 1 MOD, 1 DEL against the committed facts" in found.stderr
    run(*asked, "-o", str(tmp_path / "changes.csv"))
    table = list(csv.DictReader(io.StringIO((tmp_path / "changes.csv").read_text(encoding="utf-8"))))
    assert [(r["change"], r["key"]) for r in table] == [(action, key) for action, key, _, _ in EXPECTED]
    assert table[0]["new"] == "status=associate"
    shown = run(*asked).stdout.splitlines()
    assert shown[2].split() == ["MOD", "MEMBER_OF", "BEN", "EU", "1980", "status=observer", "status=associate"]
    assert facts(own) == before


def test_write_applies_it_and_a_second_refresh_finds_nothing(run: Run, own: Path, tmp_path: Path):
    asked = ["refresh", "synthetic_forum", "--from", publish(tmp_path, CHANGED), "--sources", str(own), "--write"]
    assert run(*asked).returncode == 0
    # Sorted, and without the column that is empty throughout.
    assert facts(own).splitlines() == [
        "from,to,status,since,locator",
        "BEN,EU,associate,1980,line 1",
        "FRA,EU,member,1957,line 2",
        "NAM,EU,observer,1995,line 3",
        "TGO,EU,observer,2001,l. 4",
    ]
    assert [path.name for path in (own / "synthetic_forum" / "facts").iterdir()] == ["MEMBER_OF.csv"]
    again = run(*asked)
    assert "0 ADD, 0 MOD, 0 DEL" in again.stderr
    assert "wrote" not in again.stderr


@pytest.mark.parametrize(
    ("published", "accepted", "message"),
    [
        (HEADER, False, "facts/MEMBER_OF.csv is missing, but source.yml expects it"),
        (HEADER, True, "facts/MEMBER_OF.csv is missing, but source.yml expects it"),
        (HEADER + BEN + FRA, False, "2 rows, expected at least 3"),
        (HEADER + BEN + FRA, True, ""),
        (UNDATED, False, "column since: 1 of 3 cells filled"),
        (UNDATED, True, ""),
        (HEADER + BEN + FRA.replace("FRA", "ATL") + NAM, True, "row 2 column from: 'ATL' is none of these"),
        (HEADER + BEN + FRA.replace("1958-01-01", "1958-02-30") + NAM, False, "row 3 column since: '1958-02-30'"),
        (HEADER.replace("until", "colour") + BEN.replace("1980,,", "1980,red,"), True, "no column colour"),
    ],
)  # fmt: skip
def test_what_does_not_pass_the_checks_is_not_written(
    run: Run, own: Path, tmp_path: Path, published, accepted, message
):
    before = facts(own)
    ended = run(
        "refresh", "synthetic_forum", "--from", publish(tmp_path, published), "--sources", str(own), "--write",
        *(["--accept-shrink"] if accepted else []),
    )  # fmt: skip
    assert ended.returncode == (1 if message else 0), ended.stderr
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (facts(own) == before) == bool(message)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["untc"], 2, "give either --from PATH or --fetch"),
        (["untc", "--fetch", "--from", "."], 2, "give either --from PATH or --fetch"),
        (["untc", "--from", "nowhere"], 2, "--from nowhere: no such file or folder"),
        (["untc", "--from", ".", "--treaty", "UNTOC"], 2, "--treaty: belongs to --fetch"),
        (["untc", "--from", "."], 1, "index.csv is missing from the publisher's files"),
        (["untc", "--fetch", "--treaty", "UNTOK"], 2, "did you mean UNTOC (Organized Crime Convention)"),
        (["cow_igo", "--fetch"], 2, "cow_igo cannot be fetched; use --from"),
        (["nowhere", "--from", "."], 2, "no source called nowhere"),
        (["untc", "--from", ".", "--format", "pdf"], 2, "expected one of table"),
    ],
)
def test_a_mistake_ends_in_one_line(run: Run, arguments, code, message):
    ended = run("refresh", *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


def test_only_an_address_on_this_machine_may_stand_in_for_the_site(run: Run):
    ended = run("refresh", "untc", "--fetch", base="http://example.org/")
    assert ended.returncode == 2
    assert "expected an address on this machine" in ended.stderr


def test_the_facts_of_an_installed_package_stay_as_they_are(run: Run, checkout: Path, own: Path, tmp_path: Path):
    installed = tmp_path / "site-packages"
    shutil.copytree(checkout / "src" / "pactgraph", installed / "pactgraph")
    for name in ("docs", "graph", "loaders", "queries", "viz"):
        shutil.move(checkout / name, installed / "pactgraph" / "_content" / name)
    new = publish(tmp_path, HEADER)
    refused = run("refresh", "untc", "--from", new, "--write", code=installed)
    assert refused.returncode == 2
    assert "belong to the installed package" in refused.stderr
    assert "--sources DIR" in refused.stderr
    written = run(
        "refresh",
        "synthetic_forum",
        "--from",
        publish(tmp_path, CHANGED),
        "--sources",
        str(own),
        "--write",
        code=installed,
    )
    assert written.returncode == 0, written.stderr
    assert "TGO" in facts(own)


TITLES = ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a)"]
SHRUNKEN = as_xml(TITLES, [["Denmark", "12 Dec 2000", "30 Sep 2003"], ["Namibia", "", "[16 Aug 2002 a]"]])


def test_fetch_writes_what_is_sound_and_ends_with_what_is_not(run: Run, checkout: Path, site: Site):
    site.pages["/Volume%20II/Chapter%20XVIII/XVIII-12-a.en.xml"] = SHRUNKEN
    site.pages["/Volume%20II/Chapter%20XVIII/XVIII-12.en.xml"] = b"<html>urgent maintenance</html>"
    path = checkout / "loaders" / "untc" / "facts" / "PARTY_TO.csv"
    before = path.read_text(encoding="utf-8")
    rows = before.count("\n") - 1
    lost = before.count(",TIP_PROTOCOL,") - 1
    about = checkout / "loaders" / "untc" / "source.yml"
    declared = yaml.safe_load(about.read_text(encoding="utf-8"))
    declared["rows"]["PARTY_TO"]["minimum"] = rows
    about.write_text(yaml.safe_dump(declared), encoding="utf-8")
    asked = ["refresh", "untc", "--fetch", "--treaty", "TIP_PROTOCOL", "--treaty", "XVIII-12", "--write"]
    refused = run(*asked, code=checkout / "src", base=site.base)
    assert refused.returncode == 1
    assert f"untc/facts/PARTY_TO.csv: {rows - lost} rows, expected at least {rows}" in refused.stderr
    assert path.read_text(encoding="utf-8") == before
    ended = run(*asked, "--accept-shrink", code=checkout / "src", base=site.base)
    assert ended.returncode == 1
    assert "UNTOC: XVIII-12: the depositary answered with something else than XML" in ended.stderr
    assert "Namibia, accession of 2002-08-16 stands in brackets" in ended.stderr
    assert "set as_of and covers" in ended.stderr
    assert "Traceback" not in ended.stderr
    after = path.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if ",TIP_PROTOCOL," in line] == [
        'DNK,TIP_PROTOCOL,ratification,2003-09-30,"UNTC XVIII-12-a, Denmark"'
    ]
    assert [li for li in after.splitlines() if ",UNTOC," in li] == [li for li in before.splitlines() if ",UNTOC," in li]
    covers = (checkout / "loaders" / "untc" / "facts" / "COVERS.csv").read_text(encoding="utf-8")
    (line,) = [line for line in covers.splitlines() if ",TIP_PROTOCOL," in line]
    assert line.split(",")[2] > "2025"


def test_a_source_that_was_never_loaded_does_not_hinder_another(run: Run, own: Path, tmp_path: Path):
    (own / "second_forum").mkdir()
    source = SOURCE.replace("synthetic_forum", "second_forum")
    (own / "second_forum" / "source.yml").write_text(source, encoding="utf-8")
    for name in ("synthetic_forum", "second_forum"):
        (own / name / "loader.py").write_text(LOADER, encoding="utf-8")
        ended = run("refresh", name, "--from", publish(tmp_path, CHANGED), "--sources", str(own), "--write")
        assert ended.returncode == 0, ended.stderr
    assert (own / "second_forum" / "facts" / "MEMBER_OF.csv").is_file()
