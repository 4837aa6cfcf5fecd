"""
Compares what a source's publisher says now with the committed facts, and replaces these on request.

A source's `loader.py` declares `load(upstream, registers)`, which yields rows from the publisher's files. One that can
be fetched also declares `BASE`, `addresses(registers)` (by node id) and `read(document, id, day, registers)`, which
returns the rows of one document and remarks. These replace the committed rows of the types `REPLACES` that lead to that
node; a node of another kind is added when the facts have none of its id.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, cast

from pactgraph.content import content_folder, is_checkout
from pactgraph.errors import FactsError, PactgraphError, UsageError
from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.coverage import verify
from pactgraph.facts.exchange import UNSETTLED, Row, read_rows, write_rows
from pactgraph.facts.records import Graph, Key, Records
from pactgraph.facts.registers import Registers
from pactgraph.facts.schema import Schema
from pactgraph.facts.sources import FACTS, REPLACING, SourceFolder, find_sources, read_sources
from pactgraph.publishers.fetch import Fetcher, FetchError, UnreachableError
from pactgraph.publishers.guard import LISTS, contradictions, emptied, vanished

Rows = dict[str, list[Row]]
"""Rows by label or relationship type; those to be settled (`unsettled`) under UNSETTLED."""
Progress = Callable[[str, int, int], None]
ONE_DAY = dt.timedelta(days=1)
PATIENCE = 2
"""Documents in a row that may be out of reach before the rest is not asked for."""


class Loader(Protocol):
    """What a `loader.py` declares; all but `load` only where documents can be fetched."""

    BASE: str
    REPLACES: Sequence[str]

    def load(self, upstream: Path, registers: Registers) -> Iterator[Row]: ...  # noqa: D102
    def addresses(self, registers: Registers) -> dict[str, list[str]]: ...  # noqa: D102
    def read(  # noqa: D102
        self, document: bytes, id_: str, on: dt.date, registers: Registers, /
    ) -> tuple[list[Row], list[str]]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """
    One difference between the committed facts (`old`) and what the publisher says now (`new`).

    `key` tells the row apart from others of its kind. ADD has no `old`, DEL no `new`; MOD has only the cells that
    differ, an empty text where one side says nothing. SETTLE is a participant of the publisher's that is in no
    register: `old` has who is no longer in the list, `new` its place there.
    """

    action: Literal["ADD", "MOD", "DEL", "SETTLE"]
    kind: str
    key: dict[str, str]
    old: dict[str, str]
    new: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The facts after a fetch: `rows` of the whole source, what is worth a look, and what failed."""

    rows: Rows
    remarks: list[str]
    faults: list[str]


def load_upstream(folder: SourceFolder, upstream: Path, registers: Registers) -> Rows:
    """
    Return the rows the source's loader yields from the files at `upstream`.

    Raises FactsError when the source has no loader or the files are not as expected.
    """
    rows: Rows = defaultdict(list)
    try:
        for row in _loader(folder).load(upstream, registers):
            rows[row.kind].append(row)
    except FileNotFoundError as error:
        raise FactsError([f"{folder.source.id}: {error.filename} is missing from the publisher's files"]) from error
    except NotADirectoryError as error:
        raise FactsError([f"{folder.source.id}: --from {upstream} is a file; name the folder it lies in"]) from error
    except ImportError as error:
        raise FactsError(
            [f"{folder.source.id}: its loader needs {error.name}; install pactgraph with its extra `refresh`"]
        ) from error
    except (PactgraphError, OSError, MemoryError):
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise FactsError(
            [f"{folder.source.id}: the publisher's files are not as its loader expects ({what})"]
        ) from error
    return dict(rows)


