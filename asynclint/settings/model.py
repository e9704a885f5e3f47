"""The settings of one run: a frozen record with its defaults."""

from __future__ import annotations

from pathlib import Path

import msgspec

from asynclint.finding import Confidence

# In the form of .gitignore lines, matched from the project root.
DEFAULT_EXCLUDES: tuple[str, ...] = (
    ".git/",
    ".hg/",
    ".svn/",
    ".venv/",
    "venv/",
    ".tox/",
    ".nox/",
    ".direnv/",
    ".pixi/",
    ".eggs/",
    "*.egg-info/",
    "__pycache__/",
    "__pypackages__/",
    "site-packages/",
    "node_modules/",
    ".mypy_cache/",
    ".pytest_cache/",
    ".ruff_cache/",
    ".asynclint_cache/",
    ".hypothesis/",
    ".ipynb_checkpoints/",
    ".idea/",
    ".vscode/",
)

CACHE_FOLDER = ".asynclint_cache"


class Settings(msgspec.Struct, frozen=True):
    """What a run is asked to do.

    `paths`: files and folders to report on; empty for the current folder.
    `root`: the project root; None to find it from `paths`.
    `select`, `ignore`, `extend_select`: codes, prefixes, names or "ALL"; an empty `select` stands
    for the default rules.
    `confidence`: the least confidence to report; None for the default of each group of codes.
    `cache`: whether facts are kept between runs, in `cache_dir` (None for `.asynclint_cache` in
    the root).
    `max_file_size`: bytes; a larger file is an error of that file, and is not parsed.
    `exclude`: patterns in the form of .gitignore, matched from the root; a file that `paths` names
    is taken all the same.
    `jobs`: processes that read files; 0 for as many as the processors and the work call for, 1 for
    the caller's own process alone.
    `file_timeout`: seconds after which a process that reads one file is ended.
    """

    paths: tuple[Path, ...] = ()
    root: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    confidence: Confidence | None = None
    cache: bool = True
    cache_dir: Path | None = None
    max_file_size: int = 1_000_000
    exclude: tuple[str, ...] = DEFAULT_EXCLUDES
    jobs: int = 0
    file_timeout: float = 60.0

    def cache_folder(self, root: Path) -> Path | None:
        """Where the facts of the project at `root` are kept; None with the cache off."""
        if not self.cache:
            return None
        return self.cache_dir if self.cache_dir is not None else root / CACHE_FOLDER
