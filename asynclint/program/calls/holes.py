"""Holes: what units do to the callables and objects that their callers pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Edge, Event, Hole, HoleOrigin
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.kinds import Bindings, ParamRef
from asynclint.program.values.typesets import TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Holes:
    """Notes the holes of units, and fills them at each call."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def add(self, frame: Frame, param: ParamRef, action: str, event: Event) -> None:
        """Notes that the frame's unit does `action` to whatever its caller passes for `param`."""
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            self._a.solver.add_hole(frame.unit, Hole(param, action, guards), HoleOrigin(event.at))

    def fill(
        self, frame: Frame, unit: Unit, bindings: Bindings, event: Event, alternative: Value, covered: bool
    ) -> None:
        """What a unit does to its parameters, done to what this call passes."""
        for hole in list(self._a.solver.holes_of(unit)):
            types = bindings.get(hole.param)
            if types is None:
                own = hole.param.function is frame.unit.function
                if own or _encloses(frame.unit, hole.param.function):
                    self._forward(frame, hole.param, hole, unit, event)
                continue
            for symbol in types.symbols:
                if isinstance(symbol, ParamRef):
                    self._forward(frame, symbol, hole, unit, event)
            hidden = self._a.calls.passed_in(types)
            passed = types.without_none()
            for value in passed:
                inner = Event(event.at, event.kind, None, event.guards)
                quiet = Frame(frame.unit, frame.scope, muted=True)
                quiet.holes = frame.holes
                self._act(quiet, value, hole.action, inner)
                for edge in inner.edges:
                    through = edge.through or (unit, hole)
                    event.add(
                        Edge(
                            edge.how,
                            edge.unit,
                            edge.leaf,
                            edge.blocks,
                            edge.bindings,
                            covered or edge.covered or value in hidden,
                            through,
                            alternative,
                            (value, len(passed) + types.unknown),
                            edge.dispatch,
                            edge.site,
                            edge.input,
                        )
                    )

    def _forward(self, frame: Frame, param: ParamRef, hole: Hole, callee: Unit, event: Event) -> None:
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            own = Hole(param, hole.action, guards)
            self._a.solver.add_hole(frame.unit, own, HoleOrigin(event.at, callee, hole))

    def _act(self, frame: Frame, value: Value, action: str, event: Event) -> None:
        if action == "call":
            self._a.calls.value(frame, value, Arguments(more=True), event, value, False)
        elif action == "next":
            self._a.iteration.advance(frame, TypeSet((value,)), event)
        elif action == "truth":
            self._a.implicit.test(frame, value, event)
        elif action.startswith("."):
            found = self._a.implicit.method(value, action[1:])
            if found is not None:
                self._a.calls.value(frame, found, Arguments(more=True), event, value, False)


def _encloses(unit: Unit, function: Function) -> bool:
    """Whether the unit is nested in `function`."""
    outer = unit.outer
    while outer is not None:
        if outer.function is function:
            return True
        outer = outer.outer
    return False
