"""One run of the pipeline over a fixture project."""

from __future__ import annotations

from pathlib import Path

from asynclint.engine.pipeline import check
from asynclint.finding import Report
from asynclint.settings.model import Settings


def run(project: Path, facts_cache: Path) -> Report:
    """What `check` finds in a folder, all rules on, with the facts of stubs kept in `facts_cache`."""
    return check(Settings(paths=(project,), root=project, cache_dir=facts_cache, select=("ALL",)))
