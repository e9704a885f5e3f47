"""Standard input as a file of the project."""

from __future__ import annotations

import sys
from pathlib import Path

from asynclint.errors import UsageError
from asynclint.project.root import real_path

# Where nobody says what the buffer is called.
_UNNAMED = "stdin.py"


def overlay(name: str | None) -> tuple[Path, bytes]:
    """The real path that the buffer stands for, and its bytes.

    `name` is relative to the current folder and need not exist.  Raises `UsageError` for a folder.
    """
    path = real_path(Path(name or _UNNAMED))
    if path.is_dir():
        raise UsageError(f"--stdin-filename: {name} is a folder: name the file that `-` stands for.")
    return path, sys.stdin.buffer.read()
