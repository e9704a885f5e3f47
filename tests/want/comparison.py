"""Findings against the expectations of a fixture project, and against its golden file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from asynclint.finding import Finding, Report
from tests.want.comments import Expectations, Expected

GOLDEN = "golden.json"


def answers(finding: Finding, item: Expected) -> bool:
    """Whether place, code and a root callable are those of the expectation."""
    return (finding.path, finding.line, finding.code) == (item.path, item.line, item.code) and any(
        cause.callable == item.callable for cause in finding.root_causes
    )


def show(finding: Finding) -> str:
    """One line for a finding: what its `want` comment would be, and the chain."""
    roots = ", ".join(dict.fromkeys(cause.callable for cause in finding.root_causes))
    chain = "; ".join(f"{hop.path}:{hop.line} {hop.function} -> {hop.callee}" for hop in finding.chain)
    contexts = ", ".join(finding.contexts)
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return f"{place} {finding.code} {roots} {finding.confidence} in [{contexts}] via [{chain}]"


def _unlike(item: Expected, findings: Iterable[Finding]) -> list[str]:
    """What of confidence and contexts is not as the expectation says."""
    lines = []
    for finding in findings:
        if item.confidence and finding.confidence != item.confidence:
            lines.append(f"confidence {finding.confidence}: {item}")
        lines.extend(f"not in {c!r}: {show(finding)}" for c in item.contexts if c not in finding.contexts)
    return lines


def differences(expected: Expectations, findings: Iterable[Finding]) -> list[str]:
    """All that is not as expected, one line each; empty when everything is."""
    findings = list(findings)
    lines = []
    for item, times in Counter(expected.wants).items():
        found = [finding for finding in findings if answers(finding, item)]
        if len(found) < times:
            lines.append(f"missing  {item}" + (f" (found {len(found)} of {times})" if times > 1 else ""))
        elif len(found) > times:
            lines.append(f"surplus  {item} (found {len(found)}, wanted {times})")
        lines.extend(f"unlike   {line}" for line in _unlike(item, found))
    for item in expected.misses:
        if any(answers(finding, item) for finding in findings):
            lines.append(f"found    {item}: a known miss that is found now; make it a want")
    known = (*expected.wants, *expected.misses)
    lines.extend(
        f"surplus  {show(finding)}"
        for finding in findings
        if not any(answers(finding, item) for item in known)
    )
    return sorted(lines)


def golden_of(report: Report) -> list[dict[str, Any]]:
    """What a golden file keeps of a report: place, contexts, whole chain and confidence."""
    return [
        {
            "place": f"{finding.path}:{finding.line}:{finding.column}",
            "code": finding.code,
            "function": finding.function,
            "confidence": finding.confidence,
            "contexts": list(finding.contexts),
            "chain": [f"{hop.path}:{hop.line} {hop.function} -> {hop.callee}" for hop in finding.chain],
            "roots": [f"{cause.callable} {cause.path}:{cause.line}" for cause in finding.root_causes],
        }
        for finding in report.findings
    ]


def golden_text(report: Report) -> str:
    """The content of a project's golden file."""
    return json.dumps(golden_of(report), indent=1, ensure_ascii=False) + "\n"


def write_golden(project: Path, report: Report) -> None:
    """Write the project's golden file anew."""
    (project / GOLDEN).write_text(golden_text(report), encoding="utf-8")
