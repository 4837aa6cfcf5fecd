"""Synthetic graphs for tests, made from rows through the same consolidation as the bundled one. No fact is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pactgraph.build import Build
from pactgraph.consolidate import consolidate
from pactgraph.records import Claim, Key, Node, Place, Records, Value
from pactgraph.registers import Registers
from pactgraph.schema import DATED, bundled_schema
from pactgraph.sources import AUTHORITIES, Source
from pactgraph.stores.base import Ledger


def source(id_: str, as_of: str = "2014-06-30", authority: str = "dataset") -> Source:
    """Return a synthetic source."""
    assert authority in AUTHORITIES
    return Source.model_validate(
        {
            "id": id_,
            "title": f"Synthetic source {id_}",
            "publisher": "Nobody",
            "url": "https://example.org",
            "licence": "none",
            "citation": "none",
            "authority": authority,
            "as_of": as_of,
            "covers": "nothing; made for tests",
            "rows": {},
        }
    )


def synthetic(
    nodes: Sequence[tuple[str, str, Mapping[str, str]]],
    claims: Sequence[tuple[str, str, str, str, str, Mapping[str, str]]],
    sources: Sequence[Source],
    run: str = "synthetic0run0",
    as_of: str = "2014-06-09",
) -> Build:
    """
    Return the graph of `nodes` (label, id, properties) and `claims` (source, start, type, end, locator, properties).

    Values are text as in facts files; a claim's ends are `Label:id`. Nodes are stated by the first source.
    """
    schema = bundled_schema()
    records = Records()
    place = Place(Path("synthetic/facts/none.csv"), 0)
    for label, id_, texts in nodes:
        declared = schema.nodes[label].properties
        node = Node(
            Key(label, id_), {k: declared[k].parse(v) for k, v in texts.items()}, sources[0].id, f"node {id_}", place
        )
        records.nodes.append(node)
    for said_by, start, type_, end, locator, texts in claims:
        columns = {**schema.relationships[type_].properties, **DATED}
        values: dict[str, Value] = {k: columns[k].parse(v) for k, v in texts.items() if k != "note"}
        records.claims.append(
            Claim(type_, _key(start), _key(end), values, said_by, locator, place, texts.get("note", ""))
        )
    by_id = {s.id: s for s in sources}
    graph = consolidate(records, by_id, schema, Registers([], []), run)
    ledger = Ledger(run, "0.0.0", graph.counts(), {s.id: s.as_of for s in sources}, as_of)
    return Build(graph, ledger, [])


def _key(text: str) -> Key:
    label, _, id_ = text.partition(":")
    return Key(label, id_)
