"""`pactgraph query`."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from pactgraph.cli.options import (
    AsOfOption,
    FormatOption,
    OutputOption,
    QuietOption,
    StoreOption,
    deliver,
    hide_pandas,
    say,
)
from pactgraph.errors import UsageError


def query(
    name: Annotated[
        str | None, typer.Argument(help="A catalogue query, a .cypher file, or - for standard input.")
    ] = None,
    cypher: Annotated[str | None, typer.Option("-c", "--cypher", help="A Cypher statement.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="KEY=VALUE", help="A parameter; repeat for more.")
    ] = None,
    as_of: AsOfOption = None,
    format_: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    timeout: Annotated[float | None, typer.Option("--timeout", min=0.1, help="Give up after so many seconds.")] = None,
    quiet: QuietOption = False,
) -> None:
    """Ask the graph one question: from the catalogue, a file, or in Cypher. Read-only, enforced by the engine."""
    hide_pandas()
    from pactgraph.catalogue import Query, ask, day, find_query, load_query
    from pactgraph.export.tables import FORMATS, format_for
    from pactgraph.facts.registers import bundled_registers
    from pactgraph.stores.choose import open_store

    if (name is None) == (cypher is None):
        raise UsageError("query: give either a NAME or -c CYPHER (`pactgraph queries` lists the names)")
    form = format_for(format_, output)
    given = dict(_pair(text) for text in parameters or ())
    chosen: Query | None = None
    if name == "-":
        cypher = sys.stdin.read()
    elif name is not None and name.endswith(".cypher"):
        path = Path(name)
        if not path.is_file():
            raise UsageError(f"{name}: no such file")
        if path.read_text(encoding="utf-8").startswith("// title:"):
            chosen = load_query(path)
        else:
            cypher = path.read_text(encoding="utf-8")
    elif name is not None:
        chosen = find_query(name.removesuffix(".cypher").replace("_", "-"))
    if chosen is not None and as_of is not None:
        if "as_of" not in chosen.front.parameters:
            raise UsageError(f"--as-of: {chosen.name} is not asked as at a day")
        given["as_of"] = as_of
    target = open_store(store)
    moment = day(as_of or target.ledger().as_of, "--as-of")
    _watch(timeout)
    with target.open() as reader:
        if chosen is None:
            values: dict[str, object] = {key: _value(text) for key, text in given.items()}
            answer = reader.run(cypher or "", {"as_of": moment.isoformat(), **values})
            about: dict[str, object] = {"cypher": cypher, "parameters": values}
        else:
            result = ask(reader, chosen, given, moment, bundled_registers())
            answer = result.answer
            counted = f"{len(answer.rows)} rows"
            about = {
                "query": chosen.name,
                "title": chosen.front.title,
                "question": chosen.front.question,
                "parameters": result.parameters,
                "columns": chosen.front.columns,
            }
            if result.denominator is not None:
                about["denominator"] = {"of": result.denominator[1], "count": result.denominator[0]}
                counted += f"; {result.denominator[0]:,} {result.denominator[1]}"
            if "as_of" in result.parameters:
                counted += f"; as at {result.parameters['as_of']}"
            about["counted"] = counted
    deliver(FORMATS[form](answer, about), output, quiet)
    say(str(about.get("counted", f"{len(answer.rows)} rows")), quiet)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise UsageError(f"-p {text}: expected KEY=VALUE")
    return key, value


def _value(text: str) -> object:
    """Return numbers, booleans and lists as such, everything else as text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _watch(timeout: float | None) -> None:
    """End the process when time is up: the engine's own time limits have no effect (embedded_store, trap 1)."""
    if timeout is None:
        return

    def give_up() -> None:
        sys.stderr.write(f"pactgraph: no answer within {timeout:g} seconds; narrow the question or raise --timeout\n")
        sys.stderr.flush()
        os._exit(1)

    timer = threading.Timer(timeout, give_up)
    timer.daemon = True
    timer.start()
