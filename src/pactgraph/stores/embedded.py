"""
The embedded store: a folder that proves what it holds, written in bulk, read over Bolt.

It holds one sub-folder per finished graph, sealed with the SHA-256 of each of its files, and the file `current`, which
names the one in use and its seal. A build writes beside it, verifies, and then replaces that file atomically; killed at
any moment it leaves the former graph in use.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock, Timeout

from pactgraph.errors import StoreError
from pactgraph.facts.schema import bundled_schema, constraints
from pactgraph.private import temporary
from pactgraph.stores import engine
from pactgraph.stores.base import LEDGER_LABEL, TIMEOUT, Ledger, Progress
from pactgraph.stores.bolt import Reader
from pactgraph.stores.sealed import MANIFEST, BrokenSealError, seal, sealed_file, verify

if TYPE_CHECKING:
    from pactgraph.facts.records import Graph
    from pactgraph.facts.schema import Schema

_LEDGER = "ledger.json"
_POINTER = "current"
_LOCK = "build.lock"
_MARK = "pactgraph-store"
"""Name of the file that says of a folder that pactgraph made it and may clean it."""
_MARKED = "Made by pactgraph. Builds replace the folders graph-* here that hold such a file.\n"
_GRAPH = re.compile(r"graph-\w{8}")
_ATTEMPTS = 5
_T = TypeVar("_T")


class EmbeddedStore:
    """A folder that holds the current graph."""

    def __init__(self, folder: Path, *, shared: bool | None = None) -> None:
        """
        Keep the graph in `folder`.

        What is built can be read by the folder's group when `shared`, by this account alone when not; by default as
        the current graph can, at first by this account alone.
        """
        self.folder = folder
        self._shared = shared

    def __str__(self) -> str:
        return str(self.folder)

    def ledger(self) -> Ledger:
        """
        Return the current graph's ledger.

        Raises StoreError when nothing was built here yet, or the store is damaged.
        """
        return self._asked(_ledger)

    def describe(self) -> str:
        """Return in words what keeps the graph, where, and who may read it."""
        return f"the folder {self.folder} (embedded engine, {self._readers()})"

    def verify(self) -> int | None:
        """
        Return how many files the current graph has, each read and found as it was built; None where there is none.

        Raises StoreError when the store is damaged.
        """
        if not (self.folder / _POINTER).exists():
            return None
        return self._asked(lambda graph, expected: verify(graph, expected, thorough=True))

    def replace(self, graph: Graph, ledger: Ledger, schema: Schema, progress: Progress = lambda *_: None) -> None:
        """
        Write `graph` beside the current one, verify its counts, then make it current.

        Raises StoreError when another build runs here, the folder is not ours, it cannot be written, or the counts are
        not as expected.
        """
        shared = self._is_shared() if self._shared is None else self._shared
        self._claim(shared)
        try:
            with FileLock(self.folder / _LOCK, timeout=0):
                self._remove_leftovers()
                with temporary(Path(tempfile.mkdtemp(prefix="graph-", dir=self.folder))) as target:
                    _mark(target)
                    engine.write(target, graph, constraints(schema), progress)
                    progress("verify", 0, 1)
                    _require(engine.counts(target, list(ledger.counts)), ledger.counts)
                    (target / _LEDGER).write_text(
                        json.dumps(asdict(ledger), indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
                    )
                    for path in (target, *target.rglob("*")):
                        _permit(path, shared)
                    expected = seal(target)
                    _permit(target / MANIFEST, shared)
                    progress("switch", 0, 1)
                    self._point_to(target.name, expected, shared)
                progress("switch", 1, 1)
                self._remove_leftovers()
        except Timeout as error:
            raise StoreError(f"{self.folder}: another build is running here; wait for it to end") from error

    def strangers(self, schema: Schema) -> dict[str, int]:
        """Return nothing: a folder holds this graph and nothing else."""
        return {}

    @contextmanager
    def open(self, timeout: float = TIMEOUT) -> Iterator[Reader]:
        """
        Yield a Reader of the current graph, opened read-only by the engine.

        Several processes may hold it open. A build that switches meanwhile does not disturb it.
        Raises StoreError when there is no graph, it is damaged or the engine does not start.
        """
        with contextlib.ExitStack() as stack:
            for attempt in range(1, _ATTEMPTS + 1):
                # A port can be taken and a graph retired between choosing and opening: look again, a few times.
                graph, run = self._asked(_verified)
                try:
                    reader = stack.enter_context(engine.serving(graph, run, timeout))
                    break
                except StoreError:
                    raise
                except Exception as error:
                    if attempt == _ATTEMPTS:
                        raise StoreError(f"{graph}: the engine did not start: {error}") from error
            yield reader

    @contextmanager
    def published(self, port: int, timeout: float = TIMEOUT) -> Iterator[engine.Access]:
        """
        Serve a copy of the current graph over Bolt on this machine, for reading, until the block ends.

        Raises StoreError where there is no graph, it is damaged, or the port is taken.
        """
        graph, _ = self._asked(_verified)
        with engine.published(
            graph, {"id": "pactgraph", **self.ledger().as_node(bundled_schema())}, LEDGER_LABEL, port, timeout
        ) as access:
            yield access

    def _asked(self, question: Callable[[Path, str], _T]) -> _T:
        """
        Return what `question` says of the current graph's folder and its seal.

        Raises StoreError where there is none, it is damaged or may not be read.
        """
        former = ""
        while True:
            try:
                pointer = self._pointer()
                if pointer is None:
                    raise StoreError(f"{self.folder}: holds no graph yet; run `pactgraph build` first")
                if not pointer:
                    raise StoreError(f"{self.folder / _POINTER}: names no graph; run `pactgraph build` again")
                if "seal" not in pointer:
                    raise StoreError(f"{self.folder}: built by an earlier version; run `pactgraph build` again")
                name = pointer["current"]
                return question(self.folder / name, pointer["seal"])
            except BrokenSealError as error:
                if name == former:
                    raise StoreError(
                        f"{self.folder}: the store is damaged ({name}/{error}); run `pactgraph build` again"
                    ) from error
                former = name  # Unless builds have retired it meanwhile: then another one is named now.
            except PermissionError as error:
                raise StoreError(
                    f"{error.filename}: this account may not read it; its owner can share the store with "
                    "`pactgraph build --shared`"
                ) from error

    def _pointer(self) -> dict[str, str] | None:
        """Return what the file `current` says, nothing of what makes no sense; None where nothing was built."""
        try:
            found = json.loads((self.folder / _POINTER).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, IsADirectoryError):
            return {}
        sound = isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
        return found if sound and _GRAPH.fullmatch(found.get("current", "")) else {}

    def _point_to(self, name: str, expected: str, shared: bool) -> None:
        former = (self._pointer() or {}).get("current", "")
        beside = self.folder / f".{_POINTER}.new"  # One build at a time: nobody else writes it.
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            _permit(beside, shared)
            json.dump({"current": name, "previous": former, "seal": expected}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / _POINTER)

    def _claim(self, shared: bool) -> None:
        """Make the folder and mark it as ours. Raises StoreError where it holds other things."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark = self.folder / _MARK
            if not mark.is_file():
                others = {path.name for path in self.folder.iterdir()} - {_LOCK}
                named = (self._pointer() or {}).get("current", "")
                if others and not (named and (self.folder / named / _LEDGER).is_file()):
                    raise StoreError(
                        f"{self.folder}: holds other files ({min(others)}) and is no store; name a new or an empty "
                        "folder with --store"
                    )
                _mark(self.folder)
            if shared and os.name == "posix":
                self.folder.chmod(stat.S_IMODE(self.folder.stat().st_mode) | 0o050)
                mark.chmod(0o640)
        except OSError as error:
            raise StoreError(
                f"{self.folder}: cannot be written to ({error.strerror}); name another with --store"
            ) from error

    def _remove_leftovers(self) -> None:
        """Remove what killed builds left, and graphs older than the previous one, which a reader may still open."""
        keep = set((self._pointer() or {}).values())
        for path in self.folder.iterdir():
            if _GRAPH.fullmatch(path.name) and path.name not in keep and _is_ours(path):
                shutil.rmtree(path, ignore_errors=True)

    def _is_shared(self) -> bool:
        if os.name != "posix" or not (self.folder / _POINTER).exists():
            return False
        return bool((self.folder / _POINTER).stat().st_mode & stat.S_IRGRP)

    def _readers(self) -> str:
        if os.name != "posix":
            return "read by whom its folder lets"
        if not self._is_shared():
            return "private to this account"
        import grp  # noqa: PLC0415 - not on Windows

        number = (self.folder / _POINTER).stat().st_gid
        with contextlib.suppress(KeyError):
            return f"readable by the group {grp.getgrgid(number).gr_name}"
        return f"readable by the group {number}"


