"""What the exit code of a run says."""

from __future__ import annotations

from asynclint.finding import Report
from asynclint.settings.model import FailOn

NOTHING, FINDINGS, WRONG = 0, 1, 2
_GRAVITY = {"warning": 1, "error": 2}
_LEAST: dict[FailOn, int] = {"warning": 1, "error": 2, "never": 3}


def exit_code(report: Report, fail_on: FailOn, *, exit_zero: bool) -> int:
    """2 where a named file could not be read; else 1 for something at or above `fail_on`.

    Suppressed findings count for nothing; problems of suppressions count as warnings.  `exit_zero`
    speaks of findings: what could not be read stays 2.
    """
    if any(error.named for error in report.errors):
        return WRONG
    if exit_zero:
        return NOTHING
    found = {finding.severity for finding in report.findings if not finding.suppressed}
    gravest = max((_GRAVITY[severity] for severity in found), default=0)
    gravest = max(gravest, _GRAVITY["warning"] if report.problems else 0)
    return FINDINGS if gravest >= _LEAST[fail_on] else NOTHING
