"""The Reviewdog Diagnostic Format: one `DiagnosticResult`, as `reviewdog.proto` describes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asynclint.finding import FileError, Finding, Problem, Report
from asynclint.reports.encoding import dumps
from asynclint.reports.prose import whole
from asynclint.reports.sources import Position, Sources, span
from asynclint.rules.base import HOME, page_url

_SEVERITIES = {"error": "ERROR", "warning": "WARNING"}
# reviewdog quotes the source of each in its comment.
_CAUSES = 10
Json = dict[str, object]


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """The object in pieces, a diagnostic at a time, without a newline at its end."""
    found = [_finding(finding, sources) for finding in report.findings]
    comments: Json = {"value": "suppression-comment", "url": f"{HOME}/blob/main/docs/suppressions.md"}
    found += [_note(problem, "WARNING", comments, sources) for problem in report.problems]
    for error in report.errors:
        severity = "ERROR" if error.named else "WARNING"
        found.append(_note(error, severity, {"value": "unreadable-file"}, sources))
    source = dumps({"name": "asynclint", "url": HOME})
    yield f'{{\n "source": {source},\n "diagnostics": ['
    for index, diagnostic in enumerate(found):
        yield ",\n  " if index else "\n  "
        yield dumps(diagnostic)
    yield "\n ]\n}" if found else "]\n}"


def _finding(finding: Finding, sources: Sources) -> Json:
    start, end = Position(finding.line, finding.column), Position(finding.end_line, finding.end_column)
    diagnostic: Json = {
        "message": whole(finding),
        "location": {"path": finding.path, "range": _range(finding.path, start, end, sources)},
        "severity": "INFO" if finding.suppressed else _SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": page_url(finding.code)},
        "related_locations": [
            {
                "message": f"calls {cause.callable}",
                "location": {"path": cause.path, "range": {"start": {"line": cause.line}}},
            }
            for cause in finding.root_causes[:_CAUSES]
        ],
    }
    suggestions = _suggestions(finding, sources)
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _suggestions(finding: Finding, sources: Sources) -> list[Json]:
    """The edits of a fix, where all have a place in the finding's own file: a suggestion has no path."""
    found: list[Json] = []
    for edit in finding.fix.edits if finding.fix is not None else ():
        between = span(edit, sources)
        if between is None or edit.path != finding.path:
            return []
        found.append({"range": _range(edit.path, *between, sources), "text": edit.content})
    return found


def _note(note: Problem | FileError, severity: str, code: Json, sources: Sources) -> Json:
    place = Position(note.line, note.column)
    return {
        "message": note.message,
        "location": {"path": note.path, "range": _range(note.path, place, place, sources)},
        "severity": severity,
        "code": code,
    }


def _range(path: str, start: Position, end: Position, sources: Sources) -> Json:
    lines = sources.lines(path)
    return {name: _position(lines, each) for name, each in (("start", start), ("end", end))}


def _position(lines: Sequence[str], place: Position) -> Json:
    """`Position` of the proto: its columns count bytes of UTF-8, from 1."""
    before = lines[place.line - 1][: place.column - 1] if place.line <= len(lines) else ""
    # Where the line is not known, as if it were ASCII.
    column = len(before.encode("utf-8", "surrogatepass")) + 1 if before else place.column
    return {"line": place.line, "column": column}
