"""Expressions: libcst nodes in, records out, by dispatch on the type of the node.

The functions inline the dispatch (`table[type(node)](low, node)`) instead of calling a helper:
a frame less for each node, which both time and the depth of recursion feel.
"""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import cast

import libcst as cst

from asynclint.facts.lower_literals import literal_table
from asynclint.facts.lower_operators import operator_table
from asynclint.facts.lowering import Expressions, Lowering, expression, placed
from asynclint.facts.records import (
    Attr,
    Await,
    Call,
    Comp,
    DictDisplay,
    Expr,
    IfExp,
    Keyword,
    Loop,
    Name,
    NamedExpr,
    Sequence,
    Slice,
    Star,
    Subscript,
    Yield,
    YieldFrom,
)
from asynclint.facts.scopes import SETTERS

# What only asks for a class.
_ASKS = frozenset({"isinstance", "issubclass"})


def _attribute(low: Lowering, node: cst.Attribute) -> Expr:
    wanted = low.wanted
    at = wanted.setdefault(low.key(node), len(wanted))
    value = node.value
    low.mention(node.attr.value)
    return Attr(low.expressions[type(value)](low, value), node.attr.value, at)


def _call(low: Lowering, node: cst.Call) -> Expr:
    wanted = low.wanted
    at = wanted.setdefault(low.key(node), len(wanted))
    table = low.expressions
    func = node.func
    if type(func) is cst.Attribute:
        value = func.value
        low.mention(func.attr.value)
        callee: Expr = Attr(table[type(value)](low, value), func.attr.value, at)
    else:
        callee = table[type(func)](low, func)
        if type(func) is cst.Name and func.value in _ASKS:
            with low.unmentioned():
                return Call(callee, *_arguments(low, node), at)
    args, keywords = _arguments(low, node)
    name = callee.name if isinstance(callee, Attr) else callee.id if isinstance(callee, Name) else ""
    if name in SETTERS:
        low.scope.call(callee, args)
    return Call(callee, args, keywords, at)


def _arguments(low: Lowering, node: cst.Call) -> tuple[tuple[Expr, ...], tuple[Keyword, ...]]:
    if not node.args:
        return (), ()
    table = low.expressions
    args: list[Expr] = []
    keywords: list[Keyword] = []
    for arg in node.args:
        value = arg.value
        lowered = table[type(value)](low, value) if not arg.star else placed(low, value)
        keyword = arg.keyword
        if keyword is not None:
            keywords.append(Keyword(keyword.value, lowered))
        elif not arg.star:
            args.append(lowered)
        elif arg.star == "*":
            args.append(Star(lowered))
        else:
            keywords.append(Keyword("", lowered))
    return tuple(args), tuple(keywords)


def _subscript(low: Lowering, node: cst.Subscript) -> Expr:
    at = low.mark(node)
    return Subscript(expression(low, node.value), index_of(low, node, low.expressions), at)


def index_of(low: Lowering, node: cst.Subscript, table: Expressions) -> Expr:
    """What stands in the brackets of a subscript, its expressions lowered by `table`."""
    items: list[Expr] = []
    for element in node.slice:
        part = element.slice
        if isinstance(part, cst.Index):
            value = table[type(part.value)](low, part.value)
            items.append(Star(value) if part.star else value)
        elif isinstance(part, cst.Slice):
            bounds = (part.lower, part.upper, part.step)
            items.append(Slice(tuple(expression(low, bound) for bound in bounds if bound is not None)))
    if len(items) == 1 and not isinstance(node.slice[0].comma, cst.Comma):
        return items[0]
    return Sequence("tuple", tuple(items))


def _conditional(low: Lowering, node: cst.IfExp) -> Expr:
    table = low.expressions
    body, orelse = node.body, node.orelse
    return IfExp(placed(low, node.test), table[type(body)](low, body), table[type(orelse)](low, orelse))


def _tuple(low: Lowering, node: cst.Tuple) -> Expr:
    return Sequence("tuple", _items(low, node.elements))


