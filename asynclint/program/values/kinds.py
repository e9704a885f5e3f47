"""The kinds of abstract values: objects, classes, functions, modules, pending calls, symbols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asynclint.program.values.fields import Fields
from asynclint.program.values.typesets import EMPTY, Literal, TypeSet, Value, cut, merge_args

if TYPE_CHECKING:
    from asynclint.program.fixpoint.records import Record
    from asynclint.program.fixpoint.registrations import Manner
    from asynclint.program.fixpoint.units import Unit
    from asynclint.program.model.entities import Class, Function, Module


class Instance(Value):
    """An object of class `cls`, with its generic arguments.

    `exact` says that it is no object of a subclass.  `site` is the place of its construction,
    (module name, span index), for classes marked `@tracked` only.  `record` holds what the
    attributes of the objects made at one place may be, for classes where that matters.  `sized`
    says that it holds input from outside, as large as whoever sends it likes.  `fields` are the known
    keys of a dictionary; its arguments then cover them too.
    """

    __slots__ = ("args", "cls", "exact", "fields", "record", "site", "sized")

    def __init__(
        self,
        cls: Class,
        args: tuple[TypeSet, ...] = (),
        exact: bool = True,
        site: tuple[str, int] | None = None,
        record: Record | None = None,
        sized: bool = False,
        fields: Fields | None = None,
    ) -> None:
        self.cls = cls
        self.args = args
        self.fields = fields
        self.exact = exact or not cls.is_subclassed
        self.site = site
        self.record = record
        self.sized = sized
        self._seal(cls, self.exact, site, record, sized)

    def with_args(self, args: tuple[TypeSet, ...]) -> Instance:
        """The same object with these generic arguments."""
        return Instance(self.cls, args, self.exact, self.site, self.record, self.sized)

    @property
    def wide(self) -> Value | None:
        return None if self.record is None else Instance(self.cls, self.args, self.exact, self.site)

    @property
    def anywhere(self) -> Instance:
        """An object of the class, wherever it was made."""
        if self.site is None and self.record is None and not self.sized:
            return self
        return Instance(self.cls, self.args, self.exact)

    def merged(self, other: Value) -> Value:
        assert isinstance(other, Instance)
        if self.same(other):
            return self
        fields = None
        if self.fields is not None or other.fields is not None:
            fields = self._keyed().merged(other._keyed())
        args = merge_args(self.args, other.args)
        return Instance(self.cls, args, self.exact, self.site, self.record, self.sized, fields)

    def same(self, other: Value) -> bool:
        return isinstance(other, Instance) and self.args == other.args and self.fields == other.fields

    def _keyed(self) -> Fields:
        """The known keys; of a dictionary without any, that all keys hold the same."""
        return self.fields or Fields({}, self.args[-1] if self.args else EMPTY)

    @property
    def depth(self) -> int:
        inner = max((t.depth for t in self.args), default=0)
        return 1 + (inner if self.fields is None else max(inner, self.fields.depth))


class EnumMember(Instance):
    """A member of an enumeration; `value` is what the class body assigns to it."""

    __slots__ = ("name", "value")

    def __init__(self, cls: Class, name: str, value: TypeSet) -> None:
        super().__init__(cls)
        self.name = name
        self.value = value
        self._seal(cls, name)

    def merged(self, other: Value) -> Value:
        assert isinstance(other, EnumMember)
        return self if self.same(other) else EnumMember(self.cls, self.name, self.value.join(other.value))

    def same(self, other: Value) -> bool:
        return isinstance(other, EnumMember) and self.value == other.value

    @property
    def wide(self) -> Value | None:
        return Instance(self.cls)


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


class ModuleValue(Value):
    """A module or package of the project or of the stubs."""

    __slots__ = ("module", "name")

    def __init__(self, name: str, module: Module | None) -> None:
        self.name = name
        self.module = module
        self._seal(name)


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


@dataclass(frozen=True, slots=True)
class Slot:
    """What a caller gives under `name` by `**double`, or at `index` of `*star`; `absent` where it gives
    nothing, None where that is not known."""

    name: str
    absent: Literal | None
    star: ParamRef | None = None
    index: int = 0
    double: ParamRef | None = None

    @property
    def field(self) -> str:
        """How guards show it."""
        absent = None if self.absent is None else (self.absent.kind, self.absent.value)
        return f"[{self.name}]{self.index if self.star is not None else ''}={absent}"


class ParamRef(Value):
    """Whatever the caller passes for a parameter: the symbol that calls replace.

    With `field` it is an attribute of that object, with `slot` what stands in a `*args` or `**kwargs`:
    what guards are about, never a symbol.
    """

    __slots__ = ("field", "function", "name", "slot")

    def __init__(self, function: Function, name: str, field: str = "", slot: Slot | None = None) -> None:
        self.function = function
        self.name = name
        self.field = field
        self.slot = slot
        self._seal(function, name, field, slot)

    @property
    def owner(self) -> ParamRef:
        """The parameter itself."""
        return ParamRef(self.function, self.name) if self.field else self


@dataclass(frozen=True, slots=True)
class Forward:
    """A call with what the caller passed on: `func(*args, **kwargs)`."""

    star: ParamRef | None
    double: ParamRef | None


Step = str | Forward


class ResultOf(Value):
    """What a call of the callable in `param` gives; `steps`: call, await, next, `.method`, a `Forward`."""

    __slots__ = ("param", "steps")

    def __init__(self, param: ParamRef, steps: tuple[Step, ...]) -> None:
        self.param = param
        self.steps = steps
        self._seal(param, steps)


Symbol = ParamRef | ResultOf
Bindings = dict[ParamRef, TypeSet]
Env = tuple[tuple[ParamRef, TypeSet], ...]
