"""What is installed at run time is known, and its licences fit."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from dependencies import EXCUSED, PAGE, Dependency, dependencies, licence_of, listed
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def test_the_engine_and_the_grammar_have_an_upper_bound():
    bounded = {
        Requirement(line).name for line in [*PROJECT["dependencies"], *_extra("embedded")] if "<" in line.split(";")[0]
    }
    assert bounded == {"arcadedb", "cypherast"}


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
