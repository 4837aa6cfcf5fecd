"""What stands out on a day, in a few lines: who has few links, which gaps exist, what is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.unlinked import FEW, Links
from pactgraph.facts.records import Key
from pactgraph.pages.words import counted, readable, within

LEAD = "TIP_PROTOCOL"
"""The treaty the page asks about until another is picked, where it has it."""
_MOST_NAMED = 12
YEARS_OF_CHANGE = 10
"""How many years before the page's day, at the end of that year, lie the clusters that today's are compared with."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text; a link to a node, or to what the page is to show, and the element of it that is looked `at`."""

    text: str
    node: Key | None = None
    view: Mapping[str, str] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, what it counts, and whose figures stand out; what is unknown is never counted as a gap."""

    figure: int
    kind: Literal["gap", "unknown", "plain"]
    words: tuple[Words, ...]
    names: tuple[tuple[Key, int], ...] = ()


def stands_out(then: AsAt, few: Sequence[Links], median: float) -> tuple[str, list[Line]]:
    """
    Return one sentence on what is recorded as at the day, and the lines.

    `few` are the States with less than FEW of the median of recorded links, fewest first.
    """
    bodies = {link.end for link in then.facts.links("MEMBER_OF", then.day) if link.start.label == "State"}
    agreements = {link.end for link in then.facts.links("CONCLUDED", then.day)}
    lead = (
        f"As at {readable(then.day)}: {counted(len(then.members), 'UN Member State')}, "
        f"{counted(len(then.treaties), 'treaty', 'treaties')}, {counted(len(bodies), 'body', 'bodies')} and "
        f"{counted(len(agreements), 'bilateral agreement')} are recorded."
    )
    lines = [*_few(few, median), *_gaps(then), *_unknown(then)]
    if clusters := then.partition.clusters:
        words = (
            Words("clusters of States tied by shared treaties and bodies. "),
            Words(
                f"How they are found, and who joined and left since the end of {then.day.year - YEARS_OF_CHANGE}",
                view={"view": "about"},
                at="clusters",
            ),
            Words("."),
        )
        lines.append(Line(len(clusters), "plain", words))
    return lead, lines


def _few(few: Sequence[Links], median: float) -> list[Line]:
    if not few:
        return []
    words = (
        Words(
            f"{'State has' if len(few) == 1 else 'States have'} few recorded links",
            view={"view": "gaps", "kind": "few"},
        ),
        Words(f": fewer than {FEW:.0%} of the median of {median:g}.{_not_gathered(few)}"),
    )
    names = tuple((Key("State", links.state), links.recorded) for links in few[:_MOST_NAMED])
    return [Line(len(few), "plain", words, names)]


def _not_gathered(few: Sequence[Links]) -> str:
    without = sum(not links.gathered for links in few)
    if not without:
        return ""
    own = len(few) - without
    return f" The register of agreements of {own or 'none'} of them is loaded; their own are the ones to ask."


def _gaps(then: AsAt) -> list[Line]:
    """Return a line for each kind that says gap, with the States that have most."""
    lines = []
    for kind, declared in gap_kinds().items():
        gaps = [gap for gap in then.answered(kind).gaps if gap.answer == "gap"]
        if not gaps:
            continue
        most = Counter(gap.subject for gap in gaps)
        ranked = sorted(most.items(), key=lambda item: (-item[1], item[0].id))[:8]
        words = (
            Words("gaps: "),
            Words(within(declared.title), view={"view": "gaps", "kind": kind, "about": ""}),
            Words("."),
        )
        lines.append(Line(len(gaps), "gap", words, tuple(ranked) if ranked[0][1] > 1 else ()))
    return lines


def _unknown(then: AsAt) -> list[Line]:
    """Return a line for each kind of gap of which something is unknown, with the reason where none can be said."""
    lines = []
    for kind, declared in gap_kinds().items():
        answered = then.answered(kind)
        unknown = sum(gap.answer == "unknown" for gap in answered.gaps)
        if unknown:
            why = f". {answered.cannot_say_gap}" if answered.cannot_say_gap else "."
            words = (
                Words("unknown: "),
                Words(within(declared.title), view={"view": "gaps", "kind": kind, "about": ""}),
                Words(why),
            )
            lines.append(Line(unknown, "unknown", words))
    return lines
