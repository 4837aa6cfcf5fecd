"""Who is meant by a name: the UN's short forms, other lists' spellings, codes; and what is said where nobody is."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactgraph.errors import FactsError
from pactgraph.facts.records import Key
from pactgraph.facts.registers import (
    FILES,
    Entry,
    NamedAs,
    Registers,
    bundled_registers,
    load_registers,
    normalise,
    register_properties,
    registers_with,
)
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import find_sources, survey
from pactgraph.spelling import LIKE, likeness, slips
from pactgraph.stores.embedded import EmbeddedStore

REGISTERS = bundled_registers()
LOADERS = Path(__file__).parents[2] / "loaders"


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("VNM", "Viet Nam"),
        ("TUR", "Türkiye"),
        ("CPV", "Cabo Verde"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("KOR", "Republic of Korea"),
        ("COG", "Congo"),
        ("COD", "Democratic Republic of the Congo"),
        ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
        ("CIV", "Côte d'Ivoire"),
        ("SWZ", "Eswatini"),
        ("NRU", "Nauru"),
    ],
)
def test_a_state_is_shown_by_the_short_form_of_the_united_nations(id_: str, shown: str):
    assert REGISTERS.entries[Key("State", id_)].name == shown


@pytest.mark.parametrize(
    ("label", "typed", "id_"),
    [
        # common and former names
        ("State", "Vietnam", "VNM"),
        ("State", "Ivory Coast", "CIV"),
        ("State", "Cape Verde", "CPV"),
        ("State", "Burma", "MMR"),
        ("State", "Swaziland", "SWZ"),
        ("State", "North Korea", "PRK"),
        ("State", "Zaire", "COD"),
        # the World Bank
        ("State", "Korea, Dem. People's Rep.", "PRK"),
        ("State", "Korea, Rep.", "KOR"),
        ("State", "Congo, Dem. Rep.", "COD"),
        ("State", "Congo, Rep.", "COG"),
        ("State", "Venezuela, RB", "VEN"),
        ("State", "Micronesia, Fed. Sts.", "FSM"),
        # the United States, ISO, OCHA
        ("State", "Congo (Brazzaville)", "COG"),
        ("State", "Holy See (Vatican City)", "VAT"),
        ("State", "Korea, South", "KOR"),
        ("State", "Bolivia, Plurinational State of", "BOL"),
        ("State", "UK", "GBR"),
        ("State", "DPRK", "PRK"),
        # codes
        ("State", "NA", "NAM"),
        ("State", "gb", "GBR"),
        ("State", "M49 020", "AND"),
        ("State", "COW 20", "CAN"),
        ("State", "COW 260", "DEU"),
        # what could be several, and is one
        ("State", "Congo", "COG"),
        ("State", "Guinea", "GIN"),
        ("State", "Niger", "NER"),
        ("State", "Dominica", "DMA"),
        ("State", "Sudan", "SDN"),
        # treaties and bodies by their usual names
        ("Treaty", "Palermo Protocol", "TIP_PROTOCOL"),
        ("Treaty", "CRC", "CRC"),
        ("Treaty", "Istanbul Convention", "COE_CETS210_ISTANBUL"),
        ("Treaty", "XVIII-12-a", "TIP_PROTOCOL"),
        ("Treaty", "Convention on the Elimination of All Forms of Discrimination against Women", "CEDAW"),
        ("RegionalBody", "CPLP", "CPSC"),
        ("RegionalBody", "Arab League", "LOAS"),
        # an id is an id, also where it is another's acronym
        ("UNEntity", "ILC", "ILC"),
    ],
)
def test_a_name_is_known(label: str, typed: str, id_: str):
    assert REGISTERS.find(label, typed) == id_


@pytest.mark.parametrize(
    ("typed", "day", "id_"),
    [
        ("CS", "1990-01-01", "CSK"),
        ("CS", "2004-01-01", "SRB"),
        ("CS", "2010-01-01", None),
        ("Zaire", "1990-01-01", "COD"),
        ("Zaire", "2000-01-01", None),
        ("CSK", "1990-01-01", "CSK"),
        ("CSK", "2000-01-01", None),
        ("West Germany", "1975-01-01", "DEU"),
    ],
)
def test_an_alias_holds_in_its_time(typed: str, day: str, id_: str | None):
    assert REGISTERS.find("State", typed, dt.date.fromisoformat(day)) == id_


NORTH = "PRK (Democratic People's Republic of Korea)"
WHERE_TO_LOOK = "; ids and names are in graph/registers/ (states.csv, aliases.csv)"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Korea", f"; it is the name of several: KOR (Republic of Korea), {NORTH}; give the id"),
        ("CS", "; it is the name of several: CSK (Czechoslovakia), SRB (Serbia); give the id"),
        ("20", "; a number alone is no code: M49 020 is AND (Andorra) and COW 20 is CAN (Canada)"),
        ("004", "; a number alone is no code: M49 004 is AFG (Afghanistan)"),
        ("Korea, Dem Peoples Rep", f"; did you mean {NORTH}?"),
        ("Frnace", "; did you mean FRA (France)?"),
        ("Zambai", "; did you mean ZMB (Zambia)?"),
        ("Republik of Iraq", "; did you mean IRQ (Iraq)?"),
        ("Timorleste", "; did you mean TLS (Timor-Leste)?"),
        ("Cote dIvoire", "; did you mean CIV (Côte d'Ivoire)?"),
        ("Democratic Republc of Congo", "; did you mean COD (Democratic Republic of the Congo)?"),
        # two that are as like: a question that names both
        ("Nigera", "; did you mean NGA (Nigeria) or NER (Niger)?"),
        # shared words or letters are no likeness
        ("Korea, Dem. Republic", WHERE_TO_LOOK),
        ("Northern Korea Region", WHERE_TO_LOOK),
        ("UKR.", None),
        ("UX", WHERE_TO_LOOK),
        ("BHU", WHERE_TO_LOOK),
        ("Atlantis", WHERE_TO_LOOK),
        ("", WHERE_TO_LOOK),
    ],
)  # fmt: skip
def test_what_is_said_of_a_name_that_is_not_known(typed: str, hint: str | None):
    if hint is None:
        assert REGISTERS.find("State", typed) == "UKR"
    else:
        assert (REGISTERS.find("State", typed), REGISTERS.hint(["State"], typed)) == (None, hint)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("UNTOK", "UNTOC (Organized Crime Convention)"),
        ("TIP_PROTOKOL", "TIP_PROTOCOL (Trafficking in Persons Protocol)"),
        ("op_cedaw", "CEDAW_OP (Optional Protocol to CEDAW)"),
        ("Istambul Convention", "COE_CETS210_ISTANBUL (Istanbul Convention)"),
        ("ILO_C028", None),
        ("XVIII-12-x", None),
    ],
)
def test_what_is_said_of_a_treaty_that_is_not_known(typed: str, offered: str | None):
    assert REGISTERS.find("Treaty", typed) is None
    looked = "; ids and names are in graph/registers/ (treaties.csv, aliases.csv)"
    assert REGISTERS.hint(["Treaty"], typed) == (f"; did you mean {offered}?" if offered else looked)


NAMES = sorted({(key.id, name) for key, name in REGISTERS.names("State")})


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A State and one of its names with a letter left out, doubled or changed over."""
    id_, name = draw(st.sampled_from(NAMES))
    place = draw(st.integers(0, len(name) - 1))
    kind = draw(st.sampled_from(["out", "twice", "over"]))
    if kind == "out":
        return id_, name[:place] + name[place + 1 :]
    if kind == "twice":
        return id_, name[: place + 1] + name[place:]
    return id_, name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]


