from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from pactgraph.catalogue import ask, catalogue, day, find_query, parameters_of
from pactgraph.errors import PactgraphError, QueryError, UsageError
from pactgraph.export.tables import last_line
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


@pytest.mark.parametrize("day", [REPORT_DAY, dt.date(2026, 9, 24)], ids=str)
def test_no_two_rows_stand_in_either_order(bundled: EmbeddedStore, day: dt.date):
    """Otherwise an engine, or the same one on another day, may give them the other way round."""
    tied = []
    with bundled.open() as reader:
        for query in catalogue().values():
            by = [term.split()[0] for term in query.cypher.rstrip(";").rpartition("ORDER BY ")[2].split(", ")]
            records = ask(reader, query, {}, day, bundled_registers()).answer.records()
            keys = [tuple(map(repr, (row.get(name) for name in by))) for row in records]
            if "r.fact" not in by and len(set(keys)) < len(keys):  # the fact is a relationship's own name
                tied.append(query.name)
    assert tied == []


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
    ("treaty", "day", "tally", "until"),
    [
        ("TIP_PROTOCOL", "2014-06-09", "27 not party, 158 party, 8 signatory", ""),
        ("TIP_PROTOCOL", "2026-09-24", "10 not party, 182 party, 1 signatory", ", known until 2025-04-10"),
        ("UNTOC", "2014-06-09", "12 not party, 175 party, 6 signatory", ""),
    ],
)
def test_the_last_line_counts_every_member_state_by_answer(bundled: EmbeddedStore, treaty, day, tally, until):
    with bundled.open() as reader:
        result = ask(reader, find_query("not-party"), {"treaty": treaty, "as_of": day}, REPORT_DAY)
    assert result.last_line == f"{tally}; 193 UN Member States; as at {day}{until}"
    assert {row["answer"] for row in result.answer.records()} == {"not party", "signatory"}


def test_the_default_day_is_the_latest_any_list_speaks_of(bundled: EmbeddedStore):
    assert bundled.ledger().as_of == "2026-09-24"


@pytest.mark.parametrize(
    ("treaty", "day", "lists"),
    [
        ("TIP_PROTOCOL", "2014-06-09", ["fedlex", "untc"]),
        # Between two lists the later one speaks of the days before it.
        ("TIP_PROTOCOL", "2020-01-01", ["fedlex", "untc"]),
        ("TIP_PROTOCOL", "2025-04-11", ["fedlex", "untc"]),
        # No list of it is whole.
        ("ILO_C105", "2023-09-07", []),
    ],
)
def test_a_list_speaks_of_its_day_the_days_before_and_until_the_next(bundled: EmbeddedStore, treaty, day, lists):
    with bundled.open() as reader:
        result = ask(reader, find_query("treaty-coverage"), {"as_of": day}, REPORT_DAY)
    (row,) = (row for row in result.answer.records() if row["treaty"] == treaty)
    assert row["lists"] == lists
    assert (row["unknown"] == 0) is bool(lists)


