"""A graph in Python: ask it, see it, hand it on."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pactgraph import __version__
from pactgraph.analysis.asked import Asked
from pactgraph.analysis.recorded import Recorded, around, holding_on, read
from pactgraph.collector import without_collector
from pactgraph.errors import UsageError
from pactgraph.export.tables import known_until, last_line
from pactgraph.facts.records import Key
from pactgraph.facts.registers import bundled_registers
from pactgraph.files import replace_file
from pactgraph.stores.base import TIMEOUT
from pactgraph.stores.choose import open_store

if TYPE_CHECKING:
    import networkx as nx

    from pactgraph.analysis.answered import Answered, Inquiry
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.tables import Table
    from pactgraph.catalogue import Query
    from pactgraph.pages.brief import Page
    from pactgraph.pages.page import HtmlPage
    from pactgraph.rows import Rows
    from pactgraph.stores.base import Store
    from pactgraph.stores.bolt import Answer, Reader
_UNTITLED = "Answer to a statement in Cypher"


class Graph:
    """
    An opened graph. Nothing here changes it.

    The store is opened when something, or some day, is first asked about, and stays open: all answers are of one build.
    It is closed by `close`, at the end of a `with`, or when the graph is no longer used.
    """

    def __init__(self, store: Store, timeout: float = TIMEOUT) -> None:
        self._store = store
        self._timeout = timeout
        self._open = contextlib.ExitStack()
        self._opening = threading.Lock()
        self._opened: Reader | None = None
        self._closing = weakref.finalize(self, self._open.close)
        self._facts = Asked(lambda: self._reader)

    def __repr__(self) -> str:
        return f"<Graph in {self._store}>"

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, type_: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store. What is asked afterwards opens it again."""
        self._facts.stop()
        self._opened = None
        self._open.close()

    @cached_property
    def as_of(self) -> dt.date:
        """The day asked about unless another is given: the latest any treaty list or official register speaks of."""
        return dt.date.fromisoformat(self._store.ledger().as_of)

    def at(self, day: str | dt.date | None = None, *, strict: bool = False) -> AsAt:
        """
        Return the graph as at a day (YYYY-MM-DD, `today` or a date; by default `as_of`).

        `strict`: answers that no source vouches for on that day are unknown.
        Raises UsageError for another text, StoreError where nothing was built.
        """
        when = self.day(day)
        self._facts.ahead(when, ())  # The store opens while Python loads the analysis.
        from pactgraph.analysis.as_at import AsAt  # noqa: PLC0415

        return AsAt(self._facts, when, strict=strict, framed=partial(self._framed, strict=strict))

    def day(self, text: str | dt.date | None, option: str = "day") -> dt.date:
        """
        Return the day that `text` names, by default `as_of`; of a time (also one of pandas) its date.

        Raises UsageError naming the option.
        """
        if text is None:
            return self.as_of
        from pactgraph import catalogue  # noqa: PLC0415 - analysis does without

        return catalogue.day(_text(text), option)

    def state(self, text: str, option: str = "state") -> str:
        """Return the id of the State that `text` names, by id or name. Raises UsageError naming the option."""
        from pactgraph.analysis.tables import registered  # noqa: PLC0415 - analysis does without

        there = self._facts.of("State")
        id_ = text if text in there else registered("State", text, option)
        if id_ not in there:
            raise UsageError(f"{option} {text}: this graph has no State {id_}")
        return id_

    @property
    def run(self) -> str:
        """Name of the build it was made by."""
        return self._store.ledger().run

    @cached_property
    def recorded(self) -> Recorded:
        """Every node and fact; read once."""
        return read(self._alone)

    def query(self, name: str, **parameters: object) -> Rows:
        """
        Return the answer to a question of the catalogue, one row an answer, columns as the question names them.

        Days may be texts or dates. `attrs` has the day, the denominator and what it is counted `of`, and `known_until`.
        Raises UsageError for an unknown question or parameter.
        """
        from pactgraph import catalogue  # noqa: PLC0415 - analysis does without

        given = {key: _text(value) for key, value in parameters.items()}
        return self.answer(catalogue.find_query(name), given, self.as_of)

    def answer(self, question: Query, given: Mapping[str, str], day: dt.date) -> Rows:
        """
        Return the answer to a question of the catalogue, or of a file of one's own, with parameters as texts.

        `day` is the one asked about where `given` has none. Raises UsageError as `query` does.
        """
        from pactgraph import catalogue  # noqa: PLC0415 - analysis does without

        registers = bundled_registers()
        result = catalogue.ask(self._alone, question, given, day, registers)
        front, day = question.front, result.day or day
        count, of = result.denominator or (None, "")
        about = {
            Key(declared.label, str(value))
            for name, declared in front.parameters.items()
            if declared.label is not None and (value := result.parameters.get(name))
        }
        told = {"day": result.day, "known_until": result.known_until, "denominator": count, "of": of}

        def shown(name: str, value: object) -> object:
            entry = registers.entries.get(Key(front.parameters[name].label or "", str(value)))
            return value if entry is None else entry.name

        # As the reader chose, not what any reader would get.
        chosen = ", ".join(
            f"{name} {shown(name, value)}"
            for name, value in result.parameters.items()
            if name != "as_of" and value not in ("", False) and (name in given or front.parameters[name].label)
        )
        title = f"{front.title}: {chosen}" if chosen else front.title
        asked = self._inquiry(title, question.cypher, result.parameters, day, result.last_line)
        asked = replace(asked, question=front.question, strict=result.parameters.get("strict") is True)
        return self._rows(result.answer, asked, told, sorted(about, key=str))

    def cypher(self, text: str, **parameters: object) -> Rows:
        """
        Return the answer to a statement in Cypher; read-only, enforced by the engine.

        `$as_of` is the graph's own day unless given, as text or date. `attrs` as in `query`; nodes, relationships and
        paths are dictionaries and lists, which `picture` draws.
        Raises QueryError when the statement is wrong.
        """
        given = parameters.get("as_of")
        day = self.day(None if given is None else _text(given), "as_of")
        values = {"strict": False, **parameters, "as_of": day.isoformat()}
        answer = self._alone.ask_own(text, values)
        rows, asked = list(answer.records()), day if "$as_of" in text else None
        about = {"day": asked, "known_until": known_until(rows, day), "denominator": None, "of": ""}
        used = {name: value for name, value in values.items() if f"${name}" in text}
        return self._rows(answer, self._inquiry(_UNTITLED, text, used, day, last_line(rows, asked)), about, ())

    def picture(self, question: str, **parameters: object) -> HtmlPage:
        """
        Return a picture of the answer to a question of the catalogue, by name, or to a statement in Cypher.

        Raises UsageError, with the reason, where there is nothing in the answer to draw; else as `query` and `cypher`.
        """
        asked = self.cypher if any(letter.isspace() for letter in question.strip()) else self.query
        return asked(question, **parameters).picture()

    def brief(self, state: str, *, as_of: str | dt.date | None = None, strict: bool = False, atlas: str = "") -> Page:
        """
        Return the brief of a State (id or name) as at a day; a notebook shows it.

        `atlas` is the address of an atlas, as seen from the brief, that it then links to.

        Raises UsageError for an address that is neither a web address nor a path, and for a State that is
        none, or no Member State of the United Nations on that day.
        """
        from pactgraph.pages.brief import page  # noqa: PLC0415 - brings the template engine

        then = self.at(as_of, strict=strict)
        found = then.tables.member(state, "STATE")
        return page(then, then.brief(found), self.run, atlas)

    def atlas(
        self,
        *,
        as_of: str | dt.date | None = None,
        region: str | None = None,
        treaties: Sequence[str] | None = None,
        embed: bool = False,
    ) -> HtmlPage:
        """
        Return the atlas as at a day, of all States or a region, with all treaties or some (ids or names).

        Raises UsageError for a day, region or treaty there is none of.
        """
        from pactgraph.pages.carried import NOT_READ  # noqa: PLC0415 - only the atlas needs it

        recorded = self._facts.everything(left_out=NOT_READ)  # The store works while Python loads the page's libraries.
        from pactgraph.pages.atlas import html  # noqa: PLC0415
        from pactgraph.pages.contents import contents  # noqa: PLC0415
        from pactgraph.pages.page import HtmlPage  # noqa: PLC0415

        chosen = None if treaties is None else [_treaty(name) for name in treaties]
        with without_collector():
            page = contents(
                recorded(),
                self.day(as_of, "--as-of"),
                region=region,
                treaties=chosen,
                run=self.run,
                version=__version__,
            )
            return HtmlPage("pactgraph atlas", html(page, embed=embed))

    def to_networkx(self, as_of: str | dt.date | None = None, *, state: str | None = None) -> nx.MultiDiGraph[str]:
        """
        Return everything as a networkx graph; with `as_of` what holds on that day, with `state` a State's surroundings.

        Surroundings of a State (id or name) are itself, every node one fact away, and the facts among these. Nodes are
        ids, keys of edges are types; all attributes are text, numbers or booleans: see `pactgraph.export.networks`.

        Raises UsageError for a day or State there is none of.
        """
        from pactgraph.export.networks import to_networkx  # noqa: PLC0415 - only where a graph is handed on

        return to_networkx(*self._selected(as_of, state))

    def export(
        self,
        path: str | Path,
        *,
        form: str | None = None,
        as_of: str | dt.date | None = None,
        state: str | None = None,
        write: Callable[[Path, bytes], object] = replace_file,
    ) -> list[Path]:
        """
        Write the graph, or what `to_networkx` takes of it, to `path`; return the files written.

        `form` is one of the endings graphml, gexf, csv, parquet, jsonld, json (node-link); by default that of `path`.
        CSV and Parquet are two files, `name-nodes.csv` and `name-edges.csv` for the path `name.csv`. `write` is how a
        file is written.

        Raises UsageError as `to_networkx`, for another ending, and where Parquet's library is not installed.
        """
        from pactgraph.export.network_files import files, format_for  # noqa: PLC0415 - only where a graph is handed on

        path = Path(path)
        made = files(format_for(form, path), path, *self._selected(as_of, state))
        for name, data in made.items():
            write(name, data)
        return list(made)

    def _selected(self, as_of: str | dt.date | None, state: str | None) -> tuple[Recorded, dict[str, object]]:
        """Return what holds on a day, around a State, and what to say about it: the graph's day, build and version."""
        about: dict[str, object] = {"as_of": self.as_of, "run": self.run, "version": __version__}
        day = None if as_of is None else self.day(as_of, "as_of")
        id_ = None if state is None else self.state(state)
        found = self.recorded
        if day is not None:
            found, about = holding_on(found, day), {**about, "holds_on": day}
        if id_ is not None:
            found, about = around(found, Key("State", id_)), {**about, "around": id_}
        return found, about

    def _inquiry(
        self, title: str, cypher: str, parameters: Mapping[str, object], day: dt.date, counted: str
    ) -> Inquiry:
        from pactgraph.analysis.answered import Inquiry  # noqa: PLC0415 - analysis does without

        return Inquiry(title, "", cypher, dict(parameters), day, counted, self.run, __version__)

    def _framed(self, table: Table, about: Sequence[Key], *, strict: bool) -> Rows:
        """Return a table of analysis as one that can be drawn."""
        told = {"day": table.day, "known_until": table.known_until, "denominator": table.denominator, "of": table.of}
        asked = replace(self._inquiry(table.title, "", {}, table.day, table.counted), strict=strict)
        return self._rows(table, asked, {"title": table.title, **told}, about)

    def _rows(self, answer: Answer | Table, asked: Inquiry, about: Mapping[str, object], nodes: Sequence[Key]) -> Rows:
        from pactgraph.rows import Origin, Rows  # noqa: PLC0415 - brings pandas

        told = {**about, "counted": asked.counted, "run": asked.run, "cypher": asked.cypher}
        return Rows.of(answer.columns, answer.rows, told, Origin(asked, tuple(nodes), self._speaks_of))

    def _speaks_of(self, asked: Inquiry, about: Sequence[Key]) -> Answered:
        from pactgraph.analysis.answered import answered  # noqa: PLC0415 - only pictures need it

        return answered(self._facts, asked, about)

    @property
    def _alone(self) -> Reader:
        """The reader, when nobody else asks through it."""
        self._facts.stop()
        return self._reader

    @property
    def _reader(self) -> Reader:
        with self._opening:  # It may be asked for by what reads ahead at the same time.
            if self._opened is None:
                self._opened = self._open.enter_context(self._store.open(self._timeout))
            return self._opened


