"""Problems with suppression comments, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from asynclint.finding import Report
from asynclint.reports.words import printable


def lines(report: Report) -> Iterator[Text]:
    """`path:line:column: message` for each problem."""
    for problem in report.problems:
        line = Text()
        line.append(f"{printable(problem.path)}:{problem.line}:{problem.column}", style="cyan")
        yield line.append(f": {printable(problem.message)}")
