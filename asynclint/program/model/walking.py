"""Walking over records: what stands inside a statement or an expression.

Bodies of nested functions and classes are records of their own, which a walk does not enter.
"""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.facts.records import Attr, Expr, Name, Node, Sequence, Star


def children(node: object) -> Iterator[Node]:
    """The records directly inside a record, or inside a tuple of them, in the order of their fields."""
    if isinstance(node, tuple):
        for part in node:
            if isinstance(part, Node):
                yield part
            elif isinstance(part, tuple):
                yield from children(part)
    elif isinstance(node, Node):
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from children(value)


def walk(node: object) -> Iterator[Node]:
    """A record, or the records of a tuple, and all that stand inside, outer ones first."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, tuple):
            stack.extend(reversed(current))
        elif isinstance(current, Node):
            yield current
            for field in reversed(current.__struct_fields__):
                value = getattr(current, field)
                if isinstance(value, (Node, tuple)):
                    stack.append(value)


def last_name(expr: Expr | None) -> str:
    """The name of a name, or of an attribute; "" for anything else."""
    if isinstance(expr, Name):
        return expr.id
    return expr.name if isinstance(expr, Attr) else ""


def names_in(target: Expr | None) -> Iterator[str]:
    """The names that a target binds."""
    if isinstance(target, Name):
        yield target.id
    elif isinstance(target, Star):
        yield from names_in(target.value)
    elif isinstance(target, Sequence):
        for item in target.items:
            yield from names_in(item)
