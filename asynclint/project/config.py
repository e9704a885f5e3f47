"""The settings file of a project: found on disk and read."""

from __future__ import annotations

from pathlib import Path

from asynclint.errors import UsageError
from asynclint.project.root import exists
from asynclint.settings.parsing import Parsed, parse

OWN_FILE = "asynclint.toml"
PYPROJECT = "pyproject.toml"


def find_config(root: Path) -> tuple[Path, Parsed] | None:
    """The nearest settings at or above `root`, and not above the repository that holds it.

    In one folder asynclint.toml goes before pyproject.toml; a pyproject.toml without
    `[tool.asynclint]` does not count.  Raises `UsageError` for a file that is wrong.
    """
    for folder in (root, *root.parents):
        for name in (OWN_FILE, PYPROJECT):
            path = folder / name
            if exists(path) and path.is_file():
                parsed = read_config(path, _shown(path, root))
                if parsed is not None:
                    return path, parsed
        if exists(folder / ".git"):
            break
    return None


def read_config(path: Path, shown: str) -> Parsed | None:
    """The settings in `path`; None for a pyproject.toml without any.  Raises `UsageError`."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"the settings in {shown} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown}: not UTF-8 (byte {error.start}): save the file as UTF-8.") from error
    return parse(text.removeprefix("\N{BYTE ORDER MARK}"), shown, pyproject=path.name == PYPROJECT)


def _shown(path: Path, root: Path) -> str:
    return path.name if path.parent == root else str(path)
