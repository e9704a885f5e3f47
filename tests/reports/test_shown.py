"""Suppressed findings and problems with comments, in every format."""

from __future__ import annotations

import json

import msgspec
import pytest

from asynclint.finding import Problem, Report
from asynclint.reports import concise, statistics, text
from asynclint.reports import json as json_report
from asynclint.reports.shown import shown
from asynclint.reports.summary import count_line
from tests.reports.sample import direct, report, through_helper

PROBLEM = Problem("app/slow.py", 7, 20, "unused suppression: `ASL102` silences nothing; remove it")
WHOLE = msgspec.structs.replace(
    report(direct(), direct(9, suppressed=True), through_helper(suppressed=True)), problems=(PROBLEM,)
)


def test_suppressed_ones_are_left_out_and_counted() -> None:
    left = shown(WHOLE)
    assert [finding.line for finding in left.findings] == [2]
    assert left.suppressed == 2
    assert shown(left) == left
    assert shown(WHOLE, suppressed=True) is WHOLE


@pytest.mark.parametrize("face", [shown(WHOLE), WHOLE])
def test_the_count_is_that_of_the_others(face: Report) -> None:
    assert count_line(face).plain == "Found 1 finding (1 error) in 1 of 40 files; 2 suppressed."


def test_the_count_of_suppressed_ones_only() -> None:
    assert (
        count_line(shown(report(direct(suppressed=True)))).plain == "No findings in 40 files; 1 suppressed."
    )


def test_concise() -> None:
    assert [line.plain for line in concise.lines(shown(WHOLE))] == [
        "app/slow.py:2:5: ASL101 `time.sleep` blocks the event loop",
        "app/slow.py:7:20: unused suppression: `ASL102` silences nothing; remove it",
        "Found 1 finding (1 error) in 1 of 40 files; 2 suppressed.",
    ]
    assert sum(line.plain.endswith(" (suppressed)") for line in concise.lines(WHOLE)) == 2


def test_text_has_the_problems_between_findings_and_summary() -> None:
    lines = [line.plain for line in text.lines(shown(WHOLE), lambda path: ())]
    place = lines.index("app/slow.py:7:20: unused suppression: `ASL102` silences nothing; remove it")
    assert lines[place - 1] == lines[place + 1] == ""
    assert lines[place + 2] == "Root causes by the routes they stall"
    only = msgspec.structs.replace(report(), problems=(PROBLEM,))
    assert [line.plain for line in text.lines(only, lambda path: ())] == [
        "app/slow.py:7:20: unused suppression: `ASL102` silences nothing; remove it",
        "",
        "No findings in 40 files.",
    ]


def test_root_causes_of_suppressed_ones_are_not_ranked() -> None:
    lines = [line.plain for line in text.lines(WHOLE, lambda path: ())]
    ranking = lines[lines.index("Root causes by the routes they stall") :]
    assert not any("sqlalchemy" in line for line in ranking)


@pytest.mark.parametrize("face", [shown(WHOLE), WHOLE])
def test_statistics(face: Report) -> None:
    assert [line.plain for line in statistics.lines(face)] == [
        "1  ASL101  blocking-sleep",
        "",
        "suppressed            2",
        "files                40",
        "functions           310",
        "calls             1,203",
        "unresolved calls    122 (10.1%)",
    ]


def test_json() -> None:
    whole = json.loads("".join(json_report.pieces(shown(WHOLE), "1")))
    assert [finding["line"] for finding in whole["findings"]] == [2]
    assert whole["problems"] == [
        {"path": "app/slow.py", "line": 7, "column": 20, "message": PROBLEM.message},
    ]
    whole = json.loads("".join(json_report.pieces(WHOLE, "1")))
    assert [finding["suppressed"] for finding in whole["findings"]] == [False, True, True]
