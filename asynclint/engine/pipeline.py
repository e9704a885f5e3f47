"""The pipeline on one screen: files, facts, program, rules, findings."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from asynclint.engine.cache import FactsCache, key_of
from asynclint.engine.fingerprints import fingerprint
from asynclint.engine.progress import Progress
from asynclint.facts.errors import FactsError
from asynclint.facts.reader import read_module
from asynclint.facts.records import ModuleFacts
from asynclint.finding import FileError, Finding, Report
from asynclint.libraries.loader import Library
from asynclint.program.linked import Names, Program, Source
from asynclint.project.project import Project, SourceFile, load_project
from asynclint.project.roles import role_of
from asynclint.rules.base import Rule
from asynclint.rules.registry import select_rules
from asynclint.settings.model import Settings

T = TypeVar("T")
# Evaluation nests deeply, some kilobytes of stack for each of Python's frames at worst; a thread of
# its own has the stack for it.
_STACK = 512 * 1024 * 1024
_RECURSION = 50_000


class Silent:
    """A progress listener that does not listen."""

    def phase(self, name: str, total: int | None = None) -> None:
        """Ignored."""

    def advance(self, steps: int = 1) -> None:
        """Ignored."""


def check(
    settings: Settings, progress: Progress | None = None, overlays: Mapping[Path, bytes] | None = None
) -> Report:
    """Analyses the project of `settings` and reports on the paths that it names.

    `overlays` lays unsaved contents over files.  Raises `UsageError` for wrong settings.
    """
    rules = select_rules(settings.select, settings.ignore, settings.extend_select)
    project = load_project(settings, overlays)
    return _deep(lambda: _check(settings, rules, project, progress or Silent()))


def _check(settings: Settings, rules: tuple[Rule, ...], project: Project, progress: Progress) -> Report:
    with _no_collector():
        cache = FactsCache(settings.cache_folder(project.root))
        reader = Reader(cache, settings.max_file_size)
        progress.phase("reading", len(project.files))
        sources, errors = _read_all(project, reader, progress)
        progress.phase("linking")
        program = Program(
            sources,
            Names(project.resolve, project.resolve_loosely, project.is_namespace),
            Library(reader.facts),
        )
        progress.phase("checking")
        findings = fingerprint(draft for rule in rules for draft in rule.check(program))
        cache.flush()
        statistics = msgspec.structs.replace(program.statistics, files=len(project.files))
    lowest = {rule.code: settings.confidence or rule.confidence for rule in rules}
    reported = _reported(project)
    return Report(
        root=str(project.root),
        findings=tuple(f for f in findings if f.path in reported and _sure_enough(f, lowest)),
        errors=tuple(sorted([*project.errors, *errors], key=lambda e: (e.path, e.line, e.column))),
        statistics=statistics,
    )


class Reader:
    """Bytes to facts, through the cache."""

    def __init__(self, cache: FactsCache, max_size: int) -> None:
        self._cache = cache
        self._max_size = max_size

    def facts(self, source: bytes, name: str, is_package: bool) -> ModuleFacts:
        """Raises `FactsError`."""
        key = key_of(source, name, is_package, self._max_size)
        found = self._cache.get(key)
        if found is None:
            found = read_module(source, name, is_package=is_package, max_size=self._max_size)
            self._cache.put(key, found)
        return found


def _read_all(project: Project, reader: Reader, progress: Progress) -> tuple[list[Source], list[FileError]]:
    sources: list[Source] = []
    errors: list[FileError] = []
    for file in project.files:
        try:
            facts = reader.facts(project.read(file), file.module, file.is_package)
            sources.append(Source(facts, file.relative, _role(file)))
        except FactsError as error:
            errors.append(FileError(file.relative, error.line, error.column, error.message, file.named))
        except OSError as error:
            errors.append(FileError(file.relative, 1, 1, error.strerror or str(error), file.named))
        progress.advance()
    return sources, errors


def _role(file: SourceFile) -> str:
    return "code" if file.explicit else role_of(file.relative)


def _reported(project: Project) -> frozenset[str]:
    """The paths to report on: those named, tests and migrations only where named themselves."""
    return frozenset(file.relative for file in project.files if file.named and _role(file) == "code")


def _sure_enough(finding: Finding, lowest: Mapping[str, str]) -> bool:
    return finding.confidence == "certain" or lowest[finding.code] == "likely"


@contextmanager
def _no_collector() -> Iterator[None]:
    """Facts and values hold few cycles and live to the end: collecting them only costs."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _deep(work: Callable[[], T]) -> T:
    """Runs `work` in a thread with a large stack; its exceptions are raised here."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(_RECURSION)
        try:
            result.append(work())
        except BaseException as error:
            failure.append(error)
        finally:
            sys.setrecursionlimit(limit)

    size = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(size)
    thread.join()
    if failure:
        raise failure[0]
    return result[0]
