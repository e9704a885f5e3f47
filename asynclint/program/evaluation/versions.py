"""Tests of the version of Python that the settings name: which branch of them runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.facts.records import Attr, Const, Expr, Slice, Subscript
from asynclint.program.evaluation.narrowing import MIRRORED
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.values.kinds import Instance
from asynclint.program.values.outcomes import ORDERS

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis

FIELDS = ("major", "minor")
# Of `sys.version_info`: major, minor, micro, level, serial.
LENGTH = 5


class Versions:
    """Decides comparisons of `sys.version_info`, whole, a part or a field of it, with constants."""

    def __init__(self, analysis: Analysis, python: tuple[int, int] | None) -> None:
        self._a = analysis
        self._python = python

    def compare(self, frame: Frame, left: Expr, op: str, right: Expr) -> bool | None:
        """What a comparison gives; None where that is not known, or it is of something else."""
        if self._python is None:
            return None
        known = self._known(frame, left)
        if known is None:
            known = self._known(frame, right)
            left, op, right = right, MIRRORED.get(op, op), left
        if known is None:
            return None
        order = self._order(frame, known, right)
        if order is None:
            return None
        if op in ORDERS:
            return ORDERS[op](order, 0)
        return (order == 0) is (op == "==") if op in ("==", "!=") else None

    def _known(self, frame: Frame, expr: Expr) -> int | tuple[int, int] | None:
        """0 or 1 for a field; how many items a tuple has, and how many of those are known."""
        if isinstance(expr, Attr) and expr.name in FIELDS and self._is_version(frame, expr.value):
            return FIELDS.index(expr.name)
        if isinstance(expr, Subscript) and self._is_version(frame, expr.value):
            index = expr.index
            if isinstance(index, Const):
                return int(index.value) if index.kind == "int" and index.value in (0, 1) else None
            if isinstance(index, Slice) and index.parts:
                *start, end = [part.value if isinstance(part, Const) else None for part in index.parts]
                if start in ([], [0]) and isinstance(end, int) and 0 < end <= LENGTH:
                    return end, min(end, 2)
            return None
        return (LENGTH, 2) if self._is_version(frame, expr) else None

    def _is_version(self, frame: Frame, expr: Expr) -> bool:
        if isinstance(expr, Const | Subscript | Slice):
            return False
        types = self._a.narrowing.quiet(frame, expr)
        only = types.values[0] if len(types.values) == 1 and not types.unknown else None
        return isinstance(only, Instance) and only.cls is self._a.known_class("sys", "_version_info")

    def _order(self, frame: Frame, known: int | tuple[int, int], right: Expr) -> int | None:
        """-1, 0 or 1: how the version stands to a constant."""
        assert self._python is not None
        if isinstance(known, int):
            value = self._a.constants.of(frame, right)
            given = value[0] if value is not None else None
            return _sign(self._python[known], given) if isinstance(given, int) else None
        items = self._a.constants.items(frame, right)
        numbers = [item for item in items or () if isinstance(item, int)]
        if items is None or len(numbers) != len(items):
            return None
        length, count = known
        for own, other in zip(self._python[:count], numbers, strict=False):
            if own != other:
                return _sign(own, other)
        rest = numbers[count:]
        if length == count or not rest:
            return _sign(length, len(numbers))
        # What follows is no less than zeros, and there is more of it.
        return 1 if not any(rest) and len(numbers) < length else None


def _sign(own: int, other: int) -> int:
    return (own > other) - (own < other)
