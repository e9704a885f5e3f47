"""Annotations: expressions whose strings are code."""

from __future__ import annotations

import re

import libcst as cst

from asynclint.facts.errors import FactsError
from asynclint.facts.lower_expressions import index_of
from asynclint.facts.lower_operators import OPERATORS
from asynclint.facts.lowering import Expressions, Lowering, expression
from asynclint.facts.records import Attr, BinOp, Const, Expr, Name, Sequence, Star, Subscript
from asynclint.facts.scan import check_depth
from asynclint.facts.strings import joined, literal, parts, string_constant

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_KEYWORDS = frozenset({"None", "True", "False"})
# A string inside the string of an annotation, and so on: nobody means it, and it must end.
_MAX_TEXT = 10_000


def annotation(low: Lowering, node: cst.Annotation | None, *, given: bool = False) -> Expr | None:
    """The record of an annotation, None where there is none.

    `given`: of a parameter or a field, for which somebody makes an object of the class.
    """
    if node is None:
        return None
    value = node.annotation
    if given:
        return low.annotations[type(value)](low, value)
    with low.unmentioned():
        return low.annotations[type(value)](low, value)


def _string(low: Lowering, node: cst.SimpleString) -> Expr:
    kind, text = literal(node.value)
    return string_constant(node) if kind == "bytes" else _parsed(low, node, text)


def _concatenated(low: Lowering, node: cst.ConcatenatedString) -> Expr:
    literals = parts(node)
    constant = joined(literals)
    if constant is None or not isinstance(constant.value, str):
        return expression(low, node)
    return _parsed(low, node, constant.value)


def _parsed(low: Lowering, node: cst.CSTNode, text: str) -> Expr:
    text = text.strip()
    fallback = Const("str", text if len(text) <= 200 else None)
    if _DOTTED.fullmatch(text):
        head, *rest = text.split(".")
        if head in _KEYWORDS:
            return Const("none") if head == "None" else Const("bool", head == "True")
        low.mention(text.rpartition(".")[2])
        result: Expr = Name(head)
        for name in rest:
            result = Attr(result, name, low.mark(node))
        return result
    if len(text) > _MAX_TEXT:
        return fallback
    try:
        check_depth(text)
        parsed = cst.parse_expression(f"({text})" if "\n" in text else text)
    except (FactsError, cst.ParserSyntaxError):
        return fallback
    outer, anchor = low.key, low.key(node)
    low.key = lambda _: anchor
    try:
        return low.annotations[type(parsed)](low, parsed)
    finally:
        low.key = outer


def _subscript(low: Lowering, node: cst.Subscript) -> Expr:
    at = low.mark(node)
    value = expression(low, node.value)
    head = value.id if isinstance(value, Name) else value.name if isinstance(value, Attr) else ""
    if head == "Literal":
        return Subscript(value, index_of(low, node, low.expressions), at)
    if head == "Annotated" and len(node.slice) > 1 and isinstance(node.slice[0].slice, cst.Index):
        first = node.slice[0].slice.value
        items = [low.annotations[type(first)](low, first)]
        for element in node.slice[1:]:
            if isinstance(element.slice, cst.Index):
                extra = expression(low, element.slice.value)
                items.append(Star(extra) if element.slice.star else extra)
        return Subscript(value, Sequence("tuple", tuple(items)), at)
    return Subscript(value, index_of(low, node, low.annotations), at)


def _binary(low: Lowering, node: cst.BinaryOperation) -> Expr:
    at = low.mark(node)
    left = low.annotations[type(node.left)](low, node.left)
    right = low.annotations[type(node.right)](low, node.right)
    return BinOp(OPERATORS[type(node.operator)], left, right, at)


def _list(low: Lowering, node: cst.List) -> Expr:
    return Sequence("list", _items(low, node))


def _tuple(low: Lowering, node: cst.Tuple) -> Expr:
    return Sequence("tuple", _items(low, node))


def _items(low: Lowering, node: cst.List | cst.Tuple) -> tuple[Expr, ...]:
    items: list[Expr] = []
    for element in node.elements:
        value = element.value
        lowered = low.annotations[type(value)](low, value)
        items.append(Star(lowered) if isinstance(element, cst.StarredElement) else lowered)
    return tuple(items)


def _starred(low: Lowering, node: cst.StarredElement) -> Expr:
    return Star(low.annotations[type(node.value)](low, node.value))


def annotation_table(expressions: Expressions) -> Expressions:
    """As `expressions`, but for the nodes that can hold a string which is code."""
    return {
        **expressions,
        cst.SimpleString: _string,
        cst.ConcatenatedString: _concatenated,
        cst.Subscript: _subscript,
        cst.BinaryOperation: _binary,
        cst.List: _list,
        cst.Tuple: _tuple,
        cst.StarredElement: _starred,
    }
