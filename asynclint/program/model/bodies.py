"""What stands in a body, read without evaluating it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from asynclint.facts.records import (
    AnnAssign,
    Assign,
    Attr,
    Call,
    ClassStmt,
    Const,
    DefStmt,
    Expr,
    ExprStmt,
    For,
    If,
    Jump,
    Match,
    ModuleFacts,
    Name,
    Raise,
    Stmt,
    Try,
    While,
    With,
)
from asynclint.program.model.walking import names_in


@dataclass(slots=True)
class Member:
    """What a class body binds to one name: functions (all of an overload set), or expressions.

    `functions` and `nested` are indices into the functions and classes of the module, -1 for no
    nested class.
    """

    functions: list[int] = field(default_factory=list)
    annotation: Expr | None = None
    values: list[Expr] = field(default_factory=list)
    nested: int = -1


def collect_members(body: tuple[Stmt, ...], facts: ModuleFacts) -> dict[str, Member]:
    """The names that a class body binds at its top level or in plain blocks of it."""
    members: dict[str, Member] = {}
    _collect(body, facts, members)
    return members


def _collect(body: tuple[Stmt, ...], facts: ModuleFacts, members: dict[str, Member]) -> None:
    for stmt in body:
        if isinstance(stmt, DefStmt):
            name = facts.functions[stmt.function].name
            members.setdefault(name, Member()).functions.append(stmt.function)
        elif isinstance(stmt, AnnAssign):
            if isinstance(stmt.target, Name):
                member = members.setdefault(stmt.target.id, Member())
                member.annotation = stmt.annotation
                if stmt.value is not None:
                    member.values.append(stmt.value)
        elif isinstance(stmt, Assign):
            for target in stmt.targets:
                if isinstance(target, Name):
                    members.setdefault(target.id, Member()).values.append(stmt.value)
        elif isinstance(stmt, ClassStmt):
            members.setdefault(facts.classes[stmt.cls].name, Member()).nested = stmt.cls
        else:
            for block in plain_blocks(stmt):
                _collect(block, facts, members)


def plain_blocks(stmt: Stmt) -> tuple[tuple[Stmt, ...], ...]:
    """The blocks of a statement that run where nothing special happens: no handlers, no cases."""
    if isinstance(stmt, If | While | For):
        return (stmt.body, stmt.orelse)
    if isinstance(stmt, With):
        return (stmt.body,)
    return (stmt.body, stmt.orelse, stmt.final) if isinstance(stmt, Try) else ()


def blocks(stmt: Stmt) -> tuple[tuple[Stmt, ...], ...]:
    """All blocks directly inside a statement, function and class bodies aside."""
    found = plain_blocks(stmt)
    if isinstance(stmt, Try):
        return (*found, *(handler.body for handler in stmt.handlers))
    return tuple(case.body for case in stmt.cases) if isinstance(stmt, Match) else found


def unpacked(body: tuple[Stmt, ...]) -> Iterator[str]:
    """The names that are bound in a body and its blocks other than by `name = ...` or a definition.

    Unpacking, loops and `with ... as`; once for each time.
    """
    for stmt in body:
        if isinstance(stmt, Assign):
            for target in stmt.targets:
                if not isinstance(target, Name):
                    yield from names_in(target)
        elif isinstance(stmt, For):
            yield from names_in(stmt.target)
        elif isinstance(stmt, With):
            for item in stmt.items:
                yield from names_in(item.target)
        for block in blocks(stmt):
            yield from unpacked(block)


def has_break(body: tuple[Stmt, ...]) -> bool:
    """Whether a `break` in the body of a loop may end that loop."""
    for stmt in body:
        if isinstance(stmt, Jump) and stmt.kind == "break":
            return True
        if not isinstance(stmt, For | While) and any(has_break(block) for block in blocks(stmt)):
            return True
    return False


def is_placeholder(body: tuple[Stmt, ...]) -> bool:
    """A body of `...`, `pass` or a docstring: nothing to analyse."""
    return all(isinstance(stmt, ExprStmt) and isinstance(stmt.value, Const) for stmt in body)


def is_not_implemented(body: tuple[Stmt, ...]) -> bool:
    """A body that only raises NotImplementedError, beside a docstring."""
    rest = [s for s in body if not (isinstance(s, ExprStmt) and isinstance(s.value, Const))]
    if len(rest) != 1 or not isinstance(rest[0], Raise):
        return False
    raised = rest[0].exception
    if isinstance(raised, Call):
        raised = raised.func
    if isinstance(raised, Name):
        return raised.id == "NotImplementedError"
    return isinstance(raised, Attr) and raised.name == "NotImplementedError"
