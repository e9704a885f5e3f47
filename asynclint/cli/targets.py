"""Where a run's reports go: `--output-format`, `--output-file`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from asynclint.cli.output import Output
from asynclint.errors import UsageError
from asynclint.project.replacing import replacing
from asynclint.reports.formats import FORMATS, Format

Write = Callable[[Format, Output], None]


class Target(msgspec.Struct, frozen=True):
    """One report: its format, and the file that gets it, None for standard output."""

    output_format: Format
    file: Path | None

    def write(self, write: Write) -> None:
        """Has `write` make the report.  A file is written whole or not at all; raises `UsageError`."""
        if self.file is None:
            write(self.output_format, Output(sys.stdout, os.environ))
            return
        try:
            with replacing(self.file) as stream:
                write(self.output_format, Output(stream, {"NO_COLOR": "1"}))
        except OSError as error:
            raise UsageError(f"{self.file} cannot be written: {error.strerror or error}.") from error


def parse_targets(formats: Sequence[str], output_file: str | None) -> tuple[Target, ...]:
    """The targets of `FORMAT` and `FORMAT=FILE` options; `output_file` takes the one without a file.

    There is always one of these, text if none is named.  Raises `UsageError` for an unknown format,
    two without a file, one file for two reports, and a file in a folder that does not exist.
    """
    plain: list[Format] = []
    targets = []
    for given in formats:
        name, equals, file = given.partition("=")
        if name not in FORMATS:
            raise UsageError(f"--output-format: `{name}` is none of {', '.join(FORMATS)}.")
        if equals:
            targets.append(Target(name, _file(file)))
        else:
            plain.append(name)
    if len(plain) > 1:
        raise UsageError("--output-format: only one report goes to standard output: write FORMAT=FILE.")
    main = Target(plain[0] if plain else "text", None if output_file is None else _file(output_file))
    targets.insert(0, main)
    files = [target.file for target in targets]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None or files.count(None) > 1:
        raise UsageError(f"{twice or 'standard output'} is to get two reports: give each its own file.")
    return tuple(targets)


def _file(name: str) -> Path | None:
    if name == "-":
        return None
    path = Path(name)
    if not name or path.is_dir():
        raise UsageError(f"`{name}` is no file to write a report to.")
    if not path.parent.is_dir():
        raise UsageError(f"the folder of {name} does not exist: make it first.")
    return path
