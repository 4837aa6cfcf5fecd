"""
Where a State stands towards a treaty, day by day: what follows from acts of consent, signatures and whole lists.

A whole list speaks of its day and of the days before it: who is not on it had joined, on any earlier day, only if a
recorded spell says so. After the last list its word stands, with its day. Whoever joined and left between two lists is
missed. A list that is silent where another source states a consent makes a dispute, never a "not party".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from pactgraph.facts.spells import Held

Answer = Literal["party", "signatory", "withdrawn", "not party", "disputed", "unknown"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
ABSENT: tuple[Answer, ...] = ("not party", "signatory", "withdrawn")
"""Answers by which somebody is known not to be bound: where consent is expected, these are gaps."""
UNSETTLED: tuple[Answer, ...] = ("unknown", "disputed")
"""Answers by which it is not known whether somebody is bound: never a gap, never counted as no."""
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Word:
    """
    What one source says of an act.

    `rank` is its authority (0 the strongest), `day` the last day it speaks of, `start` the last day its start can mean
    (None: it gives none), `ends` whether it states an end.
    """

    source: str
    locator: str
    rank: int
    day: dt.date
    start: dt.date | None = None
    ends: bool = False

    @property
    def asserted(self) -> dt.date:
        """First day on which the source has it: its start, else the day it speaks of."""
        return self.day if self.start is None else self.start


@dataclass(frozen=True, slots=True)
class Act:
    """
    One spell of consent, or a signature, with the words of its sources, the first taking precedence.

    It holds on the days of `held`. From `possible` it may hold, from `over` on it certainly does not: a date known by
    its year leaves days between on which nothing is known. `shown` is what a reader is told of it (STANDING.yml).
    """

    words: tuple[Word, ...]
    held: Held
    possible: dt.date
    over: dt.date
    shown: dict[str, object] = field(default_factory=dict)

    @property
    def sources(self) -> frozenset[str]:
        """Who states it."""
        return frozenset(word.source for word in self.words)


@dataclass(frozen=True, slots=True)
class WholeList:
    """A list of a treaty's parties that is whole as far as this State goes: its silence means something."""

    source: str
    locator: str
    rank: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """One spell: the answer, its days, who says so where; `shown` of the act it rests on; a dispute in a sentence."""

    answer: Answer
    held: Held
    said: tuple[tuple[str, str], ...] = ()
    shown: dict[str, object] = field(default_factory=dict)
    dispute: str = ""


def standings(
    consents: Sequence[Act], signatures: Sequence[Act], lists: Sequence[WholeList], born: dt.date, gone: dt.date
) -> list[Standing]:
    """
    Return consecutive spells from `born` up to but without `gone`; none where `gone` is not after `born`.

    `lists` are the whole lists that cover this State; `born` is the first day on which State and treaty both exist.
    """
    asked = _Asked(
        [act for act in consents if act.held.first < act.held.end],
        [act for act in signatures if act.held.first < act.held.end],
        sorted(lists, key=lambda one: (-one.day.toordinal(), one.source)),
    )
    if gone <= born:
        return []
    days = sorted({born} | {day for day in asked.turns() if born < day < gone})
    found: list[Standing] = []
    for day, end in zip(days, [*days[1:], gone], strict=True):
        answer, known, said, shown, dispute = asked.on(day)
        if found and (found[-1].answer, found[-1].said, found[-1].dispute) == (answer, said, dispute):
            day, _ = found[-1].held.first, found.pop()
        found.append(Standing(answer, Held(day, end, known), said, shown, dispute))
    return [_clipped(spell) for spell in found]


def _clipped(spell: Standing) -> Standing:
    """Return the spell with `known` no later than its own last day."""
    held = spell.held
    if held.known is None or held.known < held.end:
        return spell
    return Standing(
        spell.answer, Held(held.first, held.end, held.end - _ONE_DAY), spell.said, spell.shown, spell.dispute
    )


