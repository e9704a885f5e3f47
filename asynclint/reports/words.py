"""Small pieces of wording and style that several formats share."""

from __future__ import annotations

from asynclint.finding import Severity


def severity_style(severity: Severity) -> str:
    """The colour of a severity, as a rich style."""
    return "bold red" if severity == "error" else "bold yellow"


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 file`, `1,200 files`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def printable(text: str) -> str:
    """`text` without what would move a terminal's cursor: analysed sources are not trusted."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
