"""Call expressions: the callee, its receiver and the arguments, in the order of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Call, Const, DictDisplay, Expr, Name, Star
from asynclint.program.calls.awaiting import has_yet_to_run
from asynclint.program.calls.keywords import changed_keys, passed_on, read_item
from asynclint.program.calls.params import Arguments
from asynclint.program.evaluation.conditions import tells
from asynclint.program.evaluation.paths import forget_constants
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.dictionaries import only_fields
from asynclint.program.values.guards import Guard, choices
from asynclint.program.values.kinds import CallableValue, ParamRef, ResultOf, TupleValue
from asynclint.program.values.typesets import TypeSet, Value, is_none, join_told

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


class Invocations:
    """Evaluates callees and arguments, and makes the call."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def call(self, frame: Frame, node: Call, awaited: bool = False) -> TypeSet:
        """A call; `awaited` where it stands under `await`."""
        types = self._call(frame, node, awaited)
        if frame.knows_paths:
            forget_constants(frame)
        return types

    def _call(self, frame: Frame, node: Call, awaited: bool) -> TypeSet:
        func = node.func
        if isinstance(func, Name) and func.id == "super" and "super" not in frame.env:
            return self._a.names.super(frame, node)
        if isinstance(func, Attr):
            target = self._a.expressions.evaluate(frame, func.value)
            arguments = self.arguments(frame, node, awaited)
            event = frame.event(node.at, "call", node.func)
            types = self._method_call(frame, target, func, arguments, event)
            return types if awaited else _noted(event, types)
        callee = self._a.expressions.evaluate(frame, func)
        arguments = self.arguments(frame, node, awaited)
        event = frame.event(node.at, "call", node.func)
        types = self._a.calls.call(frame, callee, arguments, event)
        return types if awaited else _noted(event, types)

    def _method_call(
        self, frame: Frame, target: TypeSet, func: Attr, arguments: Arguments, event: Event
    ) -> TypeSet:
        parts: list[TypeSet] = []
        hidden = self._a.calls.passed_in(target) if target.symbols else {}
        for symbol in target.symbols:
            if isinstance(symbol, ParamRef):
                self._a.holes.add(frame, symbol, f".{func.name}", event, arguments)
                parts.append(TypeSet((), (ResultOf(symbol, (f".{func.name}",)),)))
        shown: list[Value] = [value for value in target.values if not is_none(value)]
        chosen = choices(target)
        for value in shown:
            frame.own(value, target)
            callee = self._a.attributes.one(frame, value, func.name, func.at, func)
            frame.own(value, target)
            if value in hidden or value in chosen:
                inner = Event(event.at, event.kind, event.expr, event.guards)
                parts.append(self._a.calls.call(frame, callee, arguments, inner))
                _add_all(event, inner, chosen.get(value), value in hidden)
            else:
                parts.append(self._held(frame, target, func.name, callee, arguments, event))
            for method in callee.values:
                self._a.growth.called(frame, func.value, value, method, arguments)
        if target.unknown or not (shown or target.symbols):
            event.unknown = True
            parts.append(TypeSet((), (), target.unknown))
        return read_item(frame, target, func.name, arguments, event.at, join_told(parts))

    def _held(
        self,
        frame: Frame,
        target: TypeSet,
        name: str,
        callee: TypeSet,
        arguments: Arguments,
        event: Event,
    ) -> TypeSet:
        """Calls what the attribute of an object holds: each of several where the object holds that one."""
        chosen = choices(callee.of_param(*self._a.recording.field_of(target, name)))
        if not chosen:
            return self._a.calls.call(frame, callee, arguments, event)
        parts: list[TypeSet] = []
        for value in callee.values:
            inner = Event(event.at, event.kind, event.expr, event.guards)
            parts.append(self._a.calls.call(frame, TypeSet((value,)), arguments, inner))
            if not isinstance(value, CallableValue):
                # What an annotation says of a callable, it says of all the others.
                _add_all(event, inner, chosen.get(value), False)
        rest = TypeSet((), callee.symbols, callee.unknown, callee.full)
        if rest:
            parts.append(self._a.calls.call(frame, rest, arguments, event))
        return join_told(parts)

    def _argument(self, frame: Frame, arg: Expr) -> TypeSet:
        if tells(arg):
            return self._a.conditions.telling(frame, arg)
        return self._a.expressions.evaluate(frame, arg)

    def arguments(self, frame: Frame, node: Call, awaited: bool = False) -> Arguments:
        """The evaluated arguments; unpacked tuples by position."""
        result = Arguments(awaited=awaited)
        for arg in node.args:
            types = self._argument(frame, arg)
            if not isinstance(arg, Star):
                if not result.more:
                    result.positional.append(types)
            elif len(types.values) == 1 and isinstance(types.values[0], TupleValue) and not types.unknown:
                result.positional.extend(types.values[0].items)
            else:
                result.star = passed_on(types, "vararg") if not result.positional else None
                result.open = result.open or result.star is None or result.more
                if result.star is None:
                    self._a.iteration.advance(frame, types, self._a.expressions.iterating(frame, arg.value))
                result.more = True
        for keyword in node.keywords:
            types = self._argument(frame, keyword.value)
            if keyword.name:
                result.keywords[keyword.name] = types
            elif isinstance(keyword.value, DictDisplay) and all(
                isinstance(key, Const) and isinstance(key.value, str) for key in keyword.value.keys
            ):
                for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                    if isinstance(key, Const):
                        result.keywords[str(key.value)] = self._a.expressions.evaluate(frame, value)
            else:
                again = result.double is not None
                fields = only_fields(types)
                base = fields.base if fields is not None else None
                if fields is not None and base is not None:
                    result.keywords = {**fields.named, **result.keywords}
                result.double = base or passed_on(types, "kwarg")
                result.open = result.open or again or result.double is None
                if result.double is not None:
                    result.changed = changed_keys(frame, result.double)
                result.more = True
        return result


def _noted(event: Event, types: TypeSet) -> TypeSet:
    """What a call gives that nothing awaits at once, noted where it has yet to run."""
    if event.given is not None:
        event.given = event.given.join(types)
    elif any(has_yet_to_run(value) for value in types.values):
        event.given = types
    return types


def _add_all(event: Event, inner: Event, chosen: tuple[Guard, bool] | None, covered: bool) -> None:
    """Adds what one of several things runs, under the guard that says it is that one."""
    for edge in inner.edges:
        edge.covered = edge.covered or covered
        if chosen is not None:
            edge.guards, edge.alone = (chosen[0],), chosen[1] and not inner.unknown
        event.add(edge)
    event.alternatives.update(inner.alternatives)
    event.unknown = event.unknown or inner.unknown
    event.offloaded = event.offloaded or inner.offloaded
