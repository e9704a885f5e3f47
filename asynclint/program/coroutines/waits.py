"""Where a body waits: what lets the loop run others meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.facts.records import Await, Comp, For, With
from asynclint.program.model.walking import walk


def waits(body: object) -> Iterator[int]:
    """The span indices of `await`, `async for` and `async with` in statements, nested functions aside."""
    for node in walk(body):
        if isinstance(node, Await):
            yield node.at
        elif isinstance(node, For):
            if node.is_async:
                yield node.at
        elif isinstance(node, With):
            if node.is_async:
                yield node.items[0].at
        elif isinstance(node, Comp):
            yield from (loop.at for loop in node.loops if loop.is_async)
