"""What is recorded of one State, what is missing, what is unknown, and who could be asked: the contents of a brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.analysis.gap_kinds import rests_on
from pactgraph.analysis.gaps import cannot_say_gap
from pactgraph.analysis.partners import Partner, partners
from pactgraph.analysis.peers import Measured, PeerGroup, measured_in
from pactgraph.analysis.unlinked import Links, unlinked
from pactgraph.facts.records import Key
from pactgraph.facts.standing import UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.gaps import Gap
    from pactgraph.analysis.recorded import Fact, Standing, Told
    from pactgraph.analysis.ties import Tie


@dataclass(frozen=True, slots=True)
class Towards:
    """Where the State stands towards a treaty, and what that rests on."""

    treaty: Key
    standing: Standing
    told: Told


@dataclass(frozen=True, slots=True)
class Core:
    """Where the State stands towards an instrument made against trafficking, and how many of its peers are party."""

    towards: Towards
    neighbours: Measured
    world: Measured


@dataclass(frozen=True, slots=True)
class Missing:
    """A treaty the State is not party to though most of its peers are, and the neighbours that are: whom to ask."""

    gap: Gap
    ask: tuple[tuple[Key, Told], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says of the State: a measure, with the status the report gives it."""

    measure: Key
    status: str
    fact: Fact


@dataclass(frozen=True)
class Brief:
    """One State as at a day. Lists are in the order a reader needs them: the most telling first."""

    state: Key
    day: dt.date
    links: Links
    states: int
    core: list[Core]
    """Instruments made against trafficking of which it is asked where the State stands, gap or not."""
    party: list[Towards]
    signed: list[Gap]
    missing: list[Missing]
    missing_unknown: list[Gap]
    unknown: list[Towards]
    asked: int
    """Treaties of which it is asked where the State stands."""
    bodies: list[Fact]
    agreements: list[Fact]
    titles: Mapping[str, Mapping[str, object]]
    partners: list[Partner]
    strongest: list[tuple[str, Tie]]
    said: list[Said]
    disputed: list[Fact]
    cannot_say_gap: dict[str, str]

    @property
    def unbased(self) -> list[Partner]:
        """Partners with whom no act of cooperation is provided by what is recorded."""
        return [partner for partner in self.partners if not partner.provided]


ABOUT_STATES = ("instrument", "ratification", "basis", "corridor", "bilateral")
"""Kinds of gap a brief tells of."""
STRONGEST_SHOWN = 6
"""Ties a brief shows."""


def brief(then: AsAt, state: str) -> Brief:
    """
    Return what a coordinator needs to know of `state`.

    Raises KeyError when `state` is no UN Member State on that day: gaps and ties are computed between those.
    """
    then.ahead(rests_on(ABOUT_STATES))
    from pactgraph.analysis.ties import partners as tied  # noqa: PLC0415 - brings numpy

    if state not in then.members:
        raise KeyError(state)
    key = Key("State", state)
    ranking = unlinked(then)
    own = next(links for links in ranking if links.state == state)
    # What is near one State is asked for by itself: a hundredth of what is read for all.
    near = {type_: then.facts.holding(type_, then.day, (key,)) for type_ in ("MEMBER_OF", "CONCLUDED", "REPORTED")}
    asked = {key, *(Key("State", other) for other in then.neighbours.get(state, ()))}
    told = then.facts.told(then.day, about=asked)
    towards = _towards(then, state, told)
    instrument = [gap for gap in then.answered("instrument").gaps if gap.subject == key]
    missing = [_missing(then, gap, told) for gap in instrument if gap.answer == "gap"]
    agreements = sorted(near["CONCLUDED"], key=lambda f: (f.since or dt.date.min, f.end.id), reverse=True)
    disputes = [f for type_ in ("PARTY_TO", "SIGNED", "BORDERS") for f in then.facts.holding(type_, then.day, (key,))]
    return Brief(
        key,
        then.day,
        own,
        len(ranking),
        _core(then, state, towards),
        sorted((t for t in towards if t.standing.answer == "party"), key=lambda t: (_topic(then, t), t.treaty.id)),
        [gap for gap in then.answered("ratification").gaps if gap.subject == key],
        missing,
        [gap for gap in instrument if gap.answer == "unknown"],
        [t for t in towards if t.standing.answer in UNSETTLED],
        len(towards),
        [fact for fact in near["MEMBER_OF"] if fact.start == key],
        agreements,
        then.facts.nodes_of("BilateralAgreement", {fact.end.id for fact in agreements}),
        partners(then, state),
        tied(then.tied, state)[:STRONGEST_SHOWN],
        [Said(fact.end, fact.text("status"), fact) for fact in near["REPORTED"] if fact.start == key],
        [f for f in (*disputes, *near["MEMBER_OF"], *near["CONCLUDED"]) if f.properties.get("disputed") is True],
        {kind: reason for kind in ABOUT_STATES if (reason := cannot_say_gap(then, kind))},
    )


def _towards(then: AsAt, state: str, told: Mapping[tuple[str, str], Told]) -> list[Towards]:
    return [
        Towards(Key("Treaty", treaty), then.standings[state, treaty], told[state, treaty])
        for treaty in then.treaties
        if (state, treaty) in told
    ]


def _core(then: AsAt, state: str, towards: list[Towards]) -> list[Core]:
    by_treaty = {one.treaty.id: one for one in towards}
    around = PeerGroup("neighbours", "neighbours", frozenset(then.neighbours.get(state, ())))
    return [
        Core(
            by_treaty[treaty],
            measured_in(around, then.parties[treaty]),
            measured_in(then.world(state, treaty), then.parties[treaty]),
        )
        for treaty in then.core
        if treaty in by_treaty
    ]


def _missing(then: AsAt, gap: Gap, told: Mapping[tuple[str, str], Told]) -> Missing:
    treaty = "" if gap.about is None else gap.about.id
    party = [state for state in then.neighbours.get(gap.subject.id, ()) if state in then.parties[treaty]]
    return Missing(gap, tuple((Key("State", state), told[state, treaty]) for state in party))


def _topic(then: AsAt, towards: Towards) -> str:
    first = {"trafficking": "0", "organized_crime": "1"}
    topic = str(then.facts.of("Treaty")[towards.treaty.id].get("topic", ""))
    return first.get(topic, "2" + topic)
