from __future__ import annotations

import csv
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


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Lybien", "LBY"),
        ("Serbien und Montenegro", "SRB"),
        ("Korea (Nord)", "PRK"),
        ("Korea (Süd-)", "KOR"),
        ("Mazedonien", "MKD"),
        ("Swasiland", "SWZ"),
        ("Chinesisches Taipei (Taiwan)", "TWN"),
        ("Taiwan (Chinesisches Taipeh)", "TWN"),
    ],
)
def test_names_of_former_times_and_slips_of_the_pen_are_known(tmp_path: Path, name, id_):
    assert list(parties(read(tmp_path, ICCPR=f"{HEAD}{name}|14.9.1981|B|14.12.1981\n"))) == [id_]


@pytest.mark.parametrize(
    ("indented", "expected"),
    [
        (">Macau|8.2.2010||10.3.2010", []),
        (">Hongkong|6.6.1997|B|1.7.1997", []),
        # A State that the State above extended its act to has no act of its own; one that acceded itself has.
        (">Niue|10.1.1985||9.2.1985", []),
        (">Niue|20.12.1995|B|19.1.1996|printed indented under Neuseeland, with its own accession", ["NIU"]),
        (">Cook-Inseln|8.5.2009|B|7.6.2009", ["COK"]),
    ],
)
def test_indented_rows_are_territories_unless_a_state_joined_itself(tmp_path: Path, indented, expected):
    rows = read(tmp_path, CRC=f"{HEAD}Neuseeland|6.4.1993||6.5.1993\n{indented}\n")
    assert list(parties(rows)) == ["NZL", *expected]


def test_a_state_without_a_day_that_heads_its_territories_is_no_party(tmp_path: Path):
    rows = read(tmp_path, ICCPR=HEAD + "#undated=China (row printed without dates)\n>Macau|3.12.1999||20.12.1999\n")
    assert parties(rows) == {}


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        # The day of two other treaties; the depositary has no act.
        ("OPCAT", "Pakistan|5.7.2011||4.8.2011", []),
        ("OPCAT", "Pakistan|5.7.2026||4.8.2026", [("PAK", "2026-07-05", "")]),
        ("CRPD", "Pakistan|5.7.2011||4.8.2011", [("PAK", "2011-07-05", "")]),
        # The United Arab Republic.
        (
            "SLAVERY_SUPPLEMENTARY_1956",
            "Vereinigte Arabische Emirate|17.4.1958|B|17.4.1958",
            [("EGY", "1958-04-17", "printed as the United Arab Emirates")],
        ),
        (
            "SLAVERY_SUPPLEMENTARY_1956",
            "Vereinigte Arabische Emirate|1.2.2026|B|1.2.2026",
            [("ARE", "2026-02-01", "")],
        ),
        # Australia stands without a day and heads its states, which have one.
        (
            "C138",
            ">Bundesstaaten Australiens und Territorien Australiens auf dem Kontinent|13.6.2023||13.6.2024",
            [("AUS", "2023-06-13", "printed for the states and mainland territories")],
        ),
        # A code that no legend explains.
        ("CAT", "Lesotho|12.11.2001|U|12.12.2001", [("LSO", "2001-11-12", "")]),
    ],
)
def test_rows_that_cannot_mean_what_they_print(tmp_path: Path, file, line, expected):
    found = parties(read(tmp_path, **{file: HEAD + line + "\n"}))
    assert [(id_, row.cells["since"]) for id_, row in found.items()] == [(id_, since) for id_, since, _ in expected]
    for id_, _, note in expected:
        assert found[id_].cells["note"].startswith(note)
        assert bool(found[id_].cells["note"]) == bool(note)


@pytest.mark.parametrize(
    "file",
    [
        "REFUGEE_CONV_1951",
        "SLAVERY_CONV_1926",
        "TRAFFIC_WOMEN_CHILDREN_1921",
        "TRAFFIC_WOMEN_FULL_AGE_1933",
        "WHITE_SLAVE_TRAFFIC_1904",
        "WHITE_SLAVE_TRAFFIC_1910",
    ],
)
def test_lists_that_mix_a_treaty_with_its_amended_form_or_are_old_are_not_loaded(tmp_path: Path, file):
    rows = read(tmp_path, TIP=HEAD + "China|8.2.2010|B|10.3.2010\n", **{file: HEAD + "Ungarn|14.3.1989|B|12.6.1989\n"})
    assert {row.cells["to"] for row in rows} == {"TIP_PROTOCOL"}