@given(slipped())
@settings(max_examples=400, deadline=None)
def test_a_slip_never_offers_another_state_unless_it_is_as_near(found: tuple[str, str]):
    id_, typed = found
    hint = REGISTERS.hint(["State"], typed)
    offered = re.findall(r"\b([A-Z]{3}) \(", hint) if "did you mean" in hint else []
    for other in offered:
        nearest = max(likeness(normalise(typed), name) for who, name in NAMES if who == other)
        assert nearest >= LIKE
        if other != id_:
            assert id_ in offered or nearest > max(
                likeness(normalise(typed), name) for who, name in NAMES if who == id_
            )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("republic of mali", "mali republic", True),
        ("timorleste", "timor leste", True),
        ("south korea", "north korea", False),
        ("korea", "south korea", False),
        ("austria", "australia", True),
        ("iran", "iraq", True),
        ("uk", "ua", False),
        ("c029", "c027", False),
        ("", "mali", False),
    ],
)
def test_likeness_is_of_words(one: str, other: str, alike: bool):
    assert (likeness(one, other) >= LIKE) == alike == (likeness(other, one) >= LIKE)


@pytest.mark.parametrize(
    ("word", "near"), [("statsu", ["status"]), ("fil", []), ("since", ["since"]), ("form", []), ("", [])]
)
def test_slips_of_single_words(word: str, near: list[str]):
    assert slips(word, ["status", "since", "fill", "until"]) == near


