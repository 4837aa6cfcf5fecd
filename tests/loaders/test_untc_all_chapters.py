from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pactgraph.building import prepare, store
from pactgraph.catalogue import ask, find_query
from pactgraph.errors import FactsError, UsageError
from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import load_upstream
from pactgraph.stores.embedded import EmbeddedStore

INDEX = "chapter_no,treaty_no,treaty_name,url,chapter_url,chapter_name\n"
TABLE = 'Participant,Signature,"Ratification, Accession(a)"\nAlbania,12 Dec 2000,21 Aug 2002\n'


def read(tmp_path: Path, treaties: dict[str, str], tables: dict[str, str], source: str) -> list[Row]:
    """Read synthetic tables in the publisher's shape; `treaties` is title by `chapter,number` of the index."""
    (tmp_path / "treaties").mkdir()
    index = INDEX + "".join(f'{number},"{title}",,,\n' for number, title in treaties.items())
    (tmp_path / "index.csv").write_text(index, encoding="utf-8", newline="\n")
    for name, text in tables.items():
        (tmp_path / "treaties" / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    (folder,) = find_sources([source])
    return [row for rows in load_upstream(folder, tmp_path, bundled_registers()).values() for row in rows]


@pytest.mark.parametrize(
    ("number", "name", "id_", "until"),
    [
        ("3,2.1", "3-2-1", "UNTC_III_2_1", "2015-03-15"),
        ("3,2.2a", "3-2-2a", "UNTC_III_2_2A", "2015-03-15"),
        ("29,1", "29-1", "UNTC_XXIX_1", "2014-07-11"),
        ("19,25.a", "19-25-a", "UNTC_XIX_25_A", "2014-07-11"),
    ],
)
def test_an_id_is_made_of_the_reference_and_a_table_speaks_up_to_its_part_of_the_snapshot(
    tmp_path: Path, number, name, id_, until
):
    rows = read(tmp_path, {number: "Some Convention. Geneva, 1 May 1990"}, {name: TABLE}, "untc_all_chapters")
    cells = {row.kind: row.cells for row in rows}
    assert (cells["Treaty"]["id"], cells["Treaty"]["adopted"], cells["Treaty"]["kind"]) == (
        id_,
        "1990-05-01",
        "convention",
    )
    assert cells["COVERS"]["until"] == until
    assert (cells["SIGNED"]["since"], cells["PARTY_TO"]["since"]) == ("2000-12-12", "2002-08-21")


def test_registered_treaties_are_the_other_sources_and_tables_that_are_no_acts_are_left_out(tmp_path: Path):
    treaties = {"18,12.a": "TIP. New York, 15 November 2000", "1,2": "Declarations", "14,7.a": "Protocol"}
    tables = dict.fromkeys(("18-12-a", "1-2", "14-7-a"), TABLE)
    assert read(tmp_path, treaties, tables, "untc_all_chapters") == []


def test_territories_are_left_out_and_organizations_take_part(tmp_path: Path):
    table = (
        TABLE + "Hong Kong,12 Dec 2000,\nInternational Labour Organisation,12 Dec 2000,\nEuropean Union,1 Jan 2001,\n"
    )
    rows = read(tmp_path, {"23,3": "Vienna Convention. Vienna, 21 March 1986"}, {"23-3": table}, "untc_all_chapters")
    assert [row.cells["from"] for row in rows if row.kind == "SIGNED"] == ["ALB", "ILO", "EU"]


def test_an_unknown_participant_is_a_row_to_settle(tmp_path: Path):
    rows = read(tmp_path, {"29,1": "Agreement"}, {"29-1": TABLE + "Atlantis,12 Dec 2000,\n"}, "untc_all_chapters")
    (row,) = [row for row in rows if row.kind == "unsettled"]
    assert (row.cells["name"], row.cells["to"], row.cells["locator"]) == ("Atlantis", "UNTC_XXIX_1", "29-1.csv row 3")


def test_an_amendment_amends_the_treaty_under_its_number_whose_title_it_holds(tmp_path: Path):
    treaties = {
        "27,2": "Vienna Convention on the Ozone Layer. Vienna, 22 March 1985",
        "27,2.a": "Montreal Protocol on Substances. Montreal, 16 September 1987",
        "27,2.b": "Amendment to the Montreal Protocol on Substances. London, 29 June 1990",
        "27,3.b": "Amendment to the Montreal Protocol on Substances. London, 29 June 1990",
    }
    tables = dict.fromkeys(("27-2", "27-2-a", "27-2-b", "27-3-b"), TABLE)
    rows = read(tmp_path, treaties, tables, "untc_all_chapters")
    amends = [(row.cells["from"], row.cells["to"]) for row in rows if row.kind == "AMENDS"]
    assert amends == [("UNTC_XXVII_2_B", "UNTC_XXVII_2_A")]


def test_the_three_lists_of_the_slavery_convention_are_three_treaties(tmp_path: Path):
    treaties = {
        "18,1": "Protocol amending the Slavery Convention. New York, 7 December 1953",
        "18,2": "Slavery Convention as amended. New York, 7 December 1953",
        "18,3": "Slavery Convention. Geneva, 25 September 1926",
    }
    rows = read(tmp_path, treaties, dict.fromkeys(("18-1", "18-2", "18-3"), TABLE), "untc")
    assert sorted(row.cells["to"] for row in rows if row.kind == "PARTY_TO") == [
        "SLAVERY_CONV_1926",
        "SLAVERY_CONV_1926_AMENDED_1953",
        "SLAVERY_PROTOCOL_1953",
    ]


@pytest.mark.parametrize("source", ["untc", "untc_all_chapters"])
def test_the_full_tables_give_the_committed_facts(unchanged, source):
    assert unchanged(source, "upstream/untc") == []


@pytest.mark.slow
def test_it_is_off_until_asked_for_and_leaves_the_default_day_where_it_is():
    assert "untc_all_chapters" not in [folder.source.id for folder in find_sources()]
    assert "untc_all_chapters" in [folder.source.id for folder in find_sources(everything=True)]
    build = prepare(also=["untc_all_chapters"])
    assert build.ledger.as_of == prepare().ledger.as_of
    assert build.ledger.counts["Treaty"] > 300
    assert [folder.source.id for folder in find_sources(["untc"], also=["untc_all_chapters"])] == [
        "untc",
        "untc_all_chapters",
    ]


def test_an_unknown_source_after_with_is_named():
    with pytest.raises(UsageError, match="no source called nothing"):
        find_sources(also=["nothing"])


SOURCE = """id: synthetic_source
title: Synthetic
publisher: Nobody
url: https://example.org
licence: none
citation: none
authority: page
as_of: "2014-01-01"
covers: nothing; made for tests
rows: {Treaty: {minimum: 1}}
own_ids: {Treaty: "MADE_[A-Z]+"}
"""


@pytest.mark.parametrize(("id_", "fault"), [("MADE_UP", None), ("OTHER_UP", "'OTHER_UP' is in no register")])
def test_a_source_may_bring_ids_of_its_own_pattern_only(tmp_path: Path, id_, fault):
    folder = tmp_path / "synthetic_source"
    (folder / "facts").mkdir(parents=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "facts" / "Treaty.csv").write_text(f"id,name,locator\n{id_},Made up,p. 1\n", encoding="utf-8")
    if fault is None:
        assert id_ in [node.key.id for node in prepare(["synthetic_source"], tmp_path).graph.nodes]
    else:
        with pytest.raises(FactsError, match=re.escape(fault)):
            prepare(["synthetic_source"], tmp_path)


def test_a_query_takes_an_id_that_only_the_graph_has(tmp_path: Path):
    folder = tmp_path / "synthetic_source"
    (folder / "facts").mkdir(parents=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "facts" / "Treaty.csv").write_text("id,name,locator\nMADE_UP,Made up,p. 1\n", encoding="utf-8")
    target = EmbeddedStore(tmp_path / "store")
    store(prepare(["synthetic_source"], tmp_path), target)
    query, day = find_query("parties-over-time"), dt.date(2014, 1, 1)
    with target.open() as reader:
        assert ask(reader, query, {"treaty": "MADE_UP"}, day, bundled_registers()).parameters["treaty"] == "MADE_UP"
        with pytest.raises(UsageError, match="no Treaty of this id or name"):
            ask(reader, query, {"treaty": "MADE_OFF"}, day, bundled_registers())
