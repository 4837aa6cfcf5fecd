"""
The reference page of Python's interface, from signatures and docstrings: docs/reference/python.md.

Renewed by `python tests/docs/python_page.py > docs/reference/python.md`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType

from pactgraph import errors
from pactgraph.analysis.as_at import AsAt
from pactgraph.graph import Graph, build, open_graph
from pactgraph.pages.brief import Page
from pactgraph.pages.page import HtmlPage
from pactgraph.rows import Rows

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "python.md"
CLASSES: dict[type, tuple[str, tuple[str, ...]]] = {
    Graph: ("What `open_graph` and `build` return.", ()),
    AsAt: (
        "What `Graph.at` returns. Its tables are those of the commands of the same names; the rest serves analysis.",
        ("gaps", "standing", "ties", "clusters", "plan", "what_if", "basis", "ask", "unlinked", "timeline"),
    ),
    Rows: ("What `query`, `cypher` and the tables of a day return.", ()),
    HtmlPage: ("What `picture` and `atlas` return.", ("title", "html", "save")),
    Page: ("What `Graph.brief` returns.", ("html", "markdown", "save")),
}
"""Classes, where they come from, and what of them is meant to be used; all that is public where nothing is said."""
INSIDE = {"answer", "recorded", "of"}
"""What commands and pages use."""
ERRORS = (errors.PactgraphError, errors.FactsError, errors.StoreError, errors.UsageError, errors.QueryError)
HEAD = """# Python

Generated from signatures and docstrings by `python tests/docs/python_page.py > docs/reference/python.md`. Do not edit.

```python
import pactgraph

with pactgraph.open_graph() as graph:
    rows = graph.query("not-party", treaty="TIP_PROTOCOL", region="Africa")
    gaps = graph.at("2014-06-09").gaps("border", state="Thailand")
```

Days are texts (`"2014-06-09"`, `"today"`) or dates; a State is named by id or name. How to go on from there:
[ask it in Python](../how-to/python.md). The package is typed (`py.typed`)."""


def page() -> str:
    """Return the page."""
    lines = [HEAD]
    for function in (open_graph, build):
        lines += ["", f"## pactgraph.{function.__name__}", "", *described(function)]
    for class_, (returned, chosen) in CLASSES.items():
        lines += ["", f"## {class_.__name__}", "", f"`{class_.__module__}.{class_.__name__}`. {returned}"]
        lines += ["", inspect.cleandoc(class_.__doc__ or "")]
        for name, member in members(class_, chosen):
            lines += ["", f"### {class_.__name__}.{name}", "", *described(member, name)]
    lines += ["", "## Errors", "", "In `pactgraph.errors`. The message says in one line what to mend."]
    for error in ERRORS:
        base = error.__mro__[1].__name__
        lines += ["", f"### {error.__name__}", "", f"A kind of `{base}`. {inspect.cleandoc(error.__doc__ or '')}"]
    return "\n".join([*lines, ""])


def members(class_: type, chosen: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """Return methods, properties and fields, in the order of the source."""
    annotated = inspect.get_annotations(class_)
    for name in chosen or [name for name in vars(class_) if not name.startswith("_") and name not in INSIDE]:
        found = vars(class_).get(name)
        if isinstance(found, FunctionType | property | cached_property):
            yield name, found
        elif name in annotated:
            yield name, annotated[name]
        else:
            assert not chosen, f"{class_.__name__} has no {name}"


def described(member: object, name: str = "") -> list[str]:
    """Return signature or type, and the docstring."""
    if isinstance(member, str):
        return ["```python", f"{name}: {member}", "```"]
    if isinstance(member, property | cached_property):
        function = member.fget if isinstance(member, property) else member.func
        assert function is not None
        head = f"{name}: {inspect.get_annotations(function)['return']}"
    else:
        assert isinstance(member, FunctionType)
        function, head = member, signature(member)
    text = inspect.cleandoc(function.__doc__ or "")
    assert text, f"{name} says nothing of itself"
    return ["```python", head, "```", "", text]


def signature(function: FunctionType) -> str:
    """Return a signature as it is written, a parameter a line where it is long."""
    parts, named = [], False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not named:
            parts, named = [*parts, "*"], True
        star = {parameter.VAR_KEYWORD: "**", parameter.VAR_POSITIONAL: "*"}.get(parameter.kind, "")
        default = parameter.default
        shown = default.__name__ if isinstance(default, FunctionType) else repr(default)
        given = "" if default is parameter.empty else f" = {shown}"
        parts.append(f"{star}{parameter.name}: {parameter.annotation}{given}")
    result = function.__annotations__["return"]
    line = f"{function.__name__}({', '.join(parts)}) -> {result}"
    if len(line) <= 100:
        return line
    return "\n".join([f"{function.__name__}(", *(f"    {part}," for part in parts), f") -> {result}"])


if __name__ == "__main__":
    sys.stdout.write(page())
