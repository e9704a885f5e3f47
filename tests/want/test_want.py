"""Every fixture project: the findings are those that its comments want, no more and no fewer.

`ASYNCLINT_UPDATE=1` writes the golden files anew; read the difference before you keep it.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from asynclint.finding import Report
from tests.want.comments import python_files, read_project
from tests.want.comparison import GOLDEN, differences, golden_of, write_golden
from tests.want.projects import ALL, PROJECTS
from tests.want.runs import run


@pytest.fixture(scope="session")
def report_of(facts_cache: Path) -> Callable[[Path], Report]:
    """The report of a project, computed once."""
    return functools.cache(lambda project: run(project, facts_cache))


each_project = pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
# The demonstration shows its lines to people: no comments there, its golden file says all.
each_and_the_demo = pytest.mark.parametrize("project", ALL, ids=lambda path: path.name)


@each_project
def test_findings_are_those_wanted(project: Path, report_of: Callable[[Path], Report]) -> None:
    report = report_of(project)
    assert not report.errors
    lines = differences(read_project(project), report.findings)
    assert not lines, "\n".join(["", f"{project.name}:", *lines])


@each_and_the_demo
def test_context_chain_and_confidence_are_golden(project: Path, report_of: Callable[[Path], Report]) -> None:
    report = report_of(project)
    path = project / GOLDEN
    if os.environ.get("ASYNCLINT_UPDATE") == "1":
        write_golden(project, report)
    assert path.is_file(), f"no {GOLDEN}: run once with ASYNCLINT_UPDATE=1 and read what it wrote"
    assert golden_of(report) == json.loads(path.read_text(encoding="utf-8"))


@each_and_the_demo
def test_chains_are_connected(project: Path, report_of: Callable[[Path], Report]) -> None:
    for finding in report_of(project).findings:
        chain = finding.chain
        assert (chain[0].path, chain[0].line) == (finding.path, finding.line)
        assert [hop.function for hop in chain] == [finding.function, *(hop.callee for hop in chain[:-1])]
        assert chain[-1].callee == finding.root_causes[0].callable


@each_project
def test_project_has_bad_lines_and_clean_twins(project: Path) -> None:
    expected = read_project(project)
    assert expected.wants or project.name.endswith("_not_reported")
    assert expected.clean
    assert len(python_files(project)) >= 2


@pytest.mark.parametrize("number", [*range(101, 113), *range(401, 405)])
def test_every_rule_has_a_direct_case_and_one_through_a_second_file(
    number: int, report_of: Callable[[Path], Report]
) -> None:
    project = next(path for path in PROJECTS if path.name == f"rule_asl{number}")
    report = report_of(project)
    findings = [finding for finding in report.findings if finding.code == f"ASL{number}"]
    places = [(finding, cause) for finding in findings for cause in finding.root_causes]
    assert any((cause.path, cause.line) == (finding.path, finding.line) for finding, cause in places)
    assert any(cause.path != finding.path for finding, cause in places)
