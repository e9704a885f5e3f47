"""Suppression comments.

`# noqa`, `# noqa: A1,B2`, `# asynclint: ignore[ASL102] reason`, `# asynclint: file-ignore[...]`.
"""

from __future__ import annotations

import re

from asynclint.facts.records import Comment
from asynclint.facts.scan import TOKENS

_DIRECTIVE = re.compile(
    r"\#\s*(?:(?P<noqa>noqa)\b(?:\s*:\s*(?P<noqa_codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*+)\b)?"
    r"|asynclint:\s*(?P<kind>file-ignore|ignore)\b(?:\s*\[(?P<codes>[^\]]*)\])?)",
    re.IGNORECASE,
)
_HINTS = ("oqa", "OQA", "oQA", "asynclint")


def suppressions(text: str) -> tuple[Comment, ...]:
    """The suppression comments of a file, in order."""
    if not any(hint in text for hint in _HINTS):
        return ()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Comment] = []
    waiting: list[Comment] = []  # those of the logical line that is being read
    line, line_start, depth, first_line = 1, 0, 0, 0
    for match in TOKENS.finditer(text):
        token = match[0]
        kind = token[0]
        if kind == "#":
            waiting += _directives(token, line, match.start() - line_start + 1)
        elif kind == "\n":
            if depth == 0:
                _settle(waiting, first_line, line)
                found += waiting
                waiting, first_line = [], 0
        elif token != "\\\n":
            first_line = first_line or line
            depth = max(depth + (kind in "([{") - (kind in ")]}"), 0)
        newlines = token.count("\n")
        if newlines:
            line += newlines
            line_start = match.start() + token.rfind("\n") + 1
    _settle(waiting, first_line, line)
    return tuple(found + waiting)


def _settle(comments: list[Comment], first_line: int, last_line: int) -> None:
    for comment in comments:
        comment.first_line = first_line or comment.line
        comment.last_line = last_line if first_line else comment.line


def _directives(text: str, line: int, column: int) -> list[Comment]:
    matches = list(_DIRECTIVE.finditer(text))
    found = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        codes = match["noqa_codes"] or match["codes"] or ""
        found.append(
            Comment(
                kind="noqa" if match["noqa"] else match["kind"].lower(),
                codes=tuple(code.upper() for code in re.split(r"[,\s]+", codes) if code),
                reason=text[match.end() : end].strip(),
                line=line,
                column=column + match.start(),
                first_line=line,
                last_line=line,
            )
        )
    return found