def test_codes_are_those_of_the_source_that_states_them_and_stay_its_own():
    with (LOADERS / "world_countries" / "facts" / "State.csv").open(encoding="utf-8", newline="") as file:
        stated = {row["id"]: (row["iso2"], row["m49"]) for row in csv.DictReader(file)}
    listed = {
        key.id: (entry.row["iso2"], entry.row["m49"])
        for key, entry in REGISTERS.entries.items()
        if key.label == "State" and entry.row["iso2"]
    }
    assert listed == stated
    namibia = register_properties(REGISTERS.entries[Key("State", "NAM")], frozenset({"name", "iso2", "m49"}))
    assert namibia == {"name": "Namibia"}
    assert REGISTERS.where("State", "iso2", "NA") == REGISTERS.where("State", "m49", "516") == "NAM"
    assert REGISTERS.where("State", "cow_code", "260") == "DEU"
    assert REGISTERS.where("State", "iso2", "") is None


def test_no_two_entries_share_a_name_unawares():
    shared = {
        (label, name)
        for label in ("State", "Treaty", "RegionalBody", "UNEntity")
        for _, name in REGISTERS.names(label)
        if len(REGISTERS.meanings(label, name)) > 1
    }
    assert shared == {("State", "cs"), ("State", "korea"), ("State", "cow 345")}, "345: Yugoslavia, then Serbia"


