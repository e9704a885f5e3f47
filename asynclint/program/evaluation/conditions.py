"""Conditions: what holds in each branch, which branches cannot be taken, and guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, BoolOp, Call, Compare, Expr, IfExp, UnaryOp
from asynclint.program.evaluation.flow import Branch, enter, leave, merge, two_ways
from asynclint.program.evaluation.paths import subject_of
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.guards import MAX_GUARDS, Guard, any_of, excludes, opposite
from asynclint.program.values.kinds import Instance
from asynclint.program.values.outcomes import TYPE_GUARDS, outcome, truth
from asynclint.program.values.typesets import Literal, Told, TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

# The types of a test, and what holds where it is true and where it is false.
Tested = tuple[TypeSet, Branch, Branch]
# Expressions of which the value tells of what it was computed from.
TELLING = (Compare, UnaryOp, BoolOp, IfExp)
BOOLS = TYPE_GUARDS | {"bool"}
TELLING_CALLS = frozenset(
    {"isinstance", "callable", "hasattr", "startswith", "endswith", "iscoroutinefunction"}
)


class Conditions:
    """Evaluates tests once, with the short circuits of Python."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def tested_under(self, frame: Frame, branch: Branch, test: Expr, asked: bool = False) -> Tested:
        """`tested` inside a branch that can be taken."""
        path = enter(frame, branch)
        try:
            return self.tested(frame, test, asked)
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
        _, yes, no = self.tested(frame, test, asked=True)
        return yes, no

    def tested(self, frame: Frame, test: Expr, asked: bool = False) -> Tested:
        """The types of a test, and its branches; `asked` where its truth is asked for here."""
        if isinstance(test, UnaryOp) and test.op == "not":
            _, yes, no = self.tested(frame, test.operand, asked=True)
            return _outcomes(no, yes), no, yes
        if isinstance(test, BoolOp):
            return self._bool(frame, test, asked)
        if isinstance(test, Compare) and len(test.ops) == 1:
            return self._a.narrowing.compare(frame, test)
        if isinstance(test, Call):
            types, yes, no = self._a.narrowing.call(frame, test)
        else:
            types = self._a.expressions.evaluate(frame, test)
            yes, no = self.branches(frame, subject_of(test), types, "truthy", ())
        if asked:
            self._a.implicit.truth(frame, types, test)
        return types, yes, no

    def branches(
        self, frame: Frame, subject: str | None, types: TypeSet, test: str, values: tuple[object, ...]
    ) -> tuple[Branch, Branch]:
        """The branches of a test as in `outcomes`; `subject` is the name or path of what is tested."""
        parts = self.parts(types, test, values)
        return self.parted(frame, subject, types, parts, self.guards(types, test, values, *parts))

    def parts(self, types: TypeSet, test: str, values: tuple[object, ...]) -> tuple[TypeSet, TypeSet]:
        """What a test leaves of the types where it holds, and where it does not."""
        found = [(value, outcome(test, values, value)) for value in types.values]
        yes = of_values(types, tuple([v for v, o in found if o is not False]))
        no = of_values(types, tuple([v for v, o in found if o is not True]))
        return yes, no

    def parted(
        self,
        frame: Frame,
        subject: str | None,
        before: TypeSet,
        after: tuple[TypeSet, TypeSet],
        guards: tuple[tuple[Guard, ...], tuple[Guard, ...]] = ((), ()),
    ) -> tuple[Branch, Branch]:
        """The branches of a test that leaves the first of `after` where it holds, else the second."""
        return (
            self._branch(frame, subject, before, after[0], guards[0]),
            self._branch(frame, subject, before, after[1], guards[1]),
        )

    def _branch(
        self, frame: Frame, subject: str | None, before: TypeSet, after: TypeSet, guards: tuple[Guard, ...]
    ) -> Branch:
        """One outcome: `subject` held `before` and holds `after` in it."""
        if not after and (before or not self._a.solver.decides()):
            return Branch(None)
        if any(excludes(guard, frame.guards) for guard in guards):
            return Branch(None)
        env = frame.env
        if subject is not None and not _same(before, after):
            is_path = subject[0] == "."
            if is_path or subject in env:
                frame.knows_paths = frame.knows_paths or is_path
                env = {**env, subject: after.narrowed(before)}
        known = bool(after.values) and not after.unknown and not after.symbols
        without = known and all(isinstance(v, Literal) and v.without_loop for v in after.values)
        return Branch(env, guards, without)

    # --- guards --------------------------------------------------------------------------------

    def guards(
        self, types: TypeSet, test: str, values: tuple[object, ...], yes: TypeSet, no: TypeSet
    ) -> tuple[tuple[Guard, ...], tuple[Guard, ...]]:
        """The guards of both outcomes: of a parameter, or of what was computed from some."""
        if types.param is not None:
            guard = Guard(types.param, test, values, True, types.given)
            cases = types.told if types.told is not None and types.told.cases else None
            return (
                (guard, *(_of_case(cases, yes) if cases is not None else ())),
                (opposite(guard), *(_of_case(cases, no) if cases is not None else ())),
            )
        told = types.told
        if told is None:
            return (), ()
        if told.cases:
            return _of_case(told, yes), _of_case(told, no)
        return (told.yes, told.no) if test == "truthy" else ((), ())

    def correlated(self, frame: Frame, types: TypeSet) -> TypeSet:
        """What is left of a value that depends on tests which are decided where it is read."""
        assert types.told is not None
        cases = types.told.cases
        left = [case for case, guards in cases if not any(excludes(g, frame.guards) for g in guards)]
        if not left or len(left) == len(cases):
            return types
        kept = [value for value in types.values if any(value in case.values for case in left)]
        symbols = tuple([s for s in types.symbols if any(s in case.symbols for case in left)])
        unknown = any(case.unknown for case in left)
        return TypeSet(tuple(kept), symbols, unknown, any(case.full for case in left))

    def telling(self, frame: Frame, expr: Expr) -> TypeSet:
        """The types of a value that is kept, with what it tells of the parameters."""
        if isinstance(expr, IfExp):
            return self.either(frame, expr)
        types, yes, no = self.tested(frame, expr)
        if types.told is not None and types.told.cases:
            return types
        decided = yes.env is None or no.env is None or yes.without_loop or no.without_loop
        if decided and _is_bool(types):
            return _outcomes(yes, no)
        return types.telling(Told(yes.guards, no.guards)) if yes.guards or no.guards else types

    def either(self, frame: Frame, node: IfExp) -> TypeSet:
        """`a if test else b`."""
        branches = self.split(frame, node.test)
        parts = []
        for branch, expr in zip(branches, (node.body, node.orelse), strict=True):
            if branch.env is not None:
                parts.append(self.evaluate_under(frame, branch, expr))
        joined = join_all(parts)
        return joined.telling(two_ways(parts[0], parts[1], branches)) if len(parts) == 2 else joined

    # --- and, or -------------------------------------------------------------------------------

    def value_of(self, frame: Frame, node: BoolOp) -> TypeSet:
        """The value of `a or b`, `a and b`."""
        return self._bool(frame, node, asked=False)[0]

    def _bool(self, frame: Frame, test: BoolOp, asked: bool) -> Tested:
        """`and`: true where all are, false where one is; `or` the other way round."""
        is_and = test.op == "and"
        through = Branch(frame.env)
        exits: list[Branch] = []
        own: list[tuple[Guard, ...]] = []
        parts: list[TypeSet] = []
        operands: list[TypeSet] = []
        last = len(test.values) - 1
        for index, value in enumerate(test.values):
            if through.env is None:
                break
            types, yes, no = self.tested_under(frame, through, value, asked or index < last)
            operands.append(types)
            stay, leaving = (yes, no) if is_and else (no, yes)
            if index == last:
                parts.append(types)
            else:
                kept = [_decided(v, not is_and) for v in types.values if truth(v) is not is_and]
                parts.append(of_values(types, tuple(kept)))
            if leaving.env is not None:
                exits.append(_after(through, leaving))
                own.append(leaving.guards)
            through = _after(through, stay)
        left = exits[0] if len(exits) == 1 else Branch(None)
        if len(exits) > 1:
            envs = [b.env for b in exits if b.env is not None]
            one = any_of(guards[0] for guards in own) if all(own) else None
            left = Branch(merge(envs), () if one is None else (one,), all(b.without_loop for b in exits))
        value_types = join_all(parts)
        if len(parts) == 2 and last == 1 and not is_and:
            value_types = _or_constant(value_types, operands, parts)
        return (value_types, through, left) if is_and else (value_types, left, through)


