"""What stands below the findings: how many there are, and which root causes weigh most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from asynclint.finding import Finding, Record, Report, RootCause
from asynclint.reports.words import counted, printable

_SHOWN = 10
# Contexts of these kinds are what a client of the application waits for.
_ROUTES = ("route ", "websocket ")


class Weight(Record, frozen=True):
    """A root cause, the distinct routes that it stalls, and the findings that reach it."""

    root: RootCause
    routes: int
    findings: int


def ranked(findings: Iterable[Finding]) -> list[Weight]:
    """The root causes: most routes first, then most findings, then by name and place."""
    routes: dict[RootCause, set[str]] = {}
    reached: dict[RootCause, int] = {}
    for finding in findings:
        stalled = {context for context in finding.contexts if context.startswith(_ROUTES)}
        for root in dict.fromkeys(finding.root_causes):
            routes.setdefault(root, set()).update(stalled)
            reached[root] = reached.get(root, 0) + 1
    weights = [Weight(root, len(routes[root]), count) for root, count in reached.items()]
    return sorted(
        weights,
        key=lambda w: (-w.routes, -w.findings, w.root.callable, w.root.path, w.root.line),
    )


def unsuppressed(report: Report) -> list[Finding]:
    """The findings that count."""
    return [finding for finding in report.findings if not finding.suppressed]


def suppressed_count(report: Report) -> int:
    """The suppressed findings, left out of the report or still in it."""
    return report.suppressed + sum(finding.suppressed for finding in report.findings)


def count_line(report: Report) -> Text:
    """`Found 3 findings (2 errors, 1 warning) in 2 of 40 files; 4 suppressed.`"""
    files = report.statistics.files
    counting = unsuppressed(report)
    suppressed = suppressed_count(report)
    besides = f"; {suppressed:,} suppressed" if suppressed else ""
    if not counting:
        return Text(f"No findings in {counted(files, 'file')}{besides}.", style="green")
    errors = sum(finding.severity == "error" for finding in counting)
    warnings = len(counting) - errors
    kinds = [counted(number, kind) for number, kind in ((errors, "error"), (warnings, "warning")) if number]
    touched = len({finding.path for finding in counting})
    return Text(
        f"Found {counted(len(counting), 'finding')} ({', '.join(kinds)})"
        f" in {touched:,} of {counted(files, 'file')}{besides}.",
        style="bold",
    )


def baseline_lines(report: Report) -> Iterator[Text]:
    """`12 hidden by the baseline; 3 of its entries are obsolete: ...`; nothing without a baseline."""
    known = report.baseline
    if known is None or not (known.hidden or known.obsolete):
        return
    line = Text(f"{known.hidden:,} hidden by the baseline")
    if known.obsolete:
        verb, them = ("is", "it") if known.obsolete == 1 else ("are", "them")
        line.append(
            f"; {known.obsolete:,} of its entries {verb} obsolete: `asynclint baseline --prune` removes"
        )
        line.append(f" {them}")
    yield line.append(".")


def lines(report: Report) -> Iterator[Text]:
    """The root causes ranked by the routes that they stall, then the count."""
    weights = ranked(unsuppressed(report))
    if weights:
        yield Text("Root causes by the routes they stall", style="bold")
        shown = weights[:_SHOWN]
        rows = [
            (
                counted(weight.routes, "route") if weight.routes else "-",
                counted(weight.findings, "finding"),
                weight.root,
            )
            for weight in shown
        ]
        first = max(len(row[0]) for row in rows)
        second = max(len(row[1]) for row in rows)
        for routes, findings, root in rows:
            line = Text("  ")
            line.append(routes.rjust(first), style="bold")
            line.append(f"  {findings.rjust(second)}  ", style="dim")
            line.append(printable(root.callable))
            line.append(f"  {printable(root.path)}:{root.line}", style="cyan")
            yield line
        if len(weights) > len(shown):
            yield Text(f"  and {len(weights) - len(shown):,} more", style="dim")
        yield Text()
    yield count_line(report)
    yield from baseline_lines(report)
