"""Wide dispatch: a call of a method that more classes override than a type set tells apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.program.calls.params import Arguments, is_informative
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import Dispatch
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Dispatching:
    """Runs every override; the edges say which dispatch they belong to, so that effects can count."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def dispatch(
        self,
        frame: Frame,
        many: Dispatch,
        arguments: Arguments,
        event: Event,
        alternative: Value,
        covered: bool,
    ) -> TypeSet:
        """Calls all targets; gives what the base declares, else what they give."""
        results = []
        event.alternatives.pop(alternative, None)
        for target in many.targets:
            inner = Event(event.at, event.kind, event.expr, event.guards)
            inner.alternatives[target] = None
            results.append(self._a.calls.function(frame, target, arguments, inner, target, covered))
            for edge in inner.edges:
                edge.dispatch = many, target
                event.add(edge)
            event.alternatives.update(inner.alternatives)
            event.unknown = event.unknown or inner.unknown
        function = many.function
        bindings = self._a.params.bind(frame, function, many.receiver, arguments)
        declared = self._a.results.declared(function, many.receiver, bindings)
        if not is_informative(declared):
            return join_all(results)
        if function.facts.is_async and not any(t.function.facts.is_generator for t in many.targets):
            return self._a.instance("Coroutine", UNKNOWN, UNKNOWN, declared, module="typing")
        return declared
