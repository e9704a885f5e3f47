"""Where a key stands in the text of a TOML file: tomllib tells the values only."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]?\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")
_DELIMITERS = ('"""', "'''")


def line_of(text: str, path: tuple[str, ...], value: object = None) -> int:
    """The 1-based line of the key at `path`; of the text `value` in it, if that is found.

    Where the key is not found (a table in one line), the line of what is around it; 1 at last.
    """
    best, depth, end = 1, 0, 0
    lines = text.splitlines()
    for number, found, following in _keys(lines):
        shared = 0
        while shared < min(len(found), len(path)) and found[shared] == path[shared]:
            shared += 1
        if shared == len(found) and shared > depth:
            best, depth, end = number, shared, following
    inner = path[depth:] if depth else ()
    wanted = [value] if isinstance(value, str) else []
    for text_ in (*wanted, *reversed(inner)):
        for number in range(best, end):
            if text_ in lines[number - 1]:
                return number
    return best


def _keys(lines: list[str]) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Line, full path, and the line after the value, of each header and key."""
    table: tuple[str, ...] = ()
    starts: list[tuple[int, tuple[str, ...]]] = []
    inside = ""
    for number, line in enumerate(lines, 1):
        if not inside:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header is not None:
                table = _parts(header[1])
                starts.append((number, table))
            elif key is not None:
                starts.append((number, (*table, *_parts(key[1]))))
        for delimiter in _DELIMITERS:
            if line.count(delimiter) % 2 and inside in ("", delimiter):
                inside = "" if inside else delimiter
    for index, (number, path) in enumerate(starts):
        yield number, path, starts[index + 1][0] if index + 1 < len(starts) else len(lines) + 1


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(dotted))
