"""All records of a file, at any depth: for questions that ask for every node of a kind."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from asynclint.facts.records import ModuleFacts, Node


def nodes(facts: ModuleFacts) -> Iterator[Node]:
    """Every statement, expression, function and class of a file, in no order."""
    stack: list[object] = [facts.body, facts.functions, facts.classes]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif isinstance(node, msgspec.Struct):
            if isinstance(node, Node):
                yield node
            stack.extend(getattr(node, name) for name in node.__struct_fields__)
