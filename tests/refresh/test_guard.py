"""Part of a document, another document, a wrong day, a write cut short: none of them reaches the facts."""

from __future__ import annotations

import datetime as dt
import email.utils
import os
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml
from depositary_site import Run, Site, as_xml

from pactgraph.facts.exchange import Row
from pactgraph.facts.records import Graph, GraphRelationship, Key
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import SourceFolder, find_sources
from pactgraph.publishers.fetch import Fetcher
from pactgraph.publishers.guard import contradictions, vanished
from pactgraph.publishers.refresh import Rows, committed, fetch_documents, fetchable, write_facts

TIP = "/Volume%20II/Chapter%20XVIII/XVIII-12-a.en.xml"
TITLES = ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a)"]


def parties(number: int, treaty: str = "TIP_PROTOCOL", **cells: str) -> list[Row]:
    return [Row("PARTY_TO", {"from": f"P{i:03}", "to": treaty, **cells}) for i in range(number)]


def members(number: int, **cells: str) -> list[Row]:
    return [Row("MEMBER_OF", {"from": f"P{i:03}", "to": "EU", "status": "member", **cells}) for i in range(number)]


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ({"PARTY_TO": parties(10)}, {"PARTY_TO": parties(8)}, ""),
        ({"PARTY_TO": parties(10)}, {"PARTY_TO": parties(7)}, "PARTY_TO TIP_PROTOCOL: 3 of 10 are gone"),
        # Two of a hundred, four of two hundred.
        ({"PARTY_TO": parties(200)}, {"PARTY_TO": parties(196)}, ""),
        ({"PARTY_TO": parties(200)}, {"PARTY_TO": parties(195)}, "PARTY_TO TIP_PROTOCOL: 5 of 200 are gone"),
        # Whoever leaves with a day is still named; whoever had left may go.
        ({"PARTY_TO": parties(10)}, {"PARTY_TO": parties(10, until="2020")}, ""),
        ({"PARTY_TO": parties(10, until="2020")}, {"PARTY_TO": []}, ""),
        # Each document by itself: what one wins does not hide what another loses.
        (
            {"PARTY_TO": [*parties(10), *parties(10, "UNTOC")]},
            {"PARTY_TO": [*parties(4), *parties(90, "UNTOC")]},
            "PARTY_TO TIP_PROTOCOL: 6 of 10 are gone without a stated end (P004, P005, P006, P007, P008 ...)",
        ),
        ({"SIGNED": parties(10), "PARTY_TO": parties(9)}, {"PARTY_TO": parties(9)}, ""),
        ({"MEMBER_OF": members(10)}, {"MEMBER_OF": members(10, status="observer")}, ""),
        ({"MEMBER_OF": members(10)}, {}, "MEMBER_OF EU: 10 of 10 are gone"),
        ({"State": [Row("State", {"id": f"S{i}"}) for i in range(9)]}, {}, "State: 9 of 9 are gone"),
    ],
)
def test_a_document_does_not_shrink_without_stated_ends(before: Rows, after: Rows, gone: str):
    # Rows of signatures are told by their kind alone.
    before = {kind: [Row(kind, row.cells) for row in rows] for kind, rows in before.items() if kind != "SIGNED"}
    found = vanished(before, after)
    assert len(found) == bool(gone)
    assert "".join(found).startswith(gone)


@pytest.mark.parametrize(
    ("before", "after", "refused"), [(0, 2, False), (0, 3, True), (9, 11, False), (9, 12, True), (9, 0, False)]
)
def test_contradictions_do_not_jump(before: int, after: int, refused: bool):
    def graph(disputed: int) -> Graph:
        facts = [
            GraphRelationship("STANDING", Key("State", f"S{i}"), Key("Treaty", "T"), {"disputed": i < disputed})
            for i in range(60)
        ]
        return Graph([], facts)

    found = contradictions(graph(before), graph(after))
    assert len(found) == refused
    assert all(
        fault.startswith(f"T: {after} of 60 facts are disputed between sources, {before} before") for fault in found
    )