def fetchable(folder: SourceFolder, registers: Registers, wanted: Iterable[str] = ()) -> dict[str, list[str]]:
    """
    Return the addresses of the source's documents by node id; only those `wanted` (ids or depositary references).

    Raises UsageError when the source cannot be fetched or has no such document.
    """
    loader = _loader(folder)
    if not hasattr(loader, "addresses"):
        raise UsageError(f"--fetch: {folder.source.id} cannot be fetched; use --from with the publisher's files")
    addresses = loader.addresses(registers)
    if not (asked := list(wanted)):
        return addresses
    references = {registers.entries[Key("Treaty", id_)].row["depositary_ref"].lower(): id_ for id_ in addresses}
    chosen = {}
    for text in asked:
        id_ = text if text in addresses else references.get(text.lower())
        if id_ is None:
            raise UsageError(
                f"--treaty {text}: no treaty of {folder.source.id} that can be fetched; expected an id or a reference "
                f"such as {next(iter(references), '').upper()}" + registers.hint(["Treaty"], text)
            )
        chosen[id_] = addresses[id_]
    return chosen


def base_address(folder: SourceFolder) -> str:
    """Return the address below which the source's documents lie."""
    return _loader(folder).BASE


def fetch_documents(
    folder: SourceFolder,
    addresses: Mapping[str, Sequence[str]],
    fetcher: Fetcher,
    registers: Registers,
    today: dt.date,
    progress: Progress = lambda *_: None,
) -> Fetched:
    """
    Return the source's facts with those of the fetched documents replaced.

    A document whose day is not `today`, give or take a day, is refused: it would be taken to speak up to that day.

    A document that cannot be fetched or is not as expected changes nothing and is named in `faults`; others go on,
    until the site has been out of reach PATIENCE times in a row.
    """
    loader = _loader(folder)
    remarks: list[str] = []
    faults: list[str] = []
    read: dict[str, list[Row]] = {}
    out_of_reach = 0
    for done, (id_, places) in enumerate(sorted(addresses.items())):
        if out_of_reach == PATIENCE:
            faults.append(f"{len(addresses) - done} more, from {id_} on: not asked, as the site is out of reach")
            break
        progress("fetch", done, len(addresses))
        try:
            document = fetcher.get(places)
            if abs(document.day - today) > ONE_DAY:
                raise FetchError(f"the site dates its answer {document.day}, while this machine's clock says {today}")
            read[id_], said = loader.read(document.body, id_, document.day, registers)
        except FetchError as error:
            out_of_reach = out_of_reach + 1 if isinstance(error, UnreachableError) else 0
            faults.append(f"{id_}: {error}; its facts stay as they are")
        except FactsError as error:
            out_of_reach = 0
            faults += [f"{id_}: {fault}; its facts stay as they are" for fault in error.faults]
        else:
            out_of_reach = 0
            fetcher.keep(document)
            remarks += said
    progress("fetch", len(addresses), len(addresses))
    return Fetched(_replaced(committed(folder), read, loader.REPLACES), remarks, faults)


def committed(folder: SourceFolder) -> Rows:
    """Return the source's facts as they are. Raises FactsError when a file cannot be read."""
    return {path.stem: [Row(path.stem, cells) for _, cells in read_rows(path)] for path in folder.facts}


def settle(before: Rows, after: Rows) -> tuple[Rows, list[Change]]:
    """
    Return `after` without what is to be settled, and that, a SETTLE for each name the registers do not know.

    As long as one is open, nobody leaves the list it stands in, which goes on to speak up to its former day: who is
    gone from it may be there under the new name. (Nodes keep theirs by id, where the name stands in no list.)
    """
    rows = {kind: list(listed) for kind, listed in after.items() if kind != UNSETTLED}
    changes = []
    lists: dict[str, list[str]] = {}
    for row in sorted(after.get(UNSETTLED, ()), key=_cells):
        to, name, hint = row.cells["to"], row.cells["name"], row.cells.get("hint", "")
        if to not in lists:
            lists[to] = _kept(to, before, rows)
        gone = " ".join(lists[to])
        new = {"locator": row.cells["locator"], "hint": hint}
        key = {"name": name, "to": to}
        changes.append(
            Change(
                "SETTLE",
                "participant",
                key,
                {"no longer listed": gone} if gone else {},
                {k: v for k, v in new.items() if v},
            )
        )
    return rows, changes


