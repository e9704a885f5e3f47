"""Callables handed to a framework: routes, dependencies, tasks, middleware, and their routers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Param
from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.registrations import PLAIN, Manner, Registration
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.values.kinds import (
    Bindings,
    Bound,
    ClassValue,
    FunctionValue,
    Instance,
    ParamRef,
    Registrar,
    TupleValue,
)
from asynclint.program.values.typesets import EMPTY, Literal, TypeSet, Value, is_none

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# Called when the class is validated or serialised in whose body they stand: see `Validation`.
HOOKS = frozenset({"validator", "serializer"})
# Roles around whose callables the loop itself runs something.
SERVED = frozenset({"route", "websocket", "dependency", "route-class", "response-class"})
# Stands for a path, or a part of one, that is no constant.
UNKNOWN_PATH = "…"


class Registering:
    """Records registrations in the unit that makes them."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def note(
        self,
        frame: Frame,
        role: str,
        at: int,
        module: Module,
        targets: TypeSet,
        method: str = "",
        path: str = "",
        routers: tuple[tuple[str, int], ...] = (),
        manner: Manner = PLAIN,
    ) -> None:
        """Records that `targets` were handed over in `role`."""
        if frame.muted or role in HOOKS:
            return
        values = tuple(v for v in targets.values if not is_none(v))
        wrappers = tuple(self._a.wrappers.on_loop(values, role)) if manner.unwraps else ()
        entry = Registration(role, at, module, values, method, path, routers, frame.unit, manner, wrappers)
        if entry not in frame.unit.registrations:
            frame.unit.registrations.append(entry)
        for value in values:
            self._touch(value)
            if role in SERVED:
                unit = self._a.units.of_serving(entry, value)
                if unit.serves != entry:
                    unit.serves = entry
                    self._a.solver.renew(unit)

    def _touch(self, value: Value) -> None:
        """Sees to it that what a framework calls is evaluated."""
        while isinstance(value, Bound):
            value = value.target
        if isinstance(value, FunctionValue) and value.function.has_body:
            self._a.solver.ensure(self._a.units.of_function(value.function, value.receiver, value.outer))

    def call(
        self,
        frame: Frame,
        called: FunctionValue,
        function: Function,
        bindings: Bindings,
        at: int,
        arguments: Arguments,
    ) -> Registrar | None:
        """A call of a function with `@registers`: notes it, or gives the decorator that will."""
        behaviour = function.behaviour
        assert behaviour is not None
        module = frame.module
        routers = sites(TypeSet((called.receiver,)) if called.receiver is not None else TypeSet())
        path = self._text(function, bindings, "path")
        manner = _manner(function, called.receiver, bindings)
        for entry in behaviour.registers:
            if entry.arg is not None:
                targets = bindings.get(ParamRef(function, entry.arg), TypeSet())
                if arguments.double is not None and not targets.is_informative:
                    # What the callers of the caller gave by that name.
                    given = ParamRef(arguments.double.function, entry.arg)
                    targets = self._a.solver.read(self._a.units.param_cell(given))
                if entry.role in ("router", "mount"):
                    path = self._text(function, bindings, "prefix" if entry.role == "router" else "path")
                    for value in targets:
                        if isinstance(value, Instance) and value.site is not None:
                            self.note(
                                frame, entry.role, at, module, TypeSet((value,)), path=path, routers=routers
                            )
                    continue
                method = entry.method or self._methods(function, bindings)
                self.note(frame, entry.role, at, module, elements(targets), method, path, routers, manner)
                if entry.yields:
                    self._yielded(targets, entry.yields)
            elif entry.role == "prefix":
                prefix = self._text(function, bindings, "prefix")
                if prefix and routers:
                    self.note(frame, "prefix", at, module, TypeSet(), path=prefix, routers=routers)
            else:
                method = entry.method or self._methods(function, bindings)
                registrar = Registrar(entry.role, method, path, routers, module, at, manner)
                first = arguments.positional[0] if arguments.positional else TypeSet()
                if any(isinstance(v, FunctionValue) for v in first):
                    self.decorate(frame, registrar, arguments)
                    return None
                return registrar
        return None

    def _yielded(self, targets: TypeSet, dotted: str) -> None:
        """What a lifespan yields, a mapping, becomes the attributes of the objects of a class."""
        module, _, name = dotted.rpartition(".")
        cls = self._a.known_class(module, name)
        if cls is None:
            return
        for unit in self._generators(targets):
            self._a.solver.ensure(unit)
            for value in self._a.solver.read(unit.yields):
                for key, types in self._keys(value):
                    self._a.setting.put(Instance(cls), key, types)

    def _generators(self, targets: TypeSet) -> list[Unit]:
        """The generators among callables, bare or wrapped as `asynccontextmanager` does."""
        found: list[Unit] = []
        for value in targets:
            while isinstance(value, Bound):
                value = value.target
            if isinstance(value, FunctionValue):
                if value.function.facts.is_generator:
                    found.append(self._a.units.of_function(value.function, value.receiver, value.outer))
                for _, inner in value.env:
                    found.extend(self._generators(inner))
        return found

    def _keys(self, value: Value) -> list[tuple[str, TypeSet]]:
        """The keys of a dictionary, or those that a `TypedDict` declares."""
        found = self._a.shapes.dictionary(value) if isinstance(value, Instance) else None
        return [] if found is None or found.fields is None else list(found.fields.named.items())

    def decorate(self, frame: Frame, registrar: Registrar, arguments: Arguments) -> None:
        """A registering decorator meets the function that it decorates."""
        if arguments.positional:
            self.note(
                frame,
                registrar.role,
                registrar.at,
                registrar.module,
                arguments.positional[0],
                registrar.method,
                registrar.path,
                registrar.routers,
                registrar.manner,
            )

    def replaced(self, frame: Frame, cls: Class, name: str, at: int, targets: TypeSet) -> None:
        """Something is assigned that takes the place of a hook of a library's class."""
        for base in cls.mro:
            member = base.members.get(name)
            if member is not None and member.functions and base.module.is_stub:
                behaviour = base.module.functions[member.functions[0]].behaviour
                if behaviour is not None and behaviour.hook:
                    self.note(frame, behaviour.hook, at, frame.module, targets)
                return

    def injected(
        self, frame: Frame, scoped: Frame, expr: Call, param: Param, function: Function
    ) -> TypeSet | None:
        """What a framework injects for `Depends(f)`; None where `expr` is no such call."""
        callee = self._a.expressions.evaluate(scoped, expr.func)
        depended = self._depended(scoped, callee, expr)
        if depended is None:
            self._note_injected(frame, scoped, callee, expr)
            return None
        targets, manner = depended
        if not targets.is_informative:
            annotated = self._a.params.annotated(function, param, None)
            targets = TypeSet(tuple(ClassValue(v.cls, v.args) for v in annotated if isinstance(v, Instance)))
        self.note(frame, "dependency", expr.at, scoped.module, targets, manner=manner)
        event = Event(expr.at, "call", None, ())
        given = self._a.calls.call(scoped, targets, Arguments(more=True), event)
        return self._a.iteration.provided(scoped, given)

    def _note_injected(self, frame: Frame, scoped: Frame, callee: TypeSet, expr: Call) -> None:
        """A function of the project that gives a dependency: `user = require("admin")`."""
        if not any(isinstance(v, FunctionValue) and not v.function.module.is_stub for v in callee):
            return
        given = self._a.expressions.evaluate(scoped, expr)
        made = tuple(v for v in given if isinstance(v, Instance) and v.site is not None and _depends(v.cls))
        if made:
            self.note(frame, "injected", expr.at, scoped.module, TypeSet(made))

    def _depended(self, scoped: Frame, callee: TypeSet, expr: Call) -> tuple[TypeSet, Manner] | None:
        """The callables that a `Depends(...)` names; None where `callee` is no such function."""
        for value in callee.values:
            function = value.function if isinstance(value, FunctionValue) else None
            receiver: Value | None = None
            if isinstance(value, ClassValue):
                found = value.cls.find("__init__")
                if found is not None and found[1].functions:
                    function = found[0].module.functions[found[1].functions[0]]
                receiver = Instance(value.cls)
            behaviour = function.behaviour if function is not None else None
            if function is None or behaviour is None:
                continue
            for entry in behaviour.registers:
                if entry.role == "dependency" and entry.arg is not None:
                    arguments = self._a.invocations.arguments(scoped, expr)
                    bindings = self._a.params.bind(scoped, function, receiver, arguments)
                    targets = bindings.get(ParamRef(function, entry.arg), TypeSet())
                    return targets, _manner(function, receiver, bindings)
        return None

    def _text(self, function: Function, bindings: Bindings, name: str) -> str:
        """The text of a string argument; `UNKNOWN_PATH` where it is not a constant."""
        types = bindings.get(ParamRef(function, name))
        if types is None:
            return ""
        texts = [v.value for v in types if isinstance(v, Literal) and isinstance(v.value, str)]
        if len(texts) == 1:
            return texts[0]
        return "" if types.values and all(is_none(v) for v in types) else UNKNOWN_PATH

    def _methods(self, function: Function, bindings: Bindings) -> str:
        types = bindings.get(ParamRef(function, "methods"))
        names = []
        for value in elements(types) if types is not None else ():
            if isinstance(value, Literal) and isinstance(value.value, str):
                names.append(value.value.upper())
        return "|".join(sorted(names))


