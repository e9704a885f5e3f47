"""Running the real command in a folder, as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def asynclint(
    folder: Path, *arguments: str, stdin: bytes | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    """`asynclint ARGUMENTS` in `folder`; the text of its streams, and its exit code."""
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "asynclint", *arguments],
        cwd=folder,
        env={**inherited, "PYTHONPATH": os.pathsep.join(sys.path), **environ},
        input=stdin if stdin is not None else b"",
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )
