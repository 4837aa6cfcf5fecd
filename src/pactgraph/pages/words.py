"""Figures and days as a reader of a page sees them."""

from __future__ import annotations

import datetime as dt

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TOPICS = {
    "trafficking": "Trafficking",
    "slavery": "Slavery",
    "organized_crime": "Organized crime",
    "corruption": "Corruption",
    "labour": "Labour",
    "children": "Children",
    "women": "Women",
    "human_rights": "Human rights",
    "refugees": "Refugees",
    "statelessness": "Statelessness",
    "international_crimes": "International crimes",
    "private_international_law": "Private international law",
}
"""Topics in the order of matrix and ring, with their names."""


def readable(day: object) -> str:
    """Return a date for reading, 14 Sep 2006; what is no date as it is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if isinstance(day, dt.date) else str(day)


def counted(number: int, one: str, many: str = "") -> str:
    """Return how many there are of something: 1 treaty, 1,200 treaties."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def within(title: str) -> str:
    """Return a title as it stands within a sentence: without its first capital, unless it begins with an acronym."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def topic_name(topic: str) -> str:
    """Return the name of a topic of treaties or agreements."""
    return TOPICS.get(topic, topic.replace("_", " ") or "Other")