def open_graph(address: str | None = None, *, timeout: float = TIMEOUT) -> Graph:
    """
    Return the graph at `address`; without one, at PACTGRAPH_STORE, else in the per-user data folder.

    A statement that takes more than `timeout` seconds raises QueryError.

    Raises UsageError for an address of an unknown kind, StoreError (when first asked) where nothing was built.
    """
    return Graph(open_store(address), timeout)


def build(
    address: str | None = None,
    *,
    sources: str | Path | None = None,
    names: Iterable[str] = (),
    also: Iterable[str] = (),
    accept_shrink: bool = False,
    shared: bool = False,
    timeout: float = TIMEOUT,
) -> Graph:
    """
    Build the graph into the store at `address` (as for `open_graph`), make it the current one there, and return it.

    It is made of the bundled sources that are on by default and of those in the folder `sources`; of `names` alone
    where some are given. `also` are sources that are off by default. `accept_shrink` accepts files with fewer rows than
    their bounds ask for, `shared` lets the folder's group read the graph, `timeout` is as for `open_graph`.

    Raises FactsError with every fault of the sources, UsageError for an address or name there is none of, StoreError
    when the store cannot be written; the former graph then stays in use.
    """
    from pactgraph.building import prepare, store  # noqa: PLC0415 - reading does without

    target = open_store(address, shared=shared)
    extra = None if sources is None else Path(sources)
    store(prepare(names, extra, also, accept_shrink=accept_shrink), target)
    return Graph(target, timeout)


def _text(value: object) -> str:
    """Return a parameter as text: of a time its date, whatever the hour."""
    # pandas says NaT, which is a time too, where there is none.
    return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)


def _treaty(name: str) -> str:
    registers = bundled_registers()
    found = registers.find("Treaty", name)
    if found is None:
        raise UsageError(
            f"--treaties {name}: no treaty of this id or name{registers.hint(['Treaty'], name)} "
            "(`pactgraph query treaty-coverage` lists them)"
        )
    return found
