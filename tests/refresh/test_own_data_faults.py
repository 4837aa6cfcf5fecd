"""A user's broken data, through the real command line: what is told, the exit code, and that nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from depositary_site import Run

from pactgraph.content import guide

SOURCE = """id: synthetic_source
title: Synthetic
publisher: Nobody
url: https://example.org
licence: none
citation: none
authority: page
as_of: "2014-01-01"
covers: synthetic; made for tests
rows: {MEMBER_OF: {minimum: 1, fill: {since: 0.5}}}
"""
HEADER = "from,to,status,since,until,locator\n"
GOOD = "NAM,EU,observer,2001,,p. 1\n"
FILE = "synthetic_source/facts/MEMBER_OF.csv"


def write(tmp_path: Path, rows: str | bytes, source: str | None = SOURCE, kind: str = "MEMBER_OF") -> str:
    folder = tmp_path / "own" / "synthetic_source"
    (folder / "facts").mkdir(parents=True)
    if source is not None:
        (folder / "source.yml").write_text(source, encoding="utf-8")
    (folder / "facts" / f"{kind}.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    return str(tmp_path / "own")


WITHOUT_TO = "from,status,since,locator\nFRA,member,2001,p. 1\n"
LATIN_1 = (HEADER + "FRA,EU,member,2001,,S\xe3o\n").encode("latin-1")


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        (HEADER + "ATL,EU,member,1,,p.\n", " row 2 column from: 'ATL'", "none of these: State, UNEntity"),
        (HEADER + "FRANCE,EU,member,1958,,p.\n", " row 2 column from: 'FRANCE'", "did you mean FRA (France)"),
        (HEADER + "FRA,EU,member,1999-02-30,,p.\n", " row 2 column since: '1999-02-30'", "no such day"),
        (
            HEADER + "FRA,EU,member,9 May 1950,,p.\n",
            " row 2 column since: '9 May 1950'",
            "YYYY, YYYY-MM, YYYY-MM-DD or [",
        ),
        (HEADER.replace("status", "statsu") + GOOD, " row 1 column statsu: unknown", "did you mean status?"),
        (WITHOUT_TO, " row 1: the column to is missing", "expected from, locator, to"),
        (HEADER + GOOD + GOOD, " row 3: says the same as row 2", "keep one row"),
        (
            HEADER + "FRA,EU,member,2001,1999,p.\n",
            " row 2 column until: 1999",
            "before since 2001; expected a later day",
        ),
        (LATIN_1, " row 2 column locator (byte 56): not UTF-8", "save the file as UTF-8"),
        (HEADER, ": 0 rows", "expected at least 1 (source.yml, rows); mend the file or the bounds"),
        (HEADER + "FRA,EU,member,,,p. 1\n", " column since: 0 of 1 cells filled", "expected at least 50%"),
    ],
)
def test_a_build_stops_and_says_where_and_what_was_expected(run: Run, tmp_path: Path, rows, place, expected):
    ended = run("build", "--sources", write(tmp_path, rows))
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = [line for line in ended.stderr.splitlines() if FILE + place in line]
    assert expected in line
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "store").exists()


def test_a_folder_without_source_yml_stops_a_build(run: Run, tmp_path: Path):
    ended = run("build", "--sources", write(tmp_path, HEADER + GOOD, None))
    assert ended.returncode == 1
    assert ended.stderr == f"pactgraph: synthetic_source: has no source.yml; see {guide('own-data')}\n"
    assert not (tmp_path / "store").exists()


def test_a_broken_source_leaves_the_former_graph_as_it_was(run: Run, tmp_path: Path):
    assert run("build", "world_countries").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")}
    assert run("build", "--sources", write(tmp_path, HEADER)).returncode == 1
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")} == before


def test_namibia_survives(run: Run, tmp_path: Path):
    rows = "id,name,kind,locator\nNA,NA,global,NA\n"
    own = write(
        tmp_path,
        rows,
        SOURCE.replace("MEMBER_OF: {minimum: 1, fill: {since: 0.5}}", "Mechanism: {minimum: 1}"),
        "Mechanism",
    )
    assert run("check", own).returncode == 0
    assert run("build", "world_countries", "synthetic_source", "--sources", own).returncode == 0
    asked = "MATCH (m:Mechanism {id: 'NA'}), (s:State {iso2: 'NA'}) RETURN m.name AS mechanism, s.id AS state"
    assert run("query", "-c", asked, "--format", "csv").stdout == "mechanism,state\nNA,NAM\n"


def test_check_names_every_fault_at_once_and_does_not_stop_at_twenty(run: Run, tmp_path: Path):
    own = Path(write(tmp_path, HEADER + "".join(f"XX{n},EU,member,x,,p. {n}\n" for n in range(30)) + "FRA,EU\n"))
    (own / "no_source" / "facts").mkdir(parents=True)
    (own / "no_source" / "facts" / "Mechanizm.csv").write_text("id\n", encoding="utf-8")
    (own / "bad_source" / "facts").mkdir(parents=True)
    (own / "bad_source" / "source.yml").write_text(
        "id: bad_source\ntitel: x\nauthority: rumour\nas_of: soon\nrows: {MEMBER_OF: {minimum: 5, fil: {}}}\n",
        encoding="utf-8",
    )
    (own / "bad_source" / "facts" / "MEMBER_OF.csv").write_text(HEADER + "FRA,EU,boss,2001,,p. 1\n", encoding="utf-8")
    (own / "off_bounds" / "facts").mkdir(parents=True)
    (own / "off_bounds" / "source.yml").write_text(
        SOURCE.replace("synthetic_source", "off_bounds").replace("since: 0.5", "sinze: 0.5"), encoding="utf-8"
    )
    (own / "off_bounds" / "facts" / "Fund.csv").write_text("id,name,locator\nF1,Synthetic,p. 1\n", encoding="utf-8")
    ended = run("check", str(own))
    assert (ended.returncode, ended.stdout) == (1, "")
    lines = ended.stderr.splitlines()
    assert sum(f"{FILE} row" in line for line in lines) == 61
    for message in (
        f"{FILE} row 32: 2 cells, expected 6 as in the header",
        "no_source: has no source.yml",
        "no_source/facts/Mechanizm.csv: no such label or type; expected one of",
        "did you mean Mechanism?",
        "bad_source/source.yml: titel: unknown; expected some of id, title",
        "bad_source/source.yml: publisher: missing; every source must state it",
        "bad_source/source.yml: authority: 'rumour'; Input should be 'depositary', 'register'",
        "bad_source/source.yml: as_of: 'soon'; expected a date as YYYY",
        "bad_source/source.yml: rows.MEMBER_OF.fil: unknown; expected some of minimum, maximum, fill; did you mean",
        "bad_source/facts/MEMBER_OF.csv row 2 column status: 'boss'; expected one of member, associate, observer",
        "off_bounds/source.yml: rows.MEMBER_OF.fill.sinze: no such column; expected some of from, to",
        "off_bounds: facts/MEMBER_OF.csv is missing, but source.yml expects it",
        "off_bounds/source.yml: rows has no bounds for Fund; add `Fund: {minimum: …}`",
    ):
        assert any(message in line for line in lines), message
    assert lines[-1].startswith(f"pactgraph: {len(lines) - 1} fault{'s' * (len(lines) > 2)} in ")
    cut = run("build", "--sources", str(own / "synthetic_source"))
    assert cut.returncode == 1
    assert "the first 20 shown; `pactgraph check" in cut.stderr


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "synthetic_source/source.yml: holds no keys; expected id, title"),
        ("id: [", "synthetic_source/source.yml: no YAML;"),
        (SOURCE.replace("id: synthetic_source", "id: other"), "id is 'other', expected the folder's name"),
        (SOURCE.replace('"2014-01-01"', "2014-01-01"), ""),
        (SOURCE.replace('"2014-01-01"', "2014"), ""),
        (SOURCE.replace("minimum: 1", "minimum: 3, maximum: 2"), "rows.MEMBER_OF: "),
        (SOURCE.replace("0.5", "2"), "rows.MEMBER_OF.fill.since: 2; Input should be less than or equal to 1"),
    ],
)
def test_check_reads_source_yml(run: Run, tmp_path: Path, source, message):
    ended = run("check", write(tmp_path, HEADER + GOOD, source))
    assert ended.returncode == (1 if message else 0), ended.stderr
    assert message in ended.stderr


def test_the_folder_is_checked_before_anything_else(run: Run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    for arguments, message in [
        (["check", "nowhere"], "nowhere: no such folder"),
        (["check", "empty"], "holds no source folder"),
        (["check", "empty", "--sources", "empty"], "give the folder once"),
        (["demo", "--sources", "nowhere"], "nowhere: no such folder"),
        (["sources", "--sources", "nowhere"], "nowhere: no such folder"),
    ]:
        ended = run(*arguments)
        assert ended.returncode == 2
        assert message in ended.stderr
