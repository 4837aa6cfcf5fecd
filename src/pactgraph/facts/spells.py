"""
When a fact holds: claims about one fact become spells, and every spell gets the days on which it certainly holds.

A start known by month or year is certain from the last day it can mean, an end from the first. A fact without a start
holds from the first day on which a source that states it speaks: a roster of 2025 does not say who belonged in 2014.
Snapshots of a roster speak of their own days only: what they have is seen from one day to another, and a change lies in
between, or earlier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Key, Value
from pactgraph.facts.schema import RelationshipType

if TYPE_CHECKING:
    from pactgraph.facts.sources import Source

NEVER = dt.date(9999, 12, 31)
"""Stands for an end that is not known."""
ALWAYS = dt.date.min
"""Stands for a beginning that nothing bounds."""
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """The days a build decides for a fact: see `schema.HOLDS`. `known` is None where no source vouches for it."""

    first: dt.date
    end: dt.date
    known: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether the fact holds on `day`."""
        return self.first <= day < self.end

    def properties(self) -> dict[str, object]:
        """Return the days as the store holds them."""
        days: dict[str, object] = {"holds_from": self.first, "holds_until": self.end}
        return days if self.known is None else days | {"known_until": self.known}


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """First day and end of nodes, where they are stated: nothing holds of a node before the one or after the other."""

    days: Mapping[Key, tuple[dt.date, dt.date]]

    def of(self, *keys: Key) -> tuple[dt.date, dt.date]:
        """Return the days on which all of `keys` exist, as far as is stated."""
        found = [self.days[key] for key in keys if key in self.days]
        return max((first for first, _ in found), default=ALWAYS), min((end for _, end in found), default=NEVER)


def existence(label: str, properties: Mapping[str, object]) -> tuple[dt.date, dt.date]:
    """Return the first day of a node and the first on which it is no more, as stated; ALWAYS and NEVER where not."""
    born, gone = properties.get(_BORN.get(label, "founded")), properties.get(_GONE.get(label, "ended"))
    return born if isinstance(born, dt.date) else ALWAYS, gone if isinstance(gone, dt.date) else NEVER


_BORN = {"Treaty": "adopted", "Document": "issued"}
_GONE = {"BilateralAgreement": "terminated"}
"""Properties with the first day of a node and the first day it is no more, by label; else `founded` and `ended`."""


def spoken(claim: Claim, sources: Mapping[str, Source]) -> PartialDate:
    """Return the day up to which a claim speaks: its place's own where it is stated, else its source's."""
    return claim.as_of or sources[claim.source].as_of_date


class Speaking:
    """On which day a claim speaks: its place's own, of a treaty its list's, else the day its source speaks for."""

    def __init__(self, claims: Iterable[Claim], sources: Mapping[str, Source]) -> None:
        self._days = {id_: source.as_of_date.last_day for id_, source in sources.items()}
        self._lists: dict[tuple[str, Key], dt.date] = {}
        for claim in claims:
            until = claim.properties.get("until")
            if claim.type == "COVERS" and claim.end.label == "Treaty" and isinstance(until, PartialDate):
                self._lists[claim.source, claim.end] = until.first_day - _ONE_DAY

    def day(self, claim: Claim) -> dt.date:
        """Return the last day for which the claim's source vouches for it."""
        if claim.as_of is not None:
            return claim.as_of.last_day
        seen = claim.properties.get("seen_until")
        if isinstance(seen, PartialDate):
            return seen.last_day
        return self._lists.get((claim.source, claim.end), self._days[claim.source])

    def first(self, claim: Claim) -> dt.date:
        """Return the first day on which the claim's source has it, where it gives no start."""
        seen = claim.properties.get("seen_from")
        return seen.last_day if isinstance(seen, PartialDate) else self.day(claim)


def held(
    claims: Sequence[Claim],
    since: Value | None,
    until: Value | None,
    declared: RelationshipType,
    speaking: Speaking,
    lifetimes: Lifetimes,
) -> Held:
    """Return when the fact that `claims` (of one spell) state holds, `since` and `until` being what they agree on."""
    speak = [speaking.day(claim) for claim in claims]
    born, gone = lifetimes.of(claims[0].start, claims[0].end)
    known: dt.date | None = max(speak)
    end = until.first_day if isinstance(until, PartialDate) else NEVER
    counted = _counted(claims, declared.counted_from)
    if isinstance(since, PartialDate):
        first = since.last_day if counted is None or counted < since.first_day else min(since.last_day, counted)
    elif declared.lasting:
        first = ALWAYS
    elif counted is not None:
        first = counted
    else:
        first = min(speak)
        if declared.changes_hands and end == NEVER:
            end = max(speak) + _ONE_DAY
    if last := _counted(claims, declared.counted_to):
        known = last
    return bounded(first, end, known, born, gone)


