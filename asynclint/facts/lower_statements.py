"""Statements: libcst nodes in, records out."""

from __future__ import annotations

import libcst as cst

from asynclint.facts.lower_annotations import annotation
from asynclint.facts.lower_definitions import body_of, lower_class, lower_function
from asynclint.facts.lower_operators import OPERATORS
from asynclint.facts.lower_patterns import lower_match
from asynclint.facts.lowering import Lowering, Statements, expression, placed
from asynclint.facts.records import (
    AnnAssign,
    Assert,
    Assign,
    AugAssign,
    Delete,
    Expr,
    ExprStmt,
    For,
    Handler,
    If,
    Import,
    ImportFrom,
    ImportName,
    Jump,
    Name,
    Raise,
    Return,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)

_AUGMENTED: dict[type[cst.CSTNode], str] = {
    getattr(cst, kind.__name__ + "Assign"): operator
    for kind, operator in OPERATORS.items()
    if hasattr(cst, kind.__name__ + "Assign")
}


def _expression(low: Lowering, node: cst.Expr, out: list[Stmt]) -> None:
    value = node.value
    out.append(ExprStmt(low.expressions[type(value)](low, value)))


def _assign(low: Lowering, node: cst.Assign, out: list[Stmt]) -> None:
    table = low.expressions
    value = node.value
    targets: list[Expr] = []
    unpacks = False
    for target in node.targets:
        place = target.target
        unpacks = unpacks or isinstance(place, cst.Tuple | cst.List)
        lowered = table[type(place)](low, place)
        low.scope.bind(lowered)
        targets.append(lowered)
    if any(isinstance(target, Name) and target.id == "__all__" for target in targets):
        # Names for star imports: nothing is done with what they name.
        with low.unmentioned():
            out.append(Assign(tuple(targets), expression(low, value)))
        return
    lower = placed if unpacks else expression
    out.append(Assign(tuple(targets), lower(low, value)))


def _annotated(low: Lowering, node: cst.AnnAssign, out: list[Stmt]) -> None:
    target = expression(low, node.target)
    annotated = annotation(low, node.annotation, given=low.scope.owner >= 0)
    assert annotated is not None
    low.scope.bind(target)
    value = node.value
    out.append(AnnAssign(target, annotated, None if value is None else expression(low, value)))


def _augmented(low: Lowering, node: cst.AugAssign, out: list[Stmt]) -> None:
    at = low.mark(node)
    target = expression(low, node.target)
    low.scope.bind(target)
    out.append(AugAssign(target, _AUGMENTED[type(node.operator)], expression(low, node.value), at))


def _type_alias(low: Lowering, node: cst.TypeAlias, out: list[Stmt]) -> None:
    target = Name(node.name.value)
    low.scope.bind(target)
    out.append(Assign((target,), low.annotations[type(node.value)](low, node.value)))


def _return(low: Lowering, node: cst.Return, out: list[Stmt]) -> None:
    value = node.value
    out.append(Return(None if value is None else expression(low, value)))


def _raise(low: Lowering, node: cst.Raise, out: list[Stmt]) -> None:
    exception = None if node.exc is None else expression(low, node.exc)
    out.append(Raise(exception, None if node.cause is None else expression(low, node.cause.item)))


def _assert(low: Lowering, node: cst.Assert, out: list[Stmt]) -> None:
    test = placed(low, node.test)
    out.append(Assert(test, None if node.msg is None else expression(low, node.msg)))


def _delete(low: Lowering, node: cst.Del, out: list[Stmt]) -> None:
    target = node.target
    places = [e.value for e in target.elements] if isinstance(target, cst.Tuple) else [target]
    targets = tuple([expression(low, place) for place in places])
    for lowered in targets:
        if isinstance(lowered, Name):
            low.scope.bind(lowered)
    out.append(Delete(targets))


def _pass(low: Lowering, node: cst.Pass, out: list[Stmt]) -> None:
    pass


def _break(low: Lowering, node: cst.Break, out: list[Stmt]) -> None:
    out.append(Jump("break"))


def _continue(low: Lowering, node: cst.Continue, out: list[Stmt]) -> None:
    out.append(Jump("continue"))


def _global(low: Lowering, node: cst.Global, out: list[Stmt]) -> None:
    low.scope.globals.update(dict.fromkeys(item.name.value for item in node.names))


def _nonlocal(low: Lowering, node: cst.Nonlocal, out: list[Stmt]) -> None:
    low.scope.nonlocals.update(dict.fromkeys(item.name.value for item in node.names))


def _dotted(node: cst.BaseExpression | None) -> str:
    names: list[str] = []
    while isinstance(node, cst.Attribute):
        names.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        names.append(node.value)
    return ".".join(reversed(names))


def _import_name(alias: cst.ImportAlias) -> ImportName:
    asname = alias.asname
    return ImportName(_dotted(alias.name), "" if asname is None else _dotted(asname.name))


