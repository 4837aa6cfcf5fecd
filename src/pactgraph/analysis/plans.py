"""
Which accessions, or which bilateral agreements, would close most gaps.

The gaps of the day (answer `gap`; unknown ones are left out) are the ground set. An accession covers the gaps it would
close, so that the number closed is a monotone submodular function of the accessions chosen. Taking the one with the
largest marginal gain at every step closes at least 1 - 1/e (63 %) of what the best choice of as many accessions could
(Nemhauser, Wolsey & Fisher 1978, Mathematical Programming 14). Gains are evaluated lazily (Minoux 1978): a gain never
grows as others are chosen.

An agreement concerns one pair of States only. Between two States the first closes what any agreement would, and each
closes the topic it is on: gains within a pair never grow, and pairs do not touch one another. So taking the largest
gain at every step closes as many gaps as any choice of as many agreements.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.analysis.legal_basis import ANY
from pactgraph.facts.records import Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.gaps import Gap

CLOSED_BY_ACCESSION = ("instrument", "border", "basis", "corridor")
"""Kinds of gap that an accession can close."""
CLOSED_BY_AGREEMENT = ("basis", "corridor", "bilateral")


@dataclass(frozen=True, slots=True)
class Step:
    """
    One accession: the gaps it closes beyond those closed before it, and how many are closed by then.

    `opens` counts borders at which the State would then be the only party: what the step would newly ask of others.
    """

    state: str
    treaty: str
    closes: tuple[Gap, ...]
    closed_by_then: int
    opens: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in their order, gains never growing; `gaps` is the size of the ground set."""

    steps: tuple[Step, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class AgreementStep:
    """
    One agreement between two States, `one` < `other`, on a topic (ANY where none is asked for).

    `closes` are the gaps it closes beyond those closed before it; a bilateral gap counts once for each topic.
    `victims` is the lower bound of victims detected between the two.
    """

    one: str
    other: str
    topic: str
    closes: tuple[Gap, ...]
    closed_by_then: int
    victims: int


@dataclass(frozen=True, slots=True)
class AgreementPlan:
    """Steps in their order, gains never growing; `gaps` is the size of the ground set."""

    steps: tuple[AgreementStep, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one accession would change: gaps that would be closed, and gaps that would arise."""

    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]


def plan(
    then: AsAt,
    *,
    steps: int,
    treaties: Collection[str] | None = None,
    states: Collection[str] | None = None,
) -> Plan:
    """
    Return the accessions, at most `steps`, that close most of the gaps, chosen greedily.

    `treaties` limits the instruments, `states` those that accede; the ground set are the gaps that such accessions
    could close. Equal gains: the smaller State id, then treaty id, goes first.
    """
    covers: dict[tuple[str, str], set[int]] = defaultdict(set)
    found: list[Gap] = []
    parties = then.parties
    for gap in _known(then, CLOSED_BY_ACCESSION):
        closing = [
            (state, treaty)
            for state, treaty in _closing(then, gap)
            if (states is None or state in states) and (treaties is None or treaty in treaties)
        ]
        for action in closing:
            covers[action].add(len(found))
        if closing:
            found.append(gap)
    queue = [(-len(places), action) for action, places in covers.items()]
    heapq.heapify(queue)
    closed: set[int] = set()
    chosen: list[Step] = []
    acceded: set[tuple[str, str]] = set()
    while queue and len(chosen) < steps:
        promised, action = heapq.heappop(queue)
        fresh = covers[action] - closed
        if len(fresh) < -promised:
            if fresh:
                heapq.heappush(queue, (-len(fresh), action))
            continue
        closed |= fresh
        acceded.add(action)
        state, treaty = action
        alone = [o for o in then.neighbours.get(state, ()) if o not in parties[treaty] and (o, treaty) not in acceded]
        chosen.append(Step(state, treaty, tuple(found[place] for place in sorted(fresh)), len(closed), len(alone)))
    return Plan(tuple(chosen), len(found))


def plan_agreements(then: AsAt, *, steps: int, states: Collection[str] | None = None) -> AgreementPlan:
    """
    Return the bilateral agreements, at most `steps`, that close most gaps of legal basis.

    The ground set: gaps of kind basis and corridor, and for gaps of kind bilateral each topic that is missing (answer
    `gap` only). `states` limits them to pairs of which at least one is among it. Equal gains: more victims first, then
    the smaller ids, then the topic.
    """
    shared: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    missing: dict[tuple[str, str], dict[str, Gap]] = defaultdict(dict)
    for gap in _known(then, CLOSED_BY_AGREEMENT):
        one, other = sorted(gap.states)
        if states is not None and not {one, other} & set(states):
            continue
        if gap.kind == "bilateral":
            missing[one, other] = dict.fromkeys(then.basis.missing_topics(one, other), gap)
        else:
            shared[one, other].append(gap)
    victims: dict[tuple[str, str], int] = defaultdict(int)
    for fact in then.detections:
        least = fact.properties.get("victims_min")
        pair = min(fact.start.id, fact.end.id), max(fact.start.id, fact.end.id)
        victims[pair] += least if isinstance(least, int) else 0
    offered: list[tuple[int, int, tuple[str, str], str, tuple[Gap, ...]]] = []
    for pair in shared.keys() | missing.keys():
        for place, topic in enumerate(missing[pair] or {ANY: None}):
            closed = tuple(shared[pair] if place == 0 else ()) + tuple(
                gap for known, gap in missing[pair].items() if known == topic
            )
            offered.append((-len(closed), -victims[pair], pair, topic, closed))
    offered.sort(key=lambda offer: offer[:4])
    found, by_then = [], 0
    for _, number, pair, topic, closed in offered[:steps]:
        by_then += len(closed)
        found.append(AgreementStep(*pair, topic, closed, by_then, -number))
    total = sum(map(len, shared.values())) + sum(map(len, missing.values()))
    return AgreementPlan(tuple(found), total)


def what_if(then: AsAt, state: str, treaty: str) -> Change:
    """Return what would change if `state` became party to `treaty` on that day: computed anew, not estimated."""
    before, after = (
        {_identity(gap): gap for gap in _known(day, CLOSED_BY_ACCESSION)}
        for day in (then, then.supposing(state, treaty))
    )
    return Change(
        tuple(gap for identity, gap in before.items() if identity not in after),
        tuple(gap for identity, gap in after.items() if identity not in before),
    )


def _known(then: AsAt, kinds: Sequence[str]) -> list[Gap]:
    """Return the gaps of some kinds whose answer is `gap`."""
    return [gap for kind in kinds for gap in then.answered(kind).gaps if gap.answer == "gap"]


def _closing(then: AsAt, gap: Gap) -> list[tuple[str, str]]:
    """Return the accessions, as State and treaty, that would close a gap."""
    if gap.about is not None:
        return [(gap.subject.id, gap.about.id)]
    if gap.other is None:
        return []
    return [
        (one, treaty)
        for one, other in ((gap.subject.id, gap.other.id), (gap.other.id, gap.subject.id))
        for treaty in then.basis.treaties
        if one not in then.parties[treaty] and other in then.parties[treaty] and then.asks(one, treaty)
    ]


def _identity(gap: Gap) -> tuple[str, Key, Key | None, Key | None]:
    """Return what makes two gaps the same question."""
    return gap.kind, gap.subject, gap.about, gap.other
