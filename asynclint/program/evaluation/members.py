"""Members: what class bodies and methods put on a class and its instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Expr, Name, Subscript
from asynclint.program.calls.params import Arguments, is_informative
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.bodies import Member
from asynclint.program.model.entities import Class, Function
from asynclint.program.model.fields import constructor_params
from asynclint.program.values.kinds import Bound, ClassValue, Dispatch, FunctionValue, Instance
from asynclint.program.values.typesets import (
    EMPTY,
    LIMIT,
    UNKNOWN,
    Literal,
    TypeSet,
    Value,
    is_none,
    join_all,
)
from asynclint.program.values.typevars import has_variables, instantiate

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Members:
    """Finds functions, declarations and assignments for a name of an instance or a class."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._generic: dict[Class, dict[str, TypeSet]] = {}

    def stored(
        self, value: Instance, found: tuple[Class, Member] | None, name: str
    ) -> tuple[TypeSet, TypeSet]:
        """What the class body declares, and what it and all methods assign."""
        declared = EMPTY
        is_open = False
        parts: list[TypeSet] = []
        if found is not None:
            owner, member = found
            fixed = member.annotation is None or is_fixed(member.annotation)
            if fixed and value.exact and not is_enumeration(value.cls):
                constant = self._constant(value, owner, name)
                if constant is not None:
                    return EMPTY, constant
            if member.annotation is not None:
                declared = self.declared(value, value, owner, member.annotation)
                is_open = self._a.declarations.is_open(declared)
                if is_informative(declared) and not is_open:
                    return self._sited(value, owner, member, name, declared), EMPTY
                if not is_open:
                    # What a library declares as anything, it fills itself; a project's own is filled
                    # by what is seen to assign it.
                    parts.append(declared if owner.module.is_stub else declared.known())
            if member.values:
                parts.append(self.class_cell(owner, name))
        else:
            constructed = self._constructed(value, name)
            if is_informative(constructed):
                return constructed, EMPTY
        for cls in value.cls.mro:
            for function in cls.stores.get(name, ()):
                self._a.solver.ensure(self._a.units.of_function(function, value))
            if name in cls.stores or (cls, name) in self._a.units.attribute_cells or not found:
                parts.append(self._a.solver.read(self._a.units.attribute_cell(cls, name)))
        assigned = join_all(parts)
        if is_open and found is not None:
            return EMPTY, self._a.declarations.arriving((found[0], name), assigned, declared)
        if assigned.values and all(isinstance(v, Literal) for v in assigned.values):
            # Others may set what stands as a mere constant here: settings, tests, set-up code.
            assigned = assigned.with_unknown()
        return declared, assigned

    def _constructed(self, value: Instance, name: str) -> TypeSet:
        """What the type variables of an object say of an attribute that its constructor alone stores."""
        storing = [cls for cls in value.cls.mro if name in cls.stores]
        if len(storing) != 1:
            return EMPTY
        owner = storing[0]
        found = self._generic.get(owner)
        if found is None:
            found = self._generic[owner] = self._of_constructor(owner)
        types = found.get(name)
        if types is None:
            return EMPTY
        made = instantiate(types, self._a.generics.class_variables(value.cls, value.args, owner))
        # A constant tells of one object what its class may hold for all.
        constant = any(isinstance(v, Literal) and not is_none(v) for v in made.values)
        return EMPTY if constant or made.unknown or made.symbols or has_variables(made) else made

    def _of_constructor(self, owner: Class) -> dict[str, TypeSet]:
        """The attributes whose parameters are annotated with type variables of the class."""
        init = owner.method("__init__")
        found: dict[str, TypeSet] = {}
        for name, param in constructor_params(owner).items() if init is not None else ():
            if param.annotation is not None:
                scope = self._a.units.scope_of(init, owner.module)
                types = self._a.annotations.types(param.annotation, scope)
                if has_variables(types):
                    found[name] = types
        return found

    def _sited(self, value: Instance, owner: Class, member: Member, name: str, declared: TypeSet) -> TypeSet:
        """Declared objects that are told apart by their construction: those that are assigned."""
        if not (self._a.recording.tells_apart(declared) or self._a.origins.matter(declared)):
            return declared
        parts = [self.class_cell(owner, name)] if member.values else []
        for cls in value.cls.mro:
            for function in cls.stores.get(name, ()):
                self._a.solver.ensure(self._a.units.of_function(function, value))
            parts.append(self._a.solver.read(self._a.units.attribute_cell(cls, name)))
        assigned = join_all(parts)
        if self._a.recording.tells_apart(declared):
            declared = self._a.recording.told(declared, assigned)
        return self._a.origins.told(declared, assigned)

    def _constant(self, value: Instance, owner: Class, name: str) -> TypeSet | None:
        """The constants that a class body binds to a name that nothing else is known to set."""
        types = self.class_cell(owner, name)
        if not types.values or types.unknown or not all(isinstance(v, Literal) for v in types.values):
            return None
        for cls in value.cls.mro:
            if cls.module.is_stub:
                continue
            if name in cls.stores or self._a.solver.read(self._a.units.attribute_cell(cls, name)):
                return None
        return types if not value.cls.has_unknown_base else None

    def declared(
        self, value: Instance | ClassValue, myself: Instance, owner: Class, annotation: Expr
    ) -> TypeSet:
        """What an annotation in the body of `owner` says of `value`, `Self` being `myself`."""
        scope = self._a.units.scope_of(owner.parent, owner.module)
        types = self._a.annotations.types(annotation, scope)
        if not has_variables(types):
            return types
        variables = self._a.generics.class_variables(value.cls, value.args, owner)
        return instantiate(types, {**variables, "Self": TypeSet((myself,))})

    def class_cell(self, owner: Class, name: str) -> TypeSet:
        """What the evaluated body of a class binds to a name."""
        outer = self._a.units.default(owner.parent) if owner.parent is not None else None
        unit = self._a.units.of_class(owner, outer)
        self._a.solver.ensure(unit)
        cell = unit.cells.get(name)
        return self._a.solver.read(cell) if cell is not None else EMPTY

    def function(
        self,
        frame: Frame,
        value: Instance,
        owner: Class,
        member: Member,
        name: str,
        at: int,
        expr: Expr | None,
    ) -> TypeSet:
        """A property's value, or a method bound to `value` with the overrides that may run."""
        functions = [owner.module.functions[index] for index in member.functions]
        getter = next((f for f in functions if f.kind == "property"), None)
        if getter is not None:
            event = frame.event(at, "attr", expr)
            parts = []
            targets = self._a.overrides.targets(value, getter, name)
            if len(targets) > LIMIT:
                many = _dispatch(getter, value, targets)
                return self._a.calls.value(frame, many, Arguments(), event, many, False)
            for target, function in targets:
                event.alternatives[target] = None
                called = FunctionValue(function, target)
                parts.append(self._a.calls.value(frame, called, Arguments(), event, target, False))
            return join_all(parts) if parts else UNKNOWN
        function = functions[0] if functions[0].overload else functions[-1]
        if function.decorated:
            return self.bound(self.class_cell(owner, name), function, value)
        if function.kind == "staticmethod":
            return TypeSet((FunctionValue(function),))
        if function.kind == "classmethod":
            return TypeSet((FunctionValue(function, ClassValue(value.cls, value.args)),))
        targets = self._a.overrides.targets(value, function, name)
        if len(targets) > LIMIT:
            return TypeSet((_dispatch(function, value, targets),))
        return TypeSet(tuple(FunctionValue(f, target) for target, f in targets))

    def bound(self, types: TypeSet, function: Function, receiver: Value) -> TypeSet:
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
        rest = TypeSet((), types.symbols, types.unknown, types.full)
        return join_all([*(TypeSet((v,)) for v in bound), rest])


def _dispatch(function: Function, value: Instance, targets: list[tuple[Instance, Function]]) -> Dispatch:
    return Dispatch(function, value, tuple(FunctionValue(f, target) for target, f in targets))


def is_fixed(annotation: Expr) -> bool:
    """`Final`, `Final[X]`, `ClassVar[X]`: a constant, or at least no attribute of instances."""
    head = annotation.value if isinstance(annotation, Subscript) else annotation
    name = head.id if isinstance(head, Name) else head.name if isinstance(head, Attr) else ""
    return name in ("Final", "ClassVar")


def is_enumeration(cls: Class) -> bool:
    """Whether the values in the body of a class are the members of an enumeration."""
    return any(base.name == "Enum" and base.module.name == "enum" for base in cls.mro)
