"""The one model of facts: what a source states (nodes and claims, each with its place), and the graph made of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pactgraph.facts.dates import PartialDate

Value: TypeAlias = str | int | float | bool | PartialDate | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a facts file; `row` counts lines from 1, the header being row 1."""

    file: Path
    row: int

    def __str__(self) -> str:
        return f"{self.file.parent.parent.name}/facts/{self.file.name} row {self.row}"


class Key(NamedTuple):
    """A node's identity: its label and its id within that label. A tuple, which is found fast in dictionaries."""

    label: str
    id: str

    def __str__(self) -> str:
        return f"{self.label} {self.id}"


@dataclass(frozen=True, slots=True)
class Node:
    """One source's statement about one node. `properties` holds only what the source says."""

    key: Key
    properties: dict[str, Value]
    source: str
    locator: str
    place: Place
    other_id: str = ""
    """The id its source gives it, when the registers know it under another."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's statement of one relationship. `locator` says where in the source it stands."""

    type: str
    start: Key
    end: Key
    properties: dict[str, Value]
    source: str
    locator: str
    place: Place
    note: str = ""
    as_of: PartialDate | None = None
    """The day up to which the place speaks, where its source is made of many; None: its source's own day."""


@dataclass(slots=True)
class Records:
    """All that was read: nodes and claims in the order of sources and rows."""

    nodes: list[Node] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node as the store holds it: values are text, numbers, booleans, `datetime.date` or lists of text."""

    key: Key
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class GraphRelationship:
    """A relationship as the store holds it."""

    type: str
    start: Key
    end: Key
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes sorted by label and id, relationships by type and ends."""

    nodes: list[GraphNode]
    relationships: list[GraphRelationship]

    def counts(self) -> dict[str, int]:
        """Return the number of nodes per label and relationships per type, by name, sorted."""
        total: dict[str, int] = defaultdict(int)
        for node in self.nodes:
            total[node.key.label] += 1
        for relationship in self.relationships:
            total[relationship.type] += 1
        return dict(sorted(total.items()))
