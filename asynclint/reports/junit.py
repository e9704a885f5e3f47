"""JUnit XML: a test suite for each file, a failed test case for each finding.

The format has no standard; the elements are those of Jenkins' `junit-10.xsd`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from asynclint.finding import FileError, Finding, Problem, Report
from asynclint.reports.prose import whole
from asynclint.reports.sources import Sources

# What XML 1.0 (2.2 Characters) does not allow, lone surrogates included.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Noted = Finding | Problem | FileError


def pieces(report: Report, version: str, sources: Sources) -> Iterator[str]:
    """The document, a suite at a time, without a newline at its end.

    It is plain ASCII, so that its declaration holds whatever the encoding of the output is.
    Where there is nothing to report, it has one case that passes: readers refuse a report without any.
    """
    unsorted: list[Noted] = [*report.findings, *report.problems, *report.errors]
    noted = sorted(unsorted, key=lambda one: (one.path, one.line))
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<testsuites name="asynclint" {_counts(noted)}>'
    for path, group in groupby(noted, key=lambda one: one.path):
        cases = list(group)
        yield f"\n  <testsuite name={_quoted(path)} {_counts(cases)}>"
        for case in cases:
            yield f"\n    {_case(case)}"
        yield "\n  </testsuite>"
    if not noted:
        yield f'\n  <testsuite name="asynclint" {_counts(())}>'
        yield '\n    <testcase name="no findings" classname="asynclint" time="0"/>\n  </testsuite>'
    yield "\n</testsuites>"


def _counts(noted: Iterable[Noted]) -> str:
    kinds = [_kind(one) for one in noted]
    counts = [f'{name}="{kinds.count(kind)}"' for name, kind in _KINDS.items()]
    return " ".join([f'tests="{max(len(kinds), 1)}"', *counts, 'time="0"'])


_KINDS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def _kind(one: Noted) -> str:
    if isinstance(one, Finding):
        return "skipped" if one.suppressed else "failure"
    if isinstance(one, Problem):
        return "failure"
    # What was not named leaves the exit code as it is: the tests may pass then, too.
    return "error" if one.named else "skipped"


def _case(one: Noted) -> str:
    if isinstance(one, Finding):
        # Services tell old failures from new ones by the names: no line goes in.
        name, owner, kind = f"{one.code} {one.name} {one.fingerprint}", one.function, one.severity
        text = whole(one)
    else:
        about = "suppression comment" if isinstance(one, Problem) else "file that cannot be read"
        kind = "warning" if isinstance(one, Problem) else "error"
        name, owner = f"{about} at {one.line}:{one.column}", one.path
        text = one.message
    head = f"<testcase name={_quoted(name)} classname={_quoted(owner)} file={_quoted(one.path)}"
    head += f' line="{one.line}" time="0">'
    message = _quoted(one.message)
    if _kind(one) == "skipped":
        return f"{head}<skipped message={message}/></testcase>"
    place = f"{one.path}:{one.line}:{one.column}"
    inner = _ascii(escape(_legal(f"{place}: {text}"), {"\r": "&#13;"}))
    return f"{head}<{_kind(one)} message={message} type={_quoted(kind)}>{inner}</{_kind(one)}></testcase>"


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _quoted(text: str) -> str:
    return _ascii(quoteattr(_legal(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}))


def _ascii(markup: str) -> str:
    """With references to all other characters (XML 1.0, 4.1)."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii")
