from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pactgraph.errors import FactsError
from pactgraph.facts.exchange import Row
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.sources import find_sources
from pactgraph.publishers.refresh import load_upstream
from pactgraph.stores.embedded import EmbeddedStore

HEAD = "#source=synthetic\n#asof=2025-04-10\n"


def read(tmp_path: Path, **files: str) -> list[Row]:
    """Read synthetic lists in the publisher's shape."""
    for name, text in files.items():
        (tmp_path / f"{name}.psv").write_text(text, encoding="utf-8", newline="\n")
    (folder,) = find_sources(["fedlex"])
    return [row for rows in load_upstream(folder, tmp_path, bundled_registers()).values() for row in rows]


def parties(rows: list[Row]) -> dict[str, Row]:
    return {row.cells["from"]: row for row in rows if row.kind == "PARTY_TO"}


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("TIP", "Pakistan|4.11.2022|B|4.12.2022", ("PAK", "accession", "2022-11-04", "2022-12-04")),
        # German and French names, with the asterisks of reservations.
        ("TIP", "Äthiopien* **|22.6.2012|B|22.7.2012", ("ETH", "accession", "2012-06-22", "2012-07-22")),
        ("TIP", "Côte d’Ivoire|25.10.2012|B|24.11.2012", ("CIV", "accession", "2012-10-25", "2012-11-24")),
        # Participants that are no Member States are what the registers say.
        ("TIP", "Europäische Union|6.9.2006||6.10.2006", ("EU", "unspecified", "2006-09-06", "2006-10-06")),
        ("TIP", "Palästina|29.12.2017|B|28.1.2018", ("PSE", "accession", "2017-12-29", "2018-01-28")),
        # An uncoded act is ratification, acceptance or approval; conventions of the ILO are ratified only.
        ("TIP", "Japan|11.7.2017||10.8.2017", ("JPN", "unspecified", "2017-07-11", "2017-08-10")),
        ("C029", "Albanien|25.6.1957||25.6.1958", ("ALB", "ratification", "1957-06-25", "1958-06-25")),
        ("TIP", "Montenegro|23.10.2006|N|3.6.2006", ("MNE", "succession", "2006-10-23", "2006-06-03")),
    ],
)
def test_a_line_is_read(tmp_path: Path, file, line, expected):
    (row,) = parties(read(tmp_path, **{file: HEAD + line + "\n"})).values()
    assert tuple(row.cells[name] for name in ("from", "action", "since", "in_force")) == expected


def test_territories_are_not_participants(tmp_path: Path):
    rows = read(tmp_path, TIP=HEAD + "China|8.2.2010|B|10.3.2010\n>Macau|8.2.2010||10.3.2010\n>Hongkong|1.1.2011||\n")
    assert list(parties(rows)) == ["CHN"]


def test_a_list_covers_its_day_and_the_days_before(tmp_path: Path):
    rows = read(tmp_path, TIP=HEAD + "China|8.2.2010|B|10.3.2010\n")
    (covers,) = (row.cells for row in rows if row.kind == "COVERS")
    assert {name: cell for name, cell in covers.items() if name != "locator"} == {
        "from": "fedlex",
        "to": "TIP_PROTOCOL",
        "until": "2025-04-11",
    }


@pytest.mark.parametrize(
    ("file", "head"),
    [("C105", HEAD), ("P029", HEAD), ("CRC", HEAD + "#partial=only rows after 2015\n"), ("TIP", HEAD + "#partial=x\n")],
)
def test_the_lists_of_the_ilo_lag_and_cut_lists_are_not_whole_so_their_silence_says_nothing(tmp_path: Path, file, head):
    assert not [row for row in read(tmp_path, **{file: head + "Chile|1.2.2003||1.2.2004\n"}) if row.kind == "COVERS"]


def test_slips_of_the_source_stay_as_stated_and_are_noted(tmp_path: Path):
    lines = [
        "Albanien|6.2.2007||1.6.2007",
        "Andorra|23.3.2011||1.7.2011",
        "Irland|13.7.2010||1.11.2010",
        "Frankreich*|9.2.2008||1.5.2008",
    ]
    found = parties(read(tmp_path, CETS197=HEAD + "\n".join(lines) + "\n"))
    assert (found["FRA"].cells["since"], found["FRA"].cells["in_force"]) == ("2008-02-09", "2008-05-01")
    assert [id_ for id_, row in found.items() if row.cells["note"]] == ["FRA"]