def _or_constant(joined: TypeSet, operands: list[TypeSet], parts: list[TypeSet]) -> TypeSet:
    """`param or "constant"`: the parameter where that is true, else the constant."""
    first, second = operands
    if first.param is None or len(first.given) >= MAX_GUARDS or second.unknown or second.symbols:
        return joined
    if not second.values or not all(isinstance(v, Literal) and truth(v) for v in second.values):
        return joined
    given = Guard(first.param, "truthy", (), True, first.given)
    cases = ((parts[0].of_param(None), (given,)), (second.of_param(None), (opposite(given),)))
    return joined.of_param(first.param, (*first.given, given)).telling(Told(cases=cases))


def _same(before: TypeSet, after: TypeSet) -> bool:
    return (
        before.values == after.values and before.symbols == after.symbols and before.unknown == after.unknown
    )


def _after(before: Branch, branch: Branch) -> Branch:
    """A branch that is taken inside another."""
    return Branch(branch.env, before.guards + branch.guards, before.without_loop or branch.without_loop)


def of_values(types: TypeSet, values: tuple[Value, ...]) -> TypeSet:
    """Some of the values, and all that is not known."""
    if len(values) == len(types.values) and types.param is None and types.told is None:
        return types
    return TypeSet(values, types.symbols, types.unknown, types.full)


def _outcomes(yes: Branch, no: Branch) -> TypeSet:
    """The bool that says which branch is taken."""
    taken = ((True, yes), (False, no))
    return TypeSet(tuple([Literal("bool", flag, b.without_loop) for flag, b in taken if b.env is not None]))


def _of_case(told: Told, kept: TypeSet) -> tuple[Guard, ...]:
    """What holds where only one case of a value is left; nothing where it may be several."""
    possible = [
        guards
        for case, guards in told.cases
        if case.unknown or case.symbols or any(value in case.values for value in kept.values)
    ]
    return possible[0] if len(possible) == 1 else ()


def _is_bool(types: TypeSet) -> bool:
    return not types.unknown and all(
        v.kind == "bool" if isinstance(v, Literal) else isinstance(v, Instance) and v.cls.name in BOOLS
        for v in types.values
    )


def tells(expr: Expr) -> bool:
    """Whether the value of an expression tells of what it was computed from."""
    if isinstance(expr, Call):
        name = expr.func.name if isinstance(expr.func, Attr) else getattr(expr.func, "id", "")
        return name in TELLING_CALLS
    return isinstance(expr, TELLING)


def _decided(value: Value, outcome_: bool) -> Value:
    """A bool that is known by now, where an operand decides `and` or `or`."""
    if isinstance(value, Instance) and value.cls.name == "bool":
        return Literal("bool", outcome_)
    return value
