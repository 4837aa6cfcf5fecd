"""The command line's entry point."""

from __future__ import annotations

import typer

from pactgraph import __version__

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def pactgraph() -> None:
    """Show who cooperates with whom against trafficking in persons, and who is left out."""


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line."""
    app()
