"""What makes the command line pleasant: its version, its doctor, what is said of an option that cannot be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactgraph import __version__
from pactgraph.catalogue import catalogue
from pactgraph.cli.app import command_line
from pactgraph.errors import UsageError
from pactgraph.stores.embedded import EmbeddedStore

APP = command_line()

RUNNER = CliRunner()


def said(*arguments: str) -> str:
    ended = RUNNER.invoke(APP, list(arguments), catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_the_version_and_completion_are_there():
    assert said("--version") == f"{__version__}\n"
    assert "--install-completion" in said("--help")


def test_the_doctor_says_what_is_there(bundled: EmbeddedStore):
    lines = said("doctor", "--store", str(bundled)).splitlines()
    assert all(line.startswith(("ok ", "note ")) for line in lines)
    text = "\n".join(lines)
    assert all(word in text for word in (__version__, "each as it was built", "206 States", "the folder"))
    assert "other facts" not in text


def test_the_doctor_says_what_is_wrong(bundled: EmbeddedStore, tmp_path: Path):
    ended = RUNNER.invoke(APP, ["doctor", "--store", str(tmp_path / "none")])
    assert ended.exit_code == 1
    assert "wrong" in ended.stdout
    assert "run `pactgraph build` first" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "not-party", "-p", "treaty=UNTOC", "-p", "treaty=TIP_PROTOCOL"], "treaty is given twice"),
        (["query", "not-party", "-p", "treaty"], "expected KEY=VALUE"),
        (["queries", "not-party", "-p", "treaty=UNTOC"], "goes with NAME and --browser"),
        (["queries", "--browser", "-p", "treaty=UNTOC"], "goes with NAME and --browser"),
        (["queries", "--browser"], "give NAME to print it, or -o FILE.zip"),
        (["queries", "--browser", "-o", "all.cypher"], "give NAME to print it, or -o FILE.zip"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str):
    with pytest.raises(UsageError, match=message):
        RUNNER.invoke(APP, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("store", "database", "message"),
    [
        ("localhost:7687", "", "bolt://localhost:7687"),
        ("127.0.0.1:7687", "", "bolt://127.0.0.1:7687"),
        ("bolt://localhost:1", "system", "NEO4J_DATABASE=system"),
        ("bolt://localhost:1", "System", "holds no graph"),
    ],
)
def test_an_address_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, store: str, database: str, message: str):
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    monkeypatch.setenv("NEO4J_DATABASE", database)
    with pytest.raises(UsageError, match=message):
        RUNNER.invoke(APP, ["query", "-c", "RETURN 1", "--store", store], catch_exceptions=False)


def test_columns_are_chosen_in_their_order(bundled: EmbeddedStore):
    asked = ["query", "not-party", "-p", "treaty=TIP_PROTOCOL", "--store", str(bundled), "--format", "csv"]
    whole = [line.split(",") for line in said(*asked).splitlines()]
    some = [line.split(",") for line in said(*asked, "--columns", "answer, id").splitlines()]
    at = [whole[0].index(name) for name in ("answer", "id")]
    assert some[:1] == [["answer", "id"]]
    assert [row[1] for row in some] == [row[at[1]] for row in whole]
    with pytest.raises(UsageError, match=r"--columns nam: no such column.*name"):
        RUNNER.invoke(APP, [*asked, "--columns", "nam"], catch_exceptions=False)


def test_the_list_of_queries_goes_to_a_file(tmp_path: Path):
    said("queries", "-o", str(tmp_path / "list.txt"))
    assert len((tmp_path / "list.txt").read_text(encoding="utf-8").splitlines()) == len(catalogue())


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_what_is_pasted_into_browser_has_every_value(bundled: EmbeddedStore, name: str):
    store, front = ["--store", str(bundled)], catalogue()[name].front
    given = {"body": "ASEAN", "entity": "UNODC", "paragraph": "27", "state": "KHM", "treaty": "TIP_PROTOCOL"}
    given |= {"one": "27", "other": "28" if "one" in front.parameters else "THA"}
    needed = [key for key, one in front.parameters.items() if one.default is None and key != "as_of"]
    text = said("queries", name, "--browser", *store, *(f"-p{key}={given[key]}" for key in needed))
    lines = [line for line in text.splitlines() if line.startswith(":param ")]
    assert len(lines) == len(front.parameters)
    assert "YYYY" not in text
    if "as_of" in front.parameters and front.parameters["as_of"].default is None:
        assert f":param as_of => '{bundled.ledger().as_of}';" in lines


def test_the_whole_catalogue_is_one_file_of_saved_queries(bundled: EmbeddedStore, tmp_path: Path):
    files = [tmp_path / name for name in ("one.zip", "other.zip")]
    for file in files:
        said("queries", "--browser", "-o", str(file), "--store", str(bundled))
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert set(texts) == {f"{query.theme}/{query.name}.cypher" for query in catalogue().values()}
    for query in catalogue().values():
        first, rest = texts[f"{query.theme}/{query.name}.cypher"].split("\n", 1)
        assert first == f"// {query.front.title}"
        assert rest.count(":param ") == len(query.front.parameters)
        assert rest.endswith(query.cypher + "\n")
