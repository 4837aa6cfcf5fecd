"""
What silence means: whether a State is party to a treaty, or two States have an agreement, on a day.

Pure functions on days and intervals. Recorded facts come first; silence means no only inside a window in which a source
covers the question, and each window speaks for itself: the time between two of them stays unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Standing = Literal["party", "signatory only", "not party", "unknown"]
Agreement = Literal["recorded", "none recorded", "unknown"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `since` up to but without `until`; None is no bound."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is in it (architecture, section 4, Time)."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)


@dataclass(frozen=True, slots=True)
class OnTopic:
    """An agreement on a topic, or a register's coverage of one; `topic` None covers all, or is not known."""

    topic: str | None
    time: Interval


def standing(*, party: bool, signed: bool, covered: bool) -> Standing:
    """Return the answer for one State, treaty and day from what is recorded and whether a source covers the treaty."""
    if party:
        return "party"
    if not covered:
        return "unknown"
    return "signatory only" if signed else "not party"


def treaty_standing(
    day: dt.date, consents: Iterable[Interval], signatures: Iterable[Interval], windows: Iterable[Interval]
) -> Standing:
    """
    Return where a State stands towards a treaty on `day`.

    `consents` and `signatures` are what any source records of the two; `windows` are the times in which some source
    covers the treaty. A signature alone, outside every window, is unknown: consent may have followed. Who has withdrawn
    is not party, and no signatory any more.
    """
    consents = list(consents)
    consented = [interval.since or dt.date.min for interval in consents]
    return standing(
        party=any(interval.holds(day) for interval in consents),
        signed=any(interval.holds(day) for interval in signatures) and not any(since <= day for since in consented),
        covered=any(interval.holds(day) for interval in windows),
    )


def agreement_between(
    day: dt.date, topic: str, agreements: Iterable[OnTopic], registers: Iterable[OnTopic]
) -> Agreement:
    """
    Return whether two States have a bilateral agreement on `topic` on `day`.

    `agreements` are those recorded between the two; one without a topic is about some topic or other and answers no
    question about a certain one. `registers` are the windows in which a register of one of the two covers its
    agreements, on a topic or on all: only there does it mean anything that none is recorded.
    """
    if any(agreement.topic == topic and agreement.time.holds(day) for agreement in agreements):
        return "recorded"
    covered = any(register.topic in (None, topic) and register.time.holds(day) for register in registers)
    return "none recorded" if covered else "unknown"
