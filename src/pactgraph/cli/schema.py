"""`pactgraph schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from pactgraph.cli.options import OutputOption, deliver
from pactgraph.errors import UsageError


def schema(
    cypher: Annotated[bool, typer.Option("--cypher", help="The constraints as Cypher statements.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The reference page (default).")] = False,
    prompt: Annotated[
        bool, typer.Option("--prompt", help="What a language model has to know: rules, names, three examples.")
    ] = False,
    output: OutputOption = None,
) -> None:
    """Print the schema: labels, relationship types, properties."""
    from pactgraph.export.prompt import as_prompt
    from pactgraph.export.schema_page import as_markdown
    from pactgraph.facts.schema import bundled_schema, constraints

    if cypher + markdown + prompt > 1:
        raise UsageError("schema: give one of --cypher, --markdown and --prompt")
    if prompt:
        deliver(as_prompt(bundled_schema()), output)
    elif cypher:
        deliver("".join(f"{statement};\n" for statement in constraints(bundled_schema())), output)
    else:
        deliver(as_markdown(bundled_schema()), output)
