"""Sources: a folder with `source.yml` and `facts/*.csv`, read and validated into records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pactgraph.content import content_folder
from pactgraph.dates import PartialDate
from pactgraph.errors import FactsError, UsageError
from pactgraph.exchange import columns_of, read_rows
from pactgraph.records import Claim, Key, Node, Place, Records, Value
from pactgraph.registers import FILES, Registers
from pactgraph.schema import DATED, Property, Schema

Authority = Literal["depositary", "register", "dataset", "report", "page"]
AUTHORITIES: tuple[str, ...] = get_args(Authority)
"""Strongest first."""


class RowBounds(BaseModel):
    """How many rows a facts file of a healthy source has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum: int = Field(ge=1)
    maximum: int | None = None


class Source(BaseModel):
    """`source.yml`: who says it, under which terms, up to which day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    authority: Authority
    as_of: str
    covers: str
    """What the source covers and what it does not, in words, for readers."""
    rows: dict[str, RowBounds]
    default: bool = True
    """Whether a build without named sources includes it."""
    own_ids: dict[str, str] = {}
    """By label: the pattern of ids this source may give to nodes that the label's register does not have."""

    @property
    def as_of_date(self) -> PartialDate:
        """The day up to which the source speaks."""
        return PartialDate.parse(self.as_of)


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """A source and where it lies."""

    path: Path
    source: Source

    @property
    def facts(self) -> list[Path]:
        """Its facts files, sorted by name."""
        return sorted((self.path / "facts").glob("*.csv"))


def load_source(folder: Path) -> SourceFolder:
    """
    Read `folder/source.yml`.

    Raises FactsError naming the key and what was expected.
    """
    path = folder / "source.yml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = Source.model_validate(data)
        _ = source.as_of_date
    except FileNotFoundError as error:
        raise FactsError([f"{folder.name}: has no source.yml; see the how-to on your own data"]) from error
    except ValidationError as error:
        raise FactsError(
            [f"{folder.name}/source.yml: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise FactsError([f"{folder.name}/source.yml: {error}"]) from error
    if source.id != folder.name:
        raise FactsError([f"{folder.name}/source.yml: id is {source.id!r}, expected the folder's name {folder.name!r}"])
    return SourceFolder(folder, source)


def find_sources(
    names: Iterable[str] = (), extra: Path | None = None, also: Iterable[str] = (), *, everything: bool = False
) -> list[SourceFolder]:
    """
    Return the bundled sources (and those in the folder `extra`), sorted by id; only `names` when given.

    Sources that are off by default are among them when they are in `names` or `also`, or when `everything` is asked.

    Raises UsageError for a name that is no source, FactsError for a broken `source.yml`.
    """
    folders = _source_folders(content_folder("loaders"))
    if extra is not None:
        if not extra.is_dir():
            raise UsageError(f"--sources {extra}: no such folder; name the folder that holds your source folders")
        folders += [extra] if (extra / "source.yml").is_file() else _source_folders(extra)
    sources: dict[str, SourceFolder] = {}
    faults: list[str] = []
    for path in sorted(folders):
        try:
            found = load_source(path)
        except FactsError as error:
            faults += error.faults
            continue
        if found.source.id in sources:
            faults.append(f"{path.name}/source.yml: the id {found.source.id!r} is taken; rename the folder and the id")
        sources[found.source.id] = found
    if faults:
        raise FactsError(faults)
    wanted, added = set(names), set(also)
    known = sources.keys()
    if (wanted | added) - known:
        missing = ", ".join(sorted((wanted | added) - known))
        raise UsageError(f"no source called {missing}; there are {', '.join(sorted(known))}")
    return [
        s
        for id_, s in sorted(sources.items())
        if everything or id_ in added or (id_ in wanted if wanted else s.source.default)
    ]


def _source_folders(parent: Path) -> list[Path]:
    return [p for p in parent.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))]


