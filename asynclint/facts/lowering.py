"""What the lowering of one file shares: tables, scope, marks, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import libcst as cst

from asynclint.facts.records import (
    ClassFacts,
    Expr,
    FunctionFacts,
    Import,
    ImportFrom,
    Name,
    PlacedName,
    Stmt,
)
from asynclint.facts.scopes import Scope

Expressions = dict[type, Callable[["Lowering", Any], Expr]]
Statements = dict[type, Callable[["Lowering", Any, list[Stmt]], None]]


class Lowering:
    """The state of one file's lowering.

    `wanted` maps the identity of each node whose span is needed to the index of that span; the
    nodes live as long as the tree, so identities are unique.  `key` gives the identity under
    which a node is marked: its own, or, inside a parsed string annotation, that of the string.
    `mentions` are the capitalised names that stand where their value is used (an ordered set).
    """

    __slots__ = (
        "annotations",
        "body",
        "classes",
        "expressions",
        "functions",
        "imports",
        "key",
        "line_requests",
        "mentions",
        "scope",
        "statements",
        "type_checking",
        "wanted",
    )

    def __init__(self, expressions: Expressions, annotations: Expressions, statements: Statements) -> None:
        self.expressions = expressions
        self.annotations = annotations
        self.statements = statements
        self.key: Callable[[object], int] = id
        self.wanted: dict[int, int] = {}
        self.functions: list[FunctionFacts] = []
        self.classes: list[ClassFacts] = []
        self.imports: list[Import | ImportFrom] = []
        self.scope = Scope(None, -1, -1, "")
        self.body: tuple[Stmt, ...] = ()
        self.type_checking = False
        self.mentions: dict[str, None] = {}
        # (record, field, node, whether the last line is meant): filled in after code generation.
        self.line_requests: list[tuple[Any, str, int, bool]] = []

    def mark(self, node: cst.CSTNode) -> int:
        """The index of the span of `node`."""
        wanted = self.wanted
        return wanted.setdefault(self.key(node), len(wanted))

    def mention(self, name: str) -> None:
        """Notes a name that is used as a value, where it looks like that of a class."""
        if name.lstrip("_")[:1].isupper() or name == "__subclasses__":
            self.mentions[name] = None

    @contextmanager
    def unmentioned(self) -> Iterator[None]:
        """What is lowered inside only speaks of classes: nothing there makes or hands one on."""
        kept, self.mentions = self.mentions, {}
        try:
            yield
        finally:
            self.mentions = kept

    def want_line(self, record: Any, field: str, node: cst.CSTNode, *, last: bool = False) -> None:
        """Have `record.field` set to the first, or last, line of `node`."""
        self.line_requests.append((record, field, self.key(node), last))


def placed(low: Lowering, node: cst.CSTNode) -> Expr:
    """The record of an expression that is tested, formatted or unpacked: a name gets its place."""
    lowered = low.expressions[type(node)](low, node)
    return PlacedName(lowered.id, low.mark(node)) if type(lowered) is Name else lowered


def expression(low: Lowering, node: cst.CSTNode) -> Expr:
    """The record of one expression."""
    return low.expressions[type(node)](low, node)
