"""Strings that are put together, as far as they are known: the whole, or how they start."""

from __future__ import annotations

from collections.abc import Callable

from asynclint.program.values.typesets import Literal, TypeSet, Value


def constant_text(types: TypeSet) -> Literal | None:
    """The string that a value is, at least in its beginning; None where nothing is known of it."""
    known = types.values[0] if len(types.values) == 1 and not (types.unknown or types.symbols) else None
    return known if isinstance(known, Literal) and known.kind == "str" else None


def starting(text: str) -> TypeSet:
    """A string of which only the beginning is known."""
    return TypeSet((Literal("str", prefix=text),))


def added(text: Literal, right: TypeSet, is_text: Callable[[Value], bool]) -> TypeSet | None:
    """`text + right`; None where that is no string, or nothing is known of it."""
    start = text.value if isinstance(text.value, str) else text.prefix
    more = constant_text(right)
    if isinstance(text.value, str) and more is not None:
        if isinstance(more.value, str):
            return TypeSet((Literal("str", start + more.value),))
        start += more.prefix
    # An object on the right may make something else of it.
    return starting(start) if start and all(is_text(value) for value in right.values) else None


def filled(text: Literal) -> TypeSet | None:
    """`text % values`: what stands before the first of them."""
    start = text.value.partition("%")[0] if isinstance(text.value, str) else ""
    return starting(start) if start else None
