"""
What bilateral agreements are for: prosecution, protection, prevention.

An aim is what an agreement's topic, its title, its coded text or a page on what it provides says, by the rules of
`graph/registers/aims.csv`. The three are those of the Trafficking in Persons Protocol (its title and articles 2, 5, 6
and 9). What none of them says stays empty: an agreement to combat trafficking may be for any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pactgraph.content import content_folder
from pactgraph.errors import FactsError
from pactgraph.facts.exchange import read_table
from pactgraph.facts.registers import normalise

FILE = "aims.csv"
"""The register of what says which aim."""
_PLACE = f"graph/registers/{FILE}"
COLUMNS = ("aim", "said_by", "signs", "topics", "language", "read_in", "note")
AIMS = ("prosecution", "protection", "prevention")
TOPIC, TITLE, TEXT, PAGE = "topic", "title", "coded text", "page"
SAID_BY = (TOPIC, TITLE, TEXT, PAGE)
"""What may say an aim, in the order of telling: a topic, words of a title, a provision coded in the text, a page."""


@dataclass(frozen=True, slots=True)
class AimRule:
    """
    One row of the register: any of `signs` says `aim`.

    Signs are topics, words of titles (in agreements on one of `topics` only, for elsewhere they mean other things; a
    star stands for any ending) or the names of properties that are true where the text has the provision or a page says
    that it is for that.
    """

    aim: str
    said_by: str
    signs: tuple[str, ...]
    topics: tuple[str, ...]

    def told_by(self, properties: Mapping[str, object]) -> list[str]:
        """Return those signs that an agreement with `properties` has."""
        topic = properties.get("topic")
        if self.said_by == TOPIC:
            return [sign for sign in self.signs if sign == topic]
        if self.said_by in (TEXT, PAGE):
            return [sign for sign in self.signs if properties.get(sign) is True]
        if topic not in self.topics:
            return []
        title = normalise(str(properties.get("title", "")))
        return [sign for sign in self.signs if _phrase(sign).search(title)]


def aims_of(properties: Mapping[str, object], rules: Sequence[AimRule]) -> list[tuple[str, str]]:
    """Return the aims of an agreement with what says each, in the order of AIMS and SAID_BY."""
    found = {(rule.aim, rule.said_by) for rule in rules if rule.told_by(properties)}
    return sorted(found, key=lambda one: (AIMS.index(one[0]), SAID_BY.index(one[1])))


@cache
def bundled_aims() -> Sequence[AimRule]:
    """Return the rules that ship with pactgraph. Raises FactsError for a row that is no rule."""
    return read_aims(content_folder("graph") / "registers" / FILE)


def read_aims(path: Path) -> Sequence[AimRule]:
    """Return the rules of a register. Raises FactsError with each fault of a row."""
    table = read_table(path)
    faults = list(table.faults)
    if tuple(table.header) != COLUMNS:
        raise FactsError(faults or [f"{_PLACE} row 1: expected the columns {', '.join(COLUMNS)}"])
    rules = []
    for number, cells in table.rows:
        row = dict(zip(COLUMNS, cells, strict=True))
        place = f"{_PLACE} row {number}"
        faults += [
            f"{place} column {column}: {row[column]!r}; expected one of {', '.join(allowed)}"
            for column, allowed in (("aim", AIMS), ("said_by", SAID_BY))
            if row[column] not in allowed
        ]
        if not row["signs"]:
            faults.append(f"{place} column signs: empty; say by what the aim is known")
        if bool(row["topics"]) != (row["said_by"] == TITLE):
            faults.append(f"{place} column topics: {row['topics']!r}; expected topics for words of titles, else none")
        rules.append(AimRule(row["aim"], row["said_by"], _items(row["signs"]), _items(row["topics"])))
    if faults:
        raise FactsError(faults)
    return rules


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def _phrase(sign: str) -> re.Pattern[str]:
    """Return what finds whole words in a normalised title; `*` at the end of a word stands for any ending."""
    words = re.escape(sign).replace(re.escape("*"), r"\w*")
    return re.compile(rf"\b{words}\b")
