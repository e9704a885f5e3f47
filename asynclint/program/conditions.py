"""Conditions: what holds in each branch, which branches cannot be taken, and guards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asynclint.facts.records import (
    Attr,
    BoolOp,
    Call,
    Compare,
    Const,
    Expr,
    Name,
    NamedExpr,
    Sequence,
    UnaryOp,
)
from asynclint.program.frame import Frame
from asynclint.program.units import MAX_GUARDS, Guard
from asynclint.program.values import (
    EMPTY,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    TupleValue,
    TypeSet,
    Value,
    is_none,
    join_all,
)

if TYPE_CHECKING:
    from asynclint.program.analysis import Analysis

GUARDS = frozenset({"TypeGuard", "TypeIs"})
NEGATED = {"is not": "is", "!=": "==", "not in": "in"}


@dataclass(slots=True)
class Branch:
    """One outcome of a test: `env` is None where it cannot happen."""

    env: dict[str, TypeSet] | None
    guards: tuple[Guard, ...] = ()
    without_loop: bool = False


class Conditions:
    """Evaluates tests once, with the short circuits of Python."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def inside(self, frame: Frame, branch: Branch, run: Callable[[], TypeSet]) -> TypeSet:
        """Runs something under a branch and comes back."""
        env, guards, without = frame.env, frame.guards, frame.without_loop
        frame.env = branch.env if branch.env is not None else env
        frame.guards = frame.guarded(branch.guards)
        frame.without_loop = without or branch.without_loop
        try:
            return run()
        finally:
            frame.env, frame.guards, frame.without_loop = env, guards, without

    def split(self, frame: Frame, test: Expr) -> tuple[Branch, Branch]:
        """What holds where `test` is true, and where it is false."""
        if isinstance(test, UnaryOp) and test.op == "not":
            yes, no = self.split(frame, test.operand)
            return no, yes
        if isinstance(test, BoolOp):
            return self._split_bool(frame, test)
        if isinstance(test, Compare) and len(test.ops) == 1:
            return self._split_compare(frame, test)
        if isinstance(test, Call):
            return self._split_call(frame, test)
        types = self._a.expressions.evaluate(frame, test)
        name = test.id if isinstance(test, Name) else test.name if isinstance(test, NamedExpr) else None
        return self._split_truth(frame, name, types)

    def _split_truth(self, frame: Frame, name: str | None, types: TypeSet) -> tuple[Branch, Branch]:
        yes = TypeSet(tuple(v for v in types.values if truth(v) is not False), types.symbols, types.unknown, types.full)
        no = TypeSet(tuple(v for v in types.values if truth(v) is not True), types.symbols, types.unknown, types.full)
        guard = self._guard(types, "truthy", ())
        return self._branch(frame, name, types, yes, guard, True), self._branch(frame, name, types, no, guard, False)

    def _branch(
        self, frame: Frame, name: str | None, before: TypeSet, after: TypeSet, guard: Guard | None, holds: bool
    ) -> Branch:
        if before and not after:
            return Branch(None)
        env = frame.env
        if name is not None and name in env and after is not before:
            env = {**env, name: after.of_param(before.param, before.given)}
        guards = () if guard is None else (replace(guard, holds=holds),)
        without = bool(after.values) and not after.unknown and not after.symbols and all(
            isinstance(v, Literal) and v.without_loop for v in after.values
        )
        return Branch(env, guards, without)

    def _guard(self, types: TypeSet, test: str, values: tuple[object, ...]) -> Guard | None:
        return None if types.param is None else Guard(types.param, test, values, True, types.given)

    def _split_bool(self, frame: Frame, test: BoolOp) -> tuple[Branch, Branch]:
        """`and`: true where all are, false where one is; `or` the other way round."""
        is_and = test.op == "and"
        through = Branch(frame.env)
        exits: list[Branch] = []
        for value in test.values:
            if through.env is None:
                break
            pair: list[Branch] = []

            def run(value: Expr = value, pair: list[Branch] = pair) -> TypeSet:
                pair.extend(self.split(frame, value))
                return EMPTY

            self.inside(frame, through, run)
            stay, leave = (pair[0], pair[1]) if is_and else (pair[1], pair[0])
            if leave.env is not None:
                exits.append(
                    Branch(leave.env, through.guards + leave.guards, through.without_loop or leave.without_loop)
                )
            through = Branch(stay.env, through.guards + stay.guards, through.without_loop or stay.without_loop)
        left = exits[0] if len(exits) == 1 else Branch(None)
        if len(exits) > 1:
            envs = [b.env for b in exits if b.env is not None]
            left = Branch(merge(envs), (), all(b.without_loop for b in exits))
        return (through, left) if is_and else (left, through)

    def value_of(self, frame: Frame, node: BoolOp) -> TypeSet:
        """The value of `a or b`, `a and b`."""
        parts: list[TypeSet] = []
        branch = Branch(frame.env)
        for index, value in enumerate(node.values):
            if branch.env is None:
                break
            last = index == len(node.values) - 1
            got: list[TypeSet] = []
            pair: list[Branch] = []

            def run(value: Expr = value, got: list[TypeSet] = got, pair: list[Branch] = pair, last: bool = last) -> TypeSet:
                if last:
                    got.append(self._a.expressions.evaluate(frame, value))
                    return EMPTY
                if isinstance(value, Name | Attr | NamedExpr | Call) and not _is_test(value):
                    types = self._a.expressions.evaluate(frame, value)
                    name = getattr(value, "id", None) if isinstance(value, Name) else None
                    pair.extend(self._split_truth(frame, name, types))
                else:
                    pair.extend(self.split(frame, value))
                    types = self._a.instance("bool")
                got.append(types)
                return EMPTY

            self.inside(frame, branch, run)
            if last:
                parts.extend(got)
                break
            wanted = node.op == "or"
            types = got[0]
            kept = tuple(v for v in types.values if truth(v) in (wanted, None))
            parts.append(TypeSet(kept, types.symbols, types.unknown, types.full))
            after = pair[1] if wanted else pair[0]
            branch = Branch(after.env, branch.guards + after.guards, branch.without_loop or after.without_loop)
        return join_all(parts)

    def _split_compare(self, frame: Frame, test: Compare) -> tuple[Branch, Branch]:
        op, right = test.ops[0], test.rights[0]
        positive = NEGATED.get(op, op)
        left = test.left
        result = self._a.expressions.evaluate(frame, test)
        name = left.id if isinstance(left, Name) else left.name if isinstance(left, NamedExpr) else None
        pair: tuple[Branch, Branch] | None = None
        if positive in ("is", "==") and isinstance(right, Const) and right.kind == "none":
            types = self._quiet(frame, left)
            none = tuple(v for v in types.values if is_none(v))
            rest = types.without_none()
            yes = TypeSet(none, types.symbols, types.unknown, types.full)
            no = TypeSet(rest, types.symbols, types.unknown, types.full)
            guard = self._guard(types, "none", ())
            pair = (
                self._branch(frame, name, types, yes, guard, True),
                self._branch(frame, name, types, no, guard, False),
            )
        elif positive in ("==", "in", "is"):
            values = constants(right)
            types = self._quiet(frame, left)
            if values is not None and positive != "in" or isinstance(right, Sequence) and values is not None:
                pair = self._split_equal(frame, name, types, values)
        if pair is None:
            return self._split_truth(frame, None, result)
        return (pair[1], pair[0]) if op in NEGATED else pair

    def _split_equal(
        self, frame: Frame, name: str | None, types: TypeSet, values: tuple[object, ...]
    ) -> tuple[Branch, Branch]:
        def may(value: Value, holds: bool) -> bool:
            if not isinstance(value, Literal) or (value.value is None and value.kind != "none"):
                return True
            return (value.value in values) is holds or (not holds and value.kind == "none")

        yes = TypeSet(tuple(v for v in types.values if may(v, True)), types.symbols, types.unknown, types.full)
        no = TypeSet(tuple(v for v in types.values if may(v, False)), types.symbols, types.unknown, types.full)
        guard = self._guard(types, "eq", values)
        return self._branch(frame, name, types, yes, guard, True), self._branch(frame, name, types, no, guard, False)

    def _quiet(self, frame: Frame, expr: Expr) -> TypeSet:
        """The types of what has just been evaluated, without recording it again."""
        if isinstance(expr, Name):
            return self._a.expressions.name(frame, expr)
        if isinstance(expr, NamedExpr):
            return self._a.expressions.named(frame, expr.name)
        muted, frame.muted = frame.muted, True
        try:
            return self._a.expressions.evaluate(frame, expr)
        finally:
            frame.muted = muted

    def _split_call(self, frame: Frame, test: Call) -> tuple[Branch, Branch]:
        types = self._a.expressions.evaluate(frame, test)
        func = test.func
        if isinstance(func, Name) and func.id == "isinstance" and len(test.args) == 2:
            subject = test.args[0]
            if isinstance(subject, Name):
                return self._split_isinstance(frame, subject, self._quiet(frame, test.args[1]))
        if isinstance(func, Attr) and func.name == "startswith" and isinstance(func.value, Name) and test.args:
            values = constants(test.args[0])
            if values is not None:
                guard = self._guard(self._a.expressions.name(frame, func.value), "startswith", values)
                if guard is not None:
                    return Branch(frame.env, (guard,)), Branch(frame.env, (replace(guard, holds=False),))
        guarded = self._split_guard(frame, test, types)
        return guarded if guarded is not None else self._split_truth(frame, None, types)

    def _split_guard(self, frame: Frame, test: Call, types: TypeSet) -> tuple[Branch, Branch] | None:
        """A function annotated `TypeGuard[X]` or `TypeIs[X]` says what its argument is; a method, what its object is."""
        subject = test.func.value if isinstance(test.func, Attr) else None
        if not isinstance(subject, Name) or isinstance(self._quiet_name(frame, subject), ModuleValue):
            subject = test.args[0] if test.args else None
        for value in types.values:
            if isinstance(value, Instance) and value.cls.name in GUARDS and value.args and isinstance(subject, Name):
                before = self._a.expressions.name(frame, subject)
                yes = self._branch(frame, subject.id, before, value.args[0], None, True)
                return yes, Branch(frame.env)
        return None

    def _quiet_name(self, frame: Frame, subject: Name) -> Value | None:
        types = self._a.expressions.name(frame, subject)
        return types.values[0] if types.values else None

    def _split_isinstance(self, frame: Frame, subject: Name, wanted: TypeSet) -> tuple[Branch, Branch]:
        classes = []
        for value in wanted.values:
            members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
            classes.extend(v.cls for v in members if isinstance(v, ClassValue))
        types = self._a.expressions.name(frame, subject)
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
                no.append(value)
                yes.extend(Instance(c, exact=False) for c in classes if cls in c.mro and not _is_exact(value))
        if types.unknown or types.symbols:
            yes.extend(Instance(c, exact=False) for c in classes)
        after = join_all([TypeSet((v,)) for v in yes])
        rest = TypeSet(tuple(no), types.symbols, types.unknown, types.full)
        return (
            self._branch(frame, subject.id, types, after, None, True),
            self._branch(frame, subject.id, types, rest, None, False),
        )


