"""
The reference page of all commands, from what the commands declare: docs/reference/commands.md.

Renewed by `python tests/docs/commands_page.py > docs/reference/commands.md`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from pactgraph.cli.app import command_line

APP = command_line()

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
WORDS = {bool: "", str: "TEXT", int: "NUMBER", float: "NUMBER", Path: "PATH"}
BESIDE = {"gaps": "The kinds: [kinds of gap](schema.md#kinds-of-gap)."}
"""What the help of a command says below its options."""
HEAD = """# Commands

Generated from the commands by `python tests/docs/commands_page.py > docs/reference/commands.md`. Do not edit.

`pactgraph COMMAND --help` says the same. Exit codes: 0 fine, 1 the data or the question is wrong, 2 wrong usage; 130
and 143 where it was stopped. What is written in brackets may be left out."""


def page() -> str:
    """Return the page."""
    commands = {(info.name or callback.__name__): callback for info, callback in declared()}
    lines = [HEAD, "", ", ".join(f"[{name}](#{name})" for name in commands)]
    assert APP.registered_callback is not None
    assert APP.registered_callback.callback is not None
    lines += ["", "## Before any command", "", *table(APP.registered_callback.callback)]
    for name, callback in commands.items():
        arguments = [shown for _, shown, _ in parameters(callback, ArgumentInfo)]
        lines += ["", f"## {name}", "", f"`{' '.join(['pactgraph', name, '[OPTIONS]', *arguments])}`", ""]
        lines += [inspect.cleandoc(callback.__doc__ or ""), "", *table(callback)]
        lines += ["", BESIDE[name]] if name in BESIDE else []
    return "\n".join([*lines, ""])


def declared() -> Iterator[tuple[Any, Callable[..., Any]]]:
    for info in APP.registered_commands:
        assert info.callback is not None
        yield info, info.callback


def table(callback: Callable[..., Any]) -> list[str]:
    """Return a row for each argument and option: how it is written, what it does, what stands where it is left out."""
    rows = [
        f"| `{shown}` | {help_.replace('|', chr(92) + '|')} | {default} |"
        for kind in (ArgumentInfo, OptionInfo)
        for default, shown, help_ in parameters(callback, kind)
    ]
    return ["| argument or option | what it does | default |", "|---|---|---|", *rows]


def parameters(callback: Callable[..., Any], kind: type) -> Iterator[tuple[str, str, str]]:
    """Return default, form and help of each parameter of a kind."""
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        type_, info = get_args(hints[name])[:2]
        if not isinstance(info, kind):
            continue
        type_, many = plain(type_)
        needed = parameter.default in (inspect.Parameter.empty, ...)
        default = "needed" if needed else value(parameter.default)
        if kind is ArgumentInfo:
            word = (info.metavar or name.rstrip("_").upper()).strip("[].")
            shown = f"{word}{'...' if many else ''}"
            yield default, shown if needed else f"[{shown}]", info.help or ""
        else:
            # What stands first in typer.Option is kept as its default.
            names = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
            names = names or [f"--{name.replace('_', '-')}"]
            word = info.metavar or WORDS[type_]
            yield default, f"{', '.join(names)} {word}".strip(), info.help or ""


def plain(type_: Any) -> tuple[type, bool]:
    """Return a type without None and list, and whether there may be many."""
    if get_origin(type_) in (Union, UnionType):
        (type_,) = (one for one in get_args(type_) if one is not NoneType)
    if get_origin(type_) is list:
        return get_args(type_)[0], True
    return type_, False


def value(default: object) -> str:
    return "" if default is None or default is False or default == "" else f"`{default}`"


if __name__ == "__main__":
    sys.stdout.write(page())
