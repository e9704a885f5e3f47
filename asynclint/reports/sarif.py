"""SARIF 2.1.0 (OASIS), as code scanning services read it.

Sections are those of the standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from asynclint.finding import Edit, FileError, Finding, Problem, Report
from asynclint.reports.encoding import dumps
from asynclint.reports.sources import Sources, span
from asynclint.rules.base import HOME, Rule
from asynclint.rules.registry import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Ours among the fingerprints of a result (3.27.17); the number goes up when ours change.
FINGERPRINT = "asynclintFingerprint/v1"
# Where relative addresses start (3.14.14); the name is the one that GitHub uses.
_ROOT = "%SRCROOT%"
_COMMENTS = "suppression-comment"
_COMMENTS_EXPLAINED = (
    "A comment that silences no finding hides the next one; one without a reason cannot be judged later."
)
_TAGS = ["asyncio", "performance"]
# GitHub refuses results with more than 1,000 locations, and shows 100 ("SARIF support for code scanning").
_CAUSES = 100
# A helper behind hundreds of routes has hundreds of findings: services refuse what grows with both.
_CONTEXTS = 50

Json = dict[str, Any]


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """The log in pieces, a result at a time, without a newline at its end.  Plain ASCII."""
    rules = _rules(report)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    results: list[Finding | Problem] = [*report.findings, *report.problems]
    suppressed = any(finding.suppressed for finding in report.findings)
    run = {
        "tool": {
            "driver": {"name": "asynclint", "version": version, "informationUri": HOME, "rules": rules},
        },
        "invocations": [_invocation(report)],
        # 3.17.3: what stands before the last slash names the kind of run, so that of several uploads for one
        # commit, each of another project, none takes the place of another.
        "automationDetails": {"id": f"asynclint/{_uri(report.within)}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": folder_uri(PurePath(report.root))}},
    }
    yield f'{{\n "$schema": "{SCHEMA}",\n "version": "2.1.0",\n "runs": [\n  {{'
    for name, value in run.items():
        yield f'\n   "{name}": {dumps(value)},'
    yield '\n   "results": ['
    for index, one in enumerate(results):
        result = _finding(one, sources) if isinstance(one, Finding) else _problem(one)
        yield ",\n    " if index else "\n    "
        if suppressed:
            # 3.27.23: of a run, all results have it or none, so that an empty list says "not suppressed".
            result.setdefault("suppressions", [])
        yield dumps({**result, "ruleIndex": indices[result["ruleId"]]})
    yield "\n   ]" if results else "]"
    yield "\n  }\n ]\n}"


def _rules(report: Report) -> list[Json]:
    """The rules that something was found by, sorted by code, as in ruff."""
    codes = {finding.code for finding in report.findings}
    rules = [_rule(rule) for rule in RULES if rule.code in codes]
    if report.problems:
        page = f"{HOME}/blob/main/docs/suppressions.md"
        help_text = "Remove the comment, or write the reason behind it. What counts: "
        # No name: it would be the id again (3.49.7).  GitHub wants all that the others have.
        rules.append(
            {
                "id": _COMMENTS,
                "shortDescription": {"text": "suppression comments that do nothing or lack a reason"},
                "fullDescription": {"text": _COMMENTS_EXPLAINED},
                "help": {"text": f"{help_text}{page}", "markdown": f"{help_text}[suppressions]({page})"},
                "helpUri": page,
                "defaultConfiguration": {"level": "warning"},
                "properties": {"tags": _TAGS, "problem.severity": "warning"},
            }
        )
    return rules


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation.partition("\n\n")[0].replace("\n", " ")},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": rule.severity},
        # "problem.severity" is GitHub's ("SARIF support for code scanning").
        "properties": {"tags": _TAGS, "problem.severity": rule.severity},
    }


def _finding(finding: Finding, sources: Sources) -> Json:
    region = _region(finding.line, finding.column, finding.end_line, finding.end_column)
    place = {
        **_location(finding.path, region),
        "logicalLocations": [{"fullyQualifiedName": finding.function, "kind": "function"}],
    }
    text = f"{finding.message}. Help: {finding.remedy}." if finding.remedy else f"{finding.message}."
    result: Json = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [place],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "relatedLocations": [
            {
                "id": number,
                **_location(cause.path, {"startLine": cause.line}),
                "message": {"text": f"calls {cause.callable}"},
            }
            for number, cause in enumerate(finding.root_causes[:_CAUSES], 1)
        ],
        "properties": {
            "confidence": finding.confidence,
            "contexts": list(finding.contexts[:_CONTEXTS]),
            "contextCount": len(finding.contexts),
        },
    }
    if len(finding.chain) > 1:
        result["codeFlows"] = [{"threadFlows": [{"locations": _flow(finding)}]}]
    if finding.fix is not None:
        changes = _changes(finding.fix.edits, sources)
        if changes:
            result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": changes}]
    if finding.suppressed:
        result["suppressions"] = [{"kind": "inSource"}]
    return result


def _flow(finding: Finding) -> list[Json]:
    """The hops, and at last the root cause (3.38)."""
    steps = [(hop.path, hop.line, f"{hop.function} calls {hop.callee}") for hop in finding.chain]
    steps += [(cause.path, cause.line, f"{cause.callable} blocks") for cause in finding.root_causes[:1]]
    return [
        {
            "location": {**_location(path, {"startLine": line}), "message": {"text": text}},
            "nestingLevel": depth,
        }
        for depth, (path, line, text) in enumerate(steps)
    ]


def _changes(edits: tuple[Edit, ...], sources: Sources) -> list[Json]:
    """The edits by file (3.55.3); none where one of them has no known place, as half a fix is none."""
    found: dict[str, list[Json]] = {}
    for edit in edits:
        between = span(edit, sources)
        if between is None:
            return []
        start, end = between
        replacement = {
            "deletedRegion": _region(*start, *end),
            "insertedContent": {"text": edit.content},
        }
        found.setdefault(edit.path, []).append(replacement)
    return [{"artifactLocation": _artifact(path), "replacements": some} for path, some in found.items()]


def _problem(problem: Problem) -> Json:
    region = {"startLine": problem.line, "startColumn": problem.column}
    return {
        "ruleId": _COMMENTS,
        "level": "warning",
        "message": {"text": problem.message},
        "locations": [_location(problem.path, region)],
    }


def _invocation(report: Report) -> Json:
    """Whether the run did what it was asked for, and which files it could not read (3.20)."""
    return {
        "executionSuccessful": not any(error.named for error in report.errors),
        "toolExecutionNotifications": [_notification(error) for error in report.errors],
    }


def _notification(error: FileError) -> Json:
    region = {"startLine": error.line, "startColumn": error.column}
    return {
        "level": "error" if error.named else "warning",
        "message": {"text": error.message},
        "locations": [_location(error.path, region)],
    }


def _location(path: str, region: Json) -> Json:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _region(line: int, column: int, end_line: int, end_column: int) -> Json:
    """Both ends in code points from 1, the end exclusive (3.30)."""
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> Json:
    return {"uri": _uri(path), "uriBaseId": _ROOT}


def _uri(path: str) -> str:
    """Percent-encoded, bytes of a name that is no UTF-8 as they are (RFC 3986, 2.5)."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "replace"))


def folder_uri(path: PurePath) -> str:
    """The address of a folder, with a slash at its end (3.14.14)."""
    drive = f"/{path.drive}" if isinstance(path, PureWindowsPath) else ""
    inner = path.as_posix().removeprefix(path.drive).rstrip("/")
    return f"file://{drive}{_uri(inner)}/"
