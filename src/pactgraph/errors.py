"""The one exception type a user's mistake raises; the command line turns it into one line and an exit code."""

from __future__ import annotations

from pactgraph.characters import visible

_LONGEST, _END = 3_000, 500
"""Characters of the longest message, and of its end, which says what was expected."""


class PactgraphError(Exception):
    """Something a user can mend: a file, a question, a store. The message says what and how, in one line."""

    def __init__(self, message: str = "") -> None:
        # A name or a value in it may be anything that somebody typed.
        super().__init__(_line(message))


def _line(text: str) -> str:
    """Return a message as one line; of one that is endless, because a cell is, the beginning and the end."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - _END]} ... {shown[-_END:]}"


class FactsError(PactgraphError):
    """Facts that break the schema. Holds every fault found, not only the first."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = [_line(fault) for fault in faults]
        more = f"\n({len(faults)} faults)" if len(faults) > 1 else ""
        if len(faults) > 20:
            more = f"\n({len(faults)} faults, the first 20 shown; `pactgraph check` names them all)"
        # Each fault is a line of its own.
        Exception.__init__(self, "\n".join(self.faults[:20]) + more)


class StoreError(PactgraphError):
    """A graph store that cannot be opened, read or replaced."""


class UsageError(PactgraphError):
    """A wrong option, name or parameter: exit code 2."""


class QueryError(PactgraphError):
    """A question the engine refuses: wrong Cypher, or a statement that writes."""
