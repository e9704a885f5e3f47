"""Holes: what units do to the callables and objects that their callers pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments
from asynclint.program.fixpoint.events import Edge, Event, Hole, HoleOrigin
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.fixpoint.units import Unit
from asynclint.program.model.entities import Function
from asynclint.program.values.dictionaries import only_fields
from asynclint.program.values.kinds import Bindings, CallableValue, ParamRef, TupleValue
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Holes:
    """Notes the holes of units, and fills them at each call."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def add(
        self, frame: Frame, param: ParamRef, action: str, event: Event, arguments: Arguments | None = None
    ) -> None:
        """Notes that the frame's unit does `action` to whatever its caller passes for `param`."""
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            origin = HoleOrigin(event.at, arguments=arguments)
            self._a.solver.add_hole(frame.unit, Hole(param, action, guards), origin)

    def fill(
        self, frame: Frame, unit: Unit, bindings: Bindings, event: Event, alternative: Value, covered: bool
    ) -> None:
        """What a unit does to its parameters, done to what this call passes."""
        for hole, origin in list(self._a.solver.holes_of(unit).items()):
            types = bindings.get(hole.param)
            if types is None:
                own = hole.param.function is frame.unit.function
                if own or _encloses(frame.unit, hole.param.function):
                    self._forward(frame, hole.param, hole, unit, event, origin.arguments)
                continue
            arguments = self.given(frame, origin.arguments, bindings)
            for symbol in types.symbols:
                if isinstance(symbol, ParamRef):
                    self._forward(frame, symbol, hole, unit, event, arguments)
            hidden = self._a.calls.passed_in(types)
            passed = types.without_none()
            if any(not isinstance(value, CallableValue) for value in passed):
                passed = tuple(value for value in passed if not isinstance(value, CallableValue))
            for value in passed:
                inner = Event(event.at, event.kind, None, event.guards)
                quiet = Frame(frame.unit, frame.scope, muted=True)
                quiet.holes = frame.holes
                self._act(quiet, value, hole.action, inner, arguments)
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
                            origins=edge.origins,
                        )
                    )

    def given(self, frame: Frame, arguments: Arguments | None, bindings: Bindings) -> Arguments:
        """The arguments of a call inside a callee, as the caller with these bindings sees them."""
        if arguments is None:
            return Arguments(more=True)
        apply = self._a.substitution.apply
        made = Arguments(
            [apply(frame, types, bindings).of_param(None) for types in arguments.positional],
            {
                name: apply(frame, types, bindings).of_param(None)
                for name, types in arguments.keywords.items()
            },
        )
        passed = [s for s in (arguments.star, arguments.double) if s is not None]
        made.more = arguments.more and not passed
        for symbol in passed:
            types = bindings.get(symbol, UNKNOWN)
            value = types.values[0] if len(types.values) == 1 and not types.unknown else None
            fields = only_fields(types)
            if isinstance(value, TupleValue):
                made.positional.extend(value.items)
            elif fields is not None and not fields.rest:
                made.keywords.update(fields.named)
            else:
                made.more = True
                outer = types.symbols[0] if len(types.symbols) == 1 and value is None else None
                if isinstance(outer, ParamRef) and symbol is arguments.star:
                    made.star = outer
                elif isinstance(outer, ParamRef):
                    made.double = outer
        return made

    def _forward(
        self,
        frame: Frame,
        param: ParamRef,
        hole: Hole,
        callee: Unit,
        event: Event,
        arguments: Arguments | None,
    ) -> None:
        if frame.holes:
            guards = tuple(g for g in event.guards if g.param.function is param.function)
            own = Hole(param, hole.action, guards)
            self._a.solver.add_hole(frame.unit, own, HoleOrigin(event.at, callee, hole, arguments))

    def _act(self, frame: Frame, value: Value, action: str, event: Event, arguments: Arguments) -> None:
        if action == "call":
            self._a.calls.value(frame, value, arguments, event, value, False)
        elif action == "next":
            self._a.iteration.advance(frame, TypeSet((value,)), event)
        elif action == "truth":
            self._a.implicit.test(frame, value, event)
        elif action.startswith("."):
            found = self._a.implicit.method(value, action[1:])
            if found is not None:
                name = found.function.name
                self._a.calls.special(frame, value, name, arguments, event, value, False)


def _encloses(unit: Unit, function: Function) -> bool:
    """Whether the unit is nested in `function`."""
    outer = unit.outer
    while outer is not None:
        if outer.function is function:
            return True
        outer = outer.outer
    return False