def _kept(to: str, before: Rows, rows: Rows) -> list[str]:
    """Put back into `rows` what `before` had of those no longer listed in `to`; return their ids."""
    here = {
        row.cells.get("from") if to else row.cells.get("id")
        for kind, listed in rows.items()
        for row in listed
        if kind != "COVERS" and row.cells.get("to", "") == to
    }
    gone: set[str] = set()
    for kind, listed in before.items():
        former = [row for row in listed if row.cells.get("to", "") == to]
        if kind == "COVERS":
            others = [row for row in rows.get(kind, ()) if row.cells["to"] != to]
            if to:
                rows[kind] = others + former
            continue
        kept = [row for row in former if row.cells.get("from" if to else "id") not in here]
        if kept:
            rows.setdefault(kind, []).extend(kept)
            gone.update(row.cells["from" if to else "id"] for row in kept)
    return sorted(gone)


def differences(old: Rows, new: Rows, schema: Schema) -> list[Change]:
    """Return what `new` adds to, changes in and takes from `old`, by kind and row."""
    changes: list[Change] = []
    for kind in sorted({*old, *new}):
        key_of = _key(kind, schema)
        before, after = {_cells(row) for row in old.get(kind, [])}, {_cells(row) for row in new.get(kind, [])}
        # Rows with one key on both sides are one row that changed; several pair up in their order.
        gone, come = _by_key(before - after, key_of), _by_key(after - before, key_of)
        for key in sorted({*gone, *come}):
            left, right = gone.get(key, []), come.get(key, [])
            paired = min(len(left), len(right))
            names = dict(key)
            for one, other in zip(left, right, strict=False):
                differing = [c for c in sorted({*one, *other}) if one.get(c, "") != other.get(c, "")]
                changes.append(
                    Change(
                        "MOD",
                        kind,
                        names,
                        {c: one.get(c, "") for c in differing},
                        {c: other.get(c, "") for c in differing},
                    )
                )
            changes += [Change("DEL", kind, names, _rest(cells, names), {}) for cells in left[paired:]]
            changes += [Change("ADD", kind, names, {}, _rest(cells, names)) for cells in right[paired:]]
    return changes


def check(
    folder: SourceFolder,
    rows: Rows,
    schema: Schema,
    registers: Registers,
    extra: Path | None = None,
    *,
    accept_shrink: bool = False,
) -> None:
    """
    Validate `rows` as the facts of the source, together with all other sources and those in the folder `extra`.

    Raises FactsError with every fault; without `accept_shrink` among them rows and cells fewer than the source's bounds
    ask for, a list that is not as whole as its check says, a document of which too much is gone or empty, and one that
    contradicts the other sources more than the committed one does (`guard`).
    """
    former = committed(folder)
    faults = [] if accept_shrink else vanished(former, rows) + emptied(former, rows)
    # A source of the user's own that was never loaded has no facts yet, and its turn comes.
    others = [other for other in find_sources((), extra) if other.facts and other.source.id != folder.source.id]
    sources = {one.source.id: one.source for one in (*others, folder)}

    changed = _changed(former, rows)

    def records_of(stated: Rows) -> Records:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / folder.source.id
            for kind, listed in stated.items():
                write_rows(path / "facts" / f"{kind}.csv", listed, schema)
            both = [*others, SourceFolder(path, folder.source)]
            return read_sources(both, schema, registers, accept_shrink=accept_shrink or stated is former)

    def graph_of(records: Records) -> Graph:
        """Return what the lists that change come to: nothing else can be contradicted otherwise than before."""
        nodes = [node for node in records.nodes if node.key.label == "State" or node.key.id in changed]
        claims = [claim for claim in records.claims if claim.end.id in changed]
        return consolidate(Records(nodes, claims), sources, schema, registers, "")

    try:
        now = records_of(rows)
    except FactsError as error:
        faults += error.faults
    else:
        if not accept_shrink:
            faults += verify(now, sources, registers.published).broken
            # What is broken already has nothing to compare with.
            with suppress(FactsError):
                faults += contradictions(graph_of(records_of(former)), graph_of(now)) if changed else []
    if faults:
        head = f"{folder.source.id}: what the publisher says now does not pass the checks; nothing was written"
        raise FactsError([head, *faults])


