"""`asynclint baseline`: write down what is known, or take out what is no longer there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.text import Text

from asynclint.cli.complaints import complaint
from asynclint.cli.exits import NOTHING, WRONG
from asynclint.cli.options import Common, WithBaseline, baseline_path, settings_options
from asynclint.cli.output import Output
from asynclint.cli.progress import watched
from asynclint.reports.words import counted, printable


@click.command(cls=WithBaseline)
@settings_options
@click.option("--prune", is_flag=True, help="Only remove entries that match nothing any more.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what was written.")
def baseline(common: Common, prune: bool, quiet: bool) -> int:
    """Write the findings of PATHS to the baseline; `asynclint check --baseline` reports the others.

    The file is that of --baseline or of the settings, else asynclint-baseline.jsonl in the project root.
    Entries of files that PATHS do not name are kept.
    """
    # Here, so that `--help` need not wait for the analysis to be imported.
    from asynclint.engine.known import update_baseline

    settings = common.configure().settings
    path = baseline_path(settings)
    err = Output(sys.stderr, os.environ)
    with watched(err) as progress:
        done = update_baseline(settings, path, prune=prune, progress=progress)
    if done.errors:
        err.lines(complaint(error) for error in done.errors)
        err.lines([Text(f"{printable(str(path))} was left as it is: entries of these files would be lost.")])
        return WRONG
    if not quiet:
        Output(sys.stdout, os.environ).lines([Text(_told(done.entries, done.removed, path, prune=prune))])
    return NOTHING


def _told(entries: int, removed: int, path: Path, *, prune: bool) -> str:
    name = printable(os.path.relpath(path))
    if prune:
        obsolete = f"{removed:,} obsolete {'entry' if removed == 1 else 'entries'}"
        verb = "remains" if entries == 1 else "remain"
        return f"Removed {obsolete} from {name}; {entries:,} {verb}."
    return f"Wrote {counted(entries, 'finding')} to {name}."
