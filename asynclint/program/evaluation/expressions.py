"""Expressions: what they may be, and what evaluating them runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from asynclint.facts.records import (
    Attr,
    Await,
    BinOp,
    BoolOp,
    Call,
    Comp,
    Compare,
    Const,
    Converted,
    DictDisplay,
    Expr,
    FormatString,
    IfExp,
    Lambda,
    Name,
    NamedExpr,
    Opaque,
    PlacedName,
    Sequence,
    Slice,
    Star,
    Subscript,
    UnaryOp,
    Yield,
    YieldFrom,
)
from asynclint.program.calls.keywords import spread_from
from asynclint.program.evaluation.paths import forget_constants, path_of
from asynclint.program.evaluation.places import place_of
from asynclint.program.evaluation.texts import constant_text, starting
from asynclint.program.fixpoint.events import Event
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.dictionaries import keyed, only_fields
from asynclint.program.values.fields import Fields
from asynclint.program.values.kinds import FunctionValue, Instance, TupleValue
from asynclint.program.values.typesets import NONE, UNKNOWN, Literal, TypeSet, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


Evaluate = Callable[[Frame, Any], TypeSet]


class Expressions:
    """Evaluation by the kind of node."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self._constants: dict[tuple[str, object], TypeSet] = {}
        operators = analysis.operators
        self._table: dict[type, Evaluate] = {
            Name: analysis.names.name,
            PlacedName: analysis.names.name,
            Const: self._const,
            Attr: self._attr,
            Call: analysis.invocations.call,
            Subscript: operators.subscript,
            Slice: self._slice,
            BinOp: operators.binary,
            UnaryOp: operators.unary,
            BoolOp: analysis.conditions.value_of,
            Compare: operators.compare,
            IfExp: analysis.conditions.either,
            Sequence: self._sequence,
            DictDisplay: self._dict,
            Comp: analysis.comprehensions.evaluate,
            Lambda: self._lambda,
            Await: self._await,
            Yield: self._yield,
            YieldFrom: self._yield_from,
            NamedExpr: self._named,
            FormatString: self._format,
            Converted: self._converted,
            Star: self._star,
            Opaque: self._opaque,
        }

    def evaluate(self, frame: Frame, node: Expr) -> TypeSet:
        """The types of an expression; what evaluating it runs is recorded in the frame."""
        return self._table[type(node)](frame, node)

    def _const(self, frame: Frame, node: Const) -> TypeSet:
        if node.kind == "none":
            return TypeSet((Literal("none", None, True),)) if frame.without_loop else NONE
        if node.kind in ("ellipsis", "complex"):
            return UNKNOWN
        if node.kind == "bool" and frame.without_loop:
            return TypeSet((Literal(node.kind, node.value, True),))
        key = node.kind, node.value
        found = self._constants.get(key)
        if found is None:
            found = self._constants[key] = TypeSet((Literal(node.kind, node.value),))
        return found

    def _sequence(self, frame: Frame, node: Sequence) -> TypeSet:
        items = [self.evaluate(frame, item) for item in node.items]
        starred = any(isinstance(item, Star) for item in node.items)
        if node.kind == "tuple" and not starred:
            return TypeSet((TupleValue(tuple(items)),))
        for index, item in enumerate(node.items):
            if isinstance(item, Star):
                items[index] = self._a.iteration.advance(
                    frame, items[index], self.iterating(frame, item.value)
                )
        return self._a.instance(node.kind, growing(join_all(items)))

    def _dict(self, frame: Frame, node: DictDisplay) -> TypeSet:
        keys: list[TypeSet] = []
        values: list[TypeSet] = []
        named: dict[str, TypeSet] = {}
        rest: list[TypeSet] = []
        base = None
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is not None:
                keys.append(self.evaluate(frame, key))
            types = self.evaluate(frame, value)
            if key is None:
                base = spread_from(frame, types) if index == 0 else None
                spread = only_fields(types)
                held = [v.args[-1] for v in types if isinstance(v, Instance) and v.args]
                values.append(join_all(held) if spread is not None else UNKNOWN)
                if spread is not None:
                    named.update(spread.named)
                    rest.append(spread.rest)
                else:
                    rest.append(UNKNOWN)
                continue
            values.append(types)
            if isinstance(key, Const) and isinstance(key.value, str):
                named[key.value] = growing(types)
            else:
                rest.append(growing(types))
        made = self._a.instance("dict", growing(join_all(keys)), growing(join_all(values)))
        return keyed(made, Fields(named, join_all(rest), base=base))

    def _slice(self, frame: Frame, node: Slice) -> TypeSet:
        for part in node.parts:
            self.evaluate(frame, part)
        return self._a.instance("slice")

    def _format(self, frame: Frame, node: FormatString) -> TypeSet:
        text = ""
        constant = True
        for value in node.values:
            types = self.evaluate(frame, value)
            if not isinstance(value, Converted):
                self._a.implicit.text(frame, types, value, "")
            if constant:
                known = constant_text(types)
                constant = known is not None and known.value is not None
                text += "" if known is None else known.prefix or str(known.value or "")
        if constant:
            return TypeSet((Literal("str", text),))
        return starting(text) if text else self._a.instance("str")

    def _converted(self, frame: Frame, node: Converted) -> TypeSet:
        self._a.implicit.text(frame, self.evaluate(frame, node.value), node.value, node.conversion)
        return self._a.instance("str")

    def _lambda(self, frame: Frame, node: Lambda) -> TypeSet:
        function = frame.module.functions[node.function]
        for param in function.params:
            if param.default is not None:
                self.evaluate(frame, param.default)
        return TypeSet((FunctionValue(function, None, self._a.names.enclosing(frame)),))

    def _named(self, frame: Frame, node: NamedExpr) -> TypeSet:
        types = self._a.statements.kept(frame, node.value)
        self._a.statements.bind_name(frame, node.name, types)
        return types

    def _attr(self, frame: Frame, node: Attr) -> TypeSet:
        target = self.evaluate(frame, node.value)
        types = self._a.attributes.get(frame, target, node.name, node.at, node)
        if frame.knows_paths:
            path = path_of(node)
            known = None if path is None else frame.env.get(path)
            if known is not None:
                return known
        param, given = self._a.recording.field_of(target, node.name)
        return types if param is None else types.of_param(param, given)

    def _await(self, frame: Frame, node: Await) -> TypeSet:
        if isinstance(node.value, Call):
            types = self._a.invocations.call(frame, node.value, awaited=True)
        else:
            types = self.evaluate(frame, node.value)
        self._a.iteration.wait(frame, types, node.at, node)
        if frame.knows_paths:
            forget_constants(frame)
        return self._a.iteration.awaited(frame, types)

    def _star(self, frame: Frame, node: Star) -> TypeSet:
        return self.evaluate(frame, node.value)

    def _opaque(self, frame: Frame, node: Opaque) -> TypeSet:
        return UNKNOWN

    def _yield(self, frame: Frame, node: Yield) -> TypeSet:
        if node.value is not None:
            self._a.solver.write(frame.unit.yields, self.evaluate(frame, node.value))
        return UNKNOWN

    def _yield_from(self, frame: Frame, node: YieldFrom) -> TypeSet:
        types = self.evaluate(frame, node.value)
        event = frame.event(node.at, "iter", node.value)
        self._a.solver.write(frame.unit.yields, self._a.iteration.advance(frame, types, event))
        return UNKNOWN

    def iterating(self, frame: Frame, source: Expr | None) -> Event:
        """The event of iterating over `source`; lost where that has no place of its own."""
        place = place_of(source)
        return Event(0, "iter", None, ()) if place is None else frame.event(place, "iter", source)


def growing(elements: TypeSet) -> TypeSet:
    """The elements of a container that may get further ones: constants alone say little of them."""
    if elements.values and not any(isinstance(v, Literal) for v in elements.values):
        return elements
    return elements.with_unknown()
