"""What is exported is read back, by the tools it is for, as what the graph records."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rdflib
from pyvis.network import Network
from synthetic import AWKWARD_SOURCES, as_recorded, awkward, synthetic
from toy import toy

from pactgraph import open_graph
from pactgraph.analysis.recorded import Fact, Recorded, around, holding_on
from pactgraph.errors import UsageError
from pactgraph.export.network_files import (
    FORMATS,
    csv_edges,
    csv_nodes,
    files,
    format_for,
    parquet_edges,
    parquet_nodes,
)
from pactgraph.export.network_json import BASE, TERMS, as_jsonld, as_node_link
from pactgraph.export.network_xml import as_gexf, as_graphml
from pactgraph.export.networks import edges, scalars, to_networkx, vertices
from pactgraph.facts.records import Key
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.embedded import EmbeddedStore

DAY = dt.date(2014, 6, 9)
ABOUT = {"as_of": DAY, "run": "toy0run0", "version": "0.0.0"}
TWICE = as_recorded(
    synthetic(
        [
            ("State", "AAA", {"name": "Aland", "un_member": "true"}),
            ("State", "UNION", {"name": "State of the Union", "un_member": "true"}),
            ("RegionalBody", "UNION", {"name": "Union"}),
        ],
        [
            ("register", "State:AAA", "MEMBER_OF", "RegionalBody:UNION", "r", {"status": "member", "since": "1960"}),
            ("register", "State:AAA", "BORDERS", "State:UNION", "r", {"kind": "land"}),
        ],
        AWKWARD_SOURCES,
    )
)
GRAPHS = {"toy": as_recorded(toy()), "awkward": as_recorded(awkward()), "twice": TWICE, "nothing": Recorded({}, {})}
every = pytest.mark.parametrize("recorded", GRAPHS.values(), ids=GRAPHS)


def rows(data: Iterable[tuple[Any, ...]]) -> list[str]:
    """Edges as texts, sorted: what is equal is the same text."""
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in data)


def linked(graph: nx.MultiDiGraph[str]) -> list[str]:
    return rows(graph.edges(data=True))


# What a network has


def test_nodes_and_edges_have_the_names_that_tools_show():
    found = to_networkx(GRAPHS["toy"], ABOUT)
    assert found.nodes["ARD"] == {
        "label": "Arda",
        "labels": "State",
        "name": "Arda",
        "region": "North",
        "subregion": "North",
        "un_member": True,
        "un_member_from": "1945-10-24",
        "un_member_since": "1945-10-24",
        "sources": "register",
        "locators": "node ARD",
        "run": "toy0run0",
    }
    assert found.nodes["a1"]["label"] == "Extradition"
    assert found.edges["ARD", "PROT", "PARTY_TO"] == {
        "type": "PARTY_TO",
        "label": "PARTY_TO",
        "action": "ratification",
        "as_of": "2019-12-31",
        "dispute": "Sources differ on since: register: 2004-02-29; dataset: 2004-03-01.",
        "disputed": True,
        "fact": "ARD PARTY_TO PROT",
        "holds_from": "2004-02-29",
        "known_until": "2019-12-31",
        "locators": "row 14|row 15",
        "run": "toy0run0",
        "since": "2004-02-29",
        "since_precision": "day",
        "sources": "register|dataset",
        "stated_since": "2004-02-29|2004-03-01",
        "stated_source": "register",
    }
    assert found.graph == {"as_of": "2014-06-09", "run": "toy0run0", "version": "0.0.0"}


def test_a_second_fact_of_a_type_has_a_key_of_its_own():
    found = to_networkx(GRAPHS["toy"])
    spells = {
        key: data["holds_from"]
        for _, _, key, data in found.edges("BRE", keys=True, data=True)
        if data["type"] == "MEMBER_OF"
    }
    assert spells == {"MEMBER_OF": "1960-12-31", "MEMBER_OF 2": "1981-12-31"}
    assert found.edges["BRE", "LEAGUE", "MEMBER_OF 2"]["label"] == "MEMBER_OF"


def test_an_id_under_two_labels_makes_two_nodes():
    found = to_networkx(TWICE)
    assert set(found.nodes) == {"AAA", "State:UNION", "RegionalBody:UNION", "register", "dataset", "page"}
    assert set(found.edges) == {
        ("AAA", "RegionalBody:UNION", "MEMBER_OF"),
        ("AAA", "State:UNION", "BORDERS"),
    }
    assert found.edges["AAA", "State:UNION", "BORDERS"]["stated_kind"] == "land"


@every
def test_every_attribute_is_a_single_value_that_says_something(recorded: Recorded):
    found = to_networkx(recorded)
    assert found.number_of_nodes() == len(recorded.nodes)
    assert found.number_of_edges() == sum(map(len, recorded.facts.values()))
    for data in [*dict(found.nodes(data=True)).values(), *(data for *_, data in found.edges(data=True))]:
        assert {type(value) for value in data.values()} <= {str, int, float, bool}
        assert not {"", "9999-12-31", "0001-01-01"} & set(data.values())


def test_no_property_of_the_schema_has_a_name_that_tools_take_for_something_else():
    schema = bundled_schema()

    def named(properties: Iterable[str], *, edge: bool) -> set[str]:
        key, known = Key("Group", "x"), dict.fromkeys(properties, "x")
        days = {"holds_from": DAY, "holds_until": DAY}
        if not edge:
            (vertex,) = vertices(Recorded({key: {**known, **days}}, {}))
            return set(vertex.attributes) - {"label", "labels"}
        (one,) = edges(Recorded({key: {}}, {"X": [Fact("X", key, key, DAY, DAY, {**known, **days})]}))
        return set(one.attributes) - {"label", "type"}

    of_nodes = named({name for node in schema.nodes.values() for name in node.stored()}, edge=False)
    of_edges = named({name for one in schema.relationships.values() for name in one.stored()}, edge=True)
    drawn = {"color", "font", "from", "hidden", "image", "level", "mass", "n_id", "physics", "shape", "size", "value"}
    assert not of_nodes & {"id", "label", "labels", "x", "y", *drawn}
    assert not of_edges & {"id", "key", "kind", "label", "source", "target", "to", "type", "weight", "width", *drawn}
    assert {"stated_source", "stated_kind"} <= of_edges
    assert {"stated_size", "stated_value"} <= of_nodes


# Read back


@every
def test_graphml_by_networkx(recorded: Recorded):
    found = nx.read_graphml(io.BytesIO(as_graphml(recorded, ABOUT)), force_multigraph=True)
    expected = to_networkx(recorded)
    assert dict(found.nodes(data=True)) == dict(expected.nodes(data=True))
    assert linked(found) == linked(expected)


@every
def test_graphml_by_igraph(recorded: Recorded, tmp_path: Path):
    path = tmp_path / "x.graphml"
    path.write_bytes(as_graphml(recorded, ABOUT))
    found, expected = igraph.Graph.Read_GraphML(str(path)), to_networkx(recorded)
    assert found.is_directed()

    def same(read: Mapping[str, object], known: Mapping[str, object]) -> None:
        # It has a value for each attribute of each node: none, empty or not a number where there is none.
        absent = {name for name in read.keys() - known.keys() if read[name] not in ("", None, False)}
        assert all(read[name] != read[name] for name in absent - {"id"})
        assert {name: read[name] for name in known} == known

    for vertex in found.vs:
        same(vertex.attributes(), expected.nodes[vertex["id"]])
    ends = [(found.vs[edge.source]["id"], found.vs[edge.target]["id"]) for edge in found.es]
    assert sorted(ends) == sorted((start, end) for start, end, _ in expected.edges)
    by_name = {data["fact"]: data for *_, data in expected.edges(data=True)}
    for edge in found.es:
        same(edge.attributes(), by_name[edge["fact"]])


def days(first: dt.date, end: dt.date) -> dict[str, str]:
    """First and last day as the format has them, both included."""
    start = {} if first == dt.date.min else {"start": str(first)}
    return start | ({} if end == dt.date.max else {"end": str(end - dt.timedelta(days=1))})


@every
def test_gexf_by_networkx_with_the_days_of_all(recorded: Recorded):
    found = nx.read_gexf(io.BytesIO(as_gexf(recorded, ABOUT)))
    nodes = {
        v.key: scalars(v.attributes) | (days(v.first, v.end) if v.first < v.end else {}) for v in vertices(recorded)
    }
    assert dict(found.nodes(data=True)) == nodes
    links = [
        (e.source, e.target, e.name, scalars(e.attributes) | days(e.first, e.end) | {"id": e.name})
        for e in edges(recorded)
        if e.first < e.end
    ]
    # Without parallel edges networkx makes a plain graph of it.
    read = (
        found.edges(data=True, keys=True)
        if found.is_multigraph()
        else [(*e[:2], e[2]["id"], e[2]) for e in found.edges(data=True)]
    )
    assert rows(read) == rows(links)


def test_gexf_says_until_which_day_an_edge_is_there():
    text = as_gexf(GRAPHS["toy"], ABOUT).decode()
    for said in (
        "<description>as_of: 2014-06-09; run: toy0run0; version: 0.0.0</description>",
        'timeformat="date" timerepresentation="interval"',
        'kind="PARTY_TO" label="PARTY_TO" start="2005-06-07" end="2011-12-31">',
        'id="BRE MEMBER_OF 2 LEAGUE" source="BRE" target="LEAGUE" kind="MEMBER_OF 2" label="MEMBER_OF" start="1981',
        '<node id="PROT" label="Protocol" start="2000-11-15">',
    ):
        assert said in text


def test_gexf_leaves_out_what_holds_on_no_day_and_its_nodes_stay():
    start, end = Key("State", "AAA"), Key("BilateralAgreement", "x")
    never = {"holds_from": DAY, "holds_until": DAY}
    recorded = Recorded(
        {end: {"title": "X", **never}, start: {}}, {"CONCLUDED": [Fact("CONCLUDED", start, end, DAY, DAY, never)]}
    )
    found = nx.read_gexf(io.BytesIO(as_gexf(recorded, {})))
    assert set(found.nodes) == {"AAA", "x"}
    assert not found.edges
    assert to_networkx(recorded).number_of_edges() == 1


@every
def test_node_link_json_by_networkx(recorded: Recorded):
    made, expected = json.loads(as_node_link(recorded, ABOUT)), to_networkx(recorded, ABOUT)
    assert nx.utils.graphs_equal(nx.node_link_graph(made, edges="edges"), expected)
    shape = nx.node_link_data(expected, edges="edges")
    assert {name: made[name] for name in made if name != "edges"} == {
        name: shape[name] for name in shape if name != "edges"
    }
    # networkx has them by their start.
    assert rows((edge,) for edge in made["edges"]) == rows((edge,) for edge in shape["edges"])


@every
def test_csv_by_pandas(recorded: Recorded):
    def read(data: bytes) -> list[dict[str, str]]:
        # Namibia is NA.
        table = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
        return [{name: cell for name, cell in row.items() if cell != ""} for row in table.to_dict("records")]

    def cells(known: Mapping[str, object]) -> dict[str, str]:
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value).replace("\n", " ")
            for name, value in known.items()
        }

    nodes = [cells({"id": v.key, **scalars(v.attributes)}) for v in vertices(recorded)]
    links = [
        cells({"source": e.source, "target": e.target, "kind": e.key, "id": e.name, **scalars(e.attributes)})
        for e in edges(recorded)
    ]
    assert read(csv_nodes(recorded, ABOUT)) == nodes
    assert read(csv_edges(recorded, ABOUT)) == links


def test_no_cell_of_a_csv_runs_as_a_formula():
    key = Key("State", "AAA")
    recorded = Recorded({key: {"name": "=1+1", "lat": -12.5}}, {})
    (row,) = csv.DictReader(io.StringIO(csv_nodes(recorded, {}).decode()))
    assert row == {"id": "AAA", "label": "'=1+1", "labels": "State", "lat": "-12.5", "name": "'=1+1"}


def test_a_csv_begins_with_the_columns_that_gephi_looks_for():
    toy_ = GRAPHS["toy"]
    assert csv_nodes(toy_, ABOUT).startswith(b"id,label,labels,")
    assert csv_edges(toy_, ABOUT).startswith(b"source,target,kind,id,label,type,holds_from,holds_until,")


@every
def test_parquet_by_pyarrow_with_days_and_lists(recorded: Recorded):
    def read(data: bytes) -> list[dict[str, object]]:
        table = pq.read_table(io.BytesIO(data))
        assert json.loads(table.schema.metadata[b"pactgraph"])["run"] == "toy0run0"
        return [{name: cell for name, cell in row.items() if cell is not None} for row in table.to_pylist()]

    assert read(parquet_nodes(recorded, ABOUT)) == [{"id": v.key, **v.attributes} for v in vertices(recorded)]
    assert read(parquet_edges(recorded, ABOUT)) == [
        {"source": e.source, "target": e.target, "kind": e.key, "id": e.name, **e.attributes} for e in edges(recorded)
    ]


def test_parquet_has_days_as_days():
    schema = pq.read_schema(io.BytesIO(parquet_edges(GRAPHS["toy"], ABOUT)))
    assert [str(schema.field(name).type) for name in ("holds_from", "sources", "victims_min", "disputed")] == [
        "date32[day]", "list<element: string>", "int64", "bool",
    ]  # fmt: skip


PARTY = f"""
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX pg: <{BASE}> PREFIX t: <{TERMS}> PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?treaty ?name ?from ?until ?source ?locator WHERE {{
  ?fact a rdf:Statement ; rdf:subject <{BASE}State:STATE> ; rdf:predicate t:PARTY_TO ; rdf:object ?treaty ;
        t:claims [ dcterms:source ?source ; t:locator ?locator ] ; t:holds_from ?from .
  ?treaty a t:Treaty ; schema:name ?name .
  OPTIONAL {{ ?fact t:holds_until ?until }}
}}"""


@pytest.mark.parametrize("state", ["ARD", "BRE", "COR", "DOR", "ELM", "FEN"])
def test_jsonld_is_rdf_in_which_a_states_treaties_are_found(state: str):
    recorded = GRAPHS["toy"]
    graph = rdflib.Graph().parse(data=as_jsonld(recorded, ABOUT), format="json-ld")
    found = {
        tuple(None if cell is None else cell.toPython() for cell in row)
        for row in graph.query(PARTY.replace("STATE", state))
    }
    assert found == {
        (
            f"{BASE}Treaty:{fact.end.id}", recorded.name(fact.end), fact.holds_from,
            None if fact.holds_until == dt.date.max else fact.holds_until, f"{BASE}Source:{source}", locator,
        )
        for fact in recorded.facts["PARTY_TO"] if fact.start == Key("State", state)
        for source, locator in zip(fact.sources, fact.locators, strict=True)
    }  # fmt: skip
    assert found


@every
def test_jsonld_has_every_node_and_fact_with_full_addresses(recorded: Recorded):
    graph = rdflib.Graph().parse(data=as_jsonld(recorded, ABOUT), format="json-ld")
    statements = set(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(statements) == sum(map(len, recorded.facts.values()))
    ends = {
        str(end)
        for one in statements
        for part in (rdflib.RDF.subject, rdflib.RDF.object)
        for end in graph.objects(one, part)
    }
    assert ends == {
        f"{BASE}{k.label}:{k.id}" for known in recorded.facts.values() for f in known for k in (f.start, f.end)
    }
    for key in recorded.nodes:
        assert (
            rdflib.URIRef(f"{BASE}{key.label}:{key.id}"),
            rdflib.RDF.type,
            rdflib.URIRef(TERMS + key.label),
        ) in graph
    (dataset,) = graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Dataset"))
    assert graph.value(dataset, rdflib.URIRef(f"{TERMS}as_of")).toPython() == DAY
    addresses = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    assert all(str(term).startswith(("urn:pactgraph:", "http://", "https://")) for term in addresses)
    assert not any("9999-12-31" in term or "0001-01-01" in term for triple in graph for term in triple)


# Straight from networkx, as people do it


@every
def test_what_networkx_and_pyvis_write_themselves(recorded: Recorded, tmp_path: Path):
    graph = to_networkx(recorded)
    nx.write_graphml(graph, tmp_path / "x.graphml")
    nx.write_gexf(graph, tmp_path / "x.gexf")
    assert (
        nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges").edges
        == graph.edges
    )
    table = nx.to_pandas_edgelist(graph, edge_key="key")
    assert len(table) == graph.number_of_edges()
    drawn = Network(directed=True)
    drawn.from_nx(graph.copy())
    assert len(drawn.nodes) == graph.number_of_nodes()
    assert [edge["label"] for edge in drawn.edges] == [type_ for *_, type_ in graph.edges(data="type")]
    assert {node["size"] for node in drawn.nodes} <= {10}
    assert "vis.DataSet" in drawn.generate_html()


# Selections, files and commands


@every
def test_the_same_graph_gives_the_same_bytes(recorded: Recorded):
    for parts in FORMATS.values():
        for write in parts.values():
            assert write(recorded, ABOUT) == write(recorded, ABOUT)


HASHED = """
import hashlib
from synthetic import as_recorded
from toy import toy
from pactgraph.export.network_files import FORMATS
for form, parts in FORMATS.items():
    for write in parts.values():
        print(form, hashlib.sha256(write(as_recorded(toy()), {"run": "r"})).hexdigest())
