"""What formats need of the analysed sources, which whoever writes them out provides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from asynclint.finding import Edit


class Position(NamedTuple):
    """A 1-based line, and a 1-based column in code points."""

    line: int
    column: int


class Sources(Protocol):
    """The files of the project, by their paths relative to the root of the report."""

    def lines(self, path: str) -> Sequence[str]:
        """The lines without their ends; none where the file cannot be read."""
        ...

    def position(self, path: str, offset: int) -> Position | None:
        """Where a byte of the file stands; None where that is not known."""
        ...


def span(edit: Edit, sources: Sources) -> tuple[Position, Position] | None:
    """Where the replaced text of an edit begins and ends."""
    start, end = (sources.position(edit.path, offset) for offset in (edit.start, edit.end))
    return None if start is None or end is None else (start, end)