@pytest.mark.parametrize(
    ("query", "given", "answer"),
    [
        ("not-party", {"treaty": "ICCPR_OP1"}, "withdrawn"),
        ("treaty-participants", {"treaty": "ICCPR_OP1"}, "withdrawn"),
        ("neighbours-outside-treaty", {"treaty": "ICCPR_OP1"}, None),  # an island
        ("body-members-outside-treaty", {"treaty": "ICCPR_OP1", "body": "CARICOM"}, "withdrawn"),
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
    ("day", "strict", "answers"),
    [
        ("2025-04-10", "true", {"not party", "signatory"}),
        ("2025-04-11", "true", {"unknown"}),
        ("2025-04-11", "false", {"not party", "signatory"}),
    ],
)
def test_after_the_last_list_its_word_stands_unless_asked_strictly(bundled: EmbeddedStore, day, strict, answers):
    with bundled.open() as reader:
        result = ask(reader, find_query("not-party"), {"as_of": day, "strict": strict}, REPORT_DAY)
    assert {row["answer"] for row in result.answer.records()} == answers
    assert {row["known_until"] for row in result.answer.records()} == {dt.date(2025, 4, 10)}


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
        ({"treaty": ""}, "-p treaty=: names nothing"),
        ({"treaty": " "}, "-p treaty=: names nothing"),
        ({"strict": "perhaps"}, "expected true or false"),
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


@pytest.mark.parametrize("name", [name for name, query in catalogue().items() if "treaty" in query.front.parameters])
def test_no_treaty_means_all_only_where_the_question_says_so(name: str):
    says_so = catalogue()[name].front.parameters["treaty"].may_be_empty
    if says_so:
        assert parameters_of(find_query(name), {"treaty": ""}, REPORT_DAY)["treaty"] == ""
    else:
        with pytest.raises(UsageError, match="names nothing"):
            parameters_of(find_query(name), {"treaty": ""}, REPORT_DAY)


def test_today_is_a_day():
    before = dt.datetime.now(tz=dt.UTC).date()
    assert before <= day("today", "--as-of") <= dt.datetime.now(tz=dt.UTC).date()
    assert day("2014-06-09", "--as-of") == REPORT_DAY


JUNE, LATER = dt.date(2014, 6, 9), dt.date(2026, 9, 24)


@pytest.mark.parametrize(
    ("rows", "asked", "denominator", "counted", "line"),
    [
        ([], None, None, [], "0 rows"),
        ([{"id": "A"}], None, (3, "treaties"), [], "1 row; 3 treaties"),
        ([{"id": "A"}, {"id": "B"}], JUNE, (1234, "States"), [], "2 rows; 1,234 States; as at 2014-06-09"),
        ([{"answer": "gap"}, {"answer": "unknown"}, {"answer": "gap"}], None, None, [], "2 gap, 1 unknown"),
        # Known until then: the earliest day, and only where it is before the day asked about.
        (
            [{"answer": "party", "known_until": JUNE}, {"answer": "party", "known_until": LATER}],
            *(LATER, None, []),
            "2 party; as at 2026-09-24, known until 2014-06-09",
        ),
        ([{"answer": "party", "known_until": JUNE}], JUNE, None, [], "1 party; as at 2014-06-09"),
        # What is unknown is known until no day.
        ([{"answer": "unknown", "known_until": JUNE}], LATER, None, [], "1 unknown; as at 2026-09-24"),
        ([{"answer": "party", "known_until": None}], LATER, None, [], "1 party; as at 2026-09-24"),
        # The rows are only a part of what is counted.
        (
            [{"answer": "not party", "known_until": JUNE}],
            *(LATER, (193, "UN Member States")),
            [
                {"answer": "party", "n": 182, "known_until": LATER},
                {"answer": "not party", "n": 11, "known_until": JUNE},
            ],
            "11 not party, 182 party; 193 UN Member States; as at 2026-09-24, known until 2014-06-09",
        ),
    ],
)
def test_the_last_line_of_a_table(rows, asked, denominator, counted, line):
    assert last_line(rows, asked, denominator, counted) == line


STATEMENTS = {
    **{name: query.cypher for name, query in catalogue().items()},
    **{f"{name}, denominator": q.front.denominator.cypher for name, q in catalogue().items() if q.front.denominator},
    **{
        f"{name}, choices of {key}": parameter.choices
        for name, query in catalogue().items()
        for key, parameter in query.front.parameters.items()
        if parameter.choices
    },
}
ANSWER = re.compile(
    r"CASE WHEN \$strict AND coalesce\((\w+)\.known_until, date\('0001-01-01'\)\) < date\(\$as_of\) "
    r"THEN 'unknown' ELSE \1\.answer END"
)


AGGREGATE = re.compile(r"(?<![\w.])(?:count|min|max|sum|collect|avg)\(")


def closing(text: str, position: int) -> int:
    """Where the bracket opened before `position` has been closed."""
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        position += 1
    return position


def faults(statement: str) -> Iterator[str]:
    """What a statement decides by itself although the graph has decided it."""
    if re.search(r"\b(since|until) IS NULL OR|\.(since|until) (<=?|>=?) date\(\$as_of", statement):
        yield "decides by since or until whether a fact holds"
    if "un_member: true" in statement or "un_member =" in statement:
        yield "asks who is a Member State today"
    for first, end in (("holds_from", "holds_until"), ("un_member_from", "un_member_until")):
        ended = set(re.findall(rf"\b(\w+)\.{end} > date\(\$as_of\)", statement))
        begun = set(re.findall(rf"\b(\w+)\.{first} <= date\(\$as_of\)", statement))
        if not ended <= begun:
            yield f"{ended - begun} need not have begun by the day"
    if re.search(r"COVERS\]->\((?!s\)|s:State\))", statement):
        yield "reads which lists there are"
    for found in AGGREGATE.finditer(statement):
        before, after = statement[: found.start()].rstrip(), statement[closing(statement, found.end()) :].lstrip()
        alone = re.search(r"(,|WITH|WITH DISTINCT|RETURN)$", before) and after.startswith("AS ")
        if not alone and not re.search(r"\[\w+ IN$", before):
            yield f"{found[0]}…) is part of an expression, which the embedded engine may get wrong"
    read = set(re.findall(r"\[(\w+):(?:\w+\|)*STANDING", statement))
    idiom = set(ANSWER.findall(statement))
    by_itself = ANSWER.sub("", statement)
    for name in read:
        if f"{name}.answer" in by_itself and name not in idiom and "strict" in statement:
            yield f"{name}.answer is read without regard to $strict"


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_decides_what_the_graph_has_decided(name: str):
    listing = {"reads which lists there are"} if name.split(",", maxsplit=1)[0] == "windows" else set()
    assert set(faults(STATEMENTS[name])) == listing


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("WHERE r.since IS NULL OR r.since <= date($as_of)", "by since or until"),
        ("WHERE (r.until IS NULL OR true)", "by since or until"),
        ("MATCH (s:State {un_member: true})", "Member State today"),
        ("WHERE r.holds_until > date($as_of)", "need not have begun"),
        ("MATCH (:Source)-[c:COVERS]->(t:Treaty) RETURN t", "which lists there are"),
        ("MATCH (s)-[st:STANDING]->(t) WHERE st.answer = 'party' RETURN $strict", "without regard to $strict"),
        ("RETURN min(r.since) IS NULL AS open", "part of an expression"),
        ("WITH max(r.since).year AS year", "part of an expression"),
        ("RETURN 'x' IN collect(s.id) AS there", "part of an expression"),
        ("RETURN CASE WHEN count(*) > 1 THEN 1 END AS n", "part of an expression"),
    ],
)
def test_such_statements_are_found(statement: str, fault: str):
    assert any(fault in found for found in faults(statement))


def test_strict_is_one_parameter_and_known_until_stands_beside_every_answer_of_a_day():
    declared = {str(q.front.parameters["strict"]) for q in catalogue().values() if "strict" in q.front.parameters}
    assert len(declared) == 1
    for name, query in catalogue().items():
        # What a report says is an answer of the report's own day.
        if query.theme != "report" and "answer" in query.front.columns and "as_of" in query.front.parameters:
            assert "known_until" in query.front.columns, name
            assert "strict" in query.front.parameters, name
