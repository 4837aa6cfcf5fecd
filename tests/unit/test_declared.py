"""What ships is read without being looked at again, and comes out the same."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from pactgraph.analysis.gap_kinds import gap_kinds, load_gap_kinds
from pactgraph.catalogue import catalogue, load_query
from pactgraph.content import content_folder
from pactgraph.facts.declared import STRICT, checked, trusted
from pactgraph.facts.schema import bundled_schema, load_schema


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    __pydantic_config__: ClassVar = STRICT

    number: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    __pydantic_config__: ClassVar = STRICT

    title: str
    parts: dict[str, Part] = field(default_factory=dict)
    one: Part | None = None
    any_of: bool | int | str | None = None

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError("title: expected a text")


@pytest.mark.parametrize(
    "data",
    [
        {"title": "a"},
        {"title": "a", "parts": {"p": {"number": 1.5, "names": ["x", "y"]}}, "one": {"number": 2}},
        {"title": "a", "one": None, "any_of": 3},
        {"title": "a", "any_of": "b"},
    ],
)
def test_both_make_the_same(data: dict[str, object]):
    assert trusted(Whole, data) == checked(Whole, data)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({}, "title: "),
        ({"title": ""}, "title: expected a text"),
        ({"title": "a", "colour": "red"}, "colour: "),
        ({"title": "a", "parts": {"p": {"numbr": 1}}}, r"parts\.p\.number: "),
        ({"title": "a", "parts": ["p"]}, "parts: "),
        ([], "dictionary"),
    ],
)
def test_both_name_the_key_that_is_wrong(data: object, fault: str):
    for reading in (checked, trusted):
        with pytest.raises(ValueError, match=fault):
            reading(Whole, data)


def test_what_ships_is_the_same_looked_at_or_not():
    graph, queries = content_folder("graph"), content_folder("queries")
    assert bundled_schema() == load_schema(graph)
    assert gap_kinds() == load_gap_kinds(graph / "gaps.yml")
    looked_at = [load_query(path) for path in queries.glob("*/*.cypher")]
    assert {query.name: query.front for query in looked_at} == {
        query.name: query.front for query in catalogue().values()
    }


def test_reading_loads_nothing_that_looks():
    code = (
        "import sys, pactgraph.analysis.gaps, pactgraph.analysis.gap_kinds as g, pactgraph.catalogue as c; "
        "g.gap_kinds(), c.catalogue(); sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
