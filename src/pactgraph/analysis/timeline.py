"""
How cooperation grew: parties to each treaty, ties between States, and clusters, day by day.

Every figure counts what is recorded. Where the sources cover a treaty no longer, later consents are missing: `covered`
says for how many treaties silence still means no. Memberships of which no source says when they began are left out of
ties and clusters: they would hold in every year.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pactgraph.analysis.clusters import Continued, Partition, adjusted_rand, clusters_at, over_time
from pactgraph.analysis.projection import Projection, Recorded, project
from pactgraph.facts.records import Key


@dataclass(frozen=True, slots=True)
class Parties:
    """
    How many are recorded as party to a treaty on a day.

    `gained` and `lost` count Member States since the day before in the series.
    """

    day: dt.date
    treaty: Key
    parties: int
    members: int
    gained: int
    lost: int
    covered: bool


@dataclass(frozen=True, slots=True)
class Network:
    """
    What links UN Member States of today on a day.

    `density` is the share of possible links of States to institutions (those with two participants or more) that are
    recorded; `paired` the share of pairs of States that take part in any institution together; `mean_shared` the mean
    number of institutions a pair has in common.
    """

    day: dt.date
    linked: int
    treaties: int
    bodies: int
    agreements: int
    links: int
    density: float
    paired: float
    mean_shared: float
    covered: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    The clusters on a day.

    `agreement` is the adjusted Rand index with the day before (None on the first); `began` are lines new on this day,
    `merged` maps a line that ended to the line in which at least half of its States are now.
    """

    day: dt.date
    clusters: int
    largest: int
    unassigned: int
    modularity: float
    agreement: float | None
    began: tuple[int, ...]
    merged: dict[int, int]


def parties_over_time(recorded: Recorded, days: Sequence[dt.date], treaties: Sequence[str] = ()) -> list[Parties]:
    """Return the parties to each of `treaties` (all by default) on each of `days`, by treaty and day."""
    chosen = treaties or list(recorded.of("Treaty"))
    members = set(recorded.members)
    sides: dict[tuple[dt.date, str], set[Key]] = {(day, treaty): set() for day in days for treaty in chosen}
    covered: set[tuple[dt.date, str]] = set()
    for day in days:
        for fact in recorded.holding("PARTY_TO", day):
            if (day, fact.end.id) in sides:
                sides[day, fact.end.id].add(fact.start)
        covered |= {(day, fact.end.id) for fact in recorded.holding("COVERS", day) if fact.end.label == "Treaty"}
    found = []
    for treaty in chosen:
        before: set[str] = set()
        for number, day in enumerate(days):
            now = {key.id for key in sides[day, treaty] if key.label == "State"} & members
            found.append(
                Parties(
                    day,
                    Key("Treaty", treaty),
                    len(sides[day, treaty]),
                    len(now),
                    len(now - before) if number else 0,
                    len(before - now),
                    (day, treaty) in covered,
                )
            )
            before = now
    return found


def network_over_time(recorded: Recorded, days: Sequence[dt.date]) -> list[Network]:
    """Return one row a day: States linked, institutions, links and how densely States are tied."""
    found = []
    for day in days:
        projection = project(recorded, day, dated=True)
        kinds = Counter(projection.layers)
        agreements = {f.end for f in recorded.holding("CONCLUDED", day)}
        covered = {f.end for f in recorded.holding("COVERS", day) if f.end.label == "Treaty"}
        found.append(
            Network(
                day,
                int((projection.biadjacency.sum(axis=1) > 0).sum()),
                kinds["treaty"],
                kinds["body"] + kinds["mechanism"],
                len(agreements),
                int(projection.biadjacency.nnz),
                *_density(projection),
                len(covered),
            )
        )
    return found


def clusters_over_time(recorded: Recorded, days: Sequence[dt.date]) -> list[Grouping]:
    """Return one row a day: clusters, how they agree with those of the day before, which lines began and merged."""
    partitions = [(day, clusters_at(recorded, day, dated=True)) for day in days]
    return groupings(partitions, over_time(partitions))


def groupings(partitions: Sequence[tuple[dt.date, Partition]], continued: Sequence[Continued]) -> list[Grouping]:
    """Return what `clusters_over_time` does from partitions and their lines."""
    found: list[Grouping] = []
    before: Partition | None = None
    lines_before: dict[str, int] = {}
    for day, parted in partitions:
        here = [known for known in continued if known.day == day]
        lines = {state: known.line for known in here for state in known.cluster.states}
        went: dict[int, Counter[int]] = {}
        for state, line in lines_before.items():
            if line not in lines.values():
                went.setdefault(line, Counter())[lines.get(state, 0)] += 1
        merged = {}
        for line, targets in sorted(went.items()):
            target, number = min(targets.items(), key=lambda item: (-item[1], item[0]))
            if target and 2 * number >= sum(targets.values()):
                merged[line] = target
        found.append(
            Grouping(
                day,
                len(parted.clusters),
                max((len(cluster.states) for cluster in parted.clusters), default=0),
                len(parted.unassigned),
                parted.modularity,
                None if before is None else adjusted_rand(before.of, parted.of),
                tuple(known.line for known in here if known.overlap is None) if before is not None else (),
                merged,
            )
        )
        before, lines_before = parted, lines
    return found


def _density(projection: Projection) -> tuple[float, float, float]:
    states, institutions = projection.biadjacency.shape
    if states < 2 or institutions == 0:
        return 0.0, 0.0, 0.0
    biadjacency = projection.biadjacency.toarray()
    shared = biadjacency @ biadjacency.T
    above = shared[np.triu_indices(states, 1)]
    return float(biadjacency.mean()), float((above > 0).mean()), float(above.mean())