def _import(low: Lowering, node: cst.Import | cst.LazyImport, out: list[Stmt]) -> None:
    names = tuple([_import_name(alias) for alias in node.names])
    for name in names:
        low.scope.bound[name.alias or name.name.partition(".")[0]] = None
    _keep_import(low, Import(names, low.type_checking, 0), node, out)


def _import_from(low: Lowering, node: cst.ImportFrom | cst.LazyImportFrom, out: list[Stmt]) -> None:
    if isinstance(node.names, cst.ImportStar):
        names: tuple[ImportName, ...] = (ImportName("*"),)
    else:
        names = tuple([_import_name(alias) for alias in node.names])
        for name in names:
            low.scope.bound[name.alias or name.name] = None
    record = ImportFrom(_dotted(node.module), len(node.relative), names, low.type_checking, 0)
    _keep_import(low, record, node, out)


def _keep_import(low: Lowering, record: Import | ImportFrom, node: cst.CSTNode, out: list[Stmt]) -> None:
    low.want_line(record, "line", node)
    low.imports.append(record)
    out.append(record)


def _if(low: Lowering, node: cst.If, out: list[Stmt]) -> None:
    ladder: list[tuple[Expr, tuple[Stmt, ...]]] = []
    rest: cst.If | cst.Else | None = node
    while isinstance(rest, cst.If):
        test = placed(low, rest.test)
        outer = low.type_checking
        low.type_checking = outer or _names_type_checking(rest.test)
        ladder.append((test, body_of(low, rest.body)))
        low.type_checking = outer
        rest = rest.orelse
    orelse = () if rest is None else body_of(low, rest.body)
    for test, body in reversed(ladder):
        orelse = (If(test, body, orelse),)
    out.extend(orelse)


def _names_type_checking(test: cst.BaseExpression) -> bool:
    if isinstance(test, cst.Attribute):
        return test.attr.value == "TYPE_CHECKING"
    return isinstance(test, cst.Name) and test.value == "TYPE_CHECKING"


def _orelse(low: Lowering, node: cst.Else | cst.Finally | None) -> tuple[Stmt, ...]:
    return () if node is None else body_of(low, node.body)


def _while(low: Lowering, node: cst.While, out: list[Stmt]) -> None:
    test = placed(low, node.test)
    body = body_of(low, node.body)
    out.append(While(test, body, _orelse(low, node.orelse)))


def _for(low: Lowering, node: cst.For, out: list[Stmt]) -> None:
    at = low.mark(node.iter)
    iterated = expression(low, node.iter)
    target = expression(low, node.target)
    low.scope.bind(target)
    body = body_of(low, node.body)
    is_async = node.asynchronous is not None
    out.append(For(target, iterated, body, _orelse(low, node.orelse), is_async, at))


def _with(low: Lowering, node: cst.With, out: list[Stmt]) -> None:
    items: list[WithItem] = []
    for item in node.items:
        at = low.mark(item.item)
        context = expression(low, item.item)
        target = None if item.asname is None else expression(low, item.asname.name)
        if target is not None:
            low.scope.bind(target)
        items.append(WithItem(context, target, at))
    out.append(With(tuple(items), body_of(low, node.body), node.asynchronous is not None))


def _try(low: Lowering, node: cst.Try | cst.TryStar, out: list[Stmt]) -> None:
    body = body_of(low, node.body)
    handlers: list[Handler] = []
    for handler in node.handlers:
        with low.unmentioned():
            kind = None if handler.type is None else expression(low, handler.type)
        name = "" if handler.name is None else _dotted(handler.name.name)
        if name:
            low.scope.bound[name] = None
        handlers.append(Handler(kind, name, body_of(low, handler.body)))
    out.append(Try(body, tuple(handlers), _orelse(low, node.orelse), _orelse(low, node.finalbody)))


def statement_table() -> Statements:
    """Every statement."""
    return {
        cst.Expr: _expression,
        cst.Assign: _assign,
        cst.AnnAssign: _annotated,
        cst.AugAssign: _augmented,
        cst.TypeAlias: _type_alias,
        cst.Return: _return,
        cst.Raise: _raise,
        cst.Assert: _assert,
        cst.Del: _delete,
        cst.Pass: _pass,
        cst.Break: _break,
        cst.Continue: _continue,
        cst.Global: _global,
        cst.Nonlocal: _nonlocal,
        cst.Import: _import,
        cst.ImportFrom: _import_from,
        cst.LazyImport: _import,
        cst.LazyImportFrom: _import_from,
        cst.If: _if,
        cst.While: _while,
        cst.For: _for,
        cst.With: _with,
        cst.Try: _try,
        cst.TryStar: _try,
        cst.Match: lower_match,
        cst.FunctionDef: lower_function,
        cst.ClassDef: lower_class,
    }
