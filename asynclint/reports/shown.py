"""What of a report a reader gets to see."""

import msgspec

from asynclint.finding import Report


def shown(report: Report, *, suppressed: bool) -> Report:
    if suppressed:
        return report
    return msgspec.structs.replace(report, findings=tuple(f for f in report.findings if not f.suppressed))
