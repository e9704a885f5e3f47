"""Serving: what the loop itself runs around a callable that a framework was given.

Requests are validated and answers serialised on the loop, also for a callable that runs in a
worker.  The places where something runs are events of a unit without a body; who runs them on
the loop, and in which routes, is for `Contexts` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Param
from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Edge, Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.registrations import Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, Pending, TupleValue
from asynclint.program.values.typesets import EMPTY, TypeSet, Value, is_none

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

# Containers that a model takes a generator for, and empties while it validates.
_COLLECTIONS = frozenset({"list", "set", "frozenset", "tuple", "dict"})
_DEEP = 3


class Serving:
    """Evaluates the units that have no body but a registration."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def serve(self, unit: Unit, entry: Registration) -> None:
        """Records what the loop runs around the target of a registration, the last in the key."""
        frame = Frame(unit, self._a.units.of_module(entry.module))
        frame.holes = False
        target = unit.key[-1]
        assert isinstance(target, Value)
        if isinstance(target, ClassValue):
            self._class(frame, entry, target)
            return
        function = self._callable(target)
        if function is None:
            return
        levels = self._a.wrappers.chain(function) if entry.manner.unwraps else [[function]]
        on_loop = any(f.function.facts.is_async for level in levels for f in level)
        for inner in levels[-1]:
            self._parameters(frame, entry, inner)
        if entry.role == "route":
            self._answer(frame, entry, function, levels[-1], on_loop)

    def _callable(self, target: Value) -> FunctionValue | None:
        if isinstance(target, Instance):
            return self._a.attributes.method(target, "__call__")
        found = self._a.wrappers.chain(target)
        return found[0][0] if found else None

    # --- classes -------------------------------------------------------------------------------

    def _class(self, frame: Frame, entry: Registration, target: ClassValue) -> None:
        event = frame.event(entry.at, "serve", None)
        method = _overridden(target.cls, entry.role)
        if entry.role == "response-class":
            self._call(frame, Instance(target.cls), method, event)
        elif entry.role == "route-class":
            for handler in self._call(frame, Instance(target.cls), method, None).without_none():
                self._await(frame, self._a.calls.value(frame, handler, _ANY, event, handler, False), event)
        elif target.cls.find("__await__") is not None:
            # An endpoint of its own protocol: made and awaited for each request.
            made = self._a.calls.value(frame, target, _ANY, event, target, False)
            for value in made.values:
                self._await(frame, self._call(frame, value, "__await__", event), event)

    def _call(self, frame: Frame, value: Value, name: str, event: Event | None) -> TypeSet:
        """Calls a method; without an event, what it runs is not recorded."""
        method = self._a.attributes.method(value, name)
        if method is None:
            return EMPTY
        quiet = Frame(frame.unit, frame.scope, muted=True)
        inner = event if event is not None else quiet.event(0, "call", None)
        return self._a.calls.value(frame if event is not None else quiet, method, _ANY, inner, method, False)

    def _await(self, frame: Frame, types: TypeSet, event: Event) -> None:
        """Runs what is pending among the values."""
        for value in types.values:
            if isinstance(value, Pending) and value.kind == "coroutine":
                event.add(Edge("call", value.unit, bindings=dict(value.bindings), alternative=value))

    # --- the way in ----------------------------------------------------------------------------

    def _parameters(self, frame: Frame, entry: Registration, called: FunctionValue) -> None:
        """The models in the parameters of an endpoint or a dependency are validated."""
        function = called.function
        event = frame.event(entry.at, "validator", None)
        for position, param in enumerate(function.params):
            if position == 0 and function.owner is not None and function.kind != "staticmethod":
                continue
            if not self._is_injected(function, param):
                marks = self._a.params.marks(function, param)
                self._a.validation.marked(frame, marks, event, called)
                types = self._a.params.annotated(function, param, called.receiver)
                models = self._a.validation.models(types)
                self._a.validation.validate(frame, models, event, called, False)

    def _is_injected(self, function: Function, param: Param) -> bool:
        """Whether a dependency gives the parameter."""
        for expr, module in self._a.params.marks(function, param):
            symbol = self._a.symbols.expr(module, expr.func) if isinstance(expr, Call) else None
            if isinstance(symbol, Class):
                symbol = symbol.method("__init__")
            behaviour = symbol.behaviour if isinstance(symbol, Function) else None
            if behaviour is not None and any(e.role == "dependency" for e in behaviour.registers):
                return True
        return False

    # --- the way out ---------------------------------------------------------------------------

    def _answer(
        self,
        frame: Frame,
        entry: Registration,
        called: FunctionValue,
        inner: list[FunctionValue],
        on_loop: bool,
    ) -> None:
        """What an endpoint returns is validated, serialised and rendered."""
        returned = self._returned(frame, called)
        answers = [v for v in returned.values if not is_none(v)]
        if answers and not returned.unknown and all(self._is_response(v) for v in answers):
            return
        declared = self._declared(entry, inner)
        models = self._a.validation.models(declared)
        values = list(_flat(returned, 0))
        if on_loop and models:
            self._validated(frame, entry, models, values)
        streamed = entry.manner.streams and called.function.facts.is_generator
        collected = any(
            isinstance(v, Instance | ClassValue) and v.cls.name in _COLLECTIONS for v in declared.values
        )
        if not streamed and (on_loop or not collected):
            event = frame.event(entry.at, "iter", None)
            for value in _lazy_places(returned, collected):
                if self._is_lazy(value):
                    given = self._a.iteration.advance(frame, TypeSet((value,)), event)
                    values = [*values, *_flat(given, 0)]
        serialized = models or self._a.validation.models(TypeSet(tuple(values)))
        event = frame.event(entry.at, "serializer", None)
        self._a.validation.serialize(frame, serialized, event, called, False)
        for value in entry.manner.response.values:
            if isinstance(value, ClassValue):
                event = frame.event(entry.at, "response-class", None)
                self._call(frame, Instance(value.cls), _overridden(value.cls, "response-class"), event)

    def _returned(self, frame: Frame, called: FunctionValue) -> TypeSet:
        """What the body gives, as far as that is known, else what its annotation says."""
        unit = self._a.units.of_function(called.function, called.receiver, called.outer)
        self._a.solver.ensure(unit)
        bindings = dict(called.env)
        if unit.is_generator:
            if unit.is_async:
                return EMPTY
            return TypeSet((Pending("generator", unit, called.env),))
        inferred = self._a.solver.read(unit.returns)
        given = self._a.substitution.apply(frame, inferred, bindings)
        if given.is_informative:
            return given
        return self._a.results.declared(called.function, called.receiver, bindings)

    def _declared(self, entry: Registration, inner: list[FunctionValue]) -> TypeSet:
        """The response model: that of the registration, else the annotation of the endpoint."""
        named = entry.manner.model
        if named.values:
            return named
        parts = [self._a.results.declared(f.function, f.receiver, {}) for f in inner]
        return parts[0] if len(parts) == 1 else EMPTY

    def _validated(self, frame: Frame, entry: Registration, models: list[Class], values: list[Value]) -> None:
        """The response model takes what is no object of it already, attributes included."""
        objects = [v for v in values if isinstance(v, Instance) and not any(m in v.cls.mro for m in models)]
        foreign = [v for v in objects if v.cls.name not in _COLLECTIONS]
        if not foreign and not any(v.cls.name == "dict" for v in objects):
            return
        event = frame.event(entry.at, "validator", None)
        self._a.validation.validate(frame, models, event, ClassValue(models[0]), False)
        for cls in models:
            for name, _ in self._a.validation.fields(cls):
                for value in foreign:
                    self._property(frame, value, name, event)

    def _property(self, frame: Frame, value: Value, name: str, event: Event) -> None:
        """A field of a model is read from the attribute of that name: a property runs."""
        found = value.cls.find(name) if isinstance(value, Instance) else None
        if found is None or found[0].module.is_stub:
            return
        for index in found[1].functions:
            function = found[0].module.functions[index]
            if function.kind == "property":
                getter = FunctionValue(function, value)
                self._a.calls.value(frame, getter, Arguments(), event, getter, False)

    def _is_lazy(self, value: Value) -> bool:
        """Whether the items of the value are made when it is iterated."""
        if isinstance(value, Pending):
            return value.kind == "generator"
        if not isinstance(value, Instance) or value.cls.name in _COLLECTIONS or value.cls.name == "str":
            return False
        return value.cls.find("__iter__") is not None and not self._a.validation.is_model(value.cls)

    def _is_response(self, value: Value) -> bool:
        """Whether the value is an answer already: something that can render itself."""
        return isinstance(value, Instance) and bool(_overridden(value.cls, "response-class"))


