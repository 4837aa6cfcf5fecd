"""
What analysis finds, as nodes and relationships of the graph, marked `derived: true`.

They stand beside the recorded facts and are never mixed with them: analysis does not read them, their labels and types
are the schema's derived ones, and the next build, which knows recorded facts only, takes them away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.gaps import Gap
from pactgraph.analysis.tables import Table
from pactgraph.facts.records import Graph, GraphNode, GraphRelationship, Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.recorded import Recorded

_DIGITS = 6


def derive(then: AsAt, run: str) -> Graph:
    """
    Return clusters, the strongest ties and all gaps (answers `gap`, `unknown` and `not listed`) as at a day.

    `run` is the run of the graph it was computed from.
    """
    mark = {"derived": True, "as_at": then.day, "as_at_precision": "day", "run": run}
    nodes: list[GraphNode] = []
    links: list[GraphRelationship] = []

    def link(type_: str, start: Key, end: Key, **properties: object) -> None:
        fact = f"{start.id} {type_} {end.id}"
        links.append(GraphRelationship(type_, start, end, {**properties, **mark, "fact": fact}))

    for cluster in then.partition.clusters:
        key = Key("Cluster", f"cluster-{cluster.number}")
        known = {"number": cluster.number, "name": cluster.name, "size": len(cluster.states)}
        nodes.append(GraphNode(key, {"id": key.id, **known, **mark}))
        for state in cluster.states:
            sure = then.confidence[state].confidence
            known_of = {} if sure is None else {"confidence": round(sure, _DIGITS)}
            link("IN_CLUSTER", Key("State", state), key, **known_of)
    for tie in then.strongest:
        figures = {
            "weight": round(tie.weight, _DIGITS),
            "expected": round(tie.expected, _DIGITS),
            "z": round(tie.z, _DIGITS),
            "shared": tie.shared,
        }
        link("TIED_TO", Key("State", tie.one), Key("State", tie.other), **figures)
    for kind in gap_kinds():
        for gap in then.answered(kind).gaps:
            key = Key("Gap", _name(gap))
            properties: dict[str, object] = {
                "id": key.id,
                "kind": gap.kind,
                "answer": gap.answer,
                "standing": gap.standing,
                "expectation": gap.expectation,
                "met": gap.met,
                "peers": gap.peers,
            }
            if gap.known_until is not None:
                properties |= {"known_until": gap.known_until, "known_until_precision": "day"}
            nodes.append(GraphNode(key, {**properties, **mark}))
            link("HAS_GAP", gap.subject, key)
            if gap.about is not None:
                link("GAP_IN", key, gap.about)
            if gap.other is not None:
                link("GAP_WITH", key, gap.other)
    return _sorted(nodes, links)


def summed_up(then: AsAt, derived: Graph, *, written: bool) -> Table:
    """Return how many of what was derived."""
    counted = f"{'written' if written else 'nothing written (--write)'}; as at {then.day}"
    rows: list[tuple[object, ...]] = list(derived.counts().items())
    return Table("Derived by analysis", ("what", "number"), rows, counted, then.day)


def together(recorded: Recorded, derived: Graph) -> Graph:
    """Return the recorded facts, as they were read from a store, and what was derived from them."""
    nodes = [GraphNode(key, dict(properties)) for key, properties in recorded.nodes.items()]
    links = [
        GraphRelationship(fact.type, fact.start, fact.end, dict(fact.properties))
        for facts in recorded.facts.values()
        for fact in facts
    ]
    return _sorted([*nodes, *derived.nodes], [*links, *derived.relationships])


def _name(gap: Gap) -> str:
    """Return an id that is the same in every run: kind, subject and a digest of the question."""
    question = [gap.kind, str(gap.subject), str(gap.about), str(gap.other)]
    digest = hashlib.sha256("\n".join(question).encode()).hexdigest()[:10]
    return f"{gap.kind}-{gap.subject.id}-{digest}"


def _sorted(nodes: Iterable[GraphNode], links: Iterable[GraphRelationship]) -> Graph:
    """Return both in the order of a build; relationships of the same ends stay in the order given."""
    return Graph(
        sorted(nodes, key=lambda node: (node.key.label, node.key.id)),
        sorted(links, key=lambda r: (r.type, r.start.label, r.start.id, r.end.label, r.end.id)),
    )
