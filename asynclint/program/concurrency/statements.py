"""What single statements evaluate first, bind and store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    AugAssign,
    Await,
    ClassStmt,
    Comp,
    DefStmt,
    Expr,
    ExprStmt,
    For,
    If,
    Import,
    ImportFrom,
    Match,
    Name,
    NamedExpr,
    Node,
    Return,
    Stmt,
    Subscript,
    Try,
    While,
    With,
)
from asynclint.program.concurrency.flow import Names
from asynclint.program.conduct.view import View
from asynclint.program.model.walking import children, names_in, walk


def result_of(node: Await) -> str:
    """The name that stands for what an await gives."""
    return f"await {node.at}"


def names_of(pieces: Iterable[Expr]) -> Names:
    """The names in some expressions, awaits inside included as what they give."""
    found: set[str] = set()
    for piece in pieces:
        for node in walk(piece):
            if isinstance(node, Name):
                found.add(node.id)
            elif isinstance(node, Await):
                found.add(result_of(node))
    return frozenset(found)


def parts_of(stmt: Stmt) -> tuple[Expr | None, tuple[Expr, ...]]:
    """The value of a simple statement, and its targets."""
    if isinstance(stmt, Assign):
        return stmt.value, stmt.targets
    if isinstance(stmt, AnnAssign | AugAssign):
        return stmt.value, (stmt.target,)
    if isinstance(stmt, ExprStmt | Return):
        return stmt.value, ()
    rest = tuple(child for child in children(stmt) if isinstance(child, Expr))
    return (rest[0] if rest else None), rest[1:]


def read_by_target(target: Expr) -> Iterator[Expr]:
    """What a target reads: the objects of its attributes and items."""
    if isinstance(target, Attr):
        yield target.value
    elif isinstance(target, Subscript):
        yield target.value
        yield target.index
    elif not isinstance(target, Name):
        for child in children(target):
            if isinstance(child, Expr):
                yield from read_by_target(child)


def bound_by(node: Node, view: View) -> Iterator[str]:
    """The names that a record itself binds."""
    if isinstance(node, Assign):
        for target in node.targets:
            yield from names_in(target)
    elif isinstance(node, AnnAssign | AugAssign | For):
        yield from names_in(node.target)
    elif isinstance(node, NamedExpr):
        yield node.name
    elif isinstance(node, With):
        for item in node.items:
            yield from names_in(item.target)
    elif isinstance(node, DefStmt | ClassStmt | Import | ImportFrom):
        yield from defined_by(node, view)


def header_of(stmt: Stmt) -> Expr | None:
    """What a compound statement evaluates first, once."""
    if isinstance(stmt, If):
        return stmt.test
    if isinstance(stmt, For):
        return stmt.iter
    return stmt.subject if isinstance(stmt, Match) else None


def stored_by(node: Node) -> Iterator[Expr]:
    """The attributes and items that a record itself assigns."""
    targets: tuple[Expr, ...] = ()
    if isinstance(node, Assign):
        targets = node.targets
    elif isinstance(node, AnnAssign | AugAssign):
        targets = (node.target,)
    for target in targets:
        if isinstance(target, Attr | Subscript):
            yield target


def defined_by(stmt: DefStmt | ClassStmt | Import | ImportFrom, view: View) -> Iterator[str]:
    facts = view.unit.module.facts
    if isinstance(stmt, DefStmt):
        yield facts.functions[stmt.function].name
    elif isinstance(stmt, ClassStmt):
        yield facts.classes[stmt.cls].name
    else:
        for item in stmt.names:
            yield item.alias or item.name.partition(".")[0]


def is_movable(stmt: Stmt) -> bool:
    """Whether a compound statement is a piece of work that could stand in a coroutine of its own."""
    if isinstance(stmt, If):
        return not any(isinstance(node, For | While | Try | With | Comp) for node in walk(stmt))
    if isinstance(stmt, Try):
        inside = [*children(stmt.handlers), *children(stmt.orelse)]
        waits = any(isinstance(node, Await) for child in inside for node in walk(child))
        loops = any(isinstance(node, For | While | Comp) for node in walk(stmt))
        return bool(stmt.handlers) and not stmt.final and not waits and not loops
    return False
