"""What may befall a store: damage, other people's files, other people, other programs. Nothing wrong in silence."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from synthetic import awkward, content, said

from pactgraph.building import prepare, store
from pactgraph.cli.app import main
from pactgraph.errors import QueryError, StoreError, UsageError
from pactgraph.private import private_folder
from pactgraph.stores import engine
from pactgraph.stores.choose import open_store
from pactgraph.stores.embedded import EmbeddedStore

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has the rights of the folder")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(sound, tmp_path / "store"))


def graph_of(folder: Path) -> Path:
    return folder / json.loads((folder / "current").read_text(encoding="utf-8"))["current"]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = random.Random(path.name).randrange(len(data))
    data[place] ^= 1
    path.write_bytes(data)


def flip_unseen(path: Path) -> None:
    """Change a byte and give the file its former times back, as a failing disk or a careless tool may."""
    about = path.stat()
    flip(path)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


HARM: list[Callable[[Path], None]] = [flip, flip_unseen, cut, empty, lengthen, Path.unlink]


def test_a_copy_is_as_good(folder: Path):
    assert content(EmbeddedStore(folder)) == said(awkward().graph)
    assert EmbeddedStore(folder).verify() == len([p for p in graph_of(folder).rglob("*") if p.is_file()]) - 1


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_no_damaged_file_is_read(folder: Path, harm):
    """Every file of the graph in turn: all of them are told, none answers."""
    target = EmbeddedStore(folder)
    graph = graph_of(folder)
    tried = told = 0
    for path in sorted(p for p in graph.rglob("*") if p.is_file()):
        data = path.read_bytes()
        if not data and harm is not Path.unlink and harm is not lengthen:
            continue
        harm(path)
        tried += 1
        with pytest.raises(StoreError) as caught, target.open():
            pass
        told += "damaged" in str(caught.value) and path.name in str(caught.value)
        with pytest.raises(StoreError, match="damaged"):
            target.verify()
        path.write_bytes(data)
    assert tried > 40
    assert told == tried
    assert content(target) == said(awkward().graph)


def test_a_file_too_many_is_damage_too(folder: Path):
    bucket = next(graph_of(folder).rglob("State_0.*.bucket"))
    shutil.copy(bucket, bucket.with_name("State_1.9.65536.v0.bucket"))
    with pytest.raises(StoreError, match=r"damaged .*State_1\S* was not there\); run `pactgraph build`"):
        EmbeddedStore(folder).verify()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"current": 5}', '{"current": ".."}', '{"current": "/etc", "seal": "x"}', "\udcff"],
)
def test_a_pointer_that_makes_no_sense_is_told_and_mended_by_a_build(folder: Path, text):
    (folder / "current").write_text(text, encoding="utf-8", errors="surrogateescape")
    target = EmbeddedStore(folder)
    for ask in (target.ledger, target.verify):
        with pytest.raises(StoreError, match="current: names no graph; run `pactgraph build` again"):
            ask()
    store(awkward(), target)
    assert content(target) == said(awkward().graph)


def test_no_bit_of_the_pointer_can_turn_unseen(folder: Path):
    """It either does not matter or is told."""
    path = folder / "current"
    data = path.read_bytes()
    told = 0
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        try:
            assert EmbeddedStore(folder).ledger() == awkward().ledger
        except StoreError as error:
            told += "pactgraph build" in str(error)
    assert told > len(data) - len('"previous": "", ') - 4


@pytest.mark.parametrize("name", ["current", "manifest.json", "ledger.json", "pactgraph-store", "schema.json"])
def test_a_build_mends_a_damaged_store(folder: Path, name):
    path = next(p for p in (folder / name, *graph_of(folder).rglob(name)) if p.is_file())
    empty(path)
    store(awkward(), EmbeddedStore(folder))
    assert content(EmbeddedStore(folder)) == said(awkward().graph)
    assert EmbeddedStore(folder).verify()


def test_a_seal_of_another_graph_is_no_seal(folder: Path):
    pointer = json.loads((folder / "current").read_text(encoding="utf-8"))
    (folder / "current").write_text(json.dumps(pointer | {"seal": "0" * 64}), encoding="utf-8")
    with pytest.raises(StoreError, match=r"manifest\.json has changed"):
        EmbeddedStore(folder).ledger()


def test_reading_changes_nothing(folder: Path):
    def seen() -> dict[str, tuple[int, int, bytes]]:
        return {
            str(p): (p.stat().st_mtime_ns, p.stat().st_ctime_ns, p.read_bytes())
            for p in folder.rglob("*")
            if p.is_file()
        }

    before = seen()
    content(EmbeddedStore(folder))
    assert seen() == before


# --- other people's files


def test_only_what_a_build_made_is_ever_removed(folder: Path):
    theirs = [folder / "graph-theirs01" / "thesis.txt", folder / "current-plan.txt", folder / "graph-notes" / "a.txt"]
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    for _ in range(3):
        store(awkward(), EmbeddedStore(folder))
    assert [path.read_text(encoding="utf-8") for path in theirs] == ["mine"] * 3
    assert len([p for p in folder.glob("graph-*") if (p / "pactgraph-store").exists()]) == 2


@pytest.mark.parametrize("name", ["graph-old/a.txt", "current-plan.txt", "thesis.txt", "current", ".hidden"])
def test_a_folder_with_other_things_is_refused_and_left_as_it_was(tmp_path: Path, name):
    path = tmp_path / "home" / name
    path.parent.mkdir(parents=True)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(
        StoreError, match=r"home: holds other files \(.*\) and is no store; name a new or an empty fold"
    ):
        store(awkward(), EmbeddedStore(tmp_path / "home"))
    assert [p for p in (tmp_path / "home").rglob("*") if p.is_file()] == [path]


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_is_no_folder(tmp_path: Path, place):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written to"):
        store(awkward(), EmbeddedStore(tmp_path / place))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_store_of_an_earlier_version_is_built_anew(folder: Path):
    """It has no mark and no seal."""
    former = graph_of(folder)
    for path in (folder / "pactgraph-store", former / "pactgraph-store", former / "manifest.json"):
        path.unlink()
    (folder / "current").write_text(json.dumps({"current": former.name, "previous": ""}), encoding="utf-8")
    with pytest.raises(StoreError, match="built by an earlier version; run `pactgraph build` again"):
        EmbeddedStore(folder).ledger()
    store(awkward(), EmbeddedStore(folder))
    store(awkward(), EmbeddedStore(folder))
    assert content(EmbeddedStore(folder)) == said(awkward().graph)
    assert not former.exists()


# --- other people


@POSIX
def test_a_store_is_private_unless_it_is_shared(tmp_path: Path):
    former = os.umask(0)  # the most permissive
    try:
        target = EmbeddedStore(tmp_path / "store", shared=False)
        store(awkward(), target)
        inside = list(graph_of(target.folder).rglob("*"))
        assert {stat.S_IMODE(p.stat().st_mode) for p in [*inside, target.folder / "current"] if p.is_file()} == {0o600}
        assert stat.S_IMODE(target.folder.stat().st_mode) == 0o700
        assert "private to this account" in target.describe()

        store(awkward(), EmbeddedStore(target.folder, shared=True))
        inside = list(graph_of(target.folder).rglob("*"))
        assert {stat.S_IMODE(p.stat().st_mode) for p in [*inside, target.folder / "current"] if p.is_file()} == {0o640}
        assert {stat.S_IMODE(p.stat().st_mode) for p in [*inside, target.folder] if p.is_dir()} == {0o750}
        assert "readable by the group " in target.describe()

        store(awkward(), EmbeddedStore(target.folder))  # as it is now
        assert "readable by the group " in target.describe()
    finally:
        os.umask(former)


def test_a_server_is_not_shared_by_a_folders_rights(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with pytest.raises(UsageError, match="--shared"):
        open_store("bolt://127.0.0.1:1", shared=True)


READ = """
import os, sys
from pactgraph import private
from pactgraph.cli.app import main

