"""Reads a graph over Bolt with the official driver: one reader for the embedded engine and for a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import GraphDatabase, Session
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Time

from pactgraph.errors import QueryError, StoreError


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

    def __init__(self, session: Session) -> None:
        self._session = session

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Answer:
        """
        Return the answer to one statement; values go in as parameters only.

        Raises QueryError with the engine's reason when the statement is wrong or tries to write.
        """
        try:
            result = self._session.run(cypher, dict(parameters or {}))
            columns = list(result.keys())
            return Answer(columns, [[_plain(value) for value in record.values()] for record in result])
        except Neo4jError as error:
            raise QueryError(_reason(error)) from error
        except DriverError as error:
            raise StoreError(f"the connection to the graph broke: {_first_line(str(error))}; try again") from error


@contextmanager
def connected(uri: str, user: str, password: str, database: str) -> Iterator[Reader]:
    """
    Yield a Reader of the database at `uri`.

    Auto-commit reads only: the embedded engine refuses explicit transactions on a read-only graph.
    """
    with (
        GraphDatabase.driver(uri, auth=(user, password)) as driver,
        driver.session(database=database, default_access_mode="READ") as session,
    ):
        yield Reader(session)


def _reason(error: Neo4jError) -> str:
    message = _first_line(error.message or str(error))
    if "read only" in message.casefold() or "read-only" in message.casefold():
        # The engine takes whatever it cannot parse for a writing statement.
        return f"refused: the graph is opened read-only, and this statement writes or is not valid Cypher ({message})"
    return f"the query is wrong: {message}"


def _first_line(text: str) -> str:
    return " ".join(text.strip().splitlines()[0].split()) if text.strip() else "no reason given"


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _plain(value: object) -> object:  # noqa: PLR0911 - one case a type
    if type(value) in _AS_THEY_ARE:  # nearly all values: the quickest way out first
        return value
    match value:
        case Date() | DateTime() | Time():
            return value.to_native()
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case Node():
            return {"labels": sorted(value.labels), **{k: _plain(v) for k, v in sorted(value.items())}}
        case Relationship():
            return {"type": value.type, **{k: _plain(v) for k, v in sorted(value.items())}}
        case Path():
            return [_plain(item) for item in value.nodes]
    return value
