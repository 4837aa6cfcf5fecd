"""
The embedded store: ArcadeDB in this process, written in bulk, read over Bolt.

A store folder holds one sub-folder per finished graph and the file `current`, which names the one in use. A build
writes beside it, verifies, and then replaces that file atomically; killed at any moment it leaves the former graph in
use.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import secrets
import shutil
import socket
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from pactgraph.errors import StoreError
from pactgraph.facts.schema import constraints
from pactgraph.stores.base import Ledger, Progress
from pactgraph.stores.bolt import Reader, connected

if TYPE_CHECKING:
    from pactgraph.facts.records import Graph, GraphRelationship, Key
    from pactgraph.facts.schema import Schema

_DATABASE = "graph"
_USER = "root"
_LEDGER = "ledger.json"
_ATTEMPTS = 5
_BATCH = 5_000


class EmbeddedStore:
    """A folder that holds the current graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def ledger(self) -> Ledger:
        """
        Return the current graph's ledger.

        Raises StoreError when nothing was built here yet.
        """
        return _ledger(self._current())

    def describe(self) -> str:
        """Return in words what keeps the graph and where."""
        return f"the folder {self.folder} (embedded engine)"

    def replace(self, graph: Graph, ledger: Ledger, schema: Schema, progress: Progress = lambda *_: None) -> None:
        """
        Write `graph` beside the current one, verify its counts, then make it current.

        Raises StoreError when another build runs here, the folder cannot be written or the counts are not as expected.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.folder}: cannot be created ({error.strerror}); name another with --store"
            ) from error
        try:
            with FileLock(self.folder / "build.lock", timeout=0):
                self._remove_leftovers()
                target = Path(tempfile.mkdtemp(prefix="graph-", dir=self.folder))
                try:
                    _write(target / _DATABASE, graph, constraints(schema), progress)
                    progress("verify", 0, 1)
                    _verify(target / _DATABASE, ledger.counts)
                    (target / _LEDGER).write_text(
                        json.dumps(asdict(ledger), indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
                    )
                except BaseException:
                    shutil.rmtree(target, ignore_errors=True)
                    raise
                progress("switch", 0, 1)
                self._point_to(target.name)
                progress("switch", 1, 1)
                self._remove_leftovers()
        except Timeout as error:
            raise StoreError(f"{self.folder}: another build is running here; wait for it to end") from error

    def strangers(self, schema: Schema) -> dict[str, int]:
        """Return nothing: a folder holds this graph and nothing else."""
        return {}

    @contextmanager
    def open(self) -> Iterator[Reader]:
        """
        Yield a Reader of the current graph, opened read-only by the engine.

        Several processes may hold it open. A build that switches meanwhile does not disturb it.
        Raises StoreError when there is no graph or the engine does not start.
        """
        with contextlib.ExitStack() as stack:
            for attempt in range(1, _ATTEMPTS + 1):
                # Ports can be taken and graphs retired between choosing and opening: look again, a few times.
                graph = self._current()
                try:
                    port, password = stack.enter_context(_shared(graph))
                    break
                except Exception as error:
                    if attempt == _ATTEMPTS:
                        raise StoreError(f"{graph}: the engine did not start: {error}") from error
            run = _ledger(graph).run
            yield stack.enter_context(connected(f"bolt://127.0.0.1:{port}", _USER, password, _DATABASE, run))

    def _pointer(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.folder / "current").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.folder / 'current'}: cannot be read ({error}); build the graph again") from error
        return found

    def _current(self) -> Path:
        name = self._pointer().get("current")
        if name is None:
            raise StoreError(f"{self.folder}: holds no graph yet; run `pactgraph build` first")
        return self.folder / name

    def _point_to(self, name: str) -> None:
        pointer = {"current": name, "previous": self._pointer().get("current", "")}
        handle, temporary = tempfile.mkstemp(prefix="current-", dir=self.folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            json.dump(pointer, file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(self.folder / "current")

    def _remove_leftovers(self) -> None:
        """Remove what killed builds left, and graphs older than the previous one, which a reader may still open."""
        keep = set(self._pointer().values())
        for path in self.folder.glob("graph-*"):
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob("current-*"):
            path.unlink(missing_ok=True)


def _ledger(graph: Path) -> Ledger:
    return Ledger(**json.loads((graph / _LEDGER).read_text(encoding="utf-8")))


def _engine() -> Any:
    """Return the engine's module, its console log off; raise StoreError where it has no build for this machine."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(Path(tempfile.gettempdir()) / "pactgraph-engine-log"))
    try:
        return importlib.import_module("arcadedb")
    except ImportError as error:
        raise StoreError(
            "the embedded engine has no build for this machine; install the package arcadedb-embedded, "
            "the same engine with Java inside"
        ) from error


