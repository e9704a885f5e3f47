"""Pairs of modules that differ in one condition: a change is proposed for one, and not for the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from asynclint.engine.pipeline import check
from asynclint.finding import Finding, Report
from asynclint.settings.model import Settings
from tests.pairs.folders import (
    PAIRS,
    PREVIEW,
    REPOSITORY,
    SIDES,
    Side,
    condition,
    expectations,
    folders,
    relative,
)
from tests.want.comparison import differences, show

EACH = [(folder, side) for folder in folders(PAIRS) for side in SIDES]
EACH_PREVIEW = [(folder, side) for folder in folders(PREVIEW) for side in SIDES]
ALL = [*folders(PAIRS), *folders(PREVIEW)]


def _name(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


each_side = pytest.mark.parametrize(("folder", "side"), EACH, ids=_name)
each_side_of_preview = pytest.mark.parametrize(("folder", "side"), EACH_PREVIEW, ids=_name)
each_pair = pytest.mark.parametrize("folder", ALL, ids=_name)


@pytest.fixture(scope="module")
def settings(facts_cache: Path) -> Settings:
    """What all runs here have in common."""
    return Settings(cache_dir=facts_cache, select=("ASL3",))


@pytest.fixture(scope="module")
def report_of(settings: Settings) -> Callable[[Path, bool], Report]:
    """The report on a folder of pairs, as one project, without or with `preview`; made once."""
    reports: dict[tuple[Path, bool], Report] = {}

    def report(root: Path, preview: bool) -> Report:
        if (root, preview) not in reports:
            reports[root, preview] = check(
                msgspec.structs.replace(settings, paths=(root,), root=root, preview=preview)
            )
        return reports[root, preview]

    return report


def _in(report: Report, path: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.path == path]


@each_side
def test_findings_are_those_wanted(
    folder: Path, side: Side, report_of: Callable[[Path, bool], Report]
) -> None:
    found = _in(report_of(PAIRS, False), relative(folder, side))
    assert differences(expectations(folder, side), found) == []


@each_side_of_preview
def test_findings_of_preview_are_those_wanted(
    folder: Path, side: Side, report_of: Callable[[Path, bool], Report]
) -> None:
    found = _in(report_of(PREVIEW, True), relative(folder, side))
    assert differences(expectations(folder, side), found) == []


@each_side_of_preview
def test_nothing_is_found_without_preview(
    folder: Path, side: Side, report_of: Callable[[Path, bool], Report]
) -> None:
    found = _in(report_of(PREVIEW, False), relative(folder, side))
    assert [show(finding) for finding in found] == []


@pytest.mark.parametrize("preview", [False, True], ids=["default", "preview"])
@pytest.mark.parametrize("root", [PAIRS, PREVIEW], ids=_name)
def test_files_are_read_and_nothing_is_found_beside_the_pairs(
    root: Path, preview: bool, report_of: Callable[[Path, bool], Report]
) -> None:
    report = report_of(root, preview)
    sides = {relative(folder, side) for folder in folders(root) for side in SIDES}
    assert report.errors == ()
    assert [show(finding) for finding in report.findings if finding.path not in sides] == []


def test_preview_takes_nothing_away(report_of: Callable[[Path, bool], Report]) -> None:
    default, preview = report_of(PAIRS, False), report_of(PAIRS, True)
    assert {show(finding) for finding in default.findings} <= {show(finding) for finding in preview.findings}


@each_pair
def test_a_pair_is_two_files_about_one_condition(folder: Path) -> None:
    names = {path.name for path in folder.glob("*.py")}
    assert {"proposed.py", "kept.py"} <= names <= {"proposed.py", "kept.py", "helpers.py"}
    proposed, kept = (expectations(folder, side) for side in SIDES)
    assert (len(proposed.wants), proposed.misses, proposed.clean) == (1, (), 0)
    assert (kept.wants, kept.misses) == ((), ())
    assert kept.clean == 1
    first = condition(folder, "proposed")
    assert first == condition(folder, "kept")
    assert first.endswith(".")


def test_no_two_pairs_are_about_the_same_condition() -> None:
    conditions = [condition(folder, "proposed") for folder in ALL]
    assert len(set(conditions)) == len(conditions)


@each_pair
def test_the_documentation_names_the_pair(folder: Path) -> None:
    page = (REPOSITORY / "docs" / "concurrency.md").read_text(encoding="utf-8")
    assert f"`{folder.name}`" in page


def test_pairs_that_the_documentation_names_exist() -> None:
    page = (REPOSITORY / "docs" / "concurrency.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith(("Pair: ", "Pairs: "))]
    named = [name for line in lines for name in re.findall(r"`(\w+)`", line)]
    assert sorted(named) == sorted(folder.name for folder in ALL)
