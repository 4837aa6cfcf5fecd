"""`pactgraph query`."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.ending import within
from pactgraph.cli.options import (
    STANDARD,
    AsOfOption,
    FormatOption,
    OutputOption,
    QuietOption,
    StoreOption,
    StrictOption,
    deliver,
    hide_pandas,
    pairs,
    say,
    show,
)
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from pactgraph.catalogue import Query
    from pactgraph.stores.bolt import Answer, Reader


_SHORTEST, _LONGEST = 0.1, 86_400
"""Seconds a question may be given."""
PICTURE = "html"
_NETWORKS = {"html": PICTURE, "htm": PICTURE, "graphml": "graphml", "gexf": "gexf", "jsonld": "jsonld"}
"""What is made of an answer's nodes and facts, not of its rows, by the ending of its file."""
_DIGITS = 18
"""Digits of a whole number that every store holds."""


def query(
    name: Annotated[
        str | None, typer.Argument(help="A catalogue query, a .cypher file, or - for standard input.")
    ] = None,
    cypher: Annotated[str | None, typer.Option("-c", "--cypher", help="A Cypher statement.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="KEY=VALUE", help="A parameter; repeat for more.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    format_: FormatOption = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="A,B", help="Only these columns, in this order.")
    ] = None,
    output: OutputOption = None,
    store: StoreOption = None,
    timeout: Annotated[float, typer.Option("--timeout", help="Give up after so many seconds.")] = 60.0,
    quiet: QuietOption = False,
) -> None:
    """
    Ask the graph one question: from the catalogue, a file, or in Cypher. Read-only, enforced by the engine.

    -o picture.html draws what the rows speak of; .graphml, .gexf and .jsonld hold it for other tools.
    """
    hide_pandas()
    from pactgraph.catalogue import day
    from pactgraph.export.tables import format_for
    from pactgraph.graph import Graph
    from pactgraph.stores.choose import open_store

    if (name is None) == (cypher is None):
        raise UsageError("query: give either a NAME or -c CYPHER (`pactgraph queries` lists the names)")
    if not _SHORTEST <= timeout <= _LONGEST:  # so that what is no number is refused, too
        raise UsageError(f"--timeout {timeout:g}: expected seconds from {_SHORTEST} to {_LONGEST}")
    network = _network_format(format_, output)
    form = "" if network else format_for(format_, output)
    given = pairs(parameters or ())
    chosen, cypher = _asked(name, cypher)
    if chosen is not None:
        given |= _options(chosen, as_of, strict)
    target = open_store(store)
    moment = day(as_of or target.ledger().as_of, "--as-of")
    values: dict[str, object] = {key: _value(key, text) for key, text in given.items()} if chosen is None else {}
    if network and columns is not None:
        raise UsageError("--columns: is for rows; a picture or graph is made of nodes and facts")
    if network:
        with within(timeout), Graph(target, timeout) as graph:
            if chosen is None:
                rows = graph.cypher(cypher or "", **{"strict": strict, **values, "as_of": moment})
            else:
                rows = graph.answer(chosen, given, moment)
            if network == PICTURE:
                deliver(rows.picture().html, output, quiet)
            else:
                rows.export(output or STANDARD, form=network, write=lambda path, data: deliver(data, path, quiet))
        say(rows.attrs["counted"], quiet)
        return
    with within(timeout), target.open(timeout) as reader:
        if chosen is None:
            answer, about = _own(
                reader, cypher or "", {"as_of": moment.isoformat(), "strict": strict, **values}, moment
            )
        else:
            answer, about = _catalogued(reader, chosen, given, moment)
    if columns is not None:
        answer = _only(answer, [name.strip() for name in columns.split(",")])
    show(answer, about, form, output, quiet)
    say(str(about["counted"]), quiet)


def _only(answer: Answer, names: list[str]) -> Answer:
    """Return an answer with some of its columns. Raises UsageError for one that is not there."""
    from pactgraph.spelling import hint
    from pactgraph.stores.bolt import Answer

    for name in names:
        if name not in answer.columns:
            raise UsageError(
                f"--columns {name}: no such column{hint(name, answer.columns)}; there are {', '.join(answer.columns)}"
            )
    places = [answer.columns.index(name) for name in names]
    return Answer(names, [[row[place] for place in places] for row in answer.rows])


