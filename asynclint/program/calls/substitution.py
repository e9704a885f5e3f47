"""Replaces the symbols in a result by what a call passes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.annotated import declared_callables
from asynclint.program.calls.params import Arguments
from asynclint.program.calls.reflection import IMPORT
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.values.kinds import (
    Bindings,
    Bound,
    ClassValue,
    Dispatch,
    Env,
    Forward,
    FunctionValue,
    Instance,
    Member,
    ParamRef,
    Pending,
    ResultOf,
    Step,
    TupleValue,
)
from asynclint.program.values.typesets import DEPTH, TypeSet, Value, cut, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# What may be called or iterated later.
_RUNNABLE = (FunctionValue, Dispatch, Bound, Pending, ClassValue)


class Substitution:
    """Applies bindings to type sets."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        # Symbols being replaced: one that leads back to itself adds nothing of its own.
        self._active: set[Value] = set()

    def kept(self, bindings: Bindings) -> Env:
        """The bindings that a later run depends on.

        Those that hold something to call or to iterate, and the objects that stand for parameters of
        which only the caller knows the type.
        """
        kept: list[tuple[ParamRef, TypeSet]] = []
        for param, types in bindings.items():
            values = tuple(
                v
                for v in types
                if isinstance(v, _RUNNABLE) or (_is_object(v) and self._a.params.is_open(param))
            )
            if (values or types.symbols) and types.depth < DEPTH:
                kept.append((param, TypeSet(values, types.symbols)))
        return tuple(kept)

    def apply(self, frame: Frame, types: TypeSet, bindings: Bindings) -> TypeSet:
        """`types` as the caller with these bindings sees them."""
        if not bindings or not types:
            return types
        replaced = [s for s in types.symbols if (s.param if isinstance(s, ResultOf) else s) in bindings]
        if not replaced:
            if not any(_open(value) for value in types.values):
                return types
            values = [TypeSet((self._value(frame, v, bindings),)) for v in types.values]
            return join_all([TypeSet((), types.symbols, types.unknown, types.full), *values])
        covered: dict[Value, None] = {}
        actual: list[TypeSet] = []
        for symbol in replaced:
            if isinstance(symbol, ParamRef):
                covered.update(dict.fromkeys(self._assumed(symbol, bindings).values))
                actual.append(bindings[symbol])
            else:
                if symbol in self._active:
                    continue
                self._active.add(symbol)
                try:
                    assumed = self._assumed(symbol.param, bindings)
                    known = self.steps(frame, assumed.without_symbols(), symbol.steps, {})
                    covered.update(dict.fromkeys(known.values))
                    actual.append(self.steps(frame, bindings[symbol.param], symbol.steps, bindings))
                finally:
                    self._active.discard(symbol)
        rest = tuple(self._value(frame, v, bindings) for v in types.values if v not in covered)
        symbols = tuple(s for s in types.symbols if s not in replaced)
        return join_all([TypeSet(rest, symbols), *actual])

    def _assumed(self, symbol: ParamRef, bindings: Bindings) -> TypeSet:
        """What stands in the body for the symbol: what callers passed, or an annotation.

        An annotated callable stands for itself where the call passes nothing that is known.
        """
        function = symbol.function
        if function.module.is_stub:
            for param in function.params:
                if param.name == symbol.name:
                    return self._a.params.assumed(function, param, None)
        types = self._a.solver.read(self._a.units.param_cell(symbol))
        if bindings[symbol].values:
            for param in function.params:
                if param.name == symbol.name and param.annotation is not None:
                    types = types.join(declared_callables(self._a.params.annotated(function, param, None)))
        return types

    def steps(self, frame: Frame, types: TypeSet, steps: tuple[Step, ...], bindings: Bindings) -> TypeSet:
        """What calling, awaiting, advancing in turn gives."""
        quiet = Frame(frame.unit, frame.scope, muted=True)
        for step in steps:
            if step == "call" or isinstance(step, Forward):
                symbols = tuple(ResultOf(s, ("call",)) for s in types.symbols if isinstance(s, ParamRef))
                arguments = Arguments(more=True)
                if isinstance(step, Forward):
                    passed = Arguments(more=True, star=step.star, double=step.double)
                    arguments = self._a.holes.given(frame, passed, bindings)
                results = self._a.calls.results(quiet, types.without_symbols(), arguments)
                types = results.join(TypeSet((), symbols))
            elif isinstance(step, Member):
                symbols = tuple(ResultOf(s, (step,)) for s in types.symbols if isinstance(s, ParamRef))
                found = self._a.reflection.member(quiet, step.owners, types.without_symbols())
                types = found.join(TypeSet((), symbols))
            elif step.startswith("."):
                symbols = tuple(ResultOf(s, (step,)) for s in types.symbols if isinstance(s, ParamRef))
                parts = [self._method(quiet, v, step[1:]) for v in types.without_none()]
                types = join_all([*parts, TypeSet((), symbols, types.unknown)])
            elif step == IMPORT:
                symbols = tuple(ResultOf(s, (step,)) for s in types.symbols if isinstance(s, ParamRef))
                found = self._a.reflection.imported(quiet, types.without_symbols())
                types = found.join(TypeSet((), symbols))
            elif step == "await":
                types = self._a.iteration.awaited(quiet, types)
            else:
                types = self._a.iteration.advance(quiet, types, Event(0, "next", None, ()))
        return types

    def _method(self, quiet: Frame, value: Value, name: str) -> TypeSet:
        """What calling a method of the value gives."""
        return self._a.calls.results(quiet, self._a.attributes.get(quiet, TypeSet((value,)), name, 0, None))

    def _value(self, frame: Frame, value: Value, bindings: Bindings) -> Value:
        if not _open(value):
            return value
        if isinstance(value, Instance):
            args = tuple(cut(self.apply(frame, arg, bindings)) for arg in value.args)
            return value.with_args(args)
        if isinstance(value, TupleValue):
            return TupleValue(tuple(cut(self.apply(frame, item, bindings)) for item in value.items))
        if isinstance(value, Bound):
            target = self._value(frame, value.target, bindings)
            args = tuple(self.apply(frame, arg, bindings) for arg in value.args)
            return Bound(target, args, value.keywords)
        if isinstance(value, Pending):
            return Pending(value.kind, value.unit, self._env(frame, value.bindings, bindings, value.unit))
        if isinstance(value, FunctionValue):
            env = self._env(frame, value.env, bindings, value.outer)
            return FunctionValue(value.function, value.receiver, value.outer, env)
        return value

    def _env(self, frame: Frame, env: Env, bindings: Bindings, outer: Unit | None) -> Env:
        """The environment of a nested function with the parameters around it filled in."""
        filled = {param: self.apply(frame, types, bindings) for param, types in env}
        functions = []
        while outer is not None:
            functions.append(outer.function)
            outer = outer.outer
        for param, types in bindings.items():
            if param.function in functions and param not in filled:
                filled[param] = types
        return self.kept(filled)


def _is_object(value: Value) -> bool:
    return isinstance(value, Instance) and value.cls.module.name != "builtins"


def _open(value: Value) -> bool:
    """Whether bindings could change the value."""
    if isinstance(value, FunctionValue):
        return value.outer is not None
    if isinstance(value, Pending):
        return bool(value.bindings) or value.unit.outer is not None
    if isinstance(value, Instance):
        return any(arg.symbols or any(_open(v) for v in arg) for arg in value.args)
    if isinstance(value, TupleValue):
        return any(item.symbols or any(_open(v) for v in item) for item in value.items)
    if isinstance(value, Bound):
        return _open(value.target) or any(arg.symbols or any(_open(v) for v in arg) for arg in value.args)
    return False
