"""`--statistics`: findings by code, and how much the analysis saw and did not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from asynclint.finding import Report
from asynclint.reports.summary import suppressed_count, unsuppressed
from asynclint.reports.words import severity_style


def lines(report: Report) -> Iterator[Text]:
    """One line for each code, most findings first; then files, functions and calls."""
    counting = unsuppressed(report)
    suppressed = suppressed_count(report)
    names = {finding.code: (finding.name, finding.severity) for finding in counting}
    counts = Counter(finding.code for finding in counting)
    width = max((len(f"{count:,}") for count in counts.values()), default=0)
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        name, severity = names[code]
        line = Text(f"{count:>{width},}  ")
        line.append(code, style=severity_style(severity))
        line.append(f"  {name}")
        yield line
    if counts:
        yield Text()
    numbers = report.statistics
    hidden = [("suppressed", f"{suppressed:,}", "")] if suppressed else []
    share = f" ({numbers.unresolved_calls / numbers.calls:.1%})" if numbers.calls else ""
    rows = (
        *hidden,
        ("files", f"{numbers.files:,}", ""),
        ("functions", f"{numbers.functions:,}", ""),
        ("calls", f"{numbers.calls:,}", ""),
        ("unresolved calls", f"{numbers.unresolved_calls:,}", share),
    )
    digits = max(len(number) for _, number, _ in rows)
    for label, number, note in rows:
        yield Text(f"{label:<16}  {number:>{digits}}{note}")
