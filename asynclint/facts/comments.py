"""Suppression comments, and the lines that each is for.

`# noqa`, `# noqa: A1,B2`, `# flake8: noqa`, `# ruff: noqa: A1`, `# asynclint: ignore[ASL102] reason`,
`# asynclint: file-ignore[...]`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from asynclint.facts.records import Comment
from asynclint.facts.scan import TOKENS

_CODES = r"(?:[A-Z]+[0-9]+[,\s]*+)++"
# `noqa` as flake8 reads it: one space, no boundary after it, and codes right behind `:` or not at all.
_DIRECTIVE = re.compile(
    rf"\#\ (?P<noqa>noqa)(?::\s?(?P<noqa_codes>{_CODES}))?"
    r"|\#\s*asynclint:\s*(?:(?P<kind>file-ignore|ignore)(?![\w-])(?:\s*\[(?P<codes>[^\]]*)\])?"
    r"|(?P<other>[a-z][\w-]*))",
    re.IGNORECASE,
)
# Of a whole file: only where nothing stands before it on its line.
_FILE = re.compile(
    rf"\#\ (?P<kind>flake8)[:=]\s*noqa(?::\s?(?P<codes>{_CODES}))?"
    rf"|\#\s*(?P<ruff>ruff)\s*:\s*noqa(?::\s*(?P<ruff_codes>{_CODES}))?",
    re.IGNORECASE,
)
# What follows for another tool is no reason.
_OTHER_TOOLS = re.compile(
    r"\#\s*(?:(?:type|pylint|pragma|pyright|mypy|ty|ruff|fmt|isort|yapf|flake8|pyre-\w+)\b\s*[:\[]|nosec\b|NOSONAR\b).*"
)
_PUNCTUATION = " \t#:;,-\N{EN DASH}\N{EM DASH}"
# What carries a compound statement on.
_CLAUSES = frozenset(("elif", "else", "except", "finally"))


class _Line(NamedTuple):
    """A logical line: from `first` to `last`; `word` is its first one, `def` with `async` before it too."""

    first: int
    last: int
    indent: int
    word: str


def suppressions(text: str) -> tuple[Comment, ...]:
    """The suppression comments of a file, in order."""
    lowered = text.lower()
    if "noqa" not in lowered and "asynclint:" not in lowered:
        return ()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[tuple[Comment, int, int]] = []  # with the index of its line, and its indent or -1
    lines: list[_Line] = []
    line, line_start, depth, first_line, word, indent = 1, 0, 0, 0, "", 0
    for match in TOKENS.finditer(text):
        token = match[0]
        kind = token[0]
        if kind == "#":
            before = text[line_start : match.start()]
            starts = not before.strip()
            own = len(before.expandtabs()) if starts and not first_line else -1
            for comment in _directives(token, line, len(before) + 1, starts):
                found.append((comment, len(lines), own))
        elif kind == "\n":
            if depth == 0:
                if first_line:
                    lines.append(_Line(first_line, line, indent, word))
                first_line = 0
        elif token != "\\\n":
            if not first_line:
                first_line, word = line, token
                indent = len(text[line_start : match.start()].expandtabs())
            elif word == "async":
                word = token
            depth = max(depth + (kind in "([{") - (kind in ")]}"), 0)
        newlines = token.count("\n")
        if newlines:
            line += newlines
            line_start = match.start() + token.rfind("\n") + 1
    if first_line:
        lines.append(_Line(first_line, line, indent, word))
    for comment, index, own in found:
        _settle(comment, lines, index, own)
    return tuple(comment for comment, _, _ in found)


def _settle(comment: Comment, lines: list[_Line], index: int, own: int) -> None:
    """Sets what a comment is for: `index` is its logical line, or the one after it if it has its own."""
    if index == len(lines) or comment.kind not in ("noqa", "ignore"):
        return
    line = lines[index]
    if own < 0:
        comment.first_line = line.first
        comment.last_line = line.last
        if comment.kind == "ignore" and line.word == "def":
            comment.last_line = _block_end(lines, index, clauses=False)
    elif comment.kind == "ignore" and own <= line.indent:
        # Further in, it closes the block before: nothing follows it there.
        comment.first_line = line.first
        while lines[index].word == "@" and index + 1 < len(lines):
            index += 1
        comment.last_line = _block_end(lines, index, clauses=line.word not in _CLAUSES)


def _block_end(lines: list[_Line], index: int, *, clauses: bool) -> int:
    """The last line of the statement that starts with a line; with its further `clauses`, or without."""
    indent = lines[index].indent
    end = index
    for line in lines[index + 1 :]:
        if line.indent < indent or (line.indent == indent and not (clauses and line.word in _CLAUSES)):
            break
        end += 1
    return lines[end].last


def _directives(text: str, line: int, column: int, starts: bool) -> list[Comment]:
    found: list[tuple[str, str, re.Match[str]]] = []
    whole = _FILE.match(text) if starts else None
    if whole is not None:
        kind = "ruff-noqa" if whole["ruff"] else "file-noqa"
        found.append((kind, whole["codes"] or whole["ruff_codes"] or "", whole))
    for match in _DIRECTIVE.finditer(text, whole.end() if whole is not None else 0):
        if match["kind"]:
            found.append((match["kind"].lower(), match["codes"] or "", match))
        elif match["other"]:
            found.append(("unknown", match["other"], match))
        elif not any(kind == "noqa" for kind, _, _ in found):
            # Of several, flake8 reads the first.
            found.append(("noqa", match["noqa_codes"] or "", match))
    ends = [*(match.start() for _, _, match in found[1:]), len(text)]
    return [
        Comment(
            kind=kind,
            codes=tuple(code for code in re.split(r"[,\s]+", codes) if code),
            reason=_OTHER_TOOLS.sub("", text[match.end() : end]).strip(_PUNCTUATION),
            line=line,
            column=column + match.start(),
            first_line=line,
            last_line=line,
        )
        for (kind, codes, match), end in zip(found, ends, strict=False)
    ]
