"""What is known of a project's findings: left out of a run, written down, trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from asynclint.engine.analysis import Analysis, analyse
from asynclint.engine.baseline import Entry, entry_of, read_baseline, write_baseline
from asynclint.engine.choice import reported
from asynclint.engine.matching import Matched, match
from asynclint.engine.progress import Progress
from asynclint.errors import UsageError
from asynclint.finding import FileError, Finding, Known
from asynclint.rules.base import Draft
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings


class Updated(msgspec.Struct, frozen=True):
    """What became of a baseline: entries that are in it now, and that went."""

    entries: int
    removed: int
    errors: tuple[FileError, ...] = ()


def without_known(
    drafts: Sequence[Draft], found: Analysis, path: Path | None
) -> tuple[tuple[Draft, ...], Known | None]:
    """The drafts of a run without those that the baseline at `path` knows, and what that did.

    What is obsolete is told from all findings of the project, whatever the run reports of them.
    """
    if path is None:
        return tuple(drafts), None
    entries = read_baseline(path)
    findings, matched = _matched(entries, found)
    known = {findings[index].fingerprint for index in matched.pairs}
    obsolete = _obsolete(entries, matched, found)
    left = tuple(
        draft for draft in drafts if draft.finding.suppressed or draft.finding.fingerprint not in known
    )
    shown = path.relative_to(found.project.root) if path.is_relative_to(found.project.root) else path
    return left, Known(shown.as_posix(), len(drafts) - len(left), len(obsolete))


def update_baseline(
    settings: Settings,
    path: Path,
    *,
    prune: bool,
    progress: Progress | None = None,
) -> Updated:
    """Writes down what a run would report; with `prune`, only takes out what matches nothing any more.

    Entries of files that are not named, and of rules that do not run, are kept; those of renamed files
    are written anew.  With an error in a named file nothing is written, as its entries would be lost.
    Raises `UsageError`.
    """
    # Analysed with a baseline, so that code in all contexts is.
    settings = msgspec.structs.replace(settings, baseline=path)
    before: tuple[Entry, ...] = ()
    broken: UsageError | None = None
    try:
        before = read_baseline(path) if prune or path.exists() else ()
    except UsageError as error:
        if prune:
            raise
        broken = error
    found = analyse(settings, progress)
    # Where all is written anew, a broken file is in nobody's way.
    if broken is not None and not _is_whole(found):
        raise broken
    errors = tuple(error for error in found.errors if error.named)
    if errors:
        return Updated(len(before), 0, errors)
    if prune:
        _, matched = _matched(before, found)
        after = set(before) - set(_obsolete(before, matched, found))
    else:
        drafts = reported(found.drafts, found.project, found.rules, settings)
        after = {entry_of(draft.finding) for draft in drafts if not draft.finding.suppressed}
        after |= _beside(before, found)
    number = write_baseline(path, after)
    return Updated(number, len(set(before) - after))


def _is_whole(found: Analysis) -> bool:
    """Whether a run says all that a baseline is to hold: of every file, by every rule that is on."""
    ran = {rule.code for rule in found.rules}
    return all(file.named for file in found.project.files) and all(
        rule.code in ran for rule in RULES if rule.default
    )


def _matched(entries: Sequence[Entry], found: Analysis) -> tuple[list[Finding], Matched]:
    """The findings that entries can stand for, and which entries do."""
    findings = [draft.finding for draft in found.drafts if not draft.finding.suppressed]
    there = {file.relative for file in found.project.files}
    gone = {index for index, entry in enumerate(entries) if entry.path not in there}
    fingerprints = [finding.fingerprint for finding in findings]
    return findings, match([entry.fingerprint for entry in entries], fingerprints, gone)


def _obsolete(entries: Sequence[Entry], matched: Matched, found: Analysis) -> tuple[Entry, ...]:
    """The entries that match no finding, of what is known."""
    ran = {rule.code for rule in found.rules}
    # What a file holds that could not be read is unknown.
    unread = {error.path for error in found.errors}
    left = (entries[index] for index in matched.obsolete)
    return tuple(entry for entry in left if entry.code in ran and entry.path not in unread)


def _beside(entries: Sequence[Entry], found: Analysis) -> set[Entry]:
    """The entries that a run says nothing of: of files that are not named, or of other rules.

    One of a file that was renamed to such a file is the entry of what it stands for now.
    """
    ran = {rule.code for rule in found.rules}
    others = {file.relative for file in found.project.files if not file.named}
    kept = {entry for entry in entries if entry.path in others or entry.code not in ran}
    findings, matched = _matched(entries, found)
    for index, number in matched.pairs.items():
        if findings[index].path in others and entries[number] not in kept:
            kept.add(entry_of(findings[index]))
    return kept
