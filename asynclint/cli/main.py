"""The command line: its commands, and what becomes of exceptions."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence

import click
from rich.text import Text

from asynclint import __version__
from asynclint.cli.baseline import baseline
from asynclint.cli.check import check
from asynclint.cli.completion import completion
from asynclint.cli.config import config
from asynclint.cli.library import library
from asynclint.cli.output import Output
from asynclint.cli.rule import rule
from asynclint.errors import AsynclintError, InternalError

_USAGE = 2
_DEFECT = InternalError.exit_code
_INTERRUPTED = 130
_FRAMES = 6


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="asynclint", message="%(prog)s %(version)s")
def cli() -> None:
    """Finds what blocks the event loop of a FastAPI application, and how it gets there."""


cli.add_command(baseline)
cli.add_command(check)
cli.add_command(completion)
cli.add_command(config)
cli.add_command(library)
cli.add_command(rule)


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line with `args` (default: the process's own); returns the exit code."""
    try:
        code = cli.main(args, prog_name="asynclint", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return _USAGE
    except AsynclintError as error:
        if error.exit_code == _DEFECT:
            return _defect(error)
        _complain([Text.assemble(("error: ", "bold red"), str(error))])
        return error.exit_code
    except Exception as error:
        return _defect(error)
    return code if isinstance(code, int) else 0


def _defect(error: Exception) -> int:
    _complain(_report(error))
    return _DEFECT


def _report(error: Exception) -> Iterator[Text]:
    message = traceback.format_exception_only(error)[-1].strip()
    yield Text.assemble(("asynclint failed: ", "bold red"), message)
    yield Text("This is a defect of asynclint, not of your code. Please report it to asynclint's issue")
    yield Text("tracker, with the lines below and, where you can, the file that it happens on.")
    python = ".".join(map(str, sys.version_info[:3]))
    yield Text(f"asynclint {__version__}, Python {python}, {sys.platform}")
    # The innermost frames: a recursion would fill the screen.
    for frame in traceback.format_tb(error.__traceback__)[-_FRAMES:]:
        for line in frame.rstrip().splitlines():
            yield Text(line, style="dim")


def _complain(lines: Sequence[Text] | Iterator[Text]) -> None:
    Output(sys.stderr, os.environ).lines(lines)
