"""Reads a graph over Bolt with the official driver: one reader for the embedded engine and for a Neo4j server."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Time

from pactgraph.errors import QueryError, StoreError
from pactgraph.stores.base import TIMEOUT
from pactgraph.stores.memory import memory_left
from pactgraph.stores.scope import scoped

# What the driver has to say is said in our messages.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_FETCHED = 5_000
"""Rows between two looks at the clock and at the memory that is left."""
_LATE = 2.0
"""Seconds for which the engine's own time limit goes first."""
_SPARE = 256 * 1024 * 1024
"""Bytes of memory below which no more rows are read."""

_NO_STATEMENT = ("Neo.ClientError.Security.", "Neo.ClientError.Database.", "Neo.TransientError.", "Neo.DatabaseError.")
"""Codes of faults that lie with the server or the account, not with the statement."""
_LISTS = ("CALL db.labels()", "CALL db.relationshipTypes()", "CALL db.propertyKeys()")
"""What lists the names a Neo4j database holds: labels, types, properties."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: column names in the query's order, and rows of plain Python values (dates are `datetime.date`)."""

    columns: list[str]
    rows: list[list[object]]

    def records(self) -> Iterator[dict[str, object]]:
        """Yield each row by column name."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


class Reader:
    """Asks an open graph."""

    def __init__(
        self,
        session: Session,
        runs: Callable[[], Sequence[str]],
        *,
        managed: bool = False,
        timeout: float = TIMEOUT,
        why: Callable[[str, Mapping[str, object]], str] = lambda *_: "",
    ) -> None:
        """
        Ask through `session`; `managed`: in transactions that the driver repeats when a server goes away.

        A statement is given up after `timeout` seconds: by the server as far as it can, else here.

        `runs` returns what `self.runs` does, each time anew: a server may be built into while a reader is open.

        The embedded engine refuses explicit transactions on a read-only graph, so there it is not managed.

        `why` returns what is wrong with a statement that could not be read, in words, or nothing.
        """
        self._why = why
        self._session = session
        self._runs = runs
        self._managed = managed
        self._timeout = timeout

    @property
    def runs(self) -> tuple[str, ...]:
        """
        What carries one of these as its `run` is of this graph; anything else in the database is not.

        One, unless a build is under way or was broken off. Raises StoreError when the server fails.
        """
        return tuple(self._runs())

    @property
    def alone(self) -> bool:
        """Whether the database holds this graph and nothing else, as a folder does."""
        return not self._managed

    def ask(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to a statement of the catalogue from this graph alone, whatever else the database holds.

        Raises as `run` does.
        """
        if self.alone:
            return self.run(cypher, parameters)
        statement, runs = scoped(cypher, self.runs)
        return self.run(statement, {**(parameters or {}), **runs})

    def ask_own(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to a person's own statement, of all that the database holds; it is looked at first.

        Raises QueryError, before anything is asked, for names and parameters there are none of and for what the
        embedded engine would answer wrongly; else as `run` does. What is wrong is said with line and column.
        """
        from pactgraph.stores import checked  # noqa: PLC0415 - brings the grammar, which the catalogue does without

        given = parameters or {}
        text = checked.one_statement(cypher)
        if self._managed:
            names = checked.for_server(text, given, lambda: checked.Names(*map(self._listed, _LISTS)))
            return self.run(names, given)
        try:
            answer = self.run(checked.for_engine(text, given), given)
        except (checked.UnreadableError, NotAReadingStatementError) as error:
            raise QueryError(self._why(text, given) or str(error)) from error
        # The embedded engine names no columns when there are no rows.
        return answer if answer.columns else Answer(checked.columns(text), [])

    def _listed(self, statement: str) -> frozenset[str]:
        return frozenset(str(row[0]) for row in self.run(statement).rows)

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to one statement of pactgraph's own; values go in as parameters only.

        Raises QueryError with the engine's reason when the statement is wrong, tries to write or asks for more time or
        memory than there is, StoreError when the server fails.
        """
        values = dict(parameters or {})
        until = time.monotonic() + self._timeout + _LATE

        def ask(runner: Session | ManagedTransaction) -> Answer:
            # Statements are the users' own, so they are no literals.
            result = runner.run(cypher, values)
            columns = list(result.keys())
            rows: list[list[object]] = []
            while found := result.fetch(_FETCHED):
                rows += [[_plain(value) for value in record.values()] for record in found]
                if time.monotonic() > until:
                    raise QueryError(self._late())
                if (left := memory_left()) is not None and left < _SPARE:
                    raise QueryError(f"{_TOO_MUCH} ({len(rows):,} rows read); {_LESS}")
            return Answer(columns, rows)

        try:
            if not self._managed:
                return ask(self._session)
            return self._session.execute_read(unit_of_work(timeout=self._timeout)(ask))
        except Neo4jError as error:
            code = error.code or ""
            if "TransactionTimedOut" in code:
                raise QueryError(self._late()) from error
            if self._managed and code.startswith(_NO_STATEMENT) and "OutOfMemory" not in code:
                raise StoreError(f"the server did not answer: {first_line(error.message or str(error))}") from error
            raise _reason(error) from error
        except DriverError as error:
            if not self._managed:  # It is in this process: nothing but the statement can have broken it off.
                raise QueryError(f"the engine broke off the query, as a rule for want of memory; {_LESS}") from error
            raise StoreError(f"the connection to the graph broke: {first_line(str(error))}; try again") from error
        except UnicodeEncodeError as error:
            raise QueryError("the statement or a value holds half a character, which is no text; mend it") from error
        except MemoryError as error:
            raise QueryError(f"{_TOO_MUCH}; {_LESS}") from error

    def _late(self) -> str:
        return f"no answer within {self._timeout:g} seconds; narrow the question or raise --timeout"


@contextmanager
def connected(
    uri: str,
    user: str,
    password: str,
    database: str,
    run: str,
    timeout: float,
    why: Callable[[str, Mapping[str, object]], str],
) -> Iterator[Reader]:
    """
    Yield a Reader of the embedded engine's database at `uri`, which holds the graph of `run` and nothing else.

    Auto-commit reads only: the embedded engine refuses explicit transactions on a read-only graph.
    """
    with (
        GraphDatabase.driver(uri, auth=(user, password)) as driver,
        driver.session(database=database, default_access_mode="READ") as session,
    ):
        yield Reader(session, lambda: [run], timeout=timeout, why=why)


def first_line(text: str) -> str:
    """Return the first line of an engine's message, its spaces single."""
    return " ".join(text.strip().splitlines()[0].split()) if text.strip() else "no reason given"


_TOO_MUCH = "the query needs more memory than there is"
_LESS = "narrow it, ask for fewer columns or add a LIMIT"


class NotAReadingStatementError(QueryError):
    """The engine took a statement for one that writes, as it takes all that it cannot read."""


def _reason(error: Neo4jError) -> QueryError:
    message = first_line(error.message or str(error))
    if "LOAD CSV" in message or "update security" in message:  # what the engine calls it of one who may only read
        return QueryError("refused: LOAD CSV would read a file or fetch an address; a graph says what its sources say")
    if "heap" in message.casefold() or "OutOfMemory" in (error.code or ""):
        return QueryError(f"{_TOO_MUCH}; {_LESS}")
    if error.code == "Neo.ClientError.Security.Forbidden":
        return QueryError(f"refused: the account may only read, and this statement writes ({message})")
    if error.code == "Neo.ClientError.Statement.AccessMode":
        return QueryError(f"refused: the graph is opened read-only, and this statement writes ({message})")
    if "read only" in message.casefold() or "read-only" in message.casefold():
        return NotAReadingStatementError(
            f"refused: the graph is opened read-only, and this statement writes or is not valid Cypher ({message})"
        )
    return QueryError(f"the query is wrong: {message}")


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _ends(link: Relationship) -> dict[str, object]:
    """Return the ids of its nodes, in a path; alone it comes without its nodes."""
    return {
        name: node["id"]
        for name, node in (("start", link.start_node), ("end", link.end_node))
        if node is not None and "id" in node
    }


def _plain(value: object) -> object:  # noqa: PLR0911 - one case a type
    if type(value) in _AS_THEY_ARE:  # nearly all values: the quickest way out first
        return value
    if type(value) is list:
        return [item if type(item) in _AS_THEY_ARE else _plain(item) for item in value]
    match value:
        case Date() | DateTime() | Time():
            return value.to_native()
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case Node():
            return {"labels": sorted(value.labels), **{k: _plain(v) for k, v in sorted(value.items())}}
        case Relationship():
            return {"type": value.type, **_ends(value), **{k: _plain(v) for k, v in sorted(value.items())}}
        case Path():
            rest = (item for pair in zip(value.relationships, value.nodes[1:], strict=True) for item in pair)
            return [_plain(value.nodes[0]), *map(_plain, rest)]
    return value
