"""Workflow commands of GitHub Actions: annotations of the files of a pull request.

The syntax and its escapes are those of the runner: "Workflow commands for GitHub Actions" in GitHub's docs,
and `command.ts` of actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asynclint.finding import Finding, Report
from asynclint.reports.prose import whole
from asynclint.reports.sources import Sources
from asynclint.reports.words import printable


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """One command a line, without a newline at its end: findings, problems, files that cannot be read."""
    lines = [*map(_finding, report.findings)]
    for problem in report.problems:
        place = {"file": problem.path, "line": problem.line, "col": problem.column}
        lines.append(_command("warning", {**place, "title": "asynclint"}, printable(problem.message)))
    for error in report.errors:
        place = {"file": error.path, "line": error.line, "col": error.column}
        level = "error" if error.named else "warning"
        lines.append(_command(level, {**place, "title": "asynclint"}, printable(error.message)))
    yield "\n".join(lines)


def _finding(finding: Finding) -> str:
    place: dict[str, object] = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:
        # Columns of several lines are refused: "Annotations only support start_column and end_column on
        # the same line" (REST API, check runs).
        place |= {"col": finding.column, "endColumn": finding.end_column}
    level = "notice" if finding.suppressed else finding.severity
    suppressed = " (suppressed)" if finding.suppressed else ""
    title = f"{finding.code} {finding.name}{suppressed}"
    return _command(level, {**place, "title": title}, whole(finding))


def _command(level: str, properties: Mapping[str, object], message: str) -> str:
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
