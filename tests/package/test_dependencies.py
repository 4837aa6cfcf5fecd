"""What is installed at run time is known, and its licences fit."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib import metadata
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from dependencies import EXCUSED, PAGE, Dependency, dependencies, licence_of, listed
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pactgraph.errors import PactgraphError
from pactgraph.pages.one_file import PYVIS, VIS_NETWORK, vis_network

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_package_is_in_the_list_with_its_licence():
    on_page = listed(PAGE.read_text(encoding="utf-8"))
    found = {one.name: one.licence for one in dependencies()}
    assert {name: on_page.get(name) for name in found} == found, f"write {PAGE.name} anew: python {__file__}"
    assert len(found) > 30


def test_every_licence_fits_or_says_why_it_is_there():
    assert {one.name for one in dependencies() if not one.fits} <= EXCUSED.keys()


def test_what_the_project_asks_for_is_in_the_list():
    asked = [*PROJECT["dependencies"], *(line for name in ("embedded", "parquet", "refresh") for line in _extra(name))]
    names = {canonicalize_name(Requirement(line).name) for line in asked}
    assert names <= listed(PAGE.read_text(encoding="utf-8")).keys()


def test_what_tests_use_is_fixed_with_hashes():
    """Every requirement of the project and of its developers, in a version that it allows, from no address."""
    text = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
    fixed: dict[str, list[str]] = defaultdict(list)  # some have other versions for other Pythons
    for name, version in _FIXED.findall(text):
        fixed[canonicalize_name(name)].append(version)
    asked = [Requirement(line) for line in (*PROJECT["dependencies"], *_extra("dev"), *_extra("embedded"))]
    wanting = [
        str(one)
        for one in asked
        if canonicalize_name(one.name) != "pactgraph"
        and not all(
            one.specifier.contains(version, prereleases=True) for version in fixed.get(canonicalize_name(one.name), "0")
        )
    ]
    assert not wanting, "run `make lock`"
    entries = re.split(r"\n(?=[a-z])", text)[1:]
    assert len(entries) == sum(map(len, fixed.values())) > 100
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|\bfile:|--(?:extra-)?index|--find-links", text)


_FIXED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def test_the_engine_the_grammar_and_the_pages_library_have_an_upper_bound():
    bounded = {
        asked.name
        for asked in map(Requirement, [*PROJECT["dependencies"], *_extra("embedded")])
        if {one.operator for one in asked.specifier} & {"<", "=="}
    }
    assert bounded == {"arcadedb", "cypherast", "pyvis"}


@pytest.mark.parametrize(
    ("system", "machine", "python", "plain", "embedded"),
    [
        ("linux", "x86_64", "3.11", True, True),
        ("linux", "x86_64", "3.16", False, False),
        ("linux", "aarch64", "3.14", False, True),  # Alpine on ARM has no wheel, and no marker tells it apart
        ("linux", "riscv64", "3.12", False, False),
        ("darwin", "arm64", "3.12", True, True),
        ("win32", "ARM64", "3.12", True, True),
    ],
)
def test_the_drivers_extension_is_asked_for_where_it_has_wheels(system, machine, python, plain, embedded):
    there = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": python,
        "platform_python_implementation": "CPython",
    }

    def asks(lines: list[str]) -> bool:
        found = [one for one in map(Requirement, lines) if one.name == "neo4j-rust-ext"]
        return any(one.marker is not None and one.marker.evaluate(there) for one in found)

    assert asks(PROJECT["dependencies"]) is plain
    assert asks([*PROJECT["dependencies"], *_extra("embedded")]) is embedded


def test_pages_ask_for_the_pyvis_they_are_written_for():
    (asked,) = (line for line in PROJECT["dependencies"] if line.startswith("pyvis"))
    assert asked == f"pyvis=={PYVIS}"
    for page in ("THIRD_PARTY.md", "atlas/about.html"):
        text = (ROOT / "viz" / page).read_text(encoding="utf-8")
        assert f"vis-network {VIS_NETWORK}" in text
        assert f"pyvis {PYVIS}" in text
    assert len(vis_network()) > 100_000


@pytest.mark.parametrize("carried", [None, "vis-9.1.1", "vis-9.2.0"])
def test_another_pyvis_is_told_with_what_to_install(carried: str | None, tmp_path: Path, monkeypatch):
    if carried is not None:
        (tmp_path / "lib" / carried).mkdir(parents=True)
        (tmp_path / "lib" / carried / "vis-network.min.js").write_text("", encoding="utf-8")
    spec = None if carried is None else ModuleSpec("pyvis", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: spec)
    with pytest.raises(PactgraphError) as told:
        vis_network.__wrapped__()
    assert str(told.value) == (
        "the installed pyvis carries no vis-network 9.1.2; pip install --force-reinstall pyvis==0.3.2"
    )


def _extra(name: str) -> list[str]:
    return list(PROJECT["optional-dependencies"][name])


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("GPL-3.0-or-later OR MIT", True),
        ("(GPL-2.0-only OR BSD-3-Clause) AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-or-later", False),
        ("LGPL-3.0-only", False),
        ("Proprietary", False),
        ("not said", False),
        ("", False),
    ],
)
def test_what_fits(licence: str, fits: bool):
    assert Dependency("x", licence, ()).fits == fits


class Said(metadata.Distribution):
    """A package that says `text` of itself."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read_text(self, filename: str) -> str | None:
        return f"Metadata-Version: 2.1\nName: x\nVersion: 1\n{self.text}" if filename == "METADATA" else None

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("License-Expression: Apache-2.0 AND MIT\n", "Apache-2.0 AND MIT"),
        ("Classifier: License :: OSI Approved :: MIT License\n", "MIT"),
        ("License: Copyright (c) Somebody.\nClassifier: License :: OSI Approved :: BSD License\n", "BSD"),
        ("License: Apache 2.0\n", "Apache-2.0"),
        ("License: AGPL-3.0-or-later\n", "AGPL-3.0-or-later"),
        (
            "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)\n",
            "GNU General Public License v3 (GPLv3)",
        ),
        ("License: UNKNOWN\n", "UNKNOWN"),
        ("", "not said"),
    ],
)
def test_what_a_package_says_of_itself(said: str, licence: str):
    assert licence_of(Said(said)) == licence
