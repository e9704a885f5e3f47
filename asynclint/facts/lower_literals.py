"""Names, numbers and strings, formatted ones too."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many

import libcst as cst

from asynclint.facts.lowering import Expressions, Lowering, placed
from asynclint.facts.records import Const, Converted, Expr, FormatString, Name, Opaque
from asynclint.facts.strings import joined, parts, string_constant, text_constant

_INT_LIMIT = 1 << 63
# What may name a class for an import at run time.
_PATH = re.compile(r"[A-Za-z_][\w.:]*")

_CONSTANTS: dict[str, tuple[str, bool | None]] = {
    "None": ("none", None),
    "True": ("bool", True),
    "False": ("bool", False),
}


def _name(low: Lowering, node: cst.Name) -> Expr:
    value = node.value
    if value in _CONSTANTS:
        return Const(*_CONSTANTS[value])
    low.mention(value)
    return Name(value)


def _string(low: Lowering, node: cst.SimpleString) -> Expr:
    constant = string_constant(node)
    if isinstance(constant.value, str) and _PATH.fullmatch(constant.value):
        # "app.storage.Disk", for importing or for getattr.
        low.mention(constant.value.replace(":", ".").rpartition(".")[2])
    return constant


def _concatenated(low: Lowering, node: cst.ConcatenatedString) -> Expr:
    literals = parts(node)
    constant = joined(literals)
    if constant is not None:
        return constant
    values: list[Expr] = []
    for literal in literals:
        if isinstance(literal, cst.FormattedString | cst.TemplatedString):
            _fields(low, literal.parts, values)
        elif isinstance(literal, cst.SimpleString):
            values.append(string_constant(literal))
    return FormatString(tuple(values))


def _formatted(low: Lowering, node: cst.FormattedString | cst.TemplatedString) -> Expr:
    values: list[Expr] = []
    _fields(low, node.parts, values)
    return FormatString(tuple(values))


def _fields(low: Lowering, contents: Many[cst.CSTNode], values: list[Expr]) -> None:
    for part in contents:
        if isinstance(part, cst.FormattedStringExpression | cst.TemplatedStringExpression):
            value = placed(low, part.expression)
            shown = part.equal is not None and part.format_spec is None
            conversion = part.conversion or ("r" if shown else "")
            values.append(Converted(value, conversion) if conversion else value)
            if part.format_spec is not None:
                inner: list[Expr] = []
                _fields(low, part.format_spec, inner)
                values.extend(value for value in inner if not isinstance(value, Const))
            if part.format_spec is not None or part.conversion is not None or part.equal is not None:
                # The text is then no longer that of the value, and what it is is not kept.
                values.append(Opaque())
        elif isinstance(part, cst.FormattedStringText | cst.TemplatedStringText):
            values.append(text_constant(part.value))


def _integer(low: Lowering, node: cst.Integer) -> Expr:
    text = node.value
    value = int(text, 0) if len(text) < 80 else _INT_LIMIT
    return Const("int", value if value < _INT_LIMIT else None)


def _float(low: Lowering, node: cst.Float) -> Expr:
    return Const("float")


def _imaginary(low: Lowering, node: cst.Imaginary) -> Expr:
    return Const("complex")


def _ellipsis(low: Lowering, node: cst.Ellipsis) -> Expr:
    return Const("ellipsis")


def literal_table() -> Expressions:
    """The expressions without an operand, and strings."""
    return {
        cst.Name: _name,
        cst.SimpleString: _string,
        cst.ConcatenatedString: _concatenated,
        cst.FormattedString: _formatted,
        cst.TemplatedString: _formatted,
        cst.Integer: _integer,
        cst.Float: _float,
        cst.Imaginary: _imaginary,
        cst.Ellipsis: _ellipsis,
    }
