"""Parameters: what they hold when a body starts, and how the arguments of a call meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Call, Const, Expr, Name, Param
from asynclint.program.calls.annotated import LAZY_MODULES as LAZY_MODULES
from asynclint.program.calls.annotated import declared_callables, is_lazy
from asynclint.program.calls.annotated import is_informative as is_informative
from asynclint.program.calls.arguments import Arguments as Arguments
from asynclint.program.calls.keywords import filled
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Cell, Unit
from asynclint.program.model.entities import Function, Module
from asynclint.program.values.dictionaries import keyed
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import (
    Bindings,
    ClassValue,
    FunctionValue,
    Instance,
    ParamRef,
    SuperValue,
    TupleValue,
)
from asynclint.program.values.typesets import (
    CALLABLES,
    EMPTY,
    NONE,
    UNKNOWN,
    Literal,
    TypeSet,
    Value,
    is_none,
    join_all,
)
from asynclint.program.values.typevars import has_variables

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# Defaults that are what they say: constants and names.  Others are calls, mostly a framework's.
_PLAIN = (Const, Name, Attr)


_NO_ARGUMENTS = TypeSet((TupleValue(()),))


class Params:
    """Binding of parameters."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._constants: dict[ParamRef, TypeSet] = {}
        self._open: dict[ParamRef, bool] = {}
        self._marks: dict[ParamRef, list[tuple[Expr, Module]]] = {}
        # No `**kwargs`: for the many calls that pass none.
        self._no_keywords: TypeSet | None = None
        self._overridden: dict[ParamRef, tuple[Function, Expr | None]] = {}

    def enter(self, frame: Frame) -> None:
        """Fills the environment of a function's frame."""
        function = frame.unit.function
        assert function is not None
        first = True
        for param, symbol in zip(function.params, self._a.units.symbols_of(function), strict=True):
            types = self.initial(frame, function, param, first)
            frame.env[param.name] = types.of_param(symbol)
            if param.kind in ("positional", "normal"):
                first = False
            self.share(frame, param.name, types)

    def share(self, frame: Frame, name: str, types: TypeSet) -> None:
        """Lets nested functions see a local name."""
        unit = frame.unit
        if unit.function is not None:
            cell = unit.cells.get(name)
            if cell is None:
                cell = unit.cells[name] = Cell()
            self._a.solver.write(cell, types.of_param(None))

    def initial(self, frame: Frame, function: Function, param: Param, first: bool) -> TypeSet:
        """The types of a parameter inside the body."""
        unit = frame.unit
        if (
            first
            and function.owner is not None
            and function.kind != "staticmethod"
            and param.kind != "vararg"
        ):
            own = TypeSet((self.receiver(function, unit.receiver),))
            return self._a.origins.passed(own, ParamRef(function, param.name))
        if first and isinstance(unit.receiver, Literal):
            return TypeSet((unit.receiver,))
        annotated = self.annotated(function, param, unit.receiver)
        if function.module.is_stub:
            # A model does to its parameters what the call's arguments make of it.
            return self.assumed(function, param, unit.receiver).join(
                TypeSet((), (ParamRef(function, param.name),))
            )
        if param.kind == "vararg":
            return self._a.instance("tuple", annotated)
        if param.kind == "kwarg":
            return self._a.instance("dict", self._a.instance("str"), annotated)
        injected = self.injected(frame, function, param)
        if self._a.declarations.is_open(annotated):
            return self._or_none(function, param, self._arriving(function, param, annotated, injected))
        if is_informative(annotated):
            if is_lazy(annotated):
                # Iterating over it runs whatever the caller passed.
                return annotated.join(TypeSet((), (ParamRef(function, param.name),)))
            if self._a.origins.matter(annotated):
                symbol = ParamRef(function, param.name)
                self._a.origins.inject(symbol, injected)
                annotated = self._a.origins.passed(annotated, symbol)
            return self._or_none(function, param, self._sited(function, param, annotated))
        if injected is not None and injected.is_informative:
            return injected
        symbol = ParamRef(function, param.name)
        types = TypeSet((), (symbol,))
        types = types.join(self._a.solver.read(self._a.units.param_cell(symbol)), CALLABLES)
        types = types.join(declared_callables(annotated), CALLABLES)
        if isinstance(param.default, _PLAIN):
            types = types.join(self.default(frame.unit, function, param), CALLABLES)
        return types

    def _or_none(self, function: Function, param: Param, annotated: TypeSet) -> TypeSet:
        """None as well, where the default or a known call gives it against the annotation."""
        if annotated.unknown or any(is_none(value) for value in annotated.values):
            return annotated
        if isinstance(param.default, Const) and param.default.kind == "none":
            return annotated.join(NONE)
        return annotated.join(self._a.solver.read(self._a.units.none_cell(ParamRef(function, param.name))))

    def _arriving(
        self, function: Function, param: Param, annotated: TypeSet, injected: TypeSet | None
    ) -> TypeSet:
        """A parameter of a class that has subclasses: what callers, or a framework, are seen to pass."""
        symbol = ParamRef(function, param.name)
        cell = self._a.units.param_cell(symbol)
        if injected is not None:
            self._a.solver.write(cell, injected.known().without_symbols())
        told = injected is not None and injected.is_informative
        types = self._a.declarations.arriving(symbol, self._a.solver.read(cell), annotated, told)
        return types.join(TypeSet((), (symbol,)))

    def _sited(self, function: Function, param: Param, annotated: TypeSet) -> TypeSet:
        """Objects that are told apart by their construction: those that callers pass."""
        if not self._a.recording.tells_apart(annotated):
            return annotated
        passed = self._a.solver.read(self._a.units.param_cell(ParamRef(function, param.name)))
        return self._a.recording.told(annotated, passed)

    def is_open(self, symbol: ParamRef) -> bool:
        """Whether only callers tell what a parameter holds, its annotation does not."""
        found = self._open.get(symbol)
        if found is None:
            param = next((p for p in symbol.function.params if p.name == symbol.name), None)
            found = False
            if param is not None and param.kind not in ("vararg", "kwarg"):
                types = self.annotated(symbol.function, param, None)
                found = symbol.function.module.is_stub or not is_informative(types) or is_lazy(types)
            self._open[symbol] = found
        return found

    def assumed(self, function: Function, param: Param, receiver: Value | None) -> TypeSet:
        """What a model assumes of its parameter besides what a call passes."""
        annotated = self.annotated(function, param, receiver)
        return annotated.known() if is_informative(annotated) else EMPTY

    def receiver(self, function: Function, receiver: Value | None) -> Value:
        """The first parameter of a method: the receiver, else an object or the class that owns it."""
        owner = function.owner
        assert owner is not None
        if isinstance(receiver, Instance | ClassValue):
            return receiver
        return ClassValue(owner) if function.kind == "classmethod" else Instance(owner, exact=False)

    def annotated(self, function: Function, param: Param, receiver: Value | None) -> TypeSet:
        """What the annotation says, type variables replaced as far as the receiver tells."""
        declaring, annotation = function, param.annotation
        if annotation is None:
            declaring, annotation = self._inherited(function, param)
        if annotation is None:
            return UNKNOWN
        scope = self._a.units.scope_of(declaring, declaring.module)
        types = self._a.annotations.types(annotation, scope)
        if not has_variables(types):
            return types
        return self._a.results.instantiate(types, function, receiver, {})

    def _inherited(self, function: Function, param: Param) -> tuple[Function, Expr | None]:
        """The annotation that a library's method has for the parameter of an override of it."""
        owner = function.owner
        if owner is None or function.module.is_stub or function.name.startswith("__"):
            # What special methods take is each class's own affair: `__init__`.
            return function, None
        symbol = ParamRef(function, param.name)
        found = self._overridden.get(symbol)
        if found is None:
            found = function, None
            for base in owner.mro[1:]:
                member = base.members.get(function.name)
                if member is not None and member.functions:
                    method = base.module.functions[member.functions[0]]
                    if base.module.is_stub:
                        same = (p.annotation for p in method.params if p.name == param.name)
                        found = method, next(same, None)
                    break
            self._overridden[symbol] = found
        return found

    def injected(self, frame: Frame, function: Function, param: Param) -> TypeSet | None:
        """What a framework injects: the result of a dependency in the default or the annotation."""
        if function.module.is_stub:
            return None
        for expr, module in self.marks(function, param):
            if isinstance(expr, Call):
                outer = frame.unit.outer if module is function.module else None
                scoped = Frame(frame.unit, outer or self._a.units.of_module(module), muted=True)
                result = self._a.registering.injected(frame, scoped, expr, param, function)
                if result is not None:
                    return result
        return None

    def marks(self, function: Function, param: Param) -> list[tuple[Expr, Module]]:
        """What stands beside the type of a parameter: further arguments of `Annotated`, the default.

        A name stands for what its module assigns to it.
        """
        key = ParamRef(function, param.name)
        known = self._marks.get(key)
        if known is not None:
            return known
        scope = self._a.units.scope_of(function, function.module)
        metadata = self._a.annotations.metadata(param.annotation, scope)
        found: list[tuple[Expr, Module]] = [(item, where.module) for item, where in metadata]
        if param.default is not None:
            found.append((param.default, function.module))
        for index, (expr, module) in enumerate(found):
            target = self._a.symbols.assigned(module, expr) if isinstance(expr, Name | Attr) else None
            if target is not None:
                found[index] = (target[1], target[0])
        self._marks[key] = found
        return found

    def default(self, unit: Unit, function: Function, param: Param) -> TypeSet:
        """The value of a default, evaluated where the function was defined."""
        if param.default is None:
            return EMPTY
        outer = unit.outer if unit.function is function else None
        scope = outer or self._a.units.of_module(function.module)
        return self._a.expressions.evaluate(Frame(unit, scope, muted=True), param.default)

    def _plain_default(self, unit: Unit, function: Function, param: Param, symbol: ParamRef) -> TypeSet:
        """As `default`; a constant is the same for all calls."""
        found = self._constants.get(symbol)
        if found is None:
            found = self.default(unit, function, param)
            if isinstance(param.default, Const):
                self._constants[symbol] = found
        return found

    def bind(
        self, frame: Frame, function: Function, receiver: Value | None, arguments: Arguments
    ) -> Bindings:
        """Parameters to what the call gives them, defaults included.

        A parameter that the call may or may not set is unknown.
        """
        bound: Bindings = {}
        rest = list(arguments.positional)
        if receiver is not None:
            own = TypeSet((receiver,))
            if frame.owner is not None and receiver in (frame.owner[0], _seen_as(frame.owner[0])):
                own = own.of_param(frame.owner[1].param, frame.owner[1].given)
            rest.insert(0, own)
        used: set[str] = set()
        taken = 0
        for param, symbol in zip(function.params, self._a.units.symbols_of(function), strict=True):
            if param.kind == "vararg":
                if not arguments.more:
                    bound[symbol] = TypeSet((TupleValue(tuple(rest)),)) if rest else _NO_ARGUMENTS
                elif arguments.star is not None and not rest:
                    whole = None if taken or arguments.open else arguments.star
                    bound[symbol] = TypeSet((), (arguments.star,)).of_param(whole)
                rest = []
            elif param.kind == "kwarg":
                left = {name: types for name, types in arguments.keywords.items() if name not in used}
                if arguments.double is not None and not left:
                    whole = None if arguments.changed or arguments.open else arguments.double
                    bound[symbol] = TypeSet((), (arguments.double,)).of_param(whole)
                elif not arguments.more:
                    bound[symbol] = self._keywords(left)
                if not function.module.is_stub:
                    bound.update(_further(function, arguments))
            elif param.kind != "keyword" and rest:
                bound[symbol] = rest.pop(0)
            elif param.name in arguments.keywords:
                bound[symbol] = arguments.keywords[param.name]
                used.add(param.name)
            elif arguments.more:
                only_named = param.kind == "keyword"
                default = EMPTY
                if isinstance(param.default, Const):
                    default = self._plain_default(frame.unit, function, param, symbol)
                bound[symbol] = filled(param.name, only_named, default, arguments, taken)
                taken += not only_named
            elif isinstance(param.default, _PLAIN):
                bound[symbol] = self._plain_default(frame.unit, function, param, symbol)
            elif param.default is not None:
                bound[symbol] = UNKNOWN
        return bound

    def _keywords(self, left: dict[str, TypeSet]) -> TypeSet:
        """What `**kwargs` holds: a dictionary of the keywords that no parameter takes."""
        if not left and self._no_keywords is not None:
            return self._no_keywords
        made = self._a.instance("dict", self._a.instance("str"), join_all(left.values()))
        made = keyed(made, Fields(left))
        if not left:
            self._no_keywords = made
        return made


def _seen_as(owner: Value) -> Value | None:
    """The object that `super()` stands for."""
    return owner.receiver if isinstance(owner, SuperValue) else None


def _further(function: Function, arguments: Arguments) -> Bindings:
    """Callables given by names that `**kwargs` takes, as if they were parameters."""
    names = {param.name for param in function.params}
    return {
        ParamRef(function, name): types
        for name, types in arguments.keywords.items()
        if name not in names and any(isinstance(v, FunctionValue | ClassValue) for v in types)
    }
