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

import msgspec

RECORDS_VERSION = 2

_SPAN = struct.Struct("<4I")


class Span(NamedTuple):
    """A piece of source: 1-based lines, 1-based columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Node(msgspec.Struct, array_like=True, gc=False):
    """Base of all records."""


# --- expressions -------------------------------------------------------------------------------


class Name(Node, tag="n"):
    id: str


class Const(Node, tag="c"):
    """A literal.  `kind`: str, bytes, int, float, complex, bool, none, ellipsis.

    `value` is there for bool, for int within 64 bits, and for str up to 200 characters
    (implicit concatenation of plain strings is joined); else None.
    """

    kind: str
    value: str | int | bool | None = None


class Attr(Node, tag="a"):
    """`value.name`.  As the callee of a call, `at` is the span of that call."""

    value: Expr
    name: str
    at: int


class Keyword(Node):
    """`name=value` in a call; `name` is "" for `**value`."""

    name: str
    value: Expr


class Call(Node, tag="C"):
    """Positional arguments in order, `*x` among them as `Star`."""

    func: Expr
    args: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    at: int


class Subscript(Node, tag="s"):
    """`value[index]`; several indices are a `Sequence` of kind tuple."""

    value: Expr
    index: Expr
    at: int


class Slice(Node, tag="l"):
    """`lower:upper:step`: the parts that are there."""

    parts: tuple[Expr, ...]


class BinOp(Node, tag="b"):
    """`op` as written: + - * / // % @ ** << >> & ^ |"""

    op: str
    left: Expr
    right: Expr
    at: int


class UnaryOp(Node, tag="u"):
    """`op`: not - + ~"""

    op: str
    operand: Expr
    at: int


class BoolOp(Node, tag="B"):
    """`op`: and, or; a chain of one operator is one node."""

    op: str
    values: tuple[Expr, ...]


class Compare(Node, tag="o"):
    """`ops` as written (`==`, `is not`, `not in`, ...), one for each of `rights`."""

    left: Expr
    ops: tuple[str, ...]
    rights: tuple[Expr, ...]
    at: int


class IfExp(Node, tag="i"):
    test: Expr
    body: Expr
    orelse: Expr


class Sequence(Node, tag="t"):
    """A display: `kind` is tuple, list or set."""

    kind: str
    items: tuple[Expr, ...]


class DictDisplay(Node, tag="d"):
    """A key of None stands for `**value`."""

    keys: tuple[Expr | None, ...]
    values: tuple[Expr, ...]


class Loop(Node):
    """One `for target in iter if ...` of a comprehension; `at` is the span of `iter`."""

    target: Expr
    iter: Expr
    conditions: tuple[Expr, ...]
    is_async: bool
    at: int


class Comp(Node, tag="p"):
    """A comprehension: `kind` is list, set, dict or generator; `value` for dict only."""

    kind: str
    element: Expr
    value: Expr | None
    loops: tuple[Loop, ...]


class Lambda(Node, tag="L"):
    """`function` is an index into `ModuleFacts.functions`."""

    function: int


class Await(Node, tag="w"):
    value: Expr
    at: int


class Yield(Node, tag="y"):
    value: Expr | None


class YieldFrom(Node, tag="Y"):
    value: Expr
    at: int


class NamedExpr(Node, tag="="):
    name: str
    value: Expr


class FormatString(Node, tag="f"):
    """The parts of an f-string (or t-string), in order: literal text as `Const`, expressions."""

    values: tuple[Expr, ...]


class Star(Node, tag="*"):
    value: Expr


class Opaque(Node, tag="?"):
    """An expression of which nothing is kept."""


Expr = (
    Name
    | Const
    | Attr
    | Call
    | Subscript
    | Slice
    | BinOp
    | UnaryOp
    | BoolOp
    | Compare
    | IfExp
    | Sequence
    | DictDisplay
    | Comp
    | Lambda
    | Await
    | Yield
    | YieldFrom
    | NamedExpr
    | FormatString
    | Star
    | Opaque
)

# --- statements --------------------------------------------------------------------------------


class ExprStmt(Node, tag="e"):
    value: Expr


