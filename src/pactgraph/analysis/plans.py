"""
Which accessions, or which bilateral agreements, would close most gaps.

The gaps of today (answer `gap`; unknown ones are left out) are the ground set. An accession covers the gaps it would
close, so that the number closed is a monotone submodular function of the accessions chosen. Taking the one with the
largest marginal gain at every step closes at least 1 - 1/e (63 %) of what the best choice of as many accessions could
(Nemhauser, Wolsey & Fisher 1978, Mathematical Programming 14). Gains are evaluated lazily (Minoux 1978): a gain never
grows as others are chosen.

An agreement concerns one pair of States only. Between two States the first closes what any agreement would, and each
closes the topic it is on: gains within a pair never grow, and pairs do not touch one another. So taking the largest
gain at every step closes as many gaps as any choice of as many agreements.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pactgraph.analysis.gaps import (
    Gap,
    basis_gaps,
    bilateral_gaps,
    border_gaps,
    corridor_gaps,
    instrument_gaps,
    neighbours,
)
from pactgraph.analysis.legal_basis import ANY, LegalBasis
from pactgraph.analysis.projection import Fact, Recorded
from pactgraph.facts.records import Key

Groups = Mapping[str, Iterable[str]]


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
    """What one accession would change: gaps of today that would be closed, and gaps that would arise."""

    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]


def plan(
    recorded: Recorded,
    day: dt.date,
    groups: Groups,
    *,
    steps: int,
    treaties: Sequence[str] | None = None,
    states: Collection[str] | None = None,
) -> Plan:
    """
    Return the accessions, at most `steps`, that close most of the gaps as at `day`, chosen greedily.

    `treaties` limits the instruments, `states` those that accede; `groups` are those of `instrument_gaps`. Equal gains:
    the smaller State id, then treaty id, goes first.
    """
    found = [g for g in _gaps(recorded, day, groups, treaties) if g.answer == "gap"]
    covers: dict[tuple[str, str], set[int]] = defaultdict(set)
    basis = LegalBasis(recorded, day)
    parties = basis.participation.parties
    for place, gap in enumerate(found):
        if gap.about is not None:
            covers[gap.subject.id, gap.about.id].add(place)
        elif gap.other is not None:
            for one, other in ((gap.subject.id, gap.other.id), (gap.other.id, gap.subject.id)):
                for treaty in basis.treaties if treaties is None else set(basis.treaties) & set(treaties):
                    if (one, treaty) not in parties and (other, treaty) in parties:
                        covers[one, treaty].add(place)
    around = neighbours(recorded, day)
    queue = [(-len(places), action) for action, places in covers.items() if states is None or action[0] in states]
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
        alone = [o for o in around.get(state, ()) if (o, treaty) not in parties and (o, treaty) not in acceded]
        chosen.append(Step(state, treaty, tuple(found[place] for place in sorted(fresh)), len(closed), len(alone)))
    return Plan(tuple(chosen), len(found))


def plan_agreements(
    recorded: Recorded, day: dt.date, *, steps: int, states: Collection[str] | None = None
) -> AgreementPlan:
    """
    Return the bilateral agreements, at most `steps`, that close most gaps of legal basis as at `day`.

    The ground set: gaps of kind basis and corridor, and for gaps of kind bilateral each topic that is missing (answer
    `gap` only). `states` limits them to pairs of which at least one is among it. Equal gains: more victims first, then
    the smaller ids, then the topic.
    """
    basis = LegalBasis(recorded, day)
    shared: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    missing: dict[tuple[str, str], dict[str, Gap]] = defaultdict(dict)
    for gap in (*basis_gaps(recorded, day), *corridor_gaps(recorded, day), *bilateral_gaps(recorded, day)):
        if gap.answer != "gap" or gap.other is None:
            continue
        pair = min(gap.subject.id, gap.other.id), max(gap.subject.id, gap.other.id)
        if states is not None and not any(state in states for state in pair):
            continue
        if gap.kind == "bilateral":
            missing[pair] = dict.fromkeys(basis.missing_topics(*pair), gap)
        else:
            shared[pair].append(gap)
    victims: dict[tuple[str, str], int] = defaultdict(int)
    for fact in recorded.facts.get("DETECTED_VICTIMS", ()):
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


def what_if(recorded: Recorded, day: dt.date, groups: Groups, state: str, treaty: str) -> Change:
    """Return what would change if `state` became party to `treaty` on `day`: computed anew, not estimated."""
    accession = Fact("PARTY_TO", Key("State", state), Key("Treaty", treaty), day, None, {"action": "accession"})
    supposed = Recorded(
        recorded.nodes, {**recorded.facts, "PARTY_TO": [*recorded.facts.get("PARTY_TO", ()), accession]}
    )
    before, after = (
        {_identity(gap): gap for gap in _gaps(graph, day, groups, None) if gap.answer == "gap"}
        for graph in (recorded, supposed)
    )
    return Change(
        tuple(gap for identity, gap in before.items() if identity not in after),
        tuple(gap for identity, gap in after.items() if identity not in before),
    )


def _gaps(recorded: Recorded, day: dt.date, groups: Groups, treaties: Sequence[str] | None) -> list[Gap]:
    return [
        *instrument_gaps(recorded, day, groups, treaties, around=neighbours(recorded, day)),
        *border_gaps(recorded, day, treaties),
        *basis_gaps(recorded, day),
        *corridor_gaps(recorded, day),
    ]


def _identity(gap: Gap) -> tuple[str, Key, Key | None, Key | None, str]:
    """Return what makes two gaps the same question; of an instrument gap the peers, not how many of them are party."""
    whose = gap.expectation.split(" of ", maxsplit=1)[-1] if gap.kind == "instrument" else ""
    return gap.kind, gap.subject, gap.about, gap.other, whose
