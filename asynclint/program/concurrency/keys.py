"""Keys of calls that are surely different: constants, and texts that differ in one constant part."""

from __future__ import annotations

from asynclint.facts.records import Attr, Call, Const, Expr, FormatString, Name
from asynclint.program.conduct.view import View


class Keys:
    """Compares the arguments of calls in one body."""

    def __init__(self, view: View) -> None:
        self._view = view

    def differ(self, one: Call, two: Call) -> bool:
        """Whether the first arguments of two calls of methods of one object, or of one function, surely
        differ."""
        if not _same_owner(one.func, two.func):
            return False
        if one.args and two.args:
            return self._different(one.args[0], two.args[0])
        if one.args or two.args or not one.keywords or not two.keywords:
            return False
        mine, theirs = one.keywords[0], two.keywords[0]
        return mine.name == theirs.name != "" and self._different(mine.value, theirs.value)

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
