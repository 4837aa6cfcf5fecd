"""The answer to a question as a pandas table that can be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from pactgraph.analysis.answered import Answered, Inquiry
from pactgraph.files import replace_file

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from pactgraph.facts.records import Key
    from pactgraph.pages.page import HtmlPage

Speaks = Callable[[Inquiry, Sequence["Key"]], Answered]
"""Returns what the rows of an answer speak of, from the graph they are of; the keys are what was asked about."""


@dataclass(frozen=True, slots=True, repr=False)
class Origin:
    """Where an answer comes from: what was asked, of which nodes, and how the graph is asked for what it speaks of."""

    asked: Inquiry
    about: tuple[Key, ...]
    speaks: Speaks

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Let a table be stored without the graph it is of: what is read back can no longer be drawn."""
        return _nothing, ()


def _nothing() -> None:
    """Return what a stored table knows of its graph."""


def _is_none(value: object) -> bool:
    return value is None or value is pd.NaT


class Rows(pd.DataFrame):
    """
    A pandas table, one row an answer. Rows and columns can be left out before it is drawn.

    `attrs` has the day, `known_until`, the denominator and what it is counted `of`, `counted` in words, the run and the
    statement in Cypher.
    """

    _metadata: ClassVar[list[str]] = ["_origin"]
    _origin: Origin | None

    @property
    def _constructor(self) -> Callable[..., Rows]:
        return Rows

    @classmethod
    def of(
        cls, columns: Sequence[str], rows: Sequence[Sequence[object]], about: Mapping[str, object], origin: Origin
    ) -> Rows:
        """Return the table of an answer; `about` becomes its `attrs`."""
        frame = cls(rows, columns=pd.Index(columns))
        frame.attrs.update(about)
        frame._origin = origin
        return frame

    def with_datetimes(self) -> Rows:
        """
        Return the table with its columns of days as `datetime64[s]`, which pandas can count and resample with.

        A column is one of days where it holds days alone, and at least one; NaT stands where there is none. 31 December
        9999, the end of what has none, is a day as any other.
        """
        found = self.copy()
        for name in found.columns:
            days = [value for value in found[name] if not _is_none(value)]
            if days and all(isinstance(day, dt.date) for day in days):
                values = [None if _is_none(day) else day for day in found[name]]
                found[name] = pd.Series(np.array(values, dtype="datetime64[s]"), index=found.index)
        return found

    def picture(self) -> HtmlPage:
        """
        Return a picture of what the rows speak of, with the rows below; a notebook shows it.

        Raises UsageError, with the reason, where there is nothing in them to draw.
        """
        from pactgraph.pages.page import HtmlPage  # noqa: PLC0415 - only pictures need them
        from pactgraph.pages.picture import html  # noqa: PLC0415

        asked, origin = self._told()
        return HtmlPage(asked.title, html(origin.speaks(asked, origin.about), asked))

    def to_pyvis(self) -> Network:
        """
        Return a pyvis network to go on with: named nodes, directed edges with types, titles with days and sources.

        Raises UsageError as `picture` does.
        """
        from pactgraph.pages.picture import plain_network  # noqa: PLC0415 - brings pyvis

        return plain_network(self._speaks_of())

    def to_parquet(self, *given: Any, **options: Any) -> bytes | None:  # type: ignore[override] # any of its forms
        """Write the table as pandas does; days in `attrs` are texts there, which its format asks for."""
        written: bytes | None = self._with_texts().to_parquet(*given, **options)
        return written

    def to_feather(self, *given: Any, **options: Any) -> None:
        """Write the table as pandas does; days in `attrs` are texts there, which its format asks for."""
        self._with_texts().to_feather(*given, **options)

    def _with_texts(self) -> pd.DataFrame:
        plain = pd.DataFrame(self)
        plain.attrs = {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in self.attrs.items()
        }
        return plain

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """
        Return what the rows speak of as a networkx graph: see `pactgraph.export.networks`.

        Raises UsageError as `picture` does.
        """
        from pactgraph.export.networks import to_networkx  # noqa: PLC0415 - only where a graph is handed on

        return to_networkx(self._speaks_of().recorded, self._about())

    def export(
        self,
        path: str | Path,
        *,
        form: str | None = None,
        write: Callable[[Path, bytes], object] = replace_file,
    ) -> list[Path]:
        """
        Write what the rows speak of, as a graph, to `path`, by its ending; return the files written.

        Formats are those of `Graph.export`; the rows themselves are written by pandas.
        Raises UsageError as `picture` does, and for another ending.
        """
        from pactgraph.export.network_files import files, format_for  # noqa: PLC0415 - only where a graph is handed on

        path = Path(path)
        made = files(format_for(form, path), path, self._speaks_of().recorded, self._about())
        for name, data in made.items():
            write(name, data)
        return list(made)

    def _about(self) -> dict[str, object]:
        """Return what is said of an exported answer: the day, the build and what was asked."""
        asked, _ = self._told()
        return {"as_of": asked.day, "run": asked.run, "version": asked.version, "asked": asked.cypher}

    def _speaks_of(self) -> Answered:
        asked, origin = self._told()
        return origin.speaks(asked, origin.about)

    def _told(self) -> tuple[Inquiry, Origin]:
        """Return what was asked, with the rows and columns that are left, and where the answer comes from."""
        if (origin := getattr(self, "_origin", None)) is None:
            raise TypeError("this table is no answer of a graph any more; draw the answer itself")
        columns, rows = [str(column) for column in self.columns], self.to_numpy(dtype=object).tolist()
        return replace(origin.asked, columns=columns, rows=rows), origin
