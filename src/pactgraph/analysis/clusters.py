"""
Clusters of States: Louvain communities of their strongest ties.

Blondel et al. 2008, Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008;
modularity with resolution: Reichardt & Bornholdt 2006, Physical Review E 74, 016110. Why Louvain, eight ties and this
resolution: docs/explanation/decisions, "Clusters".

Many partitions of a graph are nearly as good as the best (Good, de Montjoye & Clauset 2010, Physical Review E 81,
046106). Of a series of days each but the last takes, of those within NEAR of the best, the one most like that of the
day after; one more run starts from the clusters of that day (Aynaud & Guillaume 2010, Static community detection
algorithms for evolving networks, WiOpt). So clusters change where ties do, and the last day has those it has alone.

Clusters of different days are matched by the States they share: the assignment of one to another that maximizes the sum
of Jaccard indices, and only pairs with an index of at least SAME (Greene, Doyle & Cunningham 2010, Tracking the
evolution of communities in dynamic social networks, ASONAM).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from pactgraph.analysis.louvain import louvain, modularity, weighted
from pactgraph.analysis.projection import SHARED, Layer, Projection, project
from pactgraph.analysis.ties import STRONGEST, Tie, strongest, ties
from pactgraph.facts.records import Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt

SEED = 2014
RESOLUTION = 1.0
TRIALS = 10
"""Louvain runs with as many seeds; the partition of the highest modularity is kept, of equal ones the first."""
NEAR = 0.01
"""A partition with a modularity lower by this much is nearly as good."""
MARKS = 3
"""How many distinguishing institutions a cluster has at most."""
MARKS_IN_NAME = 2
LONGEST_IN_NAME = 40
"""Letters of an institution's acronym or name beyond which another, less distinguishing one names a cluster."""
SAME = 0.3
"""Jaccard index of their States from which a cluster of a later day counts as the same."""
_LEAST_SHARE = 0.5
_LEAST_DIFFERENCE = 1e-12


