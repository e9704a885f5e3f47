"""Operators and subscripts: the special methods that they call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import BinOp, Compare, Const, Expr, Sequence, Subscript, UnaryOp
from asynclint.program.calls.keywords import item, set_item
from asynclint.program.calls.params import Arguments
from asynclint.program.calls.reflection import constants
from asynclint.program.evaluation.texts import added, constant_text, filled
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import ClassValue, FunctionValue, Instance, TupleValue
from asynclint.program.values.typesets import EMPTY, UNKNOWN, TypeSet, Value, is_none, join_all

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "@": "matmul",
    "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "^": "xor", "|": "or",
}  # fmt: skip
COMPARE = {"==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}


class Operators:
    """What operators run and give."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis

    def _special(
        self, frame: Frame, types: TypeSet, name: str, arguments: Arguments, at: int, expr: Expr, kind: str
    ) -> TypeSet:
        """Calls a special method of every candidate; an event stays only where something may run."""
        event = frame.event(at, kind, expr)
        parts: list[TypeSet] = []
        hidden = self._a.calls.passed_in(types) if types.symbols else {}
        for value in types.values:
            if is_none(value):
                continue
            event.alternatives[value] = None
            frame.own(value, types)
            given = self._a.calls.special(frame, value, name, arguments, event, value, value in hidden)
            parts.append(UNKNOWN if given is None else given)
        event.unknown = event.unknown or types.unknown
        if not event.edges:
            frame.recorder.events.pop((at, kind), None)
        if types.unknown:
            parts.append(UNKNOWN)
        return join_all(parts)

    def binary(self, frame: Frame, node: BinOp) -> TypeSet:
        """`left op right`."""
        left = self._a.expressions.evaluate(frame, node.left)
        right = self._a.expressions.evaluate(frame, node.right)
        return self.apply(frame, node.op, left, right, node.at, node)

    def augment(self, frame: Frame, op: str, left: TypeSet, right: TypeSet, at: int, node: Expr) -> TypeSet:
        """`left op= right`: in place where the class has a method for that."""
        name = f"__i{BINARY[op]}__"
        mine = tuple(v for v in left.values if self._a.attributes.method(v, name) is not None)
        if not mine:
            return self.apply(frame, op, left, right, at, node)
        rest = TypeSet(tuple(v for v in left.values if v not in mine), (), left.unknown)
        target = TypeSet(mine, left.symbols)
        parts = [self._special(frame, target, name, Arguments([right]), at, node, "operator")]
        if rest:
            parts.append(self.apply(frame, op, rest, right, at, node))
        return join_all(parts)

    def apply(self, frame: Frame, op: str, left: TypeSet, right: TypeSet, at: int, node: Expr) -> TypeSet:
        """`left op right`."""
        folded = self._fold(op, left, right)
        if folded is not None:
            return folded
        name = BINARY[op]
        mine: list[Value] = []
        theirs: list[Value] = []
        for value in left.values:
            method = self._a.attributes.method(value, f"__{name}__")
            own = method is not None and not self._declines(method, right, f"__r{name}__")
            (mine if own else theirs).append(value)
        parts = []
        if self._reflected_first(left, right, f"__r{name}__"):
            return self._special(frame, right, f"__r{name}__", Arguments([left]), at, node, "operator")
        if mine:
            target = TypeSet(tuple(mine), left.symbols)
            parts.append(
                self._special(frame, target, f"__{name}__", Arguments([right]), at, node, "operator")
            )
        if theirs or not mine:
            parts.append(self._special(frame, right, f"__r{name}__", Arguments([left]), at, node, "operator"))
        if left.unknown:
            parts.append(UNKNOWN)
        return join_all(parts)

    def _declines(self, method: FunctionValue, right: TypeSet, name: str) -> bool:
        """Builtin types know nothing of a project's classes, which then answer themselves."""
        if method.function.module.name != "builtins" or not right.values or right.unknown:
            return False
        found = [self._a.attributes.method(value, name) for value in right.values]
        return all(answer is not None and not answer.function.module.is_stub for answer in found)

    def _reflected_first(self, left: TypeSet, right: TypeSet, name: str) -> bool:
        """Python asks the right operand first where its class is a subclass of the left one's."""
        if not right.values or not left.values:
            return False
        for theirs in right.values:
            for mine in left.values:
                a, b = self._a.attributes.class_of(mine), self._a.attributes.class_of(theirs)
                if a is None or b is None or a is b or a not in b.mro or b.find(name) is None:
                    return False
        return True

    def _fold(self, op: str, left: TypeSet, right: TypeSet) -> TypeSet | None:
        """Constant strings joined, and unions of classes; None for anything else."""
        text = constant_text(left)
        if text is not None and op in ("+", "%"):
            return added(text, right, self._is_text) if op == "+" else filled(text)
        if len(left.values) != 1 or len(right.values) != 1 or left.unknown or right.unknown:
            return None
        if isinstance(left.values[0], ClassValue) and op == "|":
            return left.join(right)
        return None

    def _is_text(self, value: Value) -> bool:
        cls = self._a.attributes.class_of(value)
        return cls is not None and cls.name == "str"

    def unary(self, frame: Frame, node: UnaryOp) -> TypeSet:
        """`op operand`; `not` is a condition."""
        if node.op == "not":
            return self._a.conditions.tested(frame, node)[0]
        types = self._a.expressions.evaluate(frame, node.operand)
        names = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
        return self._special(frame, types, names[node.op], Arguments(), node.at, node, "operator")

    def compare(self, frame: Frame, node: Compare) -> TypeSet:
        """Comparisons of objects of project classes and of lazy containers run their methods."""
        left = self._a.expressions.evaluate(frame, node.left)
        result = EMPTY
        for op, expr in zip(node.ops, node.rights, strict=True):
            right = self._a.expressions.evaluate(frame, expr)
            if op in ("in", "not in"):
                self._contains(frame, left, right, node)
            elif op in COMPARE and self._overrides(left, COMPARE[op]):
                given = self._special(frame, left, COMPARE[op], Arguments([right]), node.at, node, "operator")
                result = result.join(given)
            left = right
        return result if result else self._a.instance("bool")

    def _contains(self, frame: Frame, left: TypeSet, right: TypeSet, node: Compare) -> None:
        with_method = tuple(
            value for value in right.values if self._a.attributes.method(value, "__contains__") is not None
        )
        lazy = tuple(
            value
            for value in right.values
            if value not in with_method and self._a.attributes.method(value, "__iter__") is not None
        )
        if with_method:
            target = TypeSet(with_method, right.symbols, right.unknown)
            self._special(frame, target, "__contains__", Arguments([left]), node.at, node, "contains")
        if lazy:
            event = frame.event(node.at, "contains", node)
            self._a.iteration.advance(frame, TypeSet(lazy), event)
            if not event.edges:
                frame.recorder.events.pop((node.at, "contains"), None)

    def _overrides(self, types: TypeSet, name: str) -> bool:
        """Whether some class has a comparison of its own."""
        for value in types.values:
            found = self._a.attributes.method(value, name)
            owner = found.function.owner if found is not None else None
            if owner is not None and owner.name != "object":
                return True
        return False

    def subscript(self, frame: Frame, node: Subscript) -> TypeSet:
        """`value[index]`: an item, or a generic class."""
        target = self._a.expressions.evaluate(frame, node.value)
        if target.values and all(isinstance(v, ClassValue) for v in target.values):
            return self._generic(frame, target, node)
        index = self._a.expressions.evaluate(frame, node.index)
        parts: list[TypeSet] = []
        rest: list[Value] = []
        for value in target.values:
            known = self._item(value, node.index, index)
            if known is not None:
                parts.append(known)
            else:
                rest.append(value)
        if rest or target.unknown or target.symbols:
            left = TypeSet(tuple(rest), target.symbols, target.unknown)
            parts.append(self._special(frame, left, "__getitem__", Arguments([index]), node.at, node, "item"))
        return item(frame, target, index, node.at, join_all(parts))

    def _item(self, value: Value, index: Expr, key: TypeSet) -> TypeSet | None:
        value = self._a.shapes.plain(value)
        if isinstance(value, Instance) and value.fields is not None:
            names = constants(key)
            return value.fields.get(names) if names else None
        place = _place(index)
        if isinstance(value, TupleValue) and place is not None:
            return value.items[place] if -len(value.items) <= place < len(value.items) else UNKNOWN
        return None

    def _generic(self, frame: Frame, target: TypeSet, node: Subscript) -> TypeSet:
        scope = self._a.units.scope_of(frame.function, frame.module)
        items = node.index.items if isinstance(node.index, Sequence) else (node.index,)
        args = tuple(self._a.annotations.types(item, scope) for item in items)
        return TypeSet(
            tuple(ClassValue(v.cls, args) for v in target.values if isinstance(v, ClassValue)),
            unknown=target.unknown,
        )

    def store(self, frame: Frame, node: Subscript, value: TypeSet, name: str = "__setitem__") -> None:
        """`node = value` or `del node`."""
        target = self._a.expressions.evaluate(frame, node.value)
        index = self._a.expressions.evaluate(frame, node.index)
        arguments = Arguments([index, value] if name == "__setitem__" else [index])
        set_item(frame, target, index, node.at)
        kept = tuple(v for v in target.values if isinstance(v, Instance))
        owners = TypeSet(kept, target.symbols, target.unknown)
        self._special(frame, owners, name, arguments, node.at, node, "setitem")
        if name == "__setitem__":
            self._a.growth.stored(frame, node.value, target, index, value)


def _place(index: Expr) -> int | None:
    """The position that a constant index names, from the end where it is negative."""
    if isinstance(index, UnaryOp) and index.op == "-":
        place = _place(index.operand)
        return None if place is None else -place
    return index.value if isinstance(index, Const) and isinstance(index.value, int) else None
