"""The groups of States with which a State is compared, and how many of them meet an expectation."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactgraph.analysis.gap_kinds import Peers, Thresholds


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """
    The States with which a State is compared, itself left out.

    `name` reads after `others of`, that of neighbours and of the world by itself.
    """

    kind: Peers
    name: str
    states: frozenset[str]

    @property
    def whose(self) -> str:
        """Who they are, in words."""
        return self.name if self.kind in ("neighbours", "world") else f"others of {self.name}"


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of a State's peers meet the expectation."""

    group: PeerGroup
    met: int

    @property
    def peers(self) -> int:
        """How many there are."""
        return len(self.group.states)

    @property
    def share(self) -> float:
        """Share that meets it, 0 to 1."""
        return self.met / max(self.peers, 1)

    def __str__(self) -> str:
        return f"{self.met}/{self.peers}"


def measured_in(group: PeerGroup, meeting: AbstractSet[str]) -> Measured:
    """Return how many of a group are among the States `meeting` the expectation."""
    return Measured(group, len(group.states & meeting))


def short_of(one: Measured, thresholds: Thresholds) -> int | None:
    """Return how many more of a group must meet the expectation before it is one; None where peers are too few."""
    if one.peers < thresholds.least_peers:
        return None
    return max(0, ceil(thresholds.most * one.peers) - one.met)