def _list(low: Lowering, node: cst.List) -> Expr:
    return Sequence("list", _items(low, node.elements))


def _set(low: Lowering, node: cst.Set) -> Expr:
    return Sequence("set", _items(low, node.elements))


def _items(low: Lowering, elements: Many[cst.BaseElement]) -> tuple[Expr, ...]:
    table = low.expressions
    items: list[Expr] = []
    for element in elements:
        value = element.value
        if type(element) is cst.Element:
            items.append(table[type(value)](low, value))
        else:
            items.append(Star(placed(low, value)))
    return tuple(items)


def _starred(low: Lowering, node: cst.StarredElement) -> Expr:
    return Star(expression(low, node.value))


def _dict(low: Lowering, node: cst.Dict) -> Expr:
    table = low.expressions
    keys: list[Expr | None] = []
    values: list[Expr] = []
    for element in node.elements:
        value = element.value
        if type(element) is cst.DictElement:
            key = element.key
            keys.append(table[type(key)](low, key))
        else:
            keys.append(None)
        values.append(table[type(value)](low, value))
    return DictDisplay(tuple(keys), tuple(values))


def _list_comp(low: Lowering, node: cst.ListComp) -> Expr:
    return Comp("list", expression(low, node.elt), None, _loops(low, node.for_in))


def _set_comp(low: Lowering, node: cst.SetComp) -> Expr:
    return Comp("set", expression(low, node.elt), None, _loops(low, node.for_in))


def _generator(low: Lowering, node: cst.GeneratorExp) -> Expr:
    return Comp("generator", expression(low, node.elt), None, _loops(low, node.for_in))


def _dict_comp(low: Lowering, node: cst.DictComp) -> Expr:
    key, value = expression(low, node.key), expression(low, node.value)
    return Comp("dict", key, value, _loops(low, node.for_in))


def _starred_dict_comp(low: Lowering, node: cst.StarredDictComp) -> Expr:
    return Comp("dict", Star(expression(low, node.value)), None, _loops(low, node.for_in))


def _loops(low: Lowering, first: cst.CompFor) -> tuple[Loop, ...]:
    loops = []
    rest: cst.CompFor | None = first
    while rest is not None:
        at = low.mark(rest.iter)
        target, iterated = expression(low, rest.target), expression(low, rest.iter)
        conditions = tuple(placed(low, condition.test) for condition in rest.ifs)
        loops.append(Loop(target, iterated, conditions, rest.asynchronous is not None, at))
        rest = rest.inner_for_in
    return tuple(loops)


def _await(low: Lowering, node: cst.Await) -> Expr:
    at = low.mark(node)
    return Await(expression(low, node.expression), at)


def _yield(low: Lowering, node: cst.Yield) -> Expr:
    low.scope.is_generator = True
    value = node.value
    if isinstance(value, cst.From):
        at = low.mark(node)
        return YieldFrom(expression(low, value.item), at)
    return Yield(None if value is None else expression(low, value))


def _named(low: Lowering, node: cst.NamedExpr) -> Expr:
    name = cast(cst.Name, node.target).value
    low.scope.bound[name] = None
    return NamedExpr(name, expression(low, node.value))


def expression_table() -> Expressions:
    """Every expression but lambdas, which open a scope."""
    return {
        **literal_table(),
        **operator_table(),
        cst.Attribute: _attribute,
        cst.Call: _call,
        cst.Subscript: _subscript,
        cst.IfExp: _conditional,
        cst.Tuple: _tuple,
        cst.List: _list,
        cst.Set: _set,
        cst.Dict: _dict,
        cst.StarredElement: _starred,
        cst.ListComp: _list_comp,
        cst.SetComp: _set_comp,
        cst.GeneratorExp: _generator,
        cst.DictComp: _dict_comp,
        cst.StarredDictComp: _starred_dict_comp,
        cst.Await: _await,
        cst.Yield: _yield,
        cst.NamedExpr: _named,
    }