@pytest.mark.parametrize(
    ("file", "head", "treaty", "note"),
    [
        ("TIP", HEAD, "TIP_PROTOCOL", ""),
        ("C105", HEAD, "ILO_C105", ""),
        ("CRC", HEAD + "#partial=only rows after 2015\n", "CRC", "cut: only rows after 2015"),
    ],
)
def test_every_list_says_which_day_it_speaks_of_whole_or_not(tmp_path: Path, file, head, treaty, note):
    rows = read(tmp_path, **{file: head + "Chile|1.2.2003||1.2.2004\n"})
    (covers,) = (row.cells for row in rows if row.kind == "COVERS")
    assert {name: cell for name, cell in covers.items() if name != "locator" and cell} == {
        "from": "fedlex",
        "to": treaty,
        "until": "2025-04-11",
        **({"note": note} if note else {}),
    }


def test_what_an_earlier_list_had_makes_no_second_list_of_the_treaty(tmp_path: Path):
    rows = read(
        tmp_path,
        CETS210="#asof=2024-12-20\nAlbanien|4.2.2013||1.8.2014\n",
        CETS210_2019_extra="#asof=2019-06-06\nTürkei|14.3.2012||1.8.2014\n",
    )
    assert [row.cells["until"] for row in rows if row.kind == "COVERS"] == ["2024-12-21"]


@pytest.mark.parametrize(
    ("file", "usual", "odd"),
    [
        # The interval of each treaty: 30 days, 90 days, one or three months, none, the month after 60 days.
        ("CAT", ["Albanien|11.5.1994|B|10.6.1994", "Chile|30.9.1988||30.10.1988"], "Kasachstan|26.8.1998||25.10.1998"),
        ("GENOCIDE_1948", ["Ghana|24.12.1958|B|24.3.1959", "Irak|20.1.1959|B|20.4.1959"], "Peru|24.2.1960||14.5.1960"),
        ("CRC_OPAC", ["Tschad|28.8.2002||28.9.2002", "Chile|31.7.2003||31.8.2003"], "Brasilien|27.1.2004||26.2.2004"),
        ("ICCPR", ["Japan|21.6.1979||21.9.1979", "Irland|30.11.1989||28.2.1990"], "Belgien|21.4.1983||21.6.1983"),
        (
            "REFUGEE_PROTOCOL_1967",
            ["Iran|28.7.1976||28.7.1976", "Peru|15.9.1983||15.9.1983"],
            "Fidschi|12.6.1972||10.10.1970",
        ),
        ("ROME_STATUTE", ["Chile|29.6.2009||1.9.2009", "Japan|17.7.2007||1.10.2007"], "Irland|11.4.2002||1.8.2002"),
    ],
)
def test_an_entry_into_force_that_does_not_follow_is_found_by_the_lists_own_interval(tmp_path: Path, file, usual, odd):
    found = parties(read(tmp_path, **{file: HEAD + "\n".join([*usual, odd]) + "\n"}))
    assert [bool(row.cells["note"]) for row in found.values()] == [False, False, True]


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


def test_who_left_between_two_lists_ended_on_a_day_between_them(tmp_path: Path):
    rows = read(
        tmp_path,
        CETS210="#asof=2024-12-20\nAlbanien|4.2.2013||1.8.2014\n",
        CETS210_2019_extra="#asof=2019-06-06\nTürkei|14.3.2012||1.8.2014\n",
    )
    turkey = parties(rows)["TUR"].cells
    assert (turkey["since"], turkey["until"]) == ("2012-03-14", "[2019-06-07..2024-12-20]")
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
    both = {treaty for _, treaty in pairs["untc"]} & {treaty for _, treaty in pairs["fedlex"]}
    assert {pair for pair in pairs["untc"] if pair[1] in both} - pairs["fedlex"] == {
        # Left out, see the exceptions.
        ("SMR", "CEDAW"),
        ("NAM", "REFUGEE_PROTOCOL_1967"),
        ("HUN", "ROME_STATUTE"),
        # Left.
        ("BDI", "ROME_STATUTE"),
        ("PHL", "ROME_STATUTE"),
        ("MDG", "STATELESS_1954"),
    }


