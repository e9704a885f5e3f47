"""The fixed point: units are evaluated until no cell that they read grows any more.

A unit that is asked for is evaluated at once, depth first; inside a cycle of questions the value
is what is known so far, at first nothing, and whoever read it is evaluated again when it grows.
Values only grow, so the result does not depend on the order of asking.  A branch over a value that is
still empty waits for the value, or for the end (`decides`): what it writes could not be taken back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from asynclint.program.fixpoint.cases import Case
from asynclint.program.fixpoint.events import Hole, HoleOrigin
from asynclint.program.fixpoint.schedule import Schedule
from asynclint.program.fixpoint.units import Cell, Unit
from asynclint.program.values.guards import Guard
from asynclint.program.values.typesets import Told, TypeSet

if TYPE_CHECKING:
    from asynclint.program.calls.params import Arguments

# Deeper chains of questions are answered later, from the queue: one question takes some dozens of
# Python's frames, and the stack is not endless.
NESTING = 40
# A unit that has not settled by then is left as it is; real ones settle within a few rounds, so
# that this leaves room for every cell of a body to grow to its limit.
ROUNDS = 24


class Solver:
    """Cells, their readers, and the queue of units whose input grew."""

    def __init__(
        self,
        evaluate: Callable[[Unit], None],
        either: Callable[[Arguments, Arguments], Arguments],
        schedule: Schedule,
    ) -> None:
        self._evaluate = evaluate
        self._either = either
        self._schedule = schedule
        self._queue: deque[Unit] = deque()
        self._stack: list[Unit] = []
        self._postponed: dict[Unit, None] = {}
        self._decided: set[Unit] = set()

    def read(self, cell: Cell) -> TypeSet:
        """The value so far; the unit being evaluated is told of growth."""
        if self._stack:
            cell.readers[self._stack[-1]] = None
        return cell.value

    def write(self, cell: Cell, types: TypeSet) -> None:
        """Joins `types` into the cell."""
        value = cell.value
        joined = value.join(types, cell.limit)
        if joined is not value:
            cell.value = joined.of_param(None)
            for reader in cell.readers:
                self._touch(reader)

    def add_hole(self, unit: Unit, hole: Hole, origin: HoleOrigin) -> None:
        """Notes that `unit` does something to what its callers pass; again, that arguments grew."""
        known = unit.holes.get(hole)
        if known is not None:
            if known.arguments is None or origin.arguments is None:
                arguments = None
            else:
                arguments = self._either(known.arguments, origin.arguments)
            if arguments == known.arguments:
                return
            known.arguments = arguments
        else:
            unit.holes[hole] = origin
        for reader in unit.hole_readers:
            self._touch(reader)

    def holes_of(self, unit: Unit) -> dict[Hole, HoleOrigin]:
        """The holes so far; the unit being evaluated is told of further ones."""
        if self._stack:
            unit.hole_readers[self._stack[-1]] = None
        return unit.holes

    def store(self, unit: Unit, name: str, types: TypeSet) -> None:
        """Notes that `unit` stores `types` into an attribute of its object."""
        cell = unit.stores.get(name)
        if cell is None:
            cell = unit.stores[name] = Cell()
            for reader in unit.hole_readers:
                self._touch(reader)
        self.write(cell, types)

    def stores_of(self, unit: Unit) -> dict[str, Cell]:
        """The attributes that `unit` stores so far; the unit being evaluated is told of further ones."""
        if self._stack:
            unit.hole_readers[self._stack[-1]] = None
        return unit.stores

    def give(
        self, unit: Unit, place: Hashable, types: TypeSet, guards: tuple[Guard, ...], told: Told
    ) -> None:
        """Notes what `unit` gives at one place of its body, and under which guards."""
        case = unit.cases.get(place)
        if case is None:
            case = unit.cases[place] = Case(guards, told)
            weaker = True
        else:
            weaker = case.weaken(guards, told)
        if weaker:
            for reader in unit.hole_readers:
                self._touch(reader)
        self.write(case.cell, types)

    def cases_of(self, unit: Unit) -> list[Case]:
        """The cases so far; the unit being evaluated is told of further ones."""
        if self._stack:
            unit.hole_readers[self._stack[-1]] = None
        return list(unit.cases.values())

    def renew(self, unit: Unit) -> None:
        """Evaluates a unit again whose task has changed."""
        if unit.evaluations:
            self._touch(unit)
        else:
            self.ensure(unit)

    def _touch(self, unit: Unit) -> None:
        unit.dirty = True
        if not unit.queued:
            unit.queued = True
            self._queue.append(unit)

    def ensure(self, unit: Unit) -> None:
        """Sees to it that the unit is evaluated: now, or soon where the stack is deep."""
        if unit.evaluations or unit.running:
            return
        if len(self._stack) < NESTING:
            self._run(unit)
        else:
            self._touch(unit)

    def decides(self) -> bool:
        """Whether the unit being evaluated takes both branches of a test of which nothing is known.

        At first it takes neither: the value may be yet to come, and what a branch has written stays
        written even if it turns out that it is not taken.  `finish` asks again.
        """
        if not self._stack or self._stack[-1] in self._decided:
            return True
        self._postponed[self._stack[-1]] = None
        return False

    def begin(self, units: Sequence[Unit]) -> None:
        """Evaluates each of the units, and whatever that makes grow."""
        for unit in self._schedule.first(units):
            self.ensure(unit)
        self.settle()

    def finish(self) -> None:
        """Evaluates the units in which a test stayed without a value once more, with both branches."""
        while self._postponed:
            units, self._postponed = self._postponed, {}
            self._decided.update(units)
            for unit in units:
                self._touch(unit)
            self.settle()

    def settle(self) -> None:
        """Evaluates until nothing grows."""
        while self._queue:
            unit = self._schedule.next(self._queue)
            unit.queued = False
            if unit.dirty and not unit.running:
                self._run(unit)

    def _run(self, unit: Unit) -> None:
        if unit.evaluations >= ROUNDS:
            unit.dirty = False
            return
        unit.dirty = False
        unit.running = True
        unit.evaluations += 1
        self._postponed.pop(unit, None)
        self._stack.append(unit)
        try:
            self._evaluate(unit)
        finally:
            self._stack.pop()
            unit.running = False
