"""
What is looked at in people's own Cypher before it is asked.

The embedded engine answers wrongly, without a word, where an aggregate is part of an expression
(`min(r.since) IS NULL`), on some nestings only. So every such aggregate is first taken in a WITH of its own; what
cannot be written so, or not be read, is refused. A name that is in no schema is an error, not an answer of nothing.
Statements of the catalogue are held to the same in the tests, and not looked at again.
"""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from cypherast import ast

from pactgraph.content import guide
from pactgraph.errors import QueryError
from pactgraph.facts.schema import bundled_schema
from pactgraph.spelling import hint
from pactgraph.stores.grammar import NOT_PLAIN, DigitsError, GrammarError, Projection, Statement, read, walk

_FILES = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u+([0-9a-fA-F]{4})")
_NO_WORDS = re.compile(
    r"""'(?:[^'\\]|\\.)*(?:'|\\?\Z)|"(?:[^"\\]|\\.)*(?:"|\\?\Z)|`[^`]*(?:`|\Z)|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)""",
    re.DOTALL,
)
"""Texts, quoted names and comments, to the end where they are left open: so that each is tried once only."""
_PLANS = re.compile(r"\s*(EXPLAIN|PROFILE)\b", re.IGNORECASE)
_TAKEN = re.compile(r"_column(\d+)")
_PLAIN = re.compile(r"[A-Za-z_]\w*")

ALWAYS_GIVEN = frozenset({"as_of", "strict"})
"""Parameters a statement gets whether it has them or not."""
AGGREGATES = frozenset(
    {"avg", "collect", "count", "max", "min", "percentilecont", "percentiledisc", "stdev", "stdevp", "sum"}
)


def refuse_files(text: str) -> None:
    """Raise QueryError where a statement reads files: the graph alone is asked, on every store."""
    # A server reads \u004c as L before anything else, so both readings are looked at.
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if any(_FILES.search(_NO_WORDS.sub(" ", reading)) for reading in (text, unescaped)):
        raise QueryError(
            "refused: LOAD CSV reads files or the network, and only the graph is asked here; "
            f"load other data with --sources ({guide('own-data')})"
        )


class UnreadableError(QueryError):
    """The statement is not valid Cypher, or of a kind that cannot be read here."""


def one_statement(text: str) -> str:
    """
    Return a statement without the semicolon, blanks and comments after it.

    Raises QueryError where there are two, and for EXPLAIN and PROFILE: rows are shown here, not plans.
    """
    bare = bare_of(text)
    ends = [at for at, letter in enumerate(bare) if letter == ";"]
    if ends:
        if bare[ends[0] :].strip("; \t\r\n\f\v\ufeff"):
            raise QueryError("more than one statement; ask one at a time")
        text, bare = text[: ends[0]], bare[: ends[0]]
    if (asked := _PLANS.match(bare)) is not None:
        raise QueryError(
            f"{asked[1].upper()}: rows are shown here, not plans; a Neo4j server shows them in cypher-shell and Browser"
        )
    return text


def columns(text: str) -> list[str]:
    """Return the columns that a statement names, where all are told one by one; else nothing."""
    try:
        statement = read(text)
    except GrammarError:
        return []
    last = next((p for p in reversed(statement.projections) if p.keyword == "RETURN"), None)
    if last is None or last.everything:
        return []
    found = [item.alias or statement.written(*(statement.words(item.expression) or (0, 0))) for item in last.items]
    return found if all(found) else []


def bare_of(text: str) -> str:
    """Return a statement with blanks in place of texts, quoted names and comments, everything else where it was."""
    return _NO_WORDS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


@dataclass(frozen=True, slots=True)
class Names:
    """Labels, relationship types and property names."""

    labels: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()


def for_engine(text: str, given: Collection[str]) -> str:
    """
    Return `text` as the embedded engine is to be asked: with every aggregate alone in its column.

    Raises QueryError saying what to write instead where that cannot be done, where a name is in no schema or a
    parameter not among those `given`; UnreadableError where the statement cannot be read.
    """
    refuse_files(text)
    try:
        statement = read(text)
        _refuse_unknown(statement, given, Names)
        while (changed := _rewritten(statement)) is not None:
            text, statement = changed, read(changed)
    except DigitsError as error:
        raise QueryError(f"not valid Cypher: {error}") from None
    except GrammarError as error:
        raise UnreadableError(f"not valid Cypher, or of a kind that the embedded engine has not: {error}") from None
    return text


def for_server(text: str, given: Collection[str], there: Callable[[], Names]) -> str:
    """
    Return `text`, which a Neo4j server is asked as it is.

    `there` returns what the database holds beside the graph; it is asked only for a name that is in no schema.
    Raises QueryError for a name that is not there either, a parameter not among those `given`, and a file to read.
    """
    refuse_files(text)
    with contextlib.suppress(GrammarError):  # The server says what is wrong with it, or knows more of Cypher.
        _refuse_unknown(read(text), given, there)
    return text


