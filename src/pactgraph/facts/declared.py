"""
What a YAML file declares, as a dataclass.

Files are looked at, every key and value, when they are somebody's own, when a graph is built and by `pactgraph check`.
What ships with pactgraph was looked at then: reading it again looks no more, for a tenth of a command's time goes into
loading what looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Protocol, TypeVar, cast, get_args, get_origin, get_type_hints

Declaration = TypeVar("Declaration")

STRICT: Mapping[str, object] = {"extra": "forbid"}
"""What a declaration's class has as its `__pydantic_config__`: a key that it does not know is a fault."""


class Reading(Protocol):
    """`checked` or `trusted`."""

    def __call__(self, kind: type[Declaration], data: object) -> Declaration:
        """Return `data` as a `kind`. Raises ValueError where it is none."""


def checked(kind: type[Declaration], data: object) -> Declaration:
    """
    Return `data` as a `kind`, a dataclass.

    Raises ValueError that names the first key that is missing, unknown or of another type, and what was expected.
    """
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - see above

    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(map(str, fault["loc"]))
        raise ValueError(f"{key}: {fault['msg']}" if key else fault["msg"]) from error


def trusted(kind: type[Declaration], data: object) -> Declaration:
    """Return `data`, of which it is known that `checked` takes it, as the same `kind`. Raises ValueError as it does."""
    made: Any = kind
    try:
        return cast("Declaration", _made(made)(data))
    except (AttributeError, KeyError, TypeError):  # somebody has changed the file since
        return checked(kind, data)


@cache
def _made(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a type of what YAML has for it."""
    if isinstance(kind, UnionType):
        others = [_made(one) for one in get_args(kind) if one is not NoneType]
        return _as_it_is if len(others) > 1 else lambda value: None if value is None else others[0](value)
    if get_origin(kind) is tuple:
        return tuple
    if get_origin(kind) is dict:
        inner = _made(get_args(kind)[1])
        return lambda value: {key: inner(one) for key, one in value.items()}
    make: Any = kind
    if not is_dataclass(kind):
        return _as_it_is
    parts = {name: _made(hint) for name, hint in get_type_hints(kind).items()}
    return lambda value: make(**{key: parts[key](one) for key, one in value.items()})


def _as_it_is(value: Any) -> Any:
    return value
