"""Suppressions: which findings comments silence, and which comments do nothing or lack a reason."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence, Set

import msgspec

from asynclint.engine.comments import Selected, Suppression, read_comments
from asynclint.engine.reading import role
from asynclint.finding import Finding, Problem
from asynclint.program.effects.silences import Silences
from asynclint.program.modules import Source
from asynclint.project.project import Project
from asynclint.rules.base import Draft, Rule
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings

_CATEGORIES = {rule.category: rule.code for rule in RULES if rule.category}
_DEFAULT = frozenset(rule.code for rule in RULES if rule.default)


class Suppressions:
    """The suppression comments of a project.

    To the program it tells the lines that silence what passes them (`Silences`).
    """

    def __init__(self, sources: Iterable[Source], project: Project, settings: Settings) -> None:
        self._settings = settings
        self._named = [file for file in project.files if file.named]
        self._by_path: dict[str, list[Suppression]] = {}
        self._by_module: dict[str, list[Suppression]] = {}
        # The comments that have silenced something: numbers and codes.
        self._used: set[tuple[int, str]] = set()
        sources = [source for source in sources if source.facts.comments]
        names = {source.path: source.facts.name for source in sources}
        for found in read_comments(sources, ruff=settings.honour_ruff_noqa, noqa=settings.noqa):
            self._by_path.setdefault(found.path, []).append(found)
            if found.is_ours:
                self._by_module.setdefault(names[found.path], []).append(found)

    # --- what the program asks -----------------------------------------------------------------

    @property
    def modules(self) -> Container[str]:
        """Those with a comment that chains mind."""
        return self._by_module

    def as_silences(self) -> Silences | None:
        """What the program is given: nothing where there is no comment that chains mind."""
        return self if self._by_module else None

    def marks(self, module: str, line: int, category: str) -> frozenset[int]:
        """The comments that silence a category of blocking calls on a line of a module."""
        code = _CATEGORIES.get(category, "")
        return frozenset(
            found.number for found in self._by_module.get(module, ()) if found.silences(code, line)
        )

    # --- findings ------------------------------------------------------------------------------

    def applied(self, drafts: Sequence[Draft], silenced: Iterable[tuple[int, str]]) -> tuple[Draft, ...]:
        """The drafts, marked where a comment stands at their place.

        `silenced`: what comments have silenced on the way, as marks and categories.
        """
        self._used.update((mark, _CATEGORIES[category]) for mark, category in silenced)
        return tuple(map(self._applied, drafts)) if self._by_path else tuple(drafts)

    def _applied(self, draft: Draft) -> Draft:
        finding = draft.finding
        suppressed = finding.suppressed
        for found in self._by_path.get(finding.path, ()):
            if found.silences(finding.code, finding.line):
                self._used.add((found.number, finding.code))
                suppressed = True
        if suppressed == finding.suppressed:
            return draft
        return msgspec.structs.replace(draft, finding=msgspec.structs.replace(finding, suppressed=True))

    # --- comments ------------------------------------------------------------------------------

    def notes(self) -> Iterator[str]:
        """What fits no rule in the comments of the named files."""
        for found in self._in({file.relative for file in self._named}):
            for message in found.unknown:
                yield f"{found.path}:{found.comment.line}:{found.comment.column}: {message}"

    def problems(self, rules: Sequence[Rule], drafts: Sequence[Draft]) -> tuple[Problem, ...]:
        """What is wrong with the comments of the named files by the settings; `rules` are those that ran.

        Of those in tests and migrations only where findings there are reported.
        """
        settings = self._settings
        if not (settings.report_unused_suppressions or settings.require_reason):
            return ()
        ran = frozenset(rule.code for rule in rules)
        findings = [draft.finding for draft in drafts]
        kinds = {"code", "test"} if "tests" in settings.contexts else {"code"}
        paths = {file.relative for file in self._named if role(file) in kinds}
        messages: list[tuple[Suppression, str]] = []
        for found in self._in(paths):
            if settings.report_unused_suppressions:
                unused = [one for one in found.selected if self._is_unused(found, one, ran)]
                messages += ((found, _unused(found, one, findings)) for one in unused)
            if settings.require_reason and self._lacks_reason(found):
                messages.append((found, _REASON.get(found.comment.kind, _NOQA_REASON)))
        return tuple(
            Problem(found.path, found.comment.line, found.comment.column, message)
            for found, message in messages
        )

    def _in(self, paths: Set[str]) -> Iterator[Suppression]:
        for path in sorted(self._by_path.keys() & paths):
            yield from self._by_path[path]

    def _is_unused(self, found: Suppression, selected: Selected, ran: Set[str]) -> bool:
        """Whether it silences nothing, though all rules ran that it stands for.

        Of several rules, those that must be asked for need not have run.
        """
        if not selected.checked or any((found.number, code) in self._used for code in selected.codes):
            return False
        return (selected.codes & _DEFAULT or selected.codes) <= ran

    def _lacks_reason(self, found: Suppression) -> bool:
        if found.comment.reason:
            return False
        return found.is_ours or any((found.number, code) in self._used for code in found.codes)


_REASON = {
    "ignore": "a suppression without a reason: write it behind, as in `# asynclint: ignore[ASL102] why`",
    "file-ignore": "a suppression without a reason: write it behind,"
    " as in `# asynclint: file-ignore[ASL102] why`",
    "file-noqa": "a suppression without a reason: write it behind, as in `# flake8: noqa: ASL102 why`",
}
_NOQA_REASON = "a suppression without a reason: write it behind, as in `# noqa: ASL102 why`"


def _unused(found: Suppression, selected: Selected, findings: Iterable[Finding]) -> str:
    what = f"`{selected.written}`" if selected.written else f"`# asynclint: {found.comment.kind}`"
    if not selected.codes:
        return f"unused suppression: no rule has the code {what}; remove it"
    if found.comment.kind == "noqa" and any(_leads_to(found, selected, one) for one in findings):
        return (
            f"unused suppression: {what} in a noqa silences only what is reported on its own line;"
            f" to silence the calls that lead here, write `# asynclint: ignore[{selected.written}]`"
        )
    return f"unused suppression: {what} silences nothing; remove it"


def _leads_to(found: Suppression, selected: Selected, finding: Finding) -> bool:
    """Whether a chain of the finding passes or ends on the lines of a comment."""
    if finding.code not in selected.codes:
        return False
    places = [(cause.path, cause.line) for cause in finding.root_causes]
    places += ((hop.path, hop.line) for hop in finding.chain)
    return any(path == found.path and found.covers(line) for path, line in places)
