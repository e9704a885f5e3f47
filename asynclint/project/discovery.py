"""The Python files below a folder, without those that git or the settings exclude."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from pathspec import GitIgnoreSpec

from asynclint.project.ignore import IgnoreRules, patterns
from asynclint.project.requirements import states_versions
from asynclint.settings.model import DEFAULT_INCLUDE

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
    `FOLDER_MARKERS` that it holds.  `requirements` are the files that may pin versions; `skipped` the
    files and folders that something excludes, without what lies below these.
    """

    files: list[Path]
    folders: dict[Path, frozenset[str]]
    unreadable: list[Unreadable]
    requirements: list[Path]
    skipped: set[Path]


class Filters(msgspec.Struct, frozen=True):
    """Which files count, as patterns in the form of .gitignore.

    `include` are those that are Python, `exclude` those to leave out; `force`: named paths too.
    `base` is the folder that patterns are matched from; None for the root.
    """

    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = ()
    force: bool = False
    base: Path | None = None


def find_files(root: Path, filters: Filters, named: Sequence[Path]) -> Tree:
    """All Python files of the project, and each of the `named` paths below `root`.

    A named file is taken even if it is excluded, and so is what a named folder holds, unless the
    filters say otherwise.
    Symbolic links to folders are not followed; one to a file is taken where the file lies outside
    the root.
    """
    tree = Tree([], {}, [], [], set())
    excluded = patterns(filters.exclude)
    walk = _Walk(root, filters, excluded, tree)
    walk.down(root, filters.base or root, IgnoreRules.above(root))
    if filters.force:
        named = [path for path in named if not walk.excludes(path)]
    folders = [path for path in named if path.is_dir()]
    for folder in sorted(folders, key=lambda path: len(path.parts)):
        if folder not in tree.folders:
            _add_parents(folder, root, tree)
            # Rules of the folders above exclude this one; they would exclude all that it holds.
            walk.down(folder, folder, IgnoreRules())
    found = set(tree.files)
    for path in named:
        if path not in found and path not in tree.folders:
            _add_parents(path, root, tree)
            tree.files.append(path)
            found.add(path)
    return tree


class _Walk:
    """Fills a tree, folder by folder."""

    def __init__(self, root: Path, filters: Filters, excluded: GitIgnoreSpec | None, tree: Tree) -> None:
        self._root = root
        self._base = filters.base or root
        self._excluded = excluded
        self._tree = tree
        self._included = patterns(filters.include)
        # Most projects include what ends with .py: that is faster told without patterns.
        self._by_ending = filters.include == DEFAULT_INCLUDE

    def down(self, start: Path, base: Path, rules: IgnoreRules) -> None:
        """Takes what `start` holds; excludes are matched from `base`."""
        tree = self._tree
        prefix = base.as_posix().rstrip("/") + "/"
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
                tree.skipped.add(folder)
                continue
            tree.folders[folder] = names & FOLDER_MARKERS
            tree.requirements.extend(
                folder / name for name in names if states_versions(f"{folder.name}/{name}")
            )
            if ".gitignore" in names:
                rules = rules.with_file(folder, folder / ".gitignore")
            for entry in entries:
                path = Path(entry.path)
                kind = self._kind(entry)
                if kind == "other" or path in tree.folders:
                    continue
                mark = "/" if kind == "folder" else ""
                if _skips(path.as_posix() + mark, prefix, self._excluded, rules):
                    tree.skipped.add(path)
                elif kind == "folder":
                    stack.append((path, rules))
                else:
                    tree.files.append(path)

    def excludes(self, path: Path) -> bool:
        """Whether a named path is left out; one that is not on disk only by the patterns."""
        if path in self._tree.skipped or any(above in self._tree.skipped for above in path.parents):
            return True
        if self._excluded is None or not path.is_relative_to(self._base) or path == self._base:
            return False
        return self._excluded.match_file(path.relative_to(self._base).as_posix())

    def _kind(self, entry: os.DirEntry[str]) -> Literal["file", "folder", "other"]:
        try:
            if entry.is_symlink():
                is_file = self._is_python(entry) and _is_outer_file(Path(entry.path), self._root)
                return "file" if is_file else "other"
            if entry.is_dir(follow_symlinks=False):
                return "folder"
            return "file" if self._is_python(entry) and entry.is_file(follow_symlinks=False) else "other"
        except OSError:
            return "other"

    def _is_python(self, entry: os.DirEntry[str]) -> bool:
        if self._by_ending:
            return entry.name.endswith(".py")
        path = Path(entry.path)
        if self._included is None or not path.is_relative_to(self._base):
            return False
        return self._included.match_file(path.relative_to(self._base).as_posix())


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
