"""Finds stub modules by the name that people import, and reads them on demand."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from asynclint.facts.records import ModuleFacts

STUBS = Path(__file__).parent / "stubs"
# Where the standard library lies, which is no package.
STANDARD = "stdlib"

_SUFFIX = ".pyi"
_INIT = f"__init__{_SUFFIX}"

Read = Callable[[bytes, str, bool], ModuleFacts]


class Library:
    """The bundled stubs, and before them the user's own.

    `read(source, name, is_package)` turns bytes into facts, through a cache where the caller has
    one.  A bundled module is looked for, and read, when it is first asked for.  `own` are modules that
    are read already: each goes before the bundled one of its name.
    """

    def __init__(
        self, read: Read, folder: Path = STUBS, own: Mapping[str, ModuleFacts] | None = None
    ) -> None:
        self._read = read
        self._own = dict(own or {})
        self._own_packages = {package for name in self._own for package in packages(name)}
        self._roots = (str(folder / STANDARD), str(folder))
        # The names in each folder that was looked into: one listing instead of many questions.
        self._listed: dict[str, frozenset[str]] = {}

    def find(self, name: str) -> ModuleFacts | None:
        """The facts of the stub module of that name."""
        if name in self._own:
            return self._own[name]
        path = self.path_of(name)
        if path is None:
            return None
        return self._read(path.read_bytes(), name, path.name == _INIT)

    def read(self, name: str, source: str) -> ModuleFacts:
        """The facts of a package that has no stub, from a source that was written for it."""
        return self._read(source.encode(), name, True)

    @property
    def own(self) -> Mapping[str, ModuleFacts]:
        """The user's own stubs, by the names that people import."""
        return self._own

    def names(self) -> list[str]:
        """All stub modules; walks all folders, for questions about the stubs themselves."""
        folder = Path(self._roots[1])
        return sorted({*self._own, *(module_of(path, folder) for path in folder.rglob("*.pyi"))})

    def has_submodules(self, name: str) -> bool:
        """Whether some stub module lies below `name`."""
        if name in self._own_packages:
            return True
        parts = name.split(".")
        return any(
            self._is_folder(root, parts) and self._names(os.path.join(root, *parts)) - {_INIT}  # noqa: PTH118
            for root in self._roots
        )

    def path_of(self, name: str) -> Path | None:
        """The bundled file of that module."""
        *outer, last = name.split(".")
        for root in self._roots:
            if not self._is_folder(root, outer):
                continue
            folder = os.path.join(root, *outer)  # noqa: PTH118 - asked for thousands of names
            names = self._names(folder)
            if last in names and _INIT in self._names(f"{folder}{os.sep}{last}"):
                return Path(folder, last, _INIT)
            if last != "__init__" and f"{last}{_SUFFIX}" in names:
                return Path(folder, f"{last}{_SUFFIX}")
        return None

    def _is_folder(self, root: str, parts: list[str]) -> bool:
        """Whether the folder of a package is there: names are compared as written, case included."""
        folder = root
        for part in parts:
            # "stdlib" is where the standard library lies, no package.
            if part not in self._names(folder) or (folder == self._roots[1] and part == STANDARD):
                return False
            folder = f"{folder}{os.sep}{part}"
        return bool(self._names(folder))

    def _names(self, folder: str) -> frozenset[str]:
        found = self._listed.get(folder)
        if found is None:
            try:
                found = frozenset(os.listdir(folder))  # noqa: PTH208 - names, not paths
            except OSError:
                found = frozenset()
            self._listed[folder] = found
        return found


def module_of(path: Path, folder: Path = STUBS) -> str:
    """The name that people import for a stub file below `folder`."""
    parts = path.relative_to(folder).with_suffix("").parts
    if parts[0] == STANDARD:
        parts = parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def packages(name: str) -> list[str]:
    """The packages that a module lies in."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]
