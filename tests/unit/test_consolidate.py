from __future__ import annotations

import random
from pathlib import Path

import pytest

from pactgraph.consolidate import consolidate
from pactgraph.dates import PartialDate
from pactgraph.records import Claim, Key, Place, Records, Value
from pactgraph.registers import Registers, bundled_registers
from pactgraph.schema import bundled_schema
from pactgraph.sources import Source, find_sources, read_sources


def test_the_order_of_sources_and_rows_does_not_matter_and_sources_stand_once():
    folders = find_sources()
    records = read_sources(folders, bundled_schema(), bundled_registers())
    shuffled = Records(list(records.nodes), list(records.claims))
    random.Random(7).shuffle(shuffled.nodes)
    random.Random(8).shuffle(shuffled.claims)
    sources = {folder.source.id: folder.source for folder in folders}
    one = consolidate(records, sources, bundled_schema(), bundled_registers(), "run")
    other = consolidate(shuffled, dict(reversed(sources.items())), bundled_schema(), bundled_registers(), "run")
    assert one == other
    assert one.counts()["Source"] == len(folders)


def source(id_: str, authority: str, as_of: str) -> Source:
    return Source.model_validate(
        {
            "id": id_,
            "title": id_,
            "publisher": "synthetic",
            "url": "https://example.org",
            "licence": "none",
            "citation": "none",
            "authority": authority,
            "as_of": as_of,
            "covers": "made for tests",
            "rows": {},
        }
    )


SOURCES = {
    "depositary": source("depositary", "depositary", "2014-07-10"),
    "register": source("register", "register", "2022-12-31"),
    "report": source("report", "report", "2014-06-27"),
    "page": source("page", "page", "2025"),
}
AAA, BBB, TREATY = Key("State", "AAA"), Key("State", "BBB"), Key("Treaty", "T")


def claim(speaker: str, type_: str, start: Key, end: Key, row: int = 2, **dates: str) -> Claim:
    properties: dict[str, Value] = {name: PartialDate.parse(day) for name, day in dates.items()}
    return Claim(type_, start, end, properties, speaker, f"row {row}", Place(Path("s/facts/T.csv"), row))


def party(speaker: str, since: str = "", state: Key = AAA, **dates: str) -> Claim:
    return claim(speaker, "PARTY_TO", state, TREATY, **({"since": since} if since else {}), **dates)


# The depositary covers the treaty from its adoption to the day before 2014-07-11, and knows both States.
COVERED = [claim("depositary", "COVERS", Key("Source", "depositary"), TREATY, until="2014-07-11")]
KNOWS_BBB = [party("depositary", "2003-01-01", BBB)]
KNOWS_AAA = [claim("depositary", "PARTY_TO", AAA, Key("Treaty", "OTHER"), since="2001-01-01")]


@pytest.mark.parametrize(
    ("claims", "since", "precision", "dispute"),
    [
        # A dated claim alone is what it says.
        ([party("depositary", "2004-05-06")], "2004-05-06", "day", ""),
        # The report states it undated and the depositary has it earlier: they agree.
        ([party("depositary", "2004-05-06"), party("report")], "2004-05-06", "day", ""),
        # The report states it as of 2014, a register dates it later: what Pakistan's accession looks like.
        (
            [party("report"), party("register", "2022-11-04"), *COVERED, *KNOWS_AAA],
            "2022-11-04",
            "day",
            "report states it as of 2014-06-27, before it began on 2022-11-04.",
        ),
        # The report alone against the depositary's silence: not counted while the depositary covers the question.
        ([party("report"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "depositary covers the question to 2014"),
        # A page of 2025 says nothing about 2014: no contradiction, yet not before the window's end.
        ([party("page"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", ""),
        # A dated claim inside the window is contradicted, one after it is not.
        ([party("page", "2010"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "does not have it"),
        ([party("page", "2016-02"), *COVERED, *KNOWS_AAA], "2016-02-01", "month", ""),
        # A year that reaches past the window means what is left of it, and stays a year.
        ([party("page", "2014"), *COVERED, *KNOWS_AAA], "2014-07-11", "year", ""),
        ([party("page", "2013"), *COVERED, *KNOWS_AAA], "2014-07-11", "not_before", "does not have it"),
        # Silence on a State the covering source does not know at all proves nothing.
        ([party("report"), *COVERED, *KNOWS_BBB], None, None, ""),
        # An ended participation against a later statement without dates.
        (
            [party("depositary", "2001-01-01", until="2013-01-01"), party("report")],
            "2001-01-01",
            "day",
            "report states it as of 2014-06-27, after it ended on 2013-01-01.",
        ),
        # Two days for one act.
        ([party("depositary", "2004-05-06"), party("register", "2004-05-07")], "2004-05-06", "day", "differ on since"),
    ],
)
def test_what_sources_say_and_do_not_say(claims, since, precision, dispute):
    graph = consolidate(Records([], list(claims)), SOURCES, bundled_schema(), Registers([], []), "run")
    (found,) = [r for r in graph.relationships if (r.type, r.start, r.end) == ("PARTY_TO", AAA, TREATY)]
    stated = found.properties.get("since")
    assert (str(stated) if stated else None, found.properties.get("since_precision")) == (since, precision)
    assert dispute in str(found.properties["dispute"])
    assert found.properties["disputed"] is bool(dispute)
    sources, locators = found.properties["sources"], found.properties["locators"]
    assert isinstance(sources, list)
    assert isinstance(locators, list)
    assert len(sources) == len(locators) == len([c for c in claims if (c.start, c.end) == (AAA, TREATY)])
