"""A finding in plain lines of text, for formats that have one field for all that there is to say."""

from __future__ import annotations

from collections.abc import Iterator

from asynclint.finding import Finding
from asynclint.reports.words import counted, printable

_CONTEXTS = 5


def details(finding: Finding) -> Iterator[str]:
    """What there is to say beside the message, line by line: the chain, the routes, the remedy."""
    if len(finding.chain) > 1:
        for hop in finding.chain:
            yield printable(f"{hop.path}:{hop.line} {hop.function} → {hop.callee}")
    if finding.contexts:
        shown = [printable(context) for context in finding.contexts[:_CONTEXTS]]
        more = len(finding.contexts) - len(shown)
        others = [f"and {counted(more, 'other')}"] if more else []
        yield f"stalls: {', '.join([*shown, *others])}"
    if finding.confidence == "likely":
        yield "confidence: likely"
    if finding.remedy:
        yield f"help: {printable(finding.remedy)}"


def whole(finding: Finding) -> str:
    """The message and the details, a line each."""
    return "\n".join([printable(finding.message), *details(finding)])
