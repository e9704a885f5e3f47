"""The cheap scan before libcst: refuses what would kill or stall the parser.

libcst's parser and its tree recurse once for each bracket, operator, `elif` and so on, so that a
few thousands of them in one expression overflow the stack and end the process.  The scan bounds
the depth of the tree from the tokens alone, in two steps: a rough one at the speed of regular
expressions clears nearly all files, a precise one looks at the rest.
"""

from __future__ import annotations

import re
from itertools import islice

from asynclint.facts.errors import FactsError

MAX_NESTING = 200
MAX_CHAIN = 1_000
# The parser tries the alternatives of a pattern again at each bracket: time doubles with each.
MAX_PATTERN_NESTING = 8

_STRINGS = (
    r'"""[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
    r"|'''[^'\\]*+(?:(?:\\[\s\S]|'(?!''))[^'\\]*+)*+(?:'''|\Z)"
    r'|"[^"\\\n]*+(?:\\[\s\S][^"\\\n]*+)*+"?'
    r"|'[^'\\\n]*+(?:\\[\s\S][^'\\\n]*+)*+'?"
)
_COMMENT = r"\#[^\n]*+"
_SKIPPED = re.compile(f"({_STRINGS}|{_COMMENT})")
TOKENS = re.compile(
    rf"(?:\b[rRbBfFuUtT]{{1,2}})?(?:{_STRINGS})|{_COMMENT}|\\\n|\n[ \t\f]*+|[^\W\d]\w*+|\d[\w.]*+"
    r"|\*\*|//|<<|>>|[<>=!]=|:=|->|[^\w\s]"
)
_PRECISE_NEEDED = re.compile(r"^[ \t\f]*case\b", re.MULTILINE)
_BRACKETS = bytes.maketrans(b"[]{}", b"()()")
_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}\n"))

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_SEPARATORS = frozenset(",;=")
# Whatever puts an operand a level deeper.
_LINKS = frozenset((
    "and", "or", "not", "if", "else", "in", "is", "lambda", "await", "for", "yield", "from", "async",
    ".", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">",
    "**", "//", "<<", ">>", "<=", ">=", "==", "!=", ":=",
))  # fmt: skip
# The rough step only proves: its bounds lie below those of the precise one.
_ROUGH_NESTING = 100
_ROUGH_LADDERS = 300
_ROUNDS = 5


def check_depth(text: str) -> None:
    """Raise `FactsError` with the place where `text` becomes too deep for the parser."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _is_harmless(text):
        _Scan(text).run()


def _is_harmless(text: str) -> bool:
    pieces = _SKIPPED.split(text)
    for index in range(1, len(pieces), 2):
        if len(pieces[index]) > MAX_CHAIN and pieces[index - 1][-1:] in "fFtTrR":
            return False
    code = '""'.join(pieces[::2])
    if code.count("elif") > _ROUGH_LADDERS or ("case" in code and _PRECISE_NEEDED.search(code)):
        return False
    brackets = code.encode("utf-8", "replace").translate(_BRACKETS, _NO_BRACKETS)
    for _ in range(_ROUNDS):
        brackets = brackets.replace(b"()", b"")
    # A logical line shorter than a chain may be long holds no chain that is too long.
    level = size = 0
    for line, unpaired in zip(code.split("\n"), brackets.split(b"\n"), strict=True):
        size += len(line)
        if size > MAX_CHAIN:
            return False
        if unpaired:
            opened = unpaired.count(b"(")
            if level + opened > _ROUGH_NESTING:
                return False
            level = max(level + opened + opened - len(unpaired), 0)
        if level == 0 and line[-1:] != "\\":
            size = 0
    return True


class _Scan:
    """The precise step: bounds the depth of the tree from below upwards.

    For each open bracket: `links` counts the operators since the last separator, `deepest` is the
    depth of the deepest operand among them, `best` the greatest depth of the parts before.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.outer: list[tuple[int, int, int, int]] = []
        # Indentations of the blocks around, with the number of `elif`s that led there.
        self.blocks: list[list[int]] = [[0, 0]]

    def run(self) -> None:
        links = deepest = best = lambdas = indent = 0
        in_pattern = False
        at_start = True
        outer = self.outer
        for index, token in enumerate(TOKENS.findall(self.text)):
            first = token[0]
            if first == "\n":
                if not outer:
                    links = deepest = best = lambdas = 0
                    in_pattern = False
                    at_start = True
                    indent = len(token.expandtabs()) - 1
                continue
            if first == "#" or token == "\\\n":
                continue
            if at_start:
                at_start = False
                in_pattern = token == "case"
                if index and not self._enter_line(indent, token):
                    self._refuse(index, f"more than {MAX_CHAIN} elif in a chain")
            if token in _LINKS:
                links += 1
                lambdas += token == "lambda"
            elif token in _OPENING:
                links += 1
                outer.append((links, deepest, best, lambdas))
                links = deepest = best = lambdas = 0
                limit = MAX_PATTERN_NESTING if in_pattern else MAX_NESTING
                if len(outer) > limit:
                    self._refuse(index, f"brackets nested more than {limit} deep")
            elif token in _CLOSING:
                inner = max(best, links + deepest) + 1
                if outer:
                    links, deepest, best, lambdas = outer.pop()
                deepest = max(deepest, inner)
            elif token == ":":
                if lambdas:
                    lambdas -= 1
                else:
                    best = max(best, links + deepest)
                    links = deepest = 0
                    in_pattern = in_pattern and bool(outer)
            elif token in _SEPARATORS:
                if not lambdas:
                    best = max(best, links + deepest)
                    links = deepest = 0
            elif len(token) > MAX_CHAIN and token[-1] in "\"'":
                self._enter_string(index, token)
            if links + deepest > MAX_CHAIN:
                self._refuse(index, f"more than {MAX_CHAIN} operations in a chain")

    def _enter_line(self, indent: int, word: str) -> bool:
        blocks = self.blocks
        while len(blocks) > 1 and blocks[-1][0] > indent:
            blocks.pop()
        if blocks[-1][0] < indent:
            blocks.append([indent, 0])
        if word == "elif":
            blocks[-1][1] += 1
            return sum(ladder for _, ladder in blocks) <= MAX_CHAIN
        if word != "else":
            blocks[-1][1] = 0
        return True

    def _enter_string(self, index: int, token: str) -> None:
        """Check the expressions inside a long formatted string."""
        prefix = token[: len(token) - len(token.lstrip("rRbBfFuUtT"))].lower()
        if "f" not in prefix and "t" not in prefix:
            return
        level = start = 0
        for brace in re.finditer(r"\{\{|\}\}|[{}]", token):
            if brace[0][0] == "{" and (level or len(brace[0]) == 1):
                start = start if level else brace.end()
                level += len(brace[0])
            elif level and brace[0][0] == "}":
                level = max(level - len(brace[0]), 0)
                if level == 0 and brace.start() - start > MAX_CHAIN:
                    _Scan(token[start : brace.start()]).run()
            if level > MAX_NESTING:
                self._refuse(index, f"fields nested more than {MAX_NESTING} deep")

    def _refuse(self, index: int, message: str) -> None:
        found = next(islice(TOKENS.finditer(self.text), index, None))
        start = self.text.rfind("\n", 0, found.start()) + 1
        line = self.text.count("\n", 0, start) + 1
        raise FactsError(message, line, found.start() - start + 1)
