"""The project root: found from a settings file or git, or given."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from asynclint.errors import UsageError

ROOT_MARKERS = ("pyproject.toml", "asynclint.toml", ".git")


def real_path(path: Path) -> Path:
    """The absolute path without symbolic links; it need not exist."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise UsageError(f"{str(path)!r} cannot be used as a path: {error}") from error


def named_paths(paths: Sequence[Path], unsaved: Collection[Path] = ()) -> tuple[Path, ...]:
    """The given paths, absolute and without symbolic links; none given means the current folder.

    A path may be missing on disk where it is one of the `unsaved` buffers (real paths).
    Raises `UsageError` for a path that is missing or neither file nor folder.
    """
    resolved = []
    for path in paths or (Path(),):
        real = real_path(path)
        problem = "" if real in unsaved else _problem(real)
        if problem:
            raise UsageError(f"{path} {problem}: name a file or a folder.")
        resolved.append(real)
    return tuple(dict.fromkeys(resolved))


def find_root(paths: Sequence[Path], override: Path | None, unsaved: Collection[Path] = ()) -> Path:
    """The folder that is analysed: absolute, without symbolic links.

    `override` wins.  Else it is the nearest folder with pyproject.toml, asynclint.toml or .git, at or
    above the folder that all `paths` share; without one, that shared folder itself.
    Raises `UsageError` for a missing path, an override that is no folder, a path outside of it,
    and paths that share nothing but the file system.
    """
    if override is not None:
        return _given_root(paths, override, unsaved)
    named = named_paths(paths, unsaved)
    shared = _shared_folder(named)
    found = marked_root(shared)
    if found is not None:
        return found
    if shared == Path(shared.anchor) and shared not in named:
        raise UsageError("The given paths have no project folder in common: name it with --root.")
    return shared


def marked_root(folder: Path) -> Path | None:
    """The nearest folder at or above `folder` (absolute) with a marker of a project; None without one."""
    for each in (folder, *folder.parents):
        if any(exists(each / marker) for marker in ROOT_MARKERS):
            return each
    return None


def reported_paths(paths: Sequence[Path], root: Path, unsaved: Collection[Path] = ()) -> tuple[Path, ...]:
    """The named paths below `root`; `root` itself where none is given and one stands outside it."""
    if not paths and not real_path(Path()).is_relative_to(root):
        return (root,)
    return named_paths(paths, unsaved)


def named_roots(folders: Sequence[Path], root: Path) -> frozenset[str]:
    """Import roots that settings name, relative to the project root, with `/`.

    Raises `UsageError` for what is no folder below it.
    """
    found = set()
    for folder in folders:
        real = real_path(folder)
        if not real.is_dir():
            raise UsageError(f"`src`: {folder} is not a folder: name an existing one.")
        if not real.is_relative_to(root):
            raise UsageError(f"`src`: {folder} lies outside the root {root}: name a folder below it.")
        relative = real.relative_to(root).as_posix()
        found.add("" if relative == "." else relative)
    return frozenset(found)


def exists(path: Path) -> bool:
    """Whether there is something at `path`; what may not be asked for is not there."""
    try:
        return path.exists()
    except OSError:
        return False


def repository_top(folder: Path) -> Path | None:
    """The top of the git repository that holds `folder` (absolute); None outside of one."""
    return next((each for each in (folder, *folder.parents) if exists(each / ".git")), None)


def below_repository(root: Path) -> str:
    """The way from the top of the repository to `root`, with a slash at its end; "" for none."""
    top = repository_top(root)
    return "" if top is None or top == root else root.relative_to(top).as_posix() + "/"


def _problem(path: Path) -> str:
    try:
        if path.is_file() or path.is_dir():
            return ""
        return "is neither a file nor a folder" if path.exists() else "does not exist"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"


def _given_root(paths: Sequence[Path], override: Path, unsaved: Collection[Path]) -> Path:
    root = real_path(override)
    if not root.is_dir():
        raise UsageError(f"The root {override} is not a folder: name an existing one with --root.")
    for path in reported_paths(paths, root, unsaved):
        if not path.is_relative_to(root):
            raise UsageError(f"{path} lies outside the root {root}: name a --root that holds it.")
    return root


def _shared_folder(named: Iterable[Path]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in named]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise UsageError("The given paths lie on different drives: check them one by one.") from error
