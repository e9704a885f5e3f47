"""Results: what a callee gives, declared by its signature or inferred from its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Param
from asynclint.program.calls.annotated import is_informative, is_lazy
from asynclint.program.calls.cases import narrowed
from asynclint.program.calls.reflection import constants
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import (
    Bindings,
    Bound,
    CallableValue,
    ClassValue,
    FunctionValue,
    Instance,
    ParamRef,
    Pending,
    TupleValue,
    TypeVarValue,
)
from asynclint.program.values.typesets import UNKNOWN, Literal, TypeSet, Value, is_none, join_all
from asynclint.program.values.typevars import has_variables, instantiate

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Results:
    """The types that signatures declare and that bodies return."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        # For each signature: its result, whether that has type variables, and what may tell them.
        self._declared: dict[Function, tuple[TypeSet, bool]] = {}
        self._telling: dict[Function, list[tuple[Param, ParamRef]]] = {}

    def declared(self, function: Function, receiver: Value | None, bindings: Bindings) -> TypeSet:
        """What the return annotation says, type variables bound by the arguments."""
        types, is_generic = self._declared.get(function) or self._read(function)
        if not is_generic:
            return types
        variables: dict[str, TypeSet] = {}
        for param, symbol in self._telling_params(function):
            given = bindings.get(symbol)
            if given is not None:
                self.unify_param(param, function, given, variables)
        if isinstance(receiver, Instance) and receiver.fields is not None:
            held = self._held(function, receiver, receiver.fields, bindings)
            if held is not None:
                return instantiate(types, {**variables, **held})
        return self.instantiate(types, function, receiver, variables)

    def _read(self, function: Function) -> tuple[TypeSet, bool]:
        scope = self._a.units.scope_of(function, function.module)
        types = self._a.annotations.types(function.facts.returns, scope)
        found = self._declared[function] = types, has_variables(types)
        return found

    def _telling_params(self, function: Function) -> list[tuple[Param, ParamRef]]:
        """The parameters of which the annotation has type variables, or a callable that may."""
        found = self._telling.get(function)
        if found is None:
            found = self._telling[function] = []
            scope = self._a.units.scope_of(function, function.module)
            for param, symbol in zip(function.params, self._a.units.symbols_of(function), strict=True):
                pattern = self._a.annotations.types(param.annotation, scope)
                if has_variables(pattern) or any(isinstance(part, CallableValue) for part in pattern):
                    found.append((param, symbol))
        return found

    def _held(
        self, function: Function, receiver: Instance, fields: Fields, bindings: Bindings
    ) -> dict[str, TypeSet] | None:
        """What the type variables of a dictionary stand for where a constant tells the key."""
        owner = function.owner
        assert owner is not None
        own = self._a.generics.class_variables(receiver.cls, receiver.args, owner)
        key, value = (*self._a.generics.class_params(owner), "", "")[:2]
        scope = self._a.units.scope_of(function, function.module)
        for param in function.params[1:]:
            wanted = self._a.annotations.types(param.annotation, scope)
            if any(isinstance(v, TypeVarValue) and v.name == key for v in wanted):
                names = constants(bindings.get(ParamRef(function, param.name), UNKNOWN))
                return {**own, value: fields.get(names)} if names else None
        return None

    def unify_param(
        self, param: Param, function: Function, given: TypeSet, variables: dict[str, TypeSet]
    ) -> None:
        """Adds to `variables` what the type variables in a parameter's annotation stand for."""
        if param.kind in ("vararg", "kwarg"):
            given = _each(given)
            if not given:
                return
        pattern = self._a.annotations.types(
            param.annotation, self._a.units.scope_of(function, function.module)
        )
        if any(isinstance(part, CallableValue) for part in pattern):
            quiet = Frame(Unit((), function.module), self._a.units.of_module(function.module), muted=True)
            for value in given:
                if isinstance(value, FunctionValue | Bound):
                    result = self._a.calls.results(quiet, TypeSet((value,)))
                    for part in pattern:
                        if isinstance(part, CallableValue):
                            self._a.generics.unify(part.result, result, variables)
        self._a.generics.unify(pattern, given, variables)

    def instantiate(
        self, types: TypeSet, function: Function, receiver: Value | None, variables: dict[str, TypeSet]
    ) -> TypeSet:
        """Replaces the type variables of a signature: the receiver's, Self, then `variables`."""
        owner = function.owner
        if isinstance(receiver, Instance | ClassValue) and owner is not None and owner in receiver.cls.mro:
            own = self._a.generics.class_variables(receiver.cls, receiver.args, owner)
            if owner.module.is_stub:
                # What a call puts in it may give back: `found.setdefault(key, [])`.
                own = {n: types.join(variables[n]) if n in variables else types for n, types in own.items()}
            myself = receiver if isinstance(receiver, Instance) else Instance(receiver.cls, receiver.args)
            variables = {**variables, **own, "Self": TypeSet((myself,))}
        return instantiate(types, variables)

    def returned(self, frame: Frame, unit: Unit, bindings: Bindings) -> TypeSet:
        """The value of a finished body: the annotation where it tells something, else inferred."""
        function = unit.function
        assert function is not None
        declared = self.declared(function, unit.receiver, bindings)
        self._a.solver.ensure(unit)
        inferred, fewer, told = self._a.cases.chosen(unit, bindings)
        if self._a.declarations.is_open(declared) and function.has_body and not function.only_declares:
            # What arrives there by other calls counts as well.
            types = self._a.declarations.arriving(unit, self._a.solver.read(unit.returns), declared)
            if fewer:
                types = self._a.declarations.arriving(unit, inferred, declared)
            return self._a.substitution.apply(frame, types, bindings).telling(told)
        declared = self._a.origins.told(declared, inferred)
        if is_informative(declared) and not _tells_more(inferred, declared):
            if self._a.recording.tells_apart(declared):
                return self._a.recording.told(declared, inferred)
            types = self._without_loop(unit, declared)
            return (narrowed(types, inferred) if fewer else types).telling(told)
        if not inferred:
            return declared.known()
        return self._a.substitution.apply(frame, inferred, bindings).telling(told)

    def _without_loop(self, unit: Unit, declared: TypeSet) -> TypeSet:
        """A declared None or bool that the body gives only where no loop runs, marked as that."""
        only = declared.values[0] if len(declared.values) == 1 else None
        if isinstance(only, Instance) and only.cls.name == "bool" and not declared.unknown:
            given = self._a.solver.read(unit.returns)
            known = [v for v in given.values if isinstance(v, Literal) and v.kind == "bool"]
            closed = known and len(known) == len(given.values) and not given.unknown and not given.symbols
            return given if closed and any(v.without_loop for v in known) else declared
        if not any(is_none(v) for v in declared.values):
            return declared
        nones = [v for v in self._a.solver.read(unit.returns).values if is_none(v)]
        if nones and all(isinstance(v, Literal) and v.without_loop for v in nones):
            return TypeSet((*declared.without_none(), nones[0]), declared.symbols, declared.unknown)
        return declared


def _tells_more(inferred: TypeSet, declared: TypeSet) -> bool:
    """Whether the body says what the annotation cannot: which router it is, how large, what runs later."""
    lazy = False
    for value in inferred.values:
        if isinstance(value, Instance) and (value.site is not None or value.sized):
            return True
        lazy = lazy or isinstance(value, Pending)
    return lazy and is_lazy(declared)


def _each(given: TypeSet) -> TypeSet:
    """What `*args` or `**kwargs` hold, one for all: the annotation speaks of each."""
    parts: list[TypeSet] = []
    for value in given:
        if isinstance(value, TupleValue):
            parts.extend(value.items)
        elif isinstance(value, Instance) and value.fields is not None:
            parts.extend([*value.fields.named.values(), value.fields.rest])
    return join_all(parts)
