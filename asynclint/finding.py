"""Findings and what belongs to them: frozen records, shared by all floors."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]
Confidence = Literal["certain", "likely"]
Applicability = Literal["safe", "unsafe"]


class Record(msgspec.Struct, frozen=True):
    """Base of the records; their field names are those of the JSON output."""


class Hop(Record, frozen=True):
    """One step of a chain: `function` at `path:line` calls `callee`."""

    path: str
    line: int
    function: str
    callee: str


class RootCause(Record, frozen=True):
    """A blocking operation and the place that calls it."""

    callable: str
    path: str
    line: int


class Edit(Record, frozen=True):
    """Replace the bytes `start` to `end` (exclusive) of `path` by `content`."""

    path: str
    start: int
    end: int
    content: str


class Fix(Record, frozen=True):
    applicability: Applicability
    title: str
    edits: tuple[Edit, ...]


class Finding(Record, frozen=True):
    """One call on the loop that violates one rule.

    Paths are relative to the project root, with `/`; lines and columns are 1-based, columns in
    code points, ends exclusive.  `chain` starts at the finding's own place and leads to the
    first of `root_causes`.
    """

    code: str
    name: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    function: str
    contexts: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    chain: tuple[Hop, ...]
    root_causes: tuple[RootCause, ...]
    fix: Fix | None
    fingerprint: str
    suppressed: bool = False
    remedy: str = ""


class FileError(Record, frozen=True):
    """A file that could not be read or parsed, and where.  `named`: it is among the named paths."""

    path: str
    line: int
    column: int
    message: str
    named: bool = True


class Problem(Record, frozen=True):
    """A suppression comment that does nothing, or lacks its reason; it counts as a warning."""

    path: str
    line: int
    column: int
    message: str


class Known(Record, frozen=True):
    """What the baseline did: findings `hidden` by it, and `obsolete` entries that match nothing."""

    path: str
    hidden: int
    obsolete: int


class Statistics(Record, frozen=True):
    """What was analysed, and what the analysis did not know."""

    files: int = 0
    functions: int = 0
    calls: int = 0
    unresolved_calls: int = 0


class Report(Record, frozen=True):
    """The result of one run, as the reports get it: findings sorted by path, line, column, code.

    Suppressed findings are among them, marked; a face shows them only when asked to: `suppressed` is
    the number of those that it has left out.
    `notes` are sentences on the run itself, for standard error.  `problems` are those of suppression
    comments, where they were asked for.  `baseline` is None where none was used.  `partial`: only what
    changes bring was asked for.  `within` is the way from `root` to the project where paths start above it:
    "" or with a slash at its end.
    """

    root: str
    findings: tuple[Finding, ...]
    errors: tuple[FileError, ...]
    statistics: Statistics
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    suppressed: int = 0
    baseline: Known | None = None
    partial: bool = False
    within: str = ""
