"""Where nodes stand: one code generation pass that marks the wanted ones.

libcst keeps no positions.  Generating the code again tells them: the place of a node is how much
text stands before it.  The state below does nothing for nodes that nobody asked about.
"""

from __future__ import annotations

import re
import struct
from _thread import RLock
from bisect import bisect_right
from itertools import accumulate
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

_NEWLINE = re.compile(r"\r\n?|\n")


class _Mark:
    """Notes how many tokens stand before and after a node."""

    __slots__ = ("end", "start", "tokens")

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.start = 0
        self.end = 0

    def __enter__(self) -> None:
        self.start = len(self.tokens)

    def __exit__(self, *details: object) -> None:
        self.end = len(self.tokens)


class _MarkingState(CodegenState):
    """Generates tokens as usual; `marks` has a mark for each wanted node, by identity."""

    # Called for every node: a builtin costs least, and does not bind as a method.
    before_codegen = id  # type: ignore[assignment]
    after_codegen = id  # type: ignore[assignment]

    def __init__(self, module: cst.Module, marks: dict[int, Any], tokens: list[str]) -> None:
        super().__init__(module.default_indent, module.default_newline, tokens=tokens)
        self.add_token = tokens.append  # type: ignore[method-assign,assignment]
        # Enters and leaves without running Python code; only one thread ever sees it.
        nothing = RLock()
        find = marks.get

        def record(node: cst.CSTNode, start_node: object = None, end_node: object = None) -> Any:
            return find(id(node), nothing)

        self.record_syntactic_position = record  # type: ignore[method-assign]


class Places:
    """The spans of `keys`, identities of nodes of `module`, in the order of `keys`."""

    def __init__(self, module: cst.Module, keys: list[int]) -> None:
        tokens: list[str] = []
        marks = {key: _Mark(tokens) for key in keys}
        module._codegen(_MarkingState(module, marks, tokens))
        self.text = "".join(tokens)
        lines = line_starts(self.text)
        offsets = list(accumulate(map(len, tokens), initial=0))
        flat: list[int] = []
        for mark in marks.values():
            start, end = offsets[mark.start], offsets[mark.end]
            line, end_line = bisect_right(lines, start), bisect_right(lines, end)
            flat += (line, start - lines[line - 1] + 1, end_line, end - lines[end_line - 1] + 1)
        self._flat = flat
        self.lines = len(lines) - (lines[-1] == len(self.text))

    def packed(self, count: int) -> bytes:
        """The first `count` spans as `ModuleFacts.spans` keeps them."""
        return struct.pack(f"<{4 * count}I", *self._flat[: 4 * count])

    def first_line(self, index: int) -> int:
        """The line where the node of that index starts."""
        return self._flat[4 * index]

    def last_line(self, index: int) -> int:
        """The line where the node of that index ends."""
        return self._flat[4 * index + 2]


def line_starts(text: str) -> list[int]:
    """The offset of each line's first character."""
    if "\r" in text:
        return [0, *(match.end() for match in _NEWLINE.finditer(text))]
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))
