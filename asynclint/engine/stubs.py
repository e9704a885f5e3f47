"""The user's own stubs: their folders, read whole before the analysis."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from asynclint.engine.reading import Reader
from asynclint.errors import UsageError
from asynclint.facts.errors import FactsError
from asynclint.facts.records import ModuleFacts
from asynclint.finding import FileError


class Stubs:
    """The modules of `folders` by the names that people import, and what could not be read.

    Of two folders with the same module, the first counts.  Raises `UsageError` for a folder that is none.
    """

    def __init__(self, folders: Sequence[Path], root: Path) -> None:
        self.facts: dict[str, ModuleFacts] = {}
        self.errors: list[FileError] = []
        self._root = root
        self._files: dict[str, Path] = {}
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(
                    f"`stubs`: {folder} is not a folder: name one that holds `.pyi` files, laid out as"
                    " their modules are imported."
                )
            for name, path in _modules(folder):
                self._files.setdefault(name, path)

    def read(self, reader: Reader) -> None:
        """Reads all of them; parsing nests deeply."""
        for name, path in self._files.items():
            try:
                self.facts[name] = reader.facts(path.read_bytes(), name, path.name == "__init__.pyi")
            except FactsError as error:
                self.errors.append(
                    FileError(self._shown(path), error.line, error.column, error.message, named=True)
                )
            except OSError as error:
                self.errors.append(
                    FileError(self._shown(path), 1, 1, error.strerror or str(error), named=True)
                )

    def path_of(self, module: str) -> str:
        """The file of a module that was read, as errors show it."""
        return self._shown(self._files[module])

    def _shown(self, path: Path) -> str:
        shown = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        return shown.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """The modules below a folder; a distribution of stubs (`acme-stubs`) stands for its package."""
    for path in sorted(_files(folder)):
        first, *rest = path.relative_to(folder).with_suffix("").parts
        parts = [first.removesuffix("-stubs"), *rest] if rest else [first]
        if parts[-1] == "__init__":
            parts.pop()
        if parts:
            yield ".".join(parts), path


def _files(folder: Path) -> Iterator[Path]:
    for inner, _, names in os.walk(folder):
        yield from (Path(inner, name) for name in names if name.endswith(".pyi"))
