"""
The picture of an answer: its nodes and facts, the rows they come from, and what was asked, as one HTML file.

The same signs, lines and vis-network as in the atlas; `plain_network` gives a pyvis network to go on with.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.analysis.answered import Answered, Inquiry
from pactgraph.analysis.recorded import NO_END, Fact, Recorded, named, shown
from pactgraph.export.cells import shown as in_words
from pactgraph.facts.records import Key
from pactgraph.facts.schema import bundled_schema
from pactgraph.pages.arrange import TALL, WIDE, Spot, arranged
from pactgraph.pages.carried import Json, fact_row, names_in_words, node_row, number
from pactgraph.pages.one_file import written
from pactgraph.pages.words import counted

if TYPE_CHECKING:
    from pyvis.network import Network

MOST = 300
"""Nodes drawn one by one; with more, those of a label stand together, with their number."""
MOST_ROWS = 500
"""Rows of the table below the picture."""
_LINE = 14.0
"""Height of a line of a name, in the picture's units."""
_NARROW, _WIDE, _CAPITAL, _USUAL = 4.4, 11.4, 8.6, 7.5
"""Widths of letters of 12 pixels in the widest of the fonts the page asks for."""
_ROOMS = ((40, 34, 3), (60, 26, 3), (MOST, 22, 3))
"""Up to so many nodes names take so many letters a line, and so many lines."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A node as it is drawn: its name in lines, its places on a screen and a phone, how many it stands for."""

    key: Key
    lines: list[str]
    spot: Spot
    upright: Spot
    count: int


def html(answer: Answered, asked: Inquiry) -> str:
    """Return the page: picture, legend, rows and what was asked."""
    recorded = answer.recorded
    grouped = len(recorded.nodes) > MOST
    counts = Counter(key.label for key in recorded.nodes)
    names = {Key(label, "") for label in counts} if grouped else recorded.nodes
    links = [(fact.start, fact.end) for facts in recorded.facts.values() for fact in facts]
    drawn, extents = _placed(
        {key: counted(counts[key.label], key.label) if grouped else named(key, recorded.nodes[key]) for key in names},
        [(Key(one.label, ""), Key(other.label, "")) for one, other in links] if grouped else links,
        counts if grouped else {},
    )
    said = list(answer.left_out)
    if grouped:
        said.append(
            f"{len(recorded.nodes):,} nodes are more than can be told apart: those of a label stand together. "
            "Ask for fewer to see each."
        )
    if len(asked.rows) > MOST_ROWS:
        said.append(f"Of {len(asked.rows):,} rows the table has the first {MOST_ROWS}.")
    network = _network(drawn)
    place = {one.key: at for at, one in enumerate(drawn)}
    return written(
        network,
        "picture",
        {
            "title": asked.title,
            "version": asked.version,
            "asked": asked,
            "said": said,
            "nodes_in_all": counted(len(recorded.nodes), "node"),
            "facts_in_all": counted(len(links), "fact"),
            "rows": [[_cell(cell) for cell in row] for row in asked.rows[:MOST_ROWS]],
            "parameters": [(name, in_words(value)) for name, value in sorted(asked.parameters.items())],
            "data": {
                "version": asked.version,
                "run": asked.run,
                "title": asked.title,
                "counted": asked.counted,
                "day": number(asked.day),
                "grouped": grouped,
                "words": names_in_words(),
                "extents": [list(extent) for extent in extents],
                "nodes": [_row(one, recorded, grouped) for one in drawn],
                "facts": _together(recorded, place) if grouped else _one_by_one(recorded, place),
            },
        },
    )


def plain_network(answer: Answered) -> Network:
    """
    Return the answer as a pyvis network to go on with: named nodes, directed edges with their type, titles with days
    and sources. Everything has its place; physics is off, and is turned on by `toggle_physics(True)`.
    """
    from pyvis.network import Network  # noqa: PLC0415 - it imports IPython: half a second

    recorded = answer.recorded
    links = [fact for facts in recorded.facts.values() for fact in facts]
    drawn, _ = _placed(
        {key: named(key, known) for key, known in recorded.nodes.items()},
        [(fact.start, fact.end) for fact in links],
        {},
    )
    network = Network(directed=True, cdn_resources="in_line", height="720px", width="100%")
    for one in drawn:
        known = recorded.nodes[one.key]
        title = "\n".join([named(one.key, known), f"{one.key.label} {one.key.id}", _sources(known)])
        network.add_node(
            str(one.key),
            label="\n".join(one.lines),
            title=title.strip(),
            group=one.key.label,
            x=one.spot.x,
            y=one.spot.y,
            physics=False,
        )
    for fact in links:
        network.add_edge(str(fact.start), str(fact.end), label=fact.type, title=_fact_in_words(fact), arrows="to")
    network.options.physics.enabled = False
    return network


def _network(drawn: Sequence[_Drawn]) -> Network:
    """Return a pyvis network of the nodes at their places; the page paints them and their links."""
    from pyvis.network import Network  # noqa: PLC0415 - it imports IPython: half a second

    network = Network(directed=True)
    for at, one in enumerate(drawn):
        network.add_node(at, label=" ", shape="dot", size=8, x=one.spot.x, y=one.spot.y, color="#888888")
    return network


