from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from depositary_site import Site, as_xml, says, then

import pactgraph.publishers.fetch
from pactgraph import __version__
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import SourceFolder, find_sources
from pactgraph.publishers.fetch import Document, Fetcher, FetchError, user_agent
from pactgraph.publishers.refresh import committed, differences, fetch_documents, fetchable, write_facts
from pactgraph.publishers.status_tables import CHAPTERS

TITLES = ["Participant", "Signature", "Ratification, Acceptance(A), Accession(a)"]
SOUND = as_xml(TITLES, [["Denmark", "12 Dec 2000", "30 Sep 2003"], ["Namibia", "", "16 Aug 2002 a"]])
BUSY = says(503)
PAUSE = 0.5


class Waits(list[float]):
    """Stands in for time.sleep and remembers."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetcher(site: Site, tmp_path: Path, waits: Waits | None = None, **options: float) -> Fetcher:
    given = {"pause": PAUSE, "timeout": 0.3, **options}
    return Fetcher(site.base, tmp_path / "cache", sleep=waits if waits is not None else Waits(), **given)  # type: ignore[arg-type]


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"<")
        time.sleep(0.05)


def header_by_the_byte(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(40):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def endless_hints(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(40):
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.05)


def short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(SOUND)))
    handler.end_headers()
    handler.wfile.write(SOUND[:100])


def without_date(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response_only(200)
    handler.send_header("Content-Length", "1")
    handler.end_headers()
    handler.wfile.write(b"x")


def moved(to: str):
    return says(302, Location=to)


TODAY = dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize(
    ("page", "asked", "message"),
    [
        (None, 1, "not found (404)"),
        (says(403), 1, "the server answers 403"),
        (says(500), 4, "the server answers 500; gave up"),
        (moved("/X"), 6, "redirects in circles"),
        (
            moved("http://localhost:9/X"),
            1,
            "redirected to http://localhost:9/X; expected an address at http://127.0.0.1",
        ),
        (moved("ftp://127.0.0.1/X"), 1, "redirected to ftp:"),
        (lambda handler: time.sleep(0.6), 4, "no answer in time; gave up"),
        (drip, 1, "not finished after 1 seconds"),
        (header_by_the_byte, 1, "not finished after 1 seconds"),
        (endless_hints, 1, "not finished after 1 seconds"),
        (moved("http://127.0.0.1:9/Y"), 1, "/X: redirected to http://127.0.0.1:9/Y; expected"),
        (moved("//localhost/Y"), 1, "/X: redirected to http://localhost/Y; expected"),
        (moved("file:///etc/hostname"), 1, "/X: redirected to file:"),
        (moved("gopher://127.0.0.1/Y"), 1, "/X: redirected to gopher:"),
        (moved("http://[bad/Y"), 1, "/X: redirected to http:"),
        (says(302), 1, "the server answers 302"),
        (short, 4, "connection failed"),
        (says(200, b"x" * 5_001), 1, "larger than 0.005 MB"),
        (says(429, Retry_After="3600"), 1, "the server answers 429; gave up"),
        (without_date, 1, "the answer has no date"),
    ],
)
def test_a_fault_ends_in_a_message_that_names_the_address(site: Site, tmp_path: Path, page, asked, message):
    site.pages = {} if page is None else {"/X": page}
    with (
        fetcher(site, tmp_path, deadline=1, largest=5_000) as client,
        pytest.raises(FetchError, match=re.escape(message)) as caught,
    ):
        client.get(["X"])
    assert "/X" in str(caught.value)
    assert len(site.asked) == asked


@pytest.mark.parametrize("page", [drip, header_by_the_byte, endless_hints])
def test_what_was_given_up_is_closed_and_the_next_document_is_fetched(site: Site, tmp_path: Path, page):
    site.pages = {"/X": page, "/Y": SOUND}
    with fetcher(site, tmp_path, deadline=0.4) as client:
        with pytest.raises(FetchError, match="not finished"):
            client.get(["X"])
        assert client.get(["Y"]).body == SOUND
        until = time.monotonic() + 1
        while time.monotonic() < until and any(t.name.startswith("fetch") for t in threading.enumerate()):
            time.sleep(0.02)
        assert [t.name for t in threading.enumerate() if t.name.startswith("fetch")] == []


def test_a_busy_server_is_asked_again_ever_more_slowly(site: Site, tmp_path: Path):
    site.pages["/X"] = then(BUSY, says(503, Retry_After="7"), BUSY, says(200, SOUND))
    waits = Waits()
    with fetcher(site, tmp_path, waits) as client:
        assert client.get(["X"]).body == SOUND
        client.get(["X"])
    assert waits == [2 * PAUSE, 7.0, 8 * PAUSE, PAUSE]


def test_a_document_may_have_a_second_address(site: Site, tmp_path: Path):
    site.pages["/x"] = SOUND
    with fetcher(site, tmp_path) as client:
        assert client.get(["X", "x"]).address.endswith("/x")


def test_an_unchanged_document_is_not_sent_again_but_only_once_kept(site: Site, tmp_path: Path):
    site.pages["/X"] = SOUND
    with fetcher(site, tmp_path) as client:
        first = client.get(["X"])
        client.get(["X"])
        assert "if-none-match" not in site.asked[-1][1]
        client.keep(first)
        again = client.get(["X"])
        assert site.asked[-1][1]["if-none-match"] == first.validators["etag"]
        assert (again.body, again.day) == (SOUND, first.day)
        site.pages["/X"] = as_xml(TITLES, [["Denmark", "", ""]])
        assert client.get(["X"]).body == site.pages["/X"]
    assert site.asked[0][1]["user-agent"] == user_agent() == f"pactgraph/{__version__}"


def test_last_modified_serves_as_well(site: Site, tmp_path: Path):
    site.pages["/X"] = then(says(200, SOUND, Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT"), says(304))
    with fetcher(site, tmp_path) as client:
        client.keep(client.get(["X"]))
        assert client.get(["X"]).body == SOUND
    assert site.asked[-1][1]["if-modified-since"] == "Thu, 01 Jan 2026 00:00:00 GMT"


def test_a_damaged_cache_is_as_good_as_none(site: Site, tmp_path: Path):
    site.pages["/X"] = SOUND
    with fetcher(site, tmp_path) as client:
        client.keep(client.get(["X"]))
        for path in (tmp_path / "cache").glob("*.json"):
            path.write_text("[", encoding="utf-8")
        assert client.get(["X"]).body == SOUND


def test_the_cache_forgets_the_oldest(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pactgraph.publishers.fetch, "LARGEST_CACHE", 25)
    with fetcher(site, tmp_path) as client:
        for name in "abc":
            client.keep(Document(f"{site.base}{name}", name.encode() * 10, dt.date.min, {"etag": name}))
            time.sleep(0.01)
    kept = [path.read_bytes()[:1] for path in (tmp_path / "cache").glob("*.document")]
    assert sorted(kept) == [b"b", b"c"]
    assert len(list((tmp_path / "cache").iterdir())) == 4


@pytest.fixture
def folder(tmp_path: Path) -> SourceFolder:
    """The source untc in a folder of its own."""
    (found,) = find_sources(["untc"])
    shutil.copytree(found.path, tmp_path / "untc", ignore=shutil.ignore_patterns("__pycache__"))
    return SourceFolder(tmp_path / "untc", found.source)


def test_all_treaties_fetched_say_what_the_tables_say(site: Site, tmp_path: Path, shared: Path, folder: SourceFolder):
    registers, schema = bundled_registers(), bundled_schema()
    addresses = fetchable(folder, registers)
    assert len(addresses) >= 41
    for places in addresses.values():
        chapter, _, number = places[0].rpartition("/")[2].removesuffix(".en.xml").partition("-")
        path = shared / "upstream" / "untc" / "treaties" / f"{CHAPTERS[chapter]}-{number}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            titles, *rows = csv.reader(file)
        site.pages[f"/{places[0]}"] = as_xml(titles, rows)
    before = committed(folder)
    with fetcher(site, tmp_path, timeout=10) as client:
        fetched = fetch_documents(folder, addresses, client, registers, TODAY)
        assert (fetched.faults, fetched.remarks) == ([], [])
        changes = differences(before, fetched.rows, schema)
        # Only the day up to which the depositary speaks has moved.
        assert {(change.action, change.kind, *change.new) for change in changes} == {("MOD", "COVERS", "until")}
        assert len(changes) == len(addresses)
        write_facts(folder, fetched.rows, {"COVERS", "SIGNED", "PARTY_TO"}, schema)
        again = fetch_documents(folder, addresses, client, registers, TODAY)
        assert [c for c in differences(committed(folder), again.rows, schema) if set(c.new) != {"until"}] == []
    assert all("if-none-match" in headers for _, headers in site.asked[len(addresses) :])


def test_a_treaty_that_fails_keeps_its_facts_and_the_others_go_on(site: Site, tmp_path: Path, folder: SourceFolder):
    registers, schema = bundled_registers(), bundled_schema()
    addresses = fetchable(folder, registers, ["XVIII-12-A", "UNTOC", "xviii-12-b", "XVIII-14"])
    assert sorted(addresses) == ["SMUGGLING_PROTOCOL", "TIP_PROTOCOL", "UNCAC", "UNTOC"]
    site.pages[f"/{addresses['TIP_PROTOCOL'][0]}"] = SOUND
    site.pages[f"/{addresses['UNTOC'][0]}"] = b"<html>urgent maintenance</html>"
    site.pages[f"/{addresses['SMUGGLING_PROTOCOL'][0]}"] = SOUND.replace(b"2002 a", b"2002 x")
    with fetcher(site, tmp_path) as client:
        fetched = fetch_documents(folder, addresses, client, registers, TODAY)
    assert [fault.split(": ")[0] for fault in fetched.faults] == ["SMUGGLING_PROTOCOL", "UNCAC", "UNTOC"]
    for fault, words in zip(fetched.faults, ("the code x of", "404", "something else than XML"), strict=True):
        assert words in fault
        assert "stay as they are" in fault
    assert {change.key["to"] for change in differences(committed(folder), fetched.rows, schema)} == {"TIP_PROTOCOL"}
    left = [row for row in fetched.rows["PARTY_TO"] if row.cells["to"] == "TIP_PROTOCOL"]
    assert sorted(row.cells["from"] for row in left) == ["DNK", "NAM"]
    # What was refused is not taken from the cache next time.
    assert len(list((tmp_path / "cache").glob("*.document"))) == 1


def test_a_site_out_of_reach_is_not_asked_for_every_treaty(site: Site, tmp_path: Path, folder: SourceFolder):
    registers = bundled_registers()
    addresses = fetchable(folder, registers)
    site.pages = {f"/{place}": BUSY for places in addresses.values() for place in places}
    with fetcher(site, tmp_path) as client:
        fetched = fetch_documents(folder, addresses, client, registers, TODAY)
    assert len(site.asked) == 8
    assert len(fetched.faults) == 3
    assert f"{len(addresses) - 2} more, from " in fetched.faults[2]
    assert differences(committed(folder), fetched.rows, bundled_schema()) == []
