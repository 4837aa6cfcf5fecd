"""The picture of a brief: a State amid instruments and bodies against trafficking and its partners, with its links."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgraph.analysis.gaps import working_bodies
from pactgraph.facts.standing import UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.brief import Brief
    from pactgraph.analysis.partners import Partner
    from pactgraph.analysis.recorded import Fact

Line = Literal["", "strong", "thin", "dashed"]

WIDTH, STEP, TOP = 1000, 22, 34
"""Width of the picture; height of a row and of the headings; SVG units."""
MOST, MOST_INSTRUMENTS = 9, 5
"""Rows of a column, and instruments in the left one; how many more there are is said in the last."""
_CENTRE, _LEFT, _RIGHT = 500, 340, 660
_ROOM, _LETTER, _SMALL_LETTER = 318, 7.4, 6.2
"""Room beside a sign, and what a letter of a name and of what stands after it takes of it at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A name beside its sign, at `x` and `y` in SVG units; `line` is how it is linked to the State, `more` follows it.

    `sign` of an instrument is where the State stands (party, signatory, not-party, withdrawn, unknown), of a body
    `body`, of a partner `linked`, `open` (what provides an act is not known) or `lacking` (nothing does).
    """

    x: int
    y: int
    name: str
    more: str
    sign: str
    line: Line


@dataclass(frozen=True, slots=True)
class Ego:
    """What is drawn around a State: headings and spots by their places, in a picture `WIDTH` wide."""

    code: str
    name: str
    height: int
    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    headings: tuple[tuple[int, int, str, str], ...]
    """Each as x, y, text anchor and text."""

    @property
    def middle(self) -> int:
        """Where the State stands, from above."""
        return self.height // 2


def ego(then: AsAt, brief: Brief) -> Ego:
    """Return the picture of a brief: on the left instruments and bodies, on the right partners, fewest acts first."""
    instruments = list(_instruments(then, brief))
    working = working_bodies(then)
    bodies = [_body(then, fact) for fact in brief.bodies if fact.end in working]
    partners = [_partner(then, partner) for partner in brief.partners]
    left = _column(_LEFT, TOP, _kept(instruments, MOST_INSTRUMENTS))
    below = TOP + (len(left) + 1) * STEP + 8
    left_bodies = _column(_LEFT, below, _kept(bodies, MOST - 2 - len(left)))
    right = _column(_RIGHT, TOP, _kept(partners, MOST))
    headings = [(_LEFT - 14, TOP - 18, "end", "Instruments against trafficking")]
    if left_bodies:
        headings.append((_LEFT - 14, below - 18, "end", "Bodies that work on trafficking"))
    if right:
        headings.append((_RIGHT + 14, TOP - 18, "start", "Neighbours and corridor partners"))
    lowest = max((spot.y for spot in (*left, *left_bodies, *right)), default=TOP)
    height = max(lowest + 16, 120)
    return Ego(brief.state.id, then.name(brief.state), height, (*left, *left_bodies), right, tuple(headings))


_Row = tuple[str, str, str, Line]
"""Name, what is said of it, sign, line."""


def _instruments(then: AsAt, brief: Brief) -> Iterator[_Row]:
    for one in brief.core:
        answer = one.towards.standing.answer
        line: Line = "strong" if answer == "party" else "dashed" if answer == "signatory" else ""
        said = one.towards.told.started if answer == "party" else answer
        sign = "unknown" if answer in UNSETTLED else answer.replace(" ", "-")
        yield then.name(one.towards.treaty), said or answer, sign, line


def _body(then: AsAt, fact: Fact) -> _Row:
    status = fact.text("status")
    return then.name(fact.end), status, "body", "thin" if status == "member" else "dashed"


def _partner(then: AsAt, partner: Partner) -> _Row:
    agreed = any(basis.agreements for basis in partner.bases)
    line: Line = "strong" if agreed else "thin" if partner.provided else ""
    # Nothing recorded is a lack only where it is known that there is nothing.
    known = all(basis.answer != "unknown" for basis in partner.bases)
    sign = "linked" if partner.provided else "lacking" if known else "open"
    said = f"{partner.provided} of {len(partner.bases)} acts"
    return then.name(partner.state), said + ", border" * (partner.border is not None), sign, line


def _kept(rows: Sequence[_Row], most: int) -> list[_Row]:
    """Return as many rows as there is room for, the last of which says how many more there are."""
    if len(rows) <= most:
        return list(rows)
    return [*rows[: most - 1], (f"and {len(rows) - most + 1} more", "", "", "")]


def _column(x: int, top: int, rows: Sequence[_Row]) -> tuple[Spot, ...]:
    return tuple(
        Spot(
            x,
            top + number * STEP,
            textwrap.shorten(name, int((_ROOM - _SMALL_LETTER * len(more)) / _LETTER), placeholder=" …"),
            more,
            sign,
            line,
        )
        for number, (name, more, sign, line) in enumerate(rows)
    )
