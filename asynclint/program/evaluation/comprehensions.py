"""Comprehensions and generator expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Comp
from asynclint.program.evaluation.expressions import growing
from asynclint.program.evaluation.flow import enter, leave
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.values.kinds import Instance, Pending
from asynclint.program.values.typesets import EMPTY, TypeSet

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Comprehensions:
    """Runs the loops of a comprehension once, each target bound to all elements."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def evaluate(self, frame: Frame, node: Comp) -> TypeSet:
        """The container, or for a generator expression what will run it."""
        return self._generator(frame, node) if node.kind == "generator" else self._run(frame, node)

    def _run(self, frame: Frame, node: Comp, first: Unit | None = None) -> TypeSet:
        """The container of the elements; `first` records what the first iterable runs."""
        path = frame.env, frame.guards, frame.without_loop
        frame.env = dict(frame.env)
        possible = True
        try:
            for loop in node.loops:
                lazy, frame.recorder = frame.recorder, first or frame.recorder
                types = self._a.expressions.evaluate(frame, loop.iter)
                frame.recorder, first = lazy, None
                event = frame.event(loop.at, "iter", loop.iter)
                element = self._a.iteration.advance(frame, types, event, loop.is_async)
                some, _ = self._a.conditions.branches(frame, None, types, "truthy", ())
                frame.guards = frame.guarded(some.guards)
                self._a.statements.assign(frame, loop.target, element)
                for condition in loop.conditions:
                    yes, _ = self._a.conditions.split(frame, condition)
                    possible = possible and yes.env is not None
                    enter(frame, yes)
            made = self._a.expressions.evaluate(frame, node.element) if possible else EMPTY
            value = EMPTY
            if node.value is not None and possible:
                value = self._a.expressions.evaluate(frame, node.value)
        finally:
            leave(frame, path)
        rest = [growing(value)] if node.kind == "dict" else []
        return self._a.instance(node.kind, growing(made), *rest)

    def _generator(self, frame: Frame, node: Comp) -> TypeSet:
        """A generator expression: only its first iterable is evaluated now, the rest on demand."""
        unit = self._a.units.of_generator(frame.recorder, frame.module, node.loops[0].at)
        unit.events = {}
        recorder, frame.recorder = frame.recorder, unit
        try:
            made = self._run(frame, Comp("list", node.element, None, node.loops), recorder)
        finally:
            frame.recorder = recorder
        for value in made:
            if isinstance(value, Instance) and value.args:
                self._a.solver.write(unit.yields, value.args[0])
        return TypeSet((Pending("generator", unit, ()),))
