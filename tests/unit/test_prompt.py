"""What a language model is told: short, true to the schema, and with examples that answer."""

from __future__ import annotations

import re

import pytest

from pactgraph.export.prompt import EXAMPLES, LONGEST, as_prompt
from pactgraph.facts.schema import bundled_schema
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

PROMPT = as_prompt(bundled_schema())


def test_it_is_short():
    assert len(PROMPT) <= LONGEST


@pytest.mark.parametrize("label", [n.label for n in bundled_schema().nodes.values() if n.derived != "analysis"])
def test_every_label_is_there(label: str):
    assert re.search(rf"^{label}\(", PROMPT, re.MULTILINE)


@pytest.mark.parametrize("type_", [r.type for r in bundled_schema().relationships.values() if r.derived != "analysis"])
def test_every_type_is_there(type_: str):
    assert re.search(rf"[:,] {type_}\b", PROMPT)


@pytest.mark.parametrize(("question", "statement"), EXAMPLES, ids=[question for question, _ in EXAMPLES])
def test_every_example_answers(bundled: EmbeddedStore, question: str, statement: str):
    assert statement in PROMPT
    assert len(Graph(bundled).cypher(statement)) > 0, question
