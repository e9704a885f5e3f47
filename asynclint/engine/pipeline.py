"""The pipeline on one screen: files, facts, program, rules, findings."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from asynclint.engine.cache import FactsCache
from asynclint.engine.choice import reported
from asynclint.engine.declared import declarations, versions_of
from asynclint.engine.deep import run_deep
from asynclint.engine.fingerprints import fingerprint
from asynclint.engine.progress import Progress
from asynclint.engine.reading import Reader, Reading
from asynclint.engine.stubs import Stubs
from asynclint.engine.suppressions import Suppressions
from asynclint.finding import FileError, Report, Statistics
from asynclint.libraries.loader import Library
from asynclint.program.linked import Names, Program, Source
from asynclint.program.model.declared import Declaration
from asynclint.project.project import Project, load_project
from asynclint.project.versions import Newest
from asynclint.rules.base import Draft, Rule
from asynclint.rules.registry import select_rules
from asynclint.settings.model import Settings


class Silent:
    """A progress listener that does not listen."""

    def phase(self, name: str, total: int | None = None) -> None:
        """Ignored."""

    def advance(self, steps: int = 1) -> None:
        """Ignored."""


def check(
    settings: Settings,
    progress: Progress | None = None,
    overlays: Mapping[Path, bytes] | None = None,
    versions: Mapping[str, str] | None = None,
) -> Report:
    """Analyses the project of `settings` and reports on the paths that it names.

    `overlays` lays unsaved contents over files.  `versions` (by the name of the distribution) go
    before those that the project's files pin.  Raises `UsageError` for wrong settings.
    """
    rules = select_rules(settings.select, (*settings.ignore, *settings.extend_ignore), settings.extend_select)
    declared = declarations(settings)
    named = versions_of(settings, versions)
    project = load_project(settings, overlays)
    stubs = Stubs(settings.stubs, project.root)
    progress = progress or Silent()
    with _no_collector():
        cache = FactsCache(settings.cache_folder(project.root))
        progress.phase("reading", len(project.files))
        read = Reading(project, cache, settings, progress)
        reader = Reader(cache, settings.max_file_size)
        run_deep(lambda: stubs.read(reader))
        library = Library(reader.facts, own=stubs.facts)
        # Evaluation nests deeply.
        newest = {**project.versions, **named}
        suppressions = Suppressions(read.sources, project, settings)
        drafts, statistics, notes = run_deep(
            lambda: _evaluate(
                project, read.sources, library, newest, rules, suppressions, settings, declared, progress
            )
        )
        cache.flush()
    problems = suppressions.problems(rules, drafts)
    drafts = reported(drafts, project, rules, settings)
    return Report(
        root=str(project.root),
        findings=tuple(draft.finding for draft in drafts),
        errors=tuple(sorted([*project.errors, *read.errors, *stubs.errors], key=_place)),
        statistics=statistics,
        notes=(*read.notes, *notes, *suppressions.notes()),
        problems=problems,
    )


def _place(error: FileError) -> tuple[str, int, int]:
    return error.path, error.line, error.column


def _evaluate(
    project: Project,
    sources: list[Source],
    library: Library,
    versions: Mapping[str, Newest],
    rules: tuple[Rule, ...],
    suppressions: Suppressions,
    settings: Settings,
    declared: tuple[Declaration, ...],
    progress: Progress,
) -> tuple[tuple[Draft, ...], Statistics, tuple[str, ...]]:
    progress.phase("linking")
    names = Names(project.resolve, project.resolve_loosely, project.is_namespace)
    program = Program(
        sources,
        names,
        library,
        versions=versions,
        silences=suppressions.as_silences(),
        # A comment in code that is not reported on is not called unused for that.
        startup="startup" in settings.contexts or settings.report_unused_suppressions,
        declared=declared,
        python=settings.target_version,
    )
    progress.phase("checking")
    drafts = fingerprint(draft for rule in rules for draft in rule.check(program))
    drafts = suppressions.applied(drafts, program.silenced())
    statistics = msgspec.structs.replace(program.statistics, files=len(project.files))
    return drafts, statistics, program.notes


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
