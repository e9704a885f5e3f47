"""What the rules ASL301 to ASL404 share: a finding made of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.finding import Finding, Severity
from asynclint.rules.base import Draft

if TYPE_CHECKING:
    from asynclint.program.sites import Site


def draft(
    code: str,
    name: str,
    site: Site,
    message: str,
    remedy: str,
    callables: tuple[str, ...] = (),
    severity: Severity = "error",
    *,
    preview: bool = False,
) -> Draft:
    """The finding of one site; `callables` are what it is about, where that is more than its root cause."""
    span = site.span
    finding = Finding(
        code=code,
        name=name,
        path=site.path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        message=message,
        function=site.function,
        contexts=site.contexts,
        severity=severity,
        confidence=site.confidence,
        chain=site.chain,
        root_causes=site.root_causes,
        fix=None,
        fingerprint="",
        remedy=remedy,
    )
    return Draft(
        finding=finding,
        module=site.module,
        callee=site.callee,
        callables=tuple(sorted(callables)),
        scope=site.scope,
        touched=site.touched,
        preview=preview,
    )
