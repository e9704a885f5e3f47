"""A report with paths that CI services understand: from the top of the repository."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from asynclint.finding import Finding, Report

_PLACE = re.compile(r" at ([^`]+?:\d+)")
R = TypeVar("R", bound=msgspec.Struct)


def rebased(report: Report, prefix: str, top: str) -> Report:
    """The report with `prefix` before each path; `top` is the folder that they are relative to then.

    `prefix` is "" or ends with a slash.
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
        return msgspec.structs.replace(
            one,
            path=prefix + one.path,
            message=_message(one, prefix),
            chain=moved(one.chain),
            root_causes=moved(one.root_causes),
            fix=fix,
        )

    return msgspec.structs.replace(
        report,
        root=top,
        within=prefix,
        findings=tuple(map(finding, report.findings)),
        errors=moved(report.errors),
        problems=moved(report.problems),
    )


def _message(finding: Finding, prefix: str) -> str:
    """The message, which names places of root causes as ` at PATH:LINE`, with these moved."""
    places = {f"{cause.path}:{cause.line}" for cause in finding.root_causes}

    def place(found: re.Match[str]) -> str:
        return f" at {prefix}{found[1]}" if found[1] in places else found[0]

    return _PLACE.sub(place, finding.message)
