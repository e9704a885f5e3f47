"""Keys of calls that are surely different: constants, and texts that differ in one constant part."""

from __future__ import annotations

from asynclint.facts.records import Attr, Call, Const, Expr, FormatString, Name, Star
from asynclint.program.conduct.view import View
from asynclint.program.values.kinds import FunctionValue


class Keys:
    """Compares the arguments of calls in one body."""

    def __init__(self, view: View) -> None:
        self._view = view

    def differ(self, one: Call, two: Call) -> bool:
        """Whether two calls of methods of one object, or of one function, are about keys that surely
        differ."""
        if not _same_owner(one.func, two.func):
            return False
        mine, theirs = self.of(one), self.of(two)
        return mine is not None and theirs is not None and self._different(mine, theirs)

    def of(self, call: Call) -> Expr | None:
        """The argument that tells the call apart from others: what `@keyed` names, else the first one."""
        event = self._view.unit.events.get((call.at, "call"))
        for value in event.alternatives if event is not None else ():
            function = value.function if isinstance(value, FunctionValue) else None
            if function is not None and function.behaviour is not None and function.behaviour.keyed:
                named = function.behaviour.keyed
                params = [param.name for param in function.params]
                index = params.index(named) - (params[0] == "self") if named in params else -1
                given = {keyword.name: keyword.value for keyword in call.keywords}
                return given.get(named, call.args[index] if 0 <= index < len(call.args) else None)
        if call.args:
            return None if isinstance(call.args[0], Star) else call.args[0]
        return call.keywords[0].value if call.keywords and call.keywords[0].name else None

    def _different(self, one: Expr, two: Expr) -> bool:
        one, two = self._meant(one), self._meant(two)
        if isinstance(one, Const) and isinstance(two, Const):
            return one.kind == two.kind and one.value is not None and one.value != two.value
        if isinstance(one, FormatString) and isinstance(two, FormatString):
            if len(one.values) != len(two.values):
                return False
            unequal = [(a, b) for a, b in zip(one.values, two.values, strict=True) if a != b]
            # Of two constant parts one may make up for the other; a single one cannot.
            return len(unequal) == 1 and all(isinstance(part, Const) for part in unequal[0])
        return False

    def _meant(self, expr: Expr) -> Expr:
        only = self._view.text.only_value(expr.id) if isinstance(expr, Name) else None
        return only if only is not None else expr

    def is_told_apart(self, key: Expr, targets: frozenset[str]) -> bool:
        """Whether a key is the value of a loop's target, or a text around just that."""
        key = self._meant(key)
        if isinstance(key, FormatString):
            parts = [part for part in key.values if not isinstance(part, Const)]
            return len(parts) == 1 and self.is_told_apart(parts[0], targets)
        return isinstance(key, Name) and key.id in targets


def _same_owner(one: Expr, two: Expr) -> bool:
    if isinstance(one, Attr) and isinstance(two, Attr):
        return _dotted(one.value) == _dotted(two.value) != ""
    return _dotted(one) == _dotted(two) != ""


def _dotted(expr: Expr) -> str:
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Attr):
        inner = _dotted(expr.value)
        return f"{inner}.{expr.name}" if inner else ""
    return ""
