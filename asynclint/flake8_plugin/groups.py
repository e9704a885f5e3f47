"""The projects of the names that flake8 is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from asynclint.errors import UsageError
from asynclint.project.config import OWN_FILE, PYPROJECT
from asynclint.project.root import exists, find_root, marked_root, real_path


class Group(msgspec.Struct, frozen=True):
    """Files and folders that are analysed together; `alone`: one file, without what lies beside it.

    Without a project there are no settings, and no folder to keep anything in.
    """

    root: Path
    paths: tuple[Path, ...]
    alone: bool = False
    has_project: bool = True

    def split(self) -> list[Group]:
        """Each file by itself, with the settings of the project, and the folders together."""
        if self.alone:
            return [self]
        folders = tuple(path for path in self.paths if path.is_dir())
        files = [Group(self.root, (path,), alone=True) for path in self.paths if path not in folders]
        return [*files, *([Group(self.root, folders)] if folders else ())]


def grouped(paths: Sequence[Path], override: Path | None, buffer: Path | None = None) -> list[Group]:
    """The given paths by project.

    As on asynclint's own command line, paths with a project in common are of that one.  The `buffer` of an
    editor (a real path) need not belong to any; nor, with an `override`, need what lies outside of it.
    A home folder that is merely kept in git is no project: it would be searched whole for one file.
    Raises `UsageError` for an override that is no folder.
    """
    real = [real_path(path) for path in paths]
    if override is not None:
        root = find_root((), override)
        inside = tuple(path for path in real if path.is_relative_to(root))
        outside = [_alone(path) for path in real if not path.is_relative_to(root) and not path.is_dir()]
        return [*([Group(root, inside)] if inside else ()), *outside]
    home = _home()
    # By folder, as hooks name thousands of files of a few.
    bare = {folder for folder in {path.parent for path in real} if _is_bare(folder, home)}
    loose = [path for path in real if path != buffer and path.parent in bare and not path.is_dir()]
    if buffer is not None and marked_root(buffer.parent) in (None, home):
        loose.append(buffer)
    apart = set(loose)
    return [*map(_alone, loose), *_by_root([path for path in real if path not in apart], buffer)]


def _is_bare(folder: Path, home: Path | None) -> bool:
    """Whether a folder is the home folder or above, or a part of it, and in no project."""
    if home is None:
        return False
    root = marked_root(folder)
    return root == home or (root is None and home.is_relative_to(folder))


def _home() -> Path | None:
    """The home folder, unless an application lies right in it, as it may in a container."""
    try:
        home = real_path(Path.home())
    except RuntimeError:
        return None
    return None if any(exists(home / name) for name in (PYPROJECT, OWN_FILE)) else home


def _by_root(paths: Sequence[Path], buffer: Path | None) -> list[Group]:
    if not paths:
        return []
    unsaved = () if buffer is None else (buffer,)
    try:
        return [Group(find_root(paths, None, unsaved), tuple(paths))]
    except UsageError:
        # Nothing in common but the file system.
        roots = [(find_root((path,), None, unsaved), path) for path in paths]
    return [Group(root, _of(root, roots)) for root in dict.fromkeys(root for root, _ in roots)]


def _of(root: Path, roots: Iterable[tuple[Path, Path]]) -> tuple[Path, ...]:
    return tuple(path for found, path in roots if found == root)


def _alone(path: Path) -> Group:
    """The folder of a buffer that was never saved need not exist."""
    root = next(folder for folder in path.parents if folder.is_dir())
    return Group(root, (path,), alone=True, has_project=False)
