"""Abstract values: what an expression may be, as far as the source tells.

A `TypeSet` is a set of values and a flag for what is not known.  The order is: empty (nothing
reaches here, or not yet), some values, some values and the unknown.  `join` only ever goes up,
so that a fixed point exists.  More than `LIMIT` values are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Union

if TYPE_CHECKING:
    from asynclint.program.entities import Class, Function, Module
    from asynclint.program.units import Guard, Unit

LIMIT: Final = 8
LITERALS: Final = 4
DEPTH: Final = 4

Key = tuple[object, ...]


class Value:
    """Base of all values.  Two values of one `key` are merged, others stand side by side."""

    __slots__ = ("_hash", "key")
    key: Key

    def _seal(self, *key: object) -> None:
        self.key = (type(self).__name__, *key)
        self._hash = hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Value) and self._hash == other._hash and self.key == other.key)

    def merged(self, other: Value) -> Value:
        """This value and another of the same key as one."""
        return self

    def same(self, other: Value) -> bool:
        """Equal beyond the key."""
        return True

    @property
    def depth(self) -> int:
        return 1


class Instance(Value):
    """An object of class `cls`, with its generic arguments.

    `exact` says that it is no object of a subclass.  `site` is the place of its construction,
    (module name, span index), for classes marked `@tracked` only.
    """

    __slots__ = ("args", "cls", "exact", "site")

    def __init__(
        self,
        cls: Class,
        args: tuple[TypeSet, ...] = (),
        exact: bool = True,
        site: tuple[str, int] | None = None,
    ) -> None:
        self.cls = cls
        self.args = args
        self.exact = exact or not cls.is_subclassed
        self.site = site
        self._seal(cls, self.exact, site)

    def merged(self, other: Value) -> Value:
        assert isinstance(other, Instance)
        if self.same(other):
            return self
        return Instance(self.cls, merge_args(self.args, other.args), self.exact, self.site)

    def same(self, other: Value) -> bool:
        return isinstance(other, Instance) and self.args == other.args

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for t in self.args), default=0)


class ClassValue(Value):
    """A class itself, with its generic arguments where it was subscripted."""

    __slots__ = ("args", "cls")

    def __init__(self, cls: Class, args: tuple[TypeSet, ...] = ()) -> None:
        self.cls = cls
        self.args = args
        self._seal(cls)

    def merged(self, other: Value) -> Value:
        assert isinstance(other, ClassValue)
        return self if self.same(other) else ClassValue(self.cls, merge_args(self.args, other.args))

    def same(self, other: Value) -> bool:
        return isinstance(other, ClassValue) and self.args == other.args


Env = tuple[tuple["ParamRef", "TypeSet"], ...]


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

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for _, t in self.env), default=0)


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


class ModuleValue(Value):
    """A module or package of the project or of the stubs."""

    __slots__ = ("module", "name")

    def __init__(self, name: str, module: Module | None) -> None:
        self.name = name
        self.module = module
        self._seal(name)


class Literal(Value):
    """A constant: str, int, bool, bytes (value None) or None.

    `without_loop` marks the None of the handler of a probe for a running loop.
    """

    __slots__ = ("kind", "value", "without_loop")

    def __init__(self, kind: str, value: str | int | bool | None = None, without_loop: bool = False) -> None:
        self.kind = kind
        self.value = value
        self.without_loop = without_loop
        self._seal(kind, value, without_loop)


class TupleValue(Value):
    """A tuple by position."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[TypeSet, ...]) -> None:
        self.items = items
        self._seal(len(items))

    def merged(self, other: Value) -> Value:
        assert isinstance(other, TupleValue)
        return self if self.same(other) else TupleValue(merge_args(self.items, other.items))

    def same(self, other: Value) -> bool:
        return isinstance(other, TupleValue) and self.items == other.items

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for t in self.items), default=0)


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


class CallableValue(Value):
    """Something annotated `Callable[[params], result]`: its result is known, its effects are not."""

    __slots__ = ("params", "result")

    def __init__(self, params: tuple[TypeSet, ...], result: TypeSet) -> None:
        self.params = params
        self.result = result
        self._seal(len(params))

    def same(self, other: Value) -> bool:
        return isinstance(other, CallableValue) and self.params == other.params and self.result == other.result

    def merged(self, other: Value) -> Value:
        assert isinstance(other, CallableValue)
        if self.same(other):
            return self
        return CallableValue(merge_args(self.params, other.params), cut(self.result.join(other.result)))

    @property
    def depth(self) -> int:
        return 1 + max((t.depth for t in (*self.params, self.result)), default=0)


class TypeVarValue(Value):
    """A type variable, by name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name
        self._seal(name)


class SuperValue(Value):
    """`super()`: looks up after `cls` in the MRO of `receiver`."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: Class, receiver: Value) -> None:
        self.cls = cls
        self.receiver = receiver
        self._seal(cls, receiver)


class Registrar(Value):
    """A decorator that hands what it decorates to a framework, as `@app.get("/")` does."""

    __slots__ = ("at", "method", "module", "path", "role", "routers")

    def __init__(
        self,
        role: str,
        method: str,
        path: str,
        routers: tuple[tuple[str, int], ...],
        module: Module,
        at: int,
    ) -> None:
        self.role = role
        self.method = method
        self.path = path
        self.routers = routers
        self.module = module
        self.at = at
        self._seal(role, method, path, routers, module.name, at)


class ParamRef(Value):
    """Whatever the caller passes for a parameter: the symbol that calls replace."""

    __slots__ = ("function", "name")

    def __init__(self, function: Function, name: str) -> None:
        self.function = function
        self.name = name
        self._seal(function, name)


