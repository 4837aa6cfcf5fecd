"""Finds the folders people edit (graph, loaders, queries, viz) and the pages they read, in a checkout or a wheel."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Protocol

import yaml
from yaml.constructor import ConstructorError

from pactgraph.characters import UNSEEN, named

_PACKAGE = Path(__file__).resolve().parent


def is_checkout() -> bool:
    """Whether the folders are those of a checkout, whose facts may be edited, and not a wheel's."""
    return not (_PACKAGE / "_content").is_dir()


@cache
def content_folder(name: str) -> Path:
    """
    Return the folder `name` ("graph", "loaders", "queries", "viz" or "docs").

    A wheel carries it below `pactgraph/_content` (hatchling's force-include); a checkout has it beside `src`.

    Raises FileNotFoundError when neither is there, which means a broken installation.
    """
    for candidate in (_PACKAGE / "_content" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of pactgraph; install it again")


def guide(name: str) -> Path:
    """Return the page on how to do something (`docs/how-to`), as messages name it: where it stands on this machine."""
    return content_folder("docs") / "how-to" / f"{name}.md"


_FASTEST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where there is one: the one in Python takes ten times as long, and every command reads some."""
_DEEPEST = 20
"""Levels of lists and keys within each other; no file of ours has ten."""
_PLAIN = {
    "bool": (re.compile("true|false"), "true or false; put a text in quotes"),
    "int": (re.compile("0|-?[1-9][0-9]{0,17}"), "a whole number in plain digits; put a text in quotes"),
    "float": (re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}"), "a number such as 0.5; put a text in quotes"),
    "timestamp": (re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a day such as 2024-05-31"),
}
"""How values of these kinds are written. YAML would read `no` as false, 010 as eight and 1:30 as ninety."""


class _Strict(_FASTEST):  # type: ignore[misc, valid-type] # which of two classes it is shows only here
    """Reads one value for a key, and numbers, days and truth as anybody does."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Return a mapping. Raises ConstructorError for a key that stands twice, of which YAML takes the last."""
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise ConstructorError(None, None, f"the key {key.value} stands twice; keep one", key.start_mark)
                seen.add(key.value)
        found: dict[object, object] = super().construct_mapping(node, deep=deep)
        return found

    def construct_plain(self, node: yaml.ScalarNode) -> object:
        """Return a number, a day, true or false. Raises ConstructorError where it is written otherwise."""
        kind = node.tag.rpartition(":")[2]
        pattern, expected = _PLAIN[kind]
        try:
            if pattern.fullmatch(node.value):
                found: object = getattr(self, f"construct_yaml_{kind}")(node)
                return found
        except ValueError as error:
            expected = f"{expected} ({error})"
        raise ConstructorError(None, None, f"{node.value[:40]!r}; expected {expected}", node.start_mark)

    def construct_text(self, node: yaml.ScalarNode) -> str:
        """Return a text. Raises ConstructorError where an escape in quotes stands for what nobody sees."""
        text = str(self.construct_scalar(node))
        if (unseen := UNSEEN.search(text.replace("\n", " "))) is not None:
            raise ConstructorError(None, None, f"holds {named(unseen[0])}, which nobody sees", node.start_mark)
        return text


_Strict.add_constructor("tag:yaml.org,2002:str", _Strict.construct_text)
for _kind in _PLAIN:
    _Strict.add_constructor(f"tag:yaml.org,2002:{_kind}", _Strict.construct_plain)


def yaml_of(text: str, *, aliases: bool = False) -> object:
    """
    Return what a YAML text says; an alias (`*name`) only where `aliases` allows it: a few can stand for billions.

    Raises yaml.YAMLError, in one line that names line and column.
    """
    try:
        _look(text, aliases=aliases)
        found: object = yaml.load(text, Loader=_Strict)  # noqa: S506 - it is a safe loader
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise yaml.YAMLError(f"line {line}: {named(chr(int(error.character)))} is no character of YAML") from error
    except yaml.MarkedYAMLError as error:
        raise _at(error.problem_mark or error.context_mark, str(error.problem or error.context)) from error
    return found


class _Mark(Protocol):
    """Where something stands; lines and columns from 0."""

    line: int
    column: int


def _at(mark: _Mark | None, problem: str) -> yaml.YAMLError:
    """Return the error that says in one line where the problem is."""
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark is not None else ""
    return yaml.YAMLError(place + " ".join(problem.split()))


def _look(text: str, *, aliases: bool) -> None:
    """Raise YAMLError for what is refused before any of it is read."""
    for number, line in enumerate(text.splitlines(), start=1):
        if (unseen := UNSEEN.search(line.replace("\t", " ").removeprefix("\ufeff"))) is not None:
            raise yaml.YAMLError(f"line {number}: holds {named(unseen[0])}, which nobody sees; take it out")
    depth = 0
    for event in yaml.parse(text, Loader=_FASTEST):
        if isinstance(event, yaml.AliasEvent) and not aliases:
            raise _at(event.start_mark, f"the alias *{event.anchor}; write it out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _at(event.start_mark, f"more than {_DEEPEST} levels of lists and keys within each other")
