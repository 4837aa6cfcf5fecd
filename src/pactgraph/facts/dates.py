"""Partial dates: `2006`, `2006-09`, `2006-09-14`, with their precision kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as its source gives it. `first_day` is the first day it can mean; `precision` says how much is known."""

    first_day: dt.date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read an ISO date, full or partial.

        Raises ValueError when the text is neither `YYYY`, `YYYY-MM` nor `YYYY-MM-DD`, or names no real day.
        """
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError("expected a date as YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        precision: Precision = "day" if day else "month" if month else "year"
        try:
            return cls(dt.date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError as error:
            raise ValueError(f"no such day ({error}); expected a date as YYYY, YYYY-MM or YYYY-MM-DD") from error

    @property
    def last_day(self) -> dt.date:
        """The last day the date can mean."""
        if self.precision == "day":
            return self.first_day
        if self.precision == "year":
            return dt.date(self.first_day.year, 12, 31)
        following = (self.first_day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return following - dt.timedelta(days=1)

    def agrees_with(self, other: PartialDate) -> bool:
        """Whether some day fits both: `2006` agrees with `2006-09-14`."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def refines(self, other: PartialDate) -> bool:
        """Whether it lies within `other` and says more: `2006-09-14` refines `2006`."""
        return self != other and other.first_day <= self.first_day and self.last_day <= other.last_day

    def __str__(self) -> str:
        return self.first_day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]
