"""The one exception type a user's mistake raises; the command line turns it into one line and an exit code."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PactgraphError(Exception):
    """Something a user can mend: a file, a question, a store. The message says what and how."""


class FactsError(PactgraphError):
    """Facts that break the schema. Holds every fault found, not only the first."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        more = f"\n({len(faults)} faults)" if len(faults) > 1 else ""
        if len(faults) > 20:
            more = f"\n({len(faults)} faults, the first 20 shown; `pactgraph check` names them all)"
        super().__init__("\n".join(faults[:20]) + more)


class StoreError(PactgraphError):
    """A graph store that cannot be opened, read or replaced."""


class UsageError(PactgraphError):
    """A wrong option, name or parameter: exit code 2."""


class QueryError(PactgraphError):
    """A question the engine refuses: wrong Cypher, or a statement that writes."""


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return `; did you mean …?` for up to three of `known` that resemble `word`, whatever their case, else nothing."""
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), names, n=3, cutoff=cutoff)
    return f"; did you mean {' or '.join(names[name] for name in close)}?" if close else ""
