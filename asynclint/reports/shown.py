"""What a face shows of a report."""

from __future__ import annotations

import msgspec

from asynclint.finding import Report
from asynclint.reports.summary import suppressed_count, unsuppressed


def shown(report: Report, *, suppressed: bool = False) -> Report:
    """The report without suppressed findings, which it counts instead; with them where asked for."""
    if suppressed:
        return report
    return msgspec.structs.replace(
        report, findings=tuple(unsuppressed(report)), suppressed=suppressed_count(report)
    )
