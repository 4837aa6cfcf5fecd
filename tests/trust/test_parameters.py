"""A parameter that names nothing is an error, of every question and on every store; it never reads as "all"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from toy import DAY

from pactgraph.catalogue import Parameter, Query, ask, catalogue
from pactgraph.errors import UsageError
from pactgraph.facts.registers import bundled_registers
from pactgraph.stores.bolt import Reader

NONE_SUCH = {"integer": ["-1", "many"], "date": ["2014-02-30", "2014"], "boolean": ["perhaps"]}
ANY_TEXT = {("rapporteur-reports", "word")}
"""Parameters searched for as they are given."""


def cases() -> Iterator[tuple[Query, str, Parameter, str]]:
    for query in catalogue().values():
        for name, parameter in query.front.parameters.items():
            if (query.name, name) not in ANY_TEXT:
                for value in NONE_SUCH.get(parameter.type, ["Atlantis"]):
                    yield query, name, parameter, value
            if not parameter.may_be_empty:
                yield query, name, parameter, ""
                yield query, name, parameter, "  "


def test_each_parameter_of_each_question(reader: Reader):
    accepted = []
    for query, name, _, value in cases():
        try:
            ask(reader, query, {name: value}, dt.date.fromisoformat(DAY), bundled_registers())
        except UsageError as error:
            told = str(error)
            assert told.startswith(f"-p {name}"), (query.name, told)
            assert "\n" not in told
        else:
            accepted.append((query.name, name, value))
    assert accepted == []


def test_the_table_covers_every_parameter_but_those_of_any_text():
    all_there_are = {(query.name, name) for query in catalogue().values() for name in query.front.parameters}
    assert all_there_are - {(query.name, name) for query, name, _, _ in cases()} == ANY_TEXT
    assert len(all_there_are) >= 100


def test_values_of_the_schema_are_taken_whether_the_graph_has_them_or_not(reader: Reader):
    found = ask(reader, catalogue()["gaps-by-cluster"], {"kind": "border"}, dt.date.fromisoformat(DAY))
    assert found.answer.rows == []
