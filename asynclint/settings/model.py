"""The settings of one run: a frozen record with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from asynclint.finding import Confidence, Severity

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

DEFAULT_INCLUDE: tuple[str, ...] = ("*.py",)

CACHE_FOLDER = ".asynclint_cache"

Scope = Literal["routes", "async", "startup", "tests"]
FailOn = Literal["error", "warning", "never"]
DEFAULT_CONTEXTS: tuple[Scope, ...] = ("routes", "async")


class Changes(msgspec.Struct, frozen=True):
    """What has changed: since the merge base with `since` (a git revision), or by a unified diff.

    `patch` is the text of the diff; one of the two is given.
    """

    since: str | None = None
    patch: bytes | None = None


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
    `per_file_ignores`: selectors by pattern of files; a pattern that starts with "!" stands for all
    files that it does not match.
    `severity`: by selector, before what the rule says.
    `include`: patterns of the files that are Python.  `force_exclude`: `exclude` and `.gitignore` hold for
    named paths too.  `pattern_root`: the folder that patterns are matched from; None for the root.
    `src`: import roots, absolute, before those that are found.  `stubs`: folders of stubs, absolute.
    `blocking`, `non_blocking`, `offloaders`: dotted names; an offloader may end with ":parameter".
    `contexts`: which code is reported on: that of routes and all else that the framework runs, any other
    asynchronous code, what runs at start-up and shutdown, tests.
    `target_version`: of Python, as (3, 12); `fastapi_version` as written; None to read it off the project.
    `fail_on`: the least severity that makes a run fail.  `baseline`: the file of known findings.
    `changes`: report only what these bring.  `places`: where each declared name is written, as
    `pyproject.toml:12` or `--blocking`.
    `noqa`: whether `# noqa` silences; a face that leaves it to flake8 sets it to false.
    `alone`: the named files are the whole project, whatever lies beside them.
    `through`: report findings elsewhere too where a chain passes through a file that `paths` name.
    `preview`: report what unfinished rules and conditions find too.
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
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    severity: Mapping[str, Severity] = {}
    include: tuple[str, ...] = DEFAULT_INCLUDE
    force_exclude: bool = False
    pattern_root: Path | None = None
    src: tuple[Path, ...] = ()
    stubs: tuple[Path, ...] = ()
    blocking: tuple[str, ...] = ()
    non_blocking: tuple[str, ...] = ()
    offloaders: tuple[str, ...] = ()
    contexts: tuple[Scope, ...] = DEFAULT_CONTEXTS
    target_version: tuple[int, int] | None = None
    fastapi_version: str | None = None
    fail_on: FailOn = "warning"
    baseline: Path | None = None
    require_reason: bool = False
    honour_ruff_noqa: bool = False
    report_unused_suppressions: bool = False
    changes: Changes | None = None
    places: Mapping[str, str] = {}
    noqa: bool = True
    alone: bool = False
    through: bool = False
    preview: bool = False

    def cache_folder(self, root: Path) -> Path | None:
        """Where the facts of the project at `root` are kept; None with the cache off."""
        if not self.cache:
            return None
        return self.cache_dir if self.cache_dir is not None else root / CACHE_FOLDER