def _refuse_unknown(statement: Statement, given: Collection[str], there: Callable[[], Names]) -> None:
    used = {node.name for node in walk(statement.tree) if isinstance(node, ast.Parameter)}
    if missing := sorted(used - set(given)):
        raise QueryError(
            f"${missing[0]} is not given{hint(missing[0], given)}; give a value to the parameter {missing[0]}"
        )
    if unused := sorted(set(given) - used - ALWAYS_GIVEN):
        raise QueryError(f"parameter {unused[0]}: the statement has no ${unused[0]}{hint(unused[0], used)}")
    schema, others = bundled_schema(), cache(there)
    nodes = {label: frozenset(declared.stored()) for label, declared in schema.nodes.items()}
    links = {type_: frozenset(declared.stored()) for type_, declared in schema.relationships.items()}
    found = _Named(statement)
    for label in found.labels:
        if label not in nodes and label not in others().labels:
            raise QueryError(f"no label {label} in the graph{hint(label, nodes)}{_LISTED}")
    for type_ in found.types:
        if type_ not in links and type_ not in others().types:
            raise QueryError(f"no relationship type {type_} in the graph{hint(type_, links)}{_LISTED}")
    for name in found.either:
        if name not in nodes and name not in links and name not in others().labels | others().types:
            raise QueryError(
                f"no label or relationship type {name} in the graph{hint(name, [*nodes, *links])}{_LISTED}"
            )
    for kinds, name, node in found.properties:
        declared = nodes if node else links
        known = frozenset[str]().union(*(declared[kind] for kind in kinds or declared if kind in declared))
        if name not in known and name not in others().properties:
            of = f"{' or '.join(sorted(kinds))} has" if kinds else f"no {'label' if node else 'relationship type'} has"
            raise QueryError(f"{of} {'no' if kinds else 'a'} property {name}{hint(name, known)}{_LISTED}")


_LISTED = " (`pactgraph schema` lists all)"


class _Named:
    """The names a statement mentions, each where it can only be one of the graph."""

    def __init__(self, statement: Statement) -> None:
        self.labels: list[str] = []
        self.types: list[str] = []
        self.either: list[str] = []
        """Of `x:Name` where what `x` is the statement does not say."""
        self.properties: list[tuple[frozenset[str], str, bool]] = []
        """The labels or types it is asked of (none: any), the name, whether it is a node's."""
        elements: dict[str, list[tuple[bool, frozenset[str]]]] = defaultdict(list)
        bound_otherwise: set[str] = set()
        everything = list(walk(statement.tree))
        for node in everything:
            if isinstance(node, ast.NodePattern | ast.RelationshipPattern):
                is_node = isinstance(node, ast.NodePattern)
                listed = (node.labels.labels if node.labels else []) if is_node else node.types or []
                names = [name for name in listed if name != NOT_PLAIN]
                (self.labels if is_node else self.types).extend(names)
                kinds = frozenset(names) if NOT_PLAIN not in listed else frozenset[str]()
                if node.variable is not None:
                    elements[node.variable.this].append((is_node, kinds))
                if isinstance(node.properties, ast.Map):
                    self.properties += [(kinds, key, is_node) for key, _ in node.properties.entries]
            elif isinstance(node, ast.PathPattern) and node.variable is not None:
                bound_otherwise.add(node.variable.this)
            else:
                # Items, UNWIND, comprehensions, YIELD: what a name is after them the statement does not say.
                named = (node.args.get(key) for key in ("alias", "variable", "accumulator"))
                bound_otherwise.update(name.this for name in named if isinstance(name, ast.Identifier))
        element_of = {
            name: (
                found[0][0],
                frozenset().union(*(kinds for _, kinds in found)) if all(k for _, k in found) else frozenset(),
            )
            for name, found in elements.items()
            if name not in bound_otherwise and len({is_node for is_node, _ in found}) == 1
        }
        for node in everything:
            owner = node.args.get("this")
            known = element_of.get(owner.this) if isinstance(owner, ast.Identifier) else None
            if isinstance(node, ast.LabelPredicate):
                names = [name for name in node.labels.labels if name != NOT_PLAIN]
                (self.either if known is None else self.labels if known[0] else self.types).extend(names)
            elif isinstance(node, ast.Property) and known is not None:
                self.properties.append((known[1], node.name, known[0]))
            elif isinstance(node, ast.MapProjection) and known is not None:
                asked = [entry.name for entry in node.entries if isinstance(entry, ast.PropertySelector)]
                self.properties += [(known[1], name, known[0]) for name in asked]


def _rewritten(statement: Statement) -> str | None:
    """
    Return the statement with one more aggregate in a column of its own; None when all are.

    Raises QueryError where an aggregate cannot be taken out.
    """
    placed = 0
    for projection in reversed(statement.projections):
        _refuse_nameless(statement, projection)
        parts = [*(item.expression for item in projection.items), *projection.order, projection.where]
        placed += sum(len(_aggregates(part)) for part in parts if part is not None)
    if placed < len([node for node in walk(statement.tree) if _is_aggregate(node)]):
        raise QueryError("an aggregate can stand in WITH and RETURN only; take it in a WITH first, and use its name")
    for projection in reversed(statement.projections):
        new = _Apart(statement, projection).text
        if new is not None:
            return statement.with_words(*projection.words, new)
    return None


