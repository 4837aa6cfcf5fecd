"""
The embedded engine, ArcadeDB in this process: it writes a graph's files, and serves them over Bolt for reading.

What it is served is a view that belongs to this process: links to the graph's large files, copies of the small ones
that the engine writes to even when it only reads. So nothing in a store changes by being read, and the settings of a
view (no LOAD CSV, how long a statement may run) are nobody else's.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import importlib
import json
import os
import re
import secrets
import shutil
import socket
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pactgraph.errors import StoreError
from pactgraph.private import private_folder
from pactgraph.stores.base import Progress
from pactgraph.stores.bolt import Reader, connected

if TYPE_CHECKING:
    from pactgraph.facts.records import Graph, GraphRelationship, Key

_DATABASE = "graph"
_READER = "reader"
PUBLISHED = "neo4j"
"""Name of the database that is served to others, and of the account: what Neo4j's own clients ask for."""
_BATCH = 5_000
_REWRITTEN = (".json", ".bin")
"""Endings of the files that the engine writes anew when it closes a database, even one that was opened for reading."""
_GROUPS = {
    "databases": {
        "*": {
            "groups": {
                name: {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": rights}}}
                for name, rights in ((_READER, ["readRecord"]), ("*", []))
            }
        }
    },
    "version": 2,
}


@dataclass(frozen=True, slots=True)
class Access:
    """How clients reach a served graph: its port on this machine, and the one account, which may only read."""

    port: int
    user: str
    password: str
    database: str


@contextmanager
def serving(graph: Path, run: str, timeout: float) -> Iterator[Reader]:
    """
    Yield a Reader of the files that `write` left in `graph`; the engine ends a statement after `timeout` seconds.

    Raises StoreError where there is no engine, an exception of the engine or OSError when it does not start.
    """
    _engine()  # before anything is made, in case there is none
    with (
        _folder() as root,
        _served(root, _DATABASE, _READER, _free_port(), {"server_defaultDatabaseMode": "READ_ONLY"}) as (access, start),
    ):
        _view(graph / _DATABASE, root / "databases" / _DATABASE, timeout)
        start()
        uri = f"bolt://127.0.0.1:{access.port}"
        with connected(uri, access.user, access.password, access.database, run, timeout, why) as reader:
            yield reader


@contextmanager
def published(graph: Path, ledger: Mapping[str, object], label: str, port: int, timeout: float) -> Iterator[Access]:
    """
    Yield how to reach a copy of what `write` left in `graph`, with `ledger` as a node of `label`, until the block ends.

    Clients may begin transactions, which a database opened for reading only refuses; the account may only read all the
    same, and the copy goes with the process. Raises StoreError where there is no engine, or the port is taken.
    """
    engine = _engine()
    with _folder() as root:
        copy = root / "databases" / PUBLISHED
        shutil.copytree(graph / _DATABASE, copy)
        with engine.open_database(str(copy)) as handle:
            handle.schema.get_or_create_vertex_type(label)
            with handle.graph_batch() as batch:
                batch.create_vertices(label, [dict(ledger)])
        _set_up(copy, timeout)
        if not _is_free(port):
            raise StoreError(f"port {port} is in use on this machine; name another with --port")
        with _served(root, PUBLISHED, PUBLISHED, port, {"bolt_defaultDatabase": PUBLISHED}) as (access, start):
            start()
            yield access


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield a folder of a server's own: its users, logs and databases live there."""
    root = Path(tempfile.mkdtemp(prefix="server-", dir=private_folder()))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _served(
    root: Path, database: str, user: str, port: int, more: Mapping[str, str]
) -> Iterator[tuple[Access, Callable[[], None]]]:
    """Yield how one who may read reaches the database in `root`, and what starts the server; the block stops it."""
    access = Access(port, user, _allow_one_reader(root / "config", user, database), database)
    server = _engine().create_server(
        str(root),
        None,
        config={
            "host": "127.0.0.1",
            # The engine always listens for HTTP too: where, nobody is told, and nobody may command it there.
            "http_port": 0,
            "bolt_port": port,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "mode": "development",
            "server_databaseDirectory": str(root / "databases"),
            **more,
        },
    )
    try:
        yield access, server.start
    finally:
        server.stop()


def write(folder: Path, graph: Graph, statements: Sequence[str], progress: Progress) -> None:
    """Write `graph` to new files in `folder`, after the statements that declare its constraints."""
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
    with engine.create_database(str(folder / _DATABASE)) as handle:
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


def why(statement: str, parameters: Mapping[str, object]) -> str:
    """
    Return in words what is wrong with a statement, with line and column, or nothing where the engine can read it.

    A database that is open for reading only calls everything it cannot read one that writes; an empty one that is open
    for both says what it is.
    """
    from pactgraph.stores.checked import bare_of  # noqa: PLC0415 - brings the grammar, which reading does without

    with _folder() as root, _engine().create_database(str(root / _DATABASE)) as handle:
        try:
            for _ in handle.query("opencypher", statement, dict(parameters)):
                pass
        except Exception as error:
            return _in_words(str(error), bare_of(statement))
    return ""


_KIND = re.compile(r"[\w ]*failed: [\w.]*\.(\w+)Exception: (.*)")
_PREFIX = re.compile(r"^[A-Z]\w+: ")
"""The engine's own name for what is wrong."""
_WRITES = re.compile(r"(?<![\w.:$])(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|DROP)\b", re.IGNORECASE)
_COLUMN = re.compile(r"(at line \d+, column )(\d+)")
_NAME = re.compile(r"(?:Variable|function) '([^']+)'")


def _in_words(message: str, bare: str) -> str:
    """Return the engine's message as one line of ours; nothing where it says nothing of use. `bare`: what it is of."""
    found = _KIND.match(message.splitlines()[0] if message else "")
    if found is None:
        return ""
    kind, said = found[1], _PREFIX.sub("", found[2])
    if kind == "QueryNotIdempotent":
        writing = _WRITES.search(bare)
        what = (
            f"{writing[1].upper()} writes" if writing else "CALL of a procedure that writes, or that there is none of"
        )
        return f"refused: the graph is opened read-only ({what}{_place(bare, writing)})"
    if ("Parsing" not in kind and "Semantic" not in kind) or "null" in said:
        return ""
    # The engine counts columns from 0.
    said = _COLUMN.sub(lambda column: f"{column[1]}{int(column[2]) + 1}", said[:1].lower() + said[1:])
    if (name := _NAME.search(found[2])) is not None and " line " not in said:
        called = r"\s*\(" if "function" in said else ""
        # Not where it is a property, a label or a parameter.
        said += _place(bare, re.search(rf"(?<![\w.:$]){re.escape(name[1])}\b{called}", bare, re.IGNORECASE))
    return f"not valid Cypher: {said}"


def _place(bare: str, found: re.Match[str] | None) -> str:
    """Return where in the statement something stands: `, line 2, column 7`."""
    if found is None:
        return ""
    before = bare[: found.start()]
    return f", line {before.count(chr(10)) + 1}, column {found.start() - before.rfind(chr(10))}"


def counts(folder: Path, names: Sequence[str]) -> dict[str, int]:
    """Open what `write` left in `folder` anew; return how many there are of each label and type."""
    with _engine().open_database(str(folder / _DATABASE)) as handle:
        return {name: int(handle.count_type(name)) for name in names}


@functools.cache
def _engine() -> Any:
    """Return the engine's module, its log in the process's own folder. Raises StoreError where it does not run."""
    surroundings = {"ARCADEDB_LOG_CONSOLE": "0", "ARCADEDB_LOG_DIR": str(private_folder() / "log")}
    former = {name: os.environ.get(name) for name in surroundings}
    os.environ.update(surroundings)
    try:
        engine = importlib.import_module("arcadedb")
        # The engine looks at its surroundings when it is first used; processes started from here must not inherit them.
        engine.database_exists(str(private_folder()))
    except ImportError as error:
        raise StoreError(
            "the embedded engine is not installed: `pip install 'pactgraph[embedded]'`, where it has a build (Linux "
            "with glibc 2.28 or newer, macOS on Apple silicon, Windows on x86-64); elsewhere keep the graph in a Neo4j "
            "server: --store bolt://…"
        ) from error
    except Exception as error:
        raise StoreError(
            f"the embedded engine does not run on this machine ({error}); keep the graph in a Neo4j server: "
            "--store bolt://…"
        ) from error
    finally:
        for name, text in former.items():
            os.environ.pop(name) if text is None else os.environ.update({name: text})
    return engine


def _allow_one_reader(config: Path, user: str, database: str) -> str:
    """
    Enter the users of a server that is about to start; return the password of the one that may read, and only read.

    The administrator's password is known to nobody, so that nothing can be commanded over any of the server's ports.
    """
    password = secrets.token_urlsafe(24)
    users = [
        {"name": "root", "databases": {"*": ["admin"]}, "password": _hashed(secrets.token_urlsafe(24))},
        {"name": user, "databases": {database: [_READER]}, "password": _hashed(password)},
    ]
    config.mkdir()
    (config / "server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    (config / "server-users.jsonl").write_text(
        "".join(json.dumps(user) + "\n" for user in users), encoding="utf-8", newline="\n"
    )
    return password


def _hashed(password: str) -> str:
    """Return a password as the engine stores it. Once through is enough: nobody guesses a long random text."""
    salt = secrets.token_urlsafe(24)
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 1, 32)
    return f"PBKDF2WithHmacSHA256$1${salt}${base64.b64encode(digest).decode()}"


