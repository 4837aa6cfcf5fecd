"""
The formats a graph is written in, by the ending of their files.

CSV and Parquet are two tables, so two files: `-o name.csv` gives `name-nodes.csv` and `name-edges.csv`. Their columns
are those that Gephi looks for (`id`, `label`; `source`, `target`, `kind`), then all others by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pactgraph.analysis.recorded import Recorded
from pactgraph.errors import UsageError
from pactgraph.export.cells import delimited
from pactgraph.export.network_json import as_jsonld, as_node_link
from pactgraph.export.network_xml import as_gexf, as_graphml
from pactgraph.export.networks import About, edges, scalars, vertices
from pactgraph.export.parquet import parquet

Writer = Callable[[Recorded, About], bytes]
Row = Mapping[str, object]

_FIRST = {
    "nodes": ("id", "label", "labels"),
    "edges": ("source", "target", "kind", "id", "label", "type", "holds_from", "holds_until"),
}
"""Columns that stand first; `kind` is what tells parallel edges apart."""


def csv_nodes(recorded: Recorded, about: About) -> bytes:
    """Return the nodes as CSV."""
    return _csv([scalars(row) for row in _nodes(recorded)], "nodes")


def csv_edges(recorded: Recorded, about: About) -> bytes:
    """Return the edges as CSV."""
    return _csv([scalars(row) for row in _edges(recorded)], "edges")


def parquet_nodes(recorded: Recorded, about: About) -> bytes:
    """Return the nodes as Parquet, with lists and days as such. Raises UsageError where pyarrow is not installed."""
    return parquet(_columns(_nodes(recorded), "nodes"), about)


def parquet_edges(recorded: Recorded, about: About) -> bytes:
    """Return the edges as Parquet, with lists and days as such. Raises UsageError where pyarrow is not installed."""
    return parquet(_columns(_edges(recorded), "edges"), about)


FORMATS: dict[str, dict[str, Writer]] = {
    "graphml": {"": as_graphml},
    "gexf": {"": as_gexf},
    "csv": {"-nodes": csv_nodes, "-edges": csv_edges},
    "parquet": {"-nodes": parquet_nodes, "-edges": parquet_edges},
    "jsonld": {"": as_jsonld},
    "json": {"": as_node_link},
}
"""What is written, by the ending of the file named: for each file what its name has more, and what is in it."""


def format_for(name: str | None, output: Path) -> str:
    """Return the format asked for by name or by the ending of `output`, in any case. Raises UsageError."""
    form = (name or output.suffix.lstrip(".")).casefold()
    if form not in FORMATS:
        told = f"export {name}" if name else f"-o {output}"
        raise UsageError(f"{told}: expected one of {', '.join(FORMATS)} (as FORMAT or as the ending of -o)")
    return form


def files(form: str, output: Path, recorded: Recorded, about: About) -> dict[Path, bytes]:
    """Return what is to be written where; nothing is written."""
    ending = output.suffix or f".{form}"
    return {
        output.with_name(f"{output.stem}{more}{ending}") if more else output: write(recorded, about)
        for more, write in FORMATS[form].items()
    }


def _nodes(recorded: Recorded) -> list[Row]:
    return [{"id": vertex.key, **vertex.attributes} for vertex in vertices(recorded)]


def _edges(recorded: Recorded) -> list[Row]:
    return [
        {"source": edge.source, "target": edge.target, "kind": edge.key, "id": edge.name, **edge.attributes}
        for edge in edges(recorded)
    ]


def _columns(rows: Sequence[Row], what: str) -> dict[str, list[object]]:
    return {name: [row.get(name) for row in rows] for name in _names(rows, what)}


def _csv(rows: Sequence[Row], what: str) -> bytes:
    names = _names(rows, what)
    return delimited(names, ([row.get(name) for name in names] for row in rows)).encode()


def _names(rows: Iterable[Row], what: str) -> list[str]:
    first = _FIRST[what]
    return [*first, *sorted({name for row in rows for name in row} - set(first))]