def _refuse_nameless(statement: Statement, projection: Projection) -> None:
    for item in projection.items:
        if projection.keyword == "WITH" and item.alias is None and not isinstance(item.expression, ast.Identifier):
            words = statement.words(item.expression)
            text = statement.written(*words) if words else ""
            raise QueryError(f"{text} in WITH needs a name: write {text} AS …")


def _is_aggregate(node: ast.AstNode) -> bool:
    return isinstance(node, ast.FunctionCall) and str(node.name).lower() in AGGREGATES


def _aggregates(expression: ast.AstNode) -> list[ast.AstNode]:
    """Return the aggregates of this projection in an expression: not those of subqueries."""
    return [node for node in walk(expression, subqueries=False) if _is_aggregate(node)]


class _Apart:
    """A projection as two: a WITH of its groups and aggregates, and then what is made of them."""

    def __init__(self, statement: Statement, projection: Projection) -> None:
        self._statement = statement
        self._groups: dict[str, str] = {}
        """Names by the text of what they name, as `_totals`."""
        self._totals: dict[str, str] = {}
        self._variables: set[str] = set()
        self._aliases = {item.alias for item in projection.items if item.alias is not None}
        self._last = max(map(int, _TAKEN.findall(statement.written(0, statement.end))), default=0)
        self.text = self._taken_apart(projection) if self._is_needed(projection) else None
        """None where there is nothing to take apart."""

    def _is_needed(self, projection: Projection) -> bool:
        mixed = any(
            _aggregates(item.expression)
            and (not _is_aggregate(item.expression) or self._whole(item.expression)[0] == "(")
            for item in projection.items
        )
        after = [*projection.order, *([projection.where] if projection.where is not None else [])]
        return mixed or any(_aggregates(expression) for expression in after)

    def _taken_apart(self, projection: Projection) -> str:
        if projection.everything:
            raise QueryError("an aggregate in an expression beside *: name the columns instead of *")
        if not any(_aggregates(item.expression) for item in projection.items):
            raise QueryError(
                "an aggregate in ORDER BY or WHERE needs one among the columns; add it there, and use its name"
            )
        for item in projection.items:
            if not _aggregates(item.expression):
                text = self._whole(item.expression)
                if isinstance(item.expression, ast.Identifier):
                    self._variables.add(item.expression.this)
                self._groups[text] = text if isinstance(item.expression, ast.Identifier) else self._fresh()
        items = []
        for item in projection.items:
            text = self._whole(item.expression)
            replaced = self._replaced(item.expression, frozenset())
            words = self._statement.words(item.expression) or (0, 0)
            alias = item.alias if item.alias is not None else text.strip("`")
            items.append(f"{self._statement.written(*words, replaced)} AS {_quoted(alias)}")
        after: dict[tuple[int, int], str] = {}
        for expression in (*projection.order, projection.where):
            if expression is not None:
                after |= self._replaced(expression, frozenset(self._aliases))
        tail = self._statement.written(projection.tail, projection.words[1], after)
        columns = [
            text if text == name else f"{text} AS {name}" for text, name in {**self._groups, **self._totals}.items()
        ]
        keyword = f"{projection.keyword}{' DISTINCT' if projection.distinct else ''}"
        return f"WITH {', '.join(columns)} {keyword} {', '.join(items)} {tail}".rstrip()

    def _whole(self, expression: ast.AstNode) -> str:
        words = self._statement.words(expression)
        return self._statement.written(*words) if words else ""

    def _fresh(self) -> str:
        self._last += 1
        return f"_column{self._last}"

    def _replaced(self, node: ast.AstNode, local: frozenset[str]) -> dict[tuple[int, int], str]:
        """Return the names that stand for groups and aggregates in an expression, by their words."""
        words = self._statement.words(node)
        text = self._whole(node)
        names = {found.this for found in walk(node) if isinstance(found, ast.Identifier)}
        if words and text in self._groups and not names & local - self._aliases:
            return {words: self._groups[text]}
        if words and _is_aggregate(node):
            while text.startswith("("):
                text = text[1:-1].strip()
            if text not in self._totals:
                self._totals[text] = self._fresh()
            return {words: self._totals[text]}
        if isinstance(node, ast.Identifier) and node.this not in self._variables | local:
            raise QueryError(
                f"{node.this} stands beside an aggregate and is no column; make what is meant of it a column of its own"
            )
        if isinstance(node, ast.ListComprehension | ast.Quantifier | ast.ListLambda):
            own = (node.args.get(key) for key in ("variable", "accumulator"))
            local |= {name.this for name in own if isinstance(name, ast.Identifier)}
        found: dict[tuple[int, int], str] = {}
        pending: list[object] = list(node.args.values())
        while pending:
            value = pending.pop(0)
            if isinstance(value, ast.AstNode):
                found |= self._replaced(value, local)
            elif isinstance(value, list | tuple):
                pending[:0] = value
        return found


def _quoted(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else "`" + name.replace("`", "``") + "`"
