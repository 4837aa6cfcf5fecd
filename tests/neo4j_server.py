"""
A real Neo4j Community server on loopback, started from Maven artifacts. Tests and benchmarks only; nothing of it ships.

Two versions: the long-term one (Java 17 or 21) and the newest calendar one (Java 21 or newer).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

LONG_TERM, CALENDAR = "5.26.30", "2026.08.1"
VERSIONS = (LONG_TERM, CALENDAR)
EMBEDDED = "embedded"
GIVEN = "NEO4J_URI"
SERVERS = (GIVEN,) if GIVEN in os.environ else VERSIONS
"""Neo4j servers to test with: the one the environment names, or one of each version, started here."""
POM = Path(__file__).parent / "neo4j" / "pom.xml"
ACCESS = [
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "-XX:+UseSerialGC",
]
BRIEF = ("-XX:TieredStopAtLevel=1",)
"""Java compiles once and lightly: a server of a few minutes takes a third less processor time."""
START_SECONDS = 240


class MissingServerError(Exception):
    """Java or Maven is not there, or Maven could not fetch the server."""


def java_for(version: str) -> Path:
    """Return a Java that runs `version`. Raises MissingServerError."""
    long_term = version.startswith("5.")
    candidates = [*sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]
    if "JAVA_HOME" in os.environ:
        candidates.insert(0, Path(os.environ["JAVA_HOME"]) / "bin" / "java")
    if (found := shutil.which("java")) is not None:
        candidates.append(Path(found))
    for candidate in candidates:
        if not os.access(candidate, os.X_OK):
            continue
        text = subprocess.run([candidate, "-version"], capture_output=True, text=True, check=False).stderr
        major = int(m[1]) if (m := re.search(r'version "(\d+)', text)) else 0
        if major in (17, 21) if long_term else major >= 21:
            return candidate
    raise MissingServerError(f"no Java for Neo4j {version}: it needs {'17 or 21' if long_term else '21 or newer'}")


def jars_of(version: str) -> Path:
    """Return the folder with the server's jars, fetched by Maven the first time. Raises MissingServerError."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pactgraph-tests" / "neo4j"
    done = cache / version
    if (done / f"neo4j-server-{version}.jar").exists():
        return done
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingServerError(f"no Maven to fetch Neo4j {version} with")
    cache.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f"{version}-", dir=cache))
    command = [maven, "-B", "-ntp", "-q", "-f", POM, "dependency:copy-dependencies", "-DincludeScope=runtime"]
    ended = subprocess.run(
        [*command, f"-Dneo4j.version={version}", f"-DoutputDirectory={part}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if ended.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise MissingServerError(f"Maven could not fetch Neo4j {version}: {ended.stdout[-500:]}")
    try:
        part.rename(done)  # A half copy is never used.
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
    return done


def _end_with_the_tests() -> None:
    with contextlib.suppress(Exception):
        ctypes.CDLL("libc.so.6").prctl(1, signal.SIGTERM)


@dataclass
class Server:
    """A server with a home folder of its own; user `neo4j`, database `neo4j`."""

    version: str
    home: Path
    java: Path
    jars: Path
    port: int
    password: str = field(repr=False)
    heap: str = "640m"
    compiler: tuple[str, ...] = BRIEF
    process: subprocess.Popen[bytes] | None = None
    settings: tuple[str, ...] = ()
    """Settings beyond the usual, of the last start."""

    @property
    def address(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    def driver(self) -> neo4j.Driver:
        """Return a driver of the tests' own."""
        return neo4j.GraphDatabase.driver(self.address, auth=("neo4j", self.password))

    def _configure(self) -> None:
        long_term = self.version.startswith("5.")
        quiet = "internal.dbms.bolt.netty_server_shutdown_quiet_period"
        lines = [
            "server.default_listen_address=127.0.0.1",
            "server.bolt.enabled=true",
            f"server.bolt.listen_address=127.0.0.1:{self.port}",
            f"server.bolt.advertised_address=127.0.0.1:{self.port}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            "dbms.security.auth_enabled=true",
            # It would report to its makers, and the newer one look for others on the network.
            "dbms.usage_report.enabled=false",
            *([] if long_term else ["server.fleet_discovery.enabled=false", "dbms.fleet_manager.enabled=false"]),
            f"{quiet}=0" if long_term else f"{quiet}_duration=0s",
            "server.memory.pagecache.size=64m",
            "db.tx_log.preallocate=false",
            *self.settings,
            "",
        ]
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines), encoding="utf-8", newline="\n")

    def admin_command(self) -> list[str]:
        """Return how neo4j-admin is called; it wants `environment()`."""
        return [str(self.java), f"-Xmx{self.heap}", *BRIEF, *ACCESS, "-cp", f"{self.jars}/*", "org.neo4j.cli.AdminTool"]

    def environment(self) -> dict[str, str]:
        """Return the environment that tells neo4j-admin where the server is."""
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def admin(self, *arguments: str) -> str:
        """Run neo4j-admin and return its output; most commands want the server stopped."""
        ended = subprocess.run(
            [*self.admin_command(), *arguments],
            env=self.environment(),
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if ended.returncode:
            raise AssertionError(f"neo4j-admin {' '.join(arguments[:3])}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
        return ended.stdout

    def start(self, *settings: str) -> None:
        """Start with further `settings` and wait for the first answer; one that runs so already is left alone."""
        if self.process is not None and self.process.poll() is None:
            if self.settings == settings:
                return
            self.stop()
        self.settings = settings
        self._configure()
        with zipfile.ZipFile(self.jars / f"neo4j-{self.version}.jar") as jar:
            services = jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode()
        with (self.home / "logs" / "console.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(
                        self.java,
                        f"-Xmx{self.heap}",
                        *self.compiler,
                        *ACCESS,
                        "-cp",
                        f"{self.jars}/*",
                        services.split()[0],
                    ),
                    *(f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                cwd=self.home,
                preexec_fn=_end_with_the_tests if sys.platform == "linux" else None,  # noqa: PLW1509
            )
        began = time.monotonic()
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > START_SECONDS:
                text = (self.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
                self.stop()
                raise AssertionError(f"Neo4j {self.version} did not start:\n{text[-3000:]}")
            time.sleep(0.1)

    def stop(self, *, kill: bool = False) -> None:
        """Stop it; `kill`: as a power cut would."""
        if self.process is None or self.process.poll() is not None:
            return
        (self.process.kill if kill else self.process.terminate)()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(30)

    def empty(self) -> None:
        """Remove all data; constraints stay, and making them once a session is enough."""
        with self.driver() as driver, driver.session(database="neo4j") as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            with self.driver() as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except (OSError, DriverError, Neo4jError):
            return False
        return True


@contextmanager
def running(version: str, *, brief: bool = True) -> Iterator[Server]:
    """
    Yield a server with an empty database in a temporary folder, on an ephemeral loopback port.

    Its speed is that of a server in use where it is not `brief`.

    Raises MissingServerError when Java or the jars cannot be had.
    """
    java, jars = java_for(version), jars_of(version)
    with tempfile.TemporaryDirectory(prefix="pactgraph-neo4j-", ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        for name in ("conf", "data", "logs", "import", "plugins", "run"):
            (home / name).mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # Hexadecimal: neo4j-admin takes a leading hyphen for an option.
        server = Server(version, home, java, jars, port, secrets.token_hex(12))
        server.compiler = BRIEF if brief else ()
        server._configure()
        server.admin("dbms", "set-initial-password", server.password)
        try:
            server.start()
            yield server
        finally:
            server.stop()