def _view(database: Path, view: Path, timeout: float) -> None:
    """Make `view` a database with the content of `database` and this process's settings."""
    view.mkdir(parents=True)
    for path in database.iterdir():
        (_copy if path.suffix in _REWRITTEN else _link)(path.absolute(), view / path.name)
    _set_up(view, timeout)


def _set_up(database: Path, timeout: float) -> None:
    """Let statements of a database read no files and no addresses, and end after `timeout` seconds."""
    settings: Mapping[str, object] = {
        "opencypher.loadCsv.allowFileUrls": False,
        "opencypher.loadCsv.allowRemoteUrls": False,
        "command.timeout": max(1, round(timeout * 1000)),
    }
    (database / "configuration.json").write_text(json.dumps({"configuration": settings}), encoding="utf-8")


def _copy(path: Path, target: Path) -> None:
    shutil.copyfile(path, target)


def _link(path: Path, target: Path) -> None:
    """Let `target` be `path`: by a symbolic link, where the system forbids those by a second name, else by a copy."""
    ways: tuple[Callable[[], None], ...] = (
        lambda: target.symlink_to(path),
        lambda: target.hardlink_to(path),
    )
    for way in ways:
        with contextlib.suppress(OSError, NotImplementedError):
            way()
            return
    _copy(path, target)


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        if os.name == "posix":  # elsewhere the option would let two listen
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
