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
    DictDisplay,
    Expr,
    FormatString,
    IfExp,
    Lambda,
    Name,
    NamedExpr,
    Opaque,
    Sequence,
    Slice,
    Star,
    Subscript,
    UnaryOp,
    Yield,
    YieldFrom,
)
from asynclint.program.conditions import Conditions
from asynclint.program.frame import Frame
from asynclint.program.operators import Operators
from asynclint.program.params import Arguments
from asynclint.program.units import Cell, Event, Unit
from asynclint.program.values import (
    EMPTY,
    UNKNOWN,
    ClassValue,
    FunctionValue,
    Instance,
    Literal,
    ModuleValue,
    ParamRef,
    Pending,
    ResultOf,
    SuperValue,
    TupleValue,
    TypeSet,
    Value,
    is_none,
    join_all,
)

if TYPE_CHECKING:
    from asynclint.program.analysis import Analysis

Evaluate = Callable[[Frame, Any], TypeSet]


class Expressions:
    """Evaluation by the kind of node."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        self.conditions = Conditions(analysis)
        self.operators = operators = Operators(analysis)
        self._table: dict[type, Evaluate] = {
            Name: self.name,
            Const: self._const,
            Attr: self._attr,
            Call: self._call,
            Subscript: operators.subscript,
            Slice: self._slice,
            BinOp: operators.binary,
            UnaryOp: operators.unary,
            BoolOp: self._bool_op,
            Compare: operators.compare,
            IfExp: self._if_exp,
            Sequence: self._sequence,
            DictDisplay: self._dict,
            Comp: self._comp,
            Lambda: self._lambda,
            Await: self._await,
            Yield: self._yield,
            YieldFrom: self._yield_from,
            NamedExpr: self._named,
            FormatString: self._format,
            Star: lambda frame, node: self.evaluate(frame, node.value),
            Opaque: lambda frame, node: UNKNOWN,
        }

    def evaluate(self, frame: Frame, node: Expr) -> TypeSet:
        return self._table[type(node)](frame, node)

    # --- names ---------------------------------------------------------------------------------

    def name(self, frame: Frame, node: Name) -> TypeSet:
        return self.named(frame, node.id)

    def named(self, frame: Frame, name: str) -> TypeSet:
        """A name: local, of an enclosing function, of the module, a builtin, or a module's."""
        found = frame.env.get(name)
        if found is not None:
            function = frame.scope.function
            if function is not None and name in self._a.set_inside(function):
                return found.join(self._a.solver.read(frame.scope.cells.setdefault(name, Cell())))
            return found
        unit: Unit | None = frame.scope
        function = frame.scope.function
        if function is not None and name in function.facts.bindings and frame.unit is frame.scope:
            return EMPTY
        if function is None or name not in function.facts.globals:
            unit = frame.scope if frame.unit is not frame.scope else frame.scope.outer
            while unit is not None:
                if unit.function is not None and name in unit.function.facts.bindings:
                    self._a.solver.ensure(unit)
                    return self._a.solver.read(unit.cells.setdefault(name, Cell()))
                unit = unit.outer
        return self.global_name(frame, name)

    def global_name(self, frame: Frame, name: str) -> TypeSet:
        module = frame.module
        found = self._a.module_name(module, name)
        if found is not None:
            return found
        builtins = self._a.find("builtins", "")
        if builtins is not None and builtins is not module:
            found = self._a.module_name(builtins, name)
            if found is not None:
                return found
        unbound = self._a.find(name, "")
        return UNKNOWN if unbound is None else TypeSet((ModuleValue(unbound.name, unbound),))

    # --- atoms ---------------------------------------------------------------------------------

    def _const(self, frame: Frame, node: Const) -> TypeSet:
        if node.kind == "none":
            return TypeSet((Literal("none", None, frame.without_loop),))
        if node.kind in ("ellipsis", "complex"):
            return UNKNOWN
        return TypeSet((Literal(node.kind, node.value),))

    def _sequence(self, frame: Frame, node: Sequence) -> TypeSet:
        items = [self.evaluate(frame, item) for item in node.items]
        starred = any(isinstance(item, Star) for item in node.items)
        if node.kind == "tuple" and not starred:
            return TypeSet((TupleValue(tuple(items)),))
        for index, item in enumerate(node.items):
            if isinstance(item, Star):
                items[index] = self._a.iteration.advance(frame, items[index], self.iterating(frame, item.value))
        return self._a.instance(node.kind, _growing(join_all(items)))

    def iterating(self, frame: Frame, source: Expr | None) -> Event:
        """The event of iterating over `source`; lost where that has no place of its own."""
        place = getattr(source, "at", None)
        return Event(0, "iter", None, ()) if place is None else frame.event(place, "iter", source)

    def _dict(self, frame: Frame, node: DictDisplay) -> TypeSet:
        keys = [self.evaluate(frame, key) for key in node.keys if key is not None]
        values = []
        for key, value in zip(node.keys, node.values, strict=True):
            types = self.evaluate(frame, value)
            values.append(types if key is not None else UNKNOWN)
        return self._a.instance("dict", _growing(join_all(keys)), _growing(join_all(values)))

    def _slice(self, frame: Frame, node: Slice) -> TypeSet:
        for part in node.parts:
            self.evaluate(frame, part)
        return self._a.instance("slice")

    def _format(self, frame: Frame, node: FormatString) -> TypeSet:
        text = ""
        constant = True
        for value in node.values:
            types = self.evaluate(frame, value)
            known = types.values[0] if len(types.values) == 1 and not types.unknown else None
            if isinstance(known, Literal) and known.kind == "str" and isinstance(known.value, str):
                text += known.value
            else:
                constant = False
        return TypeSet((Literal("str", text),)) if constant else self._a.instance("str")

    def _lambda(self, frame: Frame, node: Lambda) -> TypeSet:
        function = frame.module.functions[node.function]
        return TypeSet((FunctionValue(function, None, self.enclosing(frame)),))

    def enclosing(self, frame: Frame) -> Unit | None:
        """The unit of the function in which a function defined here is nested."""
        return frame.scope if frame.scope.function is not None else frame.scope.outer

    def _named(self, frame: Frame, node: NamedExpr) -> TypeSet:
        types = self.evaluate(frame, node.value)
        self._a.statements.bind_name(frame, node.name, types)
        return types

    # --- attributes and calls ------------------------------------------------------------------

    def _attr(self, frame: Frame, node: Attr) -> TypeSet:
        target = self.evaluate(frame, node.value)
        return self._a.attributes.get(frame, target, node.name, node.at, node)

    def _call(self, frame: Frame, node: Call, awaited: bool = False) -> TypeSet:
        func = node.func
        if isinstance(func, Name) and func.id == "super" and "super" not in frame.env:
            return self._super(frame, node)
        event: Event
        if isinstance(func, Attr):
            target = self.evaluate(frame, func.value)
            arguments = self.arguments(frame, node, awaited)
            event = frame.event(node.at, "call", node.func)
            return self._method_call(frame, target, func, arguments, event)
        callee = self.evaluate(frame, func)
        arguments = self.arguments(frame, node, awaited)
        event = frame.event(node.at, "call", node.func)
        return self._a.calls.call(frame, callee, arguments, event)

    def _method_call(
        self, frame: Frame, target: TypeSet, func: Attr, arguments: Arguments, event: Event
    ) -> TypeSet:
        parts: list[TypeSet] = []
        hidden = self._a.calls.passed_in(target) if target.symbols else {}
        for symbol in target.symbols:
            if isinstance(symbol, ParamRef):
                self._a.calls.add_hole(frame, symbol, f".{func.name}", event)
                parts.append(TypeSet((), (ResultOf(symbol, (f".{func.name}",)),)))
        shown: list[Value] = [value for value in target.values if not is_none(value)]
        for value in shown:
            callee = self._a.attributes.one(frame, value, func.name, func.at, func)
            if value in hidden:
                inner = Event(event.at, event.kind, event.expr, event.guards)
                parts.append(self._a.calls.call(frame, callee, arguments, inner))
                for edge in inner.edges:
                    edge.covered = True
                    event.add(edge)
                event.alternatives.update(inner.alternatives)
                event.unknown = event.unknown or inner.unknown
            else:
                parts.append(self._a.calls.call(frame, callee, arguments, event))
        if target.unknown or not (shown or target.symbols):
            event.unknown = True
            parts.append(TypeSet((), (), target.unknown))
        return join_all(parts)

    def arguments(self, frame: Frame, node: Call, awaited: bool = False) -> Arguments:
        """The evaluated arguments; unpacked tuples by position."""
        result = Arguments(awaited=awaited)
        for arg in node.args:
            types = self.evaluate(frame, arg)
            if not isinstance(arg, Star):
                if not result.more:
                    result.positional.append(types)
            elif len(types.values) == 1 and isinstance(types.values[0], TupleValue) and not types.unknown:
                result.positional.extend(types.values[0].items)
            else:
                self._a.iteration.advance(frame, types, self.iterating(frame, arg.value))
                result.more = True
        for keyword in node.keywords:
            types = self.evaluate(frame, keyword.value)
            if keyword.name:
                result.keywords[keyword.name] = types
            else:
                result.more = True
        return result

    def _super(self, frame: Frame, node: Call) -> TypeSet:
        unit: Unit | None = frame.scope
        for arg in node.args:
            self.evaluate(frame, arg)
        while unit is not None:
            function = unit.function
            if function is not None and function.owner is not None:
                receiver = self._a.params.receiver(function, unit.receiver)
                if function.name == "__new__":
                    receiver = ClassValue(function.owner)
                return TypeSet((SuperValue(function.owner, receiver),))
            unit = unit.outer
        return UNKNOWN

    def _await(self, frame: Frame, node: Await) -> TypeSet:
        if isinstance(node.value, Call):
            return self._a.iteration.awaited(frame, self._call(frame, node.value, awaited=True))
        return self._a.iteration.awaited(frame, self.evaluate(frame, node.value))

    # --- control inside expressions ------------------------------------------------------------

    def _bool_op(self, frame: Frame, node: BoolOp) -> TypeSet:
        return self.conditions.value_of(frame, node)

    def _if_exp(self, frame: Frame, node: IfExp) -> TypeSet:
        yes, no = self.conditions.split(frame, node.test)
        parts = []
        for branch, expr in ((yes, node.body), (no, node.orelse)):
            if branch.env is not None:
                parts.append(self.conditions.inside(frame, branch, lambda e=expr: self.evaluate(frame, e)))  # type: ignore[misc]
        return join_all(parts)

    def _generator(self, frame: Frame, node: Comp) -> TypeSet:
        """A generator expression: only its first iterable is evaluated now, the rest on demand."""
        unit = self._a.generator_unit(frame.recorder, frame.module, node.loops[0].at)
        unit.events = {}
        recorder, frame.recorder = frame.recorder, unit
        try:
            made = self._comp(frame, Comp("list", node.element, None, node.loops), recorder)
        finally:
            frame.recorder = recorder
        for value in made:
            if isinstance(value, Instance) and value.args:
                self._a.solver.write(unit.yields, value.args[0])
        return TypeSet((Pending("generator", unit, ()),))

    def _comp(self, frame: Frame, node: Comp, first: Unit | None = None) -> TypeSet:
        if node.kind == "generator":
            return self._generator(frame, node)
        outer = frame.env
        frame.env = dict(outer)
        try:
            for loop in node.loops:
                lazy, frame.recorder = frame.recorder, first or frame.recorder
                types = self.evaluate(frame, loop.iter)
                frame.recorder, first = lazy, None
                event = frame.event(loop.at, "iter", loop.iter)
                element = self._a.iteration.advance(frame, types, event, loop.is_async)
                self._a.statements.assign(frame, loop.target, element)
                for condition in loop.conditions:
                    yes, _ = self.conditions.split(frame, condition)
                    frame.env = yes.env if yes.env is not None else frame.env
            made = self.evaluate(frame, node.element)
            value = self.evaluate(frame, node.value) if node.value is not None else EMPTY
        finally:
            frame.env = outer
        rest = [_growing(value)] if node.kind == "dict" else []
        return self._a.instance(node.kind, _growing(made), *rest)

    def _yield(self, frame: Frame, node: Yield) -> TypeSet:
        if node.value is not None:
            self._a.solver.write(frame.unit.yields, self.evaluate(frame, node.value))
        return UNKNOWN

    def _yield_from(self, frame: Frame, node: YieldFrom) -> TypeSet:
        types = self.evaluate(frame, node.value)
        event = frame.event(node.at, "iter", node.value)
        self._a.solver.write(frame.unit.yields, self._a.iteration.advance(frame, types, event))
        return UNKNOWN


def _growing(elements: TypeSet) -> TypeSet:
    """The elements of a container that may get further ones: constants alone say little of them."""
    if elements.values and not any(isinstance(v, Literal) for v in elements.values):
        return elements
    return elements.with_unknown()
