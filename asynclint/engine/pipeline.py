"""The pipeline on one screen: analysis, what of it is reported, what of that is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from asynclint.engine.analysis import analyse
from asynclint.engine.choice import reported
from asynclint.engine.known import without_known
from asynclint.engine.progress import Progress
from asynclint.finding import Report
from asynclint.project.patch import holds
from asynclint.project.project import Project
from asynclint.settings.model import Settings


def check(
    settings: Settings,
    progress: Progress | None = None,
    overlays: Mapping[Path, bytes] | None = None,
    versions: Mapping[str, str] | None = None,
    project: Project | None = None,
) -> Report:
    """Analyses the project of `settings` and reports on the paths that it names.

    `overlays` lays unsaved contents over files.  `versions` (by the name of the distribution) go
    before those that the project's files pin.  `project`: what `load_project` gives for the same settings
    and overlays, where it is there already.  Raises `UsageError` for wrong settings.
    """
    found = analyse(settings, progress, overlays, versions, project=project)
    changes = found.changes
    drafts = reported(found.drafts, found.project, found.rules, settings, changes)
    drafts, known = without_known(drafts, found, settings.baseline)
    return Report(
        root=str(found.project.root),
        findings=tuple(draft.finding for draft in drafts),
        errors=found.errors,
        statistics=found.statistics,
        notes=found.notes,
        problems=tuple(
            problem
            for problem in found.problems
            if changes is None or holds(changes.get(problem.path, ()), problem.line, problem.line)
        ),
        baseline=known,
        partial=settings.changes is not None,
    )
