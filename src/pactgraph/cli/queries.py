"""`pactgraph queries`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.options import OutputOption, StoreOption, deliver


def queries(
    name: Annotated[str | None, typer.Argument(help="Show this query: text, parameters, columns.")] = None,
    browser: Annotated[
        bool, typer.Option("--browser", help="Print it with :param lines, to paste into Neo4j Browser.")
    ] = False,
    gallery: Annotated[
        bool, typer.Option("--gallery", help="The reference page: every query with its text and first rows.")
    ] = False,
    store: StoreOption = None,
    output: OutputOption = None,
) -> None:
    """List the catalogue, or show one query."""
    from pactgraph.catalogue import catalogue, find_query, literal

    if gallery:
        deliver(_gallery(store), output)
        return
    if name is None:
        width = max(map(len, catalogue()))
        lines = [f"{q.name.ljust(width)}  {q.theme}: {q.front.title}" for q in catalogue().values()]
        deliver("\n".join(lines) + "\n", None)
        return
    query = find_query(name.replace("_", "-"))
    front = query.front
    if browser:
        values = {key: "YYYY-MM-DD" if p.default is None else p.default for key, p in front.parameters.items()}
        deliver(query.statements_for_browser(values) + "\n", None)
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
    deliver("\n".join([*lines, "", query.cypher, ""]), None)


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
