"""Models: what runs when their classes are validated and when their objects are serialised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Expr
from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function, Module
from asynclint.program.values.kinds import Bindings, ClassValue, FunctionValue, Instance, ParamRef, TupleValue
from asynclint.program.values.typesets import TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

# A hook of a class: a function in its body, or an argument of a call there, in that module.
Hook = tuple[str, Function] | tuple[str, Expr, Module]


class Validation:
    """Runs validators and serializers, as the markers on their decorators and classes tell."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._hooks: dict[tuple[Class, str], list[Hook]] = {}
        self._models: dict[Class, bool] = {}
        self._fields: dict[Class, list[tuple[str, TypeSet]]] = {}

    # --- what runs -----------------------------------------------------------------------------

    def meet(
        self,
        frame: Frame,
        function: Function,
        bindings: Bindings,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> None:
        """A call of a function with `@validates` or `@serializes`."""
        behaviour = function.behaviour
        assert behaviour is not None
        types = bindings.get(ParamRef(function, behaviour.validates or behaviour.serializes), TypeSet())
        if behaviour.serializes:
            self.serialize(frame, self.models(types), event, alternative, covered)
        elif function.name == "__init__":
            # A default factory has nothing to do where the call gives the field.
            given = frozenset(arguments.keywords)
            for cls in self.models(types):
                self._run(frame, cls, "validator", event, alternative, covered, given)
        else:
            self.validate(frame, self.models(types), event, alternative, covered)

    def validate(
        self, frame: Frame, classes: Iterable[Class], event: Event, alternative: Value, covered: bool
    ) -> None:
        """Makes objects of these models, and of those in their fields, from raw data."""
        for cls in self._with_fields(classes):
            made = ClassValue(cls)
            self._a.calls.value(frame, made, Arguments(more=True), event, alternative, covered)
            self._run(frame, cls, "validator", event, alternative, covered)

    def serialize(
        self, frame: Frame, classes: Iterable[Class], event: Event, alternative: Value, covered: bool
    ) -> None:
        """Serialises objects of these models, and of those in their fields."""
        for cls in self._with_fields(classes):
            self._run(frame, cls, "serializer", event, alternative, covered)

    def marked(self, frame: Frame, marks: Iterable[tuple[Expr, Module]], event: Event, by: Value) -> None:
        """Runs the validators that stand beside the type of a parameter."""
        for expr, module in marks:
            handed = self._handed(module, expr, "validator")
            for value in self._values(handed, module) if handed is not None else ():
                self._a.calls.value(frame, value, Arguments(more=True), event, by, False)

    def _values(self, expr: Expr, module: Module) -> tuple[Value, ...]:
        """What an expression in a class body or a signature may be."""
        quiet = Frame(Unit((), module), self._a.units.of_module(module), muted=True)
        return self._a.expressions.evaluate(quiet, expr).without_none()

    def _run(
        self,
        frame: Frame,
        cls: Class,
        role: str,
        event: Event,
        alternative: Value,
        covered: bool,
        given: Collection[str] = (),
    ) -> None:
        for hook in self._hooks_of(cls, role):
            if len(hook) == 2:
                values: Iterable[Value] = (_method(cls, hook[1]),)
            elif hook[0] in given:
                continue
            else:
                values = self._values(hook[1], hook[2])
            for value in values:
                self._a.calls.value(frame, value, Arguments(more=True), event, alternative, covered)

    # --- which classes -------------------------------------------------------------------------

    def models(self, types: TypeSet) -> list[Class]:
        """The model classes among the values and inside their generic arguments."""
        return list(dict.fromkeys(self._models_in(types)))

    def _models_in(self, types: TypeSet) -> Iterator[Class]:
        for value in types.values:
            if isinstance(value, Instance | ClassValue):
                if self.is_model(value.cls):
                    yield value.cls
                for arg in value.args:
                    yield from self._models_in(arg)
            elif isinstance(value, TupleValue):
                for item in value.items:
                    yield from self._models_in(item)

    def is_model(self, cls: Class) -> bool:
        """Whether the class is a model of a library: one whose `__init__` validates."""
        found = self._models.get(cls)
        if found is None:
            found = self._models[cls] = not cls.module.is_stub and any(
                base.module.is_stub and _validates(base) for base in cls.mro
            )
        return found

    def fields(self, cls: Class) -> list[tuple[str, TypeSet]]:
        """The annotated names of a class and of its bases, and their types."""
        found = self._fields.get(cls)
        if found is None:
            found = self._fields[cls] = []
            for owner in cls.mro:
                if not owner.module.is_stub:
                    scope = self._a.units.scope_of(owner.parent, owner.module)
                    for name, member in owner.members.items():
                        if member.annotation is not None:
                            found.append((name, self._a.annotations.types(member.annotation, scope)))
        return found

    def _with_fields(self, classes: Iterable[Class]) -> list[Class]:
        """The models, and those in their fields, each once."""
        found = dict.fromkeys(classes)
        stack = list(found)
        while stack:
            for _, types in self.fields(stack.pop()):
                for inner in self._models_in(types):
                    if inner not in found:
                        found[inner] = None
                        stack.append(inner)
        return list(found)

    # --- what is registered in a class body ----------------------------------------------------

    def _hooks_of(self, cls: Class, role: str) -> list[Hook]:
        hooks = self._hooks.get((cls, role))
        if hooks is None:
            hooks = self._hooks[cls, role] = list(self._collect(cls, role))
        return hooks

    def _collect(self, cls: Class, role: str) -> Iterator[Hook]:
        seen: set[str] = set()
        for owner in cls.mro:
            if owner.module.is_stub:
                continue
            scope = self._a.units.scope_of(owner.parent, owner.module)
            for name, member in owner.members.items():
                if name in seen:
                    continue
                seen.add(name)
                if member.functions:
                    function = owner.module.functions[member.functions[-1]]
                    if any(self._registers(owner.module, d, role) for d in function.facts.decorators):
                        yield name, function
                exprs = [(value, owner.module) for value in member.values]
                metadata = self._a.annotations.metadata(member.annotation, scope)
                exprs.extend((item, where.module) for item, where in metadata)
                for expr, module in exprs:
                    handed = self._handed(module, expr, role)
                    if handed is not None:
                        yield name, handed, module

    def _marked(self, module: Module, callee: Expr) -> Function | None:
        """The function that a call of `callee` runs, where that is static."""
        symbol = self._a.symbols.expr(module, callee)
        if isinstance(symbol, Class):
            return symbol.method("__init__")
        return symbol if isinstance(symbol, Function) else None

    def _registers(self, module: Module, decorator: Expr, role: str) -> bool:
        callee = decorator.func if isinstance(decorator, Call) else decorator
        function = self._marked(module, callee)
        behaviour = function.behaviour if function is not None else None
        return behaviour is not None and any(e.role == role and e.arg is None for e in behaviour.registers)

    def _handed(self, module: Module, expr: Expr, role: str) -> Expr | None:
        """What `Field(default_factory=f)` or `AfterValidator(f)` hands over."""
        function = self._marked(module, expr.func) if isinstance(expr, Call) else None
        if function is None or function.behaviour is None or not isinstance(expr, Call):
            return None
        for entry in function.behaviour.registers:
            if entry.role == role and entry.arg is not None:
                for keyword in expr.keywords:
                    if keyword.name == entry.arg:
                        return keyword.value
                places = [p.name for p in function.params if p.kind in ("positional", "normal")]
                places = places[1:] if function.owner is not None else places
                at = places.index(entry.arg) if entry.arg in places else len(expr.args)
                return expr.args[at] if at < len(expr.args) else None
        return None


def _validates(cls: Class) -> bool:
    member = cls.members.get("__init__")
    if member is None or not member.functions:
        return False
    behaviour = cls.module.functions[member.functions[0]].behaviour
    return behaviour is not None and bool(behaviour.validates)


def _method(cls: Class, function: Function) -> FunctionValue:
    """A function of the class body as the library calls it."""
    if function.kind == "staticmethod":
        return FunctionValue(function)
    receiver = ClassValue(cls) if function.kind == "classmethod" else Instance(cls)
    return FunctionValue(function, receiver)
