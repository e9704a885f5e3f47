"""One line a finding: what editors and grep read."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from asynclint.finding import Report
from asynclint.reports import problems
from asynclint.reports.summary import baseline_lines, count_line
from asynclint.reports.words import printable, severity_style


def lines(report: Report, *, quiet: bool = False) -> Iterator[Text]:
    """`path:line:column: CODE message` for each finding, then the problems, then the count unless `quiet`."""
    for finding in report.findings:
        line = Text()
        line.append(printable(finding.path), style="bold")
        line.append(f":{finding.line}:{finding.column}: ")
        line.append(finding.code, style=severity_style(finding.severity))
        line.append(f" {printable(finding.message)}")
        if finding.suppressed:
            line.append(" (suppressed)", style="dim")
        yield line
    yield from problems.lines(report)
    if not quiet:
        yield count_line(report)
        yield from baseline_lines(report)
