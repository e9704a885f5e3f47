"""One run of the pipeline over a fixture project."""

from __future__ import annotations

from pathlib import Path

from asynclint.engine.pipeline import check
from asynclint.finding import Report
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings


def run(project: Path, facts_cache: Path) -> Report:
    """What `check` finds in a folder, with the facts of stubs kept in `facts_cache`.

    All rules are on, but those that are off by default only in the project of their own name.
    """
    off = tuple(r.code for r in RULES if not r.default and project.name != f"rule_{r.code.lower()}")
    return check(Settings(paths=(project,), root=project, cache_dir=facts_cache, select=("ALL",), ignore=off))
