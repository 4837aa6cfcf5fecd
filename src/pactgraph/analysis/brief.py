"""What is recorded of one State, what is missing, what is unknown, and who could be asked: the contents of a brief."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactgraph.analysis.gaps import Gap, bilateral_gaps, corridor_gaps, instrument_gaps, neighbours, ratification_gaps
from pactgraph.analysis.legal_basis import LegalBasis
from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Fact, Recorded, project
from pactgraph.analysis.ties import Tie, partners, ties
from pactgraph.analysis.unlinked import Links, unlinked
from pactgraph.facts.records import Key


@dataclass(frozen=True, slots=True)
class Missing:
    """A treaty the State is not party to though most of its peers are, and which neighbours could be asked about it."""

    treaty: Key
    standing: str
    expectations: tuple[str, ...]
    ask: tuple[Fact, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A neighbour or corridor partner: what is recorded between the two, and whether absence of agreements is known."""

    state: Key
    border: Fact | None
    victims_here: Fact | None
    victims_there: Fact | None
    treaties: tuple[str, ...]
    agreements: tuple[str, ...]
    agreements_known: bool

    @property
    def unbased(self) -> bool:
        """Whether no legal basis is recorded between the two."""
        return not self.treaties and not self.agreements


@dataclass(frozen=True)
class Brief:
    """One State as at a day. Lists are in the order a reader needs them: the most telling first."""

    state: Key
    day: dt.date
    links: Links
    rank: int
    states: int
    party: list[Fact]
    signed: list[Gap]
    missing: list[Missing]
    unknown: list[Key]
    bodies: list[Fact]
    agreements: list[Fact]
    partners: list[Partner]
    strongest: list[tuple[str, Tie]]
    disputed: list[Fact]

    @property
    def unbased(self) -> list[Partner]:
        """Partners with whom no legal basis is recorded."""
        return [partner for partner in self.partners if partner.unbased]


def brief(recorded: Recorded, day: dt.date, state: str, groups: Mapping[str, Iterable[str]]) -> Brief:
    """
    Return what a coordinator needs to know of `state` as at `day`; `groups` are those of `instrument_gaps`.

    Raises KeyError when `state` is no UN Member State: gaps and ties are computed between those.
    """
    key = Key("State", state)
    if state not in recorded.members:
        raise KeyError(state)
    participation, basis = Participation(recorded, day), LegalBasis(recorded, day)
    around = neighbours(recorded, day)
    ranking = unlinked(recorded, day)
    rank = next(place for place, links in enumerate(ranking, start=1) if links.state == state)
    own = {group: members for group, members in groups.items() if state in members}
    found = [g for g in instrument_gaps(recorded, day, own, around=around) if g.subject == key and g.answer == "gap"]
    expectations: dict[Key, list[Gap]] = defaultdict(list)
    for gap in found:
        if gap.about is not None:
            expectations[gap.about].append(gap)
    missing = [
        Missing(
            treaty,
            gaps[0].standing,
            tuple(gap.expectation for gap in sorted(gaps, key=_strength)),
            tuple(
                participation.parties[other, treaty.id]
                for other in around.get(state, ())
                if (other, treaty.id) in participation.parties
            ),
            gaps[0].facts,
        )
        for treaty, gaps in expectations.items()
    ]
    missing.sort(key=lambda m: (min(_strength(g) for g in expectations[m.treaty]), m.treaty.id))
    projection = project(recorded, day)
    facts = [
        fact
        for type_ in ("PARTY_TO", "SIGNED", "MEMBER_OF", "CONCLUDED", "BORDERS")
        for fact in recorded.holding(type_, day)
        if key in (fact.start, fact.end)
    ]
    return Brief(
        key,
        day,
        ranking[rank - 1],
        rank,
        len(ranking),
        sorted((f for f in facts if f.type == "PARTY_TO"), key=lambda f: (_topic(recorded, f), f.end.id)),
        [gap for gap in ratification_gaps(recorded, day) if gap.subject == key],
        missing,
        [Key("Treaty", t) for t in participation.treaties if participation.standing(state, t) == "unknown"],
        [fact for fact in facts if fact.type == "MEMBER_OF" and fact.start == key],
        sorted(
            (f for f in facts if f.type == "CONCLUDED"), key=lambda f: (f.since or dt.date.min, f.end.id), reverse=True
        ),
        _partners(recorded, day, state, around.get(state, []), basis),
        partners(ties(projection), state)[:6],
        [fact for fact in facts if fact.properties.get("disputed") is True],
    )


def _partners(recorded: Recorded, day: dt.date, state: str, around: list[str], basis: LegalBasis) -> list[Partner]:
    borders = {
        other: fact
        for fact in recorded.holding("BORDERS", day)
        if state in (fact.start.id, fact.end.id)
        and fact.properties.get("kind") == "land"
        and (other := fact.end.id if fact.start.id == state else fact.start.id) in around
    }
    here: dict[str, Fact] = {}
    there: dict[str, Fact] = {}
    for fact in recorded.facts.get("DETECTED_VICTIMS", ()):
        if fact.start.id != fact.end.id:
            if fact.end.id == state:
                here[fact.start.id] = fact
            elif fact.start.id == state:
                there[fact.end.id] = fact
    known = {
        (gap.subject.id, gap.other.id if gap.other else "")
        for gap in (*bilateral_gaps(recorded, day), *corridor_gaps(recorded, day))
        if gap.answer == "gap"
    }
    found = [
        Partner(
            Key("State", other),
            borders.get(other),
            here.get(other),
            there.get(other),
            tuple(basis.shared_treaties(state, other)),
            tuple(basis.agreements(state, other)),
            basis.agreements_covered(state, other) or (state, other) in known or (other, state) in known,
        )
        for other in sorted({*around, *here, *there})
        if Key("State", other) in recorded.nodes
    ]
    return sorted(found, key=lambda p: (not p.unbased, p.border is None, -_victims(p), p.state.id))


def _victims(partner: Partner) -> int:
    numbers = [f.properties.get("victims_min") for f in (partner.victims_here, partner.victims_there) if f is not None]
    return sum(number for number in numbers if isinstance(number, int))


def _strength(gap: Gap) -> tuple[float, int]:
    return -gap.met / max(gap.peers, 1), -gap.peers


def _topic(recorded: Recorded, fact: Fact) -> str:
    first = {"trafficking": "0", "organized_crime": "1"}
    topic = str(recorded.nodes[fact.end].get("topic", ""))
    return first.get(topic, "2" + topic)
