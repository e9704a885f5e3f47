"""Threads that are handed what they cannot run: asynchronous functions, coroutines, results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from asynclint.facts.records import Call, Expr, Name, Subscript
from asynclint.program.coroutines.lost import is_sure, kind_of, named
from asynclint.program.coroutines.places import Body, Way, callee_of
from asynclint.program.fixpoint.events import Event
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import walk
from asynclint.program.render import render
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, TupleValue
from asynclint.program.values.typesets import Literal as Constant
from asynclint.program.values.typesets import TypeSet, Value

Misfit = Literal["thread", "handed", "called"]
"""An asynchronous function, of which the thread makes a coroutine; a coroutine; the result of a call."""


class Misled(NamedTuple):
    """A call that hands a thread what it cannot run: `given` is what was handed over, as written."""

    call: Call
    event: Event
    how: Misfit
    kind: str
    way: Way
    given: str = ""


def misled(body: Body, lost: set[int]) -> Iterator[Misled]:
    """The calls of a body, one for each place; `lost` are the span indices of those whose result is."""
    for node in walk(body.function.facts.body):
        if not isinstance(node, Call):
            continue
        events = [event for _, event in body.events(node.at)]
        found = [_of(body, node, event, node.at in lost) for event in events]
        known = [each for each in found if each is not None]
        if known and len(known) == len(found):
            yield min(known, key=lambda each: each.way.order)


def _of(body: Body, call: Call, event: Event, is_lost: bool) -> Misled | None:
    if event.offloaded is None or event.unknown or len(event.alternatives) != 1:
        return None
    given, made = event.offloaded
    if given.unknown or given.symbols or not given.values:
        return None
    maker = next(iter(event.alternatives))
    if is_sure(made) and (is_lost or isinstance(maker, ClassValue)):
        return Misled(call, event, "thread", kind_of(made), Way(_called(given, made)))
    wanted = _argument(maker, call)
    if not isinstance(wanted, Call):
        return None
    if is_sure(given):
        return Misled(call, event, "handed", kind_of(given), Way(named(given)), render(wanted.func))
    if all(_is_no_callable(value) for value in given.values):
        ways = [_plain(inner) for _, inner in body.events(wanted.at)]
        if ways and all(ways):
            return Misled(call, event, "called", "", Way(min(ways)), render(wanted.func))
    return None


def _called(given: TypeSet, made: TypeSet) -> str:
    """The asynchronous function: the one that was handed over, or that it returns the coroutine of."""
    functions = [f for f in map(callee_of, given.values) if f is not None and f.facts.is_async]
    return named(made) or min((f.dotted for f in functions), default="")


def _plain(event: Event) -> str:
    """The one function that an event calls, "" where it may be another."""
    functions = [callee_of(value) for value in event.alternatives]
    if len(functions) != 1 or functions[0] is None or event.unknown:
        return ""
    return functions[0].dotted


def _is_no_callable(value: Value) -> bool:
    if isinstance(value, Constant | TupleValue):
        return True
    if not isinstance(value, Instance) or value.cls.has_unknown_base:
        return False
    return value.cls.module.name == "builtins" and value.cls.find("__call__") is None


def _argument(maker: Value, call: Call) -> Expr | None:
    """What is passed for the parameter that goes to the thread, where that must be a callable."""
    function: Function | None = callee_of(maker)
    bound = isinstance(maker, FunctionValue) and maker.receiver is not None
    if isinstance(maker, ClassValue):
        function, bound = maker.cls.method("__init__"), True
    behaviour = function.behaviour if function is not None else None
    if function is None or behaviour is None:
        return None
    for how, name in behaviour.handed:
        for index, param in enumerate(function.params):
            if how != "offload" or param.name != name or not _is_callable(param.annotation):
                continue
            named_so = [keyword.value for keyword in call.keywords if keyword.name == name]
            position = index - bound
            return named_so[0] if named_so else call.args[position] if position < len(call.args) else None
    return None


def _is_callable(annotation: Expr | None) -> bool:
    """Whether an annotation of a stub is `Callable`, or `Callable[...]`."""
    if isinstance(annotation, Subscript):
        annotation = annotation.value
    return isinstance(annotation, Name) and annotation.id == "Callable"
