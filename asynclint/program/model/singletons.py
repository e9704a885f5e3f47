"""Functions that build a module's object once: the first call pays, the others return what is there."""

from __future__ import annotations

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    Call,
    Compare,
    Const,
    Expr,
    ExprStmt,
    If,
    Name,
    Return,
    Stmt,
    Subscript,
    Try,
    UnaryOp,
    With,
)
from asynclint.program.model.bodies import blocks
from asynclint.program.model.entities import Function


def builds_once(function: Function) -> bool:
    """Whether a function does its work only until a global name holds the result.

    Either all of it follows `if X: return X` (or `is not None`), or all of it stands under
    `if X is None` (or `not X`) before a `return`; X is declared `global` and assigned there, or is a
    container of the module that is filled there.
    """
    if function.facts.is_generator:
        return False
    body = _work(function.facts.body)
    names = function.facts.globals
    if not names and body and isinstance(body[0], If):
        names = tuple(name for name in _names(body[0].test) if name not in function.facts.bindings)
    return any(_returns_early(body, name) or _builds_if_absent(body, name) for name in names)


def _work(body: tuple[Stmt, ...]) -> tuple[Stmt, ...]:
    """A body without its docstring, and without a lock around all of it."""
    rest = tuple(s for s in body if not (isinstance(s, ExprStmt) and isinstance(s.value, Const)))
    if len(rest) == 1 and isinstance(rest[0], With | Try) and not getattr(rest[0], "handlers", ()):
        return _work(rest[0].body)
    return rest


def _returns_early(body: tuple[Stmt, ...], name: str) -> bool:
    if len(body) < 2 or not isinstance(body[0], If) or body[0].orelse:
        return False
    first = body[0]
    leaves = len(first.body) == 1 and isinstance(first.body[0], Return)
    return leaves and _is_set(first.test, name) and _assigns(body[1:], name)


def _builds_if_absent(body: tuple[Stmt, ...], name: str) -> bool:
    if not body or not isinstance(body[0], If) or body[0].orelse:
        return False
    plain = all(_only_returns(stmt, name) for stmt in body[1:])
    return plain and _is_unset(body[0].test, name) and _assigns(body[0].body, name)


def _only_returns(stmt: Stmt, name: str) -> bool:
    """Whether a statement only returns the object, or what a method of it gives."""
    if isinstance(stmt, If):
        return not isinstance(stmt.test, Call) and all(
            _only_returns(inner, name) for inner in (*stmt.body, *stmt.orelse)
        )
    if not isinstance(stmt, Return):
        return False
    value = stmt.value
    if isinstance(value, Call):
        return isinstance(value.func, Attr) and _is_name(value.func.value, name)
    return value is None or isinstance(value, Name | Const | Attr)


def _is_set(test: Expr, name: str) -> bool:
    return _is_name(test, name) or _compares(test, name, ("is not", "!="))


def _is_unset(test: Expr, name: str) -> bool:
    if isinstance(test, UnaryOp) and test.op == "not":
        return _is_name(test.operand, name)
    return _compares(test, name, ("is", "=="))


def _compares(test: Expr, name: str, ops: tuple[str, ...]) -> bool:
    return (
        isinstance(test, Compare)
        and len(test.ops) == 1
        and test.ops[0] in ops
        and _is_name(test.left, name)
        and isinstance(test.rights[0], Const)
        and test.rights[0].kind == "none"
    )


def _is_name(expr: Expr, name: str) -> bool:
    return isinstance(expr, Name) and expr.id == name


def _names(test: Expr) -> tuple[str, ...]:
    """The name that `X` or `not X` tests."""
    subject = test.operand if isinstance(test, UnaryOp) and test.op == "not" else test
    return (subject.id,) if isinstance(subject, Name) else ()


def _assigns(body: tuple[Stmt, ...], name: str) -> bool:
    """Whether a body assigns a name, or `name[key]`, or calls `name.update(...)`."""
    for stmt in body:
        targets = stmt.targets if isinstance(stmt, Assign) else ()
        if isinstance(stmt, AnnAssign):
            targets = (stmt.target,)
        if any(
            _is_name(target.value if isinstance(target, Subscript) else target, name) for target in targets
        ):
            return True
        call = stmt.value if isinstance(stmt, ExprStmt) else None
        func = call.func if isinstance(call, Call) else None
        if isinstance(func, Attr) and func.name == "update" and _is_name(func.value, name):
            return True
        if any(_assigns(block, name) for block in blocks(stmt)):
            return True
    return False
