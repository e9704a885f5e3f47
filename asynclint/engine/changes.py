"""What a change brings: the changed lines of the project's files, and the findings that they touch."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path

from asynclint.project.git import Repository
from asynclint.project.patch import Lines, Ranges, holds, joined, parse_patch
from asynclint.project.project import Project
from asynclint.project.root import below_repository, real_path
from asynclint.rules.base import Draft
from asynclint.settings.model import Changes, Settings

_WHOLE: Ranges = ((1, 1 << 40),)


def lines_in_question(
    settings: Settings, project: Project, overlays: Mapping[Path, bytes] | None
) -> Lines | None:
    """The lines that findings must pass to be reported; None where they need not pass any.

    Raises `UsageError`, see `changed_lines`.
    """
    if settings.changes is not None:
        return changed_lines(settings.changes, project, overlays)
    if settings.through:
        return {file.relative: _WHOLE for file in project.files if file.named}
    return None


def changed_lines(changes: Changes, project: Project, overlays: Mapping[Path, bytes] | None) -> Lines:
    """The changed lines of the project's files.  Raises `UsageError`, see `Repository` and `parse_patch`."""
    if changes.since is None:
        return _of_patch(changes.patch or b"", project)
    repository = Repository(project.root, changes.since)
    suffixes = {file.path.suffix for file in project.files}
    found = {change.names[0]: change.ranges for change in parse_patch(repository.diff(suffixes))}
    found.update((path, _WHOLE) for path in repository.untracked())
    relative = {file.path: file.relative for file in project.files}
    for path, content in (overlays or {}).items():
        name = relative.get(real_path(path))
        if name is not None:
            before = repository.before(name)
            found[name] = _WHOLE if before is None else _differing(before, content)
    return found


def touches(lines: Lines, draft: Draft) -> bool:
    """Whether a finding passes changed lines, or stands on one itself."""
    finding = draft.finding
    return draft.touched or holds(lines.get(finding.path, ()), finding.line, finding.end_line)


def _of_patch(patch: bytes, project: Project) -> Lines:
    """By the names of the project's files; what else a patch changes is left out."""
    known = {file.relative for file in project.files}
    below = below_repository(project.root)
    found: dict[str, Ranges] = {}
    for change in parse_patch(patch):
        # git's names start at the top of the repository, those of other tools where they were run.
        inner = [name.removeprefix(below) for name in change.names if name.startswith(below)]
        for name in (*inner, *change.names):
            name = name.removeprefix("./")
            if name in known:
                found[name] = joined((*found.get(name, ()), *change.ranges))
                break
    return found


def _differing(before: bytes, after: bytes) -> Ranges:
    old, new = ([line.rstrip(b"\r") for line in text.split(b"\n")] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        (start + 1, end)
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind != "equal" and start < end
    )
