"""
The tables of the atlas: a row for each answer of each kind of gap, and how much is recorded of each State.

They are made once, as at the page's day. What a row is about stands beside its cells, for links and filters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gap_kinds import GapKind, gap_kinds
from pactgraph.analysis.gaps import Gap
from pactgraph.analysis.unlinked import FEW, Links, known_from, unlinked
from pactgraph.facts.records import Key
from pactgraph.pages.words import counted

_COUNTED = (
    "Recorded links", "Treaties", "Bodies", "Agreements", "Links without registers", "Treaties unknown",
)  # fmt: skip
_NO_GAP = "None of these questions is known to be a gap; what is listed is not known, or not told by a list."
Part: TypeAlias = Literal["", "subject", "about", "other"]
Cell: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: cells are numbers, ISO days, a row's answer or sentences; `node`: what part of the row a cell names."""

    title: str
    kind: Literal["", "number", "day", "answer", "words"] = ""
    node: Part = ""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One answer about `subject`, with the treaty or list it is `about` and the `other` State, if any.

    `cells` by column, empty where the column names a part of the row: the page has the names of its nodes.

    `answer` is that of a question, empty where the row answers none.
    """

    cells: tuple[Cell, ...]
    subject: Key
    about: Key | None = None
    other: Key | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows of one kind; `about` says what is expected, `note` why none of the answers is a gap, where none is.

    `pairs`: whether a row is about two States, each as much as the other; not where only one of them lacks something.
    """

    name: str
    title: str
    about: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pairs: bool = False


def gap_tables(then: AsAt) -> list[Table]:
    """
    Return a table for each kind of gap: the rows `AsAt.gaps` has.

    They stand in the order in which the kinds are declared, those of which no gap is known after the others.
    """
    tables = [_gap_table(then, kind, declared) for kind, declared in gap_kinds().items()]
    return sorted(tables, key=lambda table: bool(table.note))


def _gap_table(then: AsAt, kind: str, declared: GapKind) -> Table:
    answered = then.answered(kind)
    gaps = answered.gaps
    abouts = sorted({gap.about.label for gap in gaps if gap.about is not None})
    columns = [Column("State" if declared.subject == "State" else "UN entity", node="subject")]
    if abouts:
        columns.append(Column("Treaty" if abouts == ["Treaty"] else "List", node="about"))
    if any(gap.other is not None for gap in gaps):
        columns.append(Column("Other State", node="other"))
    columns += [
        Column("Answer", kind="answer"),
        Column("Recorded"),
        Column("Why it is asked", kind="words"),
    ]
    columns += [Column(group.capitalize()) for group in declared.peers]
    columns.append(Column("Known until", kind="day"))
    rows = [Row(_cells(gap, declared, columns), gap.subject, gap.about, gap.other, gap.answer) for gap in gaps]
    about = f"{declared.question} Expected: {declared.in_words()}. Unknown: {declared.unknown}."
    note = answered.cannot_say_gap or ("" if answered.counts["gap"] else _NO_GAP)
    pairs = declared.other is not None and not declared.of_treaties
    return Table(kind, declared.title, about, note, tuple(columns), tuple(rows), pairs)


def _cells(gap: Gap, declared: GapKind, columns: Sequence[Column]) -> tuple[Cell, ...]:
    measured = {one.group.kind: str(one) for one in gap.measured}
    return (
        *("" for column in columns if column.node),
        gap.answer,
        gap.standing,
        gap.expectation,
        *(measured.get(group, "") for group in declared.peers),
        _iso(gap.known_until),
    )


def links_table(then: AsAt, few: Sequence[Links], median: float) -> Table:
    """Return how much is recorded of each UN Member State, the least first; `few` have less than FEW of the median."""
    ranked = unlinked(then)
    own = sum(links.gathered for links in ranked)
    about = (
        "UN Member States by recorded links: treaties they are party to, bodies they are members of, bilateral "
        f"agreements. {len(few)} have fewer than {FEW:.0%} of the median of {median:g}; the pictures mark them. Few "
        "recorded links can also mean that little was gathered. The place among alike is that among the "
        f"{counted(own, 'State')} whose own register of agreements is loaded, or the {len(ranked) - own} whose is not; "
        "links without registers: as many as there would be if nobody's were."
    )
    columns = (
        Column("State", node="subject"),
        *(Column(title, kind="number") for title in _COUNTED),
        Column("Place among alike", kind="number"),
        Column("Its agreements"),
    )
    rows = tuple(_links(links) for links in ranked)
    return Table("few", "Few recorded links", about, "", columns, rows)


def _links(links: Links) -> Row:
    return Row(
        (
            "",
            links.recorded,
            links.treaties,
            links.bodies,
            links.agreements,
            links.recorded_elsewhere,
            links.unknown_treaties,
            links.place_alike,
            known_from(links),
        ),
        Key("State", links.state),
    )


def _iso(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
