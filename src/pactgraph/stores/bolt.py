"""Reads a graph over Bolt with the official driver: one reader for the embedded engine and for a Neo4j server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Time

from pactgraph.errors import QueryError, StoreError
from pactgraph.stores.scope import scoped

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

    def __init__(self, session: Session, runs: Callable[[], Sequence[str]], *, managed: bool = False) -> None:
        """
        Ask through `session`; `managed`: in transactions that the driver repeats when a server goes away.

        `runs` returns what `self.runs` does, each time anew: a server may be built into while a reader is open.

        The embedded engine refuses explicit transactions on a read-only graph, so there it is not managed.
        """
        self._session = session
        self._runs = runs
        self._managed = managed

    @property
    def runs(self) -> tuple[str, ...]:
        """
        What carries one of these as its `run` is of this graph; anything else in the database is not.

        One, unless a build is under way or was broken off. Raises StoreError when the server fails.
        """
        return tuple(self._runs())

    def ask(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to a statement of the catalogue from this graph alone, whatever else the database holds.

        Raises as `run` does.
        """
        if not self._managed:  # A folder holds this graph and nothing else.
            return self.run(cypher, parameters)
        statement, runs = scoped(cypher, self.runs)
        return self.run(statement, {**(parameters or {}), **runs})

    def ask_own(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to a person's own statement, of all that the database holds; it is looked at first.

        Raises QueryError, before anything is asked, for names and parameters there are none of and for what the
        embedded engine would answer wrongly; else as `run` does.
        """
        from pactgraph.stores import checked  # noqa: PLC0415 - brings the grammar, which the catalogue does without

        given = parameters or {}
        if not self._managed:
            return self.run(checked.for_engine(cypher, given), given)
        return self.run(checked.for_server(cypher, given, lambda: checked.Names(*map(self._listed, _LISTS))), given)

    def _listed(self, statement: str) -> frozenset[str]:
        return frozenset(str(row[0]) for row in self.run(statement).rows)

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to one statement of pactgraph's own; values go in as parameters only.

        Raises QueryError with the engine's reason when the statement is wrong or tries to write, StoreError when the
        server fails.
        """
        values = dict(parameters or {})

        def ask(runner: Session | ManagedTransaction) -> Answer:
            # Statements are the users' own, so they are no literals.
            result = runner.run(cypher, values)
            columns = list(result.keys())
            return Answer(columns, [[_plain(value) for value in record.values()] for record in result])

        try:
            return self._session.execute_read(ask) if self._managed else ask(self._session)
        except Neo4jError as error:
            if self._managed and (error.code or "").startswith(_NO_STATEMENT):
                raise StoreError(f"the server did not answer: {first_line(error.message or str(error))}") from error
            raise QueryError(_reason(error)) from error
        except DriverError as error:
            raise StoreError(f"the connection to the graph broke: {first_line(str(error))}; try again") from error


@contextmanager
def connected(uri: str, user: str, password: str, database: str, run: str) -> Iterator[Reader]:
    """
    Yield a Reader of the embedded engine's database at `uri`, which holds the graph of `run` and nothing else.

    Auto-commit reads only: the embedded engine refuses explicit transactions on a read-only graph.
    """
    with (
        GraphDatabase.driver(uri, auth=(user, password)) as driver,
        driver.session(database=database, default_access_mode="READ") as session,
    ):
        yield Reader(session, lambda: [run])


def first_line(text: str) -> str:
    """Return the first line of an engine's message, its spaces single."""
    return " ".join(text.strip().splitlines()[0].split()) if text.strip() else "no reason given"


def _reason(error: Neo4jError) -> str:
    message = first_line(error.message or str(error))
    if error.code == "Neo.ClientError.Statement.AccessMode":
        return f"refused: the graph is opened read-only, and this statement writes ({message})"
    if "read only" in message.casefold() or "read-only" in message.casefold():
        # The embedded engine takes whatever it cannot parse for a writing statement.
        return f"refused: the graph is opened read-only, and this statement writes or is not valid Cypher ({message})"
    return f"the query is wrong: {message}"


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


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
            return {"type": value.type, **{k: _plain(v) for k, v in sorted(value.items())}}
        case Path():
            return [_plain(item) for item in value.nodes]
    return value
