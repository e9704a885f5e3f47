"""Expressions with operators."""

from __future__ import annotations

import libcst as cst

from asynclint.facts.lowering import Expressions, Lowering, placed
from asynclint.facts.records import BinOp, BoolOp, Compare, Expr, UnaryOp

# A chain of operators longer than this is kept as a balanced tree of the same operands.
_LONG_CHAIN = 50

OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//",
    cst.Modulo: "%", cst.MatrixMultiply: "@", cst.Power: "**", cst.LeftShift: "<<", cst.RightShift: ">>",
    cst.BitAnd: "&", cst.BitXor: "^", cst.BitOr: "|",
    cst.Not: "not", cst.Plus: "+", cst.Minus: "-", cst.BitInvert: "~",
    cst.And: "and", cst.Or: "or",
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=",
    cst.GreaterThan: ">", cst.GreaterThanEqual: ">=",
    cst.In: "in", cst.NotIn: "not in", cst.Is: "is", cst.IsNot: "is not",
}  # fmt: skip


def _binary(low: Lowering, node: cst.BinaryOperation) -> Expr:
    at = low.mark(node)
    left: cst.BaseExpression = node
    spine: list[cst.BinaryOperation] = []
    while type(left) is cst.BinaryOperation and (not left.lpar or left is node):
        spine.append(left)
        left = left.left
    table = low.expressions
    operands = [table[type(left)](low, left)]
    operators = []
    for link in reversed(spine):
        right = link.right
        operands.append(table[type(right)](low, right))
        operators.append(OPERATORS[type(link.operator)])
    if len(operators) > _LONG_CHAIN:
        return _balanced(operands, operators, 0, len(operators), at)
    result = operands[0]
    for link, operator, right_record in zip(reversed(spine), operators, operands[1:], strict=True):
        result = BinOp(operator, result, right_record, low.mark(link))
    return result


def _balanced(operands: list[Expr], operators: list[str], start: int, end: int, at: int) -> Expr:
    if start == end:
        return operands[start]
    middle = (start + end) // 2
    left = _balanced(operands, operators, start, middle, at)
    return BinOp(operators[middle], left, _balanced(operands, operators, middle + 1, end, at), at)


def _unary(low: Lowering, node: cst.UnaryOperation) -> Expr:
    at = low.mark(node)
    return UnaryOp(OPERATORS[type(node.operator)], placed(low, node.expression), at)


def _boolean(low: Lowering, node: cst.BooleanOperation) -> Expr:
    kind = type(node.operator)
    links = [node]
    left = node.left
    while type(left) is cst.BooleanOperation and type(left.operator) is kind and not left.lpar:
        links.append(left)
        left = left.left
    values = [placed(low, left)]
    values.extend(placed(low, link.right) for link in reversed(links))
    return BoolOp(OPERATORS[kind], tuple(values))


def _comparison(low: Lowering, node: cst.Comparison) -> Expr:
    at = low.mark(node)
    table = low.expressions
    left = node.left
    first = table[type(left)](low, left)
    operators = []
    rights = []
    for target in node.comparisons:
        right = target.comparator
        operators.append(OPERATORS[type(target.operator)])
        rights.append(table[type(right)](low, right))
    return Compare(first, tuple(operators), tuple(rights), at)


def operator_table() -> Expressions:
    """The expressions with operators."""
    return {
        cst.BinaryOperation: _binary,
        cst.UnaryOperation: _unary,
        cst.BooleanOperation: _boolean,
        cst.Comparison: _comparison,
    }
