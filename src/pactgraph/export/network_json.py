"""A graph as node-link JSON, which networkx and D3 read, and as JSON-LD, which reads as RDF."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from pactgraph.analysis.recorded import Recorded
from pactgraph.export.cells import as_json_text, kind_of
from pactgraph.export.networks import About, edges, scalars, vertices
from pactgraph.facts.records import Key

BASE = "urn:pactgraph:"
"""Before every name of ours: nodes are `urn:pactgraph:State:FRA`, facts `urn:pactgraph:fact:...`."""
TERMS = f"{BASE}term:"
"""Before the schema's labels, types and properties."""

_PREFIXES = {
    "pg": BASE,
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SAME = {
    "acronym": "schema:alternateName",
    "citation": "dcterms:bibliographicCitation",
    "issued": "dcterms:issued",
    "label": "rdfs:label",
    "lat": "schema:latitude",
    "lon": "schema:longitude",
    "name": "schema:name",
    "title": "dcterms:title",
    "url": "schema:url",
    "version": "schema:version",
}
"""Properties that others have a name for."""
_LINKS = {
    "object": "rdf:object",
    "predicate": "rdf:predicate",
    "source": "dcterms:source",
    "stated_source": f"{TERMS}stated_source",
    "subject": "rdf:subject",
}
"""Terms whose values are nodes."""
_TYPED = {"date": "xsd:date", "float": "xsd:double"}
_OF_CLAIMS = {"sources": "source", "locators": "locator", "stated_since": "stated_since", "notes": "note"}
"""Lists with an item for each claim, and what the item is called."""


def as_node_link(recorded: Recorded, about: About) -> bytes:
    """Return the graph in the shape of `networkx.node_link_data`; `about` are the graph's attributes, as text."""
    head = {"directed": True, "multigraph": True, "graph": {name: str(value) for name, value in about.items()}}
    nodes = [{"id": vertex.key, **scalars(vertex.attributes)} for vertex in vertices(recorded)]
    links = [
        {"source": edge.source, "target": edge.target, "key": edge.key, **scalars(edge.attributes)}
        for edge in edges(recorded)
    ]
    return _document(head, {"nodes": nodes, "edges": links})


def as_jsonld(recorded: Recorded, about: About) -> bytes:
    """
    Return the graph as JSON-LD 1.1: the data set itself, nodes, and a node (an `rdf:Statement`) for every fact.

    A fact has subject, predicate and object, its days, and a claim for each source with the place where it says so. No
    plain triple joins the two ends: most facts hold for a time only.
    """
    names: dict[str, list[object]] = defaultdict(list)
    items: list[dict[str, object]] = [
        {"@id": f"pg:run:{quote(str(about.get('run', '')))}", "@type": "schema:Dataset", **dict(_known(about, names))}
    ]
    for vertex in vertices(recorded):
        known = dict(_known(vertex.attributes, names))
        items.append({"@id": _address(vertex.node), "@type": vertex.node.label, **known})
    for edge in edges(recorded):
        ends = {"subject": _address(edge.start), "predicate": f"{TERMS}{edge.type}", "object": _address(edge.finish)}
        known = dict(_known(edge.attributes, names))
        items.append({"@id": f"pg:fact:{quote(edge.name)}", "@type": "rdf:Statement", **ends, **known})
    return _document({"@context": _context(names)}, {"@graph": items})


def _known(attributes: Mapping[str, object], names: dict[str, list[object]]) -> Iterator[tuple[str, object]]:
    """Return what is said of a node or a fact; note in `names` what values a property has."""
    sources = attributes.get("sources")
    stated = sources if isinstance(sources, list) else []
    claims = {
        name: value
        for name in _OF_CLAIMS
        if isinstance(value := attributes.get(name), list) and len(value) == len(stated)
    }
    for name, value in attributes.items():
        if name in ("labels", "type") or name in claims:
            continue
        names[name].append(value)
        yield name, _source(value) if name == "stated_source" else value
    if claims:
        yield "source", list(dict.fromkeys(map(_source, stated)))
        yield "claims", list(_claims(claims))


def _claims(lists: Mapping[str, Sequence[object]]) -> Iterator[dict[str, object]]:
    for values in zip(*lists.values(), strict=True):
        said = {_OF_CLAIMS[name]: value for name, value in zip(lists, values, strict=True) if value != ""}
        yield said | ({"source": _source(said["source"])} if "source" in said else {})


def _context(names: Mapping[str, Iterable[object]]) -> dict[str, object]:
    context: dict[str, object] = {"@version": 1.1, "@vocab": TERMS, **_PREFIXES}
    for name, values in sorted(names.items()):
        type_ = _TYPED.get(kind_of(values))
        if name in _SAME or type_ is not None:
            address = {"@id": _SAME.get(name, f"{TERMS}{name}")}
            context[name] = address | ({} if type_ is None else {"@type": type_})
    return context | {name: {"@id": address, "@type": "@id"} for name, address in _LINKS.items()}


def _address(node: Key) -> str:
    return f"pg:{quote(node.label)}:{quote(node.id, safe=':')}"


def _source(id_: object) -> str:
    return _address(Key("Source", str(id_)))


def _document(head: Mapping[str, object], lists: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """Return one object with an item of its lists on each line."""
    parts = [f"{json.dumps(name)}: {_json(value)}" for name, value in head.items()]
    parts += [f"{json.dumps(name)}: [\n" + ",\n".join(map(_json, items)) + "\n]" for name, items in lists.items()]
    return ("{" + ",\n".join(parts) + "}\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=as_json_text)
