"""The container files, as far as they can be checked without a daemon; their steps run in a clean environment."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from needs import needed
from neo4j import GraphDatabase
from neo4j_server import EMBEDDED, SERVERS

from pactgraph.building import prepare
from pactgraph.stores.base import Store
from pactgraph.stores.neo4j import Neo4jStore

CHECKOUT = Path(__file__).parents[2]
DOCKER = CHECKOUT / "docker"
PREFIX = "/opt/pactgraph"


def compose(*arguments: str, password: str | None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    if password is not None:
        environment["NEO4J_PASSWORD"] = password
    command = [needed("docker-compose"), "-f", str(DOCKER / "compose.yaml"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


def test_compose_is_valid_and_has_no_password_of_its_own():
    ended = compose("config", password="chosen-by-the-test")
    assert ended.returncode == 0, ended.stderr
    services = yaml.safe_load(ended.stdout)["services"]
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/chosen-by-the-test"
    assert services["loader"]["environment"]["NEO4J_PASSWORD"] == "chosen-by-the-test"
    for missing in (None, ""):
        refused = compose("config", "-q", password=missing)
        assert refused.returncode != 0
        assert "choose one in docker/.env" in refused.stderr
    assert re.search(r"^NEO4J_PASSWORD=$", (DOCKER / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def test_compose_pins_its_image_and_listens_on_this_machine_only():
    services = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert re.fullmatch(r"neo4j:[\d.]+-community", services["neo4j"]["image"])
    assert all(port.startswith("127.0.0.1:") for port in services["neo4j"]["ports"])
    assert services["loader"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_hadolint_finds_nothing():
    command = [needed("hadolint"), str(DOCKER / "Dockerfile")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (0, "")


def instructions() -> list[tuple[str, str]]:
    text = (DOCKER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


@pytest.mark.parametrize("kind", SERVERS[:1])
def test_the_steps_build_a_command_that_loads_the_server_and_ends(
    empty_store: Callable[[str], Store], tmp_path: Path, kind: str
):
    target = empty_store(kind)
    assert isinstance(target, Neo4jStore)
    assert kind != EMBEDDED
    source, prefix = tmp_path / "src", tmp_path / "opt"
    source.mkdir()
    base = [str(Path(sys.executable).resolve().parent), "/usr/bin", "/bin"]
    clean = {"PATH": os.pathsep.join(base), "HOME": str(tmp_path)}
    clean |= {name: os.environ[name] for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE") if name in os.environ}
    stages = 0
    for word, rest in instructions():
        if word == "FROM":
            stages += 1
        elif word == "COPY" and stages == 1:
            *names, end = rest.split()
            for name in names:
                path = CHECKOUT / name
                if path.is_dir():
                    shutil.copytree(path, source / end, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
                else:
                    shutil.copy(path, source)
        elif word == "RUN":
            step = rest.replace(PREFIX, str(prefix))
            ended = subprocess.run(
                step, shell=True, cwd=source, env=clean, capture_output=True, text=True, check=False, timeout=600
            )
            assert ended.returncode == 0, ended.stdout + ended.stderr
        elif word == "USER":
            assert not rest.startswith(("0", "root"))
    assert stages == 2
    written = dict(instructions())
    assert written["ENTRYPOINT"] == '["pactgraph"]'
    loader = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))["services"]["loader"]
    command = [target.address if part.startswith("bolt://") else part for part in loader["command"]]
    shutil.rmtree(source)  # What runs must need nothing of the source.
    ended = subprocess.run(
        [prefix / "bin" / "pactgraph", *command],
        cwd=tmp_path,
        env=clean | {**loader["environment"], "NEO4J_PASSWORD": target.password, "NEO4J_DATABASE": "neo4j"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    with GraphDatabase.driver(target.address, auth=(target.user, target.password)) as driver:
        found = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n", database_=target.database).records
    assert found[0]["n"] == len(prepare().graph.relationships)


def test_every_instruction_is_one_this_test_knows():
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in instructions()} <= known
    assert not any("NEO4J" in rest or "PASSWORD" in rest for _, rest in instructions())
    assert all(shlex.split(rest) for _, rest in instructions())
