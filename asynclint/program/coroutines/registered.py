"""Functions that a framework runs in a thread, and that return a coroutine there.

They look like plain ones: a wrapper without `functools.wraps` around an asynchronous function, a lambda, or
a `def` that returns what an asynchronous function gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from asynclint.facts.records import Attr, Call, Compare, Expr, Name, Subscript
from asynclint.program.coroutines.fates import Unread
from asynclint.program.coroutines.lost import Lost, is_sure, kind_of, named
from asynclint.program.coroutines.places import Way, worker_function
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import walk
from asynclint.program.values.kinds import Pending
from asynclint.program.values.typesets import TypeSet, Value

Gives = Callable[[Unit, Value], TypeSet]
"""What calling a callable gives, for a unit."""

# What a framework calls in a worker where it is no `async def`, and whose result it does not await.
WORKERS = frozenset({"route", "dependency", "background", "exception-handler"})


class Registered(NamedTuple):
    """One such function, `name`, and the place where it is registered.

    For a route that is the definition of what its coroutine is of.
    """

    unit: Unit
    at: int
    expr: Expr | None
    name: str
    lost: Lost


def registered(units: Iterable[Unit], reported: Callable[[Unit], bool], gives: Gives) -> Iterator[Registered]:
    """One for each place and function."""
    seen: set[tuple[str, int, str]] = set()
    for unit in units:
        if unit.module.is_stub or unit.module.role != "code":
            continue
        for entry in unit.registrations:
            if entry.role not in WORKERS or entry.module is not unit.module:
                continue
            for value in entry.targets:
                found = _of(unit, entry, value, gives)
                if found is None or not reported(found.unit):
                    continue
                key = (found.unit.module.name, found.at, found.name)
                if key not in seen:
                    seen.add(key)
                    yield found


def _of(unit: Unit, entry: Registration, value: Value, gives: Gives) -> Registered | None:
    function = worker_function(entry, value)
    if function is None:
        return None
    given = gives(unit, value)
    cause = named(given)
    if not cause or not is_sure(given):
        return None
    if entry.role == "dependency" and unit.function is not None and _is_used(unit.function, entry.at):
        return None
    lost = Lost(kind_of(given), Way(cause))
    name = "the lambda" if function.name == "<lambda>" else function.dotted
    if unit.function is not None:
        event = unit.events.get((entry.at, "call"))
        return Registered(unit, entry.at, event.expr if event is not None else None, name, lost)
    inner = min((v.unit for v in given if isinstance(v, Pending)), key=lambda made: made.dotted)
    if inner.function is None or inner.module.is_stub:
        return None
    # A route has its place, and its name, in the module: what it wraps tells more.
    return Registered(inner, inner.function.facts.at, Name(inner.function.name), name, lost)


def _is_used(function: Function, at: int) -> bool:
    """Whether a function may await what is injected at a place: what reads its attributes does not."""
    for param in function.params:
        marks = [n for n in walk((param.annotation, param.default)) if isinstance(n, Call) and n.at == at]
        if marks:
            return _is_passed_on(function, param.name)
    return False


def _is_passed_on(function: Function, name: str) -> bool:
    """Whether anything but attributes, items and comparisons of a parameter is asked for."""
    plain = 0
    for node in walk(function.facts.body):
        if isinstance(node, Attr | Subscript) and isinstance(node.value, Name) and node.value.id == name:
            plain += 1
        elif isinstance(node, Compare):
            plain += sum(isinstance(n, Name) and n.id == name for n in (node.left, *node.rights))
    return Unread(function).reads(name) > plain
