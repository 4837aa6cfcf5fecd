"""
The query catalogue: one question per `.cypher` file below `queries/`, its front matter in `//` comments.

The files paste unchanged into Neo4j Browser; the front matter is YAML, strictly checked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import yaml

from pactgraph.content import content_folder, yaml_of
from pactgraph.errors import PactgraphError, UsageError
from pactgraph.export.tables import known_until, last_line
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.declared import STRICT, Reading, checked, trusted
from pactgraph.facts.schema import WHOLE, bundled_schema
from pactgraph.spelling import did_you_mean, slips

if TYPE_CHECKING:
    from pactgraph.facts.registers import Registers
    from pactgraph.stores.bolt import Answer, Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A value the reader of a question chooses."""

    __pydantic_config__: ClassVar = STRICT

    type: Literal["string", "integer", "boolean", "date", "paragraph"]
    """A paragraph may be given by its number alone: see `_paragraph`."""
    description: str
    default: bool | int | str | None = None
    """None: the reader must give it; for `as_of` the graph's own as-at day."""
    label: Literal["State", "Treaty", "RegionalBody", "UNEntity"] | None = None
    """The value is the id of such a node; names and aliases of the registers are understood too."""
    choices: str | None = None
    """A statement that returns the values there are."""
    values_of: str | None = None
    """`Label.property`: the values are those the schema declares for it, whether the graph has them all or not."""
    optional: bool = False
    """Whether empty text stands for all, though the default is something else."""

    @property
    def may_be_empty(self) -> bool:
        """Whether empty text is an answer: it stands for all, and only where the question says so."""
        return self.optional or self.default == ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Denominator:
    """
    What the rows are counted out of: the words and a statement that returns one number `n`.

    Where the rows leave some of it out (the parties, in a list of those that are not), the statement returns `answer`,
    `n` and `known_until` for each answer; the number is their sum.
    """

    __pydantic_config__: ClassVar = STRICT

    of: str
    cypher: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """What a query file says of itself."""

    __pydantic_config__: ClassVar = STRICT

    title: str
    question: str
    columns: dict[str, str]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    denominator: Denominator | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where no column is named."""
        if not self.columns:
            raise ValueError("columns: expected at least one, with what it holds")


@dataclass(frozen=True, slots=True)
class Query:
    """One entry of the catalogue."""

    name: str
    theme: str
    front: FrontMatter
    cypher: str
    bundled: bool = False
    """Of the catalogue, and so asked of this graph alone; people's own may ask of all that a database holds."""

    def statements_for_browser(self, values: Mapping[str, object]) -> str:
        """Return `:param` lines with `values` and the statement, ready to paste into Neo4j Browser."""
        lines = [f":param {name} => {literal(values.get(name))};" for name in self.front.parameters]
        return "\n".join([*lines, self.cypher])


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with what it was asked for: parameters, and the denominator's number and words where it has one."""

    query: Query
    parameters: dict[str, object]
    answer: Answer
    denominator: tuple[int, str] | None
    counted: list[dict[str, object]]
    """`answer`, `n` and `known_until` of all that the denominator counts, where it tells answers apart."""

    @property
    def day(self) -> dt.date | None:
        """The day the answer is for; None where the question is of no day."""
        asked = self.parameters.get("as_of")
        return None if asked is None else dt.date.fromisoformat(str(asked))

    @property
    def known_until(self) -> dt.date | None:
        """The last day for which all answers are vouched, where it is before the day asked about."""
        return None if self.day is None else known_until(self.counted or list(self.answer.records()), self.day)

    @property
    def last_line(self) -> str:
        """Counts by answer, denominator, day and until when it is known: see `tables.last_line`."""
        return last_line(list(self.answer.records()), self.day, self.denominator, self.counted)


@cache
def catalogue() -> dict[str, Query]:
    """
    Return the bundled queries by name, sorted by theme and name.

    Raises PactgraphError naming the file when its front matter is wrong.
    """
    folder = content_folder("queries")
    queries = [replace(load_query(path, trusted), bundled=True) for path in sorted(folder.glob("*/*.cypher"))]
    return {query.name: query for query in queries}


def load_query(path: Path, reading: Reading = checked) -> Query:
    """Read one query file. Raises PactgraphError naming the file and the fault."""
    name = f"queries/{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PactgraphError(f"{name}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    comment: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        comment.append(line[2:].removeprefix(" "))
    body = "\n".join(text.splitlines()[len(comment) :]).strip()
    try:
        front = reading(FrontMatter, yaml_of("\n".join(comment)))
    except (ValueError, yaml.YAMLError) as error:
        raise PactgraphError(f"{name}: front matter: {error}") from error
    if not body:
        raise PactgraphError(f"{name}: has no statement after its front matter")
    return Query(path.stem, path.parent.name, front, body)


def find_query(name: str) -> Query:
    """Return the query called `name`. Raises UsageError with the nearest names when there is none."""
    queries = catalogue()
    if name in queries:
        return queries[name]
    words = set(name.split("-"))
    near = slips(name, queries) or [other for other in sorted(queries) if words & set(other.split("-"))][:3]
    raise UsageError(f"no query called {name!r}{did_you_mean(near)} (`pactgraph queries` lists all)")