@dataclass(slots=True)
class _Server:
    """One running server, for all readers of a graph in this process."""

    running: contextlib.ExitStack
    port: int
    password: str
    readers: int = 0


_SERVERS: dict[Path, _Server] = {}
_GUARD = threading.RLock()


@contextmanager
def _shared(graph: Path) -> Iterator[tuple[int, str]]:
    """
    Yield port and password of the server of `graph`, stopped when its last reader in this process leaves.

    Each reader must not have a server of its own: the engine knows a database by its folder, and a server that stops
    takes it away from the others.
    """
    with _GUARD:
        server = _SERVERS.get(graph)
        if server is None:
            running = contextlib.ExitStack()
            server = _SERVERS[graph] = _Server(running, *running.enter_context(_serving(graph)))
        server.readers += 1
    try:
        yield server.port, server.password
    finally:
        with _GUARD:
            server.readers -= 1
            if server.readers == 0:
                del _SERVERS[graph]
                server.running.close()


@contextmanager
def _serving(graph: Path) -> Iterator[tuple[int, str]]:
    """Serve `graph` read-only on an ephemeral loopback port; yield the port and this process's password."""
    engine = _engine()
    if not (graph / _DATABASE).is_dir():
        raise StoreError(f"{graph}: the graph is gone")
    password = secrets.token_urlsafe(24)
    http_port, bolt_port = _free_ports()
    # Password and logs live in the root: each process needs its own, or an earlier password makes the start fail.
    with tempfile.TemporaryDirectory(prefix="pactgraph-", ignore_cleanup_errors=True) as root:
        server = engine.create_server(
            root,
            password,
            config={
                "host": "127.0.0.1",
                "http_port": http_port,
                "bolt_port": bolt_port,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "mode": "development",
                "server_databaseDirectory": str(graph),
                "server_defaultDatabaseMode": "READ_ONLY",
            },
        )
        server.start()
        try:
            yield bolt_port, password
        finally:
            server.stop()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _write(database: Path, graph: Graph, statements: list[str], progress: Progress) -> None:
    engine = _engine()
    by_type: dict[tuple[str, str, str], list[GraphRelationship]] = defaultdict(list)
    for relationship in graph.relationships:
        by_type[relationship.type, relationship.start.label, relationship.end.label].append(relationship)
    by_label: dict[str, list[dict[str, object]]] = defaultdict(list)
    for node in graph.nodes:
        by_label[node.key.label].append(node.properties)
    total = len(graph.nodes) + len(graph.relationships)
    done = 0
    progress("write", 0, total)
    with engine.create_database(str(database)) as handle:
        for statement in statements:
            handle.command("opencypher", statement)
        for type_ in sorted({r.type for r in graph.relationships}):
            handle.schema.get_or_create_edge_type(type_)
        records: dict[Key, str] = {}
        with handle.graph_batch(expected_edge_count=len(graph.relationships)) as batch:
            keys = iter(graph.nodes)
            for label, rows in by_label.items():
                identities = batch.create_vertices(label, rows)
                for identity in identities:
                    records[next(keys).key] = identity
                done += len(rows)
                progress("write", done, total)
            for (type_, _, _), found in by_type.items():
                for first in range(0, len(found), _BATCH):
                    chunk = found[first : first + _BATCH]
                    batch.new_edges(
                        [records[r.start] for r in chunk],
                        type_,
                        [records[r.end] for r in chunk],
                        [r.properties for r in chunk],
                    )
                    done += len(chunk)
                    progress("write", done, total)


def _verify(database: Path, expected: dict[str, int]) -> None:
    """Open the finished graph anew and compare its counts."""
    with _engine().open_database(str(database)) as handle:
        found = {name: int(handle.count_type(name)) for name in expected}
    wrong = [f"{name}: {found[name]} instead of {count}" for name, count in expected.items() if found[name] != count]
    if wrong:
        raise StoreError(f"the written graph is not whole ({'; '.join(wrong)}); the former graph stays in use")
