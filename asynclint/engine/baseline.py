"""The baseline: a file of known findings, which runs do not report again.

One line a finding, sorted and without line numbers, so that the file changes only where findings come
or go, and two branches that both change it merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from asynclint.errors import UsageError
from asynclint.finding import Finding
from asynclint.project.replacing import replacing

VERSION = 1
_HEADER = "asynclint-baseline"
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_REMEDY = "`asynclint baseline` writes it anew"


class Entry(msgspec.Struct, frozen=True, order=True):
    """One known finding.  All but the fingerprint is for the reader; the fields' order is the file's."""

    path: str
    function: str
    code: str
    call: str
    root: str
    fingerprint: str


def entry_of(finding: Finding) -> Entry:
    """What the file says of a finding."""
    return Entry(
        path=finding.path,
        function=finding.function,
        code=finding.code,
        call=finding.chain[0].callee,
        root=finding.root_causes[0].callable,
        fingerprint=finding.fingerprint,
    )


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of the file; lines that a merge has doubled count once.

    Raises `UsageError` with the place of what is wrong.
    """
    try:
        # Not by `splitlines`: JSON strings may hold other characters that end lines.
        lines = path.read_bytes().decode("utf-8").split("\n")
    except FileNotFoundError as error:
        raise UsageError(f"there is no baseline {path}: `asynclint baseline` writes one.") from error
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the baseline {path} is not UTF-8: {_REMEDY}.") from error
    found: dict[str, Entry] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith(_CONFLICT):
            raise UsageError(
                f"{path}:{number}: an unresolved merge: keep the lines of both sides, or {_REMEDY}."
            )
        if number == 1:
            _check_header(line, path)
        elif line.strip() and line.strip() != lines[0].strip():
            entry = _entry(line, path, number)
            found.setdefault(entry.fingerprint, entry)
    return tuple(found.values())


def write_baseline(path: Path, entries: Iterable[Entry]) -> int:
    """Writes the file whole or not at all; returns the number of its entries.  Raises `UsageError`."""
    rows = sorted(set(entries))
    text = "".join(f"{line}\n" for line in (_json({_HEADER: VERSION}), *(_json(_row(row)) for row in rows)))
    try:
        with replacing(path) as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be written: {error.strerror or error}.") from error
    return len(rows)


def _row(entry: Entry) -> dict[str, str]:
    return {
        "path": entry.path,
        "code": entry.code,
        "function": entry.function,
        "call": entry.call,
        "root": entry.root,
        "fingerprint": entry.fingerprint,
    }


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A file name may hold bytes that are no text.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _check_header(line: str, path: Path) -> None:
    try:
        version = json.loads(line)[_HEADER]
    except (ValueError, TypeError, KeyError):
        raise UsageError(f"{path}:1: not a baseline of asynclint: {_REMEDY}.") from None
    if not isinstance(version, int) or version > VERSION:
        raise UsageError(f"{path}:1: written by a newer asynclint: upgrade, or {_REMEDY}.")


def _entry(line: str, path: Path, number: int) -> Entry:
    try:
        found = msgspec.convert(json.loads(line), Entry)
        int(found.fingerprint, 16)
    except (ValueError, msgspec.ValidationError) as error:
        raise UsageError(
            f"{path}:{number}: no entry of a baseline: remove the line, or {_REMEDY}."
        ) from error
    return found
