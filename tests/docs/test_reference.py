"""The generated pages of commands and of Python are current, and say what the parser and the package say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import commands_page
import pytest
import python_page
import typer

import pactgraph
from pactgraph import errors
from pactgraph.cli.app import command_line

APP = command_line()

COMMANDS: dict[str, Any] = typer.main.get_command(APP).commands  # type: ignore[attr-defined]
SECTIONS = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", commands_page.page(), re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("script", [commands_page, python_page], ids=["commands", "python"])
def test_the_page_is_current(script: Any):
    page: Path = script.PAGE
    assert page.read_text(encoding="utf-8") == script.page(), f"python tests/docs/{script.__name__}.py > {page}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_has_the_options_that_the_parser_takes(name: str):
    shown = re.findall(r"^\| `(-[^`]+)` \|", SECTIONS[name], re.MULTILINE)
    on_page = {option for line in shown for option in re.findall(r"(?<!\S)--?[\w-]+", line)}
    taken = {option for one in COMMANDS[name].params for option in one.opts if option.startswith("-")}
    assert on_page == taken - {"--help"}
    arguments = [one for one in COMMANDS[name].params if not any(option.startswith("-") for option in one.opts)]
    assert len(re.findall(r"^\| `\[?[A-Z]", SECTIONS[name], re.MULTILINE)) == len(arguments)
    for one in COMMANDS[name].params:
        assert not one.help or one.name == "help" or one.help.replace("|", "\\|") in SECTIONS[name]


def test_the_page_has_what_the_package_offers():
    text = python_page.page()
    assert all(f"## pactgraph.{name}\n" in text for name in pactgraph.__all__ if not name.startswith("__"))
    defined = [
        name for name, found in vars(errors).items() if isinstance(found, type) and found.__module__ == errors.__name__
    ]
    assert len(defined) == 5
    assert all(f"### {name}\n" in text for name in defined)
