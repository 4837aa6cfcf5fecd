"""
Tells a publisher's whole document from part of one, before its rows replace the committed facts.

A document is what lists the parties, signatories or members of one treaty or body, or all nodes or other relationships
of a kind. Participants leave a list rarely, and with a day; a document cut off loses many at once. A document about
something else contradicts what other sources say. Both are refused until somebody has looked (`--accept-shrink`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pactgraph.facts.exchange import Row
from pactgraph.facts.records import Graph

LEAST, SHARE = 2, 0.02
"""So many rows, or this share of a document, may be gone without a stated end, whichever is more."""
LISTS = ("PARTY_TO", "SIGNED", "MEMBER_OF")
"""Relationship types of which what leads to one treaty or body is one document."""
_SHOWN = 5

Document = tuple[str, str]
"""Kind of rows, and of what they are the list; of all others the kind alone."""


def vanished(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> list[str]:
    """
    Return a fault for each document of which more is gone than LEAST and SHARE allow.

    Whoever had left by the committed facts may go, and whoever is still named, be it with the day of leaving, is there.
    """
    there = _entries(after, standing=False)
    faults = []
    for document, names in sorted(_entries(before, standing=True).items()):
        gone = sorted(names - there.get(document, set()))
        if len(gone) > _allowed(len(names)):
            faults.append(
                f"{' '.join(filter(None, document))}: {len(gone)} of {len(names)} are gone without a stated end "
                f"({_first(gone)}); the document may be cut off or another one: get it again, or look and add "
                "--accept-shrink"
            )
    return faults


def emptied(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> list[str]:
    """
    Return a fault for each column of nodes of which more cells are empty now than LEAST and SHARE allow.

    A publisher's second file may be cut off while the nodes of the first are all there. Relationships are not asked:
    one list more or less of several changes their days.
    """
    faults = []
    for kind, listed in sorted(before.items()):
        now = {row.cells["id"]: row.cells for row in after.get(kind, ()) if "id" in row.cells}
        filled: Counter[str] = Counter()
        gone: dict[str, list[str]] = defaultdict(list)
        for cells in (row.cells for row in listed if row.cells.get("id") in now):
            for column in filter(cells.get, cells):
                filled[column] += 1
                if not now[cells["id"]].get(column):
                    gone[column].append(cells["id"])
        faults += [
            f"{kind} column {column}: {len(ids)} of {filled[column]} cells are empty now ({_first(sorted(ids))}); the "
            "document may be cut off or another one: get it again, or look and add --accept-shrink"
            for column, ids in sorted(gone.items())
            if len(ids) > _allowed(filled[column])
        ]
    return faults


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")


def contradictions(before: Graph, after: Graph) -> list[str]:
    """Return a fault for each treaty and body of which many more facts than before are disputed between sources."""
    former, now = _disputed(before), _disputed(after)
    return [
        f"{id_}: {disputed} of {facts} facts are disputed between sources, {former[id_][0]} before; the document may "
        "be another one, or its days are wrong: look at it, then add --accept-shrink"
        for id_, (disputed, facts) in sorted(now.items())
        if disputed - former[id_][0] > _allowed(facts)
    ]


def _allowed(number: int) -> float:
    return max(LEAST, SHARE * number)


def _entries(rows: Mapping[str, Sequence[Row]], *, standing: bool) -> dict[Document, set[str]]:
    """Return who or what each document names; `standing`: only what has no stated end."""
    found: dict[Document, set[str]] = defaultdict(set)
    for kind, listed in rows.items():
        for row in listed:
            cells = row.cells
            if kind == "COVERS" or (standing and cells.get("until")):
                continue
            for document, name in _of(kind, cells):
                found[document].add(name)
    return found


def _of(kind: str, cells: Mapping[str, str]) -> Iterator[tuple[Document, str]]:
    if kind in LISTS:
        yield (kind, cells["to"]), cells["from"]
    elif "id" in cells:
        yield (kind, ""), cells["id"]
    elif "from" in cells:
        yield (kind, ""), f"{cells['from']} {cells['to']}"


def _disputed(graph: Graph) -> defaultdict[str, tuple[int, int]]:
    """Return for each treaty and body how many of its facts are disputed, and how many there are."""
    disputed: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    for one in graph.relationships:
        if one.type in ("STANDING", "MEMBER_OF"):
            facts[one.end.id] += 1
            disputed[one.end.id] += bool(one.properties.get("disputed"))
    return defaultdict(lambda: (0, 0), {id_: (disputed[id_], number) for id_, number in facts.items()})