def read_sources(
    folders: Sequence[SourceFolder], schema: Schema, registers: Registers, *, accept_shrink: bool = False
) -> Records:
    """
    Read and validate all facts of `folders`; `accept_shrink` lets a file have fewer rows than its bounds ask for.

    Raises FactsError with every fault: file, row, column, what was expected.
    """
    records = Records()
    faults: list[str] = []
    pending: list[_Pending] = []
    for folder in folders:
        seen_kinds = set()
        for path in folder.facts:
            seen_kinds.add(path.stem)
            if path.stem in schema.nodes:
                count = _read_nodes(path, folder.source, schema, registers, records, faults)
            elif path.stem in schema.relationships:
                count = _read_relationships(path, folder.source, schema, pending, faults)
            else:
                known = ", ".join([*schema.nodes, *schema.relationships])
                faults.append(f"{folder.source.id}/facts/{path.name}: no such label or type; expected one of {known}")
                continue
            if count is not None:
                _check_bounds(path, folder.source, count, accept_shrink, faults)
        for kind in folder.source.rows.keys() - seen_kinds:
            faults.append(f"{folder.source.id}: facts/{kind}.csv is missing, but source.yml expects it")
    _check_required(records.nodes, schema, registers, faults)
    keys = [*registers.entries, *(n.key for n in records.nodes), *(Key("Source", f.source.id) for f in folders)]
    _resolve(pending, schema, keys, records, faults)
    if faults:
        raise FactsError(faults)
    return records


@dataclass(slots=True)
class _Pending:
    """A relationship row whose ends are still plain ids."""

    type: str
    start: str
    end: str
    properties: dict[str, Value]
    source: str
    locator: str
    note: str
    place: Place


def _read_nodes(
    path: Path, source: Source, schema: Schema, registers: Registers, records: Records, faults: list[str]
) -> int | None:
    """Add the file's nodes to `records`; return the number of rows, or None when the file cannot be read as rows."""
    node_type = schema.nodes[path.stem]
    registered = path.stem in FILES
    if node_type.derived:
        faults.append(f"{source.id}/facts/{path.name}: {path.stem} is computed by analysis and cannot be stated")
        return None
    rows = _checked_rows(path, source, schema, faults)
    if rows is None:
        return None
    seen: dict[str, int] = {}
    for number, row in rows:
        place = Place(path, number)
        key = Key(path.stem, row["id"])
        if not re.fullmatch(node_type.id_pattern, key.id):
            faults.append(f"{place} column id: {key.id!r}; expected the pattern {node_type.id_pattern}")
        if key.id in seen:
            faults.append(f"{place} column id: {key.id!r} stands already in row {seen[key.id]}; keep one row")
        seen[key.id] = number
        own = source.own_ids.get(path.stem)
        if registered and key not in registers.entries and (own is None or not re.fullmatch(own, key.id)):
            faults.append(
                f"{place} column id: {key.id!r} is in no register; add it to graph/registers/{FILES[path.stem]}"
            )
        properties = _parse(row, node_type.properties, place, faults)
        records.nodes.append(Node(key, properties, source.id, row["locator"], place))
    return len(rows)


def _read_relationships(
    path: Path, source: Source, schema: Schema, pending: list[_Pending], faults: list[str]
) -> int | None:
    """Add the file's relationships to `pending`; return the number of rows, or None as above."""
    relationship = schema.relationships[path.stem]
    if relationship.derived:
        faults.append(f"{source.id}/facts/{path.name}: {path.stem} is computed by analysis and cannot be stated")
        return None
    properties = {**relationship.properties, **DATED}
    required = [name for name, p in relationship.properties.items() if p.required]
    rows = _checked_rows(path, source, schema, faults)
    if rows is None:
        return None
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for number, row in rows:
        place = Place(path, number)
        statement = tuple(sorted((name, cell) for name, cell in row.items() if name != "note"))
        if statement in seen:
            faults.append(f"{place}: says the same as row {seen[statement]}; keep one row")
        seen[statement] = number
        for name in required:
            if not row.get(name):
                faults.append(f"{place} column {name}: empty, but {path.stem} requires it")
        values = _parse(row, properties, place, faults)
        since, until = values.get("since"), values.get("until")
        if isinstance(since, PartialDate) and isinstance(until, PartialDate) and until.last_day < since.first_day:
            faults.append(f"{place} column until: {until} is before since {since}; expected a later day or nothing")
        pending.append(
            _Pending(path.stem, row["from"], row["to"], values, source.id, row["locator"], row.get("note", ""), place)
        )
    return len(rows)