_Answered = tuple[Answer, dt.date | None, tuple[tuple[str, str], ...], dict[str, object], str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that is said of one State and treaty; `lists` newest first."""

    consents: Sequence[Act]
    signatures: Sequence[Act]
    lists: Sequence[WholeList]

    def turns(self) -> Iterator[dt.date]:
        """Yield every day from which the answer can be another than the day before."""
        for act in (*self.consents, *self.signatures):
            yield from (act.possible, act.held.first, act.held.end, act.over)
            yield from (word.asserted for word in act.words)
        for one in self.lists:
            yield one.day
            if one.day < dt.date.max:
                yield one.day + _ONE_DAY

    def on(self, day: dt.date) -> _Answered:  # noqa: PLR0911 - one case an answer
        """Return the answer on `day`, the last day a source vouches for it, who says so where, and a dispute."""
        for act in reversed(self.consents):
            if act.held.holds(day):
                if denying := self._denying(act, day):
                    return _disputed(act.words, denying, _without_force(act))
                return "party", act.held.known, _words(act), act.shown, ""
        for act in self.consents:
            words = [word for word in act.words if word.asserted <= day < act.held.first]
            if early := self._contradicted_early(act, words):
                return _disputed(words, early, {})
        for act in reversed(self.consents):
            if act.possible <= day < act.held.first or act.held.end <= day < act.over:
                return "unknown", None, _words(act), {}, ""
        covering = [one for one in self.lists if self._covers(one)]
        known = max((one.day for one in covering), default=None)
        for act in reversed(self.consents):
            if act.over <= day:
                vouched = [w.day for w in act.words if w.ends] + [o.day for o in self._silent(act) if o.day >= act.over]
                return "withdrawn", max(vouched, default=act.over), _words(act), _without_force(act), ""
        signed = next((act for act in self.signatures if act.held.holds(day)), None)
        if signed is not None:
            if covering:
                # That no consent followed is the lists' word, not only that of who has the signature.
                lists = [one for one in covering if one.source not in signed.sources]
                return "signatory", known, (*_words(signed), *_places(lists)), signed.shown, ""
            return "unknown", None, _words(signed), {}, ""
        if covering:
            return "not party", known, _places(covering), {}, ""
        return "unknown", None, (), {}, ""

    def _silent(self, act: Act) -> list[WholeList]:
        return [one for one in self.lists if one.source not in act.sources]

    def _denying(self, act: Act, day: dt.date) -> list[WholeList]:
        """
        Return the lists whose silence contradicts, on `day`, an act that sources state for that day.

        A list speaks of the days up to its own, unless a source of no less authority had the act before; and of later
        days, unless a later whole list has it.
        """
        named = {one.source: one.day for one in self.lists}
        denying = []
        for one in self._silent(act):
            if not act.held.holds(one.day):
                continue
            vouched = any(word.rank <= one.rank and word.day < one.day for word in act.words)
            named_later = any(named.get(word.source, dt.date.min) > one.day for word in act.words)
            if (day <= one.day and not (vouched and day < one.day)) or (day > one.day and not named_later):
                denying.append(one)
        return denying

    def _contradicted_early(self, act: Act, words: Sequence[Word]) -> list[WholeList]:
        """Return the lists that lack an act on a day before it began, on which one of `words` has it already."""
        return [
            one
            for one in self.lists
            if one.day < act.held.first
            and any(word.source != one.source and word.asserted <= one.day for word in words)
        ]

    def _covers(self, one: WholeList) -> bool:
        """Whether the list tells who had not joined: a name on it without a day may have stood there for long."""
        return not any(word.source == one.source and word.start is None for act in self.consents for word in act.words)


def _words(act: Act) -> tuple[tuple[str, str], ...]:
    return tuple((word.source, word.locator) for word in act.words)


def _places(lists: Sequence[WholeList]) -> tuple[tuple[str, str], ...]:
    return tuple((one.source, one.locator) for one in lists)


def _without_force(act: Act) -> dict[str, object]:
    return {name: value for name, value in act.shown.items() if not name.startswith("in_force")}


def _disputed(words: Sequence[Word], lists: Sequence[WholeList], shown: dict[str, object]) -> _Answered:
    """Return the answer where `words` have a consent that whole `lists` lack, naming both."""
    said = (*((word.source, word.locator) for word in words), *_places(lists))
    who = ", ".join(sorted({word.source for word in words}))
    silent = " and ".join(f"{one.source} of {one.day}" for one in sorted(lists, key=lambda one: (one.day, one.source)))
    known = max(*(word.day for word in words), *(one.day for one in lists))
    return "disputed", known, said, shown, f"{who}: party; not in the whole list of {silent}."
