"""
How cooperation grew: parties to each treaty, ties between States, and clusters, day by day.

Each day is asked about its own Member States and the treaties adopted by then. Every figure counts what is recorded;
what is not known of a day is counted beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactgraph.analysis.projection import project
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ABSENT, UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.clusters import Continued, Partition
    from pactgraph.analysis.projection import Projection


@dataclass(frozen=True, slots=True)
class Parties:
    """
    Where the Member States of a day stand towards a treaty; `members` are those asked.

    `not_party` counts those that have withdrawn, too, `unknown` what is disputed. `gained` and `lost` count parties
    since the day before in the series. `known_until`: the last day for which sources vouch for every answer that is
    known.
    """

    day: dt.date
    treaty: Key
    members: int
    party: int
    signatory: int
    not_party: int
    unknown: int
    gained: int
    lost: int
    known_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Network:
    """
    What links the UN Member States of a day.

    `density` is the share of possible links of States to institutions (those with two participants or more) that are
    recorded; `paired` the share of pairs of States that take part in any institution together; `mean_shared` the mean
    number of institutions a pair has in common; `unknown` the number of States and treaties of which nobody knows
    whether the State is party.
    """

    day: dt.date
    members: int
    linked: int
    treaties: int
    bodies: int
    agreements: int
    links: int
    density: float
    paired: float
    mean_shared: float
    unknown: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    The clusters on a day.

    `agreement` is the adjusted Rand index with the day before (None on the first), `as_alone` that with the clusters of
    that day alone; `began` are lines new on this day, `merged` maps a line that ended to the line in which at least
    half of its States are now.
    """

    day: dt.date
    clusters: int
    largest: int
    unassigned: int
    modularity: float
    agreement: float | None
    as_alone: float
    began: tuple[int, ...]
    merged: dict[int, int]


def parties_over_time(days: Sequence[AsAt], treaties: Collection[str] = ()) -> list[Parties]:
    """Return where States stand towards each of `treaties` (all by default) on each of `days`, by treaty and day."""
    found: list[Parties] = []
    before: dict[str, frozenset[str]] = {}
    for then in days:
        members = frozenset(then.members)
        counted: dict[str, Counter[str]] = {treaty: Counter() for treaty in then.treaties}
        known: dict[str, dt.date] = {}
        for (state, treaty), standing in then.standings.items():
            if state in members:
                counted[treaty][standing.answer] += 1
                if standing.known_until is not None:
                    known[treaty] = min(standing.known_until, known.get(treaty, standing.known_until))
        for treaty, answers in counted.items():
            if treaties and treaty not in treaties:
                continue
            now = then.parties[treaty] & members
            then_party = before.get(treaty)
            found.append(
                Parties(
                    then.day,
                    Key("Treaty", treaty),
                    answers.total(),
                    answers["party"],
                    answers["signatory"],
                    sum(answers[answer] for answer in ABSENT if answer != "signatory"),
                    sum(answers[answer] for answer in UNSETTLED),
                    0 if then_party is None else len(now - then_party),
                    0 if then_party is None else len(then_party - now),
                    known.get(treaty),
                )
            )
            before[treaty] = now
    return sorted(found, key=lambda row: (row.treaty.id, row.day))


def network_over_time(days: Sequence[AsAt]) -> list[Network]:
    """Return one row a day: States linked, institutions, links and how densely States are tied."""
    found = []
    for then in days:
        projection = project(then)
        kinds = Counter(projection.layers)
        members = frozenset(then.members)
        unknown = sum(
            standing.answer in UNSETTLED for (state, _), standing in then.standings.items() if state in members
        )
        found.append(
            Network(
                then.day,
                len(members),
                int((projection.biadjacency.sum(axis=1) > 0).sum()),
                kinds["treaty"],
                kinds["body"] + kinds["mechanism"],
                len({link.end for link in then.facts.links("CONCLUDED", then.day)}),
                int(projection.biadjacency.sum()),
                *_density(projection),
                unknown,
            )
        )
    return found


def clusters_over_time(days: Sequence[AsAt]) -> list[Grouping]:
    """Return one row a day: clusters, how they agree with those of the day before, which lines began and merged."""
    from pactgraph.analysis.clusters import clusters_of_days, over_time  # noqa: PLC0415 - as short as a command's start

    partitions = clusters_of_days(days)
    return groupings(partitions, over_time(partitions))


def groupings(partitions: Sequence[tuple[dt.date, Partition]], continued: Sequence[Continued]) -> list[Grouping]:
    """Return what `clusters_over_time` does from partitions and their lines."""
    from pactgraph.analysis.clusters import adjusted_rand  # noqa: PLC0415 - as above

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
                parted.as_alone,
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
    shared = projection.biadjacency @ projection.biadjacency.T
    above = shared[np.triu_indices(states, 1)]
    return float(projection.biadjacency.mean()), float((above > 0).mean()), float(above.mean())