def _placed(
    names: Mapping[Key, str], links: Sequence[tuple[Key, Key]], counts: Mapping[str, int]
) -> tuple[list[_Drawn], list[tuple[int, int, int, int]]]:
    across, most = next((letters, lines) for nodes, letters, lines in _ROOMS if len(names) <= nodes)
    lines = {key: _lines(name, across, most) for key, name in names.items()}
    sizes = {str(key): (max(map(_width, found)), _LINE * len(found)) for key, found in lines.items()}
    pairs = [(str(one), str(other)) for one, other in links]
    (spots, wide), (upright, tall) = arranged(sizes, pairs, (WIDE, TALL))
    drawn = [_Drawn(key, lines[key], spots[str(key)], upright[str(key)], counts.get(key.label, 1)) for key in names]
    return drawn, [wide, tall]


def _lines(name: str, across: int, most: int) -> list[str]:
    """Return a name in lines; of what is longer the last one ends with dots."""
    lines = textwrap.wrap(" ".join(name.split()), across, break_on_hyphens=False)
    if len(lines) > most:
        lines[most - 1] = textwrap.shorten(" ".join(lines[most - 1 :]), across, placeholder=" …")
    return lines[:most] or [name]


def _width(text: str) -> float:
    return sum(
        _NARROW if letter in " iljfrtI.,:;'|!()[]" else _WIDE if letter in "mwMW@%…" or ord(letter) > 0x2E80
        else _CAPITAL if letter.isupper() else _USUAL
        for letter in text
    )  # fmt: skip


def _row(one: _Drawn, recorded: Recorded, grouped: bool) -> dict[str, Json]:
    spots = [[spot.x, spot.y, spot.side] for spot in (one.spot, one.upright)]
    row: dict[str, Json] = {"lines": one.lines, "spots": spots, "count": one.count}
    if grouped:
        return {**row, "label": one.key.label, "id": "", "known": {"name": one.lines[0]}, "sources": [], "locators": []}
    return {**row, **node_row(one.key, recorded.nodes[one.key])}


def _one_by_one(recorded: Recorded, place: Mapping[Key, int]) -> list[Json]:
    return [
        {"type": type_, **_kind(fact), "count": 1, **fact_row(fact, {}, place)}
        for type_, facts in recorded.facts.items()
        for fact in facts
    ]


def _together(recorded: Recorded, place: Mapping[Key, int]) -> list[Json]:
    """Return a line for all facts of a kind between two labels, with their number."""
    alike: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for type_, facts in recorded.facts.items():
        for fact in facts:
            alike[type_, _told_apart(fact), fact.start.label, fact.end.label].append(fact)
    return [
        {
            "type": type_,
            **_kind(facts[0]),
            "count": len(facts),
            "start": place[Key(start, "")],
            "end": place[Key(end, "")],
            "holds_from": 0,
            "holds_until": number(NO_END),
            "known_until": 0,
            "sources": [],
            "locators": [],
            "extra": {name: told} if (name := _TOLD_APART.get(type_)) else {},
        }
        for (type_, told, start, end), facts in sorted(alike.items())
    ]


_TOLD_APART = {"STANDING": "answer", "MEMBER_OF": "status"}
"""Property by which lines of a type are drawn and named apart."""


def _told_apart(fact: Fact) -> str:
    return fact.text(_TOLD_APART.get(fact.type, ""))


def _kind(fact: Fact) -> dict[str, Json]:
    """Return what a line is called in legend and picture, and whether it goes from one node to the other."""
    told = _told_apart(fact)
    return {
        "kind": f"{fact.type}: {told}" if told else fact.type,
        "directed": not bundled_schema().relationships[fact.type].symmetric,
    }


def _cell(value: object) -> str:
    """Return a cell for reading: a node by its name, a relationship by its type, a path by both."""
    match value:
        case {"labels": [*labels], "run": _, **known}:
            return f"{known.get('name') or known.get('title') or known.get('id')} ({', '.join(map(str, labels))})"
        case {"type": str(type_), "run": _}:
            return f"–{type_}→"
        case [{"labels": _}, *_]:
            return " ".join(_cell(item) for item in value)
        case dict():
            return in_words(json.loads(json.dumps(value, default=str)))
        case list():
            return "; ".join(_cell(item) for item in value)
    return in_words(value)


def _fact_in_words(fact: Fact) -> str:
    """Return a fact for a title: type, answer, days and sources, a line each."""
    until = shown(fact.until, fact.properties.get("until_precision"))
    days = [f"since {fact.started}" * bool(fact.started), f"until {until}" * bool(until)]
    said = " ".join(filter(None, days)) or "no date stated"
    return "\n".join(filter(None, [fact.type, _told_apart(fact), said, _sources(fact.properties)]))


def _sources(known: Mapping[str, object]) -> str:
    sources, locators = known.get("sources"), known.get("locators")
    if not isinstance(sources, list) or not isinstance(locators, list):
        return ""
    return "\n".join(f"{source}: {locator}" for source, locator in zip(sources, locators, strict=True))
