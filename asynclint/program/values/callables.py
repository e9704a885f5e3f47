"""Kinds of values that are called, or that are a call: functions, partials, pending calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.values.symbols import Env
from asynclint.program.values.typesets import TypeSet, Value, cut, merge_args

if TYPE_CHECKING:
    from asynclint.program.fixpoint.registrations import Manner
    from asynclint.program.fixpoint.units import Unit
    from asynclint.program.model.entities import Function, Module
    from asynclint.program.values.kinds import Instance


class FunctionValue(Value):
    """A function, bound to `receiver` where it is a method.

    `outer` is the unit in which a nested function was defined; `env` says what callables the
    parameters of enclosing functions stand for (a decorator's `func` inside its wrapper).
    """

    __slots__ = ("env", "function", "outer", "receiver")

    def __init__(
        self, function: Function, receiver: Value | None = None, outer: Unit | None = None, env: Env = ()
    ) -> None:
        self.function = function
        self.receiver = receiver
        self.outer = outer
        self.env = env
        self._seal(function, receiver, outer, tuple((p, frozenset(t.values)) for p, t in env))

    def merged(self, other: Value) -> Value:
        assert isinstance(other, FunctionValue)
        if self.same(other) or self.receiver is None or other.receiver is None:
            return self
        receiver = self.receiver.merged(other.receiver)
        return FunctionValue(self.function, receiver, self.outer, self.env)

    def same(self, other: Value) -> bool:
        """Whether the objects that they are bound to come from the same places."""
        assert isinstance(other, FunctionValue)
        mine, theirs = self.receiver, other.receiver
        return mine is theirs or getattr(mine, "origins", None) == getattr(theirs, "origins", None)

    @property
    def anywhere(self) -> Value:
        if self.receiver is None or self.receiver.anywhere is self.receiver:
            return self
        return FunctionValue(self.function, self.receiver.anywhere, self.outer, self.env)

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for _, t in self.env), default=0)


class Dispatch(Value):
    """A method of an abstract receiver with many overrides: one value for all of them.

    `function` is the method that the receiver's class names, `targets` what may run.
    """

    __slots__ = ("function", "receiver", "targets")

    def __init__(self, function: Function, receiver: Instance, targets: tuple[FunctionValue, ...]) -> None:
        self.function = function
        self.receiver = receiver
        self.targets = targets
        self._seal(function, receiver)

    @property
    def name(self) -> str:
        """The name to show: the receiver's class and the method."""
        return f"{self.receiver.cls.name}.{self.function.name}"


class Bound(Value):
    """`partial(target, *args, **keywords)`."""

    __slots__ = ("args", "keywords", "target")

    def __init__(
        self, target: Value, args: tuple[TypeSet, ...], keywords: tuple[tuple[str, TypeSet], ...]
    ) -> None:
        self.target = target
        self.args = args
        self.keywords = keywords
        self._seal(target, len(args), tuple(k for k, _ in keywords))

    def merged(self, other: Value) -> Value:
        assert isinstance(other, Bound)
        if self.same(other):
            return self
        mine = dict(self.keywords)
        theirs = dict(other.keywords)
        return Bound(
            self.target,
            merge_args(self.args, other.args),
            tuple((k, mine[k].join(theirs[k])) for k in mine),
        )

    def same(self, other: Value) -> bool:
        return isinstance(other, Bound) and self.args == other.args and self.keywords == other.keywords

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for t in self.args), default=0)


class CallableValue(Value):
    """Something annotated `Callable[[params], result]`: its result is known, its effects are not."""

    __slots__ = ("params", "result")

    def __init__(self, params: tuple[TypeSet, ...], result: TypeSet) -> None:
        self.params = params
        self.result = result
        self._seal(len(params))

    def same(self, other: Value) -> bool:
        return (
            isinstance(other, CallableValue) and self.params == other.params and self.result == other.result
        )

    def merged(self, other: Value) -> Value:
        assert isinstance(other, CallableValue)
        if self.same(other):
            return self
        return CallableValue(merge_args(self.params, other.params), cut(self.result.join(other.result)))

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for t in (*self.params, self.result)), default=0)


class ClassOf(CallableValue):
    """`type[T]`: the class of what `result` stands for, which is not known yet."""

    __slots__ = ()

    def merged(self, other: Value) -> Value:
        assert isinstance(other, ClassOf)
        return self if self.same(other) else ClassOf((), cut(self.result.join(other.result)))


class Pending(Value):
    """A call that has not run yet: `kind` is coroutine, generator or async generator.

    The types it will give are read from its unit when they are needed, so that the value itself
    does not change while they grow.
    """

    __slots__ = ("bindings", "kind", "unit")

    def __init__(self, kind: str, unit: Unit, bindings: Env) -> None:
        self.kind = kind
        self.unit = unit
        self.bindings = bindings
        self._seal(kind, unit, tuple((p, frozenset(t.values)) for p, t in bindings))

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for _, t in self.bindings), default=0)


class Registrar(Value):
    """A decorator that hands what it decorates to a framework, as `@app.get("/")` does."""

    __slots__ = ("at", "manner", "method", "module", "path", "role", "routers")

    def __init__(
        self,
        role: str,
        method: str,
        path: str,
        routers: tuple[tuple[str, int], ...],
        module: Module,
        at: int,
        manner: Manner,
    ) -> None:
        self.manner = manner
        self.role = role
        self.method = method
        self.path = path
        self.routers = routers
        self.module = module
        self.at = at
        self._seal(role, method, path, routers, module.name, at)
