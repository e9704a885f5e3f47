"""Calls: what a callee runs, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.arguments import step_of
from asynclint.program.calls.awaiting import asynchronous_half, is_coroutine_function, is_plain
from asynclint.program.calls.marked import add_leaf, effective_blocks
from asynclint.program.calls.params import Arguments
from asynclint.program.calls.sizes import sized
from asynclint.program.fixpoint.events import NOWHERE, Edge, Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Function
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import (
    Bindings,
    Bound,
    CallableValue,
    ClassValue,
    Dispatch,
    FunctionValue,
    Instance,
    ModuleValue,
    ParamRef,
    Pending,
    Registrar,
    ResultOf,
)
from asynclint.program.values.typesets import (
    EMPTY,
    NONE,
    UNKNOWN,
    TypeSet,
    Value,
    is_none,
    join_all,
    join_told,
)
from asynclint.program.values.typevars import instantiate

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Calls:
    """Applies values to arguments."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def call(self, frame: Frame, callee: TypeSet, arguments: Arguments, event: Event) -> TypeSet:
        """Calls whatever `callee` may be; records what runs in `event`."""
        results: list[TypeSet] = []
        hidden = self.passed_in(callee) if callee.symbols else {}
        for symbol in callee.symbols:
            if isinstance(symbol, ParamRef):
                if not arguments.awaited:
                    # What is awaited is asynchronous: calling it runs nothing.
                    self._a.holes.add(frame, symbol, "call", event, arguments)
                results.append(TypeSet((), (ResultOf(symbol, (step_of(arguments),)),)))
        passed = len(callee.values) > 1 and any(
            not isinstance(v, CallableValue) and not is_none(v) for v in callee.values
        )
        values = asynchronous_half(callee) if arguments.awaited else callee.values
        beside = arguments.awaited and any(is_coroutine_function(value) for value in values)
        for value in values:
            if passed and isinstance(value, CallableValue):
                # Its annotation tells what it gives; what it is, and runs, the others tell.
                aside = Event(event.at, event.kind, event.expr, event.guards)
                results.append(self._candidate(frame, value, arguments, aside, False, beside))
            elif not is_none(value):
                results.append(self._candidate(frame, value, arguments, event, value in hidden, beside))
        if callee.unknown or not (callee.values or callee.symbols):
            event.unknown = True
            told = any(isinstance(value, CallableValue) for value in callee.values)
            results.append(TypeSet((), (), callee.unknown and not told))
        return join_told(results)

    def _candidate(
        self, frame: Frame, value: Value, arguments: Arguments, event: Event, covered: bool, beside: bool
    ) -> TypeSet:
        """One callee; under `await`, one that gives a plain value drops out.

        So does one that is not known to give anything to wait for, beside a coroutine function.
        """
        if not arguments.awaited:
            event.alternatives[value] = None
            return self.value(frame, value, arguments, event, value, covered)
        inner = Event(event.at, event.kind, event.expr, event.guards)
        inner.alternatives[value] = None
        result = self.value(frame, value, arguments, inner, value, covered)
        awaitable = any(self._a.iteration.is_awaitable(v) for v in result.values)
        sure = not result.unknown or (beside and is_plain(value))
        leaves = [edge for edge in inner.edges if edge.leaf is not None and edge.through is None]
        if leaves or (result and sure and not awaitable and not result.symbols):
            return EMPTY
        for edge in inner.edges:
            event.add(edge)
        event.alternatives.update(inner.alternatives)
        event.unknown = event.unknown or inner.unknown
        event.offloaded = event.offloaded or inner.offloaded
        return result

    def passed_in(self, types: TypeSet) -> dict[Value, None]:
        """The values that callers have passed for the parameters among the symbols."""
        hidden: dict[Value, None] = {}
        for symbol in types.symbols:
            if isinstance(symbol, ParamRef) and not symbol.function.module.is_stub:
                hidden.update(dict.fromkeys(self._a.solver.read(self._a.units.param_cell(symbol)).values))
        return hidden

    def results(self, frame: Frame, callee: TypeSet, arguments: Arguments | None = None) -> TypeSet:
        """What calling gives, nothing recorded; without `arguments`, nothing known of those."""
        return self.call(frame, callee, arguments or Arguments(more=True), Event(NOWHERE, "call", None, ()))

    def method(
        self, frame: Frame, target: Value, name: str, arguments: Arguments, event: Event
    ) -> TypeSet | None:
        """Calls a special method of one object; None where its class has none."""
        frame.owner = None
        return self.special(frame, target, name, arguments, event, target, False)

    def special(
        self,
        frame: Frame,
        target: Value,
        name: str,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet | None:
        """As `method`, as one `alternative` of the event; each override then is one of its own."""
        found = self._a.attributes.methods(target, name)
        if len(found) == 1:
            return self.value(frame, found[0], arguments, event, alternative, covered)
        if not found:
            return None
        event.alternatives.pop(alternative, None)
        parts: list[TypeSet] = []
        for method in found:
            assert method.receiver is not None
            event.alternatives[method.receiver] = None
            parts.append(self.value(frame, method, arguments, event, method.receiver, covered))
        return join_all(parts)

    def value(
        self,
        frame: Frame,
        value: Value,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        """Calls one value, as one `alternative` of the event."""
        if isinstance(value, FunctionValue):
            return self.function(frame, value, arguments, event, alternative, covered)
        if isinstance(value, ClassValue):
            return self._a.construction.construct(frame, value, arguments, event, alternative, covered)
        if isinstance(value, Dispatch):
            return self._a.dispatching.dispatch(frame, value, arguments, event, alternative, covered)
        if isinstance(value, Bound):
            merged = Arguments(
                [*value.args, *arguments.positional],
                {**dict(value.keywords), **arguments.keywords},
                arguments.more,
            )
            return self.value(frame, value.target, merged, event, alternative, covered)
        if isinstance(value, Registrar):
            self._a.registering.decorate(frame, value, arguments)
            return arguments.positional[0] if arguments.positional else UNKNOWN
        if isinstance(value, CallableValue):
            variables: dict[str, TypeSet] = {}
            for pattern, given in zip(value.params, arguments.positional, strict=False):
                self._a.generics.unify(pattern, given, variables)
            event.unknown = True
            return instantiate(value.result, variables)
        if isinstance(value, Instance):
            result = self.special(frame, value, "__call__", arguments, event, alternative, covered)
            if result is not None:
                return result
            if not (value.cls.module.is_stub or value.cls.has_unknown_base):
                # Nothing that could be called here.
                return EMPTY
        event.unknown = True
        return UNKNOWN if not isinstance(value, ModuleValue) else EMPTY

    def function(
        self,
        frame: Frame,
        called: FunctionValue,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        chosen = self._a.overloads.select(called.function, called.receiver, arguments)
        results = []
        guards: list[tuple[Guard, ...]] = [()]
        if len(chosen) > 1:
            guards = self._a.overloads.guards(chosen, called.receiver, arguments)
        for function, asked in zip(chosen, guards, strict=True):
            known = len(chosen) == 1 and (function is called.function or alternative is not called)
            key = alternative if known else FunctionValue(function, called.receiver)
            if key is not alternative:
                event.alternatives.pop(alternative, None)
                event.alternatives[key] = None
            result = self._signature(frame, called, function, arguments, event, key, covered, asked)
            if function.module.is_stub:
                result = self._a.origins.given(frame, called, function, event, result)
            results.append(result)
        return join_told(results)

    def _signature(
        self,
        frame: Frame,
        called: FunctionValue,
        function: Function,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
        asked: tuple[Guard, ...],
    ) -> TypeSet:
        bindings = self._a.params.bind(frame, function, called.receiver, arguments)
        behaviour = function.behaviour
        blocks = effective_blocks(function)
        if blocks is not None:
            add_leaf(called, function, blocks, bindings, event, alternative, covered, asked)
        if behaviour is not None:
            if behaviour.registers:
                registrar = self._a.registering.call(frame, called, function, bindings, event.at, arguments)
                if registrar is not None:
                    return TypeSet((registrar,))
            if behaviour.handed:
                self._a.handing.hand_over(frame, function, bindings, event, alternative, arguments.awaited)
            if behaviour.enters_loop:
                self._a.handing.enter_loop(frame, bindings, event, alternative)
            if behaviour.binds:
                return self._a.handing.bind(function, behaviour.binds, bindings, arguments, called.receiver)
            frame.probed = frame.probed or behaviour.probes_loop
            if behaviour.validates or behaviour.serializes:
                self._a.validation.meet(frame, function, bindings, arguments, event, alternative, covered)
            if behaviour.names is not None:
                named = self._a.reflection.apply(frame, function, bindings, event)
                if named is not None:
                    return named
        if (function.module.is_stub and blocks is not None) or not function.has_body:
            declared = self._a.results.declared(function, called.receiver, bindings)
            if behaviour is not None and behaviour.sized is not None:
                declared = sized(
                    declared, function, behaviour.sized, bindings, called.receiver is not None, arguments
                )
            if function.facts.is_async:
                return self._a.instance("Coroutine", UNKNOWN, UNKNOWN, declared, module="typing")
            return declared
        if blocks is not None or (behaviour is not None and behaviour.safe):
            # A marker on the project's own function stands for its body.
            inner = Event(event.at, event.kind, None, ())
            quiet = Frame(frame.unit, frame.scope, muted=True)
            return self._body(quiet, called, function, bindings, inner, alternative, covered)
        return self._body(frame, called, function, bindings, event, alternative, covered)

    def _body(
        self,
        frame: Frame,
        called: FunctionValue,
        function: Function,
        bindings: Bindings,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        unit = self._a.units.of_function(function, called.receiver, called.outer)
        self._pass_arguments(frame, function, bindings)
        self._a.solver.ensure(unit)
        self._a.declarations.complete(function, bindings)
        whole = {**dict(called.env), **bindings}
        self._a.recording.called(frame, unit, bindings)
        lazy = unit.is_generator or unit.is_async
        event.add(
            Edge("create" if lazy else "call", unit, bindings=whole, covered=covered, alternative=alternative)
        )
        if lazy:
            kind = "coroutine"
            if unit.is_generator:
                kind = "async generator" if unit.is_async else "generator"
            return TypeSet((Pending(kind, unit, self._a.substitution.kept(whole)),))
        self._a.holes.fill(frame, unit, whole, event, alternative, covered)
        return self._a.results.returned(frame, unit, whole)

    def _pass_arguments(self, frame: Frame, function: Function, bindings: Bindings) -> None:
        if function.module.is_stub or (frame.module.role == "test" and function.module.role != "test"):
            # What tests pass says nothing of the application.
            return
        for param, types in bindings.items():
            if types and not (function.owner is not None and param.name == function.params[0].name):
                self._a.solver.write(self._a.units.param_cell(param), types.without_symbols())
                if any(is_none(value) for value in types.values):
                    self._a.solver.write(self._a.units.none_cell(param), NONE)
