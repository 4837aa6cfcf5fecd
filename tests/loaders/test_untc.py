from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import load_upstream
from pactgraph.stores.embedded import EmbeddedStore

INDEX = (
    "chapter_no,treaty_no,treaty_name,url,chapter_url,chapter_name\n"
    '18,12.a,"Protocol on Trafficking, supplementing the Convention against Crime. New York, 15 November 2000",,,\n'
    '18,12,"Convention against Crime. New York, 15 November 2000",,,\n'
)


def read(tmp_path: Path, titles: str, *lines: str) -> list[Row]:
    """Read synthetic tables of the Trafficking Protocol and its parent in the publisher's shape."""
    (tmp_path / "treaties").mkdir()
    (tmp_path / "index.csv").write_text(INDEX, encoding="utf-8", newline="\n")
    table = titles + "".join(line + "\n" for line in lines)
    (tmp_path / "treaties" / "18-12-a.csv").write_text(table, encoding="utf-8", newline="\n")
    (tmp_path / "treaties" / "18-12.csv").write_text("Participant,Signature\n", encoding="utf-8", newline="\n")
    (folder,) = find_sources(["untc"])
    return [row for rows in load_upstream(folder, tmp_path, bundled_registers()).values() for row in rows]


@pytest.mark.parametrize(
    ("titles", "line", "expected"),
    [
        # Signature and consent are separate acts.
        (
            'Participant,Signature,"Ratification, Accession(a)"\n',
            "Albania,12 Dec 2000,21 Aug 2002",
            [("SIGNED", "ALB", ""), ("PARTY_TO", "ALB", "ratification")],
        ),
        # A definitive signature is consent.
        (
            'Participant,"Definitive signature(s), Accession(a)"\n',
            "Albania,12 Dec 2000 s",
            [("PARTY_TO", "ALB", "definitive_signature")],
        ),
        # Succession to signature is none.
        ('Participant,"Signature, Succession to signature(d)"\n', "Montenegro,23 Oct 2006 d", [("SIGNED", "MNE", "")]),
        # Formal confirmation is the act of an organization, which is no State.
        (
            'Participant,"Ratification, Formal confirmation(c)"\n',
            "European Union,6 Sep 2006 c",
            [("PARTY_TO", "EU", "formal_confirmation")],
        ),
        # Participants that are no Member States.
        ('Participant,"Accession(a)"\n', "Cook Islands,4 Mar 2004 a", [("PARTY_TO", "COK", "accession")]),
        ('Participant,"Accession(a)"\n', "Holy See,25 Jan 2012 a", [("PARTY_TO", "VAT", "accession")]),
    ],
)
def test_an_act_is_what_its_column_says(tmp_path: Path, titles, line, expected):
    rows = read(tmp_path, titles, line)
    found = [(row.kind, row.cells["from"], row.cells.get("action", "")) for row in rows if row.cells.get("since")]
    assert sorted(found) == sorted(expected)


def test_a_protocol_supplements_the_convention_its_title_names_and_the_window_ends_with_the_snapshot(tmp_path: Path):
    rows = read(tmp_path, "Participant,Signature\n", "Albania,12 Dec 2000")
    assert [(r.cells["from"], r.cells["to"]) for r in rows if r.kind == "SUPPLEMENTS"] == [("TIP_PROTOCOL", "UNTOC")]
    assert {r.cells["until"] for r in rows if r.kind == "COVERS"} == {"2014-07-11"}


def test_four_of_the_179_parties_are_no_member_states(bundled: EmbeddedStore):
    with bundled.open() as reader:
        others = reader.run(
            "MATCH (p)-[r:PARTY_TO]->(:Treaty {id: 'UNTOC'}) WHERE r.since <= date('2014-06-09') "
            "AND NOT coalesce(p.un_member, false) RETURN p.id AS id ORDER BY id"
        ).rows
    assert others == [["COK"], ["EU"], ["NIU"], ["VAT"]]


def test_no_relationship_after_the_windows_end_means_unknown(bundled: EmbeddedStore):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (:Source {id: 'untc'})-[c:COVERS]->(t:Treaty) RETURN toString(c.until) AS until, count(t) AS n "
            "ORDER BY until"
        ).rows
    assert rows == [["2014-07-11", 10], ["2015-03-15", 31]]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1945-12-31", 51),  # nationsencyclopedia.com, Membership: charter members
        ("1965-01-01", 115),  # Cambridge membership chart: 114, without Indonesia, which had left for two years
        ("2002-11-30", 191),  # nationsencyclopedia.com
        ("2006-05-31", 191),  # encyclopedia.com
        ("2026-09-24", 193),
    ],
)
def test_the_days_of_admission_give_the_published_numbers_of_member_states(bundled: EmbeddedStore, day, members):
    with bundled.open() as reader:
        rows = reader.run(
            f"MATCH (s:State) WHERE s.un_member_from <= date('{day}') AND s.un_member_until > date('{day}') "
            "RETURN count(s) AS n"
        ).rows
    assert rows == [[members]]


def test_every_member_state_has_its_day_of_admission_and_every_treaty_its_day_of_adoption(bundled: EmbeddedStore):
    with bundled.open() as reader:
        undated = reader.run(
            "MATCH (n) WHERE (n:State AND n.un_member AND n.un_member_since IS NULL) "
            "OR (n:Treaty AND n.adopted IS NULL) RETURN n.id AS id"
        ).rows
    assert undated == []


def test_who_ratified_the_charter_before_its_entry_into_force_is_a_member_state_from_then_on(tmp_path: Path):
    (tmp_path / "treaties").mkdir()
    index = 'chapter_no,treaty_no,treaty_name\n1,1,"Charter. X, 26 June 1945"\n1,2,"Declarations. X, 24 October 1945"\n'
    (tmp_path / "index.csv").write_text(index, encoding="utf-8")
    charter = "Participant,Ratification\nArgentina,24 Sep 1945\nAustralia,1 Nov 1945\n"
    (tmp_path / "treaties" / "1-1.csv").write_text(charter, encoding="utf-8")
    resolutions = "Participant,Resolution,Date of Adoption\nAlbania,995 (X),14 Dec 1955\nSweden,34 (I),9 Nov 1946\n"
    (tmp_path / "treaties" / "1-2.csv").write_text(resolutions, encoding="utf-8")
    (folder,) = find_sources(["untc"])
    rows = load_upstream(folder, tmp_path, bundled_registers())["State"]
    found = {row.cells["id"]: row.cells["un_member_since"] for row in rows}
    assert found == {"ARG": "1945-10-24", "AUS": "1945-11-01", "ALB": "1955-12-14"}
