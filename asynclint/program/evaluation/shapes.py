"""Classes that only give names to what a builtin container holds: `NamedTuple`, `TypedDict`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.model.entities import Class
from asynclint.program.values.dictionaries import keyed
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import Instance, TupleValue
from asynclint.program.values.typesets import TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

NAMED_TUPLE = "NamedTuple"
TYPED_DICT = "TypedDict"


class Shapes:
    """Objects of such classes as the tuples and dictionaries that they are."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._kinds: dict[Class, str] = {}

    def plain(self, value: Value) -> Value:
        """The tuple or dictionary that an object of such a class is; any other value itself."""
        if not isinstance(value, Instance) or value.fields is not None:
            return value
        kind = self._kind(value.cls)
        if kind == NAMED_TUPLE:
            return TupleValue(tuple(self._fields(value).values()))
        return self._dictionary(value) if kind == TYPED_DICT else value

    def dictionary(self, value: Instance) -> Instance:
        """The dictionary that an object of a `TypedDict` is; any other object itself."""
        return self._dictionary(value) if self._kind(value.cls) == TYPED_DICT else value

    def _dictionary(self, value: Instance) -> Instance:
        fields = self._fields(value)
        made = self._a.instance("dict", self._a.instance("str"), join_all(fields.values()))
        for found in keyed(made, Fields(fields)):
            if isinstance(found, Instance):
                return found
        return value

    def _kind(self, cls: Class) -> str:
        if cls.module.is_stub:
            return ""
        found = self._kinds.get(cls)
        if found is None:
            names = (base.name for base in cls.mro if base.module.is_stub)
            found = next((name for name in names if name in (NAMED_TUPLE, TYPED_DICT)), "")
            self._kinds[cls] = found
        return found

    def _fields(self, value: Instance) -> dict[str, TypeSet]:
        """What the bodies of the class and its bases declare, in order."""
        found: dict[str, TypeSet] = {}
        for cls in reversed(value.cls.mro):
            for name, member in () if cls.module.is_stub else cls.members.items():
                if member.annotation is not None:
                    found[name] = self._a.members.declared(value, value, cls, member.annotation)
        return found
