"""A summary in GitHub's markdown: for the page of a job, or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from asynclint.finding import Finding, Report
from asynclint.reports.prose import details
from asynclint.reports.sources import Sources
from asynclint.reports.summary import ranked, suppressed_count, unsuppressed
from asynclint.reports.words import counted, printable
from asynclint.rules.base import page_url

# GitHub takes 1 MiB for each step ("Adding a job summary"), and shows nothing of what is longer.
_MOST_CAUSES, _MOST_ROUTES, _MOST_FINDINGS, _MOST_NOTES = 50, 50, 200, 20
_LONGEST = 300
# Of the findings, in bytes: chains may be long.  The other tables stay below that in any case.
_BUDGET = 500_000
# What markdown or HTML would take for its own.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~<>&-])")
_ROUTES = ("route ", "websocket ")


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """The text in pieces, without a newline at its end."""
    counting = unsuppressed(report)
    lines = [f"## asynclint: {_heading(counting, report)}", ""]
    if counting:
        lines += [*_causes(counting, report), *_routes(counting)]
    lines += _findings(report)
    lines += _notes("Suppression comments", ((p.path, p.line, p.message) for p in report.problems))
    lines += _notes("Files that could not be read", ((e.path, e.line, e.message) for e in report.errors))
    yield "\n".join(lines).rstrip("\n")


def _is_partial(report: Report) -> bool:
    """Whether what is reported is only what is new: known findings and unchanged code are left out."""
    return report.partial or report.baseline is not None


def _heading(counting: Sequence[Finding], report: Report) -> str:
    new = "new " if _is_partial(report) else ""
    files = counted(report.statistics.files, "file")
    besides = "".join(
        f"; {number:,} {what}"
        for number, what in (
            (suppressed_count(report), "suppressed"),
            (report.baseline.hidden if report.baseline is not None else 0, "known"),
        )
        if number
    )
    if not counting:
        return f"no {new}findings in {files}{besides}"
    errors = sum(finding.severity == "error" for finding in counting)
    kinds = [
        counted(number, kind)
        for number, kind in ((errors, "error"), (len(counting) - errors, "warning"))
        if number
    ]
    return f"{counted(len(counting), f'{new}finding')} ({', '.join(kinds)}) in {files}{besides}"


def _causes(counting: Sequence[Finding], report: Report) -> Iterator[str]:
    weights = ranked(counting)
    yield f"### {'New root causes' if _is_partial(report) else 'Root causes'}"
    yield ""
    yield from _table(
        ("Blocking operation", "Called at", "Routes stalled", "Findings"),
        (
            (
                _code(w.root.callable),
                _code(f"{w.root.path}:{w.root.line}"),
                f"{w.routes:,}",
                f"{w.findings:,}",
            )
            for w in weights[:_MOST_CAUSES]
        ),
    )
    yield from _more(len(weights) - _MOST_CAUSES)


def _routes(counting: Sequence[Finding]) -> Iterator[str]:
    """The routes by how many root causes stall them."""
    causes: dict[str, set[object]] = {}
    for finding in counting:
        for context in finding.contexts:
            if context.startswith(_ROUTES):
                causes.setdefault(context, set()).update(finding.root_causes)
    if not causes:
        return
    ordered = sorted(causes.items(), key=lambda item: (-len(item[1]), item[0]))
    yield f"### {counted(len(causes), 'route')} stalled"
    yield ""
    rows = ((_code(route), f"{len(some):,}") for route, some in ordered[:_MOST_ROUTES])
    yield from _table(("Route", "Root causes"), rows)
    yield from _more(len(causes) - _MOST_ROUTES)


def _findings(report: Report) -> Iterator[str]:
    """All that are in the report, suppressed ones marked, as far as they fit."""
    if not report.findings:
        return
    rows: list[tuple[str, ...]] = []
    left = _BUDGET
    for finding in report.findings[:_MOST_FINDINGS]:
        row = _row(finding)
        left -= sum(len(cell.encode()) for cell in row)
        if left < 0:
            break
        rows.append(row)
    suppressed = sum(finding.suppressed for finding in report.findings)
    besides = f", {suppressed:,} of them suppressed" if suppressed else ""
    yield f"<details><summary>{counted(len(report.findings), 'finding')}{besides}</summary>"
    yield ""
    yield from _table(("Rule", "Place", "What"), rows)
    yield from _more(len(report.findings) - len(rows))
    yield "</details>"
    yield ""


def _row(finding: Finding) -> tuple[str, ...]:
    suppressed = " (suppressed)" if finding.suppressed else ""
    return (
        f"[{finding.code}]({page_url(finding.code)}){suppressed}",
        _code(f"{finding.path}:{finding.line}:{finding.column}"),
        "<br>".join(map(_prose, (finding.message, *details(finding)))),
    )


def _notes(title: str, notes: Iterable[tuple[str, int, str]]) -> Iterator[str]:
    found = list(notes)
    if not found:
        return
    yield f"### {title}"
    yield ""
    rows = ((_code(f"{path}:{line}"), _prose(text)) for path, line, text in found[:_MOST_NOTES])
    yield from _table(("Place", "What"), rows)
    yield from _more(len(found) - _MOST_NOTES)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"and {number:,} more"
        yield ""


def _prose(text: str) -> str:
    """A sentence of ours: what stands between backticks is code, nothing else is markdown."""
    parts = _cut(text).split("`")
    if len(parts) % 2 == 0:
        return _escaped("`".join(parts))
    return "".join(_code(part) if index % 2 and part else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _code(text: str) -> str:
    """A code span.  In tables a bar needs its escape even there (GFM 4.10); HTML needs none."""
    text = _cut(text).replace("|", "\\|")
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _cut(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
