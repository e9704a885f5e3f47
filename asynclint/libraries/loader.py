"""Finds stub modules by the name that people import, and reads them on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from asynclint.facts.records import ModuleFacts

STUBS = Path(__file__).parent / "stubs"
STANDARD = "stdlib"

Read = Callable[[bytes, str, bool], ModuleFacts]


class Library:
    """The bundled stubs.

    `read(source, name, is_package)` turns bytes into facts, through a cache where the caller has
    one.  A module is read when it is first asked for.
    """

    def __init__(self, read: Read, folder: Path = STUBS) -> None:
        self._read = read
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

    def find(self, name: str) -> ModuleFacts | None:
        """The facts of the stub module of that name."""
        path = self._paths.get(name)
        if path is None:
            return None
        return self._read(path.read_bytes(), name, path.name == "__init__.pyi")

    def has_submodules(self, name: str) -> bool:
        """Whether some stub module lies below `name`."""
        return name in self._folders

    def names(self) -> list[str]:
        """All stub modules."""
        return sorted(self._paths)
