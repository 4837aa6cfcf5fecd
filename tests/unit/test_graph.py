from __future__ import annotations

import pytest

from pactgraph import open_graph
from pactgraph.errors import UsageError
from pactgraph.stores.embedded import EmbeddedStore


def test_a_question_gives_a_frame_with_the_declared_columns(bundled: EmbeddedStore):
    graph = open_graph(str(bundled))
    found = graph.query("treaty-participants", treaty="UNTOC", as_of="2014-06-09")
    assert list(found.columns)[:3] == ["id", "name", "kind"]
    assert (found["answer"] == "party").sum() == 179
    with pytest.raises(UsageError, match="no query called"):
        graph.query("nothing-like-it")


def test_networkx_holds_every_node_and_fact(bundled: EmbeddedStore):
    counts = bundled.ledger().counts
    found = open_graph(str(bundled)).to_networkx()
    assert found.number_of_nodes() + found.number_of_edges() == sum(counts.values())
    types = [type_ for _, _, type_ in found.edges(data="type")]
    assert types.count("PARTY_TO") == counts["PARTY_TO"]
