"""The records of statements."""

from __future__ import annotations

from asynclint.facts.expression_records import Expr, Node


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
    is bound to the whole subject and `whole` holds it (also `case Cls() as name`).  `partial` says
    that a class pattern asks for more than the class.
    """

    classes: tuple[Expr, ...]
    values: tuple[Expr, ...]
    names: tuple[str, ...]
    whole: str
    guard: Expr | None
    irrefutable: bool
    partial: bool
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
