"""What is sure to be lost: values that do nothing by themselves, whatever is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from asynclint.program.calls.awaiting import has_yet_to_run
from asynclint.program.coroutines.places import Way, callee_of, way_to
from asynclint.program.fixpoint.events import Event
from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import Bound, FunctionValue, Instance, Pending
from asynclint.program.values.typesets import TypeSet, Value


class Lost(NamedTuple):
    """What a call surely gives: `kind` is coroutine or async generator; `way` leads to the function."""

    kind: str
    way: Way


def lost_by(event: Event) -> Lost | None:
    """What the call of an event gives, where that surely does nothing by itself."""
    given = event.given
    if given is None or event.unknown or not is_sure(given):
        return None
    if any(_may_be_plain(value) for value in event.alternatives):
        return None
    way = way_to(event, _makers) or Way(named(given))
    return Lost(kind_of(given), way) if way.cause else None


def is_sure(given: TypeSet) -> bool:
    """Whether all that a value may be is a coroutine or an async generator."""
    known = bool(given.values) and not given.unknown and not given.symbols
    return known and all(has_yet_to_run(value) for value in given.values)


def kind_of(given: TypeSet) -> str:
    """Async generator where it is nothing else."""
    pending = [v.kind for v in given.values if isinstance(v, Pending)]
    only = len(pending) == len(given.values) and all(kind == "async generator" for kind in pending)
    return "async generator" if only else "coroutine"


def named(given: TypeSet) -> str:
    """The function of which a value is the coroutine, "" where that is not known."""
    return min((v.unit.dotted for v in given.values if isinstance(v, Pending)), default="")


def _makers(event: Event) -> Iterator[str]:
    """The asynchronous functions that an event calls."""
    for edge in event.edges:
        if edge.how == "create" and edge.through is None and edge.unit is not None and edge.unit.is_async:
            yield edge.unit.dotted
    for value in event.alternatives:
        function = callee_of(value)
        if function is not None and function.facts.is_async and not function.has_body:
            yield function.dotted


def _may_be_plain(value: Value) -> bool:
    """Whether a subclass has a method in the place of this one that is no `async def`."""
    while isinstance(value, Bound):
        value = value.target
    if not isinstance(value, FunctionValue) or value.function.owner is None:
        return False
    if isinstance(value.receiver, Instance) and value.receiver.exact:
        return False
    receiver = value.receiver.cls if isinstance(value.receiver, Instance) else value.function.owner
    return any(_is_plain_in(cls, value.function) for cls in receiver.subclasses)


def _is_plain_in(cls: Class, method: Function) -> bool:
    member = cls.members.get(method.name)
    if member is None:
        return False
    functions = [cls.module.functions[index] for index in member.functions]
    return not functions or any(function.facts.is_async != method.facts.is_async for function in functions)
