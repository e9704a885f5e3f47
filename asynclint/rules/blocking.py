"""The check that the rules ASL101 to ASL112 share: one category of blocking calls each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from asynclint.finding import Finding, Severity
from asynclint.rules.base import Check, Draft, Example, Program, Rule

if TYPE_CHECKING:
    from asynclint.program.blocking import BlockingCall

THREAD = "move the call to a thread: `await asyncio.to_thread(...)`"

# A callee is shown in one line; what is longer says no more.
_CALLEE_WIDTH = 80


def blocking_rule(
    code: str,
    name: str,
    *,
    category: str,
    summary: str,
    explanation: str,
    bad: Example,
    good: Example,
    severity: Severity = "error",
    verdict: str = "blocks the event loop",
    remedy: str = THREAD,
) -> Rule:
    """A rule that reports the calls of one category of `@blocks`.

    `verdict` is what the message says of the callee; `remedy` what the finding advises where the
    stub names no asynchronous twin.
    """
    check: Check = partial(_check, code, name, category, severity, verdict, remedy)
    return Rule(
        code=code,
        name=name,
        summary=summary,
        explanation=explanation,
        bad=bad,
        good=good,
        severity=severity,
        check=check,
        category=category,
    )


def _check(
    code: str,
    name: str,
    category: str,
    severity: Severity,
    verdict: str,
    remedy: str,
    program: Program,
) -> Iterator[Draft]:
    for call in program.blocking_calls():
        if call.category != category:
            continue
        finding = Finding(
            code=code,
            name=name,
            path=call.path,
            line=call.span.line,
            column=call.span.column,
            end_line=call.span.end_line,
            end_column=call.span.end_column,
            message=_message(call, verdict),
            function=call.function,
            contexts=call.contexts,
            severity="warning" if call.minor else severity,
            confidence=call.confidence,
            chain=call.chain,
            root_causes=call.root_causes,
            fix=None,
            fingerprint="",
            suppressed=call.silenced,
            remedy=_remedy(call, remedy),
        )
        yield Draft(
            finding=finding,
            module=call.module,
            callee=call.callee,
            callables=call.callables,
            scope=call.scope,
            touched=call.touched,
        )


def _message(call: BlockingCall, verdict: str) -> str:
    written = one_line(call.callee)
    if call.note:
        verdict = f"{verdict} ({call.note})"
    root = call.root_causes[0]
    shown = _shown(root.callable)
    if len(call.chain) > 1:
        others = len(call.root_causes) - 1
        more = f" and {others} more" if others else ""
        return f"`{written}` {verdict}: reaches `{shown}` at {root.path}:{root.line}{more}"
    if written == shown:
        return f"`{written}` {verdict}"
    return f"`{written}` (`{shown}`) {verdict}"


def _remedy(call: BlockingCall, remedy: str) -> str:
    if not call.instead:
        return remedy
    named = " or ".join(f"`{name}`" for name in call.instead.split(" or "))
    if len(call.chain) > 1:
        # The leaf stands in a synchronous helper, where its twin cannot be awaited as it is.
        return f"use {named} instead of `{_shown(call.root_causes[0].callable)}`, or {THREAD}"
    return f"use {named}"


def _shown(dotted: str) -> str:
    return dotted.removeprefix("builtins.")


def one_line(callee: str) -> str:
    """A callee as a message shows it."""
    text = " ".join(callee.split())
    return text if len(text) <= _CALLEE_WIDTH else text[: _CALLEE_WIDTH - 1] + "…"
