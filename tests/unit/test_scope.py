"""A statement of the catalogue kept to what this graph wrote; that the text is right Cypher, servers say elsewhere."""

from __future__ import annotations

import pytest

from pactgraph.stores.scope import RUNS, scoped


def kept(name: str) -> str:
    return f"WHERE coalesce({name}.run, '') IN $R"


@pytest.mark.parametrize(
    ("cypher", "expected"),
    [
        ("MATCH (s:State) RETURN s", f"MATCH (s:State {kept('s')}) RETURN s"),
        ("MATCH (:State|Treaty {id: $x})", f"MATCH (_1:State|Treaty {{id: $x}} {kept('_1')})"),
        ("(a)-[r]->(b)", f"(a)-[r {kept('r')}]->(b)"),
        ("()<-[:A|B {k: 'x'}]-()", f"()<-[_1:A|B {{k: 'x'}} {kept('_1')}]-()"),
        ("(a)-->(b)", f"(a)-[_1 {kept('_1')}]->(b)"),
        ("(a) <-- (b)", f"(a) <-[_1 {kept('_1')}]- (b)"),
        ("(a)--(b)", f"(a)-[_1 {kept('_1')}]-(b)"),
        ("(a)-[:P*1..3]-(b)", "(a)-[:P*1..3 {run: $R[0]}]-(b)"),
        ("(a)-[p:P* {k: 1}]-(b)", "(a)-[p:P* {run: $R[0], k: 1}]-(b)"),
        ("count(s)", "count(s)"),
        ("WHERE (year) - 1 > size(xs) - 2", "WHERE (year) - 1 > size(xs) - 2"),
        ("WHERE (m:Fund OR m:Mechanism)", "WHERE (m:Fund OR m:Mechanism)"),
        *[(text, text) for text in ("RETURN '(s:State)-->(t)'", 'RETURN "(s:State)"', "RETURN 1 // (s:State)")],
        ("EXISTS { (s)-[:P]->(:T) }", f"EXISTS {{ (s)-[_1:P {kept('_1')}]->(_2:T {kept('_2')}) }}"),
    ],
)
def test_each_pattern_is_kept_to_the_runs(cypher: str, expected: str):
    found, values = scoped(cypher, ["one"])
    assert found == expected.replace("$R", f"${RUNS}")
    assert values == {RUNS: ["one"]}


def test_several_hops_are_kept_at_their_ends_while_there_are_two_runs():
    found, values = scoped("(a)-[:P*1..3]-(:T)", ["one", "two"])
    assert "[:P*1..3]" in found
    assert found.count(f"IN ${RUNS}") == 1
    assert values == {RUNS: ["one", "two"]}
