"""The way from a call to the first operation of a library that makes its conduct what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from asynclint.program.conduct.library import exclusive_operation, library_conduct
from asynclint.program.conduct.summaries import Conducts
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.sites import Step
from asynclint.program.values.kinds import FunctionValue, Instance
from asynclint.program.values.typesets import Value

Wanted = Callable[[Value, Function], bool]


def observes_or_changes(value: Value, function: Function) -> bool:
    """Whether a call is an operation on the world outside that is awaited."""
    return library_conduct(function, True).waits


def uses_exclusive(library: str) -> Wanted:
    """Asks for operations of objects of a library that allow one at a time."""

    def wanted(value: Value, function: Function) -> bool:
        return exclusive_operation(value) == library

    return wanted


def way_to(conducts: Conducts, unit: Unit, event: Event, wanted: Wanted) -> tuple[str, tuple[Step, ...]]:
    """The dotted name of the nearest operation, and the calls inside the callee that lead to it; ("", ())
    where there is none.  Of several that are as near, the first by name and place."""
    level: list[tuple[Event, tuple[Step, ...]]] = [(event, ())]
    seen: set[Unit] = set()
    while level:
        found = [
            (function.dotted, way)
            for what, way in level
            for value, function in _opaque(what)
            if wanted(value, function)
        ]
        if found:
            return min(found, key=lambda entry: (entry[0], _places(entry[1])))
        following: list[tuple[Event, tuple[Step, ...]]] = []
        for what, way in sorted(level, key=lambda entry: _places(entry[1])):
            for callee in sorted(_run_by(conducts, what), key=lambda unit: unit.dotted):
                if callee not in seen:
                    seen.add(callee)
                    following.extend(
                        (inner, (*way, (callee, at))) for (at, _), inner in callee.events.items()
                    )
        level = following
    return "", ()


def _places(way: Sequence[Step]) -> tuple[tuple[str, int], ...]:
    return tuple((unit.dotted, at) for unit, at in way)


def _run_by(conducts: Conducts, event: Event) -> Iterator[Unit]:
    for edge in event.edges:
        if edge.unit is not None and not edge.covered:
            yield edge.unit
            if conducts.of(edge.unit).runs:
                yield from conducts.passed(edge)


def _opaque(event: Event) -> Iterator[tuple[Value, Function]]:
    """The functions of stubs that an event runs itself."""
    for value in event.alternatives:
        if isinstance(value, FunctionValue):
            if value.function.module.is_stub:
                yield value, value.function
        elif isinstance(value, Instance):
            names = {"call": ("__call__",), "enter": ("__aenter__",), "iter": ("__anext__", "__aiter__")}
            for name in names.get(event.kind, ()):
                method = value.cls.method(name)
                if method is not None and method.module.is_stub:
                    yield FunctionValue(method, value), method
