"""
The part of the graph that an answer speaks of: its nodes, and the facts between them.

Nodes, relationships and paths in the rows are taken as they are. A column of ids stands for the nodes they name; where
an answer holds no relationship, the facts are those that hold on the day between what different columns of a row name,
and what was asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from pactgraph.analysis.recorded import SAID_BY_STANDING, Fact, Facts, Recorded, order, vouched
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key
from pactgraph.facts.schema import bundled_schema

_SPOKEN_OF_ELSEWHERE = frozenset({"Act", "Cluster", "Gap", "Source", "Topic"})
"""Labels whose ids in a column are words of the answer (a topic, a source), not what it is about."""
_TOLD_OTHERWISE = SAID_BY_STANDING | {"COVERS", "READ"}
"""Types not drawn between ids: what STANDING says with the day, and what sources cover and read."""
_LONGEST_ID = 200
_DRAWN = "nodes, relationships, paths or ids of nodes"


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What an answer speaks of, as a graph of its own.

    `left_out` says in words what of it is not there, a sentence each.
    """

    recorded: Recorded
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was asked and what is said of the answer: its title, the statement with its values, day and run."""

    title: str
    question: str
    cypher: str
    parameters: Mapping[str, object]
    day: dt.date
    counted: str
    run: str
    version: str
    strict: bool = False
    """Whether answers that no source vouches for on the day are unknown."""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()


@dataclass(slots=True)
class _Named:
    """What the cells of an answer name: nodes by label and facts by type; `others` are of other people's data."""

    nodes: set[Key] = field(default_factory=set)
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: int = 0
    derived: int = 0

    def see(self, cell: object) -> set[Key]:
        """Take in what a cell holds; return the nodes in it."""
        if isinstance(cell, list):
            return {key for item in cell for key in self.see(item)}
        if not isinstance(cell, dict):
            return set()
        if isinstance(labels := cell.get("labels"), list):
            keys = _keys(labels, cell.get("id")) if "run" in cell else set()
            self.others += not keys
            self.nodes |= keys
            return keys
        if isinstance(type_ := cell.get("type"), str) and "run" in cell and type_ in bundled_schema().relationships:
            if isinstance(name := cell.get("fact"), str):
                self.facts[type_].add(name)
            else:
                self.derived += 1
            return set()
        return {key for item in cell.values() for key in self.see(item)}


def answered(facts: Facts, asked: Inquiry, about: Collection[Key] = ()) -> Answered:
    """
    Return what an answer's rows speak of on its day; `about` are the nodes it was asked about.

    Raises UsageError, with the reason, where there is nothing in it to draw.
    """
    columns, rows = asked.columns, asked.rows
    if not rows:
        raise UsageError("nothing to draw: the answer has no rows")
    seen = _Named()
    named: list[list[set[Key]]] = [[seen.see(cell) for cell in row] for row in rows]
    by_id = _by_id(facts, {text for row in rows for cell in row for text in _texts(cell)})
    for number in range(len(columns)):
        if _is_of_ids([row[number] for row in rows], by_id):
            for row, cells in zip(rows, named, strict=True):
                cells[number] |= {key for text in _texts(row[number]) for key in by_id[text]}
    keys = {key for cells in named for cell in cells for key in cell}
    stated = [fact for type_, names in sorted(seen.facts.items()) for fact in facts.stated(type_, names)]
    if not keys and not stated:
        raise UsageError(
            f"nothing to draw: the answer holds {_kinds(seen)}; return {_DRAWN} (columns: {', '.join(columns)})"
        )
    if not stated:
        keys |= set(about)
        stated = [_answering(fact, asked) for fact in _between(facts, asked.day, keys, [*_pairs(named, about)])]
    keys |= {end for fact in stated for end in (fact.start, fact.end)}
    nodes = _known(facts, keys)
    once = {(f.type, *order(f)): f for f in stated if f.start in nodes and f.end in nodes}
    by_type: dict[str, list[Fact]] = defaultdict(list)
    for _, fact in sorted(once.items()):
        by_type[fact.type].append(fact)
    return Answered(Recorded(nodes, dict(by_type)), tuple(_left_out(seen)))


