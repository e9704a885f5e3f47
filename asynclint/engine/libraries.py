"""What the bundled stubs know: of one library, of all, and what a project uses that they do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asynclint.engine.analysis import analyse
from asynclint.engine.cache import FactsCache
from asynclint.engine.deep import run_deep
from asynclint.engine.reading import Reader
from asynclint.engine.ready import Ready
from asynclint.errors import UsageError, nearest
from asynclint.finding import FileError, Record
from asynclint.libraries.catalog import Entry, read_catalog
from asynclint.libraries.loader import Library
from asynclint.program.knowledge import Knowledge
from asynclint.program.linked import Program
from asynclint.program.modules import Names
from asynclint.project.requirements import normalized
from asynclint.settings.model import Settings


class Missing(Record, frozen=True):
    """The packages without a stub that a project imports, with their calls on the loop; most first.

    `errors`: the files that could not be read.
    """

    packages: Mapping[str, int]
    errors: tuple[FileError, ...] = ()


def known_libraries() -> dict[str, Entry]:
    """The catalogue's entries by distribution, sorted."""
    return dict(sorted((name, entry) for group in read_catalog().values() for name, entry in group.items()))


def find_library(name: str) -> tuple[str, Entry]:
    """The library of a distribution's name, or of a name that people import; raises `UsageError`."""
    known = known_libraries()
    wanted = name.strip()
    for library, entry in known.items():
        if normalized(library) == normalized(wanted):
            return library, entry
    for library, entry in known.items():
        if any(f"{wanted}.".startswith(f"{module}.") for module in entry.modules):
            return library, entry
    names = [*known, *(module for entry in known.values() for module in entry.modules)]
    near = nearest(wanted, names)
    hint = f"did you mean `{near}`?" if near else "`asynclint library` lists those that have one."
    raise UsageError(f"no stub for a library `{wanted}`: {hint}")


def knowledge(entry: Entry, cache: Path | None = None) -> Knowledge:
    """What the stubs of a library say; `cache` is the folder where their facts are kept."""
    facts = FactsCache(cache)
    nowhere = Names(lambda name, importer: None, lambda name, importer: None, lambda name, importer: False)

    def read() -> Knowledge:
        return Program([], nowhere, Library(Ready(Reader(facts, Settings().max_file_size).facts))).knowledge(
            entry.modules
        )

    found = run_deep(read)
    facts.flush()
    return found


def missing_libraries(settings: Settings) -> Missing:
    """The packages without a stub that a project uses; raises `UsageError` for wrong settings."""
    found: dict[str, int] = {}
    analysis = analyse(settings, ask=lambda program: found.update(program.foreign_packages()))
    return Missing(found, analysis.errors)
