from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import bibtexparser
import pytest
from depositary_site import Run

from pactgraph.export.citation import Cited, as_bibtex
from pactgraph.facts.sources import find_sources
from pactgraph.stores.embedded import EmbeddedStore


def parse_bibtex(text: str) -> dict[str, dict[str, str]]:
    """What bibtexparser reads, entry by entry, without the outer braces; no special character is bare."""
    read = bibtexparser.parse_string(text, parse_stack=[])
    assert (read.failed_blocks, len(read.entries)) == ([], len(read.blocks))
    assert {entry.entry_type for entry in read.entries} <= {"misc"}
    entries = {entry.key: {field.key: field.value[1:-1] for field in entry.fields} for entry in read.entries}
    assert len(entries) == len(read.entries)
    for fields in entries.values():
        for name, value in fields.items():
            assert name == "url" or not re.search(r"(?<!\\)[&%$#_~^]", value), value
    return entries


def test_every_source_has_a_well_formed_entry(run: Run):
    found = parse_bibtex(run("sources", "--cite", "--format", "bibtex").stdout)
    declared = {folder.source.id: folder.source for folder in find_sources()}
    assert found.keys() == declared.keys()
    for id_, fields in found.items():
        url = declared[id_].url  # a source gathered from many pages has none of its own
        assert list(fields) == ["title", "author", *(["url"] if url else []), "note"]
        assert f"As at {declared[id_].as_of}." in fields["note"]
        assert fields.get("url", "") == url


def test_special_characters_are_escaped():
    awkward = r"50% of A&B_C #1 $2 {x} \y ~z ^w é"
    text = as_bibtex(
        [Cited("synthetic", awkward, awkward, "https://example.org/{a}_b%20c d", awkward, awkward, "2014")]
    )
    fields = parse_bibtex(text)["synthetic"]
    expected = r"50\% of A\&B\_C \#1 \$2 \{x\} \textbackslash{}y \textasciitilde{}z \textasciicircum{}w é"
    assert fields["title"] == f"{{{expected}}}"
    assert fields["note"] == f"{expected}. As at 2014. Licence: {expected}"
    assert fields["url"] == "https://example.org/%7Ba%7D_b%20c%20d"


def test_the_list_has_rows_days_licences_and_ranks_in_every_format(run: Run, tmp_path: Path):
    listed = json.loads(run("sources", "--format", "json").stdout)["rows"]
    declared = {folder.source.id: folder for folder in find_sources()}
    assert [row["source"] for row in listed] == sorted(declared)
    for row in listed:
        folder = declared[row["source"]]
        lines = sum(path.read_text(encoding="utf-8").count("\n") - 1 for path in folder.facts)
        assert row["as_of"] == folder.source.as_of
        assert row["authority"] == folder.source.authority
        assert row["licence"] == folder.source.licence
        assert 0 < row["rows"] <= lines
    table = list(csv.DictReader(io.StringIO(run("sources", "--format", "csv").stdout)))
    assert [(row["source"], int(row["rows"])) for row in table] == [(row["source"], row["rows"]) for row in listed]
    assert run("sources").stdout.splitlines()[0].split() == ["source", "as_of", "authority", "rows", "licence", "title"]
    assert run("sources", "--format", "md").stdout.startswith("## Sources\n")
    run("sources", "--cite", "-o", str(tmp_path / "sources.bib"))
    assert parse_bibtex((tmp_path / "sources.bib").read_text(encoding="utf-8")).keys() == declared.keys()


def test_the_graph_knows_its_sources(run: Run, bundled: EmbeddedStore):
    asked = ["sources", "--in-graph", "--store", str(bundled)]
    listed = json.loads(run(*asked, "--format", "json").stdout)["rows"]
    declared = {folder.source.id: folder.source for folder in find_sources()}
    assert {row["source"]: row["as_of"] for row in listed} == {id_: source.as_of for id_, source in declared.items()}
    assert [row["source"] for row in listed if not row["relationships"]] == []
    assert run(*asked, "--cite").stdout == run("sources", "--cite").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--cite", "--format", "csv"], 2, "expected text or bibtex with --cite"),
        (["--format", "bibtex"], 2, "expected one of table"),
        (["--store", "x"], 2, "--store: belongs to --in-graph"),
        (["--in-graph", "--sources", "x"], 2, "the graph knows its own sources"),
        (["--in-graph", "--store", "nowhere"], 1, "nowhere"),
    ],
)
def test_a_mistake_ends_in_one_line(run: Run, arguments, code, message):
    ended = run("sources", *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
