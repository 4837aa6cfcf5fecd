"""The shape of the code: no module imports itself by a detour, and nothing is there that only tests call."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

SRC = Path(__file__).resolve().parents[2] / "src"
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SRC.rglob("*.py"))
}
CALLED_FROM_OUTSIDE = {
    "__getattr__",
    "main",  # entry points
    "pactgraph",  # the command line's own name
    "_constructor",  # pandas calls it
    "_repr_html_",
    "_repr_markdown_",  # notebooks call them
    "columns_of",  # pactgraph.exchange: for loaders of users
    "next_token",
    "parse_case",
    "parse_not",
    "parse_return",
    "parse_with",
    "_parameter",
    "_parse_labels",
    "_parse_paren_or_pattern",
    "_parse_rel_detail",  # stores/grammar.py: the package's parser calls them
}


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the modules a module imports, also inside functions; not what only type checkers see."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            pending += node.orelse
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            pending += ast.iter_child_nodes(node)


def test_no_module_imports_itself_by_a_detour():
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A package's own front door, imported when it is asked for, is no circle.
        graph.add_edges_from((name, other) for other in imports(tree) if other in MODULES and other != "pactgraph")
    circles = [sorted(found) for found in nx.strongly_connected_components(graph) if len(found) > 1]
    assert circles == []


def test_no_import_hides_in_a_string():
    hidden = [
        name for name, path in MODULES.items() if re.search(r'import_module\("pactgraph', path.read_text("utf-8"))
    ]
    assert hidden == []


def test_facts_know_nothing_of_stores_queries_or_pages():
    later = ("pactgraph.stores", "pactgraph.analysis", "pactgraph.pages", "pactgraph.cli", "pactgraph.graph")
    wrong = [
        f"{name} imports {other}"
        for name, path in MODULES.items()
        if name.startswith("pactgraph.facts")
        for other in imports(ast.parse(path.read_text(encoding="utf-8")))
        if other.startswith(later)
    ]
    assert wrong == []


def test_nothing_is_there_that_only_tests_call():
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES.values()}
    root = SRC.parent
    others = [*root.glob("loaders/*/loader.py"), *root.glob("benchmarks/*.py")]
    templates = [*root.glob("viz/**/*.html"), *root.glob("docs/**/*.md"), root / "README.md"]
    everything = "\n".join([*texts.values(), *(path.read_text(encoding="utf-8") for path in [*others, *templates])])
    uses = {word: len(re.findall(rf"\b{re.escape(word)}\b", everything)) for word in _defined(texts)}
    assert sorted(word for word, count in uses.items() if count < 2 and word not in CALLED_FROM_OUTSIDE) == []


def _defined(texts: dict[Path, str]) -> set[str]:
    """Return the names of all functions, classes and methods, dunders and framework hooks aside."""
    found = set()
    for text in texts.values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("__"):
                decorators = [ast.dump(d) for d in node.decorator_list]
                if not any("validator" in d or "command" in d or "callback" in d for d in decorators):
                    found.add(node.name)
    return found
