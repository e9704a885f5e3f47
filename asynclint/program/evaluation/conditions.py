"""Conditions: what holds in each branch, which branches cannot be taken, and guards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, BoolOp, Call, Compare, Expr, Name, NamedExpr, UnaryOp
from asynclint.program.evaluation.flow import Branch, enter, leave, merge
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.guards import Guard, truth
from asynclint.program.values.kinds import Instance
from asynclint.program.values.typesets import Literal, TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Conditions:
    """Evaluates tests once, with the short circuits of Python."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def split_under(self, frame: Frame, branch: Branch, test: Expr) -> tuple[Branch, Branch]:
        """`split` inside a branch that can be taken."""
        path = enter(frame, branch)
        try:
            return self.split(frame, test)
        finally:
            leave(frame, path)

    def evaluate_under(self, frame: Frame, branch: Branch, expr: Expr) -> TypeSet:
        """The types of an expression inside a branch that can be taken."""
        path = enter(frame, branch)
        try:
            return self._a.expressions.evaluate(frame, expr)
        finally:
            leave(frame, path)

    def split(self, frame: Frame, test: Expr) -> tuple[Branch, Branch]:
        """What holds where `test` is true, and where it is false."""
        if isinstance(test, UnaryOp) and test.op == "not":
            yes, no = self.split(frame, test.operand)
            return no, yes
        if isinstance(test, BoolOp):
            return self._split_bool(frame, test)
        if isinstance(test, Compare) and len(test.ops) == 1:
            return self._a.narrowing.split_compare(frame, test)
        if isinstance(test, Call):
            return self._a.narrowing.split_call(frame, test)
        types = self._a.expressions.evaluate(frame, test)
        name = test.id if isinstance(test, Name) else test.name if isinstance(test, NamedExpr) else None
        return self.split_truth(frame, name, types)

    def split_truth(self, frame: Frame, name: str | None, types: TypeSet) -> tuple[Branch, Branch]:
        """The branches of a test of the types' own truth; `name` is what is tested, if it is a name."""
        yes = tuple(v for v in types.values if truth(v) is not False)
        no = tuple(v for v in types.values if truth(v) is not True)
        return self.branches(frame, name, types, (yes, no), self.guard(types, "truthy", ()))

    def branches(
        self,
        frame: Frame,
        name: str | None,
        types: TypeSet,
        kept: tuple[tuple[Value, ...], tuple[Value, ...]],
        guard: Guard | None,
    ) -> tuple[Branch, Branch]:
        """The branches of a test that keeps the first of `kept` where it holds, else the second."""
        return (
            self.branch(frame, name, types, _of_values(types, kept[0]), guard, True),
            self.branch(frame, name, types, _of_values(types, kept[1]), guard, False),
        )

    def branch(
        self,
        frame: Frame,
        name: str | None,
        before: TypeSet,
        after: TypeSet,
        guard: Guard | None,
        holds: bool,
    ) -> Branch:
        """One outcome: `name` held `before` and holds `after` in it."""
        if before and not after:
            return Branch(None)
        env = frame.env
        if name is not None and name in env and after is not before:
            env = {**env, name: after.of_param(before.param, before.given)}
        guards = () if guard is None else (replace(guard, holds=holds),)
        known = bool(after.values) and not after.unknown and not after.symbols
        without = known and all(isinstance(v, Literal) and v.without_loop for v in after.values)
        return Branch(env, guards, without)

    def guard(self, types: TypeSet, test: str, values: tuple[object, ...]) -> Guard | None:
        """The guard of a test of a parameter's unchanged value; None for anything else."""
        return None if types.param is None else Guard(types.param, test, values, True, types.given)

    def _split_bool(self, frame: Frame, test: BoolOp) -> tuple[Branch, Branch]:
        """`and`: true where all are, false where one is; `or` the other way round."""
        is_and = test.op == "and"
        through = Branch(frame.env)
        exits: list[Branch] = []
        for value in test.values:
            if through.env is None:
                break
            yes, no = self.split_under(frame, through, value)
            stay, leaving = (yes, no) if is_and else (no, yes)
            if leaving.env is not None:
                exits.append(_after(through, leaving))
            through = _after(through, stay)
        left = exits[0] if len(exits) == 1 else Branch(None)
        if len(exits) > 1:
            envs = [b.env for b in exits if b.env is not None]
            left = Branch(merge(envs), (), all(b.without_loop for b in exits))
        return (through, left) if is_and else (left, through)

    def value_of(self, frame: Frame, node: BoolOp) -> TypeSet:
        """The value of `a or b`, `a and b`."""
        wanted = node.op == "or"
        parts: list[TypeSet] = []
        branch = Branch(frame.env)
        for value in node.values[:-1]:
            if branch.env is None:
                return join_all(parts)
            path = enter(frame, branch)
            try:
                types, yes, no = self._operand(frame, value)
            finally:
                leave(frame, path)
            kept = tuple(_decided(v, wanted) for v in types.values if truth(v) in (wanted, None))
            parts.append(_of_values(types, kept))
            branch = _after(branch, no if wanted else yes)
        if branch.env is not None:
            parts.append(self.evaluate_under(frame, branch, node.values[-1]))
        return join_all(parts)

    def _operand(self, frame: Frame, value: Expr) -> tuple[TypeSet, Branch, Branch]:
        """The types of one operand, and the branches where it is true and where it is false."""
        if isinstance(value, Name | Attr | NamedExpr | Call) and not _is_isinstance(value):
            types = self._a.expressions.evaluate(frame, value)
            yes, no = self.split_truth(frame, value.id if isinstance(value, Name) else None, types)
            return types, yes, no
        yes, no = self.split(frame, value)
        return self._a.instance("bool"), yes, no


def _after(before: Branch, branch: Branch) -> Branch:
    """A branch that is taken inside another."""
    return Branch(branch.env, before.guards + branch.guards, before.without_loop or branch.without_loop)


def _of_values(types: TypeSet, values: tuple[Value, ...]) -> TypeSet:
    """Some of the values, and all that is not known."""
    return TypeSet(values, types.symbols, types.unknown, types.full)


def _is_isinstance(value: Expr) -> bool:
    return isinstance(value, Call) and isinstance(value.func, Name) and value.func.id == "isinstance"


def _decided(value: Value, outcome: bool) -> Value:
    """A bool that is known by now, where an operand decides `and` or `or`."""
    if isinstance(value, Instance) and value.cls.name == "bool":
        return Literal("bool", outcome)
    return value
