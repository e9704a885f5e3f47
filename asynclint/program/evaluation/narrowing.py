"""Narrowing: comparisons, `isinstance`, other tests by call, type guards, and what they say of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Call, Compare, Const, Expr, Name, NamedExpr
from asynclint.program.evaluation.flow import Branch
from asynclint.program.evaluation.paths import subject_of
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.entities import Class
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import ClassValue, Instance, ModuleValue, TupleValue
from asynclint.program.values.outcomes import ABSTRACT_MODULES, ORDERS, TYPE_GUARDS, outcome
from asynclint.program.values.typesets import TypeSet, Value, is_none, of

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis
    from asynclint.program.evaluation.conditions import Tested


# What `iscoroutinefunction` and its like say of their argument, and the test behind each.
FUNCTION_KINDS = {
    "_CoroutineFunction": "coroutine",
    "_GeneratorFunction": "generator",
    "_AsyncGeneratorFunction": "async generator",
}
# What `current_thread()` and `main_thread()` give.
THREADS = frozenset({"_CurrentThread", "_MainThread"})
NEGATED = {"is not": "is", "!=": "==", "not in": "in"}
# The same order, read from the right.
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
Pair = tuple[Branch, Branch]


class Narrowing:
    """Tests that tell more than the truth of their value."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    # --- comparisons ---------------------------------------------------------------------------

    def compare(self, frame: Frame, test: Compare) -> Tested:
        """A single comparison: with None, with constants, of classes, or any other."""
        op, right = test.ops[0], test.rights[0]
        positive = NEGATED.get(op, op)
        result = self._a.expressions.evaluate(frame, test)
        decided = self._a.versions.compare(frame, test.left, op, right)
        if decided is not None:
            taken, other = Branch(frame.env), Branch(None)
            return result, *((taken, other) if decided else (other, taken))
        if positive in ("is", "=="):
            pair = self._equal(frame, test.left, right)
        elif positive == "in":
            pair = self._in(frame, test.left, right)
        else:
            pair = self._ordered(frame, test.left, op, right)
        if pair is None:
            return result, *self._a.conditions.branches(frame, None, result, "truthy", ())
        yes, no = (pair[1], pair[0]) if op in NEGATED else pair
        return result, yes, no

    def _equal(self, frame: Frame, left: Expr, right: Expr) -> Pair | None:
        if isinstance(right, Const) and right.kind == "none":
            return self._tested(frame, left, "none", ())
        if isinstance(left, Call) and isinstance(left.func, Name) and left.func.id == "type":
            return self._type_is(frame, left, right)
        if self._compares_threads(frame, left, right):
            return Branch(frame.env), Branch(frame.env, (), without_loop=True)
        values = self._a.constants.of(frame, right)
        if values is not None:
            return self._tested(frame, left, "eq", values)
        values = self._a.constants.of(frame, left)
        return None if values is None else self._tested(frame, right, "eq", values)

    def _compares_threads(self, frame: Frame, left: Expr, right: Expr) -> bool:
        """Whether a comparison tells if the main thread runs here: the loop's, where it serves."""
        if not any(isinstance(side, Call) and not side.args for side in (left, right)):
            return False
        found = set()
        for side in (left, right):
            types = self.quiet(frame, side)
            only = types.values[0] if len(types.values) == 1 else None
            if not isinstance(only, Instance) or only.cls.name not in THREADS:
                return False
            found.add(only.cls.name)
        return found == THREADS

    def _in(self, frame: Frame, left: Expr, right: Expr) -> Pair | None:
        values = self._a.constants.items(frame, right)
        if values is not None:
            return self._tested(frame, left, "eq", values)
        if isinstance(left, Const) and isinstance(left.value, str):
            return self._tested(frame, right, "contains", (left.value,))
        return None

    def _ordered(self, frame: Frame, left: Expr, op: str, right: Expr) -> Pair | None:
        if op not in ORDERS:
            return None
        if isinstance(right, Const) and isinstance(right.value, int):
            return self._tested(frame, left, op, (right.value,))
        if isinstance(left, Const) and isinstance(left.value, int):
            return self._tested(frame, right, MIRRORED[op], (left.value,))
        return None

    def _tested(self, frame: Frame, subject: Expr, test: str, values: tuple[object, ...]) -> Pair:
        types = self.quiet(frame, subject)
        return self._a.conditions.branches(frame, subject_of(subject), types, test, values)

    def quiet(self, frame: Frame, expr: Expr) -> TypeSet:
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

    # --- calls ---------------------------------------------------------------------------------

    def call(self, frame: Frame, test: Call) -> Tested:
        """A call as a test: `isinstance`, `startswith`, a type guard, or any other."""
        types = self._a.expressions.evaluate(frame, test)
        pair = self._builtin(frame, test) or self._of_text(frame, test) or self._guarded(frame, test, types)
        if pair is None:
            pair = self._a.conditions.branches(frame, None, types, "truthy", ())
        return types, *pair

    def _builtin(self, frame: Frame, test: Call) -> Pair | None:
        """`isinstance`, `callable`, `hasattr`."""
        if not isinstance(test.func, Name) or not test.args or test.func.id in frame.env:
            return None
        name, subject = test.func.id, test.args[0]
        if name == "callable":
            return self._tested(frame, subject, "callable", ())
        if len(test.args) != 2 or subject_of(subject) is None:
            return None
        if name == "hasattr":
            values = self._a.constants.of(frame, test.args[1])
            return None if values is None else self._tested(frame, subject, "hasattr", values)
        if name == "isinstance":
            types = self.quiet(frame, subject)
            return self.instance(frame, subject_of(subject), types, self.quiet(frame, test.args[1]))
        return None

    def _of_text(self, frame: Frame, test: Call) -> Pair | None:
        """`startswith` and `endswith` with constants."""
        func = test.func
        if isinstance(func, Attr) and func.name in ("startswith", "endswith") and len(test.args) == 1:
            values = self._a.constants.items(frame, test.args[0]) or self._a.constants.of(frame, test.args[0])
            if values is not None and all(isinstance(v, str) for v in values):
                return self._tested(frame, func.value, func.name, values)
        return None

    def _guarded(self, frame: Frame, test: Call, types: TypeSet) -> Pair | None:
        """A function annotated `TypeGuard[X]` or `TypeIs[X]` says what its argument is.

        Of a method, it says what its object is.
        """
        subject = test.func.value if isinstance(test.func, Attr) else None
        if not isinstance(subject, Name) or isinstance(self._first(frame, subject), ModuleValue):
            subject = test.args[0] if test.args else None
        for value in types.values:
            if not isinstance(value, Instance) or value.cls.name not in TYPE_GUARDS:
                continue
            name = subject_of(subject) if subject is not None else None
            if value.args and subject is not None and name is not None:
                before = self.quiet(frame, subject)
                told = self._told(before, value.args[0], value.cls.name == "TypeIs")
                return self._a.conditions.parted(frame, name, before, told, self._sure(value, before, told))
        return None

    def _sure(
        self, guard: Instance, types: TypeSet, told: tuple[TypeSet, TypeSet]
    ) -> tuple[tuple[Guard, ...], tuple[Guard, ...]]:
        """The guards of a test that the callable which a call passes decides."""
        for value in guard.args[0]:
            test = FUNCTION_KINDS.get(value.cls.name) if isinstance(value, Instance) else None
            if test is not None:
                return self._a.conditions.guards(types, test, (), *told)
        return (), ()

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
            yes.extend(target for target in targets if target.cls.name not in FUNCTION_KINDS)
        after = of(*yes)
        return (
            TypeSet(after.values, types.symbols, types.unknown, types.full),
            TypeSet(tuple(no), types.symbols, types.unknown, types.full),
        )

    def _fits(self, value: Value, targets: list[Instance]) -> bool | None:
        for target in targets:
            if target.cls.name in FUNCTION_KINDS:
                return outcome(FUNCTION_KINDS[target.cls.name], (), value)
        cls = self._a.attributes.class_of(value)
        if cls is None:
            return False if is_none(value) else None
        return any(target.cls in cls.mro for target in targets)

    def _first(self, frame: Frame, subject: Name) -> Value | None:
        types = self._a.names.name(frame, subject)
        return types.values[0] if types.values else None

    # --- classes -------------------------------------------------------------------------------

    def _type_is(self, frame: Frame, left: Call, right: Expr) -> Pair | None:
        """`type(x) is C`."""
        if len(left.args) != 1:
            return None
        wanted = self.quiet(frame, right)
        classes = classes_of(wanted)
        if not classes or wanted.unknown:
            return None
        return self._tested(frame, left.args[0], "type", classes)

    def instance(self, frame: Frame, subject: str | None, types: TypeSet, wanted: TypeSet) -> Pair:
        """The branches of `isinstance(subject, wanted)`."""
        classes = classes_of(wanted)
        if not classes or wanted.unknown:
            return Branch(frame.env), Branch(frame.env)
        parts = self.instances(types, classes)
        guards = self._a.conditions.guards(types, "isinstance", classes, *parts)
        return self._a.conditions.parted(frame, subject, types, parts, guards)

    def instances(self, types: TypeSet, classes: tuple[Class, ...]) -> tuple[TypeSet, TypeSet]:
        """The types where a value is of one of the classes, and where it is of none."""
        yes: list[Value] = []
        no: list[Value] = []
        for value in types.values:
            found = outcome("isinstance", classes, value)
            if found is not True:
                no.extend(self._a.overrides.without(value, classes))
            if found is True or (found is None and not self._goes_down(value, classes)):
                yes.append(value)
            elif found is None:
                own = self._a.attributes.class_of(value)
                yes.extend(Instance(c, exact=False) for c in classes if own is not None and own in c.mro)
        if types.unknown or types.symbols:
            yes.extend(Instance(c, exact=False) for c in classes if c.module.name not in ABSTRACT_MODULES)
        after = of(*yes)
        if not after and (types.unknown or types.symbols):
            after = types
        return after, TypeSet(tuple(no), types.symbols, types.unknown, types.full)

    def _goes_down(self, value: Value, classes: tuple[Class, ...]) -> bool:
        """Whether the classes asked for are subclasses of what the value is known to be."""
        own = self._a.attributes.class_of(value)
        return own is not None and any(own in cls.mro for cls in classes)


def classes_of(wanted: TypeSet) -> tuple[Class, ...]:
    """The classes in the second argument of `isinstance`, sorted by name."""
    classes: dict[Class, None] = {}
    for value in wanted.values:
        members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
        classes.update(dict.fromkeys(v.cls for v in members if isinstance(v, ClassValue)))
    return tuple(sorted(classes, key=lambda cls: cls.dotted))