def _manner(function: Function, receiver: Value | None, bindings: Bindings) -> Manner:
    """What the class whose method registers says of it, and the response that the call names."""
    cls = receiver.cls if isinstance(receiver, Instance | ClassValue) else function.owner
    said = [c.behaviour for c in (cls.mro if cls is not None else ()) if c.behaviour is not None]
    return Manner(
        unwraps=any(b.unwraps for b in said),
        streams=any(b.streams for b in said),
        model=bindings.get(ParamRef(function, "response_model"), EMPTY),
        response=bindings.get(ParamRef(function, "response_class"), EMPTY),
    )


def _depends(cls: Class) -> bool:
    """Whether instances of the class are dependencies, as its constructor says."""
    function = cls.method("__init__")
    behaviour = function.behaviour if function is not None else None
    return behaviour is not None and any(entry.role == "dependency" for entry in behaviour.registers)


def elements(types: TypeSet) -> TypeSet:
    """The values, with the elements of lists, and the values of dicts, in place of those."""
    values: dict[Value, None] = {}
    for value in types:
        if isinstance(value, Instance) and value.cls.name in ("list", "tuple", "set", "dict") and value.args:
            values.update(dict.fromkeys(value.args[-1].values))
        elif isinstance(value, TupleValue):
            for item in value.items:
                values.update(dict.fromkeys(item.values))
        else:
            values[value] = None
    return TypeSet(tuple(values), (), types.unknown)


def sites(types: TypeSet) -> tuple[tuple[str, int], ...]:
    """The construction sites of tracked instances."""
    return tuple(v.site for v in types if isinstance(v, Instance) and v.site is not None)