HEADER = "label,alias,id,valid_from,valid_to,source\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("State,Atlantis,ATL,,,usage\n", "graph/registers/aliases.csv row 2: State ATL is in no register"),
        ("State,Swiss,CHE,,,\n", "graph/registers/aliases.csv row 2 column source: empty"),
        ("Country,Swiss,CHE,,,usage\n", "row 2 column label: 'Country'; expected one of State, Treaty"),
        ("State,Swiss,CHE,soon,,usage\n", "row 2 columns valid_from, valid_to: "),
    ],
)
def test_a_wrong_alias_is_an_error(tmp_path: Path, rows: str, message: str):
    (tmp_path / "states.csv").write_text("id,name,status\nCHE,Switzerland,member\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(FactsError, match=re.escape(message)):
        load_registers(tmp_path)


@pytest.mark.parametrize(
    ("rows", "typed", "id_"),
    [
        ("label,alias,id,source\nState,Helvetia,CHE,my list\n", "Helvetia", "CHE"),
        ("label,alias,id,source\nState,Korea,KOR,my list\n", "Korea", "KOR"),  # settles what stands for several
        ("label,alias,id,source\nState,Vietnam,VNM,my list\n", "Vietnam", "VNM"),
    ],
)
def test_a_user_may_have_aliases_of_their_own(tmp_path: Path, rows: str, typed: str, id_: str):
    (tmp_path / "aliases.csv").write_text(rows, encoding="utf-8")
    assert registers_with(tmp_path).find("State", typed) == id_
    assert bundled_registers().find("State", "Helvetia") is None
    assert registers_with(None) is registers_with(tmp_path / "nothing") is bundled_registers()


def test_every_label_with_a_register_can_tell_its_aliases_and_no_facts_file_may_state_them():
    nodes = bundled_schema().nodes
    assert [label for label in FILES if "also_known_as" not in nodes[label].stored()] == []
    assert [label for label, declared in nodes.items() if "also_known_as" in declared.properties] == []


@pytest.mark.parametrize(
    ("label", "id_", "alias"),
    [
        ("Treaty", "TIP_PROTOCOL", "Palermo Protocol"),
        ("State", "CIV", "Ivory Coast"),
        ("State", "BEN", "Dahomey"),  # until 1977: a name to be found by on any day
        ("RegionalBody", "LOAS", "Arab League"),
    ],
)
def test_the_graph_tells_aliases_as_they_are_written(bundled: EmbeddedStore, label: str, id_: str, alias: str):
    with bundled.open() as reader:
        asked = f"MATCH (n:{label}) WHERE $alias IN n.also_known_as RETURN n.id AS id, n.also_known_as AS names"
        assert reader.run(asked, {"alias": alias}).rows == [[id_, REGISTERS.also_known_as(Key(label, id_))]]


def test_a_users_aliases_are_told_too_once_each(tmp_path: Path):
    rows = "label,alias,id,source\nState,Helvetia,CHE,my list\nState,Ivory Coast,CIV,my list\n"
    (tmp_path / "aliases.csv").write_text(rows, encoding="utf-8")
    registers = registers_with(tmp_path)
    assert "Helvetia" in registers.also_known_as(Key("State", "CHE"))
    assert registers.also_known_as(Key("State", "CIV")) == REGISTERS.also_known_as(Key("State", "CIV"))
    assert "Helvetia" not in REGISTERS.also_known_as(Key("State", "CHE"))


@pytest.mark.parametrize(
    ("file", "rows", "message"),
    [
        ("aliases.csv", "State,Congo,COD,my list", "row 2 column alias: 'Congo' is the name of COG, not of COD"),
        ("aliases.csv", "State,FRA,DEU,my list", "row 2 column alias: 'FRA' is the name of FRA, not of DEU"),
        ("aliases.csv", "State,Helvetia,,my list", "aliases.csv row 2 column id: empty"),
        ("same_agreements.csv", "A,A,why", "same_agreements.csv row 2 column same_as: 'A' is itself another agreement"),
        ("same_agreements.csv", "BLA-1108,B,why", "same_agreements.csv: BLA-1108 is settled in graph/registers/"),
    ],
)  # fmt: skip
def test_what_a_user_may_not_say(tmp_path: Path, file: str, rows: str, message: str):
    header = "label,alias,id,source\n" if file == "aliases.csv" else "id,same_as,reason\n"
    (tmp_path / file).write_text(f"{header}{rows}\n", encoding="utf-8")
    with pytest.raises(FactsError, match=re.escape(message)):
        registers_with(tmp_path)
    faults: list[str] = []
    assert registers_with(tmp_path, faults).find("State", "Congo") == "COG"
    assert len(faults) == 1


def test_a_users_alias_of_what_nobody_states_is_a_fault(tmp_path: Path):
    (tmp_path / "aliases.csv").write_text("label,alias,id,source\nTreaty,Made up,MY_TREATY,my list\n", encoding="utf-8")
    _, faults = survey(find_sources(["un_commissions"]), bundled_schema(), registers_with(tmp_path))
    assert [fault for fault in faults if "MY_TREATY" in fault] == [
        f"{tmp_path.name}/aliases.csv row 2 column id: 'MY_TREATY' is no Treaty; ids and names are in graph/registers/ "
        "(treaties.csv, aliases.csv)"
    ]


def test_an_identity_of_a_users_goes_on_to_where_the_bundled_ones_lead(tmp_path: Path):
    bundled = {"P": "R", "Q": ""}
    registers = Registers([], [], bundled).with_own([], {"MY": "R", **bundled}, [])
    assert registers.canonical(Key("BilateralAgreement", "MY")).id == "R"
    (tmp_path / "same_agreements.csv").write_text("id,same_as,reason\nMY-1,BLA-1108,my list\n", encoding="utf-8")
    found = registers_with(tmp_path).canonical(Key("BilateralAgreement", "MY-1"))
    assert found.id == bundled_registers().same_agreements["BLA-1108"] != ""


def test_require_says_whether_nobody_or_several_are_meant():
    made = Registers(
        [Entry(Key("State", id_), {"id": id_, "name": name}) for id_, name in (("AAA", "Aland"), ("BBB", "Beland"))],
        [NamedAs(Key("State", "AAA"), "Isle"), NamedAs(Key("State", "BBB"), "Isle")],
    )
    for typed, message in (
        (
            "Isle",
            "p.: 'Isle' is not clear (an alias may be added to aliases.csv); it is the name of several: AAA (Aland)",
        ),
        ("Belund", "p.: 'Belund' is in no register (an alias may be added to aliases.csv); did you mean BBB (Beland)?"),
    ):
        with pytest.raises(FactsError, match=re.escape(message)):
            made.require(("State",), typed, "p.")