def _changed(former: Rows, rows: Rows) -> set[str]:
    """Return the treaties and bodies of whose parties, signatories or members the rows are not the former ones."""
    changed = set()
    for kind in LISTS:
        before, after = ({_cells(row) for row in stated.get(kind, ())} for stated in (former, rows))
        changed |= {dict(cells)["to"] for cells in before ^ after}
    return changed


def require_writable(folder: SourceFolder) -> None:
    """Raise UsageError when the source is one of those inside an installed package."""
    if not is_checkout() and folder.path.is_relative_to(content_folder("loaders")):
        raise UsageError(
            f"--write: the facts of {folder.source.id} belong to the installed package and stay as they are; work in a "
            "checkout of the project, or keep the source in a folder of your own (--sources DIR)"
        )


def write_facts(folder: SourceFolder, rows: Rows, kinds: Iterable[str], schema: Schema) -> dict[str, int]:
    """
    Write checked rows of `kinds` as the source's facts; return the number of rows by kind.

    The new folder is made beside the old one and takes effect by one renaming: whenever this is stopped, a reader finds
    all former facts or all new ones.
    """
    finish_replacing(folder.path)
    beside = folder.path / f".facts.{os.getpid()}"
    try:
        if (folder.path / FACTS).is_dir():
            shutil.copytree(folder.path / FACTS, beside)
        counts = {}
        for kind in sorted(set(kinds)):
            path = beside / f"{kind}.csv"
            if kind in rows:
                counts[kind] = write_rows(path, rows[kind], schema)
            else:
                path.unlink(missing_ok=True)
                counts[kind] = 0
        beside.rename(folder.path / REPLACING)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    finish_replacing(folder.path)
    return counts


def finish_replacing(path: Path) -> None:
    """Put the facts that have taken effect in a source's folder where facts lie; do away with what was begun only."""
    for begun in path.glob(".facts.*"):
        shutil.rmtree(begun, ignore_errors=True)
    if (path / REPLACING).is_dir():
        shutil.rmtree(path / FACTS, ignore_errors=True)
        (path / REPLACING).rename(path / FACTS)


def _loader(folder: SourceFolder) -> Loader:
    path = folder.path / "loader.py"
    if not path.is_file():
        raise FactsError([f"{folder.source.id}: has no loader.py; its facts are edited by hand"])
    spec = importlib.util.spec_from_file_location(f"pactgraph_loader_{folder.source.id}", path)
    assert spec is not None  # noqa: S101 - a path ending in .py always has a spec
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Loader", module)


def _replaced(facts: Rows, read: Mapping[str, list[Row]], kinds: Sequence[str]) -> Rows:
    """Return `facts` with the rows of `kinds` leading to a node of `read` replaced; nodes are only added when new."""
    rows: Rows = defaultdict(list)
    for kind, listed in facts.items():
        rows[kind] = [row for row in listed if kind not in kinds or row.cells["to"] not in read]
    for _, listed in sorted(read.items()):
        for row in listed:
            if (
                row.kind in kinds
                or row.kind == UNSETTLED
                or row.cells["id"] not in {known.cells["id"] for known in rows[row.kind]}
            ):
                rows[row.kind].append(row)
    return dict(rows)


def _key(kind: str, schema: Schema) -> Callable[[Mapping[str, str]], tuple[tuple[str, str], ...]]:
    """Return what tells rows of a kind apart: the id, or both ends, the type's key and the start of a spell."""
    if kind in schema.nodes:
        return lambda cells: (("id", cells.get("id", "")),)
    declared = schema.relationships.get(kind)
    columns = ["from", "to"]
    if declared is not None:
        columns += [c for c in (*declared.key, *(("since",) if declared.spells else ())) if c not in columns]
    return lambda cells: tuple((column, cells.get(column, "")) for column in columns)


def _by_key(
    rows: Iterable[tuple[tuple[str, str], ...]], key_of: Callable[[Mapping[str, str]], tuple[tuple[str, str], ...]]
) -> dict[tuple[tuple[str, str], ...], list[dict[str, str]]]:
    found = defaultdict(list)
    for row in sorted(rows):
        cells = dict(row)
        found[key_of(cells)].append(cells)
    return found


def _rest(cells: Mapping[str, str], key: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if name not in key}


def _cells(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, cell) for name, cell in row.cells.items() if cell))
