"""`asynclint check`: lint, and say what was found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec
from rich.text import Text

from asynclint.cli.complaints import complaint
from asynclint.cli.completion import formats as complete_formats
from asynclint.cli.exits import exit_code
from asynclint.cli.options import Common, WithBaseline, settings_options
from asynclint.cli.output import Output
from asynclint.cli.progress import watched
from asynclint.cli.stdin import overlay
from asynclint.cli.targets import parse_targets
from asynclint.cli.writing import Writer
from asynclint.errors import UsageError
from asynclint.reports.formats import FORMATS
from asynclint.reports.shown import shown
from asynclint.reports.words import printable
from asynclint.settings.model import Changes

_STDIN = Path("-")


@click.command(cls=WithBaseline)
@settings_options
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    shell_complete=complete_formats,
    help=f"{', '.join(FORMATS)}. With FILE it is written there; may be repeated.  [default: text]",
)
@click.option(
    "--output-file",
    metavar="FILE",
    help="Where the report goes that has no FILE of its own.  [default: standard output]",
)
@click.option(
    "--stdin-filename",
    metavar="PATH",
    help="The file that `-` (standard input) stands for, whether it exists or not.",
)
@click.option("--since", metavar="REF", help="Report what the changes since the merge base with REF bring.")
@click.option("--patch", metavar="FILE", help="Report what a unified diff brings; `-` is standard input.")
@click.option(
    "--through",
    is_flag=True,
    help="Report findings elsewhere too where the way to a blocking operation passes through one of PATHS.",
)
@click.option("--show-suppressed", is_flag=True, help="Show suppressed findings too, marked.")
@click.option(
    "--report-unused-suppressions",
    is_flag=True,
    help="Report suppression comments that silence nothing.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--statistics", "show_statistics", is_flag=True, help="Show counts, not findings.")
@click.option("-q", "--quiet", is_flag=True, help="Show findings only, no summary.")
def check(
    common: Common,
    formats: tuple[str, ...],
    output_file: str | None,
    stdin_filename: str | None,
    since: str | None,
    patch: str | None,
    through: bool,
    show_suppressed: bool,
    report_unused_suppressions: bool,
    exit_zero: bool,
    show_statistics: bool,
    quiet: bool,
) -> int:
    """Lint the project that PATHS belong to (default: the current folder).

    The whole project is always analysed; PATHS choose what is reported. `-` is standard input.

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or settings, or a named file
    that could not be read or parsed, 3 a defect of asynclint.
    """
    # Here, so that `--help` and `rule` need not wait for the analysis to be imported.
    from asynclint.engine.pipeline import check as run

    targets = parse_targets(formats, output_file)
    common, overlays = _standard_input(common, stdin_filename, patch)
    settings = msgspec.structs.replace(
        common.configure(overlays).settings,
        report_unused_suppressions=report_unused_suppressions,
        changes=_changes(since, patch, through=through),
        through=through,
    )
    err = Output(sys.stderr, os.environ)
    with watched(err) as progress:
        report = run(settings, progress, overlays)
    code = exit_code(report, settings.fail_on, exit_zero=exit_zero)
    visible = shown(report, suppressed=show_suppressed)
    write = Writer(visible, overlays, show_statistics=show_statistics, quiet=quiet)
    for target in targets:
        target.write(write)
    err.lines(Text.assemble(("note: ", "bold"), printable(note)) for note in report.notes)
    err.lines(complaint(error) for error in report.errors)
    return code


def _standard_input(common: Common, name: str | None, patch: str | None) -> tuple[Common, dict[Path, bytes]]:
    """The options with the buffer's file for `-`, and the buffer by its real path."""
    if _STDIN not in common.paths:
        if name is not None:
            raise UsageError("--stdin-filename names what `-` stands for: name `-` among the paths as well.")
        return common, {}
    if patch == "-":
        raise UsageError("`-` and `--patch -` would both read standard input: give one of them a file.")
    path, content = overlay(name)
    paths = tuple(path if given == _STDIN else given for given in common.paths)
    return msgspec.structs.replace(common, paths=paths), {path: content}


def _changes(since: str | None, patch: str | None, *, through: bool) -> Changes | None:
    chosen = {"--since": since is not None, "--patch": patch is not None, "--through": through}
    given = [name for name, is_given in chosen.items() if is_given]
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} exclude each other: leave one out.")
    if since is not None:
        return Changes(since=since)
    if patch is None:
        return None
    try:
        return Changes(patch=sys.stdin.buffer.read() if patch == "-" else Path(patch).read_bytes())
    except OSError as error:
        raise UsageError(f"--patch: {patch} cannot be read: {error.strerror or error}.") from error
