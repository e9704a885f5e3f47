"""Attributes: what `object.name` is, and what reading or writing it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Expr, Node
from asynclint.program.entities import Class, Function, Member, is_not_implemented, is_placeholder
from asynclint.program.frame import Frame
from asynclint.program.params import Arguments, is_informative
from asynclint.program.units import Event
from asynclint.program.values import (
    EMPTY,
    LIMIT,
    UNKNOWN,
    Bound,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    ParamRef,
    Pending,
    SuperValue,
    TupleValue,
    TypeSet,
    Value,
    is_none,
    join_all,
)

if TYPE_CHECKING:
    from asynclint.program.analysis import Analysis

LITERAL_CLASSES = {"str": "str", "bytes": "bytes", "int": "int", "bool": "bool", "float": "float", "complex": "complex"}


class Attributes:
    """Looks attributes up along the MRO, in instances, and through `__getattr__`."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def class_of(self, value: Value) -> Class | None:
        """The class of an object; None where it has none that we know."""
        if isinstance(value, Instance):
            return value.cls
        if isinstance(value, Literal):
            name = LITERAL_CLASSES.get(value.kind)
            return self._a.known_class("builtins", name) if name is not None else None
        if isinstance(value, TupleValue):
            return self._a.known_class("builtins", "tuple")
        if isinstance(value, Pending):
            names = {"generator": "Generator", "coroutine": "Coroutine", "async generator": "AsyncGenerator"}
            return self._a.known_class("typing", names[value.kind])
        return None

    def as_instance(self, value: Value) -> Value:
        """Literals, tuples and pending calls as instances of their class."""
        if isinstance(value, TupleValue):
            cls = self.class_of(value)
            return value if cls is None else Instance(cls, (join_all(value.items),))
        if isinstance(value, Literal | Pending):
            cls = self.class_of(value)
            return value if cls is None else Instance(cls)
        return value

    # --- reading -------------------------------------------------------------------------------

    def get(self, frame: Frame, types: TypeSet, name: str, at: int, expr: Expr | None) -> TypeSet:
        """`types.name`; what a property or a `__getattr__` runs is an event of kind attr at `at`."""
        parts = [self.one(frame, value, name, at, expr) for value in types.values if not is_none(value)]
        if types.unknown or (types.symbols and not types.values):
            parts.append(UNKNOWN)
        return join_all(parts) if len(parts) != 1 else parts[0]

    def one(self, frame: Frame, value: Value, name: str, at: int, expr: Expr | None) -> TypeSet:
        if isinstance(value, ModuleValue):
            return self._a.module_attribute(value, name, frame.module.name)
        if isinstance(value, ClassValue):
            return self._of_class(frame, value, name)
        if isinstance(value, SuperValue):
            return self._of_super(frame, value, name, at, expr)
        value = self.as_instance(value)
        if isinstance(value, Instance):
            return self._of_instance(frame, value, value.cls, name, at, expr)
        return UNKNOWN

    def method(self, value: Value, name: str) -> FunctionValue | None:
        """A method of the class of `value`, bound; instance attributes do not count."""
        value = self.as_instance(value)
        if not isinstance(value, Instance):
            return None
        found = value.cls.find(name)
        if found is None or not found[1].functions:
            return None
        function = found[0].module.functions[found[1].functions[0]]
        return FunctionValue(function, value)

    def _of_instance(
        self, frame: Frame, value: Instance, start: Class, name: str, at: int, expr: Expr | None
    ) -> TypeSet:
        found = start.find(name)
        if found is not None:
            owner, member = found
            if member.functions:
                return self._function_member(frame, value, owner, member, name, at, expr)
            if member.nested >= 0:
                return TypeSet((ClassValue(owner.module.classes[member.nested]),))
        declared, assigned = self._stored(frame, value, found, name)
        if is_informative(declared):
            return declared
        if found is not None or assigned or any(name in cls.stores for cls in value.cls.mro):
            return self._descriptor(frame, value, assigned, at, expr)
        fallback = value.cls.find("__getattr__")
        if fallback is not None and fallback[1].functions and not name.startswith("__"):
            function = fallback[0].module.functions[fallback[1].functions[0]]
            event = frame.event(at, "attr", expr)
            event.alternatives[value] = None
            arguments = Arguments([TypeSet((Literal("str", name),))])
            return self._a.calls.value(frame, FunctionValue(function, value), arguments, event, value, False)
        return UNKNOWN

    def _stored(
        self, frame: Frame, value: Instance, found: tuple[Class, Member] | None, name: str
    ) -> tuple[TypeSet, TypeSet]:
        """What the class body declares, and what it and all methods assign."""
        declared = EMPTY
        parts: list[TypeSet] = []
        if found is not None:
            owner, member = found
            if member.annotation is not None:
                scope = self._a.scope_of(owner.parent, owner.module)
                types = self._a.annotations.types(member.annotation, scope)
                variables = self._a.annotations.class_variables(value.cls, value.args, owner)
                from asynclint.program.annotations import instantiate

                declared = instantiate(types, {**variables, "Self": TypeSet((value,))})
                if is_informative(declared):
                    return declared, EMPTY
                parts.append(declared.known())
            if member.values:
                parts.append(self._class_cell(owner, name))
        for cls in value.cls.mro:
            for function in cls.stores.get(name, ()):
                self._a.solver.ensure(self._a.function_unit(function, value))
            if name in cls.stores or (cls, name) in self._a.attribute_cells or not found:
                parts.append(self._a.solver.read(self._a.attribute_cell(cls, name)))
        assigned = join_all(parts)
        if assigned.values and all(isinstance(v, Literal) for v in assigned.values):
            # Others may set what stands as a mere constant here: settings, tests, set-up code.
            assigned = assigned.with_unknown()
        return declared, assigned

    def _class_cell(self, owner: Class, name: str) -> TypeSet:
        outer = self._a.default_unit(owner.parent) if owner.parent is not None else None
        unit = self._a.class_unit(owner, outer)
        self._a.solver.ensure(unit)
        cell = unit.cells.get(name)
        return self._a.solver.read(cell) if cell is not None else EMPTY

    def _descriptor(self, frame: Frame, value: Instance, types: TypeSet, at: int, expr: Expr | None) -> TypeSet:
        """A class attribute whose class has `__get__` gives what that returns."""
        if not any(isinstance(v, Instance) and v.cls.find("__get__") is not None for v in types):
            return types
        parts = [TypeSet((), types.symbols, types.unknown, types.full)]
        for inner in types:
            getter = self.method(inner, "__get__")
            if getter is None:
                parts.append(TypeSet((inner,)))
                continue
            event = frame.event(at, "attr", expr)
            event.alternatives[inner] = None
            arguments = Arguments([TypeSet((value,)), TypeSet((ClassValue(value.cls),))])
            parts.append(self._a.calls.value(frame, getter, arguments, event, inner, False))
        return join_all(parts)

    def _function_member(
        self, frame: Frame, value: Instance, owner: Class, member: Member, name: str, at: int, expr: Expr | None
    ) -> TypeSet:
        functions = [owner.module.functions[index] for index in member.functions]
        getter = next((f for f in functions if f.kind == "property"), None)
        if getter is not None:
            event = frame.event(at, "attr", expr)
            parts = []
            for target, function in self._overrides(value, owner, getter, name):
                event.alternatives[target] = None
                called = FunctionValue(function, target)
                parts.append(self._a.calls.value(frame, called, Arguments(), event, target, False))
            return join_all(parts) if parts else UNKNOWN
        function = functions[0] if functions[0].overload else functions[-1]
        if function.decorated:
            return self._bound(self._class_cell(owner, name), function, value)
        if function.kind == "staticmethod":
            return TypeSet((FunctionValue(function),))
        if function.kind == "classmethod":
            return TypeSet((FunctionValue(function, ClassValue(value.cls, value.args)),))
        targets = self._overrides(value, owner, function, name)
        if len(targets) > LIMIT:
            return TypeSet((), (), True, True)
        return TypeSet(tuple(FunctionValue(f, target) for target, f in targets))

    def _bound(self, types: TypeSet, function: Function, receiver: Value) -> TypeSet:
        """Decorated methods, read from the class body, bound to the receiver."""
        if function.kind == "staticmethod":
            return types
        bound: list[Value] = []
        for value in types:
            if isinstance(value, FunctionValue) and value.receiver is None:
                bound.append(FunctionValue(value.function, receiver, value.outer, value.env))
            elif isinstance(value, Bound):
                bound.append(Bound(value.target, (*value.args, TypeSet((receiver,))), value.keywords))
            else:
                bound.append(value)
        return join_all([*(TypeSet((v,)) for v in bound), TypeSet((), types.symbols, types.unknown, types.full)])

    def _overrides(
        self, value: Instance, owner: Class, function: Function, name: str
    ) -> list[tuple[Instance, Function]]:
        """The method, and where the object may be of a subclass, the project's overrides of it."""
        targets: list[tuple[Instance, Function]] = []
        if not value.exact and not owner.module.is_stub:
            for cls in value.cls.subclasses:
                member = cls.members.get(name)
                if member is not None and member.functions:
                    override = cls.module.functions[member.functions[-1]]
                    if not _is_abstract(override):
                        targets.append((Instance(cls, exact=False), override))
        if not targets or not _is_abstract(function):
            targets.insert(0, (value, function))
        return targets

    def _of_class(self, frame: Frame, value: ClassValue, name: str) -> TypeSet:
        found = value.cls.find(name)
        if found is not None:
            owner, member = found
            if member.functions:
                functions = [owner.module.functions[index] for index in member.functions]
                function = functions[0] if functions[0].overload else functions[-1]
                if function.decorated and function.kind != "property":
                    types = self._class_cell(owner, name)
                    return self._bound(types, function, value) if function.kind == "classmethod" else types
                if function.kind == "classmethod":
                    return TypeSet((FunctionValue(function, value),))
                return UNKNOWN if function.kind == "property" else TypeSet((FunctionValue(function),))
            if member.nested >= 0:
                return TypeSet((ClassValue(owner.module.classes[member.nested]),))
            if member.values:
                types = self._class_cell(owner, name)
                if types.is_informative:
                    return self._a.solver.read(self._a.attribute_cell(owner, name)).join(types)
            if member.annotation is not None:
                from asynclint.program.annotations import instantiate

                scope = self._a.scope_of(owner.parent, owner.module)
                declared = self._a.annotations.types(member.annotation, scope)
                variables = self._a.annotations.class_variables(value.cls, value.args, owner)
                return instantiate(declared, {**variables, "Self": TypeSet((Instance(value.cls, exact=False),))})
            return self._class_cell(owner, name) if member.values else UNKNOWN
        parts = [
            self._a.solver.read(self._a.attribute_cell(cls, name))
            for cls in value.cls.mro
            if not cls.module.is_stub
        ]
        return join_all(parts)

    def _of_super(self, frame: Frame, value: SuperValue, name: str, at: int, expr: Expr | None) -> TypeSet:
        receiver = value.receiver
        cls = receiver.cls if isinstance(receiver, Instance | ClassValue) else value.cls
        mro = cls.mro if value.cls in cls.mro else value.cls.mro
        for owner in mro[mro.index(value.cls) + 1 :]:
            member = owner.members.get(name)
            if member is not None and member.functions:
                function = owner.module.functions[member.functions[-1]]
                if function.decorated:
                    return self._bound(self._class_cell(owner, name), function, receiver)
                if function.kind == "property":
                    event = frame.event(at, "attr", expr)
                    event.alternatives[receiver] = None
                    called = FunctionValue(function, receiver)
                    return self._a.calls.value(frame, called, Arguments(), event, receiver, False)
                return TypeSet((FunctionValue(function, receiver),))
        return UNKNOWN

    # --- writing -------------------------------------------------------------------------------

    def set(self, frame: Frame, types: TypeSet, name: str, value: TypeSet, at: int, expr: Expr | None) -> None:
        """`types.name = value`: runs setters, else the attribute may be `value` from now on."""
        for target in types.values:
            if isinstance(target, ModuleValue) and target.module is not None:
                cell = self._a.module_unit(target.module).cells.get(name)
                if cell is not None:
                    self._a.solver.write(cell, value.without_symbols())
            elif isinstance(target, Instance | ClassValue):
                self._set_one(frame, target, name, value, at, expr)

    def _set_one(
        self, frame: Frame, target: Instance | ClassValue, name: str, value: TypeSet, at: int, expr: Expr | None
    ) -> None:
        setter = self._setter(target, name) if isinstance(target, Instance) else None
        if setter is not None:
            event = frame.event(at, "setattr", expr)
            event.alternatives[target] = None
            arguments = Arguments([value])
            if setter.function.name == "__setattr__":
                arguments.positional.insert(0, TypeSet((Literal("str", name),)))
            self._a.calls.value(frame, setter, arguments, event, target, False)
            if setter.function.name != "__setattr__" or not self._calls_super(setter.function):
                return
        # What the unit itself passes on is the caller's: the cell holds what callers passed.
        self._a.solver.write(self._a.attribute_cell(target.cls, name), value.without_symbols())

    def _setter(self, target: Instance, name: str) -> FunctionValue | None:
        found = target.cls.find(name)
        if found is not None and found[1].functions:
            for index in found[1].functions:
                function = found[0].module.functions[index]
                if function.kind == "setter":
                    return FunctionValue(function, target)
        return self._own_setattr(target)

    def _own_setattr(self, target: Instance) -> FunctionValue | None:
        found = target.cls.find("__setattr__")
        if found is None or found[0].module.is_stub or not found[1].functions:
            return None
        return FunctionValue(found[0].module.functions[found[1].functions[-1]], target)

    def _calls_super(self, function: Function) -> bool:
        """Whether a `__setattr__` of the project may end in a plain assignment."""
        return any(mentions(stmt, ("__setattr__", "__dict__")) for stmt in function.facts.body)


def mentions(node: object, names: tuple[str, ...]) -> bool:
    """Whether an attribute of one of these names stands anywhere below `node`."""
    if isinstance(node, Attr) and node.name in names:
        return True
    if isinstance(node, tuple):
        return any(mentions(part, names) for part in node)
    if isinstance(node, Node):
        return any(mentions(getattr(node, field), names) for field in node.__struct_fields__)
    return False


def _is_abstract(function: Function) -> bool:
    return function.is_abstract or (
        not function.module.is_stub
        and (is_not_implemented(function.facts.body) or is_placeholder(function.facts.body))
    )


__all__ = ["Attributes", "Event", "ParamRef"]