def _ledger(graph: Path, expected: str) -> Ledger:
    return Ledger(**json.loads(sealed_file(graph, _LEDGER, expected)))


def _verified(graph: Path, expected: str) -> tuple[Path, str]:
    """Return a graph that is as it was built, and its run."""
    verify(graph, expected)
    return graph, _ledger(graph, expected).run


def _mark(folder: Path) -> None:
    (folder / _MARK).write_text(_MARKED, encoding="utf-8", newline="\n")


def _is_ours(graph: Path) -> bool:
    """Tell whether a build made this folder, also an earlier version's; one that was killed at once left it empty."""
    if graph.is_symlink() or not graph.is_dir():
        return False
    return (graph / _MARK).is_file() or (graph / _LEDGER).is_file() or not any(graph.iterdir())


def _permit(path: Path, shared: bool) -> None:
    """Let this account alone, or its group too, read what `path` is. Windows has the rights of the folder instead."""
    if os.name == "posix":
        search = 0o110 if path.is_dir() else 0
        path.chmod((0o640 if shared else 0o600) | (search if shared else search & 0o700))


def _require(found: Mapping[str, int], expected: Mapping[str, int]) -> None:
    """Raise StoreError where the counts differ."""
    wrong = [f"{name}: {found[name]} instead of {count}" for name, count in expected.items() if found[name] != count]
    if wrong:
        raise StoreError(f"the written graph is not whole ({'; '.join(wrong)}); the former graph stays in use")
