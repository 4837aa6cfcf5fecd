"""One agreement in two registers: found by parties, topic and day; settled by the register; one node in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_consolidate import SOURCES

from pactgraph.building import prepare
from pactgraph.errors import FactsError
from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.identities import coincidences, proposals, strangers, unsettled
from pactgraph.facts.records import Claim, Key, Node, Place, Records
from pactgraph.facts.registers import Registers, bundled_registers, load_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import find_sources, read_sources


def agreement(records, speaker, id_, *parties, signed="2001-02-03", topic="extradition", by=""):
    """Add a synthetic agreement and who concluded it."""
    place = Place(SYNTHETIC, 2)
    days = {"signed": PartialDate.parse(signed)} if signed else {}
    key = Key("BilateralAgreement", id_)
    records.nodes.append(Node(key, {"title": id_, "topic": topic, **days}, speaker, f"place of {id_}", place))
    dated = {"since": PartialDate.parse(signed)} if signed else {}
    bound = {"concluded_by": PartialDate.parse(by)} if by else {}
    for party in parties:
        state = Key("State", party)
        records.claims.append(Claim("CONCLUDED", state, key, {**dated, **bound}, speaker, f"place of {id_}", place))


SYNTHETIC = Path("s/facts/CONCLUDED.csv")
BOTH = ("AAA", "BBB")


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("page", "P", *BOTH), 1),
        (("page", "P", "BBB", "AAA"), 1),
        (("register", "P", *BOTH), 0),  # one source may list two agreements of one day
        (("page", "P", "AAA", "CCC"), 0),
        (("page", "P", "AAA", "BBB", "CCC"), 0),
    ],
)
def test_same_parties_topic_and_day_in_two_sources_coincide(second, expected):
    records = Records()
    agreement(records, "register", "R", *BOTH)
    agreement(records, *second)
    assert len(coincidences(records, SOURCES)) == expected


@pytest.mark.parametrize(
    "cells", [{"signed": "2001-02-04"}, {"signed": "2001"}, {"signed": ""}, {"topic": "readmission"}]
)
def test_another_day_no_day_or_another_topic_is_no_coincidence(cells):
    records = Records()
    agreement(records, "register", "R", *BOTH)
    agreement(records, "page", "P", *BOTH, **cells)
    assert coincidences(records, SOURCES) == []


@pytest.mark.parametrize(
    ("same", "left"), [({}, ["R", "P"]), ({"P": "R"}, []), ({"P": ""}, []), ({"Q": "R"}, ["R", "P"])]
)
def test_a_coincidence_is_settled_by_one_register_row(same, left):
    records = Records()
    agreement(records, "page", "P", *BOTH)
    agreement(records, "register", "R", *BOTH)
    (found,) = coincidences(records, SOURCES)
    assert [node.key.id for node in unsettled(found, Registers([], [], same))] == left


@pytest.mark.parametrize(
    ("mine", "own", "proposed"),
    [
        ({}, (), True),  # the same day: whoever lists it
        ({}, ("page",), True),
        ({"signed": ""}, (), False),  # no day: only of sources of one's own
        ({"signed": ""}, ("page",), True),
        ({"signed": ""}, ("register",), True),
        ({"signed": "2001"}, ("page",), True),
        ({"signed": "2001-02"}, ("page",), True),
        ({"signed": "2002"}, ("page",), False),
        ({"signed": "2001-02-04"}, ("page",), False),
        ({"signed": "", "topic": ""}, ("page",), True),
        ({"signed": "", "topic": "readmission"}, ("page",), False),
    ],
)
def test_what_may_be_one_is_proposed_from_the_weaker_source_to_the_stronger(mine, own, proposed):
    records = Records()
    agreement(records, "register", "R", *BOTH)
    agreement(records, "page", "P", *BOTH, **mine)
    found = proposals(records, SOURCES, Registers([]), own)
    assert [(one.id, one.same_as, one.title, one.other_title) for one in found] == [("P", "R", "P", "R")] * proposed
    assert proposals(records, SOURCES, Registers([], [], {"P": "R"}), own) == []
    assert proposals(records, SOURCES, Registers([], [], {"P": ""}), own) == []


def test_agreements_with_others_are_not_proposed():
    records = Records()
    agreement(records, "register", "R", *BOTH)
    agreement(records, "page", "P", "AAA", "CCC", signed="")
    assert proposals(records, SOURCES, Registers([]), ("page",)) == []


def test_an_identity_of_an_agreement_that_nobody_states_is_a_fault():
    records = Records()
    agreement(records, "register", "R", *BOTH)
    agreement(records, "page", "P", *BOTH)
    assert strangers(records, Registers([], [], {"P": "R"})) == []
    assert strangers(records, Registers([], [], {"P": "S", "Q": ""})) == [
        "same_agreements.csv: Q is no agreement that a source states; mend the row",
        "same_agreements.csv: S is no agreement that a source states; mend the row",
    ]


def test_the_graph_has_one_agreement_with_the_places_of_both_and_counts_need_no_distinct():
    records = Records()
    agreement(records, "page", "P", *BOTH, signed="2001-02-05")
    agreement(records, "register", "R", *BOTH)
    graph = consolidate(records, SOURCES, bundled_schema(), Registers([], [], {"P": "R"}), "run")
    (node,) = [n for n in graph.nodes if n.key.label == "BilateralAgreement"]
    assert node.key.id == "R"
    assert node.properties["other_ids"] == ["P"]
    assert node.properties["sources"] == ["register", "page"]
    assert node.properties["locators"] == ["place of R", "place of P"]
    assert len(graph.relationships) == 2
    for relationship in graph.relationships:
        assert relationship.properties["sources"] == ["register", "page"]
        assert relationship.properties["stated_since"] == ["2001-02-03", "2001-02-05"]
        assert "differ on since" in str(relationship.properties.get("dispute"))


def test_a_year_takes_the_day_of_another_source_that_agrees():
    records = Records()
    agreement(records, "register", "R", *BOTH, signed="2001")
    agreement(records, "page", "P", *BOTH, signed="2001-02-05")
    graph = consolidate(records, SOURCES, bundled_schema(), Registers([], [], {"P": "R"}), "run")
    found = graph.relationships[0].properties
    assert (str(found["since"]), found["since_precision"], found["disputed"]) == ("2001-02-05", "day", False)


@pytest.mark.parametrize(
    ("signed", "by", "since", "precision"),
    [
        ("", "2018-11-28", "2018-11-28", "not_after"),
        ("", "2014-09", "2014-09-30", "not_after"),
        ("2001-02-03", "2018-11-28", "2001-02-03", "day"),
        ("", "", "None", "None"),
    ],
)
def test_without_a_day_of_signature_an_agreement_counts_from_the_day_by_which_it_was_concluded(
    signed, by, since, precision
):
    records = Records()
    agreement(records, "register", "R", *BOTH, signed=signed, by=by)
    graph = consolidate(records, SOURCES, bundled_schema(), Registers([], []), "run")
    found = graph.relationships[0].properties
    assert (str(found.get("since")), str(found.get("since_precision"))) == (since, precision)
    assert found["stated_since"] == [signed]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("A,B,why\nA,C,why\n", "row 3: A stands twice"),
        ("A,B,\n", "row 2 column reason: empty"),
        ("A,B,why\nB,C,why\n", "row 2 column same_as: 'B' is itself another agreement"),
        ("A,A,why\n", "row 2 column same_as: 'A' is itself another agreement"),
    ],
)
def test_a_wrong_register_of_identities_is_an_error(tmp_path, rows, message):
    (tmp_path / "aliases.csv").write_text("label,alias,id,valid_from,valid_to\n", encoding="utf-8")
    (tmp_path / "same_agreements.csv").write_text("id,same_as,reason\n" + rows, encoding="utf-8")
    with pytest.raises(FactsError, match=message):
        load_registers(tmp_path)


def test_a_treaty_asked_of_a_body_that_is_in_no_register_is_an_error(tmp_path):
    (tmp_path / "aliases.csv").write_text("label,alias,id,valid_from,valid_to\n", encoding="utf-8")
    (tmp_path / "treaties.csv").write_text("id,name,asked_of\nT,Treaty,B|C\n", encoding="utf-8")
    (tmp_path / "bodies.csv").write_text("id,name\nB,Body\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"treaties\.csv row 2 column asked_of: 'C' is in no register of bodies"):
        load_registers(tmp_path)


def test_the_register_settles_every_coincidence_of_the_bundled_sources_and_names_only_agreements_there_are():
    folders = find_sources()
    records = read_sources(folders, bundled_schema(), bundled_registers())
    sources = {folder.source.id: folder.source for folder in folders}
    found = coincidences(records, sources)
    assert len(found) >= 36
    assert [c for c in found if unsettled(c, bundled_registers())] == []
    stated = {node.key.id for node in records.nodes if node.key.label == "BilateralAgreement"}
    same = bundled_registers().same_agreements
    assert {*same, *filter(None, same.values())} <= stated


def test_each_identity_goes_from_the_weaker_source_to_the_stronger():
    kept = {n.key.id: n for n in prepare().graph.nodes if n.key.label == "BilateralAgreement"}
    same = bundled_registers().same_agreements
    for id_, other in same.items():
        if other:
            assert id_ not in kept
            assert id_ in kept[other].properties["other_ids"]
