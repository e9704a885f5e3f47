"""What settings leave out of the findings, and how grave they make the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asynclint.engine.pipeline import check
from asynclint.errors import UsageError
from asynclint.settings.model import Settings
from tests.project.trees import write

SLOW = "import time\n\n\nasync def nap() -> None:\n    time.sleep(1)\n    open('a')\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    names = ("app/routes.py", "app/legacy/old.py", "app/legacy/keep.py", "tests/test_it.py")
    return write(tmp_path / "project", {"pyproject.toml": "", **dict.fromkeys(names, SLOW)})


def found(project: Path, cache: Path, *paths: str, **settings: Any) -> list[str]:
    named = tuple(project / path for path in paths) or (project,)
    report = check(Settings(paths=named, root=project, cache_dir=cache, **settings))
    return [f"{f.path} {f.code} {f.severity}" for f in report.findings]


def both(*files: str) -> list[str]:
    return [f"app/{file}.py {code}" for file in files for code in ("ASL101 error", "ASL104 warning")]


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        ({}, both("legacy/keep", "legacy/old", "routes")),
        ({"app/legacy/": ("ALL",)}, both("routes")),
        ({"legacy": ("ALL",)}, both("routes")),
        ({"old.py": ("ASL101", "blocking-file-io")}, both("legacy/keep", "routes")),
        ({"/old.py": ("ALL",)}, both("legacy/keep", "legacy/old", "routes")),
        ({"!app/legacy/": ("ALL",)}, both("legacy/keep", "legacy/old")),
        (
            {"old.py": ("ASL101",), "*.py": ("ASL104",)},
            ["app/legacy/keep.py ASL101 error", "app/routes.py ASL101 error"],
        ),
    ],
)
def test_per_file_ignores(
    project: Path, facts_cache: Path, ignores: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    assert found(project, facts_cache, per_file_ignores=ignores) == expected


def test_patterns_may_be_matched_from_a_folder_above(project: Path, facts_cache: Path) -> None:
    ignores = {"/project/app/legacy/": ("ALL",)}
    assert len(found(project, facts_cache, per_file_ignores=ignores)) == 6
    above = found(project, facts_cache, per_file_ignores=ignores, pattern_root=project.parent)
    assert above == both("routes")


def test_unknown_selectors(project: Path, facts_cache: Path) -> None:
    for settings in ({"per_file_ignores": {"a.py": ("ASL9",)}}, {"severity": {"ASL9": "error"}}):
        with pytest.raises(UsageError, match="ASL9"):
            found(project, facts_cache, **settings)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({"ASL1": "warning"}, ("warning", "warning")),
        ({"ASL1": "error"}, ("error", "error")),
        ({"ASL1": "warning", "ASL104": "error"}, ("warning", "error")),
        ({"ASL104": "error", "ASL1": "warning"}, ("warning", "error")),
        ({"ALL": "warning", "blocking-sleep": "error"}, ("error", "warning")),
        ({"ASL102": "warning"}, ("error", "warning")),
    ],
)
def test_the_most_specific_severity_counts(
    project: Path, facts_cache: Path, severity: dict[str, str], expected: tuple[str, str]
) -> None:
    rows = found(project, facts_cache, "app/routes.py", severity=severity)
    assert tuple(row.split()[-1] for row in rows) == expected


def test_tests_are_reported_as_a_context_or_by_name(project: Path, facts_cache: Path) -> None:
    expected = ["tests/test_it.py ASL101 error", "tests/test_it.py ASL104 warning"]
    assert found(project, facts_cache, contexts=("tests",)) == expected
    assert found(project, facts_cache, "app", contexts=("tests",)) == []
    assert found(project, facts_cache, "tests/test_it.py", contexts=("routes",)) == expected
    assert found(project, facts_cache, contexts=("async",)) == both("legacy/keep", "legacy/old", "routes")
