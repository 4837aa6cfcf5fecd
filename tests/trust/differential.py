"""
The statements that every engine is asked, and what is known to differ: `python tests/trust/differential.py` writes the
page docs/reference/differences.md.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from pactgraph.errors import PactgraphError, QueryError
from pactgraph.stores.bolt import Answer, Reader
from pactgraph.stores.checked import for_engine

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "reference" / "differences.md"
PARAMETERS: dict[str, object] = {
    "state": "ARD",
    "states": ["ARD", "FEN"],
    "as_of": "2014-06-09",
    "one": 1,
    "map": {"a": 1},
    "none": None,
    "label": "State",
    "key": "name",
}
DIFFERENCES: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / "differences.yml").read_text(encoding="utf-8")) or {}
"""By statement: `embedded`, `neo4j` (what each does), `instead`."""


@dataclass(frozen=True)
class Statement:
    kind: str
    cypher: str

    @property
    def given(self) -> dict[str, object]:
        """The parameters it has."""
        return {name: value for name, value in PARAMETERS.items() if f"${name}" in self.cypher}


def statements() -> Iterator[Statement]:
    kind = ""
    for line in (FOLDER / "statements.cypher").read_text(encoding="utf-8").splitlines():
        if line.startswith("// "):
            kind = line[3:]
        elif line:
            yield Statement(kind, line)


def outcome(reader: Reader, statement: Statement) -> object:
    """What an engine says: rows with their types, in any order unless one is asked for; `refused`."""
    try:
        answer = reader.ask_own(statement.cypher, statement.given)
    except PactgraphError:  # Neo4j 5.26 takes some wrong statements for faults of its own.
        return "refused"
    return _comparable(answer, ordered="ORDER BY" in statement.cypher)


def _comparable(answer: Answer, *, ordered: bool) -> object:
    rows = [repr(_typed(row)) for row in answer.rows]
    # The embedded engine names no columns where there are no rows.
    return (tuple(answer.columns) if rows else (), tuple(rows if ordered else sorted(rows)))


def _typed(value: object) -> object:
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in sorted(value.items())}
    return value if isinstance(value, str | dt.date) else (type(value).__name__, repr(value))


def page() -> str:
    """The page: how many are asked, what differs, what is asked otherwise than it is written."""
    asked = list(statements())
    taken_apart = {}
    for statement in asked:
        with contextlib.suppress(QueryError):
            text = for_engine(statement.cypher, statement.given)
            if text != statement.cypher:
                taken_apart[statement.cypher] = text
    kinds = list(dict.fromkeys(statement.kind for statement in asked))
    lines = [
        "# Differences from Neo4j",
        "",
        f"{len(asked)} statements of {len(kinds)} kinds are asked of the embedded engine and of each Neo4j tested,",
        "over the same graph; rows, types and names of columns are compared. All are answered alike but those of this",
        "table; a new difference fails the tests. Written by `python tests/trust/differential.py`.",
        "",
        "| statement | embedded engine | Neo4j | write instead |",
        "|---|---|---|---|",
        *(
            f"| {_code(cypher)} | {found['embedded']} | {found['neo4j']} | {found['instead']} |"
            for cypher, found in DIFFERENCES.items()
        ),
        "",
        "An answer without rows has no names of columns in the embedded engine; pactgraph takes them from the",
        "statement.",
        "",
        "## Asked in two steps",
        "",
        "By itself the embedded engine answers some statements wrongly in which an aggregate (`count`, `min`, `max`,",
        "`sum`, `avg`, `collect` …) is part of an expression. So every such aggregate first gets a column of its own;",
        f"Neo4j is asked as it is written. {len(taken_apart)} of the statements are such; these stand for them.",
        "",
        "| as written | as asked |",
        "|---|---|",
        *(f"| {_code(cypher)} | {_code(text)} |" for cypher, text in _one_a_kind(asked, taken_apart)),
        "",
        "## Kinds",
        "",
        "| kind | statements |",
        "|---|---:|",
        *(f"| {kind} | {sum(statement.kind == kind for statement in asked)} |" for kind in kinds),
        "",
    ]
    return "\n".join(lines)


def _one_a_kind(asked: list[Statement], taken_apart: dict[str, str]) -> Iterator[tuple[str, str]]:
    shown: set[str] = set()
    for statement in asked:
        if statement.cypher in taken_apart and statement.kind not in shown:
            shown.add(statement.kind)
            yield statement.cypher, taken_apart[statement.cypher]


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
