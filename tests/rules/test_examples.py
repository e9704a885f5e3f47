"""Each rule's own examples: the bad one gives its code only, the good one nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from asynclint.engine.pipeline import check
from asynclint.finding import Report
from asynclint.rules.base import Example, Rule
from asynclint.rules.registry import RULES
from asynclint.settings.model import Settings


def linted(example: Example, root: Path, cache: Path, select: str = "ALL") -> Report:
    for path, source in example.items():
        (root / path).write_text(source, encoding="utf-8")
    return check(Settings(paths=(root,), root=root, select=(select,), cache_dir=cache))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example(rule: Rule, tmp_path: Path, facts_cache: Path) -> None:
    # Calls of a client and its construction are found by rules of two families.
    report = linted(rule.bad, tmp_path, facts_cache, rule.code[:4])
    assert not report.errors
    assert {finding.code for finding in report.findings} == {rule.code}
    assert any(
        len(finding.chain) == 1 and finding.root_causes[0].path == finding.path for finding in report.findings
    ), "no direct case"
    assert any(finding.root_causes[0].path != finding.path for finding in report.findings), (
        "no case through another file"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_example(rule: Rule, tmp_path: Path, facts_cache: Path) -> None:
    report = linted(rule.good, tmp_path, facts_cache)
    assert not report.errors
    assert [(finding.code, finding.path, finding.line) for finding in report.findings] == []
