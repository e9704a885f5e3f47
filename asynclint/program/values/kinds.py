"""The kinds of abstract values: objects, classes, modules, tuples; callables and symbols beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.values.callables import Bound as Bound
from asynclint.program.values.callables import CallableValue as CallableValue
from asynclint.program.values.callables import ClassOf as ClassOf
from asynclint.program.values.callables import Dispatch as Dispatch
from asynclint.program.values.callables import FunctionValue as FunctionValue
from asynclint.program.values.callables import Pending as Pending
from asynclint.program.values.callables import Registrar as Registrar
from asynclint.program.values.fields import Fields
from asynclint.program.values.origins import NONE, Origins, joined
from asynclint.program.values.symbols import Bindings as Bindings
from asynclint.program.values.symbols import Env as Env
from asynclint.program.values.symbols import Forward as Forward
from asynclint.program.values.symbols import Member as Member
from asynclint.program.values.symbols import ParamRef as ParamRef
from asynclint.program.values.symbols import ResultOf as ResultOf
from asynclint.program.values.symbols import Slot as Slot
from asynclint.program.values.symbols import Step as Step
from asynclint.program.values.symbols import Symbol as Symbol
from asynclint.program.values.typesets import EMPTY, TypeSet, Value, merge_args

if TYPE_CHECKING:
    from asynclint.program.fixpoint.records import Record
    from asynclint.program.model.entities import Class, Module


class Instance(Value):
    """An object of class `cls`, with its generic arguments.

    `exact` says that it is no object of a subclass.  `site` is the place of its construction,
    (module name, span index), for classes marked `@tracked` only.  `record` holds what the
    attributes of the objects made at one place may be, for classes where that matters.  `sized`
    says that it holds input from outside, as large as whoever sends it likes.  `fields` are the known
    keys of a dictionary; its arguments then cover them too.  `origins` are the constructions of the
    clients that it is, or that it comes from.
    """

    __slots__ = ("args", "cls", "exact", "fields", "origins", "record", "site", "sized")

    def __init__(
        self,
        cls: Class,
        args: tuple[TypeSet, ...] = (),
        exact: bool = True,
        site: tuple[str, int] | None = None,
        record: Record | None = None,
        sized: bool = False,
        fields: Fields | None = None,
        origins: Origins = NONE,
    ) -> None:
        self.cls = cls
        self.args = args
        self.fields = fields
        self.origins = origins
        self.exact = exact or not cls.is_subclassed
        self.site = site
        self.record = record
        self.sized = sized
        self._seal(cls, self.exact, site, record, sized)

    def with_args(self, args: tuple[TypeSet, ...]) -> Instance:
        """The same object with these generic arguments."""
        return Instance(self.cls, args, self.exact, self.site, self.record, self.sized, origins=self.origins)

    def with_origins(self, origins: Origins) -> Instance:
        """The same object, of these origins besides."""
        origins = joined(self.origins, origins)
        if origins is self.origins:
            return self
        return Instance(
            self.cls, self.args, self.exact, self.site, self.record, self.sized, self.fields, origins
        )

    @property
    def wide(self) -> Value | None:
        if self.record is None:
            return None
        return Instance(self.cls, self.args, self.exact, self.site, origins=self.origins)

    @property
    def anywhere(self) -> Instance:
        """An object of the class, wherever it was made."""
        if self.site is None and self.record is None and not self.sized and not self.origins:
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
        origins = joined(self.origins, other.origins)
        return Instance(self.cls, args, self.exact, self.site, self.record, self.sized, fields, origins)

    def same(self, other: Value) -> bool:
        return (
            isinstance(other, Instance)
            and self.args == other.args
            and self.fields == other.fields
            and self.origins == other.origins
        )

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
