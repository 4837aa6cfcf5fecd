"""The command line's entry point: commands, and how a user's mistake ends."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn, cast

import typer

from pactgraph import __version__
from pactgraph.cli.ending import Ended, end, interrupted, promptly
from pactgraph.cli.options import say
from pactgraph.errors import PactgraphError, UsageError

COMMANDS = (
    "demo", "build", "query", "queries", "standing", "gaps", "unlinked", "clusters", "ties", "basis", "ask", "timeline",
    "plan", "brief", "analyse", "export", "check", "identities", "sources", "atlas", "schema", "serve", "doctor",
    "refresh",
)  # fmt: skip
"""Each is a function in the module of its name beside this one; in the order in which they are listed."""
FULL = "the disk is full; make room and run it again"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_DEBUG = "--debug"
_PACKAGE, _LOADER = Path(__file__).parents[1], "loader.py"
_WrongUsage = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])
"""What the library raises for wrong arguments of any kind; which module has it, changes with its versions."""
_LONGEST = 300
"""Characters of a reason that is not ours."""


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def pactgraph(
    debug: Annotated[bool, typer.Option("--debug", help="Where the program itself fails, show its traceback.")] = False,
    version_: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version.")
    ] = False,
) -> None:
    """Show who cooperates with whom against trafficking in persons, and who is left out."""


def command_line(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands; one of them is all that a call of it has to load."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
    app.callback()(pactgraph)
    for name in names:
        module = importlib.import_module(f"pactgraph.cli.{name}")
        app.command(cls=getattr(module, "Command", None))(getattr(module, name))
    return app


def main() -> None:
    """Run the command line; exit 0 fine, 1 the data or the question is wrong, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    _keep_errors_ours()
    # A command ends before it has made much garbage: looking for it takes a tenth of its time, and as much at its end.
    gc.disable()
    atexit.register(gc.freeze)
    try:
        _refuse_arguments(sys.argv[1:])
        with promptly():
            sys.exit(_run())
    except Ended as told:
        interrupted(told.number)
    except MemoryError:
        end(1, "there is not enough memory for this")
    except PactgraphError as error:
        _fail(str(error), 2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong here.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        _fail(f"{error.filename or 'output'}: {FULL if error.errno in _NO_ROOM else error.strerror or error}")
    except Exception as error:
        if sys.argv[1:2] == [_DEBUG]:
            say("".join(traceback.format_exception(error)).rstrip())
        # The engine has exceptions of its own for it.
        _fail(FULL if os.strerror(errno.ENOSPC) in str(error) else _unexpected(error))


def _run() -> int:
    """Run the command that the arguments name; return the exit code. What is wrong with them is our one line, too."""
    try:
        asked = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), None)
        app = command_line([asked] if asked in COMMANDS else COMMANDS)
        code: object = app(prog_name="pactgraph", standalone_mode=False)
    except _WrongUsage as error:
        if not (said := error.format_message()):  # no arguments at all: the help
            error.show()
            return error.exit_code
        path = error.ctx.command_path if error.ctx is not None else "pactgraph"
        raise UsageError(f"{said.rstrip('.')}; `{path} --help` shows what there is") from error
    except typer.Abort as error:
        raise UsageError("broken off") from error
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int = 1) -> NoReturn:
    """End with one message; what a terminal would obey is written out."""
    say(f"pactgraph: {message}")
    sys.exit(code)


def _unexpected(error: Exception) -> str:
    """Return the line for what no code has foreseen: what it is, where in the program, and what to do."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE) or frame.filename.endswith(_LOADER)
    ]
    place = f"{Path(ours[-1].filename).name} row {ours[-1].lineno}, " if ours else ""
    said = " ".join(str(error).split())[:_LONGEST]
    return (
        f"{place}{type(error).__name__}: {said or 'no reason given'}; this is a fault of pactgraph itself: "
        f"`pactgraph {_DEBUG} ...` shows more, please report it"
    )


def _refuse_arguments(arguments: Sequence[str]) -> None:
    """Raise UsageError for an argument that is no text in UTF-8: no name, id or file of ours is spelled so."""
    for number, argument in enumerate(arguments, start=1):
        try:
            argument.encode("utf-8")
        except UnicodeEncodeError:
            readable = os.fsencode(argument).decode("utf-8", "backslashreplace")
            raise UsageError(f"argument {number}, {readable}: not UTF-8; type it again in a UTF-8 terminal") from None


def _drop_output() -> None:
    """Let nothing more be written to standard output: Python would try at its end, and fail again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


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
