"""Findings for a reader at a terminal: the place, the chain, the routes, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.style import Style
from rich.text import Text

from asynclint.finding import Finding, Report
from asynclint.reports import excerpt, problems, summary
from asynclint.reports.folding import Fold, folded
from asynclint.reports.words import counted, printable, severity_style
from asynclint.rules.base import page_url

ReadLines = Callable[[str], Sequence[str]]
"""The lines of a file, by its path relative to the root; none where it can't be read."""

WIDTH = 160
"""In cells: where an excerpt of the source is cut when nothing is known of the terminal."""

_SHOWN = 10
_CONTEXTS = 5


def lines(
    report: Report,
    read_lines: ReadLines,
    *,
    quiet: bool = False,
    width: int = WIDTH,
    ascii_only: bool = False,
) -> Iterator[Text]:
    """The report line by line: a block for each fold of findings, the problems, then the summary.

    `quiet` leaves the summary out; `ascii_only` draws the chains without the characters that not
    every encoding has.  No line ends with a newline; lines may be wider than the terminal.
    """
    arrow, branch, ellipsis = ("->", "`-", "...") if ascii_only else ("→", "└─", "…")
    folds = folded(report.findings)
    for index, fold in enumerate(folds):
        if index:
            yield Text()
        finding = fold.first
        style = severity_style(finding.severity)
        margin = " " * len(str(finding.line))
        yield _header(finding, style)
        yield _place(finding, margin)
        source = read_lines(finding.path)
        framed = list(excerpt.lines(finding, source, style, width - len(margin) - 3, ellipsis))
        yield from framed
        for label, body in _notes(fold, arrow, branch):
            note = Text(f"{margin} = ", style="blue")
            note.append(f"{label}: ", style="bold")
            yield note.append_text(body[0])
            indent = " " * (len(margin) + len(label) + 5)
            for further in body[1:]:
                yield Text(indent).append_text(further)
    if folds and report.problems:
        yield Text()
    yield from problems.lines(report)
    if not quiet:
        if folds or report.problems:
            yield Text()
        yield from summary.lines(report)


def _header(finding: Finding, style: str) -> Text:
    text = Text()
    # A terminal that knows links shows the rule's page on a click.
    text.append(finding.code, style=Style.parse(style) + Style(link=page_url(finding.code)))
    text.append(f" {finding.name}", style=style)
    if finding.suppressed:
        text.append(" (suppressed)", style="dim")
    text.append(": ")
    return text.append(printable(finding.message), style="bold")


def _place(finding: Finding, margin: str) -> Text:
    text = Text(f"{margin}--> ", style="blue")
    text.append(f"{printable(finding.path)}:{finding.line}:{finding.column}", style="cyan")
    text.append(f" in {printable(finding.function)}", style="default")
    return text


def _notes(fold: Fold, arrow: str, branch: str) -> Iterator[tuple[str, list[Text]]]:
    """What is told below the excerpt: label and lines, at least one each."""
    finding = fold.first
    if len(finding.chain) > 1:
        yield "chain", _chain(finding, arrow, branch)
    others = finding.root_causes[1:]
    if others:
        shown = [
            Text(f"{printable(root.callable)} at ").append(
                f"{printable(root.path)}:{root.line}", style="cyan"
            )
            for root in others[: _SHOWN - 1]
        ]
        yield "also reaches", [*shown, *_more(len(others) - len(shown))]
    if fold.others:
        places = [f"{other.line}:{other.column}" for other in fold.others[:_SHOWN]]
        rest = len(fold.others) - len(places)
        yield "also at", [Text(", ").join([*map(Text, places), *_more(rest)])]
    if finding.contexts:
        contexts = [printable(context) for context in finding.contexts[:_CONTEXTS]]
        more = _more(len(finding.contexts) - len(contexts))
        yield "stalls", [Text(", ").join([*map(Text, contexts), *more])]
    if finding.confidence == "likely":
        yield "confidence", [Text("likely (not everything on the way is known for certain)")]
    if finding.remedy:
        yield "help", [Text(printable(finding.remedy), style="green")]
    yield "docs", [Text(page_url(finding.code))]


def _chain(finding: Finding, arrow: str, branch: str) -> list[Text]:
    shown = []
    for depth, hop in enumerate(finding.chain):
        line = Text()
        if depth:
            line.append("   " * (depth - 1) + f"{branch} ", style="blue")
        line.append(f"{printable(hop.path)}:{hop.line}", style="cyan")
        line.append(f" {printable(hop.function)} {arrow} ")
        last = depth == len(finding.chain) - 1
        shown.append(line.append(printable(hop.callee), style="bold" if last else "default"))
    return shown


def _more(number: int) -> list[Text]:
    return [Text(f"and {counted(number, 'other')}", style="dim")] if number > 0 else []
