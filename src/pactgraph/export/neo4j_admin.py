"""
The bulk path into Neo4j: headers and CSV files for `neo4j-admin database import full`, and the command that reads them.

For a database that does not exist yet or may be replaced. What it imports is the same graph a build over Bolt writes,
ledger included, so later builds over Bolt carry on from it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pactgraph.errors import StoreError
from pactgraph.facts.records import Graph
from pactgraph.facts.schema import Property, Schema, constraints
from pactgraph.stores.base import LEDGER_LABEL, Ledger
from pactgraph.stores.neo4j import ledger_constraint, names_index

SEPARATOR = "\x1f"
"""Between the items of a list: the unit separator, which no text of a source holds."""

_TYPES = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean", "date": "date"}


def write_bulk(folder: Path, graph: Graph, ledger: Ledger, schema: Schema) -> list[Path]:
    """
    Write headers, data, `import.sh` and `finish.cypher` to `folder`; return the files in order.

    Raises StoreError when the folder holds anything already: a stale file would be imported too.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise StoreError(f"{folder}: is not empty; name a new folder with -o")
    files: dict[str, str] = {}
    arguments = []
    for label, rows in _nodes(graph).items():
        columns = schema.nodes[label].stored()
        # The id is the property `id` too, in an id space of its own label.
        heads = [f"id:ID({label})", *(_head(name, p) for name, p in columns.items() if name != "id")]
        _add(files, f"node-{label}", heads, (_cells(row, columns) for row in rows))
        arguments.append(f'--nodes={label}="$HERE/node-{label}-header.csv,$HERE/node-{label}.csv"')
    ledger_row = ledger.as_node(schema)
    heads = [f"id:ID({LEDGER_LABEL})", *(f"{name}:{_type_of(value)}" for name, value in ledger_row.items())]
    cells = ["pactgraph", *(SEPARATOR.join(v) if isinstance(v, list) else str(v) for v in ledger_row.values())]
    _add(files, f"node-{LEDGER_LABEL}", heads, [cells])
    arguments.append(f'--nodes={LEDGER_LABEL}="$HERE/node-{LEDGER_LABEL}-header.csv,$HERE/node-{LEDGER_LABEL}.csv"')
    for (type_, start, end), links in _relationships(graph).items():
        columns = schema.relationships[type_].stored()
        heads = [f":START_ID({start})", f":END_ID({end})", *(_head(name, p) for name, p in columns.items())]
        name = f"relationship-{type_}-{start}-{end}"
        _add(files, name, heads, ([a, b, *_cells(p, columns)] for a, b, p in links))
        arguments.append(f'--relationships={type_}="$HERE/{name}-header.csv,$HERE/{name}.csv"')
    finish = [ledger_constraint(), *constraints(schema), names_index(schema), *_lists_the_importer_drops(graph)]
    files["finish.cypher"] = "".join(f"{statement};\n" for statement in finish)
    files["import.sh"] = _command(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "import.sh").chmod(0o755)
    return [folder / name for name in files]


def _lists_the_importer_drops(graph: Graph) -> list[str]:
    """Return the statements that restore lists without a character in them: a CSV file cannot say `[]` or `['']`."""
    labels = {node.key.label for node in graph.nodes if node.properties.get("sources") == []}
    without = {r.type for r in graph.relationships if r.properties.get("sources") == []}
    undated = {r.type for r in graph.relationships if r.properties.get("stated_since") == [""]}
    return [
        *(f"MATCH (n:{label}) WHERE n.sources IS NULL SET n.sources = [], n.locators = []" for label in sorted(labels)),
        *(
            f"MATCH ()-[r:{type_}]->() WHERE r.{name} IS NULL CALL (r) {{ SET {change} }} IN TRANSACTIONS OF 10000 ROWS"
            for types, name, change in (
                (without, "sources", "r.sources = [], r.locators = []"),
                (undated, "stated_since", "r.stated_since = [x IN r.sources | '']"),
            )
            for type_ in sorted(types)
        ),
    ]


def _nodes(graph: Graph) -> dict[str, list[Mapping[str, object]]]:
    found: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for node in graph.nodes:
        found[node.key.label].append(node.properties)
    return found


def _relationships(graph: Graph) -> dict[tuple[str, str, str], list[tuple[str, str, Mapping[str, object]]]]:
    found: dict[tuple[str, str, str], list[tuple[str, str, Mapping[str, object]]]] = defaultdict(list)
    for r in graph.relationships:
        found[r.type, r.start.label, r.end.label].append((r.start.id, r.end.id, r.properties))
    return dict(sorted(found.items()))


def _head(name: str, declared: Property) -> str:
    return f"{name}:{'string[]' if declared.type == 'strings' else _TYPES[declared.type]}"


def _type_of(value: object) -> str:
    return "string[]" if isinstance(value, list) else "date" if isinstance(value, dt.date) else "string"


def _cells(properties: Mapping[str, object], columns: Mapping[str, Property]) -> list[str | None]:
    unknown = properties.keys() - columns.keys()
    if unknown:
        raise StoreError(f"the schema has no property {', '.join(sorted(unknown))}; it cannot be exported")
    return [_cell(properties.get(name)) for name in columns]


def _cell(value: object) -> str | None:
    """Return a value as the importer reads it back; None, an empty cell, for a property that is not there."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(map(str, value))
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def _add(
    files: dict[str, str], name: str, heads: list[str], rows: Iterable[list[str | None]] | Iterable[list[str]]
) -> None:
    files[f"{name}-header.csv"] = ",".join(heads) + "\n"
    files[f"{name}.csv"] = "".join(_line(row) for row in rows)


def _line(cells: Iterable[str | None]) -> str:
    """Return one CSV row: text in quotes, so that an empty text differs from an empty cell."""
    return ",".join("" if c is None else '"' + c.replace('"', '""') + '"' for c in cells) + "\n"


def _command(arguments: list[str]) -> str:
    return "\n".join(
        [
            "#!/bin/sh",
            "# Imports this folder into the database NEO4J_DATABASE (default neo4j) and REPLACES all it holds.",
            "# Stop the server first (or, in the Enterprise Edition, the database); afterwards start it and run",
            "# finish.cypher in it (cypher-shell -f): constraints, and what the importer cannot read.",
            "set -eu",
            'HERE=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
            '"${NEO4J_ADMIN:-neo4j-admin}" database import full "${NEO4J_DATABASE:-neo4j}" \\',
            *(f"  {a} \\" for a in arguments),
            "  --array-delimiter=U+001F --multiline-fields=true --ignore-empty-strings=false --normalize-types=true \\",
            "  --input-encoding=UTF-8 --overwrite-destination",
            "",
        ]
    )