@dataclass(frozen=True, slots=True)
class Mark:
    """
    An institution that sets a cluster apart: the shares (0 to 1) of States inside and outside that take part.

    `score` is the harmonic mean of `inside` and of the share of its participants that are in the cluster (the F
    measure, van Rijsbergen 1979, Information Retrieval, chapter 7): 1.0 when the cluster is exactly its participants.
    """

    institution: Key
    inside: float
    outside: float
    score: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """States sorted by id, numbered from 1 by falling size; `marks` strongest first; `named_clusters` gives `name`."""

    number: int
    states: tuple[str, ...]
    marks: tuple[Mark, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Partition:
    """
    All clusters; States without any tie are in none (`unassigned`).

    `as_alone` is the adjusted Rand index with the clusters of that day alone, where those of another day had a say.
    """

    clusters: tuple[Cluster, ...]
    unassigned: tuple[str, ...]
    modularity: float
    as_alone: float = 1.0

    @property
    def of(self) -> dict[str, int]:
        """Cluster number by State."""
        return {state: cluster.number for cluster in self.clusters for state in cluster.states}

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that name this partition: equal digests mean equal clusters."""
        text = ";".join(",".join(cluster.states) for cluster in self.clusters)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def partition(
    projection: Projection,
    kept: Sequence[Tie],
    *,
    resolution: float = RESOLUTION,
    seed: int = SEED,
    trials: int = TRIALS,
    like: Partition | None = None,
) -> Partition:
    """
    Return the clusters of the graph of the ties `kept`, weighted by their weight.

    With `like` those of the partitions nearly as good as the best that are most like it. The same ties give the same
    clusters under any hash seed and order: nodes are whole numbers, inserted sorted.
    """
    order = {state: row for row, state in enumerate(projection.states)}
    linked = sorted({order[state] for tie in kept for state in (tie.one, tie.other)})
    node = {row: number for number, row in enumerate(linked)}
    links = sorted((node[order[tie.one]], node[order[tie.other]], round(tie.weight, 9)) for tie in kept)
    graph = weighted(len(linked), links)
    runs = [louvain(graph, resolution, seed + trial) for trial in range(trials if linked else 0)]
    if like is not None and runs:
        runs.append(louvain(graph, resolution, seed, _start([projection.states[row] for row in linked], like.of)))
    # Rounded, so that the last bits of a sum do not decide between equal partitions.
    measured = [round(modularity(graph, run, resolution), 9) for run in runs]
    placed = [
        {projection.states[linked[node]]: place for place, community in enumerate(run) for node in community}
        for run in runs
    ]
    alone = max(range(min(trials, len(runs))), key=lambda run: measured[run], default=-1)
    chosen = alone
    if like is not None and runs:
        near = [run for run in range(len(runs)) if measured[run] >= max(measured) - NEAR]
        chosen = max(near, key=lambda run: (round(adjusted_rand(like.of, placed[run]), 9), measured[run]))
    groups = [sorted(linked[node] for node in community) for community in (runs[chosen] if runs else [])]
    groups.sort(key=lambda group: (-len(group), group))
    clusters = tuple(
        Cluster(number, tuple(projection.states[row] for row in group), marks)
        for number, (group, marks) in enumerate(zip(groups, _marks(projection, groups), strict=True), start=1)
    )
    in_a_tie = set(linked)
    unassigned = tuple(state for state in projection.states if order[state] not in in_a_tie)
    if not runs:
        return Partition(clusters, unassigned, 0.0)
    return Partition(clusters, unassigned, measured[chosen], adjusted_rand(placed[alone], placed[chosen]))


def clusters_at(
    then: AsAt, layers: Sequence[Layer] = SHARED, *, each: int = STRONGEST, resolution: float = RESOLUTION
) -> Partition:
    """Return the clusters of UN Member States by the `each` strongest ties of each in `layers`, with their names."""
    projection = project(then, layers)
    return named_clusters(then, partition(projection, strongest(ties(projection), each), resolution=resolution))


def clusters_of_days(days: Sequence[AsAt], layers: Sequence[Layer] = SHARED) -> list[tuple[dt.date, Partition]]:
    """
    Return the clusters on each of `days` in their order, with their names.

    The last day's are its own; every other day's are, of those nearly as good as its best, most like the next day's.
    """
    *earlier, last = sorted(days, key=lambda then: then.day)
    found = [(last.day, last.partition if tuple(layers) == SHARED else clusters_at(last, layers))]
    for then in reversed(earlier):
        projection = project(then, layers)
        parted = partition(projection, strongest(ties(projection)), like=found[-1][1])
        found.append((then.day, named_clusters(then, parted)))
    return found[::-1]


def named_clusters(then: AsAt, found: Partition) -> Partition:
    """
    Return the partition with a name for each cluster, no two alike: `Western Africa (ECOWAS, AU)`.

    It is what sets a cluster apart most, but institutions that only a long name is known of, after the subregion of
    which more than half of its States are, if there is one; where there is neither, its number.
    """
    subregion = {state: name for name, states in then.subregions.items() for state in states}
    named: list[Cluster] = []
    taken: set[str] = set()
    for cluster in found.clusters:
        apart = [then.short(mark.institution) for mark in cluster.marks]
        marks = ", ".join([short for short in apart if len(short) <= LONGEST_IN_NAME][:MARKS_IN_NAME] or apart[:1])
        counted = Counter(subregion[state] for state in cluster.states if state in subregion)
        place = next((name for name, number in counted.most_common(1) if 2 * number > len(cluster.states)), "")
        name = f"{place} ({marks})" if place and marks else place or marks or str(cluster.number)
        name = f"{name} {cluster.number}" if name in taken else name
        taken.add(name)
        named.append(replace(cluster, name=name))
    return replace(found, clusters=tuple(named))


@dataclass(frozen=True, slots=True)
class Inside:
    """
    What lies within clusters.

    `pairs`: the share of pairs of Member States. `detected`: victims detected in another Member State than their own,
    least and most; `between`: those of them whose two States are of one cluster.
    """

    pairs: float
    detected: tuple[int, int]
    between: tuple[int, int]

    @property
    def in_words(self) -> str:
        """Both shares in a few words; nothing where no victims are recorded."""
        if not all(self.detected):
            return ""
        shares = sorted(part / whole for part, whole in zip(self.between, self.detected, strict=True))
        of_victims = " to ".join(dict.fromkeys(f"{share:.0%}" for share in shares))
        of = "of victims detected in another State than their own"
        return f"within clusters are {self.pairs:.0%} of pairs of States, and {of_victims} {of}"


def inside(then: AsAt, found: Partition) -> Inside:
    """
    Return how much lies within the clusters of `found`: a check that they mean something, with facts not used for them.

    Figures of a corridor are those of all years its source has.
    """
    members, of = set(then.members), found.of
    detected, between = [0, 0], [0, 0]
    for fact in then.detections:
        ends = fact.start.id, fact.end.id
        least, most = fact.properties.get("victims_min"), fact.properties.get("victims_max")
        if fact.start != fact.end and members.issuperset(ends) and isinstance(least, int) and isinstance(most, int):
            together = ends[0] in of and of[ends[0]] == of.get(ends[1])
            for place, number in enumerate((least, most)):
                detected[place] += number
                between[place] += number * together
    pairs = sum(comb(len(cluster.states), 2) for cluster in found.clusters) / max(comb(len(members), 2), 1)
    return Inside(pairs, (detected[0], detected[1]), (between[0], between[1]))


@dataclass(frozen=True, slots=True)
class Continued:
    """
    A cluster on one of several days.

    `line` numbers what it continues, from 1 in order of appearance; `overlap` is the Jaccard index with the line's last
    cluster before, None when the line begins here. `joined` and `left` are against that cluster.
    """

    day: dt.date
    line: int
    cluster: Cluster
    overlap: float | None
    joined: tuple[str, ...]
    left: tuple[str, ...]


def over_time(partitions: Sequence[tuple[dt.date, Partition]]) -> list[Continued]:
    """
    Return the clusters of every day, each with the line it continues, by day and number.

    A line not continued on one day may be on a later one.
    """
    lines: dict[int, Cluster] = {}
    found = []
    for day, parted in partitions:
        matched = _matched(list(lines.items()), parted.clusters)
        for cluster in parted.clusters:
            line = matched.get(cluster.number)
            before = lines.get(line) if line is not None else None
            if line is None:
                line = max(lines, default=0) + 1
            lines[line] = cluster
            now, then = set(cluster.states), set(before.states) if before else set()
            overlap = len(now & then) / len(now | then) if before else None
            joined, left = (tuple(sorted(now - then)), tuple(sorted(then - now))) if before else ((), ())
            found.append(Continued(day, line, cluster, overlap, joined, left))
    return found


def adjusted_rand(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """
    Return how far two partitions agree on the States that are in both: 1.0 alike, about 0.0 by chance.

    Hubert & Arabie 1985, Comparing partitions, Journal of Classification 2.
    """
    common = sorted(one.keys() & other.keys())
    together = sum(comb(n, 2) for n in Counter((one[s], other[s]) for s in common).values())
    first = sum(comb(n, 2) for n in Counter(one[s] for s in common).values())
    second = sum(comb(n, 2) for n in Counter(other[s] for s in common).values())
    by_chance = first * second / max(comb(len(common), 2), 1)
    most = (first + second) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def _start(states: Sequence[str], clusters: Mapping[str, int]) -> list[int]:
    """Return for each State the first in the same of `clusters`, by place; who is in none stands alone."""
    first: dict[int, int] = {}
    return [first.setdefault(clusters.get(state, -1 - place), place) for place, state in enumerate(states)]


def _matched(lines: Sequence[tuple[int, Cluster]], clusters: Sequence[Cluster]) -> dict[int, int]:
    """
    Return line by cluster number for the clusters that continue one: of all assignments that with the largest sum.

    A cluster shares enough with a few lines at most, so all that is possible is tried; of equal sums the earlier lines.
    """
    candidates = [
        (
            cluster.number,
            [
                (line, index)
                for line, old in lines
                if (index := len({*old.states} & {*cluster.states}) / len({*old.states} | {*cluster.states})) >= SAME
            ],
        )
        for cluster in clusters
    ]

    @cache
    def best(place: int, taken: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if place == len(candidates):
            return 0.0, ()
        number, possible = candidates[place]
        found = best(place + 1, taken)
        for line, index in possible:
            if line not in taken:
                total, rest = best(place + 1, taken | {line})
                if total + index > found[0] + _LEAST_DIFFERENCE:
                    found = total + index, ((number, line), *rest)
        return found

    return dict(best(0, frozenset())[1])


def _marks(projection: Projection, groups: Sequence[Sequence[int]]) -> list[tuple[Mark, ...]]:
    """
    Return for every group the institutions that at least half of it takes part in, highest score first.

    Each institution marks only the group with which it scores highest, so that no two groups bear the same name; a
    group left without any takes what others have, too.
    """
    participants = projection.biadjacency.sum(axis=0)
    members = np.zeros((len(groups), len(projection.states)))
    for number, rows in enumerate(groups):
        members[number, list(rows)] = 1.0
    sizes = members.sum(axis=1, keepdims=True)
    within = (projection.biadjacency.T @ members.T).T
    inside = within / sizes
    outside = (participants - within) / np.maximum(len(projection.states) - sizes, 1.0)
    score = (2.0 * within / (sizes + participants)).round(9)
    best = score.max(axis=0, initial=0.0)
    found = []
    for number in range(len(groups)):
        apart = (inside[number] >= _LEAST_SHARE) & (inside[number] > outside[number])
        ranked = sorted(
            (
                -float(score[number, column]),
                projection.institutions[column].label,
                projection.institutions[column].id,
                column,
            )
            for column in np.flatnonzero(apart).tolist()
        )
        own = [place for place in ranked if -place[0] == best[place[-1]]]
        found.append(
            tuple(
                Mark(
                    projection.institutions[column],
                    float(inside[number, column]),
                    float(outside[number, column]),
                    -value,
                )
                for value, _, _, column in (own or ranked)[:MARKS]
            )
        )
    return found
