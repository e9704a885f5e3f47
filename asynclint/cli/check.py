"""`asynclint check`: lint, and say what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, cast

import click
from rich.text import Text

from asynclint import __version__
from asynclint.cli.output import Output
from asynclint.cli.progress import TerminalProgress
from asynclint.cli.sources import line_reader
from asynclint.finding import Confidence, FileError, Report
from asynclint.reports import concise, json, statistics, text
from asynclint.reports.words import printable
from asynclint.settings.model import Settings

OutputFormat = Literal["text", "concise", "json"]


def _selectors(context: click.Context, parameter: click.Parameter, value: Iterable[str]) -> tuple[str, ...]:
    """Options may be repeated, and each may hold several selectors with commas between."""
    pieces = (piece.strip() for given in value for piece in given.split(","))
    return tuple(piece for piece in pieces if piece)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="The project's root folder. Default: the nearest one with pyproject.toml or .git.",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "concise", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--select",
    multiple=True,
    callback=_selectors,
    metavar="CODES",
    help="The rules to run: codes, prefixes such as ASL1, names, or ALL.",
)
@click.option("--ignore", multiple=True, callback=_selectors, metavar="CODES", help="Rules to leave out.")
@click.option(
    "--extend-select",
    multiple=True,
    callback=_selectors,
    metavar="CODES",
    help="Rules to run besides the selected ones.",
)
@click.option(
    "--confidence",
    type=click.Choice(["certain", "likely"]),
    help="The lowest confidence to report. Default: likely for ASL1 and ASL2, else certain.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Processes that read files; 0: as many as pay, 1: no further ones.  [default: 0]",
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--statistics", "show_statistics", is_flag=True, help="Show counts, not findings.")
@click.option("-q", "--quiet", is_flag=True, help="Show findings only, no summary.")
def check(
    paths: tuple[Path, ...],
    root: Path | None,
    output_format: OutputFormat,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    confidence: str | None,
    jobs: int,
    no_cache: bool,
    show_statistics: bool,
    quiet: bool,
) -> int:
    """Lint the project that PATHS belong to (default: the current folder).

    The whole project is always analysed; PATHS choose what is reported.

    Exit code: 0 nothing found, 1 findings, 2 wrong usage or a named file that could not be
    parsed, 3 a defect of asynclint.
    """
    # Here, so that `--help` and `rule` need not wait for the analysis to be imported.
    from asynclint.engine.pipeline import check as run

    settings = Settings(
        paths=paths,
        root=root,
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        confidence=cast("Confidence | None", confidence),
        cache=not no_cache,
        jobs=jobs,
    )
    out = Output(sys.stdout, os.environ)
    err = Output(sys.stderr, os.environ)
    with ExitStack() as stack:
        progress = stack.enter_context(TerminalProgress(err.console)) if err.is_terminal else None
        report = run(settings, progress)
    _print(report, out, output_format, show_statistics=show_statistics, quiet=quiet)
    err.lines(Text.assemble(("note: ", "bold"), printable(note)) for note in report.notes)
    err.lines(_complaint(error) for error in report.errors)
    return _exit_code(report)


def _print(
    report: Report,
    out: Output,
    output_format: OutputFormat,
    *,
    show_statistics: bool,
    quiet: bool,
) -> None:
    if output_format == "json":
        out.pieces(json.pieces(report, __version__))
    elif show_statistics:
        out.lines(statistics.lines(report))
    elif output_format == "concise":
        out.lines(concise.lines(report, quiet=quiet))
    else:
        read_lines = line_reader(Path(report.root))
        out.lines(text.lines(report, read_lines, quiet=quiet, width=out.width, ascii_only=out.ascii_only))


def _complaint(error: FileError) -> Text:
    kind, style = ("error", "bold red") if error.named else ("warning", "bold yellow")
    line = Text()
    line.append(f"{kind}: ", style=style)
    line.append(f"{printable(error.path)}:{error.line}:{error.column}", style="cyan")
    return line.append(f": {printable(error.message)}")


def _exit_code(report: Report) -> int:
    if any(error.named for error in report.errors):
        return 2
    return int(any(not finding.suppressed for finding in report.findings))
