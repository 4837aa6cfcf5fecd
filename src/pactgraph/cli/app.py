"""The command line's entry point: commands, and how a user's mistake ends."""

from __future__ import annotations

import contextlib
import os
import sys

import typer

from pactgraph import __version__
from pactgraph.cli import (
    analyse,
    atlas,
    brief,
    build,
    check,
    clusters,
    demo,
    export,
    gaps,
    identities,
    plan,
    queries,
    query,
    refresh,
    schema,
    sources,
    standing,
    ties,
    timeline,
    unlinked,
)
from pactgraph.cli.ending import Ended, end, interrupted, promptly
from pactgraph.errors import PactgraphError, UsageError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def pactgraph() -> None:
    """Show who cooperates with whom against trafficking in persons, and who is left out."""


app.command()(demo.demo)
app.command()(build.build)
app.command()(query.query)
app.command()(queries.queries)
app.command()(standing.standing)
app.command(cls=gaps.GapsCommand)(gaps.gaps)
app.command()(unlinked.unlinked)
app.command()(clusters.clusters)
app.command()(ties.ties)
app.command()(timeline.timeline)
app.command()(plan.plan)
app.command()(brief.brief)
app.command()(analyse.analyse)
app.command()(export.export)
app.command()(check.check)
app.command()(identities.identities)
app.command()(sources.sources)
app.command()(atlas.atlas)
app.command()(schema.schema)
app.command()(refresh.refresh)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; exit 0 fine, 1 the data or the question is wrong, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    _keep_errors_ours()
    try:
        with promptly():
            app()
    except Ended as told:
        interrupted(told.number)
    except MemoryError:
        end(1, "there is not enough memory for this")
    except PactgraphError as error:
        sys.stderr.write(f"pactgraph: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong here.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        sys.stderr.write(f"pactgraph: {error.filename or 'file'}: {error.strerror or error}\n")
        sys.exit(1)


def _keep_errors_ours() -> None:
    """Let only this program write to standard error: the engine would add its own traces to our one line."""
    if sys.stderr is not sys.__stderr__ or sys.stderr is None:
        return
    with contextlib.suppress(OSError):
        ours = os.dup(2)
        sys.stderr = open(ours, "w", encoding="utf-8", errors="backslashreplace", newline="\n", buffering=1)  # noqa: PTH123, SIM115
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
