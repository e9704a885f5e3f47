"""Callees under `await`: which of them may give something to wait for."""

from __future__ import annotations

from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import FunctionValue, Instance, Pending
from asynclint.program.values.outcomes import outcome
from asynclint.program.values.typesets import TypeSet, Value

# What does nothing unless it is awaited or iterated over.
LOST = frozenset({"coroutine", "async generator"})
COROUTINE = ("typing", "Coroutine")


def is_coroutine_function(value: Value) -> bool:
    """Whether calling the value surely gives a coroutine."""
    return outcome("coroutine", (), value) is True


def has_yet_to_run(value: Value) -> bool:
    """Whether the value is a coroutine, or an async generator: nothing of it runs by itself."""
    if isinstance(value, Pending):
        return value.kind in LOST
    return isinstance(value, Instance) and (value.cls.module.name, value.cls.name) == COROUTINE


def is_plain(value: Value) -> bool:
    """Whether the value is a `def` of the project."""
    return (
        isinstance(value, FunctionValue)
        and not value.function.module.is_stub
        and not is_coroutine_function(value)
    )


def asynchronous_half(callee: TypeSet) -> tuple[Value, ...]:
    """The callees without the synchronous twins of asynchronous ones.

    A decorator that has a wrapper for either kind of function gives the plain one to plain functions,
    whichever way it asks for the kind: what is awaited got the other.
    """
    makers: dict[Function, None] = {}
    for value in callee.values:
        if isinstance(value, FunctionValue) and value.function.parent and is_coroutine_function(value):
            makers[value.function.parent] = None
    if not makers:
        return callee.values
    return tuple([v for v in callee.values if not (is_plain(v) and _maker(v) in makers)])


def _maker(value: Value) -> Function | None:
    return value.function.parent if isinstance(value, FunctionValue) else None
