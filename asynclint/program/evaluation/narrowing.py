"""Narrowing: comparisons, `isinstance` and type guards, and what they say of a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Call, Compare, Const, Expr, Name, NamedExpr, Sequence
from asynclint.program.evaluation.flow import Branch
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, ModuleValue, TupleValue
from asynclint.program.values.typesets import Literal, TypeSet, Value, is_none, of

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


GUARDS = frozenset({"TypeGuard", "TypeIs"})
COROUTINE_FUNCTION = "_CoroutineFunction"
NEGATED = {"is not": "is", "!=": "==", "not in": "in"}


class Narrowing:
    """Tests that tell more than the truth of their value."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def split_compare(self, frame: Frame, test: Compare) -> tuple[Branch, Branch]:
        """A single comparison: with None, with constants, or any other."""
        op, right = test.ops[0], test.rights[0]
        positive = NEGATED.get(op, op)
        left = test.left
        result = self._a.expressions.evaluate(frame, test)
        name = left.id if isinstance(left, Name) else left.name if isinstance(left, NamedExpr) else None
        pair: tuple[Branch, Branch] | None = None
        if positive in ("is", "==") and isinstance(right, Const) and right.kind == "none":
            types = self._quiet(frame, left)
            kept = tuple(v for v in types.values if is_none(v)), types.without_none()
            guard = self._a.conditions.guard(types, "none", ())
            pair = self._a.conditions.branches(frame, name, types, kept, guard)
        elif positive in ("==", "in", "is"):
            values = constants(right)
            types = self._quiet(frame, left)
            if values is not None and (positive != "in" or isinstance(right, Sequence)):
                pair = self._split_equal(frame, name, types, values)
        if pair is None:
            return self._a.conditions.split_truth(frame, None, result)
        return (pair[1], pair[0]) if op in NEGATED else pair

    def _split_equal(
        self, frame: Frame, name: str | None, types: TypeSet, values: tuple[object, ...]
    ) -> tuple[Branch, Branch]:
        def may(value: Value, holds: bool) -> bool:
            if not isinstance(value, Literal) or (value.value is None and value.kind != "none"):
                return True
            return (value.value in values) is holds or (not holds and value.kind == "none")

        yes = tuple(v for v in types.values if may(v, True))
        no = tuple(v for v in types.values if may(v, False))
        guard = self._a.conditions.guard(types, "eq", values)
        return self._a.conditions.branches(frame, name, types, (yes, no), guard)

    def _quiet(self, frame: Frame, expr: Expr) -> TypeSet:
        """The types of what has just been evaluated, without recording it again."""
        if isinstance(expr, Name):
            return self._a.names.name(frame, expr)
        if isinstance(expr, NamedExpr):
            return self._a.names.named(frame, expr.name)
        muted, frame.muted = frame.muted, True
        try:
            return self._a.expressions.evaluate(frame, expr)
        finally:
            frame.muted = muted

    def split_call(self, frame: Frame, test: Call) -> tuple[Branch, Branch]:
        """A call as a test: `isinstance`, `startswith`, a type guard, or any other."""
        types = self._a.expressions.evaluate(frame, test)
        func = test.func
        if isinstance(func, Name) and func.id == "isinstance" and len(test.args) == 2:
            subject = test.args[0]
            if isinstance(subject, Name):
                return self._split_isinstance(frame, subject, self._quiet(frame, test.args[1]))
        if (
            isinstance(func, Attr)
            and func.name == "startswith"
            and isinstance(func.value, Name)
            and test.args
        ):
            values = constants(test.args[0])
            if values is not None:
                texts = self._a.names.name(frame, func.value)
                guard = self._a.conditions.guard(texts, "startswith", values)
                if guard is not None:
                    return Branch(frame.env, (guard,)), Branch(frame.env, (replace(guard, holds=False),))
        guarded = self._split_guard(frame, test, types)
        return guarded if guarded is not None else self._a.conditions.split_truth(frame, None, types)

    def _split_guard(self, frame: Frame, test: Call, types: TypeSet) -> tuple[Branch, Branch] | None:
        """A function annotated `TypeGuard[X]` or `TypeIs[X]` says what its argument is.

        Of a method, it says what its object is.
        """
        subject = test.func.value if isinstance(test.func, Attr) else None
        if not isinstance(subject, Name) or isinstance(self._first(frame, subject), ModuleValue):
            subject = test.args[0] if test.args else None
        for value in types.values:
            if not isinstance(value, Instance) or value.cls.name not in GUARDS:
                continue
            if value.args and isinstance(subject, Name):
                before = self._a.names.name(frame, subject)
                yes, no = self._told(before, value.args[0], value.cls.name == "TypeIs")
                return (
                    self._a.conditions.branch(frame, subject.id, before, yes, None, True),
                    self._a.conditions.branch(frame, subject.id, before, no, None, False),
                )
        return None

    def _told(self, types: TypeSet, wanted: TypeSet, both_ways: bool) -> tuple[TypeSet, TypeSet]:
        """The types where a guard for `wanted` says yes, and where it says no."""
        yes: list[Value] = []
        no: list[Value] = []
        targets = [v for v in wanted.values if isinstance(v, Instance)]
        for value in types.values:
            fits = self._fits(value, targets)
            if fits is not False:
                yes.append(value)
            else:
                own = self._a.attributes.class_of(value)
                yes.extend(target for target in targets if own is not None and own in target.cls.mro)
            if fits is not True or not both_ways:
                no.append(value)
        if types.unknown or types.symbols:
            yes.extend(target for target in targets if target.cls.name != COROUTINE_FUNCTION)
        after = of(*yes)
        return (
            TypeSet(after.values, types.symbols, types.unknown, types.full),
            TypeSet(tuple(no), types.symbols, types.unknown, types.full),
        )

    def _fits(self, value: Value, targets: list[Instance]) -> bool | None:
        if any(target.cls.name == COROUTINE_FUNCTION for target in targets):
            if isinstance(value, FunctionValue):
                return value.function.facts.is_async and not value.function.facts.is_generator
            return None
        cls = self._a.attributes.class_of(value)
        if cls is None:
            return False if is_none(value) else None
        return any(target.cls in cls.mro for target in targets)

    def _first(self, frame: Frame, subject: Name) -> Value | None:
        types = self._a.names.name(frame, subject)
        return types.values[0] if types.values else None

    def _split_isinstance(self, frame: Frame, subject: Name, wanted: TypeSet) -> tuple[Branch, Branch]:
        classes: list[Class] = []
        for value in wanted.values:
            members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
            classes.extend(v.cls for v in members if isinstance(v, ClassValue))
        types = self._a.names.name(frame, subject)
        if not classes or wanted.unknown:
            return Branch(frame.env), Branch(frame.env)
        yes: list[Value] = []
        no: list[Value] = []
        for value in types.values:
            cls = self._a.attributes.class_of(value)
            if cls is None:
                (no if is_none(value) else yes).append(value)
                if not is_none(value):
                    no.append(value)
            elif any(c in cls.mro for c in classes):
                yes.append(value)
            else:
                no.extend(self._a.overrides.without(value, classes))
                yes.extend(Instance(c, exact=False) for c in classes if cls in c.mro and not _is_exact(value))
        if types.unknown or types.symbols:
            yes.extend(Instance(c, exact=False) for c in classes)
        after = of(*yes)
        rest = TypeSet(tuple(no), types.symbols, types.unknown, types.full)
        return (
            self._a.conditions.branch(frame, subject.id, types, after, None, True),
            self._a.conditions.branch(frame, subject.id, types, rest, None, False),
        )


def _is_exact(value: Value) -> bool:
    return isinstance(value, Instance) and value.exact and not value.cls.is_subclassed


def constants(expr: Expr) -> tuple[object, ...] | None:
    """The value of a constant, or the values of a display of constants."""
    if isinstance(expr, Const) and expr.value is not None:
        return (expr.value,)
    if isinstance(expr, Sequence):
        values = [item.value for item in expr.items if isinstance(item, Const) and item.value is not None]
        return tuple(values) if len(values) == len(expr.items) else None
    return None
