"""The records of expressions: what a body says, without a libcst node in it."""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, array_like=True, gc=False):
    """Base of all records."""


class Name(Node, tag="n"):
    id: str


class PlacedName(Name, tag="N"):
    """A name that is more than read: tested, formatted or unpacked; `at` is its span."""

    at: int


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


class Converted(Node, tag="!"):
    """`{value!r}` in an f-string: `conversion` is s, r or a."""

    value: Expr
    conversion: str


class Star(Node, tag="*"):
    value: Expr


class Opaque(Node, tag="?"):
    """An expression of which nothing is kept."""


Expr = (
    Name
    | PlacedName
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
    | Converted
    | Star
    | Opaque
)
