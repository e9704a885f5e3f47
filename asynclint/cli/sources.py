"""The analysed sources, for excerpts, columns in other units, and the places of edits."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from asynclint.reports.sources import Position

# Python ends a line here and nowhere else; str.splitlines knows more ends.
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\N{BYTE ORDER MARK}"


class _Source(NamedTuple):
    content: bytes
    encoding: str
    lines: Sequence[str]


class SourceFiles:
    """The files below `root`; `overlays` are unsaved contents by real path."""

    def __init__(self, root: Path, overlays: Mapping[Path, bytes] | None = None) -> None:
        self._root = root
        self._overlays = overlays or {}
        # Findings come sorted by path.
        self._source = lru_cache(maxsize=1)(self._read)

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file without their ends; none where it cannot be read."""
        source = self._source(path)
        return () if source is None else source.lines

    def position(self, path: str, offset: int) -> Position | None:
        """Where a byte of a file stands; None where it has no such byte, or lies within a character."""
        source = self._source(path)
        if source is None or offset > len(source.content):
            return None
        try:
            before = source.content[:offset].decode(source.encoding)
        except ValueError:
            return None
        lines = _LINE_END.split(before.removeprefix(_MARK))
        return Position(len(lines), len(lines[-1]) + 1)

    def _read(self, path: str) -> _Source | None:
        try:
            buffer = self._overlays.get(self._root / path)
            content = (self._root / path).read_bytes() if buffer is None else buffer
            encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
            text = content.decode(encoding)
        except (OSError, SyntaxError, ValueError, LookupError):
            return None
        return _Source(content, encoding, _LINE_END.split(text.removeprefix(_MARK)))
