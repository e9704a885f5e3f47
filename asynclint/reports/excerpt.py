"""The source line of a finding with carets under its span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from asynclint.finding import Finding
from asynclint.reports.words import printable

_TAB = "    "
_GUTTER = "blue"


def lines(finding: Finding, source: Sequence[str], style: str, width: int, ellipsis: str) -> Iterator[Text]:
    """The excerpt, framed by a gutter; nothing where the file does not have that line.

    `source` holds the file's lines without their ends; a line wider than `width` cells is cut
    around the span, which keeps its beginning.
    """
    if not 1 <= finding.line <= len(source):
        return
    line = source[finding.line - 1]
    start = min(finding.column - 1, len(line))
    end = len(line.rstrip()) if finding.end_line > finding.line else finding.end_column - 1
    end = min(max(end, start), len(line))
    before, marked, after = (_plain(part) for part in (line[:start], line[start:end], line[end:]))
    if cell_len(before) > width // 2:
        before = ellipsis + before[-(width // 2) :]
    marked = _cut(marked, width - cell_len(before), ellipsis)
    after = _cut(after.rstrip(), width - cell_len(before) - cell_len(marked), ellipsis)

    number = str(finding.line)
    margin = " " * len(number)
    yield Text(f"{margin} |", style=_GUTTER)
    text = Text(f"{number} |", style=_GUTTER)
    text.append(f" {before}{marked}{after}".rstrip(), style="default")
    yield text
    carets = Text(f"{margin} |", style=_GUTTER)
    carets.append(" " * (1 + cell_len(before)))
    carets.append("^" * max(cell_len(marked), 1), style=style)
    yield carets
    yield Text(f"{margin} |", style=_GUTTER)


def _plain(text: str) -> str:
    return printable(text.replace("\t", _TAB))


def _cut(text: str, width: int, ellipsis: str) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - len(ellipsis), 0)) + ellipsis
