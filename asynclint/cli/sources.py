"""Source lines for the excerpts in the text report."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

# Python ends a line here and nowhere else; str.splitlines knows more ends.
_LINE_END = re.compile(r"\r\n|\r|\n")


def line_reader(root: Path, overlays: Mapping[Path, bytes] | None = None) -> Callable[[str], Sequence[str]]:
    """A function from a path relative to `root` to the file's lines, none if unreadable.

    `overlays`: unsaved contents by real path.
    """
    unsaved = overlays or {}

    # Findings come sorted by path.
    @lru_cache(maxsize=1)
    def read_lines(relative: str) -> Sequence[str]:
        try:
            buffer = unsaved.get(root / relative)
            source = (root / relative).read_bytes() if buffer is None else buffer
            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
            text = source.decode(encoding)
        except (OSError, SyntaxError, ValueError, LookupError):
            return ()
        return _LINE_END.split(text.removeprefix("\N{BYTE ORDER MARK}"))

    return read_lines
