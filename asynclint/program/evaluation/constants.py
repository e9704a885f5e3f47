"""Constants in tests: literals, and the names that stand for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import AnnAssign, Assign, Attr, Call, Const, Expr, ImportFrom, Name, Sequence
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Module
from asynclint.program.model.symbols import absolute
from asynclint.program.values.kinds import EnumMember, TupleValue
from asynclint.program.values.typesets import Literal, TypeSet, is_none

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Constants:
    """Reads constants off expressions: values are Python's own, and members of enumerations."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def of(self, frame: Frame, expr: Expr) -> tuple[object, ...] | None:
        """The value of a constant, or of a name that can only be one constant; None for others."""
        if isinstance(expr, Const):
            return None if expr.value is None else (expr.value,)
        return only(self._named(frame, expr)) if isinstance(expr, Name | Attr) else None

    def items(self, frame: Frame, expr: Expr) -> tuple[object, ...] | None:
        """The items of a display of constants, or of a name for a tuple of them."""
        if isinstance(expr, Sequence):
            found: list[object] = []
            for item in expr.items:
                none = isinstance(item, Const) and item.kind == "none"
                value = (None,) if none else self.of(frame, item)
                if value is None:
                    return None
                found.extend(value)
            return tuple(found)
        if not isinstance(expr, Name | Attr):
            return None
        if isinstance(expr, Name) and expr.id not in frame.env:
            frozen = self._frozen(frame.module, expr.id)
            if frozen is not None:
                return self.items(frame, frozen)
        types = self._named(frame, expr)
        held = types.values[0] if len(types.values) == 1 and not (types.unknown or types.symbols) else None
        if not isinstance(held, TupleValue):
            return None
        values = [only(item, none=True) for item in held.items]
        return tuple([v for value in values if value is not None for v in value]) if all(values) else None

    def _frozen(self, module: Module, name: str) -> Sequence | None:
        """The display in `NAMES = frozenset({...})`, here or where it is imported from.

        Of a set that can change, what it holds when it is read is not known.
        """
        bound = self._a.symbols.table(module).get(name, ())
        stmt = bound[0] if len(bound) == 1 else None
        if isinstance(stmt, ImportFrom):
            source = self._a.find(absolute(module, stmt.module, stmt.level), module.name)
            named = next((item.name for item in stmt.names if (item.alias or item.name) == name), None)
            return None if source in (None, module) or named is None else self._frozen(source, named)
        value = stmt.value if isinstance(stmt, Assign | AnnAssign) else None
        called = value.func if isinstance(value, Call) and len(value.args) == 1 else None
        if not isinstance(called, Name) or called.id != "frozenset" or not isinstance(value, Call):
            return None
        display = value.args[0]
        plain = isinstance(display, Sequence) and all(isinstance(item, Const) for item in display.items)
        return display if isinstance(display, Sequence) and plain else None

    def _named(self, frame: Frame, expr: Expr) -> TypeSet:
        return self._a.narrowing.quiet(frame, expr)


def only(types: TypeSet, none: bool = False) -> tuple[object, ...] | None:
    """The one constant that a value can be; None where it may be another."""
    if len(types.values) != 1 or types.unknown or types.symbols:
        return None
    value = types.values[0]
    if isinstance(value, EnumMember):
        return (value,)
    if isinstance(value, Literal):
        if is_none(value):
            return (None,) if none else None
        return None if value.value is None else (value.value,)
    return None
