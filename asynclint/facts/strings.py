"""The values of string literals, without evaluating anything."""

from __future__ import annotations

import re
import unicodedata

import libcst as cst

from asynclint.facts.records import Const

MAX_VALUE = 200

_PREFIX = re.compile("[a-zA-Z]*")
_ESCAPE = re.compile(
    r"\\(?:(\r\n|[\n\r])|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|N\{([^}]*)\}|([\\'\"abfnrtv]))"
)
_SIMPLE = {
    "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t",
    "v": "\v",
}  # fmt: skip


def _unescape(match: re.Match[str]) -> str:
    newline, octal, x, u, long, name, simple = match.groups()
    if newline is not None:
        return ""
    if octal is not None:
        return chr(int(octal, 8))
    if name is not None:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            return match[0]
    if simple is not None:
        return _SIMPLE[simple]
    code = int(x or u or long, 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def literal(text: str) -> tuple[str, str]:
    """The kind ("str" or "bytes") and the content of one literal; bytes have no content."""
    first = text[0]
    if first == '"' or first == "'":
        prefix = ""
    else:
        found = _PREFIX.match(text)
        prefix = found[0].lower() if found else ""
        text = text[len(prefix) :]
        if "b" in prefix:
            return "bytes", ""
    quote = text[0]
    text = text[3:-3] if len(text) >= 6 and text[1] == quote == text[2] else text[1:-1]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" in text and "r" not in prefix:
        text = _ESCAPE.sub(_unescape, text)
    return "str", text


def string_constant(node: cst.SimpleString) -> Const:
    """The record of a plain literal; a long one keeps no value."""
    text = node.value
    if len(text) > 12 * MAX_VALUE:
        return Const("bytes" if "b" in text[:2].lower().split('"')[0].split("'")[0] else "str")
    kind, value = literal(text)
    return Const(kind, value if kind == "str" and len(value) <= MAX_VALUE else None)


def parts(node: cst.ConcatenatedString) -> list[cst.BaseString]:
    """The literals of an implicit concatenation, in order."""
    found: list[cst.BaseString] = []
    rest: cst.BaseString = node
    while isinstance(rest, cst.ConcatenatedString):
        found.append(rest.left)
        rest = rest.right
    found.append(rest)
    return found


def joined(literals: list[cst.BaseString]) -> Const | None:
    """The record of a concatenation of plain literals; None where one of them is formatted."""
    text = ""
    kind = "str"
    for part in literals:
        if not isinstance(part, cst.SimpleString):
            return None
        kind, value = literal(part.value)
        if len(text) <= MAX_VALUE:
            text += value
    return Const(kind, text if kind == "str" and len(text) <= MAX_VALUE else None)


def text_constant(text: str) -> Const:
    """The literal text between the fields of an f-string."""
    text = text.replace("{{", "{").replace("}}", "}")
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
    return Const("str", text if len(text) <= MAX_VALUE else None)