"""


def test_the_bytes_depend_on_no_hash_seed():
    here = Path(__file__).parents[1]
    made = [
        subprocess.run(
            [sys.executable, "-c", HASHED], capture_output=True, encoding="utf-8", check=True, timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here / 'queries'}"},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert made[0] == made[1]
    assert len(made[0].splitlines()) == 8


@pytest.mark.parametrize(
    ("name", "output", "form"),
    [
        (None, "x.GRAPHML", "graphml"),
        (None, "a/b.Json", "json"),
        ("GEXF", "x.csv", "gexf"),
        ("csv", "-", "csv"),
        (None, "x.txt", None),
        (None, "-", None),
        ("pdf", "x.csv", None),
    ],
)
def test_the_format_by_name_or_ending(name: str | None, output: str, form: str | None):
    if form is not None:
        assert format_for(name, Path(output)) == form
        return
    with pytest.raises(UsageError, match="expected one of graphml, gexf, csv, parquet, jsonld, json"):
        format_for(name, Path(output))


@pytest.mark.parametrize(
    ("form", "output", "names"),
    [
        ("csv", "a/x.csv", ["a/x-nodes.csv", "a/x-edges.csv"]),
        ("csv", "x", ["x-nodes.csv", "x-edges.csv"]),
        ("parquet", "x.PARQUET", ["x-nodes.PARQUET", "x-edges.PARQUET"]),
        ("gexf", "x.GEXF", ["x.GEXF"]),
        ("json", "-", ["-"]),
    ],
)
def test_the_names_of_the_files(form: str, output: str, names: list[str]):
    assert list(files(form, Path(output), TWICE, ABOUT)) == list(map(Path, names))


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pactgraph", "export", *arguments], capture_output=True, check=False, timeout=120
    )


def test_a_states_surroundings_as_at_a_day(bundled: EmbeddedStore, tmp_path: Path):
    with open_graph(str(bundled)) as graph:
        known = around(holding_on(graph.recorded, DAY), Key("State", "MLI"))
        expected = graph.to_networkx("2014-06-09", state="Mali")
        (made,) = graph.export(tmp_path / "mli.json", as_of=DAY, state="MLI")
        with pytest.raises(UsageError, match="state Atlantis: no State of this id or name"):
            graph.to_networkx(state="Atlantis")
        with pytest.raises(UsageError, match="as_of 2014: expected a whole date"):
            graph.to_networkx("2014")
    assert set(expected.nodes) == {key.id for key in known.nodes}
    assert expected.number_of_edges() == sum(map(len, known.facts.values())) > 1000
    assert {"SEN", "TIP_PROTOCOL", "ECOWAS"} <= set(expected.neighbors("MLI")) | set(expected.predecessors("MLI"))
    assert all(data["holds_from"] <= "2014-06-09" for *_, data in expected.edges(data=True) if "holds_from" in data)
    assert all(data.get("holds_until", "9") > "2014-06-09" for *_, data in expected.edges(data=True))
    assert nx.utils.graphs_equal(nx.node_link_graph(json.loads(made.read_bytes()), edges="edges"), expected)

    ended = run("-o", "-", "json", "--store", str(bundled), "--as-of", "2014-06-09", "--state", "Mali")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, made.read_bytes(), b"")
    found = run("-o", str(tmp_path / "m.GraphML"), "--store", str(bundled), "--as-of", "2014-06-09", "--state", "Mali")
    assert found.returncode == 0, found.stderr
    read = nx.read_graphml(tmp_path / "m.GraphML", force_multigraph=True)
    assert (dict(read.nodes(data=True)), linked(read)) == (dict(expected.nodes(data=True)), linked(expected))


def test_a_table_is_two_files(bundled: EmbeddedStore, tmp_path: Path):
    ended = run("csv", "-o", str(tmp_path / "x"), "--state", "VAT", "--store", str(bundled))
    assert ended.stderr.decode().splitlines() == [f"wrote {tmp_path / name}" for name in ("x-nodes.csv", "x-edges.csv")]
    nodes = pd.read_csv(tmp_path / "x-nodes.csv", keep_default_na=False, na_values=[""])
    assert "Holy See" in set(nodes["name"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "x.pdf"], "-o x.pdf: expected one of graphml, gexf, csv, parquet, jsonld, json"),
        (["pdf", "-o", "x.csv"], "export pdf: expected one of"),
        (["csv", "-o", "-"], "export csv: is two files; name them with -o, for example -o graph.csv"),
        (["-o", "x.gexf", "--state", "Atlantis"], "--state Atlantis: no State of this id or name"),
        (["-o", "x.gexf", "--as-of", "2014"], "--as-of 2014: expected a whole date"),
        (["-o", "x.gexf", "--sources", "mine"], "--sources: goes with neo4j-admin only"),
        (["neo4j-admin", "-o", "bulk", "--state", "FRA"], "leave --as-of, --state and --store out"),
        (["neo4j-admin", "-o", "-"], "expected a new folder"),
        ([], "--output"),
    ],
)
def test_what_cannot_be_exported(bundled: EmbeddedStore, tmp_path: Path, arguments: list[str], message: str):
    ended = subprocess.run(
        [sys.executable, "-m", "pactgraph", "export", *arguments], capture_output=True, encoding="utf-8", check=False,
        timeout=120, cwd=tmp_path, env={**os.environ, "PACTGRAPH_STORE": str(bundled)},
    )  # fmt: skip
    assert ended.returncode == 2
    assert message in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_parquet_without_its_library_writes_nothing(
    bundled: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with open_graph(str(bundled)) as graph, pytest.raises(UsageError, match=r"pip install 'pactgraph\[parquet\]'"):
        graph.export(tmp_path / "x.parquet", state="VAT")
    assert list(tmp_path.iterdir()) == []
