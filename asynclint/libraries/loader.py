"""Finds stub modules by the name that people import, and reads them on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from asynclint.facts.records import ModuleFacts

STUBS = Path(__file__).parent / "stubs"
STANDARD = "stdlib"

Read = Callable[[bytes, str, bool], ModuleFacts]


class Library:
    """The bundled stubs, and before them the user's own.

    `read(source, name, is_package)` turns bytes into facts, through a cache where the caller has
    one.  A bundled module is read when it is first asked for.  `own` are modules that are read already:
    each goes before the bundled one of its name.
    """

    def __init__(
        self, read: Read, folder: Path = STUBS, own: Mapping[str, ModuleFacts] | None = None
    ) -> None:
        self._read = read
        self._own = dict(own or {})
        self._paths: dict[str, Path] = {}
        self._folders: set[str] = set()
        for root in (folder, folder / STANDARD):
            for path in sorted(root.rglob("*.pyi")):
                parts = path.relative_to(root).with_suffix("").parts
                if root == folder and parts[0] == STANDARD:
                    continue
                if parts[-1] == "__init__":
                    parts = parts[:-1]
                self._paths[".".join(parts)] = path
                self._folders.update(".".join(parts[:end]) for end in range(1, len(parts)))
        for name in self._own:
            self._folders.update(packages(name))

    def find(self, name: str) -> ModuleFacts | None:
        """The facts of the stub module of that name."""
        if name in self._own:
            return self._own[name]
        path = self._paths.get(name)
        if path is None:
            return None
        return self._read(path.read_bytes(), name, path.name == "__init__.pyi")

    def read(self, name: str, source: str) -> ModuleFacts:
        """The facts of a package that has no stub, from a source that was written for it."""
        return self._read(source.encode(), name, True)

    def has_submodules(self, name: str) -> bool:
        """Whether some stub module lies below `name`."""
        return name in self._folders

    @property
    def own(self) -> Mapping[str, ModuleFacts]:
        """The user's own stubs, by the names that people import."""
        return self._own

    def names(self) -> list[str]:
        """All stub modules."""
        return sorted({*self._paths, *self._own})


def packages(name: str) -> list[str]:
    """The packages that a module lies in."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]