def _is_test(value: Expr) -> bool:
    return isinstance(value, Call) and isinstance(value.func, Name) and value.func.id == "isinstance"


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


def truth(value: Value) -> bool | None:
    """Whether a value is true; None where it may be either."""
    if isinstance(value, Literal):
        if value.kind == "none":
            return False
        return None if value.value is None else bool(value.value)
    if isinstance(value, FunctionValue | ClassValue | ModuleValue):
        return True
    if isinstance(value, Instance):
        cls = value.cls
        if cls.has_unknown_base or cls.find("__bool__") is not None or cls.find("__len__") is not None:
            return None
        return None if cls.module.name == "builtins" or cls.subclasses else True
    return None


def merge(envs: list[dict[str, TypeSet]]) -> dict[str, TypeSet]:
    """Names joined over several ways; a name that one way lacks is unbound there."""
    if len(envs) == 1:
        return envs[0]
    merged = dict(envs[0])
    for env in envs[1:]:
        if env is envs[0]:
            continue
        for name, types in env.items():
            mine = merged.get(name)
            if mine is None:
                merged[name] = types
            elif mine is not types:
                same = mine.param is not None and mine.param == types.param and mine.given == types.given
                joined = mine.join(types, 64)
                merged[name] = joined.of_param(mine.param, mine.given) if same else joined.of_param(None)
    return merged


def merge_two(yes: dict[str, TypeSet], no: dict[str, TypeSet], branches: tuple[Branch, Branch]) -> dict[str, TypeSet]:
    """Both ends of an `if`: a parameter assigned on one side only is unchanged on the other."""
    merged = merge([yes, no])
    for kept, other, branch in ((no, yes, branches[1]), (yes, no, branches[0])):
        for name, types in kept.items():
            if types.param is None or not branch.guards or name not in other or other[name].param is not None:
                continue
            given = (*types.given, *branch.guards)
            if len(given) <= MAX_GUARDS:
                merged[name] = merged[name].of_param(types.param, given)
    return merged