# Python's own files may be root's alone: what is needed of them is loaded before.
asked = "MATCH (s:State) RETURN count(s) AS n"
sys.argv = ["pactgraph", "query", "-c", asked, "--format", "csv", "--store", sys.argv[1], "-o", os.devnull, sys.argv[2]]
group = int(sys.argv.pop())
try:
    main()
except SystemExit:
    pass
private.clear()
private._made.cache_clear()
os.setgroups([])
os.setgid(group)
os.setuid(65534)
del sys.argv[-2:]
main()
"""


@POSIX
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize(("shared", "group", "answer"), [(True, 0, "n\n3\n"), (True, 65534, ""), (False, 0, "")])
def test_a_colleague_reads_a_shared_store_and_no_other(tmp_path: Path, shared, group, answer):
    within = tmp_path.relative_to(tempfile.gettempdir()).parts
    for depth in range(len(within)):
        Path(tempfile.gettempdir(), *within[: depth + 1]).chmod(0o755)
    store(awkward(), EmbeddedStore(tmp_path / "store", shared=shared))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    temporary.chmod(0o777)
    ended = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "store"), str(group)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env=os.environ | {"TMPDIR": str(temporary), "HOME": str(temporary)},
    )
    assert ended.stdout == answer, ended.stderr
    if not answer:
        assert ended.returncode == 1
        assert "this account may not read it; its owner can share the store" in ended.stderr
    assert list(temporary.glob("pactgraph-*")) == []


@POSIX
def test_nothing_is_written_where_another_could_have_put_a_link(folder: Path, tmp_path: Path):
    """The engine's log once had a fixed name in the temporary folder of all."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    trap = temporary / "pactgraph-engine-log"
    trap.mkdir()
    for name in ("arcadedb.log.0", "logging-file-only.properties"):
        (trap / name).symlink_to(precious)
    ended = run("query", "-c", "RETURN 1 AS one", "--store", folder, TMPDIR=temporary)
    assert ended.returncode == 0, ended.stderr
    assert precious.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in temporary.iterdir()] == [trap.name]


@POSIX
def test_the_private_folder_is_private():
    assert stat.S_IMODE(private_folder().stat().st_mode) == 0o700