def test_who_acted_before_the_treaty_entered_into_force_is_no_slip(tmp_path: Path):
    lines = [
        "Uruguay|14.6.2012||5.9.2013",
        "Philippinen|5.9.2012||5.9.2013",
        "Italien|22.1.2013||22.1.2014",
        "Irland|28.8.2014||28.8.2015",
        "Guyana|9.8.2013||9.8.2014",
        "Deutschland|20.9.2012||20.9.2014",
    ]
    found = parties(read(tmp_path, C189=HEAD + "\n".join(lines) + "\n"))
    assert [id_ for id_, row in found.items() if row.cells["note"]] == ["DEU"]


def test_who_left_between_two_lists_ends_by_the_later_one(tmp_path: Path):
    rows = read(
        tmp_path,
        CETS210="#asof=2024-12-20\nAlbanien|4.2.2013||1.8.2014\n",
        CETS210_2019_extra="#asof=2019-06-06\nTürkei|14.3.2012||1.8.2014\n",
    )
    turkey = parties(rows)["TUR"].cells
    assert (turkey["since"], turkey["until"]) == ("2012-03-14", "2024-12-20")
    assert "no longer in the list" in turkey["note"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"TIP": HEAD + "Atlantis|1.1.2000||1.1.2001\n"}, "TIP.psv line 3: 'Atlantis' is in no register"),
        ({"TIP": HEAD + "China|31.2.2010||\n"}, "TIP.psv line 3: '31.2.2010' is no date"),
        ({"TIP": HEAD + "China||B|\n"}, "TIP.psv line 3: no day of the act"),
        ({"TIP": HEAD + "China|8.2.2010|X|\n"}, "TIP.psv line 3: the code 'X' is not known"),
        ({"TIP": "China|8.2.2010|B|\n"}, "TIP.psv: no line #asof="),
        ({"C999": HEAD + "China|8.2.2010|B|\n"}, "C999.psv: no treaty is known"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, files, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        read(tmp_path, **files)


def test_the_full_lists_give_the_committed_facts(unchanged):
    assert unchanged("fedlex", "upstream/fedlex") == []


def test_pakistans_accession_is_visible_and_counts_from_its_day(bundled: EmbeddedStore):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (:State {id: 'PAK'})-[p:PARTY_TO]->(:Treaty {id: 'TIP_PROTOCOL'}) "
            "RETURN p.since AS since, p.action AS action, p.sources AS sources"
        ).rows
    assert [(since, action) for since, action, _ in rows] == [(dt.date(2022, 11, 4), "accession")]


def test_every_party_of_the_depositarys_tables_is_in_the_full_lists():
    """Why these lists are trusted on their day: they miss none of the parties the depositary had by 2014."""
    pairs = {}
    for source in ("untc", "fedlex"):
        (folder,) = find_sources([source])
        text = (folder.path / "facts" / "PARTY_TO.csv").read_text(encoding="utf-8")
        pairs[source] = {tuple(line.split(",")[:2]) for line in text.splitlines()[1:]}
    for treaty, parties_2014 in {"TIP_PROTOCOL": 159, "UNTOC": 179, "SMUGGLING_PROTOCOL": 138, "UNCAC": 171}.items():
        depositary = {pair for pair in pairs["untc"] if pair[1] == treaty}
        assert len(depositary) == parties_2014
        assert depositary <= pairs["fedlex"]


def test_the_ilos_lists_lag_behind_ratifications_of_years_before():
    """Four States that ratified before the lists' day are in none, which is why these lists cover nothing."""
    (folder,) = find_sources(["fedlex"])
    text = (folder.path / "facts" / "PARTY_TO.csv").read_text(encoding="utf-8")
    pairs = {tuple(line.split(",")[:2]) for line in text.splitlines()}
    late = {("JPN", "ILO_C105"), ("CAN", "ILO_C138"), ("IND", "ILO_C182"), ("TGO", "ILO_C182")}
    assert not late & pairs
    covered = (folder.path / "facts" / "COVERS.csv").read_text(encoding="utf-8")
    assert "ILO_" not in covered
