from __future__ import annotations

import datetime as dt

import pytest

from pactgraph.catalogue import ask, catalogue, find_query, parameters_of
from pactgraph.errors import PactgraphError, QueryError, UsageError
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.embedded import EmbeddedStore

REPORT_DAY = dt.date(2014, 6, 9)


def test_titles_are_unique_and_there_are_at_least_twelve():
    titles = [query.front.title for query in catalogue().values()]
    assert len(set(titles)) == len(titles) >= 12


def test_every_query_runs_and_returns_the_columns_it_declares(bundled: EmbeddedStore):
    with bundled.open() as reader:
        for query in catalogue().values():
            result = ask(reader, query, {}, REPORT_DAY, bundled_registers())
            assert result.answer.columns == list(query.front.columns), query.name


@pytest.mark.parametrize(
    ("treaty", "parties", "signatories", "member_parties", "member_signatories"),
    [("UNTOC", 179, 147, 175, 146), ("TIP_PROTOCOL", 159, 117, 158, 116)],
)
def test_participation_at_the_report_day(
    bundled: EmbeddedStore, treaty, parties, signatories, member_parties, member_signatories
):
    with bundled.open() as reader:
        rows = list(ask(reader, find_query("treaty-participants"), {"treaty": treaty}, REPORT_DAY).answer.records())
    party = [r for r in rows if r["answer"] == "party"]
    signed = [r for r in rows if r["signed"]]
    assert (len(party), len(signed)) == (parties, signatories)
    assert sum(bool(r["un_member"]) for r in party) == member_parties
    assert sum(bool(r["un_member"]) for r in signed) == member_signatories


@pytest.mark.parametrize(
    ("query", "given", "answer"),
    [
        ("not-party", {"treaty": "ICCPR_OP1"}, "not party"),
        ("treaty-participants", {"treaty": "ICCPR_OP1"}, "withdrawn"),
        ("neighbours-outside-treaty", {"treaty": "ICCPR_OP1"}, None),  # an island
        ("body-members-outside-treaty", {"treaty": "ICCPR_OP1", "body": "CARICOM"}, "not party"),
        ("signed-not-ratified", {"treaty": "ICCPR_OP1"}, None),
    ],
)
def test_who_has_withdrawn_is_no_signatory(bundled: EmbeddedStore, query, given, answer):
    """Jamaica signed and ratified the First Optional Protocol, and withdrew in 1997."""
    with bundled.open() as reader:
        rows = ask(reader, find_query(query), given, REPORT_DAY, bundled_registers()).answer.records()
        assert [r["answer"] for r in rows if r.get("id", r.get("outside")) == "JAM"] == ([answer] if answer else [])


def test_there_are_193_member_states(bundled: EmbeddedStore):
    with bundled.open() as reader:
        assert reader.run("MATCH (s:State {un_member: true}) RETURN count(s) AS n").rows == [[193]]
        assert reader.run("MATCH (s:State {iso2: 'NA'}) RETURN s.id AS id").rows == [["NAM"]]


@pytest.mark.parametrize(
    ("day", "answers"),
    [("2014-06-09", {"not party", "signatory only"}), ("2026-01-01", {"unknown"})],
)
def test_silence_means_no_only_where_a_source_covers_the_day(bundled: EmbeddedStore, day, answers):
    with bundled.open() as reader:
        result = ask(reader, find_query("not-party"), {"as_of": day}, REPORT_DAY)
    assert {row["answer"] for row in result.answer.records()} == answers


def test_no_agreement_is_unknown_where_no_register_covers_the_state(bundled: EmbeddedStore):
    with bundled.open() as reader:
        result = ask(reader, find_query("no-recorded-agreement"), {}, REPORT_DAY)
    assert {row["answer"] for row in result.answer.records() if not row["registers"]} == {"unknown"}


@pytest.mark.parametrize(
    "statement",
    ["CREATE (n:State {id: 'X'})", "MATCH (s:State) SET s.name = 'X'", "MATCH (s:State) DETACH DELETE s"],
)
def test_the_engine_refuses_to_write(bundled: EmbeddedStore, statement):
    with bundled.open() as reader:
        before = reader.run("MATCH (s:State) RETURN s.id AS id, s.name AS name ORDER BY id")
        with pytest.raises(QueryError, match="read-only"):
            reader.run(statement)
        assert reader.run("MATCH (s:State) RETURN s.id AS id, s.name AS name ORDER BY id") == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"colour": "red"}, "no such parameter"),
        ({"as_of": "2014"}, "whole date"),
        ({"as_of": "2014-02-30"}, "day is out of range"),
        ({"treaty": "Atlantis"}, "no Treaty of this id or name"),
    ],
)
def test_wrong_parameters_are_named(given, message):
    with pytest.raises(UsageError, match=message):
        parameters_of(find_query("not-party"), given, REPORT_DAY, bundled_registers())


def test_a_region_that_does_not_exist_is_an_error_not_an_empty_answer(bundled: EmbeddedStore):
    with bundled.open() as reader, pytest.raises(UsageError, match="Africa"):
        ask(reader, find_query("not-party"), {"region": "Atlantis"}, REPORT_DAY)


def test_an_unknown_query_names_the_nearest():
    with pytest.raises(PactgraphError, match="not-party"):
        find_query("not-partys")


def test_a_treaty_is_found_by_name():
    values = parameters_of(
        find_query("not-party"), {"treaty": "Trafficking in Persons Protocol"}, REPORT_DAY, bundled_registers()
    )
    assert values["treaty"] == "TIP_PROTOCOL"