def run(*arguments: object, **environment: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pactgraph", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env=os.environ | {name: str(value) for name, value in environment.items()},
    )


# --- other programs: what a query may reach, and who may command the engine


@pytest.mark.parametrize(
    "statement",
    [
        "LOAD CSV FROM 'file://{path}' AS line RETURN line",
        "LOAD CSV WITH HEADERS FROM 'file://{path}' AS line RETURN line",
        "UNWIND ['file://{path}'] AS place LOAD CSV FROM place AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:{port}/x' AS line RETURN line",
        "LOAD CSV FROM 'https://192.0.2.1/x' AS line RETURN line",
    ],
)
@pytest.mark.parametrize("reader", ["reader", "root"])
def test_no_query_reads_files_or_addresses(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement, reader
):
    """Nor would it with all rights: the engine's settings alone forbid it."""
    if reader == "root":
        monkeypatch.setattr(
            engine,
            "_GROUPS",
            json.loads(json.dumps(engine._GROUPS).replace('"access": []', '"access": ["updateSecurity"]')),
        )
    secret = tmp_path / "secret.csv"
    secret.write_text("secret,word\n1,2\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening, EmbeddedStore(folder).open() as graph:
        listening.settimeout(0.2)
        with pytest.raises(QueryError, match="refused: LOAD CSV") as caught:
            graph.run(statement.format(path=secret, port=listening.getsockname()[1]))
        assert "secret,word" not in str(caught.value)
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Ports and passwords with which servers are started."""
    seen: list[tuple[int, str]] = []
    connect = engine.connected

    def listening(uri: str, user: str, password: str, *rest: object):
        seen.append((int(uri.rpartition(":")[2]), password))
        return connect(uri, user, password, *rest)

    monkeypatch.setattr(engine, "connected", listening)
    return seen


def http_ports(bolt: int) -> list[int]:
    """The ports on which this process listens, but for Bolt's."""
    mine = {link for fd in Path("/proc/self/fd").iterdir() if (link := _target(fd)).startswith("socket:")}
    ports = set()
    for table in ("/proc/self/net/tcp", "/proc/self/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            (
                _,
                local,
                _,
                state,
                *_,
            ) = line.split()[:4]
            if state == "0A" and f"socket:[{line.split()[9]}]" in mine:
                ports.add(int(local.rpartition(":")[2], 16))
    return sorted(ports - {bolt})


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="only Linux lists its ports there")
@pytest.mark.parametrize(
    "command",
    ["create database other", "set database setting graph command.timeout 1", "close database graph", "shutdown"],
)
def test_nothing_can_be_commanded_over_http(folder: Path, started, command):
    before = http_ports(0)  # of graphs that other tests have open
    with EmbeddedStore(folder).open() as graph:
        ((bolt, password),) = started
        refused = []
        for port in set(http_ports(bolt)) - set(before):
            for user, word in (("reader", password), ("root", password), ("root", ""), ("root", "root")):
                token = base64.b64encode(f"{user}:{word}".encode()).decode()
                request = urllib.request.Request(
                    f"http://127.0.0.1:{port}/api/v1/server",
                    json.dumps({"command": command}).encode(),
                    {"Content-Type": "application/json", "Authorization": f"Basic {token}"},
                )
                with pytest.raises(urllib.error.HTTPError) as caught:
                    urllib.request.urlopen(request, timeout=5)
                refused.append(caught.value.code)
        assert set(refused) <= {401, 403}
        assert len(refused) >= 4
        assert graph.run("MATCH (s:State) RETURN count(s) AS n").rows == [[3]]
    assert EmbeddedStore(folder).verify()


# --- a machine without the engine


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "the embedded engine is not installed: `pip install 'pactgraph[embedded]'`"),
        ("bolt://127.0.0.1:1", "bolt://127.0.0.1:1: no Neo4j server answers"),
    ],
)
def test_without_the_engine_a_server_does(folder: Path, address, message):
    code = "import sys; sys.modules['arcadedb'] = None; from pactgraph.cli.app import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "query", "-c", "RETURN 1 AS one", "--store", address or str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env=os.environ | {"NEO4J_PASSWORD": "x"},
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"pactgraph: {message}")
    assert ended.stderr.count("\n") == 1


# --- what commands say of it


def test_check_reads_every_file_of_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    few = prepare(["un_system"])
    monkeypatch.setattr("pactgraph.building.prepare", lambda *_, **__: few)  # all the sources are others' business
    monkeypatch.setattr("pactgraph.facts.identities.strangers", lambda *_: [])

    def check() -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["pactgraph", "check", "--store", str(folder)])
        ended = 0
        try:
            main()
        except SystemExit as error:
            ended = int(error.code or 0)
        return ended, capsys.readouterr().err

    code, told = check()
    assert (code, "files of the graph" in told) == (0, True)
    flip(next(graph_of(folder).rglob("State_0.*.bucket")))
    code, told = check()
    assert code == 1
    assert "the store is damaged" in told
    assert "run `pactgraph build` again" in told
