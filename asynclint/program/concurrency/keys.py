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
        if mine is None or theirs is None:
            return False
        mine, theirs = self._meant(mine), self._meant(theirs)
        if isinstance(mine, Const) and not self._is_of_library(one):
            # To a function of the project a constant says what to do rather than to what.
            return False
        return _different(mine, theirs)

    def _is_of_library(self, call: Call) -> bool:
        event = self._view.unit.events.get((call.at, "call"))
        return event is not None and all(
            isinstance(value, FunctionValue) and value.function.module.is_stub for value in event.alternatives
        )

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

    def _meant(self, expr: Expr) -> Expr:
        only = self._view.text.only_value(expr.id) if isinstance(expr, Name) else None
        return only if only is not None else expr

    def is_told_apart(self, key: Expr, targets: frozenset[str]) -> bool:
        """Whether a key is the value of a loop's target, or a text around just that."""
        key = self._meant(key)
        if isinstance(key, FormatString):
            if not all(_may_be_key(part) for part in key.values):
                return False
            parts = [part for part in key.values if not isinstance(part, Const)]
            return len(parts) == 1 and self.is_told_apart(parts[0], targets)
        return isinstance(key, Name) and key.id in targets


def _different(one: Expr, two: Expr) -> bool:
    if isinstance(one, Const) and isinstance(two, Const):
        return one.kind == two.kind and one.value != two.value and _may_be_key(one) and _may_be_key(two)
    if isinstance(one, FormatString) and isinstance(two, FormatString):
        if len(one.values) != len(two.values):
            return False
        pairs = zip(one.values, two.values, strict=True)
        # Names have places of their own.
        unequal = [(a, b) for a, b in pairs if a != b and not (_dotted(a) == _dotted(b) != "")]
        # Of two constant parts one may make up for the other; a single one cannot.
        if len(unequal) != 1 or not all(isinstance(part, Const) for part in unequal[0]):
            return False
        return all(map(_may_be_key, (*one.values, *two.values)))
    return False


def _may_be_key(part: Expr) -> bool:
    """Whether a constant may be a key, or a part of one: SQL and sentences are none."""
    if not isinstance(part, Const):
        return True
    return part.value is not None and not (isinstance(part.value, str) and any(map(str.isspace, part.value)))


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
