"""The bulk path, through the real neo4j-admin."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j_server import CALENDAR, GIVEN, LONG_TERM, Server
from synthetic import awkward, content, said

from pactgraph.building import Build, prepare, store
from pactgraph.errors import StoreError
from pactgraph.export.neo4j_admin import write_bulk
from pactgraph.facts.schema import bundled_schema
from pactgraph.stores.neo4j import Neo4jStore

IMPORTS = [(LONG_TERM, awkward), (CALENDAR, prepare)]


@pytest.mark.skipif(GIVEN in os.environ, reason=f"{GIVEN} is set: this needs servers of its own")
@pytest.mark.parametrize(("version", "make"), IMPORTS, ids=[v for v, _ in IMPORTS])
def test_the_real_importer_makes_the_same_graph(
    server_of: Callable[[str], Server], tmp_path: Path, version: str, make: Callable[[], Build]
):
    build = make()
    write_bulk(tmp_path / "bulk", build.graph, build.ledger, bundled_schema())
    server = server_of(version)
    server.stop()
    admin = tmp_path / "neo4j-admin"
    admin.write_text(f'#!/bin/sh\nexec {shlex.join(server.admin_command())} "$@"\n', encoding="utf-8")
    admin.chmod(0o755)
    ended = subprocess.run(
        [tmp_path / "bulk" / "import.sh"],
        env={**server.environment(), "NEO4J_ADMIN": str(admin)},
        cwd=server.home,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]
    server.start()
    with server.driver() as driver, driver.session(database="neo4j") as session:
        for statement in (tmp_path / "bulk" / "finish.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            session.run(statement).consume()
    target = Neo4jStore(server.address, "neo4j", server.password, "neo4j")
    assert target.ledger() == build.ledger
    assert content(target) == said(build.graph)
    store(build, target)  # A build over Bolt carries on from it.
    assert content(target) == said(build.graph)


def test_the_same_graph_is_the_same_files_and_nothing_is_mixed_into_a_folder(tmp_path: Path):
    for name in ("one", "other"):
        build = awkward()
        write_bulk(tmp_path / name, build.graph, build.ledger, bundled_schema())
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other
    assert b"\r" not in b"".join(one.values())
    with pytest.raises(StoreError, match="not empty"):
        write_bulk(tmp_path / "one", build.graph, build.ledger, bundled_schema())