def bounded(first: dt.date, end: dt.date, known: dt.date | None, born: dt.date, gone: dt.date) -> Held:
    """Return days within `born` and `gone`; `known` within the fact's own days. What ends before it begins is empty."""
    first, end = max(first, born), min(end, gone)
    if end <= first:
        return Held(first, first, first)
    return Held(first, end, None if known is None else max(first, min(known, end - _ONE_DAY)))


def last_day(day: dt.date, precision: object) -> dt.date:
    """Return the last day a stored date of this precision can mean."""
    return PartialDate(day, precision).last_day if precision in ("month", "year") else day


def possible(properties: Mapping[str, object], held_: Held) -> tuple[dt.date, dt.date]:
    """Return the first day on which a merged fact can hold, and the first on which it no longer can."""
    since, until = properties.get("since"), properties.get("until")
    first = min(held_.first, since) if isinstance(since, dt.date) else held_.first
    if not isinstance(until, dt.date):
        return first, held_.end
    return first, max(held_.end, last_day(until, properties.get("until_precision")))


def _counted(claims: Sequence[Claim], name: str) -> dt.date | None:
    """Return the last day a property means that bounds the fact (a date, or a year), from the first that states it."""
    for claim in claims:
        value = claim.properties.get(name)
        if isinstance(value, PartialDate):
            return value.last_day
        if isinstance(value, int):
            return dt.date(value, 12, 31)
    return None


def spells(claims: list[Claim], sources: Mapping[str, Source], speaking: Speaking) -> list[list[Claim]]:
    """
    Group claims whose times overlap; claims that follow one another are separate spells, earliest first.

    A claim without dates belongs to the last spell, or is a spell of its own when its source, of no lesser authority,
    speaks of a day after the last spell's end.
    """
    found: list[tuple[dt.date, dt.date, list[Claim]]] = []
    without = []
    for claim in sorted(claims, key=window):
        start, end = window(claim)
        if undated(claim):
            without.append(claim)
        elif found and start < found[-1][1] and not _advances(claim, found[-1][2], speaking):
            first, last, members = found[-1]
            found[-1] = (first, max(last, end), [*members, claim])
        else:
            found.append((start, end, [claim]))
    if not found:
        return [claims]
    ended = max(_last_day(claim) for claim in found[-1][2])
    strongest = min(sources[claim.source].rank for claim in found[-1][2])
    after = [
        claim
        for claim in without
        if ended <= spoken(claim, sources).first_day and sources[claim.source].rank <= strongest
    ]
    found[-1][2].extend(claim for claim in without if claim not in after)
    groups = [members for _, _, members in found] + ([after] if after else [])
    order = {id(claim): position for position, claim in enumerate(claims)}
    return [sorted(members, key=lambda c: order[id(c)]) for members in groups]


def undated(claim: Claim) -> bool:
    """Whether the claim gives neither a start nor an end, nor days on which it was seen."""
    return not claim.properties.keys() & {"since", "until", "seen_from"}


def window(claim: Claim) -> tuple[dt.date, dt.date]:
    """
    Return the first day a claim's start and end can mean, open ends as the first and last day there are.

    What was seen began by its first day, and had ended by the first day without it.
    """
    since = claim.properties.get("since") or claim.properties.get("seen_from")
    until = claim.properties.get("until") or claim.properties.get("absent_from")
    return (
        since.first_day if isinstance(since, PartialDate) else dt.date.min,
        until.first_day if isinstance(until, PartialDate) else dt.date.max,
    )


def _advances(claim: Claim, members: Iterable[Claim], speaking: Speaking) -> bool:
    """Whether the claim gives another status from a day on of which no source of the open spell speaks."""
    start, _ = window(claim)
    return start > ALWAYS and all(
        claim.properties.get("status") != other.properties.get("status")
        and "until" not in other.properties
        and speaking.day(other) < start
        for other in members
    )


def stated_on(claim: Claim, day: dt.date, as_of: PartialDate) -> tuple[bool, bool]:
    """Return whether what a source of `as_of` claims certainly holds on `day`, and whether it possibly does."""
    since, until = claim.properties.get("since"), claim.properties.get("until")
    seen, unseen = claim.properties.get("seen_from"), claim.properties.get("seen_until")
    # A roster without dates is certain on the days it speaks of, and possible before.
    begun, may_have_begun = as_of.first_day <= day, True
    lasts, may_last = True, True
    if isinstance(seen, PartialDate) and isinstance(unseen, PartialDate):
        gone = claim.properties.get("absent_from")
        begun, lasts = seen.last_day <= day, day <= unseen.last_day
        may_last = not isinstance(gone, PartialDate) or day < gone.first_day
    if isinstance(since, PartialDate):
        begun, may_have_begun = since.last_day <= day, since.first_day <= day
    if isinstance(until, PartialDate):
        lasts, may_last = until.first_day > day, until.last_day > day
    return begun and lasts, may_have_begun and may_last


def _last_day(claim: Claim) -> dt.date:
    until = claim.properties.get("until")
    return until.last_day if isinstance(until, PartialDate) else dt.date.max