class Assign(Node, tag="A"):
    """`a = b = value`: all targets."""

    targets: tuple[Expr, ...]
    value: Expr


class AnnAssign(Node, tag="N"):
    target: Expr
    annotation: Expr
    value: Expr | None


class AugAssign(Node, tag="G"):
    """`target op= value`; `op` without the `=`."""

    target: Expr
    op: str
    value: Expr
    at: int


class Return(Node, tag="R"):
    value: Expr | None


class Raise(Node, tag="X"):
    exception: Expr | None
    cause: Expr | None


class Assert(Node, tag="S"):
    test: Expr
    message: Expr | None


class Delete(Node, tag="D"):
    targets: tuple[Expr, ...]


class Jump(Node, tag="J"):
    """`kind`: break, continue."""

    kind: str


class ImportName(Node):
    """`import name as alias` (alias "" where there is none), or one name of a from-import."""

    name: str
    alias: str = ""


class Import(Node, tag="I"):
    names: tuple[ImportName, ...]
    type_checking: bool
    line: int


class ImportFrom(Node, tag="F"):
    """`from ..module import names`; a star import has the single name "*"."""

    module: str
    level: int
    names: tuple[ImportName, ...]
    type_checking: bool
    line: int


class If(Node, tag="?i"):
    """`elif` is an `If` in `orelse`."""

    test: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]


class While(Node, tag="?w"):
    test: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]


class For(Node, tag="?f"):
    """`at` is the span of `iter`."""

    target: Expr
    iter: Expr
    body: tuple[Stmt, ...]
    orelse: tuple[Stmt, ...]
    is_async: bool
    at: int


class WithItem(Node):
    """`at` is the span of `context`."""

    context: Expr
    target: Expr | None
    at: int


class With(Node, tag="?W"):
    items: tuple[WithItem, ...]
    body: tuple[Stmt, ...]
    is_async: bool


class Handler(Node):
    type: Expr | None
    name: str
    body: tuple[Stmt, ...]


class Try(Node, tag="?t"):
    """Also `try` with `except*`."""

    body: tuple[Stmt, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Stmt, ...]
    final: tuple[Stmt, ...]


class Case(Node):
    """One `case`: the classes and the values its pattern tests at its top, the names it binds.

    `irrefutable` is true for `case _:` and `case name:` without guard; for the latter the name
    is bound to the whole subject and `whole` holds it (also `case Cls() as name`).
    """

    classes: tuple[Expr, ...]
    values: tuple[Expr, ...]
    names: tuple[str, ...]
    whole: str
    guard: Expr | None
    irrefutable: bool
    body: tuple[Stmt, ...]


class Match(Node, tag="?m"):
    subject: Expr
    cases: tuple[Case, ...]


class DefStmt(Node, tag="?d"):
    """A function is defined here: an index into `ModuleFacts.functions`."""

    function: int


class ClassStmt(Node, tag="?c"):
    """A class is defined here: an index into `ModuleFacts.classes`."""

    cls: int


Stmt = (
    ExprStmt
    | Assign
    | AnnAssign
    | AugAssign
    | Return
    | Raise
    | Assert
    | Delete
    | Jump
    | Import
    | ImportFrom
    | If
    | While
    | For
    | With
    | Try
    | Match
    | DefStmt
    | ClassStmt
)

# --- definitions -------------------------------------------------------------------------------


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
    it, parameters included; `self_stores` the attributes that it assigns on its first parameter.
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

    `kind`: noqa, ignore, file-ignore.  `codes` as written, upper case, empty for all;
    `first_line` to `last_line` is the logical line it stands on.
    """

    kind: str
    codes: tuple[str, ...]
    reason: str
    line: int
    column: int
    first_line: int
    last_line: int


class ModuleFacts(Node):
    """All that one file says."""

    name: str
    is_package: bool
    body: tuple[Stmt, ...]
    functions: tuple[FunctionFacts, ...]
    classes: tuple[ClassFacts, ...]
    imports: tuple[Import | ImportFrom, ...]
    comments: tuple[Comment, ...]
    lines: int
    spans: bytes

    def span(self, at: int) -> Span:
        """The place of a node that holds `at`."""
        return Span(*_SPAN.unpack_from(self.spans, at * _SPAN.size))
