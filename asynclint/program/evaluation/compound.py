"""Compound statements: branches, loops, `with` and `try`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from asynclint.facts.records import (
    Case,
    Const,
    Expr,
    ExprStmt,
    For,
    If,
    Jump,
    Match,
    Name,
    Sequence,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)
from asynclint.program.evaluation.flow import Branch, enter, leave, merge, merge_two
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.bodies import has_break
from asynclint.program.values.guards import Guard
from asynclint.program.values.kinds import ClassValue, Instance, TupleValue
from asynclint.program.values.typesets import UNKNOWN, TypeSet, Value, of

if TYPE_CHECKING:
    from asynclint.program.evaluation.analysis import Analysis


# Handlers that catch what a probe for a running loop raises.
PROBE_HANDLERS = frozenset({"RuntimeError", "Exception", "BaseException"})
# A second pass sees what the first assigned; what takes longer settles over the rounds.
PASSES = 2


class Compound:
    """Execution of blocks; every method says whether the next statement is reached."""

    def __init__(self, analysis: Analysis) -> None:
        self._a = analysis
        # For each loop around, the names where `break` and `continue` leave its body.
        self._jumps: list[list[dict[str, TypeSet]]] = []

    def jump(self, frame: Frame, stmt: Jump) -> bool:
        """`break` and `continue`."""
        if self._jumps:
            self._jumps[-1].append(dict(frame.env))
        return False

    def _under(self, frame: Frame, branch: Branch, body: tuple[Stmt, ...]) -> dict[str, TypeSet] | None:
        """Runs a block under a branch; the names at its end, None where it is not reached."""
        if branch.env is None:
            return None
        path = enter(frame, branch)
        frame.env = dict(frame.env)
        reached = self._a.statements.block(frame, body)
        env = frame.env
        leave(frame, path)
        return env if reached else None

    def if_(self, frame: Frame, stmt: If) -> bool:
        """`if`, with its `elif` and `else`."""
        yes, no = self._a.conditions.split(frame, stmt.test)
        ends = [self._under(frame, yes, stmt.body), self._under(frame, no, stmt.orelse)]
        reached = [env for env in ends if env is not None]
        if not reached:
            return False
        frame.env = merge_two(reached[0], reached[1], (yes, no)) if len(reached) > 1 else reached[0]
        if len(reached) == 1:
            # The rest of the block runs only where the other branch was not taken.
            other = no if ends[0] is None else yes
            frame.guards = frame.guarded(other.guards)
            frame.without_loop = frame.without_loop or other.without_loop
        return True

    def match_(self, frame: Frame, stmt: Match) -> bool:
        """`match`: each case may be the one that runs."""
        subject = self._a.expressions.evaluate(frame, stmt.subject)
        ends: list[dict[str, TypeSet]] = []
        exhausted = False
        saved = frame.guards
        for case in stmt.cases:
            env = dict(frame.env)
            for name in case.names:
                env[name] = UNKNOWN
            if case.whole:
                env[case.whole] = self._matched(frame, case, subject)
            guard = self._case_guard(case, subject)
            end = self._under(frame, Branch(env, (guard,) if guard is not None else ()), _case_body(case))
            if end is not None:
                ends.append(end)
            exhausted = exhausted or case.irrefutable
            if guard is not None and case.guard is None:
                frame.guards = frame.guarded((replace(guard, holds=False),))
        frame.guards = saved
        if not exhausted:
            ends.append(frame.env)
        if ends:
            frame.env = merge(ends)
        return bool(ends)

    def _case_guard(self, case: Case, subject: TypeSet) -> Guard | None:
        """The equality that a case of constants tests."""
        values = tuple(v.value for v in case.values if isinstance(v, Const) and v.value is not None)
        if case.classes or case.names or not values or len(values) != len(case.values):
            return None
        return self._a.conditions.guard(subject, "eq", values)

    def _matched(self, frame: Frame, case: Case, subject: TypeSet) -> TypeSet:
        wanted = [
            v.cls
            for c in case.classes
            for v in self._a.expressions.evaluate(frame, c)
            if isinstance(v, ClassValue)
        ]
        return TypeSet(tuple(Instance(c, exact=False) for c in wanted)) if wanted else subject

    def _loop(self, frame: Frame, body: tuple[Stmt, ...], before: Callable[[], Branch]) -> None:
        """Runs a body, and once more where it changed a name that it reads."""
        saved = frame.guards, frame.without_loop
        start = frame.env
        for _ in range(PASSES):
            self._jumps.append([])
            branch = before()
            end = self._under(frame, branch, body)
            jumps = self._jumps.pop()
            ends = [start, *jumps, *([end] if end is not None else [])]
            merged = merge(ends)
            frame.guards, frame.without_loop = saved
            changed = any(merged.get(name) != types for name, types in start.items())
            frame.env = merged
            if not changed:
                break
            start = merged

    def while_(self, frame: Frame, stmt: While) -> bool:
        """`while`, with its `else`."""
        after: list[Branch] = []

        def test() -> Branch:
            yes, no = self._a.conditions.split(frame, stmt.test)
            after[:] = [no]
            return yes

        self._loop(frame, stmt.body, test)
        if after[0].env is None and not has_break(stmt.body):
            return False
        return self._a.statements.block(frame, stmt.orelse)

    def for_(self, frame: Frame, stmt: For) -> bool:
        """`for` and `async for`, with their `else`."""
        types = self._a.expressions.evaluate(frame, stmt.iter)
        event = frame.event(stmt.at, "iter", stmt.iter)
        element = self._a.iteration.advance(frame, types, event, stmt.is_async)

        some, _ = self._a.conditions.split_truth(frame, None, types)

        def bind() -> Branch:
            frame.env = dict(frame.env)
            self._a.statements.assign(frame, stmt.target, element)
            return Branch(frame.env, some.guards)

        self._loop(frame, stmt.body, bind)
        return self._a.statements.block(frame, stmt.orelse)

    def with_(self, frame: Frame, stmt: With) -> bool:
        """`with` and `async with`."""
        managers: list[tuple[TypeSet, WithItem]] = []
        around = frame.held
        for item in stmt.items:
            types = self._a.expressions.evaluate(frame, item.context)
            event = frame.event(item.at, "enter", item.context)
            entered = self._a.iteration.enter(frame, types, event, stmt.is_async)
            managers.append((types, item))
            sites = {edge.site for edge in event.edges if edge.site is not None}
            if len(sites) == 1:
                frame.held = (*frame.held, (sites.pop(), (frame.module.name, item.at)))
            if item.target is not None:
                self._a.statements.assign(frame, item.target, entered)
        saved = frame.guards, frame.without_loop
        reached = self._a.statements.block(frame, stmt.body)
        frame.guards, frame.without_loop = saved
        frame.held = around
        for types, item in reversed(managers):
            event = frame.event(item.at, "exit", item.context)
            self._a.iteration.leave(frame, types, event, stmt.is_async)
        return reached

    def try_(self, frame: Frame, stmt: Try) -> bool:
        """`try`; each handler may start anywhere in the body."""
        start = dict(frame.env)
        probed, frame.probed = frame.probed, False
        saved = frame.guards, frame.without_loop
        body_reached = self._a.statements.block(frame, stmt.body)
        found_probe = frame.probed
        frame.probed = probed or found_probe
        body_env = frame.env
        frame.guards, frame.without_loop = saved
        ends: list[dict[str, TypeSet]] = []
        with_loop = False
        if body_reached:
            if self._a.statements.block(frame, stmt.orelse):
                ends.append(frame.env)
                with_loop = True
            frame.guards, frame.without_loop = saved
        for handler in stmt.handlers:
            env = merge([start, body_env])
            without = False
            if handler.type is not None:
                frame.env = dict(env)
                caught = self._a.expressions.evaluate(frame, handler.type)
                if handler.name:
                    env = {**env, handler.name: self._caught(caught)}
            if found_probe:
                without = handler.type is None or bool(PROBE_HANDLERS & _caught_names(handler.type))
            end = self._under(frame, Branch(env, (), without), handler.body)
            if end is not None:
                ends.append(end)
                with_loop = with_loop or not without
        frame.env = merge(ends) if ends else merge([start, body_env])
        # Only the way without a loop goes on: so does all that follows in this block.
        frame.without_loop = frame.without_loop or (bool(ends) and not with_loop)
        if stmt.final:
            reached = self._a.statements.block(frame, stmt.final)
            return reached and bool(ends)
        return bool(ends)

    def _caught(self, types: TypeSet) -> TypeSet:
        found: list[Value] = []
        for value in types.values:
            members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
            found.extend(Instance(v.cls, exact=False) for v in members if isinstance(v, ClassValue))
        return of(*found) if found else UNKNOWN


def _caught_names(expr: Expr) -> frozenset[str]:
    """The names of the classes that a handler catches."""
    if isinstance(expr, Sequence):
        return frozenset().union(*(_caught_names(item) for item in expr.items))
    return frozenset({expr.id}) if isinstance(expr, Name) else frozenset()


def _case_body(case: Case) -> tuple[Stmt, ...]:
    """The body of a case, after its guard."""
    return ((ExprStmt(case.guard),) if case.guard is not None else ()) + case.body
