from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.stores.embedded import EmbeddedStore


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pactgraph", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--as-of", "2014-06-09"], "27 not party, 158 party, 8 signatory; 193 UN Member States; as at 2014-06-09"),
        (
            ["--as-of", "2014-06-09", "--strict"],
            "27 not party, 158 party, 8 signatory; 193 UN Member States; as at 2014",
        ),
        ([], "10 not party, 182 party, 1 signatory; 193 UN Member States; as at 2026-09-24, known until 2025-04-10"),
        (["--strict"], "193 unknown; 193 UN Member States; as at 2026-09-24\n"),
        (["--as-of", "today", "-p", "region=Africa"], "; 54 UN Member States; as at "),
    ],
)
def test_the_last_line_says_day_counts_and_until_when_it_is_known(bundled: EmbeddedStore, options, line):
    assert line in run("query", "not-party", *options, "--store", str(bundled)).stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "-c", "CREATE (n:State {id: 'X'})"], 1, "refused: the graph is opened read-only"),
        (["query", "-c", "MATCH (s:State RETURN s"], 1, "not valid Cypher"),
        (["query", "wholly-different"], 2, "no query called 'wholly-different' (`pactgraph queries` lists all)"),
        (["query", "notparty"], 2, "no query called 'notparty'; did you mean not-party?"),
        (["query", "neighbours"], 2, "did you mean neighbours-"),
        (["standing", "--state", "Korea"], 2, "it is the name of several: KOR (Republic of Korea), PRK"),
        (["standing", "--state", "Frnace"], 2, "no State of this id or name; did you mean FRA (France)?"),
        (["standing", "--treaty", "Palermo"], 2, "ids and names are in graph/registers/ (treaties.csv, aliases.csv)"),
        (["query", "-c", "MATCH (s:Sate) RETURN s.id AS id"], 1, "no label Sate in the graph; did you mean State"),
        (["query", "-c", "RETURN $x AS x", "-p", "x="], 2, "-p x=: names nothing"),
        (["query", "-c", "RETURN $x AS x"], 1, "$x is not given"),
        (["query", "not-party", "-p", "treaty=Atlantis"], 2, "no Treaty"),
        (["query", "not-party", "--format", "pdf"], 2, "expected one of table"),
        (["query", "un-entities", "--as-of", "2014-01-01"], 2, "not asked as at a day"),
        (["query", "un-entities", "--strict"], 2, "--strict: un-entities gives no answers that are known until a day"),
        (["query", "not-party", "-p", "treaty="], 2, "-p treaty=: names nothing"),
        (["query"], 2, "either a NAME or -c"),
        (["query", "--colour"], 2, "colour"),
        (["gaps", "sideways"], 2, "expected one of instrument, border"),
        (["gaps", "--state", "Atlantis"], 2, "--state Atlantis: no State"),
        (["gaps", "--region", "Atlantis"], 2, "there are Africa"),
        (["unlinked", "--as-of", "2014"], 2, "--as-of 2014: expected a whole date"),
        (["standing", "--treaty", "UNTOC", "--as-of", "1990-01-01"], 2, "--treaty UNTOC: not adopted by 1990-01-01"),
        (["gaps", "--state", "Holy See"], 2, "--state Holy See: no UN Member State as at"),
        (["gaps", "basis", "--treaty", "UNTOC"], 2, "--treaty UNTOC: gaps of kind basis are not about one treaty"),
        (["plan", "--region", "Atlantis"], 2, "--region Atlantis: no such region; there are"),
        (["plan", "--if", "IRN:ATLANTIS"], 2, "--if ATLANTIS: no Treaty of this id or name"),
        (["plan", "--if", "IRN"], 2, "expected STATE:TREATY"),
        (["plan", "--agreements", "--instrument", "TIP_PROTOCOL"], 2, "leave --instrument and --if out"),
        (["clusters", "--years", "90,00"], 2, "--years 90,00: expected years such as"),
        (["clusters", "--years", "2010-2000"], 2, "expected years such as"),
        (["clusters", "--layer", "agreement"], 2, "--layer agreement: expected one of treaty, body"),
        (["timeline", "weather"], 2, "expected one of ties, parties, clusters"),
        (["timeline", "ties", "--treaty", "UNTOC"], 2, "goes with `timeline parties` only"),
        (["gaps", "--format", "xlsx"], 2, "name it with -o"),
        (["brief", "THA", "-o", "x.pdf"], 2, "ending in .html or .md"),
        (["brief", "Holy See"], 2, "STATE Holy See: no UN Member State as at"),
        (["ties", "VAT"], 2, "STATE VAT: no UN Member State as at"),
        (["ties", "THA", "Holy See"], 2, "OTHER Holy See: no UN Member State as at"),
        (["ties", "THA", "Thailand"], 2, "expected another State"),
        (["ties", "THA", "--layer", "kinship"], 2, "--layer kinship: expected one of treaty, body"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(bundled: EmbeddedStore, arguments, code, message):
    ended = run(*arguments, *(["--store", str(bundled)]))
    assert ended.returncode == code
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_data_and_messages_are_apart(bundled: EmbeddedStore, tmp_path: Path):
    asked = ["query", "treaty-participants", "-p", "treaty=UNTOC", "--as-of", "2014-06-09", "--store", str(bundled)]
    found = json.loads(run(*asked, "--format", "json").stdout)
    assert found["denominator"] == {"of": "UN Member States", "count": 193}
    assert sum(row["answer"] == "party" for row in found["rows"]) == 179
    lines = run(*asked, "--format", "jsonl", "--quiet")
    assert [json.loads(line) for line in lines.stdout.splitlines()] == found["rows"]
    assert lines.stderr == ""
    written = run(*asked, "-o", str(tmp_path / "out.csv"))
    assert written.stdout == ""
    assert (tmp_path / "out.csv").read_bytes().count(b"\n") == len(found["rows"]) + 1
    assert run(*asked, "--format", "md").stdout.startswith("## Parties and signatories")
    for table in (["gaps", "border", "--treaty", "UNTOC", "--store", str(bundled)], asked):
        ended = run(*table, "-o", str(tmp_path / "out.xlsx"))
        assert (ended.returncode, ended.stdout) == (0, "")
        assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "columns", "message"),
    [
        (["gaps", "border", "--treaty", "TIP_PROTOCOL"], {"kind", "id", "other", "answer", "known_until"}, "0 unknown"),
        (["gaps", "ratification", "--as-of", "2030-01-01", "--strict"], {"answer", "standing"}, "; strict"),
        (
            ["gaps", "instrument", "--region", "Asia", "--only-gaps"],
            {"cluster", "neighbours"},
            "of 193 UN Member States",
        ),
        (["gaps", "mechanism"], {"answer"}, "0 gaps, "),
        (["gaps"], {"kind", "gap", "unknown", "not_listed", "no_gap", "not_applicable", "cannot_say_gap"}, "as at"),
        (
            ["standing", "--treaty", "TIP_PROTOCOL"],
            {"answer", "known_until", "since", "in_force"},
            "193 UN Member States",
        ),
        (["standing", "--state", "Thailand", "--as-of", "today"], {"treaty", "answer"}, "1 of 193 UN Member States"),
        (
            ["unlinked", "--limit", "3"],
            {"state", "recorded_links", "agreements_known_from", "place_alike", "alike"},
            "193 UN Member States",
        ),
        (
            ["plan", "--top", "2", "--instrument", "TIP_PROTOCOL"],
            {"step", "what", "states", "closes", "opens", "net", "why"},
            "could close",
        ),
        (["plan", "--state", "IRN"], {"step", "states"}, "1 of 193 UN Member States"),
        (["plan", "--if", "IRN:TIP_PROTOCOL"], {"change", "kind", "state", "about", "other"}, "opens"),
        (["basis", "KHM", "THA"], {"act", "answer", "treaties", "agreements", "open", "ask"}, "7 acts of cooperation"),
        (["basis", "Nepal"], {"partner", "relation", "extradition"}, "neighbours and corridor partners"),
        (["ask", "NPL"], {"who", "whom", "questions", "victims_min", "borders", "what"}, "who could tell"),
        (["clusters", "--years", "1990,2010"], {"year", "line", "name", "overlap", "joined", "left"}, "on 2 days"),
        (["timeline"], {"day", "member_states", "links", "density", "pairs_tied", "standings_unknown"}, "of each day"),
        (["timeline", "clusters", "--years", "2000-2001"], {"day", "as_before", "began", "merged"}, "adjusted Rand"),
        (["timeline", "parties", "--treaty", "UNTOC"], {"treaty", "party", "unknown", "gained"}, "of each day"),
        (["analyse"], {"what", "number"}, "nothing written"),
        (["clusters"], {"cluster", "name", "states", "set_apart_by"}, "partition"),
        (["ties", "Switzerland", "--limit", "2"], {"partner", "z", "z_treaty", "z_agreement", "rests_on"}, "192 other"),
        (["ties", "THA", "--layer", "agreement"], {"partner", "z", "shared", "rests_on"}, "ranked by agreement;"),
        (["ties", "FRA", "DEU"], {"layer", "z", "weight", "rank", "rests_on"}, "among the partners of FRA"),
    ],
)
def test_analysis_commands_give_tables_with_their_denominator(bundled: EmbeddedStore, arguments, columns, message):
    ended = run(*arguments, "--format", "jsonl", "--store", str(bundled))
    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    assert rows
    assert columns <= set(rows[0])
    assert message in ended.stderr


def test_the_generated_schema_page_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "reference" / "schema.md"
    assert run("schema").stdout == page.read_text(encoding="utf-8")


def test_the_generated_gallery_of_queries_is_up_to_date(bundled: EmbeddedStore):
    page = Path(__file__).parents[2] / "docs" / "reference" / "queries.md"
    assert run("queries", "--gallery", "--store", str(bundled)).stdout == page.read_text(encoding="utf-8")
