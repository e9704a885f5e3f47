"""Places that the rules beside those of blocking calls report, and what is told of each of them."""

from __future__ import annotations

from collections.abc import Sequence

from asynclint.facts.records import Expr
from asynclint.facts.records import Span as Span
from asynclint.finding import Confidence, Hop, Record, RootCause
from asynclint.program.effects.contexts import Contexts
from asynclint.program.effects.reach import function_of
from asynclint.program.fixpoint.units import Unit
from asynclint.program.render import render
from asynclint.project.patch import Lines, holds
from asynclint.settings.model import Scope

Step = tuple[Unit, int]
"""A unit, and the span index of a call in it."""


class Site(Record, frozen=True):
    """One place: what a finding says of it, whatever the rule.

    `callee` is the text of what is called there.  `chain` starts at the place and leads to the first of
    `root_causes`.  `scope`: what runs the code.  `touched`: a changed line has to do with it.
    """

    module: str
    path: str
    span: Span
    function: str
    callee: str
    contexts: tuple[str, ...]
    confidence: Confidence
    chain: tuple[Hop, ...]
    root_causes: tuple[RootCause, ...]
    scope: Scope = "routes"
    touched: bool = False


class Sites:
    """Makes sites.  `changes` are the lines that calls are asked about, None where nobody asks."""

    def __init__(self, contexts: Contexts, changes: Lines | None = None) -> None:
        self._contexts = contexts
        self._changes = changes

    def site(
        self,
        unit: Unit,
        at: int,
        expr: Expr | None,
        cause: str,
        way: Sequence[Step] = (),
        also: Sequence[Step] = (),
        confidence: Confidence = "certain",
    ) -> Site:
        """The site of the call at span `at` of a unit.

        `cause` is the dotted name of what the finding is about, called at the end of `way`, which are the
        calls inside the callee that lead there, the nearest first.  `also` are further places that the
        finding is about: changed lines there count.
        """
        function = function_of(unit)
        name = unit.dotted if function is None else function.dotted
        module = unit.module
        steps: list[Step] = [(unit, at), *(step for step in way if not step[0].module.is_stub)]
        hops = []
        for index, (owner, place) in enumerate(steps):
            following = steps[index + 1][0].dotted if index + 1 < len(steps) else cause
            inside = name if index == 0 else owner.dotted
            hops.append(Hop(owner.module.path, owner.module.span(place).line, inside, following))
        last = hops[-1]
        return Site(
            module=module.name,
            path=module.path,
            span=module.span(at),
            function=name,
            callee=render(expr),
            contexts=() if function is None else self._contexts.labels(function),
            confidence=confidence,
            chain=tuple(hops),
            root_causes=(RootCause(cause, last.path, last.line),),
            scope="async" if function is None else self._contexts.scope(function),
            touched=any(self._is_changed(owner, place) for owner, place in (*steps, *also)),
        )

    def _is_changed(self, unit: Unit, at: int) -> bool:
        if self._changes is None:
            return False
        span = unit.module.span(at)
        return holds(self._changes.get(unit.module.path, ()), span.line, span.end_line)
