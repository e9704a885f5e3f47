"""Places of calls over all units of a function, and how a call comes to what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from asynclint.facts.records import Call, Return
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.model.walking import walk
from asynclint.program.sites import Step
from asynclint.program.values.kinds import Bound, FunctionValue, Instance
from asynclint.program.values.typesets import Value

# Helpers of helpers that are looked into.
DEPTH = 6


class Body(NamedTuple):
    """A function of the project's code, and its units; `unit` is one of those that are reported on."""

    function: Function
    units: Sequence[Unit]
    unit: Unit

    def events(self, at: int, kind: str = "call") -> list[tuple[Unit, Event]]:
        """What the units record at a place, but where no loop runs."""
        found = [(unit, unit.events.get((at, kind))) for unit in self.units]
        return [(unit, event) for unit, event in found if event is not None and not event.without_loop]


def bodies(units: Iterable[Unit], reported: Callable[[Unit], bool]) -> Iterator[Body]:
    """The functions of which some unit is reported on."""
    found: dict[Function, list[Unit]] = {}
    for unit in units:
        if unit.function is not None and unit.serves is None and not unit.module.is_stub:
            found.setdefault(unit.function, []).append(unit)
    for function, some in found.items():
        chosen = next((unit for unit in some if reported(unit)), None)
        if chosen is not None:
            yield Body(function, some, chosen)


class Way(NamedTuple):
    """The dotted name of what a call comes to, and the calls inside its callee that lead there."""

    cause: str
    steps: tuple[Step, ...] = ()

    @property
    def order(self) -> tuple[int, str, list[tuple[str, int]]]:
        """The nearest first, then by name."""
        return len(self.steps), self.cause, [(unit.dotted, at) for unit, at in self.steps]


Direct = Callable[[Event], Iterable[str]]
"""The dotted names of those among what an event calls that are looked for."""


def way_to(event: Event, direct: Direct, depth: int = DEPTH) -> Way | None:
    """The nearest way from a call, through what helpers return, to one of what is looked for."""
    found = [Way(name) for name in direct(event)]
    if not found and depth:
        for edge in event.edges:
            found.extend(_through(edge))
            for step, inner in _returned(edge):
                further = way_to(inner, direct, depth - 1)
                if further is not None:
                    found.append(Way(further.cause, (step, *further.steps)))
    return min(found, key=lambda way: way.order, default=None)


def _through(edge: Edge) -> Iterator[Way]:
    """A function that the callee calls because the call, or a decorator, passed it."""
    if edge.through is not None and edge.unit is not None and edge.how == "create":
        callee, hole = edge.through
        origin = callee.holes.get(hole)
        if origin is not None and not callee.module.is_stub:
            yield Way(edge.unit.dotted, ((callee, origin.at),))


def _returned(edge: Edge) -> Iterator[tuple[Step, Event]]:
    """The calls of which a helper of the project returns the result."""
    unit = edge.unit
    if edge.how != "call" or edge.through is not None or unit is None or unit.function is None:
        return
    if unit.module.is_stub:
        return
    for at in returned_calls(unit.function):
        event = unit.events.get((at, "call"))
        if event is not None:
            yield (unit, at), event


def returned_calls(function: Function) -> list[int]:
    """The span indices of the calls that a body returns as they are."""
    nodes = walk(function.facts.body)
    return [n.value.at for n in nodes if isinstance(n, Return) and isinstance(n.value, Call)]


def callee_of(value: Value) -> Function | None:
    """The function that a callable is in the end: bare, in a partial, the `__call__` of an object."""
    while isinstance(value, Bound):
        value = value.target
    if isinstance(value, FunctionValue):
        return value.function
    return value.cls.method("__call__") if isinstance(value, Instance) else None


def worker_function(entry: Registration, value: Value) -> Function | None:
    """The plain function that a framework runs in a worker; None for any other callable."""
    while isinstance(value, Bound):
        value = value.target
    if not isinstance(value, FunctionValue):
        return None
    function = value.function
    if function.facts.is_async or function.facts.is_generator or function.module.is_stub:
        return None
    return None if any(wrapper.function is function for wrapper in entry.wrappers) else function
