"""The project: its files, their module names, and their bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from asynclint.finding import FileError
from asynclint.project.discovery import Filters, Tree, find_files
from asynclint.project.lookup import Lookup
from asynclint.project.naming import canonical_names
from asynclint.project.requirements import newest_versions
from asynclint.project.roles import role_of
from asynclint.project.root import find_root, named_roots, real_path, reported_paths
from asynclint.project.roots import ImportRoots, ancestors, find_import_roots
from asynclint.project.versions import Newest
from asynclint.settings.model import Settings

# Enough for the imports at the head of a file.
_HEAD = 1 << 16
# Lock files of large projects have some megabytes.
_MOST_OF_A_LOCK = 1 << 25


class SourceFile(msgspec.Struct, frozen=True):
    """One Python file of the project.

    `path` is absolute, `relative` is to the root, with `/` (bytes that are no text as `\\xff`).
    `module` is its canonical name, unique in the project.  `named`: it is among the named paths,
    hence reported; `explicit`: it was named itself, or the named folder is one of tests or of
    migrations, hence reported whatever its role, unless excludes hold for named paths too.
    """

    path: Path
    relative: str
    module: str
    is_package: bool
    named: bool
    explicit: bool


class Project:
    """The files of one root, sorted by their relative paths, and what names mean among them.

    `errors` are the folders that could not be read.  `versions` gives the newest version of those
    distributions (normalised names) that requirement and lock files pin or bound.  `roots` are the folders
    that dotted names start from.  No source is kept but the unsaved buffers.
    """

    def __init__(
        self,
        root: Path,
        files: Sequence[SourceFile],
        errors: Sequence[FileError],
        lookup: Lookup,
        overlays: Mapping[Path, bytes],
        max_file_size: int,
        versions: Mapping[str, Newest],
        roots: ImportRoots,
    ) -> None:
        self.root = root
        self.roots = roots
        self.files = tuple(files)
        self.errors = tuple(errors)
        self.versions = dict(versions)
        self._lookup = lookup
        self._overlays = overlays
        self._most = max_file_size + 1
        self._by_module = {file.module: file for file in self.files}

    def file(self, module: str) -> SourceFile | None:
        """The file with that canonical name."""
        return self._by_module.get(module)

    def resolve(self, name: str, importer: str) -> str | None:
        """The canonical name of the module that the dotted, absolute `name` means in `importer`.

        `importer` is a canonical name; a relative import is made absolute with it.  None: the
        name is not the project's, or that of a namespace package (see `is_namespace`).
        """
        return self._lookup.resolve(name, importer)

    def resolve_loosely(self, name: str, importer: str) -> str | None:
        """A guess for a name that neither `resolve` nor a library knows.

        It looks in the folders around `importer` as if the program were started in one of them.
        """
        return self._lookup.resolve_loosely(name, importer)

    def is_namespace(self, name: str, importer: str) -> bool:
        """Whether `name` is a folder of the project without `__init__.py`, with modules in it.

        To ask after the libraries: a package or module of that name goes first in Python.
        """
        return self._lookup.is_namespace(name, importer)

    def read(self, file: SourceFile) -> bytes:
        """The bytes of `file`, from its unsaved buffer if it has one.

        No more than one byte over the size limit.  Raises OSError.
        """
        return _read(file.path, self._overlays, self._most)


def load_project(settings: Settings, overlays: Mapping[Path, bytes] | None = None) -> Project:
    """Find the root and the files of the project; nothing is parsed.

    `overlays` are unsaved buffers by path; one whose file does not exist is a file all the same.
    Raises `UsageError` for wrong paths.
    """
    buffers = {real_path(path): source for path, source in (overlays or {}).items()}
    root = find_root(settings.paths, settings.root, buffers)
    named = reported_paths(settings.paths, root, buffers)
    fresh = [path for path in buffers if path.is_relative_to(root) and not path.exists()]
    filters = Filters(settings.include, settings.exclude, settings.force_exclude, settings.pattern_root)
    if settings.alone:
        tree = Tree(list(named), {}, [], [], set())
    else:
        tree = find_files(root, filters, (*named, *fresh))

    paths = {_text(path, root): path for path in tree.files}
    markers = {_text(folder, root): names for folder, names in tree.folders.items()}
    roots = find_import_roots(
        paths.keys(),
        markers,
        _outer_names(root),
        lambda file: _read(paths[file], buffers, _HEAD),
        named_roots(settings.src, root),
    )
    modules = canonical_names(paths.keys(), roots)
    asked = _Asked(named, root)
    files = [
        SourceFile(
            path=paths[relative],
            relative=relative,
            module=modules[relative],
            is_package=relative.rpartition("/")[2] == "__init__.py",
            named=asked.holds(relative),
            explicit=not settings.force_exclude and asked.explicitly(relative),
        )
        for relative in sorted(paths)
    ]
    errors = _errors(tree, root, asked)
    pinning = {_text(path, root): path for path in tree.requirements}
    versions = newest_versions(pinning, lambda file: _read(pinning[file], buffers, _MOST_OF_A_LOCK))
    lookup = Lookup(modules, roots)
    return Project(root, files, errors, lookup, buffers, settings.max_file_size, versions, roots)


class _Asked:
    """The named paths, to ask which of the relative paths they hold."""

    def __init__(self, named: Sequence[Path], root: Path) -> None:
        self._named = frozenset(_text(path, root) for path in named)
        self._special = frozenset(path for path in self._named if path and role_of(path) != "code")

    def holds(self, relative: str) -> bool:
        return any(path in self._named for path in ancestors(relative))

    def explicitly(self, relative: str) -> bool:
        return relative in self._named or any(path in self._special for path in ancestors(relative))


def _errors(tree: Tree, root: Path, asked: _Asked) -> list[FileError]:
    errors = []
    for path, message in tree.unreadable:
        relative = _text(path, root)
        errors.append(FileError(relative or ".", 1, 1, message, asked.holds(relative)))
    return sorted(errors, key=lambda error: error.path)


def _outer_names(root: Path) -> tuple[str, ...]:
    """The dotted name of `root`, in parts, where it is a package itself; else empty."""
    names: list[str] = []
    while root.name.isidentifier() and (root / "__init__.py").is_file():
        names.insert(0, root.name)
        root = root.parent
    return tuple(names)


def _text(path: Path, root: Path) -> str:
    """The path relative to `root`, with `/`, as text that can be printed and encoded."""
    relative = path.relative_to(root).as_posix()
    relative = "" if relative == "." else relative
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _read(path: Path, overlays: Mapping[Path, bytes], most: int) -> bytes:
    buffer = overlays.get(path)
    if buffer is not None:
        return buffer[:most]
    with path.open("rb") as file:
        return file.read(most)
