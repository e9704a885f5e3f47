"""What one file says: plain records without a libcst node in them.

A `ModuleFacts` is a pure function of a file's bytes and its module name.  Bodies are lowered to
a small tree of statements and expressions that keeps what names, types, effects and order need
and drops the rest.  Places are kept aside: a node that can be the place of a finding holds `at`,
the index of a span in `ModuleFacts.spans` (see `ModuleFacts.span`).

All records are immutable by convention and acyclic, hence `gc=False`; `array_like` keeps the
cache small.  Change `RECORDS_VERSION` with every change of a record or of its meaning: the cache
of an older version is then a miss.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from asynclint.facts.expression_records import (
    Attr,
    Await,
    BinOp,
    BoolOp,
    Call,
    Comp,
    Compare,
    Const,
    Converted,
    DictDisplay,
    Expr,
    FormatString,
    IfExp,
    Keyword,
    Lambda,
    Loop,
    Name,
    NamedExpr,
    Node,
    Opaque,
    PlacedName,
    Sequence,
    Slice,
    Star,
    Subscript,
    UnaryOp,
    Yield,
    YieldFrom,
)
from asynclint.facts.statement_records import (
    AnnAssign,
    Assert,
    Assign,
    AugAssign,
    Case,
    ClassStmt,
    DefStmt,
    Delete,
    ExprStmt,
    For,
    Handler,
    If,
    Import,
    ImportFrom,
    ImportName,
    Jump,
    Match,
    Raise,
    Return,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)

__all__ = [
    "RECORDS_VERSION",
    "AnnAssign",
    "Assert",
    "Assign",
    "Attr",
    "AugAssign",
    "Await",
    "BinOp",
    "BoolOp",
    "Call",
    "Case",
    "ClassFacts",
    "ClassStmt",
    "Comment",
    "Comp",
    "Compare",
    "Const",
    "Converted",
    "DefStmt",
    "Delete",
    "DictDisplay",
    "Expr",
    "ExprStmt",
    "For",
    "FormatString",
    "FunctionFacts",
    "Handler",
    "If",
    "IfExp",
    "Import",
    "ImportFrom",
    "ImportName",
    "Jump",
    "Keyword",
    "Lambda",
    "Loop",
    "Match",
    "ModuleFacts",
    "Name",
    "NamedExpr",
    "Node",
    "Opaque",
    "Param",
    "PlacedName",
    "Raise",
    "Return",
    "Sequence",
    "Slice",
    "Span",
    "Star",
    "Stmt",
    "Subscript",
    "Try",
    "UnaryOp",
    "While",
    "With",
    "WithItem",
    "Yield",
    "YieldFrom",
]

RECORDS_VERSION = 9

_SPAN = struct.Struct("<4I")


class Span(NamedTuple):
    """A piece of source: 1-based lines, 1-based columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Param(Node):
    """`kind`: positional (before `/`), normal, vararg (`*args`), keyword (after `*`), kwarg.

    Parameters stand in the order of the source.  String annotations are parsed.
    """

    name: str
    kind: str
    annotation: Expr | None
    default: Expr | None


class FunctionFacts(Node):
    """A `def`, `async def` or lambda (name "<lambda>", body one `Return`).

    `qualname` is as Python's (`C.method`, `outer.<locals>.inner`).  `parent` is the index of the
    function whose body holds it (through classes too), -1 for none; `owner` the index of the
    class whose body holds it directly, -1 for none.  `bindings` are the names that are local to
    it, parameters included; `self_stores` the attributes that it assigns on its first parameter,
    by a statement or by `setattr` and kin with a constant name.
    `line` is that of `def`, `first_line` that of the first decorator, `end_line` the last.
    """

    name: str
    qualname: str
    is_async: bool
    is_generator: bool
    decorators: tuple[Expr, ...]
    params: tuple[Param, ...]
    returns: Expr | None
    body: tuple[Stmt, ...]
    parent: int
    owner: int
    bindings: tuple[str, ...]
    globals: tuple[str, ...]
    nonlocals: tuple[str, ...]
    self_stores: tuple[str, ...]
    type_params: tuple[str, ...]
    line: int
    first_line: int
    end_line: int
    at: int


class ClassFacts(Node):
    """A `class`.  `body` holds its statements, methods as `DefStmt`."""

    name: str
    qualname: str
    bases: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expr, ...]
    body: tuple[Stmt, ...]
    parent: int
    owner: int
    type_params: tuple[str, ...]
    line: int
    end_line: int


class Comment(Node):
    """A suppression comment.

    `kind`: noqa, file-noqa (flake8's), ruff-noqa (of a file), ignore, file-ignore; unknown, with the
    word that stands there as its code.  `codes` as written, empty for all.
    `first_line` to `last_line` are the lines it is for: of a noqa the logical line that it stands on; of
    an ignore that one, the function whose header that is, or, where the comment has a line of its own,
    the statement that follows.  Of the others, and where nothing follows, its own.
    """

    kind: str
    codes: tuple[str, ...]
    reason: str
    line: int
    column: int
    first_line: int
    last_line: int


class ModuleFacts(Node):
    """All that one file says.

    `mentions` are the capitalised names, and the last parts of dotted ones in strings, that stand
    where their value is used: called, passed, stored, or the type of a parameter or of a field.
    What only speaks of a class (bases, results, `isinstance`, handlers, `__all__`) does not count.
    """

    name: str
    is_package: bool
    body: tuple[Stmt, ...]
    functions: tuple[FunctionFacts, ...]
    classes: tuple[ClassFacts, ...]
    imports: tuple[Import | ImportFrom, ...]
    comments: tuple[Comment, ...]
    mentions: tuple[str, ...]
    lines: int
    spans: bytes

    def span(self, at: int) -> Span:
        """The place of a node that holds `at`."""
        return Span(*_SPAN.unpack_from(self.spans, at * _SPAN.size))
