"""Which of all findings a run reports, and how grave they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from asynclint.engine.changes import touches
from asynclint.engine.reading import role
from asynclint.finding import Severity
from asynclint.project.ignore import patterns
from asynclint.project.patch import Lines
from asynclint.project.project import Project, SourceFile
from asynclint.project.roles import role_of
from asynclint.rules.base import Draft, Rule
from asynclint.rules.registry import most_specific, rules_of
from asynclint.settings.model import Settings

Selected = Callable[[Path], bool]


def reported(
    drafts: Sequence[Draft],
    project: Project,
    rules: Sequence[Rule],
    settings: Settings,
    changes: Lines | None = None,
) -> tuple[Draft, ...]:
    """Those on the named paths, of the wanted contexts, that are sure enough and not ignored there.

    Migrations are reported only where they are named themselves; so are tests, unless they are among
    the contexts.  `changes`: what these lines have nothing to do with is left out; that may be in files
    that are not named where chains through named ones count.
    """
    lowest = {rule.code: settings.confidence or rule.confidence for rule in rules}
    severities = _severities(settings.severity, rules)
    ignored = _Ignored(settings.per_file_ignores, settings.pattern_root or project.root)
    files = {
        file.relative: file
        for file in project.files
        if (file.named or settings.through) and _is_wanted(file, settings)
    }
    found = []
    for draft in drafts:
        finding = draft.finding
        file = files.get(finding.path)
        if (
            file is None
            or (draft.preview and not settings.preview)
            or (draft.scope not in settings.contexts and not _is_test(file))
            or (finding.confidence == "likely" and lowest[finding.code] == "certain")
            or finding.code in ignored.codes(file.path)
            or (changes is not None and not touches(changes, draft))
        ):
            continue
        severity = severities.get(finding.code)
        if severity is not None and severity != finding.severity:
            draft = msgspec.structs.replace(
                draft, finding=msgspec.structs.replace(finding, severity=severity)
            )
        found.append(draft)
    return tuple(found)


def _is_wanted(file: SourceFile, settings: Settings) -> bool:
    kind = role(file)
    return kind == "code" or (kind == "test" and "tests" in settings.contexts)


def _is_test(file: SourceFile) -> bool:
    """What a test file says is reported whatever runs it: it was asked for by name or as a context."""
    return role_of(file.relative) == "test"


def _severities(given: Mapping[str, Severity], rules: Sequence[Rule]) -> dict[str, Severity]:
    """The severity by code, where the settings say one: that of the most specific selector."""
    return {
        rule.code: given[selector] for rule in rules if (selector := most_specific(given, rule)) is not None
    }


class _Ignored:
    """The codes that are ignored in a file."""

    def __init__(self, given: Mapping[str, Sequence[str]], root: Path) -> None:
        self._root = root
        self._known: dict[Path, frozenset[str]] = {}
        self._rows: list[tuple[Selected, frozenset[str]]] = []
        for pattern, selectors in given.items():
            codes = frozenset(rule.code for each in selectors for rule in rules_of(each))
            self._rows.append((self._selected(pattern), codes))

    def codes(self, path: Path) -> frozenset[str]:
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = frozenset().union(*(c for fits, c in self._rows if fits(path)))
        return found

    def _selected(self, pattern: str) -> Selected:
        negated = pattern.startswith("!")
        spec = patterns([pattern.removeprefix("!")])

        def fits(path: Path) -> bool:
            inside = path.is_relative_to(self._root)
            matched = inside and spec is not None and spec.match_file(path.relative_to(self._root).as_posix())
            return matched != negated

        return fits