_ANY = Arguments(more=True)


def _overridden(cls: Class, role: str) -> str:
    """The name of the method that a library lets users override for `role`; "" for none."""
    for base in cls.mro:
        for name, member in base.members.items() if base.module.is_stub else ():
            for index in member.functions:
                behaviour = base.module.functions[index].behaviour
                if behaviour is not None and behaviour.overridden == role:
                    return name
    return ""


def _lazy_places(returned: TypeSet, collected: bool) -> list[Value]:
    """What may be lazy in an answer: the answer, and the values of a mapping that nothing declares.

    Elements of other containers are not known well enough to say that they are still to be computed.
    """
    found = list(returned.values)
    for value in returned.values if not collected else ():
        if isinstance(value, Instance) and value.cls.name == "dict" and len(value.args) == 2:
            found.extend(value.args[1].values)
    return found


def _flat(types: TypeSet, depth: int) -> Iterator[Value]:
    """The values, and those inside builtin containers."""
    for value in types.values:
        yield value
        if depth < _DEEP:
            if isinstance(value, TupleValue):
                for item in value.items:
                    yield from _flat(item, depth + 1)
            elif isinstance(value, Instance) and value.cls.name in _COLLECTIONS:
                for arg in value.args:
                    yield from _flat(arg, depth + 1)
