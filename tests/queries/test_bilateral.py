"""The questions on bilateral agreements, on rows of the bundled facts that are known from their sources."""

from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, find_query
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2026, 3, 10)
IN_WINDOW, BEFORE, AFTER = "2026-03-10", "2014-06-09", "2026-04-01"


@pytest.fixture(scope="module")
def rows(bundled: EmbeddedStore):
    """Ask a question of the catalogue; its rows by column, and its denominator."""

    def run(name, **given):
        with bundled.open() as reader:
            result = ask(reader, find_query(name), given, DAY, bundled_registers())
        return list(result.answer.records()), result.denominator

    return run


def test_silence_on_a_state_counts_by_topic(bundled: EmbeddedStore):
    with bundled.open() as reader:
        found = reader.run("MATCH (:Source)-[c:COVERS]->(s:State) RETURN s.id, c.topic ORDER BY c.topic").rows
    topics = ["extradition", "mutual_legal_assistance", "police_cooperation", "transfer_of_sentenced_persons"]
    assert found == [["CHE", topic] for topic in topics]


@pytest.mark.parametrize(
    ("topic", "day", "none_recorded"),
    [
        ("extradition", IN_WINDOW, {("CHE", "ITA"), ("CHE", "LIE")}),
        (
            "transfer_of_sentenced_persons",
            IN_WINDOW,
            {("AUT", "CHE"), ("CHE", "FRA"), ("CHE", "DEU"), ("CHE", "ITA"), ("CHE", "LIE")},
        ),
        ("police_cooperation", IN_WINDOW, set()),  # Switzerland has one with each neighbour
        ("extradition", BEFORE, set()),  # a list of what is in force proves no absence before
        ("extradition", AFTER, {("CHE", "ITA"), ("CHE", "LIE")}),  # its word stands, with its day
        ("readmission", IN_WINDOW, set()),  # found by titles: covers nothing
        ("", IN_WINDOW, set()),  # four topics are not all topics
    ],
)
def test_neighbours_without_agreement_are_unknown_outside_the_window_and_topics(rows, topic, day, none_recorded):
    found, (pairs, _) = rows("neighbours-without-agreement", topic=topic, as_of=day)
    assert pairs == (312 if day == BEFORE else 315)  # three borders stand in a dataset of a later day alone
    assert {(r["id"], r["other"]) for r in found if r["answer"] == "none recorded"} == none_recorded
    assert {r["answer"] for r in found if not r["registers"]} == {"unknown"}
    assert all(r["registers"] == ["switzerland_sr"] for r in found if r["answer"] == "none recorded")
    assert len({(r["id"], r["other"]) for r in found}) == len(found)


@pytest.mark.parametrize(
    ("topic", "day", "linked"),
    [
        ("extradition", "2001-09-04", True),
        # Brazil and Argentina: transfer of prisoners signed on 1998-09-11.
        ("transfer_of_sentenced_persons", "1998-09-10", False),
        ("transfer_of_sentenced_persons", "1998-09-11", True),
    ],
)
def test_an_agreement_counts_from_the_day_of_signature(rows, topic, day, linked):
    found, _ = rows("neighbours-without-agreement", topic=topic, as_of=day)
    assert (("ARG", "BRA") not in {(r["id"], r["other"]) for r in found}) == linked


@pytest.mark.parametrize(("day", "linked"), [("2000-01-23", False), ("2000-01-24", True)])
def test_an_agreement_known_by_its_law_only_counts_from_the_law(bundled: EmbeddedStore, day, linked):
    """Uruguay and Chile, extradition: approved by law 17226 of 2000-01-24; the day of signature is not given."""
    with bundled.open() as reader:
        (found,) = reader.run(
            "MATCH (:State {id: 'CHL'})-[r:CONCLUDED]->(:BilateralAgreement {id: 'UY-ley-17226'})"
            " RETURN r.since <= date($day), r.since_precision, r.stated_since",
            {"day": day},
        ).rows
    assert found == [linked, "not_after", [""]]


def test_a_bound_is_not_shown_as_a_day(rows):
    found, _ = rows("shared-agreements", state="URY", other="CHL", as_of="2014-06-09")
    (law,) = [r for r in found if r["id"] == "UY-ley-17226"]
    assert law["since_state"] == law["since_other"] == ""


