"""GitLab's code quality report: a JSON array of issues.

The fields are those that GitLab asks for ("Code Quality", custom tools: description, check_name,
fingerprint, severity, location), a part of the Code Climate format.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from asynclint.finding import FileError, Finding, Problem, Report
from asynclint.reports.encoding import dumps
from asynclint.reports.sources import Sources

_SEVERITIES = {"error": "major", "warning": "minor"}
# The worst that GitLab knows: what cannot be read is not checked at all.
_UNREAD = "blocker"
_SHOWN_ANYWAY = "info"


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """The array in pieces, an issue at a time, without a newline at its end."""
    issues = [_finding(finding) for finding in report.findings]
    issues += [_note(problem, "suppression-comment", _SEVERITIES["warning"]) for problem in report.problems]
    for error in report.errors:
        issues.append(_note(error, "unreadable-file", _UNREAD if error.named else _SEVERITIES["warning"]))
    seen: Counter[str] = Counter()
    yield "["
    for index, issue in enumerate(issues):
        yield ",\n " if index else "\n "
        yield dumps({**issue, "fingerprint": _unique(str(issue["fingerprint"]), seen)})
    yield "\n]" if issues else "]"


def _finding(finding: Finding) -> dict[str, object]:
    # GitLab shows the description and nothing else.
    remedy = f"; {finding.remedy}" if finding.remedy else ""
    return {
        "type": "issue",
        "description": f"{finding.code} {finding.name}: {finding.message}{remedy}",
        "check_name": finding.code,
        # With the path: GitLab joins the reports of all jobs, and two projects may have an `app.main` each.
        "fingerprint": f"{finding.path}\0{finding.fingerprint}",
        "severity": _SHOWN_ANYWAY if finding.suppressed else _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line, "end": finding.end_line}},
    }


def _note(note: Problem | FileError, name: str, severity: str) -> dict[str, object]:
    return {
        "type": "issue",
        "description": note.message,
        "check_name": name,
        # Without the line, which moves.
        "fingerprint": f"{note.path}\0{name}\0{note.message}",
        "severity": severity,
        "location": {"path": note.path, "lines": {"begin": note.line, "end": note.line}},
    }


def _unique(text: str, seen: Counter[str]) -> str:
    """The fingerprint of what `text` tells; of equal texts, each gets its own ("must be unique", GitLab)."""
    whole = f"{text}\0{seen[text]}"
    seen[text] += 1
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
