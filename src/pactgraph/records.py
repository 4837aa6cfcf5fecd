"""What a source states, before anything is decided: nodes and claims, each with its place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pactgraph.dates import PartialDate

Value: TypeAlias = str | int | float | bool | PartialDate | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a facts file; `row` counts lines from 1, the header being row 1."""

    file: Path
    row: int

    def __str__(self) -> str:
        return f"{self.file.parent.parent.name}/facts/{self.file.name} row {self.row}"


@dataclass(frozen=True, slots=True)
class Key:
    """A node's identity: its label and its id within that label."""

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


@dataclass(slots=True)
class Records:
    """All that was read: nodes and claims in the order of sources and rows."""

    nodes: list[Node] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
