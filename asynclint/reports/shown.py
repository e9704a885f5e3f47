"""What a face shows of a report."""

from __future__ import annotations

import msgspec

from asynclint.finding import Report


def shown(report: Report, *, suppressed: bool = False) -> Report:
    """The report without suppressed findings, which it counts instead; with them where asked for."""
    if suppressed:
        return report
    left = tuple(finding for finding in report.findings if not finding.suppressed)
    hidden = report.suppressed + len(report.findings) - len(left)
    return msgspec.structs.replace(report, findings=left, suppressed=hidden)
