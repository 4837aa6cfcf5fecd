"""
A graph as nodes and edges with plain attributes, as networkx and what reads its formats understand them.

Every format of `networks` and its neighbours is made from the same `Vertex` and `Edge`, so that all say the same:

- A node's key is its id; where one graph has an id under two labels, `Label:id`. An edge's key is its type; of further
  facts of the type between the same two nodes `TYPE 2`, `TYPE 3`, in the order of `Recorded`.
- `label` is the name to show, of an edge its type; `labels` is the node's label, `type` the edge's type.
- Every other property has its own name, unless the formats or the tools that read them take it for something else
  (`_TAKEN`): then `stated_` goes before it. A node's `id` is left out: its key says it.
- What is not said is not there: neither empty text nor null, nor the first and the last day there are, which stand for
  no first and no last day. So an edge without `holds_until` holds to this day, as far as is known.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.analysis.recorded import NO_END, Recorded, days_of, named
from pactgraph.export.cells import LISTED
from pactgraph.facts.records import Key
from pactgraph.facts.spells import ALWAYS

if TYPE_CHECKING:
    import networkx as nx

About = Mapping[str, object]
"""What goes with a graph: the day it is counted as at, its build, the version, and what was selected from it."""

_TAKEN = {
    "node": frozenset({"label", "labels", "size", "value"}),
    "edge": frozenset({"id", "key", "kind", "label", "source", "target", "to", "type", "value", "weight"}),
}
"""
Names that mean something else to the formats and to those who read them.

`size` and `value` are how large a node is drawn (Gephi, pyvis), `kind` is what Gephi tells parallel edges apart by.
"""

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Vertex:
    """
    A node. `attributes` are text, numbers, booleans, days and lists of text.

    It is there from `first` up to but without `end`; ALWAYS and NO_END where nobody says.
    """

    key: str
    node: Key
    attributes: Mapping[str, object]
    first: dt.date
    end: dt.date

    @property
    def label(self) -> str:
        """The name to show."""
        return str(self.attributes["label"])


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact. `name` tells it apart from all others; it holds from `first` up to but without `end`."""

    source: str
    target: str
    key: str
    type: str
    start: Key
    finish: Key
    attributes: Mapping[str, object]
    first: dt.date
    end: dt.date

    @property
    def name(self) -> str:
        """What tells it apart from every other edge: ends and key."""
        return f"{self.source} {self.key} {self.target}"


def vertices(recorded: Recorded) -> Iterator[Vertex]:
    """Return the nodes, in their order."""
    keys = _keys(recorded)
    for node, properties in recorded.nodes.items():
        own = {name: value for name, value in properties.items() if name != "id"}
        attributes = {"label": named(node, properties), "labels": node.label, **_said(own, "node")}
        yield Vertex(keys[node], node, attributes, *days_of(node, properties))


def edges(recorded: Recorded) -> Iterator[Edge]:
    """Return the facts, by type and in their order."""
    keys = _keys(recorded)
    for type_, facts in recorded.facts.items():
        before: Counter[tuple[str, str]] = Counter()
        for fact in facts:
            ends = keys[fact.start], keys[fact.end]
            before[ends] += 1
            key = type_ if before[ends] == 1 else f"{type_} {before[ends]}"
            attributes = {"type": type_, "label": type_, **_said(fact.properties, "edge")}
            yield Edge(*ends, key, type_, fact.start, fact.end, attributes, fact.holds_from, fact.holds_until)


def scalars(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """Return attributes as single values: days as text, lists joined by `LISTED` as in the exchange format."""
    plain = ((name, _scalar(value)) for name, value in attributes.items())
    return {name: value for name, value in plain if value != ""}


def to_networkx(recorded: Recorded, about: About | None = None) -> nx.MultiDiGraph[str]:
    """Return the graph for networkx; `about` in its attributes, as text."""
    import networkx as nx  # noqa: PLC0415 - slow, and only this needs it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update({name: str(value) for name, value in (about or {}).items()})
    for vertex in vertices(recorded):
        graph.add_node(vertex.key, **scalars(vertex.attributes))
    for edge in edges(recorded):
        graph.add_edge(edge.source, edge.target, key=edge.key, **scalars(edge.attributes))
    return graph


def _keys(recorded: Recorded) -> dict[Key, str]:
    often = Counter(node.id for node in recorded.nodes)
    return {node: node.id if often[node.id] == 1 else f"{node.label}:{node.id}" for node in recorded.nodes}


def _said(properties: Mapping[str, object], what: str) -> dict[str, object]:
    taken = _TAKEN[what]
    return {
        f"stated_{name}" if name in taken else name: value
        for name, value in properties.items()
        if value is not None and value not in ("", [], ALWAYS, NO_END)
    }


def _scalar(value: object) -> Scalar:
    if isinstance(value, list):
        texts = [str(item) for item in value]
        return LISTED.join(texts) if any(texts) else ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)
