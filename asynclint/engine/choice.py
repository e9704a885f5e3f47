"""Which of all findings a run reports."""

from __future__ import annotations

from collections.abc import Sequence

from asynclint.engine.reading import role
from asynclint.project.project import Project
from asynclint.rules.base import Draft, Rule
from asynclint.settings.model import Settings


def reported(
    drafts: Sequence[Draft], project: Project, rules: Sequence[Rule], settings: Settings
) -> tuple[Draft, ...]:
    """Those on the named paths that are sure enough.

    Tests and migrations are reported only where they are named themselves.
    """
    lowest = {rule.code: settings.confidence or rule.confidence for rule in rules}
    paths = frozenset(file.relative for file in project.files if file.named and role(file) == "code")
    return tuple(
        draft
        for draft in drafts
        if draft.finding.path in paths
        and (draft.finding.confidence == "certain" or lowest[draft.finding.code] == "likely")
    )
