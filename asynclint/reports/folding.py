"""Findings that a reader mends in one go, as one."""

from __future__ import annotations

from collections.abc import Iterable

from asynclint.finding import Finding, Record


class Fold(Record, frozen=True):
    """Findings of one function with one root cause: the first, and the places of the others."""

    first: Finding
    others: tuple[Finding, ...] = ()


def folded(findings: Iterable[Finding]) -> list[Fold]:
    """The findings, folded, in the order of the first of each fold.

    Direct calls of one leaf in one function count as one root cause, although each has a place
    of its own.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        root = finding.root_causes[0]
        place = (root.path, root.line) if len(finding.chain) > 1 else None
        key = (
            finding.code,
            finding.path,
            finding.function,
            finding.severity,
            finding.confidence,
            finding.suppressed,
            root.callable,
            place,
        )
        groups.setdefault(key, []).append(finding)
    return [Fold(first, tuple(others)) for first, *others in groups.values()]
