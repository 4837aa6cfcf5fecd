"""Finds the folders people edit (graph, loaders, queries, viz), in a checkout or in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_PACKAGE = Path(__file__).resolve().parent


def is_checkout() -> bool:
    """Whether the folders are those of a checkout, whose facts may be edited, and not a wheel's."""
    return not (_PACKAGE / "_content").is_dir()


@cache
def content_folder(name: str) -> Path:
    """
    Return the folder `name` ("graph", "loaders", "queries" or "viz").

    A wheel carries it below `pactgraph/_content` (hatchling's force-include); a checkout has it beside `src`.

    Raises FileNotFoundError when neither is there, which means a broken installation.
    """
    for candidate in (_PACKAGE / "_content" / name, _PACKAGE.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of pactgraph; install it again")


def yaml_of(text: str) -> object:
    """
    Return what a YAML text says. Raises yaml.YAMLError.

    With the loader in C where there is one: the one in Python takes ten times as long, and every command reads some.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: object = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    return found