def ask(
    reader: Reader, query: Query, given: Mapping[str, str], as_of: dt.date, registers: Registers | None = None
) -> Result:
    """
    Return the answer to `query` with the parameters `given`; `as_of` fills a parameter of that name left open.

    Raises UsageError for an unknown or missing parameter or a value of the wrong kind.
    """
    run = reader.ask if query.bundled else reader.ask_own
    own = {name for name, parameter in query.front.parameters.items() if _in_graph(reader, parameter, given.get(name))}
    values = parameters_of(query, given, as_of, registers, own)
    for name, parameter in query.front.parameters.items():
        if name in given and values[name] not in ("", parameter.default):
            known = _known(parameter, run)
            if known is not None and values[name] not in known:
                raise UsageError(f"-p {name}={given[name]}: no such value; there are {', '.join(map(str, known))}")
    answer = run(query.cypher, _used(values, query.cypher))
    if not answer.columns:  # The embedded engine names no columns when there are no rows.
        answer = replace(answer, columns=list(query.front.columns))
    if query.front.denominator is None:
        return Result(query, values, answer, None, [])
    counting = query.front.denominator.cypher
    counts = list(run(counting, _used(values, counting)).records())
    total = 0  # No row: what it is counted out of is not in the graph.
    for row in counts:
        if not isinstance(n := row.get("n"), int):
            raise PactgraphError(f"query {query.name}: its denominator is {n!r}, not a number")
        total += n
    return Result(
        query, values, answer, (total, query.front.denominator.of), [row for row in counts if "answer" in row]
    )


def _used(values: Mapping[str, object], cypher: str) -> dict[str, object]:
    """Return the parameters that a statement has: one of a question may be of its denominator only."""
    return {name: value for name, value in values.items() if re.search(rf"\${name}\b", cypher)}


def _known(parameter: Parameter, run: Callable[[str], Answer]) -> list[object] | None:
    """Return the values there are for a parameter, or None where it takes any."""
    if parameter.values_of is not None:
        label, name = parameter.values_of.split(".")
        return list(bundled_schema().nodes[label].properties[name].values)
    return None if parameter.choices is None else [row[0] for row in run(parameter.choices).rows]


def _in_graph(reader: Reader, parameter: Parameter, value: str | None) -> bool:
    """Whether the graph has a node of the parameter's label with this id; sources may bring ids no register has."""
    if parameter.label is None or not value:
        return False
    statement = f"MATCH (n:{parameter.label}) WHERE n.id = $id RETURN count(n) AS n"  # the label is a closed list
    return reader.ask(statement, {"id": value}).rows != [[0]]


def parameters_of(
    query: Query,
    given: Mapping[str, str],
    as_of: dt.date,
    registers: Registers | None = None,
    own: Collection[str] = (),
) -> dict[str, object]:
    """
    Return the values of all parameters of `query`; those in `own` are ids of the graph's own and taken as given.

    Raises UsageError as `ask` does.
    """
    declared = query.front.parameters
    for name in given:
        if name not in declared:
            raise UsageError(f"-p {name}: {query.name} has no such parameter; it has {', '.join(declared) or 'none'}")
    values: dict[str, object] = {}
    for name, parameter in declared.items():
        if name in given:
            values[name] = given[name] if name in own else _parse(name, parameter, given[name], registers)
        elif parameter.default is not None:
            values[name] = parameter.default
        elif name == "as_of":
            values[name] = as_of.isoformat()
        else:
            raise UsageError(f"{query.name} needs -p {name}=…: {parameter.description}")
    return values


def _parse(name: str, parameter: Parameter, text: str, registers: Registers | None) -> str | int | bool:
    if parameter.type == "integer":
        if WHOLE.fullmatch(text) is None or int(text) < 0:
            raise UsageError(f"-p {name}={text[:40]}: expected a whole number, 0 or more")
        return int(text)
    if parameter.type == "boolean":
        if text.lower() not in ("true", "false"):
            raise UsageError(f"-p {name}={text}: expected true or false")
        return text.lower() == "true"
    if parameter.type == "date":
        return day(text, f"-p {name}").isoformat()
    text = text.strip()
    if not text and not parameter.may_be_empty:
        raise UsageError(f"-p {name}=: names nothing; {parameter.description}")
    if parameter.type == "paragraph":
        return _paragraph(text)
    if parameter.label is None or not text or registers is None:
        return text
    found = registers.find(parameter.label, text)
    if found is None:
        hint = registers.hint([parameter.label], text)
        raise UsageError(f"-p {name}={text}: no {parameter.label} of this id or name{hint}")
    return found


def _paragraph(text: str) -> str:
    """Return a place in a document as locators have it: `para. 59`, `footnote 9`; what names neither stays as it is."""
    found = re.fullmatch(r"(?:(para(?:graph)?|footnote|fn)\b\.?)?\s*(\d{1,9})", text.strip(), re.IGNORECASE | re.ASCII)
    if found is None:
        return text
    kind = "footnote" if (found[1] or "").lower() in ("footnote", "fn") else "para."
    return f"{kind} {int(found[2])}"


def day(text: str, option: str) -> dt.date:
    """
    Return the day `text` names: YYYY-MM-DD, or `today`, which is today's date in UTC.

    Raises UsageError naming the option: a partial date is no day to ask about.
    """
    if text == "today":
        return dt.datetime.now(tz=dt.UTC).date()
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: {error}") from error
    if date.precision != "day":
        raise UsageError(f"{option} {text}: expected a whole date, YYYY-MM-DD, or today")
    return date.first_day


def literal(value: object) -> str:
    """Return a parameter's value as Cypher writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" if isinstance(value, str) else str(value)