class ResultOf(Value):
    """What a call of the callable in `param` gives; `steps`: call, await, next."""

    __slots__ = ("param", "steps")

    def __init__(self, param: ParamRef, steps: tuple[str, ...]) -> None:
        self.param = param
        self.steps = steps
        self._seal(param, steps)


Symbol = Union[ParamRef, ResultOf]


class TypeSet:
    """Values, the symbols among them, and whether something unknown is possible too.

    `full` is the top: more values than the limit, which stays unknown whatever joins it.
    `param` is the parameter of which this is the unchanged value, if it is, as long as the guards
    in `given` hold; it is no part of the order, and gets lost as soon as anything is joined or
    assigned.
    """

    __slots__ = ("full", "given", "param", "symbols", "unknown", "values")

    def __init__(
        self,
        values: tuple[Value, ...] = (),
        symbols: tuple[Symbol, ...] = (),
        unknown: bool = False,
        full: bool = False,
        param: ParamRef | None = None,
        given: tuple[Guard, ...] = (),
    ) -> None:
        self.param = param
        self.given = given
        self.values = values
        self.symbols = symbols
        self.unknown = unknown or full
        self.full = full

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, TypeSet):
            return NotImplemented
        return (
            self.unknown == other.unknown
            and self.full == other.full
            and len(self.values) == len(other.values)
            and len(self.symbols) == len(other.symbols)
            and other.contains(self)
            and self.contains(other)
        )

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values or self.symbols or self.unknown)

    def contains(self, other: TypeSet) -> bool:
        """Whether joining `other` would change nothing."""
        if (other.full and not self.full) or (other.unknown and not self.unknown):
            return False
        if other.values and not self.full:
            mine = {value: value for value in self.values}
            for value in other.values:
                found = mine.get(value)
                if found is None:
                    if not (isinstance(value, Literal) and value.kind != "none" and Literal(value.kind) in mine):
                        return False
                elif not (found is value or found.merged(value).same(found)):
                    return False
        return all(symbol in self.symbols for symbol in other.symbols)

    def join(self, other: TypeSet, limit: int = LIMIT) -> TypeSet:
        """The least set above both."""
        if self is other or not other:
            return self
        if not self:
            return other
        if self.contains(other):
            return self
        return join_all((self, other), limit)

    def of_param(self, param: ParamRef | None, given: tuple[Guard, ...] = ()) -> TypeSet:
        """The same set, as the unchanged value of a parameter or of none."""
        if self.param is param and self.given == given:
            return self
        return TypeSet(self.values, self.symbols, self.unknown, self.full, param, given)

    def known(self) -> TypeSet:
        """The same without the unknown."""
        return TypeSet(self.values, self.symbols) if self.unknown else self

    def with_unknown(self) -> TypeSet:
        return self if self.unknown else TypeSet(self.values, self.symbols, True)

    def without_symbols(self) -> TypeSet:
        if not self.symbols and self.param is None:
            return self
        return TypeSet(self.values, (), self.unknown, self.full)

    @property
    def depth(self) -> int:
        return max((value.depth for value in self.values), default=0)

    def without_none(self) -> tuple[Value, ...]:
        """The values that are not None."""
        return tuple(v for v in self.values if not is_none(v))

    @property
    def is_informative(self) -> bool:
        """Whether there is a value to look things up in."""
        return any(not is_none(v) for v in self.values)


EMPTY: Final = TypeSet()
UNKNOWN: Final = TypeSet(unknown=True)
NONE: Final = TypeSet((Literal("none"),))


def is_none(value: Value) -> bool:
    return isinstance(value, Literal) and value.kind == "none"


def of(*values: Value) -> TypeSet:
    """The set of these values."""
    return TypeSet(values) if len(values) < 2 else join_all([TypeSet((v,)) for v in values])


def merge_args(mine: tuple[TypeSet, ...], theirs: tuple[TypeSet, ...]) -> tuple[TypeSet, ...]:
    """Generic arguments by position; where one side has none, the other's."""
    if len(mine) != len(theirs):
        return mine if len(mine) > len(theirs) else theirs
    return tuple(cut(a.join(b)) for a, b in zip(mine, theirs, strict=True))


def cut(types: TypeSet) -> TypeSet:
    """Unknown where the nesting of arguments exceeds `DEPTH`, so that sets cannot grow for ever."""
    return TypeSet((), types.symbols, True, True) if types.depth >= DEPTH else types


def join_all(sets: Iterable[TypeSet], limit: int = LIMIT) -> TypeSet:
    """The least set above all."""
    values: dict[Value, Value] = {}
    symbols: dict[Symbol, None] = {}
    unknown = full = False
    for types in sets:
        unknown = unknown or types.unknown
        full = full or types.full
        for value in types.values:
            found = values.get(value)
            values[value] = value if found is None else found.merged(value)
        for symbol in types.symbols:
            symbols[symbol] = None
    widen_literals(values)
    if full or len(values) > limit:
        return TypeSet((), tuple(symbols), True, True)
    return TypeSet(tuple(values.values()), tuple(symbols), unknown)


def widen_literals(values: dict[Value, Value]) -> None:
    """More than `LITERALS` constants of a kind are any constant of that kind, which absorbs them."""
    kinds: dict[str, list[Value]] = {}
    for value in values:
        if isinstance(value, Literal) and value.kind not in ("none", "bool"):
            kinds.setdefault(value.kind, []).append(value)
    for kind, found in kinds.items():
        wide = Literal(kind)
        if len(found) > LITERALS or (len(found) > 1 and wide in values):
            for value in found:
                del values[value]
            values[wide] = wide
