"""The check that the rules ASL201 to ASL203 share: synchronous clients of one category each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from asynclint.finding import Finding, Hop, Severity
from asynclint.rules.base import Check, Draft, Example, Program, Rule
from asynclint.rules.blocking import one_line

if TYPE_CHECKING:
    from asynclint.program.clients import SyncClient

# So many places where a client is used are named in a message; the JSON output has all.
_SHOWN = 3


def client_rule(
    code: str,
    name: str,
    *,
    category: str,
    summary: str,
    explanation: str,
    bad: Example,
    good: Example,
    severity: Severity = "error",
) -> Rule:
    """A rule that reports the constructions of clients of one category of `@client`.

    A client without an asynchronous twin is no fault of who makes it: its calls are reported alone.
    """
    check: Check = partial(_check, code, name, category, severity)
    return Rule(
        code=code,
        name=name,
        summary=summary,
        explanation=explanation,
        bad=bad,
        good=good,
        severity=severity,
        check=check,
    )


def _check(code: str, name: str, category: str, severity: Severity, program: Program) -> Iterator[Draft]:
    for client in program.sync_clients():
        if client.category != category or not client.instead:
            continue
        span = client.span
        named = " or ".join(f"`{name}`" for name in client.instead.split(" or "))
        finding = Finding(
            code=code,
            name=name,
            path=client.path,
            line=span.line,
            column=span.column,
            end_line=span.end_line,
            end_column=span.end_column,
            message=_message(client),
            function=client.function,
            contexts=client.contexts,
            severity=severity,
            confidence=client.confidence,
            chain=(Hop(client.path, span.line, client.function, client.uses[0].callable),),
            root_causes=client.uses,
            fix=None,
            fingerprint="",
            suppressed=client.silenced,
            remedy=f"use {named}",
        )
        yield Draft(
            finding=finding,
            module=client.module,
            callee=client.callee,
            # Not of what it is used for: that changes with every new route.
            callables=(client.client,),
            scope=client.scope,
            touched=client.touched,
        )


def _message(client: SyncClient) -> str:
    written = one_line(client.callee)
    shown = f"`{written}`" if written == client.client else f"`{written}` (`{client.client}`)"
    uses = [f"`{use.callable}` at {use.path}:{use.line}" for use in client.uses[:_SHOWN]]
    others = len(client.uses) - len(uses)
    more = f" and {others} more" if others else ""
    return f"{shown} makes a synchronous client that the event loop waits for: {', '.join(uses)}{more}"
