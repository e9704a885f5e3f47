"""Unified diffs: which lines of the new side they change."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from asynclint.errors import UsageError

Ranges = tuple[tuple[int, int], ...]
"""Changed lines, from the first to the last of each range; sorted, none overlaps another."""

Lines = Mapping[str, Ranges]
"""Changed lines by file, relative to the project root."""

_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_QUOTED = re.compile(rb'\\([0-7]{1,3}|[abtnvfr"\\])')
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_NOWHERE = "/dev/null"
# What git writes before the names of the two sides, `diff.mnemonicPrefix` included.
_PREFIXES = frozenset("abciow")


def joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The ranges in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def holds(ranges: Ranges, first: int, last: int) -> bool:
    """Whether some of the lines from `first` to `last` are in the ranges."""
    index = bisect_left(ranges, first, key=lambda entry: entry[1])
    return index < len(ranges) and ranges[index][0] <= last


class FileChange(msgspec.Struct, frozen=True):
    """The changed lines of one file; its name is one of `names`, the likeliest first."""

    names: tuple[str, ...]
    ranges: Ranges


def parse_patch(patch: bytes) -> tuple[FileChange, ...]:
    """The files of a diff that have changed or new lines.  Raises `UsageError` for what is no such diff."""
    return tuple(_Parser(patch).files())


class _Parser:
    """Reads line after line; numbers are 1-based, for messages."""

    def __init__(self, patch: bytes) -> None:
        self._lines = patch.split(b"\n")
        self._is_blank = not patch.strip()
        self._at = 0

    def files(self) -> Iterator[FileChange]:
        names: tuple[str, ...] | None = None
        ranges: list[tuple[int, int]] = []
        seen = self._is_blank
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.startswith((b"diff --cc ", b"diff --combined ", b"@@@ ")):
                raise self._error("is a combined diff; make one against a single parent, as `git diff REF`")
            if line.startswith(b"@@ "):
                if names is None:
                    raise self._error("is a hunk before any `+++` line")
                ranges += self._hunk()
                continue
            header = self._header()
            if header is not None or line.startswith((b"diff --git ", b"Binary files ")):
                seen = True
                if names and ranges:
                    yield FileChange(names, joined(ranges))
                names, ranges = header, []
            self._at += 1 if header is None else 2
        if names and ranges:
            yield FileChange(names, joined(ranges))
        if not seen:
            raise UsageError("The patch is no unified diff: make one with `git diff` or `diff -u`.")

    def _header(self) -> tuple[str, ...] | None:
        """The names of the file whose `---` and `+++` lines stand here; empty for one that is gone."""
        if not self._lines[self._at].startswith(b"--- ") or self._at + 1 == len(self._lines):
            return None
        if not self._lines[self._at + 1].startswith(b"+++ "):
            return None
        return _names(_name(self._lines[self._at]), _name(self._lines[self._at + 1]))

    def _hunk(self) -> Iterator[tuple[int, int]]:
        found = _HUNK.match(self._lines[self._at])
        if found is None:
            raise self._error("is no hunk header such as `@@ -1,2 +3,4 @@`")
        old, start, new = (int(found[i]) if found[i] is not None else 1 for i in (2, 3, 4))
        first = start
        line = start
        begun = self._at
        self._at += 1
        while old > 0 or new > 0:
            if self._at == len(self._lines) or (
                self._at + 1 == len(self._lines) and not self._lines[self._at]
            ):
                self._at = begun
                raise self._error("begins a hunk that is cut off")
            kind = self._lines[self._at][:1]
            if kind == b"+" and new > 0:
                new -= 1
                line += 1
            elif kind == b"-" and old > 0:
                old -= 1
            elif kind in (b" ", b"", b"\r") and old > 0 and new > 0:
                if first < line:
                    yield first, line - 1
                old -= 1
                new -= 1
                line += 1
                first = line
            elif kind != b"\\":
                raise self._error("does not fit into its hunk: the counts of its header say otherwise")
            self._at += 1
        if first < line:
            yield first, line - 1

    def _error(self, message: str) -> UsageError:
        return UsageError(f"The patch cannot be read: line {self._at + 1} {message}.")


def _name(line: bytes) -> str:
    """The name in a `---` or `+++` line: quoted as git does it, or up to the tab before a date."""
    name = line[4:].rstrip(b"\r")
    quoted = re.match(rb'"((?:[^"\\]|\\.)*)"', name)
    name = _QUOTED.sub(_unescaped, quoted[1]) if quoted is not None else name.partition(b"\t")[0]
    return name.decode("utf-8", "backslashreplace")


def _unescaped(found: re.Match[bytes]) -> bytes:
    text = found[1]
    return bytes([int(text, 8) & 0xFF]) if text.isdigit() else _ESCAPES.get(text, text)


def _names(old: str, new: str) -> tuple[str, ...]:
    """What the file may be called: with or without what may be a prefix, as `b/`."""
    if new == _NOWHERE:
        return ()
    prefix, _, rest = new.partition("/")
    if old == new or not rest:
        return (new,)
    if prefix in _PREFIXES or old.partition("/")[2] == rest:
        return (rest, new)
    return (new, rest)
