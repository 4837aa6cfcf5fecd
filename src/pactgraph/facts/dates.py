"""
Partial dates: `2006`, `2006-09`, `2006-09-14`, precision kept; `[2019-06-07..2024-12-20]` is one of those days.

The last form is that of the Extended Date/Time Format (ISO 8601-2), for what lies between two lists.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year", "not_after"]

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_BETWEEN = re.compile(r"\[(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\]", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1600, 2100
"""Years a date may have; the oldest agreement at hand is of 1794."""
_EXPECTED = "expected a date as YYYY, YYYY-MM, YYYY-MM-DD or [YYYY-MM-DD..YYYY-MM-DD]"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as its source gives it. `first_day` is the first day it can mean; `precision` says how much is known."""

    first_day: dt.date
    precision: Precision
    latest: dt.date | None = None
    """The last day it can mean where only that is known, beside the first (`not_after`)."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read an ISO date, full or partial, or two between which it lies.

        Raises ValueError when the text has none of these forms, names no real day, a year out of reach, or a later day
        before an earlier.
        """
        if between := _BETWEEN.fullmatch(text):
            first, last = (cls.parse(day).first_day for day in between.groups())
            if first >= last:
                raise ValueError(f"{first} is not before {last}; {_EXPECTED}")
            return cls(first, "not_after", last)
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(_EXPECTED)
        year, month, day = match.groups()
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise ValueError(f"the year {year} is out of reach; expected one from {FIRST_YEAR} to {LAST_YEAR}")
        precision: Precision = "day" if day else "month" if month else "year"
        try:
            return cls(dt.date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError as error:
            raise ValueError(f"no such day ({error}); {_EXPECTED}") from error

    @property
    def last_day(self) -> dt.date:
        """The last day the date can mean."""
        if self.precision == "day":
            return self.first_day
        if self.latest is not None:
            return self.latest
        if self.precision == "year":
            return dt.date(self.first_day.year, 12, 31)
        following = (self.first_day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return following - dt.timedelta(days=1)

    @property
    def stored(self) -> dt.date:
        """The day that stands for it in the graph, beside its precision: the last one it can mean of `not_after`."""
        return self.latest or self.first_day

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether some day fits both: `2006` agrees with `2006-09-14`."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def refines(self, other: PartialDate) -> bool:
        """Whether it lies within `other` and says more: `2006-09-14` refines `2006`."""
        return self != other and other.first_day <= self.first_day and self.last_day <= other.last_day

    def __str__(self) -> str:
        if self.latest is not None:
            return f"[{self.first_day}..{self.latest}]"
        return self.first_day.isoformat()[: {"year": 4, "month": 7, "day": 10}.get(self.precision)]
