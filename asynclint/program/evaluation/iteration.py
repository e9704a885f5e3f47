"""Iterating, awaiting and entering: what runs then, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Expr
from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import ClassValue, Instance, ParamRef, Pending, ResultOf, TupleValue
from asynclint.program.values.typesets import EMPTY, UNKNOWN, Literal, TypeSet, Value, is_none, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# Calls, awaits and steps in a row that are followed on what a parameter gives: loops must end.
STEPS = 3


class Iteration:
    """The protocols of iteration, awaiting and context management."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    # --- iteration -----------------------------------------------------------------------------

    def advance(self, frame: Frame, types: TypeSet, event: Event, is_async: bool = False) -> TypeSet:
        """The elements of `types`; what iterating runs goes into `event`."""
        parts: list[TypeSet] = []
        hidden = self._a.calls.passed_in(types)
        for symbol in types.symbols:
            if isinstance(symbol, ParamRef):
                self._a.holes.add(frame, symbol, "next", event)
                parts.append(TypeSet((), (ResultOf(symbol, ("next",)),)))
            elif len(symbol.steps) < STEPS:
                parts.append(TypeSet((), (ResultOf(symbol.param, (*symbol.steps, "next")),)))
        for value in types.values:
            if not is_none(value):
                event.alternatives[value] = None
                parts.append(self._elements(frame, value, event, value, value in hidden, is_async))
        if types.unknown:
            event.unknown = True
            parts.append(UNKNOWN)
        return join_all(parts)

    def _elements(
        self, frame: Frame, value: Value, event: Event, alternative: Value, covered: bool, is_async: bool
    ) -> TypeSet:
        if isinstance(value, TupleValue):
            return join_all(value.items)
        if isinstance(value, Pending):
            if value.kind != ("async generator" if is_async else "generator"):
                # `for` does not take it: whatever runs here is another candidate.
                event.alternatives.pop(alternative, None)
                return EMPTY
            return self._pending(frame, value, event, alternative, covered)
        if isinstance(value, ClassValue):
            return TypeSet((Instance(value.cls),))
        if isinstance(value, Literal):
            return self._a.instance("str") if value.kind == "str" else UNKNOWN
        if not isinstance(value, Instance):
            return UNKNOWN
        start, step = ("__aiter__", "__anext__") if is_async else ("__iter__", "__next__")
        iterators = self._a.calls.method(frame, value, start, Arguments(), event)
        if iterators is None:
            if is_async:
                return UNKNOWN
            arguments = Arguments([self._a.instance("int")])
            item = self._a.calls.method(frame, value, "__getitem__", arguments, event)
            return UNKNOWN if item is None else item
        parts = [UNKNOWN] if iterators.unknown else []
        for iterator in iterators:
            if isinstance(iterator, Pending):
                parts.append(self._pending(frame, iterator, event, alternative, covered))
                continue
            found = self._a.attributes.method(iterator, step)
            if found is not None:
                item = self._a.calls.value(frame, found, Arguments(), event, alternative, covered)
                parts.append(self.awaited(frame, item) if is_async else item)
        return join_all(parts)

    def _pending(
        self, frame: Frame, value: Pending, event: Event, alternative: Value, covered: bool
    ) -> TypeSet:
        unit = value.unit
        bindings = dict(value.bindings)
        self._a.solver.ensure(unit)
        event.add(Edge("call", unit, bindings=bindings, covered=covered, alternative=alternative))
        self._a.holes.fill(frame, unit, bindings, event, alternative, covered)
        inferred = self._a.substitution.apply(frame, self._a.solver.read(unit.yields), bindings)
        function = unit.function
        if function is None:
            return inferred
        declared = self._a.results.declared(function, unit.receiver, bindings)
        if inferred.values and not inferred.unknown and all(_is_keyed(v) for v in inferred):
            # The display tells its keys, `AsyncIterator[dict[str, object]]` does not.
            return inferred
        for given in declared:
            if isinstance(given, Instance) and given.args and given.args[0].is_informative:
                element = given.args[0]
                if self._a.declarations.is_open(element):
                    return self._a.declarations.arriving((unit, "yields"), inferred, element)
                return self._a.origins.told(element, inferred)
        return inferred

    # --- awaiting ------------------------------------------------------------------------------

    def awaited(self, frame: Frame, types: TypeSet) -> TypeSet:
        """What `await` gives; candidates that cannot be awaited drop out."""
        parts: list[TypeSet] = []
        for symbol in types.symbols:
            if isinstance(symbol, ResultOf) and len(symbol.steps) < STEPS:
                parts.append(TypeSet((), (ResultOf(symbol.param, (*symbol.steps, "await")),)))
        for value in types.values:
            if isinstance(value, Pending) and value.kind == "coroutine":
                parts.append(self._a.results.returned(frame, value.unit, dict(value.bindings)))
            elif isinstance(value, Instance):
                waiting = self._a.attributes.method(value, "__await__")
                if waiting is not None:
                    parts.append(self._await_result(frame, value, waiting))
        if types.unknown or types.symbols:
            parts.append(UNKNOWN if types.unknown else EMPTY)
        return join_all(parts)

    def wait(self, frame: Frame, types: TypeSet, at: int, expr: Expr) -> None:
        """What the `__await__` of the project's own objects runs before it waits."""
        for value in types.values:
            waiting = self._a.attributes.method(value, "__await__")
            if waiting is not None and not waiting.function.module.is_stub:
                event = frame.event(at, "await", expr)
                event.alternatives[value] = None
                for given in self._a.calls.value(frame, waiting, Arguments(), event, value, False):
                    if isinstance(given, Pending) and given.kind == "generator":
                        self._pending(frame, given, event, value, False)

    def _await_result(self, frame: Frame, value: Instance, waiting: Value) -> TypeSet:
        quiet = Frame(frame.unit, frame.scope, muted=True)
        given = self._a.calls.results(quiet, TypeSet((waiting,)))
        for inner in given:
            if isinstance(inner, Instance) and inner.args:
                return inner.args[-1]
            if isinstance(inner, Pending):
                return UNKNOWN
        return UNKNOWN

    def is_awaitable(self, value: Value) -> bool:
        """Whether `await` may take the value."""
        if isinstance(value, Pending):
            return value.kind == "coroutine"
        return isinstance(value, Instance) and (
            value.cls.has_unknown_base or value.cls.find("__await__") is not None
        )

    # --- context managers ----------------------------------------------------------------------

    def enter(self, frame: Frame, types: TypeSet, event: Event, is_async: bool) -> TypeSet:
        """`with types as x`: what entering gives."""
        name = "__aenter__" if is_async else "__enter__"
        return self._special(frame, types, name, Arguments(), event, is_async)

    def leave(self, frame: Frame, types: TypeSet, event: Event, is_async: bool) -> TypeSet:
        """The end of a `with` block: what `__exit__` gives."""
        name = "__aexit__" if is_async else "__exit__"
        return self._special(frame, types, name, Arguments([UNKNOWN] * 3), event, is_async)

    def _special(
        self, frame: Frame, types: TypeSet, name: str, arguments: Arguments, event: Event, is_async: bool
    ) -> TypeSet:
        parts: list[TypeSet] = []
        hidden = self._a.calls.passed_in(types)
        for symbol in types.symbols:
            if isinstance(symbol, ParamRef):
                self._a.holes.add(frame, symbol, f".{name}", event)
                parts.append(TypeSet((), (ResultOf(symbol, (f".{name}",)),)))
        for value in types.values:
            if is_none(value):
                continue
            event.alternatives[value] = None
            frame.own(value, types)
            given = self._a.calls.special(frame, value, name, arguments, event, value, value in hidden)
            if given is None:
                event.unknown = True
                parts.append(UNKNOWN)
            else:
                parts.append(self.awaited(frame, given) if is_async else given)
        if types.unknown:
            event.unknown = True
            parts.append(UNKNOWN)
        return join_all(parts)

    def provided(self, frame: Frame, types: TypeSet) -> TypeSet:
        """What a framework injects for the result of a dependency: yielded, awaited, or itself."""
        parts: list[TypeSet] = []
        event = Event(0, "next", None, ())
        for value in types.values:
            if isinstance(value, Pending):
                one = TypeSet((value,))
                parts.append(
                    self.awaited(frame, one) if value.kind == "coroutine" else self.advance(frame, one, event)
                )
            elif self.is_awaitable(value):
                parts.append(self.awaited(frame, TypeSet((value,))))
            else:
                parts.append(TypeSet((value,)))
        return join_all([*parts, TypeSet((), (), types.unknown, types.full)])


def _is_keyed(value: Value) -> bool:
    return isinstance(value, Instance) and value.fields is not None
