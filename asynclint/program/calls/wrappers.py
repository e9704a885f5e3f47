"""Wrappers: functions that show another one as their `__wrapped__`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from asynclint.facts.records import Call, Expr, Name
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Class, Function
from asynclint.program.values.kinds import Bound, FunctionValue, Instance
from asynclint.program.values.typesets import Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

# Roles in which a generator is entered on the loop, be it a synchronous one.
_ENTERED = frozenset({"dependency"})
# Wrappers around wrappers: nobody stacks more, and cycles must end.
MOST = 8


class Wrappers:
    """Looks behind `__wrapped__`."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def chain(self, value: Value) -> list[list[FunctionValue]]:
        """The function itself, what it wraps, what that wraps, and so on; several where unsure."""
        level = [value]
        found: list[list[FunctionValue]] = []
        for _ in range(MOST):
            functions = [f for f in map(_function, level) if f is not None]
            if not functions:
                break
            found.append(functions)
            level = [inner for function in functions for inner in self._wrapped(function)]
        return found

    def on_loop(self, values: Iterable[Value], role: str) -> Iterator[Unit]:
        """The units of synchronous wrappers that run on the loop because of what they wrap."""
        for value in values:
            if isinstance(value, Instance):
                call = self._a.attributes.method(value, "__call__")
                if call is None:
                    continue
                value = call
            levels = self.chain(value)
            if len(levels) < 2 or not all(_runs_on_loop(f.function, role) for f in levels[-1]):
                continue
            for level in levels[:-1]:
                for wrapper in level:
                    if not wrapper.function.facts.is_async and not wrapper.function.facts.is_generator:
                        yield self._a.units.of_function(wrapper.function, wrapper.receiver, wrapper.outer)

    def _wrapped(self, value: FunctionValue) -> Iterable[Value]:
        function = value.function
        for decorator in function.facts.decorators:
            wrapped = self._argument(function, decorator)
            if isinstance(wrapped, Name) and function.parent is not None:
                for param, types in value.env:
                    if param.name == wrapped.id and param.function is function.parent:
                        return types.values
        return ()

    def _argument(self, function: Function, decorator: Expr) -> Expr | None:
        """The expression of what the decorated function wraps, as `wraps(f)` says."""
        if not isinstance(decorator, Call):
            return None
        symbol = self._a.symbols.expr(function.module, decorator.func)
        if not isinstance(symbol, Function | Class) or symbol.behaviour is None:
            return None
        name = symbol.behaviour.wrapper_of
        for keyword in decorator.keywords:
            if name and keyword.name == name:
                return keyword.value
        return decorator.args[0] if name and decorator.args else None


def _function(value: Value) -> FunctionValue | None:
    while isinstance(value, Bound):
        value = value.target
    return value if isinstance(value, FunctionValue) else None


def _runs_on_loop(function: Function, role: str) -> bool:
    return function.facts.is_async or (role in _ENTERED and function.facts.is_generator)
