"""Acts of cooperation that treaties provide: what their texts say, and what nobody has read."""

from __future__ import annotations

import csv
import re

import pytest

from pactgraph.content import content_folder
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.embedded import EmbeddedStore

FOLDER = content_folder("loaders") / "treaty_texts"
REGISTERS = bundled_registers()


def rows(kind: str) -> list[dict[str, str]]:
    with (FOLDER / "facts" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PROVIDED = {(row["from"], row["to"], row["through"]): row for row in rows("PROVIDES")}


@pytest.mark.parametrize(
    ("treaty", "act", "through", "articles", "binding", "offences"),
    [
        ("UNTOC", "EXTRADITION", "", "16", "shall", "organized"),
        ("UNTOC", "MUTUAL_LEGAL_ASSISTANCE", "", "18", "shall", "organized"),
        ("UNTOC", "JOINT_INVESTIGATION", "", "19", "endeavour", "organized"),
        ("TIP_PROTOCOL", "EXTRADITION", "UNTOC", "1(2), 1(3)", "shall", "trafficking"),
        ("TIP_PROTOCOL", "RETURN_OF_VICTIMS", "", "8", "shall", "trafficking"),
        ("TIP_PROTOCOL", "PROTECTION_OF_VICTIMS", "", "6, 7", "shall", "trafficking"),
        ("SMUGGLING_PROTOCOL", "RETURN_OF_VICTIMS", "", "18", "shall", "related"),
        ("COE_CETS197", "RETURN_OF_VICTIMS", "", "16, 34(4)", "shall", "trafficking"),
        ("COE_CETS201_LANZAROTE", "EXTRADITION", "", "38(3)", "may", "related"),
        ("CRC_OPSC", "EXTRADITION", "", "5", "shall", "related"),
        ("CAT", "EXTRADITION", "", "8", "shall", "other"),
        ("UNCAC", "JOINT_INVESTIGATION", "", "49", "endeavour", "other"),
        ("ASEAN_ACTIP_2015", "MUTUAL_LEGAL_ASSISTANCE", "", "18", "shall", "trafficking"),
        ("SAARC_TRAFFICKING_2002", "MUTUAL_LEGAL_ASSISTANCE", "", "VI", "shall", "trafficking"),
        ("TRAFFIC_WOMEN_CHILDREN_1921_AMENDED", "EXTRADITION", "", "4", "shall", "trafficking"),
        ("ILO_C097", "LABOUR_MIGRATION_PROTECTION", "", "1, 2, 3, 6, 7, 10", "shall", ""),
        ("ILO_P029", "PROTECTION_OF_VICTIMS", "", "1(1), 3, 4", "shall", "trafficking"),
        ("ICRMW", "LABOUR_MIGRATION_PROTECTION", "", "64, 65, 66, 67", "shall", ""),
        ("OAS_TRAFFIC_MINORS_1994", "PROTECTION_OF_VICTIMS", "", "16", "shall", "trafficking"),
        ("SADC_EXTRADITION_2002", "EXTRADITION", "", "2", "shall", "any"),
        ("CIS_MINSK_1993", "MUTUAL_LEGAL_ASSISTANCE", "", "6", "shall", "any"),
        # Of their articles on assistance the headings only were at hand.
        ("ASEAN_MLAT_2004", "MUTUAL_LEGAL_ASSISTANCE", "", "1, 11, 13, 18, 20, 21, 22", "", "any"),
        ("SADC_MLA_2002", "MUTUAL_LEGAL_ASSISTANCE", "", "7, 19", "", "any"),
    ],
)
def test_what_a_text_says(treaty: str, act: str, through: str, articles: str, binding: str, offences: str):
    row = PROVIDED[treaty, act, through]
    assert (row["articles"], row["binding"], row["offences"]) == (articles, binding, offences)


@pytest.mark.parametrize(
    ("treaty", "act"),
    [
        # Its article 23(1) asks for penalties that can give rise to extradition, and grants none.
        ("COE_CETS197", "EXTRADITION"),
        # A convention that promises every assistance names no act.
        ("SLAVERY_CONV_1926_AMENDED_1953", "POLICE_COOPERATION"),
        ("COE_CETS197", "JOINT_INVESTIGATION"),
        # It promises that members cooperate (article 5), and names no act.
        ("ILO_P029", "POLICE_COOPERATION"),
        # Its article on the orderly return of migrant workers is not on victims.
        ("ICRMW", "RETURN_OF_VICTIMS"),
        # Its articles on the repatriation of domestic workers are not on victims.
        ("ILO_C189", "RETURN_OF_VICTIMS"),
    ],
)
def test_what_a_text_does_not_say(treaty: str, act: str):
    assert not [key for key in PROVIDED if key[:2] == (treaty, act)]


def test_which_texts_against_trafficking_were_read_whole():
    core = {key.id for key, entry in REGISTERS.entries.items() if key.label == "Treaty" and entry.row["core"] == "true"}
    whole = {row["to"] for row in rows("READ") if row["extent"] == "whole"}
    assert whole & core == {"TIP_PROTOCOL", "COE_CETS197"}
    assert {"UNTOC", "ILO_P029", "ILO_C029", "ILO_C105", "CRC_OPSC"} <= whole


def test_every_registered_treaty_was_read_or_is_named_as_not_read():
    read = [row["to"] for row in rows("READ")]
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    (unread,) = re.findall(r"```\n((?:[A-Z0-9_]+\n)+)```", readme)
    assert sorted([*read, *unread.split()]) == sorted(REGISTERS.ids("Treaty"))


def test_what_is_provided_was_read():
    assert {treaty for treaty, _, _ in PROVIDED} <= {row["to"] for row in rows("READ")}


def test_the_treaty_through_which_an_act_is_provided_provides_it_itself():
    through = {(by, act) for _, act, by in PROVIDED if by}
    assert {by for by, _ in through} == {"UNTOC"}
    assert through <= {(treaty, act) for treaty, act, by in PROVIDED if not by}


def test_an_act_without_offences_is_protection_of_workers():
    assert {act for (_, act, _), row in PROVIDED.items() if not row["offences"]} == {"LABOUR_MIGRATION_PROTECTION"}


def test_acts_name_topics_that_agreements_have_and_readmission_is_no_return_of_victims():
    known = set(bundled_schema().nodes["BilateralAgreement"].properties["topic"].values)
    named = {
        key.id: {topic for column in ("agreement_topics", "topics_to_read") for topic in entry.row[column].split("|")}
        for key, entry in REGISTERS.entries.items()
        if key.label == "Act"
    }
    assert list(named) == [
        "EXTRADITION",
        "MUTUAL_LEGAL_ASSISTANCE",
        "POLICE_COOPERATION",
        "JOINT_INVESTIGATION",
        "RETURN_OF_VICTIMS",
        "PROTECTION_OF_VICTIMS",
        "LABOUR_MIGRATION_PROTECTION",
    ]
    assert set().union(*named.values()) - {""} <= known
    assert "readmission" not in named["RETURN_OF_VICTIMS"]


def test_a_text_provides_from_the_adoption_of_the_treaty_for_good(bundled: EmbeddedStore):
    with bundled.open() as reader:
        found = reader.run(
            "MATCH (t:Treaty {id: 'TIP_PROTOCOL'})-[p:PROVIDES]->(a:Act {id: 'RETURN_OF_VICTIMS'}) "
            "RETURN toString(p.holds_from), toString(p.holds_until), a.name, toString(t.adopted)",
            {},
        ).rows
        acts = reader.run("MATCH (a:Act) RETURN count(a)", {}).rows
        topics = reader.run(
            "MATCH (a:Act {id: 'MUTUAL_LEGAL_ASSISTANCE'}) RETURN a.agreement_topics, a.topics_to_read", {}
        ).rows
    assert [list(row) for row in found] == [
        ["2000-11-15", "9999-12-31", "return and repatriation of victims", "2000-11-15"]
    ]
    assert [list(row) for row in acts] == [[7]]
    assert [list(row) for row in topics] == [[["mutual_legal_assistance"], ["trafficking"]]]