def test_a_table_with_its_first_rows_only_is_refused(run: Run, checkout: Path, site: Site):
    path = checkout / "loaders" / "untc" / "facts" / "PARTY_TO.csv"
    before = path.read_text(encoding="utf-8")
    ids = [line.split(",")[0] for line in before.splitlines() if ",TIP_PROTOCOL," in line]
    registers = bundled_registers()
    names = [registers.entries[Key("State", id_)].name for id_ in ids if Key("State", id_) in registers.entries]
    site.pages[TIP] = as_xml(TITLES, [[name, "", "1 Mar 2005 a"] for name in names[:40]])
    about = checkout / "loaders" / "untc" / "source.yml"
    declared = yaml.safe_load(about.read_text(encoding="utf-8"))
    declared["rows"]["PARTY_TO"]["minimum"] = 1
    about.write_text(yaml.safe_dump(declared), encoding="utf-8")
    refused = run(
        "refresh", "untc", "--fetch", "--treaty", "TIP_PROTOCOL", "--write", code=checkout / "src", base=site.base
    )
    assert refused.returncode == 1
    assert "PARTY_TO TIP_PROTOCOL: " in refused.stderr
    assert "are gone without a stated end" in refused.stderr
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("days", [-20_000, -2, 0, 2, 26_000])
def test_a_document_of_another_day_than_today_says_nothing_of_it(site: Site, tmp_path: Path, days: int):
    now = dt.datetime.now(dt.UTC)
    said = now + dt.timedelta(days=days)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(200)
        handler.send_header("Date", email.utils.format_datetime(said, usegmt=True))
        handler.end_headers()
        handler.wfile.write(as_xml(TITLES, [["Denmark", "12 Dec 2000", "30 Sep 2003"]]))

    site.pages[TIP] = answer
    (folder,) = find_sources(["untc"])
    registers = bundled_registers()
    with Fetcher(site.base, tmp_path, pause=0) as fetcher:
        fetched = fetch_documents(
            folder, fetchable(folder, registers, ["TIP_PROTOCOL"]), fetcher, registers, now.date()
        )
    assert len(fetched.faults) == bool(days)
    if days:
        assert fetched.faults == [
            f"TIP_PROTOCOL: the site dates its answer {said.date()}, while this machine's clock says {now.date()}; "
            "its facts stay as they are"
        ]


def test_a_write_cut_short_anywhere_leaves_all_old_facts_or_all_new_ones(tmp_path: Path):
    """The writer ends at its first file operation, at its second, ... until it comes through."""
    (like,) = find_sources(["un_treaty_bodies"])
    folder = SourceFolder(tmp_path / "synthetic", like.source)
    schema = bundled_schema()
    old = {"PARTY_TO": parties(3, locator="old"), "SIGNED": [Row("SIGNED", r.cells) for r in parties(2, locator="old")]}
    new = {"PARTY_TO": parties(4, locator="new"), "MEMBER_OF": members(2, locator="new")}
    (folder.path / "facts").mkdir(parents=True)
    outcomes = []
    for stop in range(1, 500):
        write_facts(folder, old, {"PARTY_TO", "SIGNED", "MEMBER_OF"}, schema)
        assert _cells(committed(folder)) == _cells(old)
        ended = _write_until(stop, folder, new)
        there = _cells(committed(folder))
        assert there in (_cells(old), _cells(new)), f"half written when stopped at operation {stop}"
        outcomes.append(there == _cells(new))
        if ended:
            break
    assert ended
    assert outcomes == sorted(outcomes), "what has taken effect stays"
    assert 10 < outcomes.count(False) < len(outcomes) - 3
    write_facts(folder, new, {"PARTY_TO", "SIGNED", "MEMBER_OF"}, schema)
    assert sorted(path.name for path in folder.path.iterdir()) == ["facts"]


def _cells(rows: Rows) -> dict[str, list[dict[str, str]]]:
    return {kind: [dict(row.cells) for row in listed] for kind, listed in rows.items()}


def _write_until(stop: int, folder: SourceFolder, rows: Rows) -> bool:
    """Write in a child process that ends at its `stop`th file operation; return whether it came through."""
    child = os.fork()
    if child == 0:
        left = [stop]

        def watch(event: str, _: object) -> None:
            if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)

        sys.addaudithook(watch)
        try:
            write_facts(folder, rows, {"PARTY_TO", "SIGNED", "MEMBER_OF"}, bundled_schema())
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