def _checked_rows(
    path: Path, source: Source, schema: Schema, faults: list[str]
) -> list[tuple[int, dict[str, str]]] | None:
    """Return the rows of a file whose header is right; record a fault and return None otherwise."""
    try:
        rows = list(read_rows(path))
    except FactsError as error:
        faults.extend(error.faults)
        return None
    if not rows:
        return []
    allowed = columns_of(path.stem, schema)
    header = list(rows[0][1])
    needed = {"id", "locator"} if "id" in allowed else {"from", "to", "locator"}
    unknown = [c for c in header if c not in allowed]
    missing = sorted(needed - set(header))
    if unknown or missing:
        for column in unknown:
            faults.append(
                f"{source.id}/facts/{path.name} row 1 column {column}: unknown; expected some of {', '.join(allowed)}"
            )
        for column in missing:
            faults.append(f"{source.id}/facts/{path.name} row 1: the column {column} is missing")
        return None
    whole = []
    for number, row in rows:
        empty = [c for c in sorted(needed) if not row[c]]
        if empty:
            faults.append(f"{Place(path, number)} column {empty[0]}: empty; every row must have it")
        else:
            whole.append((number, row))
    return whole


def _parse(row: dict[str, str], properties: dict[str, Property], place: Place, faults: list[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for column, cell in row.items():
        if cell and column in properties:
            try:
                values[column] = properties[column].parse(cell)
            except ValueError as error:
                faults.append(f"{place} column {column}: {cell!r}; {error}")
    return values


def _check_required(nodes: Sequence[Node], schema: Schema, registers: Registers, faults: list[str]) -> None:
    """Record a fault for each required property that neither a source nor the register states."""
    stated: dict[Key, set[str]] = {}
    first: dict[Key, Place] = {}
    for node in nodes:
        stated.setdefault(node.key, set()).update(node.properties)
        first.setdefault(node.key, node.place)
    for key, names in stated.items():
        entry = registers.entries.get(key)
        known = names | {name for name, cell in entry.row.items() if cell} if entry else names
        for name, declared in schema.nodes[key.label].properties.items():
            if declared.required and name not in known:
                faults.append(f"{first[key]} column {name}: empty, but {key.label} requires it")


def _check_bounds(path: Path, source: Source, count: int, accept_shrink: bool, faults: list[str]) -> None:
    bounds = source.rows.get(path.stem)
    if bounds is None:
        faults.append(f"{source.id}/source.yml: rows has no bounds for {path.stem}; add `{path.stem}: {{minimum: …}}`")
        return
    enough = count > 0 if accept_shrink else count >= bounds.minimum
    if not enough or (bounds.maximum is not None and count > bounds.maximum):
        expected = f"{bounds.minimum} to {bounds.maximum}" if bounds.maximum else f"at least {bounds.minimum}"
        faults.append(
            f"{source.id}/facts/{path.name}: {count} rows, expected {expected} (source.yml, rows); "
            "mend the file or the bounds"
        )


def _resolve(
    pending: list[_Pending], schema: Schema, known: Iterable[Key], records: Records, faults: list[str]
) -> None:
    """Turn plain ids into keys: each must be exactly one known node among the labels the type allows."""
    labels: dict[str, set[str]] = defaultdict(set)
    for key in known:
        labels[key.id].add(key.label)
    for row in pending:
        relationship = schema.relationships[row.type]
        ends = []
        for column, id_, allowed in (("from", row.start, relationship.start), ("to", row.end, relationship.end)):
            found = sorted(labels.get(id_, set()) & set(allowed))
            if len(found) == 1:
                ends.append(Key(found[0], id_))
            else:
                what = "is several of these" if found else "is none of these"
                faults.append(
                    f"{row.place} column {column}: {id_!r} {what}: {', '.join(allowed)}; state the node first"
                )
        if len(ends) == 2:
            start, end = ends
            if relationship.symmetric and end.id < start.id:
                start, end = end, start
            records.claims.append(
                Claim(row.type, start, end, row.properties, row.source, row.locator, row.place, row.note)
            )
