"""Expressions as text, for messages: close to the source, cut where it gets long."""

from __future__ import annotations

from asynclint.facts.records import Attr, Await, BinOp, Call, Compare, Const, Expr, Name, Sequence, Subscript


def render(expr: Expr | None) -> str:
    """A callee or an operand as a reader would recognise it."""
    if isinstance(expr, Name):
        return expr.id
    if isinstance(expr, Attr):
        return f"{render(expr.value)}.{expr.name}"
    if isinstance(expr, Call):
        return f"{render(expr.func)}({'...' if expr.args or expr.keywords else ''})"
    if isinstance(expr, Subscript):
        return f"{render(expr.value)}[{render(expr.index)}]"
    if isinstance(expr, Const):
        return repr(expr.value) if expr.value is not None else ("None" if expr.kind == "none" else "...")
    if isinstance(expr, Compare):
        parts = [render(expr.left)]
        for op, right in zip(expr.ops, expr.rights, strict=True):
            parts += [op, render(right)]
        return " ".join(parts)
    if isinstance(expr, Sequence):
        return ", ".join(render(item) for item in expr.items[:3])
    if isinstance(expr, Await):
        return f"await {render(expr.value)}"
    if isinstance(expr, BinOp):
        return f"{render(expr.left)} {expr.op} {render(expr.right)}"
    return "..."
