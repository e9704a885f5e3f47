"""One `check` for each application: time, memory, findings, and what was not known.

    python benchmarks/applications.py DIR... [--jobs N] [--cache] [--keep FOLDER]

Each run is a process of its own, with the folder as its root.  Without `--cache` nothing is kept
between runs, so that the time is that of a first run.  Seconds are of the clock; memory is the peak of
the command's own process or of its largest worker.  `--keep` writes the JSON reports there, one a
folder, for `sample.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """What one run gave; memory in bytes, the share of calls that were not resolved from 0 to 1."""

    name: str
    files: int
    seconds: float
    memory: int
    findings: int
    unresolved: float
    code: int


def main() -> None:
    """Print a row as each run ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--cache", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    print(f"{'application':28} {'files':>6} {'seconds':>8} {'MB':>6} {'findings':>8} {'unresolved':>10} exit")
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as scratch:
            kept = options.keep or Path(scratch)
            kept.mkdir(parents=True, exist_ok=True)
            row = measured(folder, kept / f"{folder.resolve().name}.json", options.jobs, options.cache)
        print(
            f"{row.name:28} {row.files:6,} {row.seconds:8.1f} {row.memory / 1e6:6.0f} {row.findings:8,}"
            f" {row.unresolved:10.1%} {row.code:4}",
            flush=True,
        )


def measured(folder: Path, report: Path, jobs: int = 0, cache: bool = False) -> Row:
    """Checks the application in `folder` and writes its JSON to `report`."""
    command = [sys.executable, "-m", "asynclint", "check", str(folder), "--root", str(folder)]
    command += ["--output-format", "json", "--jobs", str(jobs), *([] if cache else ["--no-cache"])]
    begin = time.perf_counter()
    with report.open("wb") as out:
        child = os.posix_spawn(
            sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)]
        )
        # The usage of this child alone, its own children included.
        _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    # Kilobytes, but for macOS.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    try:
        whole = json.loads(report.read_text(encoding="utf-8"))
    except ValueError:
        whole = {"findings": [], "statistics": {}}
    numbers = whole["statistics"]
    calls = numbers.get("calls", 0)
    return Row(
        name=folder.resolve().name,
        files=numbers.get("files", 0),
        seconds=seconds,
        memory=memory,
        findings=len(whole["findings"]),
        unresolved=numbers["unresolved_calls"] / calls if calls else 0.0,
        code=os.waitstatus_to_exitcode(status),
    )


if __name__ == "__main__":
    main()
