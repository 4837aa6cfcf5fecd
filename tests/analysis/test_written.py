from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph import open_graph
from pactgraph.analysis.recorded import Recorded, read
from pactgraph.analysis.written import derive, together
from pactgraph.building import prepare, store
from pactgraph.catalogue import ask, catalogue
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.choose import open_store
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 7, 10)
CLUSTER_QUERIES = [query for query in catalogue().values() if query.theme == "clusters"]


@pytest.mark.slow
def test_everything_derived_is_of_the_schema_marked_and_named_once(bundled: EmbeddedStore):
    schema = bundled_schema()
    graph = open_graph(str(bundled))
    found = derive(graph.at(DAY), "run")
    assert len({node.key for node in found.nodes}) == len(found.nodes) > 1_000
    for node in found.nodes:
        declared = schema.nodes[node.key.label]
        assert declared.derived == "analysis"
        assert (node.properties["derived"], node.properties["as_at"]) == (True, DAY)
        assert (
            node.properties.keys() - {"id", "run", "as_at_precision", "known_until_precision"}
            <= declared.properties.keys()
        )
    for link in found.relationships:
        declared_link = schema.relationships[link.type]
        assert declared_link.derived == "analysis"
        assert link.start.label in declared_link.start
        assert link.end.label in declared_link.end
        assert link.properties["derived"] is True
    of = open_graph(str(bundled)).at(DAY).confidence
    sure = {link.start.id: link.properties["confidence"] for link in found.relationships if link.type == "IN_CLUSTER"}
    assert sure == {state: round(one.confidence, 6) for state, one in of.items()}
    named = {node.properties["name"] for node in found.nodes if node.key.label == "Cluster"}
    assert named == {cluster.name for cluster in graph.at(DAY).partition.clusters}
    whole = together(graph.recorded, found)
    assert whole.counts().items() >= found.counts().items()
    again = derive(graph.at(DAY), "run")
    assert (again.nodes, again.relationships) == (found.nodes, found.relationships)


@pytest.mark.slow
def test_written_beside_the_facts_and_removed_by_the_next_build(tmp_path: Path):
    target = tmp_path / "store"
    names = ("world_countries", "untc", "cow_igo")
    store(prepare(names), open_store(str(target)))
    before = _read(target)
    command = [sys.executable, "-m", "pactgraph", "analyse", "--write", "--store", str(target), "--format", "jsonl"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=300)
    written = {row["what"]: row["number"] for row in map(json.loads, ended.stdout.splitlines())}
    assert "the next `pactgraph build` removes them" in ended.stderr
    with open_store(str(target)).open() as reader:
        assert reader.run("MATCH (g:Gap) RETURN count(g) AS n").rows == [[written["Gap"]]]
        unmarked = "MATCH (:State)-[r:TIED_TO|IN_CLUSTER|HAS_GAP]->() WHERE r.derived IS NULL RETURN count(r) AS n"
        assert reader.run(unmarked).rows == [[0]]
        for query in CLUSTER_QUERIES:
            result = ask(reader, query, {}, DAY)
            assert result.answer.rows
            assert result.denominator
            assert result.denominator[0] > 0
    assert _read(target) == before, "analysis reads recorded facts only"
    store(prepare(names), open_store(str(target)))
    with open_store(str(target)).open() as reader:
        for query in CLUSTER_QUERIES:
            result = ask(reader, query, {}, DAY)
            assert result.answer.rows == []
            assert result.denominator
            assert result.denominator[0] == 0
            assert "analyse --write" in result.denominator[1]


def _read(folder: Path) -> Recorded:
    with open_store(str(folder)).open() as reader:
        return read(reader)
