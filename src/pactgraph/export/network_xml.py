"""
A graph as GraphML and as GEXF 1.3.

Written here, not by networkx: its GraphML gives edges of one type the same id and calls a property `d3`, which Gephi
takes for a node's name; its GEXF writes the day of the clock, and the type of a fact where the format has a direction.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from pactgraph import __version__
from pactgraph.analysis.recorded import NO_END, Recorded
from pactgraph.export.cells import NOT_IN_XML, kind_of
from pactgraph.export.networks import About, Scalar, edges, scalars, vertices
from pactgraph.facts.schema import PropertyType
from pactgraph.facts.spells import ALWAYS

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_GEXF = (
    '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
)
_TYPES: dict[PropertyType, str] = {"integer": "long", "float": "double", "boolean": "boolean"}
"""Types of both formats by those of the schema; the others are text."""


def as_graphml(recorded: Recorded, about: About) -> bytes:
    """Return the graph as GraphML, every property with its type; `about` is its description."""
    nodes = [(vertex.key, scalars(vertex.attributes)) for vertex in vertices(recorded)]
    links = [(edge.source, edge.target, scalars(edge.attributes)) for edge in edges(recorded)]
    keys = [
        f'<key id={_id(what, name)} for="{what}" attr.name={_quoted(name)} attr.type="{type_}"/>\n'
        for what, types in (("node", _types(known for _, known in nodes)), ("edge", _types(k for *_, k in links)))
        for name, type_ in types.items()
    ]
    lines = [_HEAD, _GRAPHML, *keys, '<graph edgedefault="directed">\n', f"<desc>{_text(_said(about))}</desc>\n"]
    for key, known in nodes:
        lines.append(f"<node id={_quoted(key)}>{_data('node', known)}</node>\n")
    for number, (source, target, known) in enumerate(links):
        # An id of the format has no blanks, so that an edge's own name is none.
        ends = f'id="e{number}" source={_quoted(source)} target={_quoted(target)}'
        lines.append(f"<edge {ends}>{_data('edge', known)}</edge>\n")
    return "".join([*lines, "</graph>\n</graphml>\n"]).encode()


def as_gexf(recorded: Recorded, about: About) -> bytes:
    """
    Return the graph as dynamic GEXF: nodes and edges with the days on which they are there, both included.

    What holds on no day has no place on a time line and is left out. Gephi keeps parallel edges apart by their `kind`.
    """
    nodes = [(vertex, scalars(_without_label(vertex.attributes))) for vertex in vertices(recorded)]
    links = [(edge, scalars(_without_label(edge.attributes))) for edge in edges(recorded) if edge.first < edge.end]
    lines = [
        *(_HEAD, _GEXF),
        f"<meta><creator>pactgraph {__version__}</creator><description>{_text(_said(about))}</description></meta>\n",
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n',
        *_declared("node", (known for _, known in nodes)),
        *_declared("edge", (known for _, known in links)),
        "<nodes>\n",
    ]
    for vertex, known in nodes:
        days = _days(vertex.first, vertex.end)
        lines.append(f"<node id={_quoted(vertex.key)} label={_quoted(vertex.label)}{days}>{_values(known)}</node>\n")
    lines.append("</nodes>\n<edges>\n")
    for edge, known in links:
        ends = f"id={_quoted(edge.name)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        named = f"kind={_quoted(edge.key)} label={_quoted(edge.type)}"
        lines.append(f"<edge {ends} {named}{_days(edge.first, edge.end)}>{_values(known)}</edge>\n")
    return "".join([*lines, "</edges>\n</graph>\n</gexf>\n"]).encode()


def _without_label(attributes: Mapping[str, object]) -> dict[str, object]:
    """Return attributes without the label, which has a place of its own."""
    return {name: value for name, value in attributes.items() if name != "label"}


def _types(rows: Iterable[Mapping[str, Scalar]]) -> dict[str, str]:
    """Return the type of each attribute, by name, sorted."""
    values: dict[str, dict[type, Scalar]] = defaultdict(dict)
    for row in rows:
        for name, value in row.items():
            values[name][type(value)] = value
    return {name: _TYPES.get(kind_of(values[name].values()), "string") for name in sorted(values)}


def _declared(what: str, rows: Iterable[Mapping[str, Scalar]]) -> Iterator[str]:
    yield f'<attributes class="{what}" mode="static">\n'
    for name, type_ in _types(rows).items():
        yield f'<attribute id={_quoted(name)} title={_quoted(name)} type="{type_}"/>\n'
    yield "</attributes>\n"


def _data(what: str, known: Mapping[str, Scalar]) -> str:
    return "".join(f"<data key={_id(what, name)}>{_text(value)}</data>" for name, value in known.items())


@cache
def _id(what: str, name: str) -> str:
    """Return the id of an attribute, quoted: none of those that Gephi takes for something else (`d3`, `d7`)."""
    return _quoted(f"{what}_{name}")


def _values(known: Mapping[str, Scalar]) -> str:
    each = "".join(f"<attvalue for={_quoted(name)} value={_quoted(value)}/>" for name, value in known.items())
    return f"<attvalues>{each}</attvalues>"


def _days(first: dt.date, end: dt.date) -> str:
    """Return the first and the last day of a node or edge, where there are such."""
    if end <= first:
        return ""
    start = "" if first == ALWAYS else f' start="{first}"'
    return start + ("" if end == NO_END else f' end="{end - dt.timedelta(days=1)}"')


def _said(about: About) -> str:
    return "; ".join(f"{name}: {value}" for name, value in about.items())


def _plain(value: Scalar) -> str:
    return NOT_IN_XML.sub("", str(value).lower() if isinstance(value, bool) else str(value))


def _text(value: Scalar) -> str:
    # A reader takes a carriage return for a line's end.
    return escape(_plain(value), {"\r": "&#13;"})


def _quoted(value: Scalar) -> str:
    return quoteattr(_plain(value))
