"""What a callee gives for the arguments of one call: the cases of its body that they leave."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from asynclint.program.fixpoint.cases import Case
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.values.guards import ANY, Guard, any_of, carry, decide, limited
from asynclint.program.values.kinds import ParamRef
from asynclint.program.values.outcomes import outcome, truth
from asynclint.program.values.typesets import Literal, Told, TypeSet, is_none, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

NOTHING = Told()


class Cases:
    """Notes the cases of units, and chooses among them at each call."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def note(self, frame: Frame, place: Hashable, types: TypeSet) -> None:
        """Notes what the frame's unit gives at one place of its body."""
        if frame.unit.function is None or frame.module.is_stub or not types:
            return
        told = types.told or NOTHING
        if not told.cases:
            self._a.solver.give(frame.unit, (place, 0), types, frame.guards, Told(told.yes, told.no))
            return
        for index, (case, guards) in enumerate(told.cases, 1):
            left = _within(case, types)
            if left:
                self._a.solver.give(frame.unit, (place, index), left, frame.guarded(guards), NOTHING)

    def chosen(self, unit: Unit, bindings: Mapping[ParamRef, TypeSet]) -> tuple[TypeSet, bool, Told | None]:
        """What a unit gives for these arguments, whether they leave something out, what it tells."""
        inferred = self._a.solver.read(unit.returns)
        cases = self._a.solver.cases_of(unit)
        if not any(case.guards or case.told.yes or case.told.no for case in cases):
            return inferred, False, None
        left = [case for case in cases if all(self._may_hold(guard, bindings) for guard in case.guards)]
        if len(left) < len(cases):
            inferred = join_all(self._a.solver.read(case.cell) for case in left)
        yes = [(*case.guards, *case.told.yes) for case in left if _may_be(case, True)]
        no = [(*case.guards, *case.told.no) for case in left if _may_be(case, False)]
        told = Told(_told(yes, bindings), _told(no, bindings)) if yes and no else NOTHING
        return inferred, len(left) < len(cases), told if told.yes or told.no else None

    def _may_hold(self, guard: Guard, bindings: Mapping[ParamRef, TypeSet]) -> bool:
        """Whether a call with these arguments may meet the guard; what grows can only say yes later."""
        if guard.test == ANY:
            return any(self._may_hold(part, bindings) for part in guard.values if isinstance(part, Guard))
        types = bindings.get(guard.param)
        if guard.param.field or types is None or types.unknown or types.symbols:
            return True
        if not types.values:
            return self._a.solver.decides()
        if not all(decide(condition, bindings) for condition in guard.given):
            return True
        found = [outcome(guard.test, guard.values, value) for value in types.values]
        return None in found or guard.holds in found


def narrowed(declared: TypeSet, inferred: TypeSet) -> TypeSet:
    """A declared result where the arguments leave only some of the cases: what these give of it."""
    if inferred.unknown or inferred.symbols or not inferred.values:
        return declared
    if all(isinstance(value, Literal) for value in inferred.values):
        return inferred
    if any(is_none(value) for value in inferred.values):
        return declared
    return TypeSet(declared.without_none(), declared.symbols, declared.unknown, declared.full)


def _within(case: TypeSet, types: TypeSet) -> TypeSet:
    """What is left of a case in a value that was narrowed since."""
    values = tuple([value for value in case.values if value in types.values])
    symbols = tuple([symbol for symbol in case.symbols if symbol in types.symbols])
    return TypeSet(values, symbols, case.unknown and types.unknown, case.full and types.full)


def _may_be(case: Case, flag: bool) -> bool:
    types = case.cell.value
    return types.unknown or bool(types.symbols) or any(truth(v) is not (not flag) for v in types.values)


def _told(cases: Sequence[tuple[Guard, ...]], bindings: Mapping[ParamRef, TypeSet]) -> tuple[Guard, ...]:
    """What holds for the caller where one of the cases is given."""
    common = [guard for guard in cases[0] if all(guard in other for other in cases[1:])]
    rests = [[guard for guard in case if guard not in common] for case in cases]
    if all(rests):
        one = any_of(min(rest, key=lambda guard: guard.order) for rest in rests)
        if one is not None and one not in common:
            common.append(one)
    moved = [carry(guard, bindings) for guard in common if decide(guard, bindings) is None]
    return limited(guard for guard in moved if guard is not None)
