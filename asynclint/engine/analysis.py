"""The analysis of one project: files, facts, program, rules, and all that they find."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from asynclint.engine.cache import FactsCache
from asynclint.engine.changes import lines_in_question
from asynclint.engine.declared import declarations, versions_of
from asynclint.engine.deep import run_deep
from asynclint.engine.fingerprints import fingerprint
from asynclint.engine.progress import Progress, Silent
from asynclint.engine.reading import Reader, Reading
from asynclint.engine.ready import Ready
from asynclint.engine.stubs import Stubs
from asynclint.engine.suppressions import Suppressions
from asynclint.engine.wrong import Wrong
from asynclint.finding import FileError, Problem, Statistics
from asynclint.libraries.loader import Library
from asynclint.program.linked import Program
from asynclint.program.modules import Names
from asynclint.project.patch import Lines
from asynclint.project.project import Project, load_project
from asynclint.rules.base import Draft, Rule
from asynclint.rules.registry import select_rules
from asynclint.settings.model import Settings


class Analysis(msgspec.Struct, frozen=True):
    """What is there of a project: all findings of `rules`, whatever a run reports of them.

    `drafts` are sorted, have their fingerprints, and are marked where something silences them.
    `changes` are the lines that a run reports on, None where it does on all.
    """

    project: Project
    rules: tuple[Rule, ...]
    drafts: tuple[Draft, ...]
    changes: Lines | None
    statistics: Statistics
    errors: tuple[FileError, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def analyse(
    settings: Settings,
    progress: Progress | None = None,
    overlays: Mapping[Path, bytes] | None = None,
    versions: Mapping[str, str] | None = None,
    ask: Callable[[Program], None] | None = None,
    project: Project | None = None,
) -> Analysis:
    """Raises `UsageError` for wrong settings; the arguments are those of `pipeline.check`.

    `ask` is called with the program, which is not kept.  `project`: what `load_project` gives, where it is
    there already.
    """
    rules = select_rules(settings.select, (*settings.ignore, *settings.extend_ignore), settings.extend_select)
    declared = declarations(settings)
    named = versions_of(settings, versions)
    project = project or load_project(settings, overlays)
    changes = lines_in_question(settings, project, overlays)
    stubs = Stubs(settings.stubs, project.root)
    progress = progress or Silent()
    with _no_collector():
        cache = FactsCache(settings.cache_folder(project.root))
        progress.phase("reading", len(project.files))
        read = Reading(project, cache, settings, progress)
        reader = Reader(cache, settings.max_file_size)
        run_deep(lambda: stubs.read(reader))
        suppressions = Suppressions(read.sources, project, settings)

        def evaluate() -> tuple[Program, tuple[Draft, ...]]:
            progress.phase("linking")
            program = Program(
                read.sources,
                Names(project.resolve, project.resolve_loosely, project.is_namespace),
                Library(Ready(reader.facts), own=stubs.facts),
                versions={**project.versions, **named},
                silences=suppressions.as_silences(),
                # Comments and entries of a baseline in code that is not reported on are not unused for that.
                startup="startup" in settings.contexts
                or settings.report_unused_suppressions
                or settings.baseline is not None,
                declared=declared,
                python=settings.target_version,
                changes=changes,
            )
            progress.phase("checking")
            drafts = fingerprint(draft for rule in rules for draft in rule.check(program))
            if ask is not None:
                ask(program)
            return program, suppressions.applied(drafts, program.silenced())

        # Evaluation nests deeply.
        program, drafts = run_deep(evaluate)
        wrong = Wrong(program, project, stubs, settings)
        statistics = msgspec.structs.replace(program.statistics, files=len(project.files))
        cache.flush()
    return Analysis(
        project=project,
        rules=rules,
        drafts=drafts,
        changes=changes,
        statistics=statistics,
        errors=tuple(sorted([*project.errors, *read.errors, *stubs.errors, *wrong.errors], key=_place)),
        notes=(*read.notes, *wrong.notes, *suppressions.notes()),
        problems=suppressions.problems(rules, drafts),
    )


def _place(error: FileError) -> tuple[str, int, int]:
    return error.path, error.line, error.column


@contextmanager
def _no_collector() -> Iterator[None]:
    """Facts and values hold few cycles and live to the end: collecting them only costs.

    What allocates much belongs within: the first collection behind it goes through all that is there.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
