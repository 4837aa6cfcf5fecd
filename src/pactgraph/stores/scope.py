"""
Keeps a statement of the catalogue to this graph where other people's data may stand beside it, on a Neo4j server.

Catalogue statements match by label and type, so that they paste into any browser. Here each of their patterns gets the
condition that what it matches carries a run of this graph. It is done in the text, without a parser: that is enough for
statements of our own, and all of them are asked beside foreign data in the tests. People's own Cypher is asked as it
is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

RUNS = "pactgraph_runs"
"""Name of the parameter that holds the runs of this graph."""

_NAMES = r"\s*:\s*[A-Z]\w*(?:\s*\|\s*[A-Z]\w*)*"
_PATTERN = re.compile(
    rf"""
    '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | //[^\n]*                  # text and comments stay
    | (?<!\w) \( \s* (?P<node>\w*) (?P<labels>{_NAMES}) (?P<known>\s*\{{[^{{}}]*\}})? \s* \)
    | (?<=-) \[ \s* (?P<link>\w*) (?P<types>{_NAMES})? (?P<hops>\s*\*[\d.]*)? (?P<has>\s*\{{[^{{}}]*\}})? \s* \] (?=-)
    | (?P<left>(?<=[)])\s*<?-) (?P<right>->?\s*(?=\())                  # a relationship without brackets
    """,
    re.VERBOSE,
)


def scoped(cypher: str, runs: Sequence[str]) -> tuple[str, dict[str, object]]:
    """
    Return `cypher` with every pattern kept to what carries one of `runs`, and the parameter it then needs.

    Nodes without a label are kept by the relationship they are reached through. A condition on them too would make
    servers begin at all nodes there are, and tell no more: who copies a relationship with its run can copy its ends.
    A path of several hops can be kept to one run only; while a build is under way (two runs) its ends alone are kept.
    """
    count = 0

    def named(name: str | None) -> str:
        nonlocal count
        count += not name
        return name or f"_{count}"

    def condition(name: str) -> str:
        # Never null: a false condition ends the row, before another that might raise on foreign data is tried.
        return f" WHERE coalesce({name}.run, '') IN ${RUNS}"

    def kept(found: re.Match[str]) -> str:
        if found["labels"] is not None:
            name = named(found["node"])
            return f"({name}{found['labels']}{found['known'] or ''}{condition(name)})"
        if found["left"] is not None:
            name = named(None)
            return f"{found['left']}[{name}{condition(name)}]{found['right']}"
        if found["link"] is None:
            return found[0]
        head = f"{found['types'] or ''}{found['hops'] or ''}"
        if found["hops"]:
            # No condition may stand at a path of several hops, values may.
            known = (found["has"] or "").strip().strip("{}").strip()
            values = [*([f"run: ${RUNS}[0]"] if len(runs) == 1 else []), *([known] if known else [])]
            return f"[{found['link']}{head}{' {' + ', '.join(values) + '}' if values else ''}]"
        name = named(found["link"])
        return f"[{name}{head}{found['has'] or ''}{condition(name)}]"

    return _PATTERN.sub(kept, cypher), {RUNS: list(runs)}