def _network_format(name: str | None, output: Path | None) -> str | None:
    """Return what is made of the answer's nodes and facts, by --format or the ending of -o; None: its rows are."""
    ending = name if name is not None else "" if output is None else output.suffix.lstrip(".")
    return _NETWORKS.get(ending.casefold())


def _own(reader: Reader, cypher: str, values: dict[str, object], moment: dt.date) -> tuple[Answer, dict[str, object]]:
    """Return the answer to a statement, and what goes with its rows."""
    from pactgraph.export.tables import last_line

    answer = reader.ask_own(cypher, values)
    counted = last_line(list(answer.records()), moment if "$as_of" in cypher else None)
    used = {name: value for name, value in values.items() if f"${name}" in cypher}
    return answer, {"cypher": cypher, "parameters": used, "counted": counted}


def _catalogued(
    reader: Reader, chosen: Query, given: dict[str, str], moment: dt.date
) -> tuple[Answer, dict[str, object]]:
    """Return the answer to a question of the catalogue, and what goes with its rows."""
    from pactgraph.catalogue import ask
    from pactgraph.facts.registers import bundled_registers

    result = ask(reader, chosen, given, moment, bundled_registers())
    about: dict[str, object] = {
        "query": chosen.name,
        "title": chosen.front.title,
        "question": chosen.front.question,
        "parameters": result.parameters,
        "columns": chosen.front.columns,
        "counted": result.last_line,
    }
    if result.denominator is not None:
        about["denominator"] = {"of": result.denominator[1], "count": result.denominator[0]}
    if result.known_until is not None:
        about["known_until"] = result.known_until
    return result.answer, about


def _asked(name: str | None, cypher: str | None) -> tuple[Query | None, str | None]:
    """Return the question of the catalogue or of a file, or else the statement. Raises UsageError for an empty one."""
    from pactgraph.catalogue import find_query, load_query

    chosen: Query | None = None
    if name == "-":
        cypher = _text(sys.stdin.buffer.read(), "standard input")
    elif name is not None and name.endswith(".cypher"):
        path = Path(name)
        if not path.is_file():
            raise UsageError(f"{name}: no such file")
        cypher = _text(path.read_bytes(), name)
        if cypher.startswith("// title:"):
            chosen, cypher = load_query(path), None
    elif name is not None:
        chosen = find_query(name.removesuffix(".cypher").replace("_", "-"))
    if chosen is None and not (cypher or "").strip():
        raise UsageError("query: the statement is empty; give one, such as 'MATCH (s:State) RETURN s.id'")
    return chosen, cypher


def _options(query: Query, as_of: str | None, strict: bool) -> dict[str, str]:
    """Return the parameters that have options of their own. Raises UsageError where the question has none such."""
    given = {}
    if as_of is not None:
        if "as_of" not in query.front.parameters:
            raise UsageError(f"--as-of: {query.name} is not asked as at a day")
        given["as_of"] = as_of
    if strict:
        if "strict" not in query.front.parameters:
            raise UsageError(f"--strict: {query.name} gives no answers that are known until a day")
        given["strict"] = "true"
    return given


def _text(data: bytes, place: str) -> str:
    """Return a statement as text. Raises UsageError naming the place where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _value(name: str, text: str) -> object:
    """
    Return numbers, booleans and lists as such, everything else as text.

    Raises UsageError for nothing at all, and for numbers no store holds.
    """
    if not text.strip():
        raise UsageError(
            f'-p {name}=: names nothing; give a value, or "" in quotes of its own where empty text is meant'
        )

    def whole(digits: str) -> int:
        if len(digits) > _DIGITS:
            raise UsageError(f"-p {name}: a whole number of {len(digits)} digits; expected at most {_DIGITS}")
        return int(digits)

    def decimal(digits: str) -> float:
        if not math.isfinite(number := float(digits)):
            raise UsageError(f"-p {name}={digits[:_DIGITS]}: no finite number")
        return number

    try:
        return json.loads(text, parse_int=whole, parse_float=decimal, parse_constant=decimal)
    except RecursionError:
        raise UsageError(f"-p {name}: lists within lists without end; expected a text, a number or a list") from None
    except ValueError:
        return text
