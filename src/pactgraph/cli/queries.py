"""`pactgraph queries`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pactgraph.cli.options import OutputOption, StoreOption, deliver, pairs
from pactgraph.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from pactgraph.catalogue import Query


def queries(
    name: Annotated[str | None, typer.Argument(help="Show this query: text, parameters, columns.")] = None,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser",
            help="Print it with :param lines, to paste into Neo4j Browser; without NAME all, as a zip to drop on it.",
        ),
    ] = False,
    gallery: Annotated[
        bool, typer.Option("--gallery", help="The reference page: every query with its text and first rows.")
    ] = False,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", metavar="KEY=VALUE", help="With --browser: a parameter; repeat for more."),
    ] = None,
    store: StoreOption = None,
    output: OutputOption = None,
) -> None:
    """List the catalogue, or show one query."""
    from pactgraph.catalogue import catalogue, find_query, literal

    if parameters and not (browser and name):
        raise UsageError("-p: goes with NAME and --browser")
    if gallery:
        deliver(_gallery(store), output)
        return
    if name is None and browser:
        if output is None or output.suffix.lower() != ".zip":
            raise UsageError(
                "--browser: give NAME to print it, or -o FILE.zip for saved queries of the whole catalogue"
            )
        deliver(_saved_queries(store), output)
        return
    if name is None:
        width = max(map(len, catalogue()))
        lines = [f"{q.name.ljust(width)}  {q.theme}: {q.front.title}" for q in catalogue().values()]
        deliver("\n".join(lines) + "\n", output)
        return
    query = find_query(name.replace("_", "-"))
    front = query.front
    if browser:
        deliver(query.statements_for_browser(_values(query, pairs(parameters or ()), store)) + "\n", output)
        return
    lines = [front.title, front.question, ""]
    if front.parameters:
        lines.append("Parameters")
        for key, parameter in front.parameters.items():
            default = "" if parameter.default is None else f" (default {literal(parameter.default)})"
            lines.append(f"  {key}: {parameter.description}{default}")
    lines += ["Columns", *(f"  {key}: {meaning}" for key, meaning in front.columns.items())]
    if front.denominator is not None:
        lines.append(f"Counted out of: {front.denominator.of}")
    deliver("\n".join([*lines, "", query.cypher, ""]), output)


def _values(query: Query, given: dict[str, str], address: str | None) -> dict[str, object]:
    """Return the values of all parameters: the given ones, defaults, and the graph's own day."""
    import datetime as dt

    from pactgraph.catalogue import parameters_of
    from pactgraph.facts.registers import bundled_registers

    open_ = [name for name, one in query.front.parameters.items() if name == "as_of" and one.default is None]
    asked = open_ and "as_of" not in given
    return parameters_of(query, given, _day(address) if asked else dt.date.min, bundled_registers())


def _day(address: str | None) -> dt.date:
    """Return the graph's own day."""
    import datetime as dt

    from pactgraph.stores.choose import open_store

    return dt.date.fromisoformat(open_store(address).ledger().as_of)


def _saved_queries(address: str | None) -> bytes:
    from pactgraph.catalogue import catalogue, parameters_of
    from pactgraph.export.saved_queries import as_saved_queries
    from pactgraph.facts.registers import bundled_registers

    day = _day(address)
    return as_saved_queries((q, parameters_of(q, {}, day, bundled_registers())) for q in catalogue().values())


def _gallery(address: str | None) -> str:
    import datetime as dt

    from pactgraph.catalogue import ask, catalogue
    from pactgraph.export.query_page import as_gallery
    from pactgraph.facts.registers import bundled_registers
    from pactgraph.stores.choose import open_store

    target = open_store(address)
    day = dt.date.fromisoformat(target.ledger().as_of)
    with target.open() as reader:
        return as_gallery([ask(reader, q, {}, day, bundled_registers()) for q in catalogue().values()], day)
