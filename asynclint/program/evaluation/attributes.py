"""Attributes: what `object.name` is, and what reading it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Expr
from asynclint.program.calls.params import Arguments, is_informative
from asynclint.program.evaluation.members import is_enumeration
from asynclint.program.fixpoint.events import Edge
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import (
    ClassValue,
    EnumMember,
    FunctionValue,
    Instance,
    ModuleValue,
    Pending,
    SuperValue,
    TupleValue,
)
from asynclint.program.values.typesets import LIMIT, UNKNOWN, Literal, TypeSet, Value, is_none, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# The classes of constants; anything else that is constant has none that we know.
LITERAL_CLASSES = frozenset({"str", "bytes", "int", "bool", "float", "complex"})
PENDING_CLASSES = {"generator": "Generator", "coroutine": "Coroutine", "async generator": "AsyncGenerator"}


class Attributes:
    """Looks attributes up along the MRO, in instances, and through `__getattr__`."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def class_of(self, value: Value) -> Class | None:
        """The class of an object; None where it has none that we know."""
        if isinstance(value, Instance):
            return value.cls
        if isinstance(value, Literal):
            return self._a.known_class("builtins", value.kind) if value.kind in LITERAL_CLASSES else None
        if isinstance(value, TupleValue):
            return self._a.known_class("builtins", "tuple")
        if isinstance(value, Pending):
            return self._a.known_class("typing", PENDING_CLASSES[value.kind])
        return None

    def as_instance(self, value: Value) -> Value:
        """Literals, tuples, pending calls and typed dictionaries as instances of their class."""
        if isinstance(value, TupleValue):
            cls = self.class_of(value)
            return value if cls is None else Instance(cls, (join_all(value.items),))
        if isinstance(value, Literal | Pending):
            cls = self.class_of(value)
            return value if cls is None else Instance(cls)
        return self._a.shapes.dictionary(value) if isinstance(value, Instance) else value

    def get(self, frame: Frame, types: TypeSet, name: str, at: int, expr: Expr | None) -> TypeSet:
        """`types.name`; what a property or a `__getattr__` runs is an event of kind attr at `at`."""
        parts = []
        for value in types.values:
            if not is_none(value):
                frame.own(value, types)
                parts.append(self.one(frame, value, name, at, expr))
        if types.unknown or (types.symbols and not types.values):
            parts.append(UNKNOWN)
        return join_all(parts) if len(parts) != 1 else parts[0]

    def one(self, frame: Frame, value: Value, name: str, at: int, expr: Expr | None) -> TypeSet:
        """`value.name` of a single value."""
        if isinstance(value, ModuleValue):
            unit = self._a.lazy.unit(value.module, name)
            if unit is not None:
                event = frame.event(at, "attr", expr)
                event.alternatives[value] = None
                event.add(Edge("call", unit, alternative=value))
            return self._a.names.module_attribute(value, name, frame.module.name)
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

    def methods(self, value: Value, name: str) -> list[FunctionValue]:
        """As `method`, with the overrides that run where the object may be of a subclass."""
        found = self.method(value, name)
        if found is None:
            return []
        if not isinstance(value, Instance) or value.exact:
            return [found]
        targets = self._a.overrides.targets(value, found.function, name)
        if len(targets) > LIMIT:
            return [found]
        return [FunctionValue(function, target) for target, function in targets]

    def _of_instance(
        self, frame: Frame, value: Instance, start: Class, name: str, at: int, expr: Expr | None
    ) -> TypeSet:
        if isinstance(value, EnumMember) and name in ("value", "_value_") and value.value:
            return value.value
        found = start.find(name)
        if found is not None:
            owner, member = found
            if member.functions:
                return self._a.members.function(frame, value, owner, member, name, at, expr)
            if member.nested >= 0:
                return TypeSet((ClassValue(owner.module.classes[member.nested]),))
        declared, assigned = self._a.members.stored(value, found, name)
        if is_informative(declared):
            return self._a.origins.derived(value, declared)
        if found is not None or assigned or any(name in cls.stores for cls in value.cls.mro):
            return self._descriptor(frame, value, assigned, at, expr)
        fallback = value.cls.find("__getattr__")
        if fallback is not None and fallback[1].functions and not name.startswith("__"):
            if fallback[0].module.is_stub and "__setattr__" in fallback[0].members:
                # A library's bag of attributes (`app.state`) holds what the project puts there, and
                # nothing as long as no place is known that does.
                return assigned
            function = fallback[0].module.functions[fallback[1].functions[0]]
            event = frame.event(at, "attr", expr)
            event.alternatives[value] = None
            arguments = Arguments([TypeSet((Literal("str", name),))])
            return self._a.calls.value(frame, FunctionValue(function, value), arguments, event, value, False)
        return self._of_any(value, name)

    def _of_any(self, value: Instance, name: str) -> TypeSet:
        """What every object has: `__class__`."""
        root = self._a.known_class("builtins", "object") if name.startswith("__") else None
        member = root.members.get(name) if root is not None else None
        if root is None or member is None or member.annotation is None or value.cls.has_unknown_base:
            return UNKNOWN
        return self._a.members.declared(value, value, root, member.annotation)

    def _descriptor(
        self, frame: Frame, value: Instance, types: TypeSet, at: int, expr: Expr | None
    ) -> TypeSet:
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

    def _of_class(self, frame: Frame, value: ClassValue, name: str) -> TypeSet:
        found = value.cls.find(name)
        if found is not None:
            owner, member = found
            if member.functions:
                functions = [owner.module.functions[index] for index in member.functions]
                function = functions[0] if functions[0].overload else functions[-1]
                if function.decorated and function.kind != "property":
                    types = self._a.members.class_cell(owner, name)
                    return (
                        self._a.members.bound(types, function, value)
                        if function.kind == "classmethod"
                        else types
                    )
                if function.kind == "classmethod":
                    return TypeSet((FunctionValue(function, value),))
                return UNKNOWN if function.kind == "property" else TypeSet((FunctionValue(function),))
            if member.nested >= 0:
                return TypeSet((ClassValue(owner.module.classes[member.nested]),))
            if member.values:
                types = self._a.members.class_cell(owner, name)
                if is_enumeration(value.cls) and not _is_private(name):
                    return TypeSet((EnumMember(value.cls, name, types),))
                cells = [self._a.units.attribute_cell(cls, name) for cls in dict.fromkeys((value.cls, owner))]
                types = join_all([types, *(self._a.solver.read(cell) for cell in cells)])
                if types.is_informative:
                    return types
            if member.annotation is not None:
                myself = Instance(value.cls, exact=False)
                return self._a.members.declared(value, myself, owner, member.annotation)
            return self._a.members.class_cell(owner, name) if member.values else UNKNOWN
        parts = [
            self._a.solver.read(self._a.units.attribute_cell(cls, name))
            for cls in value.cls.mro
            if not cls.module.is_stub
        ]
        kind = self._a.known_class("builtins", "type")
        if kind is not None and name in kind.members and not any(parts):
            return self._of_instance(frame, Instance(kind), kind, name, 0, None)
        return join_all(parts)

    def _of_super(self, frame: Frame, value: SuperValue, name: str, at: int, expr: Expr | None) -> TypeSet:
        receiver = value.receiver
        cls = receiver.cls if isinstance(receiver, Instance | ClassValue) else value.cls
        mro = cls.mro if value.cls in cls.mro else value.cls.mro
        root = self._a.known_class("builtins", "object")
        after = mro[mro.index(value.cls) + 1 :]
        for owner in after if root is None or cls.has_unknown_base else [*after, root]:
            member = owner.members.get(name)
            if member is not None and member.functions:
                function = owner.module.functions[member.functions[-1]]
                if function.decorated:
                    return self._a.members.bound(self._a.members.class_cell(owner, name), function, receiver)
                if function.kind == "property":
                    event = frame.event(at, "attr", expr)
                    event.alternatives[receiver] = None
                    called = FunctionValue(function, receiver)
                    return self._a.calls.value(frame, called, Arguments(), event, receiver, False)
                return TypeSet((FunctionValue(function, receiver),))
        return UNKNOWN


def _is_private(name: str) -> bool:
    """Names that are no members: `_ignore_`, `__slots__`."""
    return name.startswith("_")