def test_the_ilos_lists_lag_behind_ratifications_of_years_before():
    """Two States that ratified before the list's day are not in it, which is why these lists have no check."""
    (folder,) = find_sources(["fedlex"])
    text = (folder.path / "facts" / "PARTY_TO.csv").read_text(encoding="utf-8")
    pairs = {tuple(line.split(",")[:2]) for line in text.splitlines()}
    late = {("IND", "ILO_C182"), ("TGO", "ILO_C182")}
    assert not late & pairs


def test_every_list_but_those_of_the_ilo_has_a_check_of_its_own_day():
    (folder,) = find_sources(["fedlex"])
    with (folder.path / "facts" / "COVERS.csv").open(encoding="utf-8", newline="") as file:
        days = {row["to"]: dt.date.fromisoformat(row["until"]) - dt.timedelta(days=1) for row in csv.DictReader(file)}
    checked = {treaty: check.day for treaty, check in folder.source.checks.items()}
    assert {treaty: day for treaty, day in days.items() if not treaty.startswith("ILO_")} == checked
    assert len(days) - len(checked) == 7


def test_a_party_of_an_ilo_convention_is_known_up_to_the_day_of_its_list(bundled: EmbeddedStore):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (:State {id: 'FRA'})-[s:STANDING {answer: 'party'}]->(t:Treaty) "
            "WHERE t.id IN ['ILO_C182', 'ILO_P029'] RETURN t.id, s.known_until ORDER BY t.id"
        ).rows
        (unknown,) = reader.run(
            "MATCH (:State {id: 'IND'})-[s:STANDING]->(:Treaty {id: 'ILO_C182'}) RETURN s.answer, s.known_until"
        ).rows
    assert rows == [["ILO_C182", dt.date(2023, 9, 7)], ["ILO_P029", dt.date(2026, 9, 24)]]
    assert unknown == ["unknown", None]


@pytest.mark.parametrize(
    ("state", "treaty", "day", "answer"),
    [
        # Left out by the list although it is a party: excepted.
        ("SMR", "CEDAW", "2024-01-01", "party"),
        ("NAM", "REFUGEE_PROTOCOL_1967", "2024-01-01", "party"),
        ("BTN", "UNCAC", "2024-04-05", "party"),
        # Left out on a day on which the withdrawal had not taken effect.
        ("HUN", "ROME_STATUTE", "2026-06-01", "party"),
        ("HUN", "ROME_STATUTE", "2026-06-02", "withdrawn"),
        # Had left before: no dispute, since a source says when.
        ("BDI", "ROME_STATUTE", "2026-05-22", "withdrawn"),
        ("PHL", "ROME_STATUTE", "2026-05-22", "withdrawn"),
        ("MDG", "STATELESS_1954", "2014-06-09", "withdrawn"),
        # Slips of the list.
        ("PAK", "OPCAT", "2026-04-13", "not party"),
        ("ARE", "SLAVERY_SUPPLEMENTARY_1956", "2021-09-22", "not party"),
        ("EGY", "SLAVERY_SUPPLEMENTARY_1956", "2021-09-22", "party"),
        # News.
        ("ARM", "ROME_STATUTE", "2023-11-14", "party"),
        ("CHN", "FIREARMS_PROTOCOL", "2024-01-01", "party"),
        ("USA", "CRC", "2026-05-07", "signatory"),
    ],
)
def test_what_the_newer_lists_make_known(bundled: EmbeddedStore, state, treaty, day, answer):
    with bundled.open() as reader:
        rows = reader.run(
            "MATCH (:State {id: $state})-[s:STANDING]->(:Treaty {id: $treaty}) "
            "WHERE s.holds_from <= date($day) AND s.holds_until > date($day) RETURN s.answer",
            {"state": state, "treaty": treaty, "day": day},
        ).rows
    assert [found for (found,) in rows] == [answer]