def _answering(fact: Fact, asked: Inquiry) -> Fact:
    """Return a standing as the answer has it: strictly, one that no source vouches for on the day is unknown."""
    if fact.type != "STANDING" or vouched(fact.known_until, asked.day, strict=asked.strict):
        return fact
    return replace(fact, properties={**fact.properties, "answer": "unknown"})


def _keys(labels: Iterable[object], id_: object) -> set[Key]:
    known = [str(label) for label in labels if label in bundled_schema().nodes]
    return {Key(known[0], id_)} if len(known) == 1 and isinstance(id_, str) else set()


def _texts(cell: object) -> Iterator[str]:
    """Yield what may be ids in a cell: its text, or those of its list."""
    if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_ID:
        yield cell
    elif isinstance(cell, list):
        for item in cell:
            yield from _texts(item)


def _by_id(facts: Facts, texts: Collection[str]) -> dict[str, set[Key]]:
    found: dict[str, set[Key]] = defaultdict(set)
    if texts:
        for label in bundled_schema().nodes.keys() - _SPOKEN_OF_ELSEWHERE:
            for id_ in facts.nodes_of(label, texts):
                found[id_].add(Key(label, id_))
    return found


def _is_of_ids(cells: Sequence[object], by_id: Mapping[str, Collection[Key]]) -> bool:
    """Whether a column names nodes: each text in it is an id, and there is one."""
    texts = [text for cell in cells for text in _texts(cell)]
    plain = all(cell is None or isinstance(cell, str | list) for cell in cells)
    return plain and bool(texts) and all(text in by_id for text in texts)


def _pairs(named: Sequence[Sequence[Collection[Key]]], about: Collection[Key]) -> Iterator[frozenset[Key]]:
    """
    Yield what is to be linked: what different columns of a row name, and what was asked about.

    Two lists in a row are each of the row's subject; what is in one has nothing to do with what is in the other.
    """
    for cells in named:
        for one, other in combinations([*(cell for cell in cells if cell), *({key} for key in about)], 2):
            if len(one) > 1 and len(other) > 1:
                continue
            yield from (frozenset(pair) for pair in product(one, other) if pair[0] != pair[1])


def _between(facts: Facts, day: dt.date, keys: Collection[Key], pairs: Collection[frozenset[Key]]) -> list[Fact]:
    """Return the facts that hold on `day` between the two of one of `pairs`."""
    wanted = set(pairs)
    labels: dict[str, set[Key]] = defaultdict(set)
    for key in keys:
        labels[key.label].add(key)
    linked = {tuple(sorted((one.label, other.label))) for one, other in map(tuple, wanted)}
    found = []
    for type_, declared in sorted(bundled_schema().relationships.items()):
        if declared.derived == "analysis" or type_ in _TOLD_OTHERWISE:
            continue
        ends = [
            (one, other) for one in declared.start for other in declared.end if tuple(sorted((one, other))) in linked
        ]
        # Asked from the end with fewer nodes: a treaty has few, States are many.
        fewest = {min(pair, key=lambda label: (len(labels[label]), label)) for pair in ends}
        near = {key for label in fewest for key in labels[label]}
        if near:
            found += [f for f in facts.holding(type_, day, near) if frozenset((f.start, f.end)) in wanted]
    return found


def _known(facts: Facts, keys: Collection[Key]) -> dict[Key, Mapping[str, object]]:
    """Return the properties of nodes by key, sorted."""
    labels: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        labels[key.label].add(key.id)
    return {
        Key(label, id_): known
        for label, ids in sorted(labels.items())
        for id_, known in facts.nodes_of(label, ids).items()
    }


def _kinds(seen: _Named) -> str:
    return "only what is not of this graph" if seen.others else "numbers and texts only"


def _left_out(seen: _Named) -> Iterator[str]:
    if seen.others:
        yield f"Not drawn: {seen.others} times a node that no build of pactgraph wrote."
    if seen.derived:
        yield f"Not drawn: {seen.derived} times a relationship that analysis wrote; it has no source to show."