def test_agreements_on_trafficking_say_why_they_are_listed(rows):
    found, (known, _) = rows("agreements-on-trafficking", as_of="2026-03-10")
    why = {r["id"]: r["why"] for r in found}
    assert why["BR-11034"] == why["AR-LEY-27402"] == why["PG-VNM-KHM-2005"] == "about it"
    assert why["CH-cc-2017-442"] == "names it"
    # Smuggling of migrants, and what a cabinet only approved for signing.
    assert not {"BR-6551", "BR-9968", "PG-THA-MMR-2019", "PG-IND-BGD-2015", "PG-IND-ARE"} & why.keys()
    assert list(why.values()).count("about it") == 62
    assert known >= len(found)
    (laos,) = [r for r in found if r["id"] == "PG-THA-LAO-2005"]
    assert (laos["parties"], laos["signed"]) == (["LAO", "THA"], "2005-07-13")


@pytest.mark.parametrize(("day", "there"), [("2005-07-12", False), ("2005-07-13", True)])
def test_agreements_on_trafficking_are_those_signed_by_the_day(rows, day, there):
    found, _ = rows("agreements-on-trafficking", state="Thailand", as_of=day)
    assert ("PG-THA-LAO-2005" in {r["id"] for r in found}) == there


def test_agreements_in_two_registers_stand_once_with_both_places(rows):
    found, _ = rows("agreements-in-two-registers")
    by_id = {r["id"]: r for r in found}
    assert len(found) == len(by_id) == 48
    # A page that says only what an agreement is for lists it not.
    assert "BT-USA-GHA-2015" not in by_id
    assert "PG-MLI-SEN" in by_id
    swiss = by_id["CH-cc-2013-96"]
    assert swiss["other_ids"] == ["AR-LEY-26781"]
    assert swiss["sources"] == ["switzerland_sr", "argentina_infoleg"]
    assert len(swiss["locators"]) == 2
    assert [r["id"] for r in found if r["dispute"]] == ["CH-cc-53-179_179_"]


def test_an_agreement_in_two_registers_is_counted_once(rows):
    found, _ = rows("bilateral-partners", state="CHE", topic="mutual_legal_assistance")
    (argentina,) = [r for r in found if r["partner"] == "ARG"]
    assert (argentina["agreements"], argentina["ids"]) == (1, ["CH-cc-2013-96"])


def test_decades_and_topics_add_up_to_all_agreements(rows):
    found, (total, _) = rows("agreements-by-decade")
    assert sum(r["agreements"] for r in found) == total
    counted = {(r["topic"], r["decade"]): r["agreements"] for r in found}
    # Without those that were only prepared: IND-BHR, TUR-BLR, TUR-UKR, CIV-GHA, MERCOSUR.
    assert counted["trafficking", None] == 26
    assert counted["extradition", 1790] == 1  # the Jay Treaty
    assert all(r["decade"] is None or r["decade"] % 10 == 0 for r in found)
    brazil, (of_brazil, _) = rows("agreements-by-decade", state="BRA")
    assert sum(r["agreements"] for r in brazil) == of_brazil < total


def test_protections_are_counted_out_of_the_coded_agreements(rows):
    found, (coded, _) = rows("labour-protections")
    assert coded == 564
    assert {r["provision"]: r["agreements"] for r in found} == {
        "requires a contract": 238,
        "says who may recruit": 230,
        "complaints procedure": 118,
        "workers pay no recruitment fees": 90,
        "work is monitored": 37,
        "travel documents are not taken away": 20,
    }


@pytest.mark.parametrize(
    ("topic", "day"), [("extradition", IN_WINDOW), ("extradition", BEFORE), ("", IN_WINDOW), ("readmission", IN_WINDOW)]
)
def test_a_state_without_agreement_is_unknown_where_no_register_of_its_own_covers_the_topic(rows, topic, day):
    found, (members, _) = rows("no-recorded-agreement", topic=topic, as_of=day)
    assert members == 193
    assert {r["answer"] for r in found} == {"unknown"}
    assert "CHE" not in {r["id"] for r in found}
