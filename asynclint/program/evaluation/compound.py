"""Compound statements: branches, loops, `with` and `try`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from asynclint.facts.records import (
    Attr,
    Expr,
    For,
    If,
    Jump,
    Name,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)
from asynclint.program.evaluation.flow import Branch, End, end_of, enter, leave, meet, merge, merge_two
from asynclint.program.evaluation.paths import forget_constants
from asynclint.program.fixpoint.frame import Frame
from asynclint.program.model.bodies import has_break
from asynclint.program.model.entities import Class
from asynclint.program.values.kinds import ClassValue, Instance, TupleValue
from asynclint.program.values.outcomes import truth
from asynclint.program.values.typesets import UNKNOWN, TypeSet, of

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

    def _under(self, frame: Frame, branch: Branch, body: tuple[Stmt, ...]) -> End | None:
        """Runs a block under a branch; its end, None where that is not reached."""
        if branch.env is None:
            return None
        path = enter(frame, branch)
        frame.env = dict(frame.env)
        reached = self._a.statements.block(frame, body)
        end = end_of(frame)
        leave(frame, path)
        return end if reached else None

    def if_(self, frame: Frame, stmt: If) -> bool:
        """`if`, with its `elif` and `else`."""
        yes, no = self._a.conditions.split(frame, stmt.test)
        if frame.unit.function is None and _is_type_checking(stmt.test):
            # What it imports is what the annotations of the module mean.
            yes = Branch(frame.env)
        ends = [self._under(frame, yes, stmt.body), self._under(frame, no, stmt.orelse)]
        reached = [end for end in ends if end is not None]
        if not reached:
            return False
        # What holds where both ends meet; with one end alone, all that holds there.
        meet(frame, reached)
        if len(reached) == 2:
            frame.env = merge_two(reached[0].env, reached[1].env, (yes, no))
        return True

    def _loop(self, frame: Frame, body: tuple[Stmt, ...], before: Callable[[], Branch]) -> None:
        """Runs a body, and once more where it changed a name that it reads."""
        saved = frame.guards, frame.without_loop
        start = frame.env
        for _ in range(PASSES):
            self._jumps.append([])
            known = len(frame.changed)
            branch = before()
            end = self._under(frame, branch, body)
            jumps = self._jumps.pop()
            ends = [start, *jumps, *([end.env] if end is not None else [])]
            merged = merge(ends)
            frame.guards, frame.without_loop = saved
            changed = any(merged.get(name) != types for name, types in start.items())
            frame.env = merged
            if not changed and len(frame.changed) == known:
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

        some, _ = self._a.conditions.branches(frame, None, types, "truthy", ())

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
        if frame.knows_paths:
            forget_constants(frame)
        saved = frame.guards, frame.without_loop
        reached = self._a.statements.block(frame, stmt.body)
        inside = frame.guards, frame.without_loop
        frame.guards, frame.without_loop = saved
        frame.held = around
        swallows = False
        for types, item in reversed(managers):
            event = frame.event(item.at, "exit", item.context)
            given = self._a.iteration.leave(frame, types, event, stmt.is_async)
            swallows = swallows or _swallows(given)
        if not swallows:
            # The rest is reached through the end of the block only.
            frame.guards, frame.without_loop = inside
        return reached or swallows

    def try_(self, frame: Frame, stmt: Try) -> bool:
        """`try`; each handler may start anywhere in the body."""
        start = dict(frame.env)
        probed, frame.probed = frame.probed, False
        saved = frame.guards, frame.without_loop
        ends: list[End] = []
        body_reached = self._a.statements.block(frame, stmt.body)
        found_probe = frame.probed
        frame.probed = probed or found_probe
        body_env = frame.env
        if body_reached and self._a.statements.block(frame, stmt.orelse):
            ends.append(end_of(frame))
        frame.guards, frame.without_loop = saved
        for handler in stmt.handlers:
            env = merge([start, body_env])
            if handler.type is not None:
                frame.env = dict(env)
                caught = list(_classes(self._a.expressions.evaluate(frame, handler.type)))
                without = found_probe and any(_catches_probe(cls) for cls in caught)
                if handler.name:
                    errors = [Instance(cls, exact=False) for cls in caught]
                    env = {**env, handler.name: of(*errors) if errors else UNKNOWN}
            else:
                without = found_probe
            end = self._under(frame, Branch(env, (), without), handler.body)
            if end is not None:
                ends.append(end)
        if stmt.final:
            frame.env = merge([end.env for end in ends]) if ends else merge([start, body_env])
            if not self._a.statements.block(frame, stmt.final):
                return False
            ends = [End(frame.env, end.guards, end.without_loop) for end in ends]
        if ends:
            # Where only the way without a loop goes on, so does all that follows in this block.
            meet(frame, ends)
        return bool(ends)


def _is_type_checking(test: Expr) -> bool:
    name = test.id if isinstance(test, Name) else test.name if isinstance(test, Attr) else ""
    return name == "TYPE_CHECKING"


def _classes(types: TypeSet) -> Iterator[Class]:
    """The classes that a handler catches."""
    for value in types.values:
        members = [v for item in value.items for v in item] if isinstance(value, TupleValue) else [value]
        yield from (v.cls for v in members if isinstance(v, ClassValue))


def _catches_probe(cls: Class) -> bool:
    return cls.name in PROBE_HANDLERS and cls.module.name == "builtins"


def _swallows(given: TypeSet) -> bool:
    """Whether what `__exit__` gives may be true, which ends an exception: typing's rule, a plain bool."""
    return bool(given.values) and all(
        value.cls.name == "bool" if isinstance(value, Instance) else truth(value) is True
        for value in given.values
    )
