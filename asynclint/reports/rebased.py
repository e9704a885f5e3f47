"""A report with paths that CI services understand: from the top of the repository."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from asynclint.finding import Finding, Report

R = TypeVar("R", bound=msgspec.Struct)


def rebased(report: Report, prefix: str, top: str) -> Report:
    """The report with `prefix` before each path; `top` is the folder that they are relative to then.

    `prefix` is "" or ends with a slash.  Messages stay as they are.
    """
    if not prefix:
        return report

    def moved(records: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(
            msgspec.structs.replace(each, path=prefix + each.path)  # type: ignore[attr-defined]
            for each in records
        )

    def finding(one: Finding) -> Finding:
        fix = one.fix and msgspec.structs.replace(one.fix, edits=moved(one.fix.edits))
        chain, causes = moved(one.chain), moved(one.root_causes)
        return msgspec.structs.replace(one, path=prefix + one.path, chain=chain, root_causes=causes, fix=fix)

    return msgspec.structs.replace(
        report,
        root=top,
        findings=tuple(map(finding, report.findings)),
        errors=moved(report.errors),
        problems=moved(report.problems),
    )
