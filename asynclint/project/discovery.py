"""The Python files below a folder, without those that git or the settings exclude."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pathspec import GitIgnoreSpec

from asynclint.project.ignore import IgnoreRules, patterns
from asynclint.project.requirements import states_versions

# Files that tell something about the folder that holds them.
FOLDER_MARKERS = frozenset(
    {
        "__init__.py",
        "pyproject.toml",
        "setup.py",
        "setup.cfg",
        "manage.py",
        "requirements.txt",
        "Pipfile",
        "alembic.ini",
        "Dockerfile",
    }
)
# Build outputs, but also names that people give to packages: only without __init__.py, and not
# inside a package.
_OUTPUT_FOLDERS = frozenset({"build", "dist"})


class Unreadable(NamedTuple):
    """A folder or file that could not be read."""

    path: Path
    message: str


class Tree(NamedTuple):
    """What was found: Python files, the folders that were entered, what could not be read.

    All paths are absolute and in no special order; `folders` gives for each folder those
    `FOLDER_MARKERS` that it holds.  `requirements` are the files that may pin versions.
    """

    files: list[Path]
    folders: dict[Path, frozenset[str]]
    unreadable: list[Unreadable]
    requirements: list[Path]


def find_files(root: Path, exclude: Sequence[str], named: Sequence[Path]) -> Tree:
    """All `.py` files of the project, and each of the `named` paths below `root`.

    A named file is taken even if it is excluded, and so is what a named folder holds.
    Symbolic links to folders are not followed; one to a file is taken where the file lies outside
    the root.
    """
    tree = Tree([], {}, [], [])
    excluded = patterns(exclude)
    _walk(root, root, excluded, IgnoreRules.above(root), tree)
    folders = [path for path in named if path.is_dir()]
    for folder in sorted(folders, key=lambda path: len(path.parts)):
        if folder not in tree.folders:
            _add_parents(folder, root, tree)
            # Rules of the folders above exclude this one; they would exclude all that it holds.
            _walk(folder, root, excluded, IgnoreRules(), tree)
    found = set(tree.files)
    for path in named:
        if path not in found and path not in tree.folders:
            _add_parents(path, root, tree)
            tree.files.append(path)
            found.add(path)
    return tree


def _walk(start: Path, root: Path, excluded: GitIgnoreSpec | None, rules: IgnoreRules, tree: Tree) -> None:
    prefix = start.as_posix().rstrip("/") + "/"
    stack = [(start, rules)]
    while stack:
        folder, rules = stack.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            tree.unreadable.append(
                Unreadable(folder, f"The folder cannot be read: {error.strerror or error}")
            )
            continue
        names = frozenset(entry.name for entry in entries)
        if folder != start and _is_generated(folder, names, tree.folders.get(folder.parent, frozenset())):
            continue
        tree.folders[folder] = names & FOLDER_MARKERS
        tree.requirements.extend(folder / name for name in names if states_versions(f"{folder.name}/{name}"))
        if ".gitignore" in names:
            rules = rules.with_file(folder, folder / ".gitignore")
        for entry in entries:
            path = Path(entry.path)
            kind = _kind(entry, root)
            mark = "/" if kind == "folder" else ""
            if (
                kind == "other"
                or path in tree.folders
                or _skips(path.as_posix() + mark, prefix, excluded, rules)
            ):
                continue
            if kind == "folder":
                stack.append((path, rules))
            else:
                tree.files.append(path)


def _kind(entry: os.DirEntry[str], root: Path) -> Literal["file", "folder", "other"]:
    python = entry.name.endswith(".py")
    try:
        if entry.is_symlink():
            return "file" if python and _is_outer_file(Path(entry.path), root) else "other"
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        return "file" if python and entry.is_file(follow_symlinks=False) else "other"
    except OSError:
        return "other"


def _skips(path: str, prefix: str, excluded: GitIgnoreSpec | None, rules: IgnoreRules) -> bool:
    if excluded is not None and excluded.match_file(path.removeprefix(prefix)):
        return True
    return rules.ignores(path)


def _is_generated(folder: Path, names: frozenset[str], around: frozenset[str]) -> bool:
    """A virtual environment, or the output of a build; `around` are the markers of its parent."""
    if "pyvenv.cfg" in names:
        return True
    return folder.name in _OUTPUT_FOLDERS and "__init__.py" not in names and "__init__.py" not in around


def _is_outer_file(link: Path, root: Path) -> bool:
    target = Path(os.path.realpath(link))
    return target.is_file() and not target.is_relative_to(root)


def _add_parents(path: Path, root: Path, tree: Tree) -> None:
    """Note the markers of the folders between `root` and `path`, which the walk did not enter."""
    for folder in path.parents:
        if folder in tree.folders or not folder.is_relative_to(root):
            break
        tree.folders[folder] = frozenset(name for name in FOLDER_MARKERS if (folder / name).is_file())
