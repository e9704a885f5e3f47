"""The places that expressions have of their own."""

from __future__ import annotations

from asynclint.facts.records import (
    Attr,
    Await,
    BinOp,
    Call,
    Compare,
    Expr,
    NamedExpr,
    PlacedName,
    Subscript,
    UnaryOp,
    YieldFrom,
)

_PLACED = (PlacedName, Attr, Call, Subscript, BinOp, UnaryOp, Compare, Await, YieldFrom)


def place_of(expr: Expr | None) -> int | None:
    """The span index of an expression; None for a kind that has none."""
    while isinstance(expr, NamedExpr):
        expr = expr.value
    return expr.at if isinstance(expr, _PLACED) else None
