"""Why a file gives no facts."""

from __future__ import annotations


class FactsError(Exception):
    """A file that cannot be read or parsed.  `line` and `column` are 1-based, in code points."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"
